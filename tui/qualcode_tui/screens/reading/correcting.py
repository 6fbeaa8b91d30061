"""Correcting the transcript on the reading screen: words, speakers, turns of two people."""

from collections.abc import Callable

from textual.content import Content

from qualcode.model import Span, Turn
from qualcode.model.shown import Shown
from qualcode.project.correcting.listing import Correction, CorrectionKind
from qualcode_tui.actions import key_of
from qualcode_tui.bench.correcting import SpeakerChoice
from qualcode_tui.bench.work import Outcome
from qualcode_tui.dialogs.choose import Choose
from qualcode_tui.dialogs.correct_speaker import CorrectSpeaker
from qualcode_tui.dialogs.correct_words import Around, CorrectWords
from qualcode_tui.dialogs.typed import ask_until_taken
from qualcode_tui.screens.reading.choosing import Choosing
from qualcode_tui.text.cells import clip
from qualcode_tui.text.edges import Edges, Unit

_AROUND, _SAID, _SHOWN = 30, 20, 120


class Correcting(Choosing):
    """A small menu of what can be wrong with the words or the turn at the cursor."""

    def _word_at_caret(self, edges: Edges) -> Span:
        """Return the word at the caret, from the sign on that the caret is on before a word."""
        at = self.reader.caret
        word, body = edges.unit_at(Unit.WORD, at), edges.body(edges.turn_at(at))
        is_before = at >= word.end and not self._read(Span(max(body.start, at - 1), at)).strip()
        end = edges.next_end(Unit.WORD, at)
        if not is_before or not body.start <= at < end <= body.end:
            return word
        return Span(at, end)

    def action_correct(self) -> None:
        """Ask what is to be corrected here."""
        edges = self.bench.edges
        if edges is None or not edges.turns:
            return
        words = self.reader.selection or self._word_at_caret(edges)
        turn = edges.turns[edges.turn_at(words.start)]
        ways: list[tuple[Content, Callable[[], None]]] = []
        if len(words):
            ways.append(
                (
                    Content.assemble("Correct the words ", self._say(words)),
                    lambda: self._correct_words(turn.name, words),
                )
            )
        ways.append(
            (
                Content(f"{turn.name[:1].upper()}{turn.name[1:]} {self._not_whose(turn)}"),
                lambda: self._give_turn(turn),
            )
        )
        ways.append(
            (
                Content.assemble("From ", self._say(words), " on it is somebody else’s")
                + Content.styled(" (two people in one turn)", "$reader-muted"),
                lambda: self._split_turn(turn, words.start),
            )
        )
        ways += [
            (_say_correction(one), self._taking_back(one))
            for one in self.acts.corrections_in(self.target, turn)
        ]

        def chosen(i: int | None) -> None:
            if i is not None:
                ways[i][1]()

        said = [answer for answer, _ in ways]
        self.app.push_screen(Choose(f"What is wrong in {turn.name}?", said), chosen)

    def _correct_words(self, place: str, span: Span) -> None:
        def dialog(draft: str | None, refused: str) -> CorrectWords:
            return CorrectWords(place, self._around(span), draft=draft, refused=refused)

        ask_until_taken(self.app, dialog, lambda words: self._told(self.acts.correct(span, words)))

    def _told(self, outcome: Outcome) -> str | None:
        """Say what came of an act, and return why it was refused, if it was."""
        self.tell(outcome)
        return None if outcome.done else outcome.sentence

    def _give_turn(self, turn: Turn) -> None:
        words = self.acts.first_words(turn, turn.body)
        self._ask_whose(
            f"Whose is {turn.name}?", words, turn, lambda whose: self.acts.give_turn(turn, whose)
        )

    def _split_turn(self, turn: Turn, at: int) -> None:
        if at <= turn.body:
            sentence = (
                "Go to the first word that the other person says, "
                f"then press {key_of('correct')} again."
            )
            self.tell(Outcome(sentence, done=False))
            return
        self._ask_whose(
            f"Who speaks in {turn.name} from here on?",
            self.acts.first_words(turn, at),
            turn,
            lambda whose: self.acts.split_turn(turn, at, whose),
        )

    def _ask_whose(
        self, question: str, words: str, turn: Turn, act: Callable[[SpeakerChoice], Outcome]
    ) -> None:
        shown = clip(" ".join(words.split()), _SHOWN)
        people = self.acts.list_speakers(turn)

        def dialog(draft: SpeakerChoice | None, refused: str) -> CorrectSpeaker:
            return CorrectSpeaker(question, shown, people, draft=draft, refused=refused)

        ask_until_taken(self.app, dialog, lambda whose: self._told(act(whose)))

    def _taking_back(self, correction: Correction) -> Callable[[], None]:
        return lambda: self.tell(self.acts.take_back(correction))

    def _around(self, span: Span) -> Around:
        """Return the words of a stretch, and a few before and after it in its turn."""
        bench = self.bench
        assert bench.edges is not None
        assert bench.document is not None
        body = bench.edges.body(bench.edges.turn_at(span.start))
        present = Shown.of(bench.document).read(span.start, span.end)
        before = self._read(Span(body.start, span.start))
        after = self._read(Span(span.end, max(span.end, body.end)))
        before, after = _last_words(before), clip(_on_one_line(after), _AROUND)
        imported = span.read(bench.document.text)
        return Around(before, _on_one_line(present), after, _on_one_line(imported))

    def _read(self, span: Span) -> str:
        return self.bench.shown.read(span) if self.bench.shown and len(span) else ""

    def _not_whose(self, turn: Turn) -> str:
        case = self.bench.cases.get(turn.case or "")
        return f"is not {case.code}’s but somebody else’s" if case else "is somebody’s"

    def _say(self, span: Span) -> Content:
        words = clip(" ".join(self._read(span).split()), _SAID)
        return Content.styled(f"“{words}”", "bold")


def _last_words(words: str) -> str:
    """Return the end of what stands before a place, from the beginning of a word on."""
    words = _on_one_line(words)
    if len(words) <= _AROUND:
        return words
    return f"…{words[-_AROUND:].partition(' ')[2]}"


def _on_one_line(words: str) -> str:
    return words.replace("\n", " ")


def _say_correction(one: Correction) -> Content:
    match one.kind:
        case CorrectionKind.WORDS:
            before, after = (
                clip(" ".join(part.split()), _SAID) for part in (one.before, one.after)
            )
            return Content(f"Take back “{after}”, and show “{before}”")
        case CorrectionKind.SPEAKER:
            return Content(f"Take back that it is {one.after}’s: it is {one.before}’s again")
        case CorrectionKind.TWO_PEOPLE:
            return Content(f"Put this part back to what {one.before} says before it")
