"""What is proposed for a locked codebook, and what was answered."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from qualcode.model import QualcodeError
from qualcode.model.request import Request
from qualcode.model.words import count
from qualcode_tui.actions import bindings, undoes
from qualcode_tui.actions.action import Scope
from qualcode_tui.dialogs.ask import Ask
from qualcode_tui.dialogs.choose import Choose
from qualcode_tui.dialogs.typed import ask_until_taken
from qualcode_tui.screens.codebook.context import Contexts
from qualcode_tui.screens.listing import Column, Listing, Row
from qualcode_tui.text.when import say_when
from qualcode_tui.widgets.bars import Hint


class Proposals(Listing):
    """The open proposals first, then those that were answered. Enter answers."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.STEP, Scope.LIST, Scope.PROPOSALS)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.PROPOSALS)]
    NAME = "proposals"
    NOUN = ("proposal", "proposals")
    NOTHING = "Nobody has proposed anything. While the codebook is locked, the same keys propose."
    BACK = "codebook"

    def __init__(self) -> None:
        super().__init__()
        self.requests: dict[str, Request] = {}

    def columns(self) -> Sequence[Column]:
        """Return what is shown of a proposal."""
        return (
            Column("proposal", least=24, style="bold"),
            Column("by", least=5, style=""),
            Column("why", least=12, style=""),
            Column("words", least=10, gives_way=3, saved="the words that speak for it"),
            Column("answer", least=8, gives_way=1, style=""),
            Column("when", least=11, gives_way=2, say=lambda cell: say_when(str(cell))),
        )

    def read_rows(self) -> Iterable[Row]:
        """Read the proposals, the open ones first."""
        requests, contexts = self.project.requests, Contexts(self.project)
        listed = [*requests.of(), *reversed(requests.of(answered=True))]
        self.requests = {one.id: one for one in listed}
        for one in listed:
            words = ""
            if one.source is not None and one.start is not None and one.end is not None:
                words = contexts.of(one.source, one.start, one.end).words
            answer = f"{one.answer} by {one.answered_by}" if one.answer else "open"
            facts = {"by": (one.coder,), "answer": (one.answer or "open",)}
            yield Row(
                one.id,
                (requests.say(one), one.coder, one.why, words, answer, one.time),
                facts,
                muted=one.answer is not None,
            )

    def tell_list(self) -> str:
        """Say how many wait for an answer."""
        waiting = sum(one.answer is None for one in self.requests.values())
        return f"{count(waiting, 'proposal')} to answer"

    def tell_row(self, row: Row) -> str:
        """Say the proposal in full, and what can be done."""
        one = self.requests[row.id]
        told = f"{self.project.requests.say(one)}."
        if one.why:
            told += f" {one.coder}: {one.why}"
        if one.answer is not None:
            because = f": {one.because}" if one.because else "."
            return f"{told} — {one.answer} by {one.answered_by}{because}"
        return told

    def list_hints(self) -> Sequence[Hint]:
        """Return the keys of the list."""
        if not self.project.codes.may_change():
            return (Hint.of("step.choose", "read it"), Hint.of("step.undo", "undo"))
        return (
            Hint.of("proposals.accept", "accept"),
            Hint.of("proposals.decline", "decline"),
            Hint.of("step.undo", "undo"),
        )

    def sources_of(self, rows: Sequence[Row]) -> Iterable[str]:
        """Return the sources whose words stand in the rows."""
        return {one.source for row in rows if (one := self.requests[row.id]).source}

    def open_row(self, row: Row) -> None:
        """Ask for an answer."""
        one = self.requests[row.id]
        if one.answer is not None or not self.project.codes.may_change():
            self.say(self.tell_row(row))
            return

        def chosen(i: int | None) -> None:
            if i == 0:
                self.action_accept()
            elif i == 1:
                self.action_decline()

        answers = [Content("Accept: do it"), Content("Decline"), Content("Leave it open")]
        self.app.push_screen(Choose(f"{self.project.requests.say(one)}?", answers), chosen)

    def leave_upwards(self) -> None:
        """Go back to the codebook."""
        self.workspace.action_codebook()

    def action_accept(self) -> None:
        """Do what the proposal asks for."""
        if self.here is None:
            return
        one, following = self.requests[self.here.id], self._following()
        with self.refusals():
            told = self.project.requests.say(one)
            made = self.project.requests.accept(one.id)
            coded = any(self.project.codings.of(code=code.id) for code in made)
            words = f" The words it was proposed for are coded, as {one.coder}’s." if coded else ""
            self.done(f"Done: {told}.{words} {undoes()}", at=following)

    def action_decline(self) -> None:
        """Say no to the proposal, with a reason if there is one."""
        if self.here is None:
            return
        one, following = self.requests[self.here.id], self._following()
        if one.answer is None and not self.project.codes.may_change():
            self.say(f"{self.project.codes.lead} answers proposals.", refused=True)
            return

        def ask(draft: str | None, refused: str) -> Ask:
            told = f"{one.coder} can read why; it may stay empty."
            return Ask("Decline it: why?", told, draft=draft, refused=refused)

        def take(because: str) -> str | None:
            try:
                self.project.requests.decline(one.id, because)
            except QualcodeError as refusal:
                return str(refusal)
            with self.refusals():
                self.done(f"Declined. {undoes()}", at=following)
            return None

        ask_until_taken(self.app, ask, take)

    def _following(self) -> str | None:
        """Return the id of the row to go on with, once the highlighted one is answered."""
        here = self.here
        ids = [row.id for row in self.shown if self.requests[row.id].answer is None]
        if here is None or here.id not in ids or len(ids) == 1:
            return None
        at = ids.index(here.id)
        return ids[at + 1] if at + 1 < len(ids) else ids[at - 1]
