"""Correcting the transcript on the workbench: words, speakers, and turns of two people."""

from dataclasses import dataclass

from qualcode.model import Case, CaseKind, Span, Turn
from qualcode.project.correcting.listing import Correction, CorrectionKind
from qualcode.project.correcting.speakers import NewSpeaker, Speaker
from qualcode_tui.bench.work import Look, Outcome, Work
from qualcode_tui.text.cells import clip

_SAID = 40


@dataclass(frozen=True, slots=True)
class SpeakerChoice:
    """Whom words can be given to, as a list of people shows them; `key` is what finds them.

    `about` is what is known of them, `heard` how often they speak in this source, and how they
    begin.
    """

    speaker: Speaker
    name: str
    about: str
    heard: str = ""

    @property
    def key(self) -> str:
        """The words that are searched: not what they say, which would find too much."""
        return f"{self.name} {self.about}"


class CorrectingWork(Work):
    """Corrections made, changed and taken back. Codings stay where they are."""

    def correct(self, span: Span, words: str) -> Outcome:
        """Show other words in the place of a stretch."""
        source, before = self._source(), _quote(self._read(span))

        def act() -> str:
            made = self.project.patches.correct(source, span.start, span.end, words)
            if made is None:
                return f"The words in the file are shown again: {_quote(self._imported(span))}."
            return (
                f"{_quote(words)} is now shown for {before}." if words else f"{before} is hidden."
            )

        return self._do(act, look=Look.ALL)

    def give_turn(self, turn: Turn, choice: SpeakerChoice) -> Outcome:
        """Say that a turn is somebody else's."""
        source = self._source()

        def act() -> str:
            made = self.project.patches.give_turn(source, turn.id, choice.speaker)
            return f"{_begin(turn.name)} is now {self._whose(made)}."

        return self._do(act, look=Look.ALL)

    def split_turn(self, turn: Turn, at: int, choice: SpeakerChoice) -> Outcome:
        """Say that from an offset on a turn is somebody else's."""
        source, words = self._source(), _quote(self.first_words(turn, at))

        def act() -> str:
            part = self.project.patches.split_turn(source, turn.id, at, choice.speaker)
            made = next(
                one for one in self.project.sources.document(source).turns if one.id == part
            )
            return f"From {words} on, {turn.name} is {self._whose(made.case)}."

        return self._do(act, look=Look.ALL)

    def take_back(self, correction: Correction) -> Outcome:
        """Take a correction back."""

        def act() -> str:
            self.project.patches.take_back(correction.id)
            match correction.kind:
                case CorrectionKind.WORDS:
                    return f"The words in the file are shown again: {_quote(correction.before)}."
                case CorrectionKind.SPEAKER:
                    return f"{_begin(correction.turn)} is {correction.before}’s again."
                case CorrectionKind.TWO_PEOPLE:
                    return f"{_begin(correction.turn)} belongs to {correction.before} again."

        return self._do(act, look=Look.ALL)

    def corrections_in(self, span: Span, turn: Turn) -> list[Correction]:
        """Return the corrections of words in a stretch, and those of whose its turn is."""
        return [
            one
            for one in self.project.patches.list(self._source())
            if (
                one.start < span.end and span.start < one.end
                if one.kind is CorrectionKind.WORDS
                else one.turn_id == turn.id
            )
        ]

    def list_speakers(self, turn: Turn) -> list[SpeakerChoice]:
        """Return whom a turn can be given to: who is in this source first, then somebody new.

        Whoever speaks in it now, and who withdrew, is left out.
        """
        bench, site = self.bench, self.project.site_word
        turns = bench.edges.turns if bench.edges else ()
        counts = {case: sum(one.case == case for one in turns) for case in bench.cases}
        known = [
            case for case in bench.cases.values() if case.id != turn.case and not case.withdrawn
        ]
        here = [case for case in known if counts[case.id]]
        others = [case for case in known if not counts[case.id]]
        new = [
            SpeakerChoice(NewSpeaker(), "Somebody new", "gets the next participant code"),
            SpeakerChoice(
                NewSpeaker(kind=CaseKind.FACILITATOR), "A new facilitator", "who asks the questions"
            ),
        ]
        nobody = [SpeakerChoice(None, "Nobody", "a heading, or a note of the transcriber’s")]
        return [
            *(
                _choice(
                    case,
                    site,
                    f"speaks in {_turns(counts[case.id])} here",
                    self._begins(case, turn),
                )
                for case in here
            ),
            *new,
            *(nobody if turn.case else []),
            *(_choice(case, site, "not in this source") for case in others),
        ]

    def first_words(self, turn: Turn, at: int) -> str:
        """Return the words with which a second voice would begin."""
        return self._read(Span(at, turn.end))

    def _begins(self, case: Case, but: Turn) -> str:
        """Return the words of somebody's first turn in the open source, another one than this."""
        turns = self.bench.edges.turns if self.bench.edges else ()
        spoken = (one for one in turns if one.case == case.id and one.id != but.id)
        words = (" ".join(self.first_words(one, one.body).split()) for one in spoken)
        return next((said for said in words if said), "")

    def _whose(self, case: str | None) -> str:
        found = self.project.people.by_id().get(case or "")
        return f"{found.code}’s" if found else "nobody’s words"

    def _read(self, span: Span) -> str:
        return self.bench.shown.read(span) if self.bench.shown else ""

    def _imported(self, span: Span) -> str:
        return span.read(self.bench.document.text) if self.bench.document else ""


def _choice(case: Case, site: str, where: str, words: str = "") -> SpeakerChoice:
    """Return a person with what is known of them; `site` is the study's word for one.

    Their name is kept apart, and never shown.
    """
    kind = "" if case.kind is CaseKind.PERSON else str(case.kind)
    others = [
        f"{name} {value}" for name, value in case.variables.items() if name not in {"role", "site"}
    ]
    place = f"{site} {case.site}" if case.site else None
    known = [part for part in (case.role or kind, place, *others) if part]
    if not words:
        return SpeakerChoice(case.id, case.code, ", ".join([*known, where]))
    about = ", ".join(known) or "nothing is known of them yet"
    return SpeakerChoice(case.id, case.code, about, f"{where}: “{words}”")


def _turns(number: int) -> str:
    return f"{number} turn{'' if number == 1 else 's'}"


def _quote(words: str) -> str:
    return f"“{clip(' '.join(words.split()), _SAID)}”"


def _begin(name: str) -> str:
    return name[:1].upper() + name[1:]
