"""What lies open on the workbench: one source, with its codings, readings and suggestions.

The screens read from here and never from the project; the acts write to the project and then ask
the workbench to look again.
"""

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.model import (
    Case,
    Code,
    Coding,
    Document,
    Note,
    Proposal,
    Reading,
    SourceKind,
    Span,
    Star,
)
from qualcode.model.span import unite
from qualcode.model.spoken import say_words
from qualcode_tui.colours import code_colour
from qualcode_tui.text.cells import clip, width_of
from qualcode_tui.text.corrections import ShownText
from qualcode_tui.text.edges import Edges
from qualcode_tui.text.spans import count_shared

if TYPE_CHECKING:
    from qualcode.project import Project
    from qualcode.project.suggesting.showing import Showing

_QUICK_KEYS, _QUICK_SAID = 9, 20
_NO_COLOUR = "#888888"
STAR, NOTE = "★", "✎"


class Workbench:
    """The open source and the codes, as they stood when last looked at."""

    def __init__(self, project: "Project") -> None:
        self.project = project
        self.codes: dict[str, Code] = {}
        self.colours: dict[str, str] = {}
        self.cases: dict[str, Case] = {}
        self.document: Document | None = None
        self.shown: ShownText | None = None
        self.edges: Edges | None = None
        self.codings: list[Coding] = []
        self.readings: list[Reading] = []
        self.proposals: list[Proposal] = []
        self.showing: Showing | None = None
        self.has_hidden = False
        self.unlike = ""
        self.stars: list[Star] = []
        self.notes: list[Note] = []
        self.beside: dict[str, list[tuple[str, str]]] = {}
        self.quick: list[str] = []
        self.only_mine = False
        self._gone: set[str] = set()
        self.last_used: list[str] = []
        self._suggested: list[Proposal] = []
        self._read: list[Span] = []
        self._by_turn: defaultdict[int, list[Coding]] = defaultdict(list)
        self._version = project.data_version()
        self.look_at_codes()

    @property
    def coder(self) -> str | None:
        """The coder whose acts these are."""
        return self.project.coder

    def open(self, source: str) -> None:
        """Lay a source on the bench."""
        document = self.project.sources.document(source)
        beside = self._read_beside(document)
        self.showing = self.project.suggestions.showing(source)
        self._lay(document)
        self.beside = beside

    def look_at_codes(self) -> None:
        """Read the codebook again, and which codes were used last."""
        codes = self.project.codes.list()
        self.codes = {code.id: code for code in codes}
        self.colours = {code.id: code_colour(code.colour, i) for i, code in enumerate(codes)}
        if not self.quick and self.coder is not None:
            # In the order in which they were given, so that a code has the key it had yesterday.
            used = self.project.codings.codes_used(self.coder)
            self.quick, self.last_used = remember_all(code for code in used if code in self.codes)
        self.last_used = [code for code in self.last_used if code in self.codes]
        # The others keep their keys: whoever knows them by heart would give the wrong code.
        self._gone = {code for code in self.quick if code not in self.codes}

    def look(self) -> None:
        """Read the codings, readings and suggestions of the open source again."""
        if self.document is not None:
            self._lay(self.document)

    def look_at_all(self) -> None:
        """Read everything again: codes, people, and the open source with its corrections.

        A source that is gone stays on the bench as it last was.
        """
        self.look_at_codes()
        if self.document is None:
            return
        source = self.document.source.id
        is_there = any(one.id == source for one in self.project.sources.list())
        self.showing = self.project.suggestions.showing(source)
        self._lay(self.project.sources.document(source) if is_there else self.document)

    def answers_beside(self, span: Span) -> list[tuple[str, str]]:
        """Return (question, answer) of what the respondent of a stretch chose in a survey."""
        if self.edges is None or not self.edges.turns:
            return []
        case = self.edges.turns[self.edges.turn_at(span.start)].case
        return self.beside.get(case or "", [])

    def _read_beside(self, document: Document) -> dict[str, list[tuple[str, str]]]:
        """Return the closed answers of a survey by respondent; nothing for other sources."""
        if document.source.kind is not SourceKind.SURVEY:
            return {}
        return self.project.surveys.all_beside(document.source.id)

    def _lay(self, document: Document) -> None:
        source = document.source.id
        version = self.project.data_version()
        cases = self.project.people.by_id()
        codings = self.project.codings.of(source=source)
        readings = self.project.readings.of(source)
        proposals = self.project.suggestions.of(source)
        unlike = self.project.suggestions.unlike().get(source, "") if proposals else ""
        stars = self.project.stars.of(source)
        notes = self._read_notes(document)
        # All is read before anything is laid down: a refusal leaves the bench as it was.
        self._version = version
        self.cases, self.codings, self.readings = cases, codings, readings
        self.stars, self.notes, self.unlike = stars, notes, unlike
        if self.edges is None or document != self.document:
            self.shown = ShownText(document)
            self.edges = Edges(document, self.shown.corrected)
            self.document = document
        self._read = unite(Span(r.start, r.end) for r in readings if r.coder == self.coder)
        self._by_turn.clear()
        self._share_out(codings)
        self._offer(proposals)

    def _read_notes(self, document: Document) -> list[Note]:
        """Return the notes by words of a source, oldest first; one on a turn is by its words."""
        notes = self.project.notes.list("selection", document.source.id)
        bodies = {turn.id: turn for turn in document.turns}
        for note in self.project.notes.list("turn"):
            turn = bodies.get(note.about_id)
            if turn is not None:
                notes.append(replace(note, start=turn.body, end=turn.end))
        return sorted(notes, key=lambda note: note.time)

    def _offer(self, proposals: list[Proposal]) -> None:
        """Keep what is suggested and not coded so yet, where suggestions are shown at all."""
        shown = self.showing is None or self.showing.shown
        self.has_hidden = bool(proposals) and not shown
        self._suggested = proposals if shown else []
        self.proposals = [p for p in self._suggested if not self._is_settled(p)]

    def _is_settled(self, proposal: Proposal) -> bool:
        """Say whether the coder's own coding says the same on half of it, or has half in it."""
        span = Span(proposal.start, proposal.end)
        return any(
            coding.code == proposal.code
            and self.is_own(coding)
            and 2 * span.intersect(Span(coding.start, coding.end))
            >= min(len(span), coding.end - coding.start)
            for coding in self.codings_in(span)
        )

    # What an act has just written, so that not everything need be read again

    def put(self, coding: Coding) -> None:
        """Lay a new coding among the others."""
        if self.edges is None:
            return
        insort(self.codings, coding, key=_in_order)
        for turn in self._turns_of(coding):
            insort(self._by_turn[turn], coding, key=_in_order)
        self._offer_again(coding)

    def take(self, coding: Coding) -> None:
        """Take a coding off the bench."""
        self.codings = [held for held in self.codings if held.id != coding.id]
        for turn in self._turns_of(coding):
            self._by_turn[turn] = [held for held in self._by_turn[turn] if held.id != coding.id]
        self._offer_again(coding)

    def put_reading(self, reading: Reading) -> None:
        """Lay down what was read just now."""
        self.readings.append(reading)
        if reading.coder == self.coder:
            self._read = unite([*self._read, Span(reading.start, reading.end)])

    def look_at_notes(self) -> None:
        """Read the notes by words of the open source again."""
        if self.document is not None:
            self.notes = self._read_notes(self.document)

    def settle(self, proposal: Proposal) -> None:
        """Take a suggestion off the bench that was judged."""
        self.proposals = [p for p in self.proposals if p != proposal]
        self._suggested = [p for p in self._suggested if p != proposal]

    def _offer_again(self, coding: Coding) -> None:
        """Look again at the suggestions that a coding, new or gone, can have settled."""
        near = {
            p
            for p in self._suggested
            if p.code == coding.code and p.start < coding.end and coding.start < p.end
        }
        if near:
            offered = set(self.proposals) - near
            offered |= {p for p in near if not self._is_settled(p)}
            self.proposals = [p for p in self._suggested if p in offered]

    def _share_out(self, codings: Iterable[Coding]) -> None:
        """Put each coding to the turns that it touches."""
        assert self.edges is not None
        turn, start, end = -1, 0, 0
        for coding in codings:
            # Most lie in one turn, as the one before them did.
            if not (start <= coding.start and coding.end <= end):
                turns = self._turns_of(coding)
                if len(turns) > 1:
                    for one in turns:
                        self._by_turn[one].append(coding)
                    continue
                turn = turns[0]
                body = self.edges.body(turn) if self.edges.turns else Span(0, 0)
                start, end = body.start, body.end
            self._by_turn[turn].append(coding)

    def _turns_of(self, coding: Coding) -> range:
        assert self.edges is not None
        first = self.edges.turn_at(coding.start)
        return range(first, self.edges.turn_at(coding.end - 1) + 1)

    def is_stale(self) -> bool:
        """Say whether another window has written since the last look."""
        return self.project.data_version() != self._version

    def remember(self, code: str) -> None:
        """Note that a code was used, so that it has a quick key and comes first in lists.

        A code keeps its quick key for as long as it can, so that fingers learn it: a tenth code
        takes the key of the one that was not used for longest.
        """
        self.last_used = [code, *(used for used in self.last_used if used != code)]
        if code in self.quick:
            return
        free = next((n for n, held in enumerate(self.quick) if held in self._gone), None)
        if free is not None:
            self._gone.discard(self.quick[free])
            self.quick[free] = code
        elif len(self.quick) < _QUICK_KEYS:
            self.quick.append(code)
        else:
            oldest = max(self.quick, key=self.last_used.index)
            self.quick[self.quick.index(oldest)] = code

    def quick_code(self, number: int) -> str | None:
        """Return the code that has a number, None where none has, or where it is gone."""
        held = self.quick[number - 1] if number <= len(self.quick) else None
        return None if held in self._gone else held

    def say_quick(self, room: int) -> str:
        """Return which number gives which code, as many as there is room for on a line."""
        said = ""
        for n, code in enumerate(self.quick, 1):
            if code in self._gone:
                continue
            one = f"  {n} {clip(self.label(code), _QUICK_SAID)}"
            if width_of(said + one) > room:
                break
            said += one
        return said.strip()

    def label(self, code: str) -> str:
        """Return what a code is called."""
        found = self.codes.get(code)
        return found.label if found else "(a code that is gone)"

    def colour(self, code: str) -> str:
        """Return the colour of a code, as “#rrggbb”; grey where the code is gone."""
        return self.colours.get(code, _NO_COLOUR)

    def say_proposal(self, proposal: Proposal) -> str:
        """Return a suggestion in words: "likely: Breaks" or "possible: Breaks"."""
        return f"{self.say_likely(proposal)}: {self.label(proposal.code)}"

    def say_likely(self, proposal: Proposal) -> str:
        """Return how likely a suggestion is, in a word."""
        return "likely" if proposal.likely else "possible"

    def counts(self) -> Counter[str]:
        """Count the codings of each code in the open source."""
        return Counter(coding.code for coding in self.codings)

    def is_own(self, coding: Coding) -> bool:
        """Say whether a coding is the coder's own."""
        return coding.coder == self.coder

    def say_codings(self) -> str:
        """Return how many codings the open source has, and how many are the coder's own."""
        count = len(self.codings)
        said = f"{count} coding{'' if count == 1 else 's'}"
        coder = self.coder
        own = sum(coding.coder == coder for coding in self.codings)
        return f"{said}, {own} yours" if coder and count else said

    def shows(self, one: Coding | Star | Note) -> bool:
        """Say whether something is shown, or is another's where only one's own is."""
        return not self.only_mine or one.coder == self.coder

    def codings_in(self, span: Span) -> list[Coding]:
        """Return the codings that share words with a stretch, in the order of the text."""
        if self.edges is None:
            return []
        first = self.edges.turn_at(span.start)
        last = self.edges.turn_at(max(span.start, span.end - 1))
        near = {c.id: c for turn in range(first, last + 1) for c in self._by_turn.get(turn, ())}
        found = [c for c in near.values() if c.start < span.end and span.start < c.end]
        found = [c for c in found if self.shows(c)]
        return sorted(found, key=lambda coding: (coding.start, coding.end))

    def proposals_in(self, span: Span) -> list[Proposal]:
        """Return the suggestions for a stretch, the likeliest first."""
        found = [p for p in self.proposals if p.start < span.end and span.start < p.end]
        return sorted(found, key=lambda proposal: -proposal.probability)

    def notes_in(self, span: Span) -> list[Note]:
        """Return the notes by words of a stretch, oldest first."""
        return [
            note
            for note in self.notes
            if self.shows(note)
            and note.start is not None
            and note.end is not None
            and note.start < span.end
            and span.start < note.end
        ]

    def stars_in(self, span: Span) -> list[Star]:
        """Return the stars that share words with a stretch, in the order of the text."""
        stars = filter(self.shows, self.stars)
        return [star for star in stars if star.start < span.end and span.start < star.end]

    def signs(self) -> list[tuple[Span, str]]:
        """Return what the gutter shows beside the words: stars and notes, with the glyph of each.

        Stars come first, since a line has room for one.
        """
        stars = [(Span(star.start, star.end), STAR) for star in filter(self.shows, self.stars)]
        notes = [
            (Span(note.start, note.end), NOTE)
            for note in filter(self.shows, self.notes)
            if note.start is not None and note.end is not None
        ]
        return [*stars, *notes]

    def read_spans(self) -> list[Span]:
        """Return what the coder has read, sorted, without overlap."""
        return self._read

    def is_read(self, span: Span) -> bool:
        """Say whether the coder has read all of a stretch. An empty one needs no reading."""
        return count_shared(self._read, span) == len(span)

    def is_unread(self, span: Span) -> bool:
        """Say whether the coder has read nothing of a stretch."""
        return count_shared(self._read, span) == 0

    def unread_turn(self, index: int, *, forward: bool) -> int | None:
        """Return the index of the nearest turn after (or before) one that is not read through."""
        if self.edges is None:
            return None
        turns = range(index + 1, len(self.edges.turns)) if forward else range(index - 1, -1, -1)
        return next(self._unread_among(turns), None)

    def count_unread(self) -> int:
        """Count the turns that are not read through."""
        return sum(1 for _ in self._unread_among(range(len(self.edges.turns) if self.edges else 0)))

    def _unread_among(self, turns: Iterable[int]) -> Iterator[int]:
        for turn in turns:
            assert self.edges is not None
            if not self.is_question(turn) and not self.is_read(self.edges.body(turn)):
                yield turn

    def is_question(self, index: int) -> bool:
        """Say whether a turn is a question of a survey: a heading, which nobody need read."""
        return (
            self._is_survey
            and self.document is not None
            and self.document.turns[index].case is None
        )

    @property
    def _is_survey(self) -> bool:
        return self.document is not None and self.document.source.kind is SourceKind.SURVEY

    def share_read(self) -> float:
        """Return which share of the turns' code points the coder has read, 0 to 1."""
        if self.edges is None:
            return 0.0
        turns, read = self.edges.turns, 0
        whole = sum(turn.end - turn.body for turn in turns)
        if self._is_survey:
            whole -= sum(turn.end - turn.body for turn in turns if turn.case is None)
        for span in self._read if turns else ():
            first, last = self.edges.turn_at(span.start), self.edges.turn_at(span.end)
            for turn in (turns[n] for n in range(first, last + 1) if not self.is_question(n)):
                read += max(0, min(span.end, turn.end) - max(span.start, turn.body))
        return read / whole if whole else 0.0

    def say_words(self, span: Span, *, named: bool = True) -> str:
        """Return the words of a stretch as shown, on one line; over turns, each under who speaks.

        Unless `named`, nobody is: the words stand alone.
        """
        if self.document is None:
            return ""
        codes = {item: case.code for item, case in self.cases.items()} if named else {}
        return " ".join(say_words(self.document, codes, span.start, span.end).split())

    def say_place(self, span: Span) -> str:
        """Return a stretch in words: "turn 14", "5 words of turn 14", "turns 14 to 16"."""
        if self.edges is None or not self.edges.turns:
            return "nothing"
        first = self.edges.turn_at(span.start)
        last = self.edges.turn_at(max(span.start, span.end - 1))
        turns = self.edges.turns
        if first != last:
            if turns[first].n == turns[last].n:
                return f"{turns[first].name} and what follows in it"
            return f"turns {turns[first].n} to {turns[last].n}"
        if span == self.edges.body(first):
            return turns[first].name
        words = self.edges.count_words(span)
        return f"{words} {'word' if words == 1 else 'words'} of {turns[first].name}"


def remember_all(codes: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return which codes have quick keys and which were used last, from all uses, oldest first.

    The same as if each had been remembered in its turn, for thousands of uses.
    """
    keys: dict[str, int] = {}
    when: dict[str, int] = {}
    for i, code in enumerate(codes):
        when[code] = i
        # Those with a key stand in the order of their last use, so that the first is the oldest.
        if code in keys:
            keys[code] = keys.pop(code)
        else:
            keys[code] = keys.pop(next(iter(keys))) if len(keys) == _QUICK_KEYS else len(keys)
    quick = sorted(keys, key=keys.__getitem__)
    return quick, sorted(when, key=when.__getitem__, reverse=True)


def _in_order(coding: Coding) -> tuple[int, int, str, str]:
    return coding.start, coding.end, coding.time, coding.id
