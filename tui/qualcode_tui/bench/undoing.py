"""Undo and redo on the workbench."""

from qualcode_tui.bench.work import Outcome, Work


class UndoingWork(Work):
    """The coder's acts, switched off and on again."""

    def undo(self) -> Outcome:
        """Undo the coder's last act, whatever it was."""
        return self._do(self.project.history.undo, after="U does it again.", look_at_all=True)

    def redo(self) -> Outcome:
        """Do again what was undone last."""
        return self._do(self.project.history.redo, look_at_all=True)
