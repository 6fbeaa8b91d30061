"""Undo and redo on the workbench."""

from qualcode_tui.actions import key_of
from qualcode_tui.bench.work import Look, Outcome, Work


class UndoingWork(Work):
    """The coder's acts, switched off and on again."""

    def undo(self) -> Outcome:
        """Undo the coder's last act, whatever it was."""
        after = f"{key_of('redo')} does it again."
        return self._do(self.project.history.undo, after, Look.ALL)

    def redo(self) -> Outcome:
        """Do again what was undone last."""
        return self._do(self.project.history.redo, look=Look.ALL)
