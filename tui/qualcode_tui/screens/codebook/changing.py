"""Doing something to a code, or proposing it where somebody else decides."""

from collections.abc import Callable
from functools import partial
from typing import Any

from qualcode.model import Code, QualcodeError
from qualcode.model.request import RequestKind
from qualcode_tui.actions import key_of, undoes
from qualcode_tui.dialogs.ask import Ask
from qualcode_tui.dialogs.typed import ask_until_taken
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
        again: Callable[[str], None] | None = None,
        **fields: Any,  # noqa: ANN401 - those of the request
    ) -> None:
        """Do something and say so, or ask why and propose it.

        `do` does it, and returns the id of the code to stand on then; `said` is what was done.
        `again` asks once more for what was typed, with all its words and the sentence that refuses
        it; it is empty where somebody turns back at the why.
        """
        refuse = again or partial(self.say, refused=True)
        may_change = self.project.codes.may_change()
        try:
            self.project.require_coder()
            at = do() if may_change else None
            if not may_change:
                self.project.requests.check(kind, code.id if code else None, **fields)
        except QualcodeError as refusal:
            refuse(str(refusal))
            return
        if may_change:
            with self.refusals():
                self.done(f"{said} {undoes()}", at=at)
        else:
            self._propose(kind, code, fields, again)

    def _propose(
        self,
        kind: RequestKind,
        code: Code | None,
        fields: dict[str, Any],
        again: Callable[[str], None] | None,
    ) -> None:
        lead, requests = self.project.codes.lead, self.project.requests

        def ask(draft: str | None, refused: str) -> Ask:
            told = f"{lead} decides on codes. Say why it would help; it may stay empty."
            leave = "back to what you typed" if again else "change nothing"
            title = f"Propose it to {lead}: why?"
            return Ask(title, told, draft=draft, refused=refused, leave=leave)

        def take(why: str) -> str | None:
            try:
                asked = requests.ask(kind, code.id if code else None, why=why, **fields)
            except QualcodeError as refusal:
                return str(refusal)
            with self.refusals():
                told = f"Proposed to {lead}: {requests.say(asked)}."
                self.done(f"{told} {key_of('step.undo')} takes it back.")
            return None

        turned_back = partial(again, "") if again else lambda: None
        ask_until_taken(self.app, ask, take, turned_back)

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
