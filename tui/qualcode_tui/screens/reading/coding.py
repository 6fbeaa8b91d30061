"""Giving and taking codes on the reading screen."""

from functools import partial

from textual import on
from textual.content import Content

from qualcode.model import Code, Span
from qualcode.model import Coding as Coded
from qualcode_tui.actions import key_of
from qualcode_tui.bench.in_vivo import find_called, label_of
from qualcode_tui.bench.work import Outcome
from qualcode_tui.dialogs.ask import Ask
from qualcode_tui.dialogs.choose import Choose
from qualcode_tui.dialogs.picker import Picker
from qualcode_tui.dialogs.typed import ask_until_taken
from qualcode_tui.screens.reading.choosing import Choosing
from qualcode_tui.widgets.codebook import CodebookPanel
from qualcode_tui.widgets.here import HerePanel

_IN_VIVO_TOLD = "The words that were said become a theme, and these words get it. Change them here."


class Coding(Choosing):
    """Codes given to the target, by picker, panel or quick key, and taken off."""

    def action_pick(self) -> None:
        """Open the code picker for the target."""
        span = self.target
        if not len(span) or self.bench.edges is None:
            return

        def give(code: str) -> Outcome:
            outcome = self.acts.apply(span, code)
            self.tell(outcome)
            return outcome

        def chosen(code: str | None) -> None:
            if code is not None:
                give(code)

        make = partial(self.acts.make_code, span=span)
        self.app.push_screen(Picker(self.bench, span, make, give), chosen)

    def action_quick(self, number: int) -> None:
        """Give the target the code with a quick key."""
        code = self.bench.quick_code(number)
        if code is None:
            self.refuse(f"No code has the number {number} now. {key_of('code.pick')} chooses one.")
            return
        self._give(code)

    def action_repeat(self) -> None:
        """Give the target the code that was used last."""
        if not self.bench.last_used:
            self.refuse(f"No code has been used yet. {key_of('code.pick')} chooses one.")
            return
        self._give(self.bench.last_used[0])

    def action_in_vivo(self) -> None:
        """Make a theme of the selected words, after one look, and give it to them."""
        span = self.reader.selection
        if span is None or self.bench.shown is None:
            self.refuse("Select the words first that are to be the name of a theme.")
            return

        self._ask_in_vivo(span, label_of(self.bench.say_words(span, named=False)))

    def _ask_in_vivo(self, span: Span, words: str, label: str | None = None) -> None:
        """Ask what the theme is called, and make it; what is refused is asked for once more."""

        def dialog(draft: str | None, refused: str) -> Ask:
            draft = label if draft is None else draft
            title = "A theme in their own words"
            check = _refuse_label
            return Ask(
                title, _IN_VIVO_TOLD, answer=words, check=check, draft=draft, refused=refused
            )

        def take(label: str) -> str | None:
            held = find_called(label, self.bench.codes.values())
            if held is not None:
                self._ask_for_held(span, words, label, held)
                return None
            outcome = self.acts.apply_new(span, label)
            self.tell(outcome)
            return None if outcome.done else outcome.sentence

        ask_until_taken(self.app, dialog, take)

    def _ask_for_held(self, span: Span, words: str, label: str, held: Code) -> None:
        """Ask whether the theme that is called so already is meant."""

        def chosen(i: int | None) -> None:
            if i == 0:
                self.tell(self.acts.apply(span, held.id))
            elif i is None:
                self._ask_in_vivo(span, words, label)

        answers = [Content(f"Give these words “{held.path or held.label}”"), Content("Leave it")]
        question = f"There is a theme “{held.label}” already"
        self.app.push_screen(Choose(question, answers), chosen)

    def action_remove(self) -> None:
        """Take a code off the target, asking which where there are several, one's own first."""
        codings = self.removable()
        if not codings:
            self.refuse("There is no code here to remove.")
            return
        self.choose("Which code is to go?", codings, self.say_coding, self._take_off)

    @on(CodebookPanel.Chosen)
    def _chosen(self, event: CodebookPanel.Chosen) -> None:
        self._give(event.code)

    @on(HerePanel.Opened)
    def _coding_opened(self, event: HerePanel.Opened) -> None:
        """Select the words of what was chosen among what is here."""
        item = event.item
        if isinstance(item, Coded):
            self.reader.focus()
            self.reader.select(Span(item.start, item.end))

    @on(HerePanel.Remove)
    def _coding_removed(self, event: HerePanel.Remove) -> None:
        if isinstance(event.item, Coded):
            self._take_off(event.item)

    @on(HerePanel.Lost)
    def _say_lost(self, event: HerePanel.Lost) -> None:
        item = event.item
        what = f"“{self.bench.label(item.code)}”" if isinstance(item, Coded) else "What was here"
        self.refuse(
            f"{what} was taken off or changed meanwhile, in another window. ↑↓ go to what is here "
            "now."
        )

    def _take_off(self, coding: Coded) -> None:
        """Remove a coding; another coder's only when asked once more."""
        said = self.say_coding(coding)
        self.ask_about_other(
            coding.coder, "coding", "Remove", lambda: self.acts.remove(coding), said
        )

    def _give(self, code: str) -> None:
        if len(self.target):
            self.tell(self.acts.apply(self.target, code))


def _refuse_label(label: str) -> str | None:
    return None if label else "Type what the theme is called, or press Esc."
