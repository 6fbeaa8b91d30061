"""Judging the suggestions of one passage: each answer is an act of its own."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widgets import OptionList

from qualcode.model import Proposal
from qualcode_tui.actions import find_action
from qualcode_tui.bench.work import Outcome
from qualcode_tui.dialogs.choose import Choose
from qualcode_tui.dialogs.picker import Picker
from qualcode_tui.dialogs.why import Why
from qualcode_tui.screens.review.one_by_one import OneByOne
from qualcode_tui.screens.review.place import ReviewPlace
from qualcode_tui.screens.review.queue import Queue
from qualcode_tui.text.cells import fit
from qualcode_tui.widgets.rows import GoOn, Rows

if TYPE_CHECKING:
    from qualcode.project.suggesting.explaining import Explanation

_ANSWERS = ("accept", "reject", "accept-as", "why", "read", "skip", "open")
_KEY_WIDTH = 11


class Judging(OneByOne):
    """The highlighted suggestion: looked into, accepted and rejected."""

    def __init__(self, place: ReviewPlace) -> None:
        super().__init__()
        self.queue = Queue(place)
        self.judged = 0
        self.reasons: dict[Proposal, Explanation] = {}

    @property
    def passage(self) -> Proposal | None:
        """The passage that is looked at now."""
        return next(iter(self.queue.here), None)

    @property
    def here(self) -> Proposal | None:
        """The suggestion that is highlighted."""
        code = self.query_one(Rows).here
        found = (one for one in self.queue.here if one.code == code)
        return next(found, self.passage)

    def action_accept(self) -> None:
        """Make the highlighted suggestion a coding."""
        self._judge(self.acts.accept)

    def action_reject(self) -> None:
        """Say no to the highlighted suggestion."""
        self._judge(self.acts.reject)

    def action_accept_as(self) -> None:
        """Give another code than the highlighted one."""
        one = self.here
        if one is None:
            return
        with self.refusals():
            bench, acts = self.bench, self.acts
            place, label = bench.say_place(self.span), bench.label(one.code)

            def chosen(code: str | None) -> None:
                if code is not None:
                    self._answered(one, acts.accept_as(one, code))

            title = f"Another code than “{label}” on {place}"
            make = partial(acts.make_code, span=self.span)
            self.app.push_screen(Picker(bench, self.span, make, title=title), chosen)

    def action_mark(self) -> None:
        """Say that the passage was read for every code."""
        one = self.passage
        if one is None:
            return
        with self.refusals():
            outcome = self.acts.mark(self.span)
            if outcome.done:
                self.queue.settle(one.passage)
            self.wrote(outcome)

    def _judge(self, act: Callable[[Proposal], Outcome]) -> None:
        one = self.here
        if one is not None:
            with self.refusals():
                self._answered(one, act(one))

    def _answered(self, one: Proposal, outcome: Outcome) -> None:
        """Go on after an answer: to what else is suggested here, then to the next passage."""
        if outcome.done:
            self.judged += 1
            self.queue.place.at = one.passage
            self.queue.settle(one.passage, self.bench.proposals)
        self.wrote(outcome)

    def action_why(self) -> None:
        """Show what speaks for the highlighted suggestion."""
        one = self.here
        if one is None:
            return
        with self.refusals():
            self.app.push_screen(Why(self.bench, one, self.reasons.get(one)), self._decided)

    def _decided(self, answer: tuple[str, Proposal] | None) -> None:
        if answer is not None:
            self._do("accept-as" if answer[0] == "as" else answer[0])

    def action_choose(self) -> None:
        """Ask what to do with the highlighted suggestion."""
        if self.here is None:
            self.go_on_where_offered()
        if self.here is None or isinstance(self.focused, GoOn):
            return
        actions = [find_action(f"review.{name}") for name in _ANSWERS]
        answers = [
            Content.assemble((fit(one.key_words, _KEY_WIDTH), "$accent"), one.label)
            for one in actions
        ]

        def chosen(i: int | None) -> None:
            if i is not None:
                self._do(_ANSWERS[i])

        label = self.bench.label(self.here.code)
        keys = [one.keys for one in actions]
        self.app.push_screen(Choose(f"“{label}”: what do you say?", answers, keys=keys), chosen)

    def _do(self, answer: str) -> None:
        getattr(self, f"action_{find_action(f'review.{answer}').act}")()

    @on(OptionList.OptionSelected, "#proposed")
    def _ask(self) -> None:
        self.action_choose()
