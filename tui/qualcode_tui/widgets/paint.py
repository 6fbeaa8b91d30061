"""Draw one line of a page: gutter, words with their tints, margin."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from qualcode.model import Case, Span, Turn
from qualcode_tui.cells import clip, is_narrow, shown, width_of
from qualcode_tui.colours import mark_colour, tint
from qualcode_tui.layout import Kind, Layout, Line, header_parts
from qualcode_tui.margin import Margin, Mark

_GUTTER = 4
_WIDEST_TEXT = 84
_WIDEST_PAD = 6


class Columns(NamedTuple):
    """How the cells of a line are shared out: blank, gutter, words, margin."""

    pad: int
    text: int
    margin: int

    @property
    def left(self) -> int:
        """The cell at which words begin."""
        return self.pad + _GUTTER

    @classmethod
    def of(cls, width: int) -> "Columns":
        """Share out a width: words first, up to a length that is easy to read."""
        margin = max(8, min(26, width // 4))
        text = max(8, min(_WIDEST_TEXT, width - _GUTTER - margin - 1))
        pad = max(0, min(_WIDEST_PAD, (width - _GUTTER - text - margin) // 2))
        return cls(pad, text, max(0, width - pad - _GUTTER - text))


@dataclass(frozen=True, slots=True)
class Inks:
    """The styles a page is drawn in, as the theme has them."""

    page: Style
    speaker: Style
    facts: Style
    caret: Style
    selection: Style
    here: Style
    read: Style
    unread: Style
    label: Style
    suggestion: Style
    found: Style
    background: str
    foreground: str
    strength: float
    coded: dict[tuple[tuple[str, ...], bool], Style] = field(default_factory=dict)


class Look(NamedTuple):
    """All that changes how a line looks between two clearings of the cache."""

    number: int
    selected: Span | None
    caret: int | None
    is_here: bool


@dataclass
class Page:
    """Everything the lines are drawn from."""

    layout: Layout
    columns: Columns
    turns: tuple[Turn, ...]
    cases: Mapping[str, Case]
    margin: Margin
    read_between: Callable[[int, int], int]
    found: Span | None = None
    width: int = 0
    shares: dict[int, str] = field(default_factory=dict)


def draw(page: Page, inks: Inks, look: Look) -> Strip:
    """Draw one line as a strip as wide as the page."""
    line = page.layout.lines[look.number]
    segments = [Segment(" " * page.columns.pad, inks.page), *_gutter(page, inks, line, look)]
    if line.kind is Kind.BODY:
        words = list(_words(page, inks, line, look))
    elif line.kind is Kind.HEADER:
        words = list(_header(page, inks, line))
    else:
        words = []
    segments += words
    used = sum(width_of(segment.text) for segment in words)
    segments.append(Segment(" " * max(0, page.columns.text - used), inks.page))
    segments += _margin(page, inks, look.number)
    return Strip(segments).adjust_cell_length(page.width, inks.page)


def _gutter(page: Page, inks: Inks, line: Line, look: Look) -> Iterator[Segment]:
    """Draw the bar of the turn that the cursor is in, and what of it has been read."""
    bar = look.is_here and line.kind is not Kind.BLANK
    yield Segment("▌" if bar else " ", inks.here)
    if line.kind is Kind.HEADER:
        turn = page.turns[line.turn]
        share = page.shares.get(line.turn)
        if share is None:
            share = page.shares[line.turn] = _share(page, turn)
        yield Segment(f"{share}  ", inks.unread if share == "○" else inks.read)
    elif line.kind is Kind.BODY and line.end > line.start and _is_read(page, line.start, line.end):
        yield Segment("│  ", inks.read)
    else:
        yield Segment("   ", inks.page)


def _share(page: Page, turn: Turn) -> str:
    if _is_read(page, turn.body, turn.end):
        return "✓"
    return "◐" if page.read_between(turn.body, turn.end) else "○"


def _is_read(page: Page, start: int, end: int) -> bool:
    return page.read_between(start, end) >= end - start


def _header(page: Page, inks: Inks, line: Line) -> Iterator[Segment]:
    turn = page.turns[line.turn]
    case = page.cases.get(turn.case) if turn.case else None
    who, facts = header_parts(turn, case, page.columns.text)
    yield Segment(who, inks.speaker)
    yield Segment(facts, inks.facts)


def _words(page: Page, inks: Inks, line: Line, look: Look) -> Iterator[Segment]:
    """Draw the words of a line in pieces, each of which looks the same throughout."""
    marks = page.margin.passages(look.number)
    stretches = [(mark.start, mark.end) for mark in marks]
    stretches += [(span.start, span.end) for span in (look.selected, page.found) if span]
    if look.caret is not None:
        stretches.append((look.caret, look.caret + 1))
    if not is_narrow(page.layout.text, line.start, line.end):
        stretches = _widen(page.layout, line, stretches)
    inside = (at for stretch in stretches for at in stretch if line.start < at < line.end)
    text_of_line = page.layout.text[line.start : line.end]
    bare_end = line.start + len(text_of_line.rstrip())
    cuts = sorted({line.start, bare_end, line.end, *inside})
    for start, end in pairwise(cuts):
        text = shown(page.layout.text[start:end])
        if look.caret is not None and start <= look.caret < end:
            yield Segment(text or " ", inks.caret)
            continue
        if start >= bare_end:
            yield Segment(text, inks.page)
            continue
        style = _coded([m for m in marks if m.start < end and start < m.end], inks)
        if page.found and page.found.start < end and start < page.found.end:
            style += inks.found
        if look.selected and look.selected.start < end and start < look.selected.end:
            style += inks.selection
        yield Segment(text, style)
    if look.caret is not None and line.start == line.end:
        yield Segment(" ", inks.caret)


def _widen(layout: Layout, line: Line, stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Move the ends of stretches outward to cluster edges, so that no width changes by a cut."""
    edges = [(c.start, c.end) for c in layout.clusters_of(line)]
    widened = []
    for start, end in stretches:
        for left, right in edges:
            start = left if left < start < right else start  # noqa: PLW2901
            end = right if left < end < right else end  # noqa: PLW2901
        widened.append((start, end))
    return widened


def _coded(marks: list[Mark], inks: Inks) -> Style:
    if not marks:
        return inks.page
    colours = tuple(dict.fromkeys(mark.colour for mark in marks))[:2]
    overlap = len(marks) > 1
    style = inks.coded.get((colours, overlap))
    if style is None:
        plain = inks.strength == 0
        style = inks.coded[colours, overlap] = inks.page + Style(
            bgcolor=tint(colours, inks.background, inks.foreground, inks.strength),
            underline=overlap or plain or None,
            bold=(plain and overlap) or None,
        )
    return style


def _stripe_style(colour: str, inks: Inks) -> Style:
    return inks.page + Style.parse(mark_colour(colour, inks.background))


def _margin(page: Page, inks: Inks, number: int) -> Iterator[Segment]:
    """Draw the stripes of a line in their lanes, then the label that belongs to one of them."""
    lanes, room = page.margin.lanes, page.columns.margin
    if not lanes or room <= lanes:
        return
    yield Segment(" ", inks.page)
    stripes = {stripe.lane: stripe for stripe in page.margin.stripes(number)}
    for lane in range(lanes):
        stripe = stripes.get(lane)
        if stripe is None:
            yield Segment(" ", inks.page)
        elif stripe.suggested:
            yield Segment(stripe.glyph, inks.suggestion)
        else:
            yield Segment(stripe.glyph, _stripe_style(stripe.colour, inks))
    hidden = page.margin.hidden(number)
    more = f" +{hidden}" if hidden else ""
    mark = page.margin.label(number)
    label = clip(mark.label, room - lanes - 3 - len(more)) if mark else ""
    yield Segment(f" {label}{more}", inks.suggestion if mark and mark.suggested else inks.label)
