"""A table of cells as lines of a terminal: how wide each column is, and a row laid out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from textual.content import Content, Span
from textual.css.styles import RulesMap

from qualcode_tui.text.cells import clip, clip_middle, fit, is_narrow, width_of

Cell = str | int | float | None
_GAP, _NARROWEST, _WIDEST, _SEEN = 2, 4, 400, 20


def say_cell(cell: Cell) -> str:
    """Return a cell as a list shows it: numbers with commas, nothing for None."""
    if cell is None:
        return ""
    return " ".join(cell.split()) if isinstance(cell, str) else f"{cell:,}"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list.

    `name` is its heading, `saved` the one in a file where it differs. It gets at least `least`
    cells, and as many as its words need where there is room. Where there is too little, the column
    with the highest `gives_way` is left out first; those with 0 are made narrower before one of
    them goes. `right` sets numbers to the
    right; `say` turns a cell into words. The words of one with `ends` are told apart by their end,
    as the codes of people are: they are cut in the middle.
    """

    name: str
    least: int = 6
    gives_way: int = 0
    right: bool = False
    style: str = "$reader-muted"
    say: Callable[[Cell], str] = say_cell
    saved: str | None = None
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list.

    `variables` are what it can be filtered by: a name, and the values that fit. `more` are words
    that the filter finds it by although no column shows them. A `muted` row is one that counts
    less, as an act that is undone; its words must say so too.
    """

    id: str
    cells: tuple[Cell, ...]
    variables: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    more: str = ""
    muted: bool = False


def share_out(columns: Sequence[Column], rows: Iterable[Row], width: int) -> list[int]:
    """Return the cells that each column gets of a width; 0 for one that is left out.

    Every column has its least first. What is left goes round a cell at a time to those whose words
    need more, so that short columns are whole and long ones share the rest.
    """
    needs = [width_of(column.name) for column in columns]
    for row in rows:
        for i, cell in enumerate(row.cells):
            said = columns[i].say(cell)
            needs[i] = max(needs[i], len(said) if said.isascii() else width_of(said))
    needs = [min(need, _WIDEST) for need in needs]
    given = [min(need, column.least) for need, column in zip(needs, columns, strict=True)]
    while _taken(given) > width:
        first = max(range(len(columns)), key=lambda i: columns[i].gives_way * (given[i] > 0))
        leaves = first if columns[first].gives_way and given[first] else _shrink(given)
        if leaves is not None:
            given[leaves] = needs[leaves] = 0
    left = width - _taken(given)
    while left > 0:
        wanting = [i for i, need in enumerate(needs) if given[i] < need]
        if not wanting:
            break
        for i in wanting[:left]:
            given[i] += 1
        left -= len(wanting)
    return given


def _shrink(given: list[int]) -> int | None:
    """Take a cell from the widest column; where none has any to spare, return the last one."""
    widest = max(range(len(given)), key=lambda i: given[i])
    if given[widest] <= _NARROWEST:
        return max(i for i, width in enumerate(given) if width)
    given[widest] -= 1
    return None


def lay_headings(columns: Sequence[Column], widths: Sequence[int]) -> str:
    """Return the line of headings."""
    said = [
        _place(column.name, width, right=column.right)
        for column, width in zip(columns, widths, strict=True)
        if width
    ]
    return (" " * _GAP).join(said).rstrip()


class Line(Content):
    """One line that fits where it is put. To ask how high thousands of them are takes no time."""

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002
        """Return 1."""
        return 1


def lay_row(row: Row, columns: Sequence[Column], widths: Sequence[int]) -> Line:
    """Return a row as one line, every cell at its column."""
    parts: list[str] = []
    spans: list[Span] = []
    at = 0
    for column, cell, width in zip(columns, row.cells, widths, strict=True):
        if not width:
            continue
        words = column.say(cell)
        placed = _place(
            clip_middle(words, width) if column.ends else words, width, right=column.right
        )
        start, at = at, at + len(placed) + (_GAP if parts else 0)
        style = "$reader-muted" if row.muted else column.style
        if style:
            spans.append(Span(start, at, style))
        parts.append(placed)
    return Line((" " * _GAP).join(parts), spans)


def say_row(row: Row, columns: Sequence[Column]) -> str:
    """Return a row as text to be pasted elsewhere: its cells with tabs between them."""
    said = (column.say(cell) for column, cell in zip(columns, row.cells, strict=True))
    return "\t".join(" ".join(words.split()) for words in said)


def fits(
    row: Row, words: Sequence[str], wanted: Mapping[str, str], columns: Sequence[Column]
) -> bool:
    """Say whether a row has all the words (in small letters) and the wanted values of variables."""
    if any(value not in row.variables.get(name, ()) for name, value in wanted.items()):
        return False
    if not words:
        return True
    said = " ".join(
        (*(column.say(cell) for column, cell in zip(columns, row.cells, strict=True)), row.more)
    ).casefold()
    return all(word in said for word in words)


def _place(words: str, width: int, *, right: bool) -> str:
    if is_narrow(words, 0, len(words)):
        clipped = words if len(words) <= width else f"{words[: width - 1].rstrip()}…"
        return clipped.rjust(width) if right else clipped.ljust(width)
    # Nobody sees the end of a long speech, and measuring all of it takes its time.
    words = words[: _SEEN * width]
    if not right:
        return fit(words, width)
    clipped = clip(words, width)
    return " " * (width - width_of(clipped)) + clipped


def _taken(widths: Sequence[int]) -> int:
    shown = [width for width in widths if width]
    return sum(shown) + _GAP * max(0, len(shown) - 1)
