"""A page on the screen: drawn line by line, with a caret and a selection."""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from textual.cache import LRUCache
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qualcode.model import Case, Span
from qualcode_tui.text.corrections import ShownText
from qualcode_tui.text.edges import Edges
from qualcode_tui.text.layout import Kind
from qualcode_tui.text.margin import Mark
from qualcode_tui.text.page import Page
from qualcode_tui.widgets.inks import Inks
from qualcode_tui.widgets.paint import Look, draw

_STRIPS_KEPT = 2000
SCROLL_MARGIN = 2


class PageView(ScrollView):
    """Shows a document. It knows marks and readings only as spans, and offsets only of the text."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "page--speaker",
        "page--facts",
        "page--caret",
        "page--selection",
        "page--here",
        "page--read",
        "page--unread",
        "page--label",
        "page--suggestion",
        "page--found",
        "page--correction",
    }
    DEFAULT_CSS = """
    PageView {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        & > .page--speaker { color: $primary; text-style: bold; }
        & > .page--facts { color: $reader-muted; }
        & > .page--caret { background: $accent; color: $background; }
        & > .page--selection { background: $reader-selection; text-style: bold; }
        & > .page--here { color: $accent; }
        & > .page--read { color: $success; }
        & > .page--unread { color: $reader-muted; }
        & > .page--label { color: $foreground; }
        & > .page--suggestion { color: $reader-muted; text-style: italic; }
        & > .page--found { text-style: underline bold; color: $accent; }
        & > .page--correction { color: $accent; }
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
        self._found: Span | None = None
        self._inks: Inks | None = None
        self._strips: LRUCache[Look, Strip] = LRUCache(_STRIPS_KEPT)

    # What is shown

    def lay(self, shown: ShownText, edges: Edges, cases: Mapping[str, Case]) -> None:
        """Lay a document down, nothing marked yet; the caret stays at its offset."""
        self._shown, self.edges, self._cases = shown, edges, cases
        self._marks, self._read, self._found = (), (), None
        self.page = None
        if self.size.width:
            self._lay_out()

    def show(self, marks: Iterable[Mark], read: Iterable[Span]) -> None:
        """Show what is coded, suggested and read. Two spans of `read` never overlap."""
        self._marks, self._read = tuple(marks), tuple(read)
        if self.page is not None:
            self.page.mark(self._marks)
            self.page.read(self._read)
            self._repaint()

    def show_found(self, span: Span | None) -> None:
        """Point out a stretch that a search found."""
        if self._found == span:
            return
        self._found = span
        if self.page is not None:
            self.page.find(span)
            self._repaint()

    @property
    def selection(self) -> Span | None:
        """The selected code points, or None."""
        return self._selection

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
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """Draw the line at a row of the screen."""
        number = y + self.scroll_offset.y
        if self._inks is None:
            self._inks = Inks.of(self)
        if self.page is None or number >= len(self.page.layout):
            return Strip.blank(self.scrollable_content_region.width, self._inks.page)
        look = self._look(self.page, number)
        strip = self._strips.get(look)
        if strip is None:
            strip = self._strips[look] = draw(self.page, self._inks, look)
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
        return Look(number, Span(start, end) if start < end else None, None, is_here)

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
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
        page.find(self._found)
        self.virtual_size = Size(width, len(page.layout))
        self._repaint()
        if in_view:
            self.scroll_to(y=page.line_at(self.caret) - row, animate=False)
        self._keep_in_view()

    def _repaint(self) -> None:
        self._strips.clear()
        self.refresh()

    def _put(self, anchor: int, caret: int) -> None:
        """Move the caret and the selection, and repaint only the lines that differ."""
        before, turn_before, caret_before = self._selection, self.turn, self.caret
        self._anchor, self.caret = anchor, caret
        self._selection = None
        if anchor != caret and self.edges is not None:
            self._selection = self.edges.snap(*sorted((anchor, caret)))
        if self.page is not None:
            for number in self._differing(self.page, before, caret_before, turn_before):
                self.refresh_line(number)
        self._keep_in_view()

    def _differing(self, page: Page, before: Span | None, caret: int, turn: int) -> set[int]:
        layout, now = page.layout, self._selection
        lines = {page.line_at(caret), page.line_at(self.caret)}
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
        top, height = self.scroll_offset.y, self.size.height
        return {number for number in lines if top <= number < top + height}

    def _keep_in_view(self) -> None:
        if self.page is None:
            return
        layout = self.page.layout
        number = self.page.line_at(max(0, self.caret - (self.caret > self._anchor)))
        height = self.scrollable_content_region.height
        margin = min(SCROLL_MARGIN, max(0, height // 3))
        top = self.scroll_offset.y
        header = layout.header_of(layout.lines[number].turn)
        first = header if number - header < height // 2 else number
        if first - margin < top:
            self.scroll_to(y=max(0, first - margin), animate=False)
        elif number + margin >= top + height:
            self.scroll_to(y=number + margin - height + 1, animate=False)
