"""What is known of each turn: who speaks, in what kind of source, and which codes it has."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from qualcode.measures import label_passages
from qualcode.model import Case, CaseKind, Code, Source, SourceKind, Turn
from qualcode.store import Store
from qualcode.store.codes import list_codes
from qualcode.store.codings import list_codings, list_known_readings, list_refusals
from qualcode.store.outdated import list_outdated
from qualcode.store.people import list_cases
from qualcode.store.sources import list_sources, list_turns
from qualcode.store.surveys import list_present

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Scalar = TypeVar("Scalar", "np.bool_", "np.float64")
_CONVERSATIONS = (SourceKind.RECORDING, SourceKind.NOTES)


@dataclass(frozen=True, slots=True)
class TakingPart:
    """Somebody who takes part in a source; None where nobody is named."""

    case: Case | None
    source: Source

    @property
    def site(self) -> str | None:
        """The site of the speaker, or else of the conversation."""
        return (self.case.site if self.case else None) or self.source.site

    def group(self, variable: str) -> str | None:
        """Return the value of a variable here, None where it is not recorded."""
        if variable == "site":
            return self.site
        return self.case.variables.get(variable) if self.case else None


@dataclass(frozen=True, slots=True)
class SpokenTurn(TakingPart):
    """A turn of somebody who takes part, with who speaks and where."""

    turn: Turn


@dataclass(frozen=True, slots=True)
class SilentPart(TakingPart):
    """Somebody who was there and never speaks."""

    case: Case


@dataclass(frozen=True, slots=True)
class LabelledTurns:
    """Turns, codes in tree order, and for each pair whether it was said and whether it was read.

    `said` and `read` roll up: a code has what the codes under it have, and was read for where all
    of them were. `own_said` and `own_read` are of the code alone. Only what was read belongs to a
    base: a passage coded in passing says nothing of those beside it. `silent` are the persons who
    were in a conversation and speak in none.
    """

    turns: tuple[SpokenTurn, ...]
    codes: tuple[Code, ...]
    said: "NDArray[np.bool_]"
    read: "NDArray[np.bool_]"
    own_said: "NDArray[np.bool_]"
    own_read: "NDArray[np.bool_]"
    silent: tuple[SilentPart, ...] = ()


def list_spoken_turns(store: Store) -> list[SpokenTurn]:
    """Return the turns of those who take part: no facilitator, nobody who withdrew.

    A conversation or notes in which nobody is named hold what people said all the same.
    """
    cases = {case.id: case for case in list_cases(store.conn)}
    sources = {source.id: source for source in list_sources(store.conn)}
    turns = list_turns(store.conn)
    named = {turn.source for turn in turns if turn.case}
    spoken = []
    for turn in turns:
        source, case = sources[turn.source], cases.get(turn.case) if turn.case else None
        unnamed = source.kind in _CONVERSATIONS and source.id not in named
        if _takes_part(case) if case else unnamed:
            spoken.append(SpokenTurn(case, source, turn))
    return spoken


def _takes_part(case: Case) -> bool:
    return case.kind is not CaseKind.FACILITATOR and not case.withdrawn


def list_silent(store: Store, turns: Sequence[SpokenTurn]) -> list[SilentPart]:
    """Return each presence, in a conversation, of a person who speaks in no conversation."""
    speaking = {one.case.id for one in turns if one.case and one.source.kind in _CONVERSATIONS}
    cases = {case.id: case for case in list_cases(store.conn)}
    sources = {source.id: source for source in list_sources(store.conn)}
    parts = [SilentPart(cases[case], sources[item]) for item, case in list_present(store.conn)]
    return [
        part
        for part in parts
        if part.case.kind is CaseKind.PERSON
        and part.case.id not in speaking
        and not part.case.withdrawn
        and part.source.kind in _CONVERSATIONS
    ]


def name_variables(parts: Iterable[TakingPart]) -> list[str]:
    """Return the names of all that is recorded of those who take part, the site among it."""
    found = list(parts)
    names = {name for one in found if one.case for name in one.case.variables}
    return sorted(names | ({"site"} if any(one.site for one in found) else set()))


def list_variables_of(store: Store) -> list[str]:
    """Return the names of all that is recorded of those who take part in a project."""
    turns = list_spoken_turns(store)
    return name_variables([*turns, *list_silent(store, turns)])


def label_turns(store: Store, coder: str | None = None) -> LabelledTurns:
    """Return what one coder, or all together, said of every turn of those who take part."""
    import numpy as np  # noqa: PLC0415

    turns = list_spoken_turns(store)
    codes = list_codes(store.conn)
    spans = [(one.turn.id, one.turn.source, one.turn.body, one.turn.end) for one in turns]
    said, read = split_labels(store, spans, codes, coder)
    return LabelledTurns(
        tuple(turns),
        tuple(codes),
        roll_up(said, codes, np.logical_or),
        roll_up(read, codes, np.logical_and),
        said,
        read,
        tuple(list_silent(store, turns)),
    )


def narrow_turns(labelled: LabelledTurns, places: Sequence[int]) -> LabelledTurns:
    """Return some of the turns, by their places, with what is known of them."""
    rows = list(places)
    return LabelledTurns(
        tuple(labelled.turns[place] for place in rows),
        labelled.codes,
        labelled.said[rows],
        labelled.read[rows],
        labelled.own_said[rows],
        labelled.own_read[rows],
    )


def split_labels(
    store: Store,
    spans: Sequence[tuple[str, str, int, int]],
    codes: Sequence[Code],
    coder: str | None = None,
) -> "tuple[NDArray[np.bool_], NDArray[np.bool_]]":
    """Return for spans and codes whether it was coded, and whether it was read for the code."""
    known = label_spans(store, spans, codes, coder)
    read = label_passages(spans, [], _readings(store, coder), [code.id for code in codes])
    return known == 1, read == 0


def label_spans(
    store: Store,
    spans: Sequence[tuple[str, str, int, int]],
    codes: Sequence[Code],
    coder: str | None = None,
    *,
    refusals: bool = False,
    present: bool = False,
) -> "NDArray[np.float64]":
    """Return what one coder, or all together, said of spans (id, source, start, end), by codes.

    1 coded, 0 read without, NaN not looked for; a suggestion says nothing. With `refusals`, a “no”
    to a suggestion is a 0 too. That is to learn from, not to count by: what was suggested was
    picked, and says nothing of what was not. With `present`, a coding made before its code had its
    present meaning says nothing, until the span was read with that meaning. That too is to learn
    from: what is shown and counted stays as it was coded.
    """
    readings = _readings(store, coder)
    if refusals:
        readings += [
            (one.source, one.start, one.end, one.codes)
            for one in list_refusals(store.conn)
            if coder in (None, one.coder)
        ]
    ids = [code.id for code in codes]
    outdated = list_outdated(store.conn) if present else frozenset[str]()
    coded: dict[bool, list[tuple[str, int, int, str]]] = {False: [], True: []}
    for one in list_codings(store.conn, coder=coder):
        coded[one.id in outdated].append((one.source, one.start, one.end, one.code))
    labels = label_passages(spans, coded[False], readings, ids)
    if coded[True]:
        before = label_passages(spans, coded[True], [], ids) == 1
        read = label_passages(spans, [], _readings(store, coder), ids) == 0
        labels[before & read] = 1.0
    return labels


def _readings(store: Store, coder: str | None) -> list[tuple[str, int, int, frozenset[str]]]:
    return [
        (one.source, one.start, one.end, one.codes)
        for one in list_known_readings(store.conn)
        if coder in (None, one.coder)
    ]


def roll_up(
    own: "NDArray[Scalar]", codes: Sequence[Code], join: "Callable[..., NDArray[Scalar]]"
) -> "NDArray[Scalar]":
    """Return a table of spans by codes in which each code is joined with all codes under it."""
    table = own.copy()
    columns = {code.id: column for column, code in enumerate(codes)}
    for code in reversed(codes):  # children stand after their parents
        if code.parent in columns:
            above, here = columns[code.parent], columns[code.id]
            table[:, above] = join(table[:, above], table[:, here])
    return table
