"""What is known of each turn: who speaks, in what kind of source, and which codes it has."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.measures import label_passages
from qualcode.model import Case, CaseKind, Code, Source, Turn
from qualcode.store import Store
from qualcode.store.codes import list_codes
from qualcode.store.codings import list_codings, list_known_readings
from qualcode.store.people import list_cases
from qualcode.store.sources import list_sources, list_turns

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class SpokenTurn:
    """A turn of somebody who takes part, with who speaks and where."""

    turn: Turn
    case: Case
    source: Source

    @property
    def site(self) -> str | None:
        """The site of the speaker, or else of the conversation."""
        return self.case.site or self.source.site

    def group(self, variable: str) -> str | None:
        """Return the value of a variable here, None where it is not recorded."""
        return self.site if variable == "site" else self.case.variables.get(variable)


@dataclass(frozen=True, slots=True)
class LabelledTurns:
    """Turns, codes in tree order, and what is known: 1 coded, 0 read without, NaN not looked for.

    A code also has what the codes under it have; `own` leaves those aside.
    """

    turns: tuple[SpokenTurn, ...]
    codes: tuple[Code, ...]
    known: "NDArray[np.float64]"
    own: "NDArray[np.float64]"


def list_spoken_turns(store: Store) -> list[SpokenTurn]:
    """Return the turns of those who take part: no facilitator, nobody who withdrew."""
    cases = {case.id: case for case in list_cases(store.conn)}
    sources = {source.id: source for source in list_sources(store.conn)}
    spoken = []
    for turn in list_turns(store.conn):
        case = cases.get(turn.case) if turn.case else None
        if case and case.kind is not CaseKind.FACILITATOR and not case.withdrawn:
            spoken.append(SpokenTurn(turn, case, sources[turn.source]))
    return spoken


def label_turns(store: Store, coder: str | None = None) -> LabelledTurns:
    """Return what one coder, or all together, said of every turn of those who take part."""
    turns = list_spoken_turns(store)
    codes = list_codes(store.conn)
    own = label_spans(
        store,
        [(one.turn.id, one.turn.source, one.turn.body, one.turn.end) for one in turns],
        codes,
        coder,
    )
    return LabelledTurns(tuple(turns), tuple(codes), roll_up(own, codes), own)


def label_spans(
    store: Store,
    spans: Sequence[tuple[str, str, int, int]],
    codes: Sequence[Code],
    coder: str | None = None,
) -> "NDArray[np.float64]":
    """Return what one coder, or all together, said of spans (id, source, start, end), by codes.

    1 coded, 0 read without, NaN not looked for; a suggestion says nothing.
    """
    return label_passages(
        spans,
        [
            (one.source, one.start, one.end, one.code)
            for one in list_codings(store.conn, coder=coder)
        ],
        [
            (one.source, one.start, one.end, one.codes)
            for one in list_known_readings(store.conn)
            if coder in (None, one.coder)
        ],
        [code.id for code in codes],
    )


def roll_up(own: "NDArray[np.float64]", codes: Sequence[Code]) -> "NDArray[np.float64]":
    """Return what is known of each code with all codes under it.

    One that has any is 1; it is 0 only where all of them were looked for and none was found.
    """
    import numpy as np  # noqa: PLC0415

    known = own.copy()
    columns = {code.id: column for column, code in enumerate(codes)}
    for code in reversed(codes):  # children stand after their parents
        if code.parent in columns:
            above, here = columns[code.parent], columns[code.id]
            either = (known[:, above] == 1) | (known[:, here] == 1)
            silent = (known[:, above] == 0) & (known[:, here] == 0)
            known[:, above] = np.where(either, 1.0, np.where(silent, 0.0, np.nan))
    return known
