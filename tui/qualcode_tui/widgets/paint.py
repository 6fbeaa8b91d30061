"""Draw one line of a page: gutter, words with their tints, margin. All offsets are points."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from rich.segment import Segment
from textual.strip import Strip

from qualcode.model import Span
from qualcode_tui.text.cells import is_narrow, shown, width_of
from qualcode_tui.text.layout import Kind, Layout, Line, header_parts
from qualcode_tui.text.page import Page
from qualcode_tui.widgets.inks import Inks


class Look(NamedTuple):
    """All that changes how a line looks between two clearings of the cache."""

    number: int
    selected: Span | None
    caret: int | None
    is_here: bool


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
    return Strip(segments).adjust_cell_length(page.width, inks.page).simplify()


def _gutter(page: Page, inks: Inks, line: Line, look: Look) -> Iterator[Segment]:
    """Draw the bar of the turn that the cursor is in, and what of it has been read."""
    bar = look.is_here and line.kind is not Kind.BLANK
    yield Segment("▌" if bar else " ", inks.here)
    if line.kind is Kind.HEADER:
        share = page.share_read(line.turn)
        yield Segment(f"{share}  ", inks.unread if share == "○" else inks.read)
    elif line.kind is Kind.BODY and page.is_read(line):
        yield Segment("│  ", inks.read)
    else:
        yield Segment("   ", inks.page)


def _header(page: Page, inks: Inks, line: Line) -> Iterator[Segment]:
    turn = page.turns[line.turn]
    case = page.cases.get(turn.case) if turn.case else None
    chosen = [answer for _, answer in page.chosen.get(turn.case or "", ())]
    who, facts = header_parts(turn, case, page.columns.text, chosen)
    yield Segment(who, inks.speaker)
    yield Segment(facts, inks.facts)


def _words(page: Page, inks: Inks, line: Line, look: Look) -> Iterator[Segment]:
    """Draw the words of a line in pieces, each of which looks the same throughout."""
    text = page.layout.text
    marks = page.margin.passages(look.number)
    signs = _signs(page, line)
    stretches = [(mark.start, mark.end) for mark in marks]
    stretches += [(span.start, span.end) for span in (look.selected, page.found) if span]
    stretches += [(sign, sign + 1) for sign in signs]
    if look.caret is not None:
        stretches.append((look.caret, look.caret + 1))
    if not is_narrow(text, line.start, line.end):
        stretches = _widen(page.layout, line, stretches)
    inside = (at for stretch in stretches for at in stretch if line.start < at < line.end)
    bare_end = line.start + len(text[line.start : line.end].rstrip())
    cuts = sorted({line.start, bare_end, line.end, *inside})
    for start, end in pairwise(cuts):
        words = shown(text[start:end])
        if look.caret is not None and start <= look.caret < end:
            yield Segment(words or " ", inks.caret)
            continue
        if start >= bare_end:
            yield Segment(words, inks.page)
            continue
        style = inks.coded([m for m in marks if m.start < end and start < m.end])
        if page.found and page.found.start < end and start < page.found.end:
            style += inks.found
        if look.selected and look.selected.start < end and start < look.selected.end:
            style += inks.selection
        if signs and any(start <= sign < end for sign in signs):
            style += inks.correction
        yield Segment(words, style)
    if look.caret is not None and line.start == line.end:
        yield Segment(" ", inks.caret)


def _signs(page: Page, line: Line) -> list[int]:
    """Return where the signs that enclose corrections stand on a line."""
    pieces = page.shown.pieces_in(line.start, line.end)
    return [at for piece in pieces for at in (piece.first, piece.last - 1)]


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
            yield Segment(stripe.glyph, inks.stripe(stripe.colour))
    hidden = page.margin.hidden(number)
    more = f" +{hidden}" if hidden else ""
    mark = page.margin.label(number)
    label = page.margin.say_label(number, room - lanes - 3 - len(more))
    yield Segment(f" {label}{more}", inks.suggestion if mark and mark.suggested else inks.label)
