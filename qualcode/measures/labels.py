"""Which codes a passage has, has not, or may have: a silence is a no only where somebody read."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from qualcode.model.span import Span, unite

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PassageRow: TypeAlias = tuple[str, str, int, int]
"""A passage: id, source, start, end."""
SelectionRow: TypeAlias = tuple[str, int, int, str]
"""A human selection: source, start, end, code."""
ReadingRow: TypeAlias = tuple[str, int, int, frozenset[str]]
"""A stretch that was read: source, start, end, and the codes that had their present meaning."""


def label_passages(
    passages: Sequence[PassageRow],
    selections: Iterable[SelectionRow],
    readings: Iterable[ReadingRow],
    codes: Sequence[str],
) -> "NDArray[np.float64]":
    """Return what is known of each passage and code, an array of passages by codes.

    1 where one selection of the code covers at least half of the passage or lies at least half in
    it; 0 where it is not 1 and every code point of the passage was read with the code in its
    present meaning, in one reading or in several together; NaN otherwise. An empty passage is
    never known, an empty selection says nothing, and codes that are not asked for are passed over.
    """
    import numpy as np  # noqa: PLC0415

    labels = np.full((len(passages), len(codes)), np.nan)
    columns = {code: c for c, code in enumerate(codes)}
    shelves = _shelve(passages)
    _mark_read(labels, shelves, readings, codes)
    for source, start, end, code in selections:
        if source in shelves and code in columns:
            labels[shelves[source].coded_by(start, end), columns[code]] = 1.0
    return labels


class _Shelf:
    """The passages of one source in the order of their starts, to be found by place."""

    def __init__(self, rows: list[tuple[int, int, int]]) -> None:
        """Take (start, end, row of the result) of each passage."""
        import numpy as np  # noqa: PLC0415

        table: NDArray[np.intp] = np.array(sorted(rows), dtype=np.intp)
        self.starts, self.ends, self.rows = table[:, 0], table[:, 1], table[:, 2]
        # Passages may overlap, so their ends need not rise; the furthest end so far does.
        self.furthest = np.maximum.accumulate(self.ends)

    def coded_by(self, start: int, end: int) -> "NDArray[np.intp]":
        """Return the rows that a selection codes."""
        import numpy as np  # noqa: PLC0415

        first = int(np.searchsorted(self.furthest, start, side="right"))
        last = int(np.searchsorted(self.starts, end, side="left"))
        starts, ends = self.starts[first:last], self.ends[first:last]
        shared = np.minimum(ends, end) - np.maximum(starts, start)
        half = np.minimum(ends - starts, end - start)
        coded: NDArray[np.intp] = self.rows[first:last][(shared > 0) & (2 * shared >= half)]
        return coded

    def inside(self, spans: Sequence[Span]) -> "NDArray[np.intp]":
        """Return the rows of passages that lie within one of the spans, which rise and part."""
        import numpy as np  # noqa: PLC0415

        starts = np.array([span.start for span in spans], dtype=np.intp)
        ends = np.array([span.end for span in spans], dtype=np.intp)
        nearest = np.searchsorted(starts, self.starts, side="right") - 1
        within = (nearest >= 0) & (self.ends <= ends[nearest]) & (self.starts < self.ends)
        return self.rows[within]


def _shelve(passages: Sequence[PassageRow]) -> dict[str, _Shelf]:
    rows: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for row, (_, source, start, end) in enumerate(passages):
        rows[source].append((start, end, row))
    return {source: _Shelf(found) for source, found in rows.items()}


def _mark_read(
    labels: "NDArray[np.float64]",
    shelves: dict[str, _Shelf],
    readings: Iterable[ReadingRow],
    codes: Sequence[str],
) -> None:
    """Write 0 wherever a passage was read for a code."""
    read: defaultdict[str, defaultdict[frozenset[str], list[Span]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for source, start, end, known in readings:
        if start < end:
            read[source][known].append(Span(start, end))
    for source, by_known in read.items():
        if source not in shelves:
            continue
        united = {known: unite(spans) for known, spans in by_known.items()}
        # Codes that the same readings know are read in the same places: look once for them all.
        alike: defaultdict[tuple[frozenset[str], ...], list[int]] = defaultdict(list)
        for c, code in enumerate(codes):
            alike[tuple(known for known in united if code in known)].append(c)
        for which, columns in alike.items():
            spans = unite(span for known in which for span in united[known])
            if spans:
                rows = shelves[source].inside(spans)
                labels[rows[:, None], columns] = 0.0
