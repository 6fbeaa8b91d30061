"""Draw one line of a page: gutter, words with their tints, margin. All offsets are points."""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from qualcode.model import Span
from qualcode_tui.text.cells import fit, is_narrow, shown, width_of
from qualcode_tui.text.layout import Kind, Layout, Line, header_parts
from qualcode_tui.text.page import Page
from qualcode_tui.widgets.inks import Inks

_SIGNS = 2
_SAID_OF_READING = {"○": "unread", "◐": "partly read"}


class Look(NamedTuple):
    """All that the cursor and the selection change in how a line looks."""

    number: int
    selected: Span | None
    caret: int | None
    is_here: bool


class Brush:
    """Pieces of a line, those that look alike joined, and the cells that they take."""

    def __init__(self) -> None:
        self.cells = 0
        self._segments: list[Segment] = []
        self._words, self._style = "", Style.null()

    def put(self, words: str, style: Style, cells: int | None = None) -> None:
        """Put words down; `cells` is how many they take, where that is known."""
        self.cells += width_of(words) if cells is None else cells
        if style is self._style or style == self._style:
            self._words += words
            return
        if self._words:
            self._segments.append(Segment(self._words, self._style))
        self._words, self._style = words, style

    def blank(self, cells: int, style: Style) -> None:
        """Leave so many cells blank."""
        if cells > 0:
            self.put(" " * cells, style, cells)

    def strip(self) -> Strip:
        """Return what was put down."""
        return Strip([*self._segments, Segment(self._words, self._style)], self.cells)


def draw(page: Page, inks: Inks, look: Look) -> Strip:
    """Draw one line as a strip as wide as the page."""
    line = page.layout.lines[look.number]
    columns, brush = page.columns, Brush()
    brush.blank(columns.pad, inks.page)
    _put_gutter(brush, page, inks, line, look)
    if line.kind is Kind.BODY:
        _put_words(brush, page, inks, line, look)
    elif line.kind is Kind.HEADER:
        _put_header(brush, page, inks, line)
    brush.blank(columns.left + columns.text - brush.cells, inks.page)
    _put_margin(brush, page, inks, look.number)
    brush.blank(page.width - brush.cells, inks.page)
    strip = brush.strip()
    return strip if brush.cells == page.width else strip.adjust_cell_length(page.width, inks.page)


def _put_gutter(brush: Brush, page: Page, inks: Inks, line: Line, look: Look) -> None:
    """Draw the bar of the turn the cursor is in, what of it has been read, and signs."""
    bar = look.is_here and line.kind is not Kind.BLANK
    brush.put("▌" if bar else " ", inks.here, 1)
    if line.kind is Kind.HEADER:
        share = page.share_read(line.turn)
        brush.put(share, inks.read if share == "✓" else inks.unread, 1)
    elif line.kind is Kind.BODY and page.is_read(line):
        brush.put("│", inks.read, 1)
    else:
        brush.put(" ", inks.page, 1)
    signs = page.signs_on(look.number)
    if signs:
        brush.put(fit(signs, _SIGNS), inks.sign, _SIGNS)
    else:
        brush.blank(_SIGNS, inks.page)


def _put_header(brush: Brush, page: Page, inks: Inks, line: Line) -> None:
    turn, room = page.turns[line.turn], page.columns.text
    case = page.cases.get(turn.case) if turn.case else None
    chosen = [answer for _, answer in page.chosen.get(turn.case or "", ())]
    nobody = "Question" if page.is_question(line.turn) else "Document"
    who, facts = header_parts(turn, case, room, chosen, nobody)
    brush.put(who, inks.speaker)
    brush.put(facts, inks.facts)
    said = f" · {_SAID_OF_READING.get(page.share_read(line.turn), '')}"
    # The sign before the line says it too: where there is no room, it goes whole.
    if len(said) > len(" · ") and width_of(who + facts + said) <= room:
        brush.put(said, inks.unread)


def _put_words(brush: Brush, page: Page, inks: Inks, line: Line, look: Look) -> None:
    """Draw the words of a line in pieces, each of which looks the same throughout."""
    text, (_, _, first, last) = page.layout.text, line
    marks = page.margin.passages(look.number)
    corrected = _corrected(page, line)
    caret, selected, found = look.caret, look.selected, page.found
    stretches = [(mark.start, mark.end) for mark in marks]
    stretches += [(span.start, span.end) for span in (selected, found) if span]
    stretches += [(sign, sign + 1) for sign in corrected]
    if caret is not None:
        stretches.append((caret, caret + 1))
    plain = is_narrow(text, first, last)
    if not plain:
        stretches = _widen(page.layout, line, stretches)
    inside = {at for stretch in stretches for at in stretch if first < at < last}
    bare_end = first + len(text[first:last].rstrip())
    for start, end in pairwise(sorted({first, bare_end, last} | inside)):
        words = text[start:end] if plain else shown(text[start:end])
        cells = end - start if plain else None
        if caret is not None and start <= caret < end:
            brush.put(words or " ", inks.caret, cells if words else 1)
            continue
        if start >= bare_end:
            brush.put(words, inks.page, cells)
            continue
        style = inks.coded([m for m in marks if m.start < end and start < m.end])
        if found and found.start < end and start < found.end:
            style += inks.found
        if selected and selected.start < end and start < selected.end:
            style += inks.selection
        if corrected and any(start <= sign < end for sign in corrected):
            style += inks.correction
        brush.put(words, style, cells)
    if caret is not None and first == last:
        brush.put(" ", inks.caret, 1)


def _corrected(page: Page, line: Line) -> list[int]:
    """Return where the signs that enclose corrections stand on a line."""
    pieces = page.shown.pieces_in(line.start, line.end)
    return [at for piece in pieces for at in (piece.first, piece.last - 1)]


def _widen(
    layout: Layout, line: Line, stretches: Iterable[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Move the ends of stretches outward to cluster edges, so that no width changes by a cut."""
    edges = [(c.start, c.end) for c in layout.clusters_of(line)]
    return [_outward(edges, start, end) for start, end in stretches]


def _outward(edges: Iterable[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    for left, right in edges:
        start = left if left < start < right else start
        end = right if left < end < right else end
    return start, end


def _put_margin(brush: Brush, page: Page, inks: Inks, number: int) -> None:
    """Draw the stripes of a line in their lanes, then the label that belongs to one of them."""
    margin = page.margin
    lanes, room = margin.lanes, page.columns.margin
    stripes, hidden = margin.stripes(number), margin.hidden(number)
    if not (stripes or hidden) or room <= lanes:
        return
    brush.blank(1, inks.page)
    at = 0
    for stripe in sorted(stripes):
        brush.blank(stripe.lane - at, inks.page)
        ink = inks.suggestion if stripe.suggested else inks.stripe(stripe.colour)
        brush.put(stripe.glyph, ink, 1)
        at = stripe.lane + 1
    brush.blank(lanes - at, inks.page)
    more = f" +{hidden}" if hidden else ""
    mark = margin.label(number)
    if mark or more:
        label = margin.say_label(number, room - lanes - 3 - len(more))
        brush.put(f" {label}{more}", inks.suggestion if mark and mark.suggested else inks.label)
