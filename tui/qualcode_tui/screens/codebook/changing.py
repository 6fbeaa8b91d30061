"""Doing something to a code, or proposing it where somebody else decides."""

from collections.abc import Callable
from typing import Any

from qualcode.model import Code
from qualcode.model.request import RequestKind
from qualcode_tui.actions import key_of, undoes
from qualcode_tui.dialogs.ask import Ask
from qualcode_tui.screens.codebook.tree import CodeTree


class Changing(CodeTree):
    """The tree, with a way to change it that is the same for everybody."""

    @property
    def verb(self) -> str:
        """What a key does with a change: save it, or propose it."""
        return "save" if self.project.codes.may_change() else "propose it"

    def change(
        self,
        kind: RequestKind,
        code: Code | None,
        do: Callable[[], str | None],
        said: str,
        **fields: Any,  # noqa: ANN401 - those of the request
    ) -> None:
        """Do something and say so, or ask why and propose it.

        `do` does it, and returns the id of the code to stand on then; `said` is what was done.
        """
        with self.refusals():
            self.project.require_coder()
            if self.project.codes.may_change():
                at = do()
                self.done(f"{said} {undoes()}", at=at)
            else:
                self._propose(kind, code, fields)

    def _propose(self, kind: RequestKind, code: Code | None, fields: dict[str, Any]) -> None:
        lead = self.project.codes.lead

        def answered(why: str | None) -> None:
            if why is None:
                return
            with self.refusals():
                requests = self.project.requests
                asked = requests.ask(kind, code.id if code else None, why=why, **fields)
                told = f"Proposed to {lead}: {requests.say(asked)}."
                self.done(f"{told} {key_of('step.undo')} takes it back.")

        told = f"{lead} decides on codes. Say why it would help; it may stay empty."
        self.app.push_screen(Ask(f"Propose it to {lead}: why?", told), answered)

    def with_here(self, then: Callable[[Code], None], *, also_deleted: bool = False) -> None:
        """Go on with the highlighted code, if it can be changed."""
        code = self.here
        if code is None:
            self.say(f"There is no code yet. {key_of('book.add')} makes one.", refused=True)
        elif code.id in self.deleted and not also_deleted:
            back, join = key_of("book.delete"), key_of("book.join")
            told = f"“{code.label}” was deleted. {back} brings it back, {join} joins it."
            self.say(told, refused=True)
        else:
            with self.refusals():
                self.project.require_coder()
                then(code)
