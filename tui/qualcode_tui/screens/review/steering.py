"""Steering the review: in which order, when to learn again, and how good suggestions proved."""

from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.project.suggesting.showing import When
from qualcode_tui.dialogs.tell import Tell
from qualcode_tui.dialogs.when_suggested import ask_when
from qualcode_tui.dialogs.which_code import NONE, WhichCode
from qualcode_tui.screens.review.reasons import Explaining
from qualcode_tui.screens.review.wording import say_card, say_held_back

if TYPE_CHECKING:
    from qualcode.project.suggesting.reviewing import Waiting


class Steering(Explaining):
    """What is done about suggestions as a whole."""

    waiting: "Waiting | None" = None

    def action_order(self) -> None:
        """Choose one code to go through, or all."""
        bench, waiting = self.bench, self.queue.codes
        known = sorted(set(waiting) & bench.codes.keys(), key=waiting.count, reverse=True)
        codes = [
            replace(bench.codes[code], path=f"{bench.label(code)} · {waiting.count(code)}")
            for code in known
        ]

        def chosen(code: str | None) -> None:
            if code is not None:
                self.go_through(code if code != NONE else None)

        all_codes = f"all codes, the most useful first · {len(waiting)}"
        which = WhichCode("Whose suggestions?", codes, bench.colours, none=all_codes)
        self.app.push_screen(which, chosen)

    def go_through(self, code: str | None) -> None:
        """Go through the suggestions of one code (by id), or of all."""
        self.queue.place.code, self.queue.place.at = code, None
        self.show()
        self.greet()

    def action_learn(self) -> None:
        """Learn from what is coded by now, beside the screen."""
        if self.workspace.learn():
            self.show()
            self.say("Learning again. Go on meanwhile: you are told when it is done.")
        else:
            self.say("It is learning already.", refused=True)

    def action_figures(self) -> None:
        """Tell what suggestions rest on, how good they proved, and what is held back."""
        with self.refusals():
            held = say_held_back(self.waiting) if self.waiting else []
            told = [*say_card(self.project.suggestions.card()), *held]
            self.app.push_screen(Tell("How good are the suggestions?", told))

    def action_when_suggested(self) -> None:
        """Ask when suggestions are shown, for everybody in the study."""

        def chosen(when: When) -> None:
            outcome = self.acts.show_when(when)
            self.look()
            self.say(outcome.sentence, refused=not outcome.done)

        with self.refusals():
            ask_when(self.app, self.project.suggestions.when(), chosen)
