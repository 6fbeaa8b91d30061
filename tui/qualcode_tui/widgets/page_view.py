"""A page on the screen: drawn line by line, with a caret and a selection."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from textual.color import Color
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qualcode.model import Case, Span
from qualcode_tui.text.corrections import ShownText
from qualcode_tui.text.edges import Edges
from qualcode_tui.text.layout import Kind
from qualcode_tui.text.margin import Mark, Sign
from qualcode_tui.text.page import Page
from qualcode_tui.text.scrolling import View, scroll_to_show
from qualcode_tui.widgets.inks import Inks
from qualcode_tui.widgets.paint import Look, draw

_STRIPS_KEPT = 2000


class PageView(ScrollView):
    """Shows a document. It knows marks and readings only as spans, and offsets only of the text."""

    DEFAULT_CSS = """
    PageView {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.edges: Edges | None = None
        self.page: Page | None = None
        self.caret = 0
        self._anchor = 0
        self._selection: Span | None = None
        self._shown: ShownText | None = None
        self._cases: Mapping[str, Case] = {}
        self._chosen: Mapping[str, Sequence[tuple[str, str]]] = {}
        self._marks: Sequence[Mark] = ()
        self._read: Sequence[Span] = ()
        self._signs: Sequence[Sign] = ()
        self._found: Span | None = None
        self._inks: Inks | None = None
        self._filters: Sequence[LineFilter] = ()
        self._background = Color(0, 0, 0)
        self._room = Size(0, 0)  # for the words, as of the last resize: Textual computes it anew
        # Lines as they were drawn last, by number: whatever changes how one looks drops it.
        self._strips: dict[int, Strip] = {}

    # What is shown

    def lay(self, shown: ShownText, edges: Edges, cases: Mapping[str, Case]) -> None:
        """Lay a document down, nothing marked yet; the caret stays at its offset."""
        self._shown, self.edges, self._cases = shown, edges, cases
        self._marks, self._read, self._signs, self._found = (), (), (), None
        self.page = None
        if self.size.width:
            self._lay_out()

    def show(self, marks: Iterable[Mark], read: Iterable[Span], signs: Iterable[Sign] = ()) -> None:
        """Show what is coded, suggested and read. Two spans of `read` never overlap."""
        self._marks, self._read, self._signs = tuple(marks), tuple(read), tuple(signs)
        if self.page is not None:
            self._draw_again(self.page.mark(self._marks))
            self._draw_again(self.page.read(self._read))
            self._draw_again(self.page.sign(self._signs))

    def show_found(self, span: Span | None) -> None:
        """Point out a stretch that a search found."""
        if self._found == span:
            return
        before, self._found = self._found, span
        if self.page is not None:
            self.page.find(span)
            for one in (before, span):
                self._draw_again(set(self.page.lines_of(one)) if one else set())

    @property
    def selection(self) -> Span | None:
        """The selected code points, or None."""
        return self._selection

    @property
    def is_laid_out(self) -> bool:
        """Whether the words are wrapped to the width that there is for them now."""
        return self.page is not None and self.page.width == self.scrollable_content_region.width

    @property
    def turn(self) -> int:
        """The index of the turn that the caret is in."""
        if self.edges is None:
            return 0
        return self.edges.turn_at(self.caret - (self.caret > self._anchor))

    # Drawing

    def on_resize(self) -> None:
        """Lay the words out again and keep the reader's place."""
        self._lay_out()

    def notify_style_update(self) -> None:
        """Take the new theme's inks."""
        super().notify_style_update()
        self._inks = None
        self._repaint()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines of the screen. There is no border or padding that would need more."""
        top, width = self.scroll_offset.y, self.scrollable_content_region.width
        drawn = self._strips
        numbers = range(top + crop.y, top + crop.bottom)
        strips = [drawn.get(number) or self._strip(number, width) for number in numbers]
        if crop.x or crop.right < width:
            return [strip.crop(crop.x, crop.right) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """Draw the line at a row of the screen."""
        number = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        return self._strips.get(number) or self._strip(number, width)

    def _strip(self, number: int, width: int) -> Strip:
        if self._inks is None:
            self._inks = Inks.of(self)
            self._filters = self.get_line_filters()
            self._background = self.background_colors[1]
        page = self.page
        if page is None or number >= len(page.layout):
            return Strip.blank(width, self._inks.page)
        strip = draw(page, self._inks, self._look(page, number))
        if page.width != width:
            return strip.adjust_cell_length(width, self._inks.page)
        for line_filter in self._filters:
            strip = strip.apply_filter(line_filter, self._background)
        if len(self._strips) >= _STRIPS_KEPT:
            self._strips.clear()
        self._strips[number] = strip
        return strip

    def _look(self, page: Page, number: int) -> Look:
        line = page.layout.lines[number]
        is_here = line.turn == self.turn
        if line.kind is not Kind.BODY:
            return Look(number, None, None, is_here)
        if self._selection is None:
            point = page.shown.point_at(self.caret)
            caret = point if page.layout.line_at(point) == number else None
            return Look(number, None, caret, is_here)
        selected = page.shown.points_of(self._selection)
        start, end = max(selected.start, line.start), min(selected.end, line.end)
        if start >= end:
            return Look(number, None, None, is_here)
        head = page.shown.point_at(self._head)
        return Look(number, Span(start, end), head if start <= head < end else None, is_here)

    @property
    def _head(self) -> int:
        """Where the end of the selection that the keys move is drawn: on what is selected."""
        if self._selection is None or self.edges is None or self.caret <= self._anchor:
            return self.caret
        last = self._selection.end
        return self.edges.snap(last - 1, last).start

    def _lay_out(self) -> None:
        self._room = self.scrollable_content_region.size
        width = self._room.width
        if self._shown is None or not self._shown.document.turns or width <= 0:
            return
        before = self.page
        if before is not None and before.width == width:
            self._keep_in_view()
            return
        row, in_view = 0, False
        if before is not None:
            row = before.line_at(self.caret) - self.scroll_offset.y
            in_view = 0 <= row < self.size.height
        self.page = page = Page(self._shown, self._cases, width, self._chosen)
        page.mark(self._marks)
        page.read(self._read)
        page.sign(self._signs)
        page.find(self._found)
        self.virtual_size = Size(width, len(page.layout))
        self._repaint()
        if in_view:
            self.scroll_to(y=page.line_at(self.caret) - row, animate=False)
        self._keep_in_view()

    def _repaint(self) -> None:
        self._strips.clear()
        self.refresh()

    def _draw_again(self, lines: Collection[int] | None) -> None:
        """Draw lines anew, or all where none are named."""
        if lines is None:
            self._repaint()
            return
        top, height = self.scroll_offset.y, self._room.height
        for number in lines:
            self._strips.pop(number, None)
        seen = sorted(number - top for number in lines if top <= number < top + height)
        if seen:
            self.refresh(*_rows(seen, self._room.width))

    def _put(self, anchor: int, caret: int, view: View | None = View.LINE) -> None:
        """Move the caret and the selection, and repaint only the lines that differ.

        `view` says what is to be seen of where the caret is then; None leaves the page in place.
        """
        before, turn_before, head_before = self._selection, self.turn, self._head
        self._anchor, self.caret = anchor, caret
        self._selection = None
        if anchor != caret and self.edges is not None:
            self._selection = self.edges.snap(*sorted((anchor, caret)))
        if self.page is not None:
            self._draw_again(self._differing(self.page, before, head_before, turn_before))
        if view is not None:
            self._keep_in_view(view)

    def _differing(self, page: Page, before: Span | None, head: int, turn: int) -> set[int]:
        layout, now = page.layout, self._selection
        lines = {page.line_at(head), page.line_at(self._head)}
        if before is None or now is None:
            for span in (before, now):
                if span is not None:
                    lines.update(page.lines_of(span))
        else:
            for a, b in ((before.start, now.start), (before.end, now.end)):
                if a != b:
                    lines.update(page.lines_of(Span(min(a, b), max(a, b))))
        if self.turn != turn:
            for index in (turn, self.turn):
                lines.update(range(layout.header_of(index), layout.last_of(index) + 1))
        return lines

    def _keep_in_view(self, view: View = View.LINE) -> None:
        if self.page is None:
            return
        number = self.page.line_at(max(0, self.caret - (self.caret > self._anchor)))
        top, height = self.scroll_offset.y, self._room.height
        y = scroll_to_show(self.page.layout, number, top, height, view)
        if y is not None:
            self.scroll_to(y=y, animate=False)


def _rows(rows: Sequence[int], width: int) -> Iterable[Region]:
    """Yield regions that cover rows, those that follow each other in one."""
    first = last = rows[0]
    for row in rows[1:]:
        if row > last + 1:
            yield Region(0, first, width, last - first + 1)
            first = row
        last = row
    yield Region(0, first, width, last - first + 1)
