"""What a change to a code touches: codings, which stay, and what was read for it so far."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qualcode.model import CaseKind
from qualcode.model.words import count
from qualcode.store import Store
from qualcode.store.codings import (
    list_coded_passages,
    list_codings,
    list_known_readings,
    list_notes,
    list_proposals,
)
from qualcode.store.people import list_cases


@dataclass(frozen=True, slots=True)
class Touched:
    """How much work rests on some codes.

    `codings` by so many `coders`; `sources` have a stretch that was read with all of the present
    meaning of one of the codes.
    """

    codings: int
    coders: int
    sources: int

    @property
    def sentence(self) -> str:
        """The codings, as “12 codings by 2 coders”; “no codings” where there are none."""
        if not self.codings:
            return "no codings"
        return f"{count(self.codings, 'coding')} by {count(self.coders, 'coder')}"


NOTHING = Touched(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Resting:
    """All that rests on some codes, by id of each thing.

    `read` are sources with a stretch that was read for one of them; `suggested` counts proposals
    of a model.
    """

    codings: frozenset[str] = frozenset()
    coders: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    read: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()
    suggested: int = 0

    def __or__(self, other: "Resting") -> "Resting":
        """Return what rests on both together, nothing counted twice."""
        return Resting(
            self.codings | other.codings,
            self.coders | other.coders,
            self.people | other.people,
            self.sources | other.sources,
            self.read | other.read,
            self.notes | other.notes,
            self.suggested + other.suggested,
        )

    def sentences(self) -> Iterator[str]:
        """Yield what rests there, a sentence each."""
        if self.codings:
            yield (
                f"{count(len(self.codings), 'coding')} by {count(len(self.coders), 'coder')}, "
                f"words of {count(len(self.people), 'person', 'people')} in "
                f"{count(len(self.sources), 'source')}."
            )
        else:
            yield "No codings."
        if self.read:
            yield f"{count(len(self.read), 'source')} read with it in mind, whole or in part."
        if self.suggested:
            yield f"{count(self.suggested, 'suggestion')} of it that nobody has judged."
        if self.notes:
            yield f"{count(len(self.notes), 'note')} about it."


class Work:
    """The codings and readings of a project as they stand, to be asked code by code."""

    def __init__(self, store: Store) -> None:
        self._codings = list_codings(store.conn)
        self._readings = list_known_readings(store.conn)

    def on(self, codes: Iterable[str]) -> Touched:
        """Return how much work rests on codes, by their ids."""
        wanted = frozenset(codes)
        codings = [one for one in self._codings if one.code in wanted]
        sources = {one.source for one in self._readings if one.codes & wanted}
        return Touched(len(codings), len({one.coder for one in codings}), len(sources))

    @property
    def read_sources(self) -> int:
        """The number of sources of which anything was read, with whatever codes."""
        return len({one.source for one in self._readings})


def weigh(store: Store) -> dict[str, Resting]:
    """Return, by code id, all that rests on each code itself; codes without anything are absent."""
    persons = {case.id for case in list_cases(store.conn) if case.kind is CaseKind.PERSON}
    found: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in list_coded_passages(store.conn):
        here = found[one.coding.code]
        here["codings"].add(one.coding.id)
        here["coders"].add(one.coding.coder)
        here["sources"].add(one.coding.source)
        here["people"].update(persons.intersection(one.cases))
    for reading in list_known_readings(store.conn):
        for code in reading.codes:
            found[code]["read"].add(reading.source)
    for note in list_notes(store.conn, "code"):
        found[note.about_id]["notes"].add(note.id)
    suggested = Counter(one.code for one in list_proposals(store.conn))
    return {
        code: Resting(
            **{name: frozenset(ids) for name, ids in found[code].items()},
            suggested=suggested[code],
        )
        for code in {*found, *suggested}
    }
