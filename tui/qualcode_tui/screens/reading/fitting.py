"""Fitting a coding to other words on the reading screen."""

from qualcode.model import Coding, Span
from qualcode_tui.actions import key_of
from qualcode_tui.bench.work import Outcome
from qualcode_tui.screens.reading.choosing import Choosing


class Fitting(Choosing):
    """The ends of a coding, moved to those of the selection."""

    _fitted: str | None = None

    def action_fit(self) -> None:
        """Fit a coding to the selected words; with none selected, select those of a coding."""
        span = self.reader.selection
        if span is None or isinstance(self.item, Coding):
            self._take_up()
        else:
            self._fit(span)

    def _take_up(self) -> None:
        """Select the words of a coding, to be adjusted."""
        codings = self.removable()
        if not codings:
            self.refuse("There is no code here to fit to other words.")
            return
        self.choose("Which code is to be on other words?", codings, self.say_coding, self._select)

    def _select(self, coding: Coding) -> None:
        self._fitted = coding.id
        self.reader.focus()
        self.reader.select(Span(coding.start, coding.end))
        label = self.bench.label(coding.code)
        more, less = key_of("select.word-on"), key_of("select.word-back")
        self.inform(
            f"These words are coded “{label}”. Select others ({more}, {less} …), then "
            f"{key_of('code.fit')} again."
        )

    def _fit(self, span: Span) -> None:
        codings = sorted(self.bench.codings_in(span), key=self.bench.is_own, reverse=True)
        meant = [coding for coding in codings if coding.id == self._fitted]
        if not codings:
            self.refuse("The selected words share none with a code. Select some that do.")
            return
        others = [one for one in codings if (one.start, one.end) != (span.start, span.end)]
        if not others:
            self.refuse("The code is on just these words already.")
            return

        def fit(coding: Coding) -> None:
            self._fitted = None
            said = self.say_coding(coding)

            def act() -> Outcome:
                return self.acts.resize(coding, span)

            self.ask_about_other(coding.coder, "coding", "Move", act, said)

        question = f"Which code is to be on {self.bench.say_place(span)}?"
        self.choose(question, meant or others, self.say_coding, fit)
