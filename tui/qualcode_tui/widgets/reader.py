"""The reader: a long transcript, drawn line by line, with a caret and a selection of its own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.cache import LRUCache
from textual.color import Color
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qualcode.model import Case, Document, Span
from qualcode_tui.actions import Scope, bindings
from qualcode_tui.document import Edges, Unit
from qualcode_tui.layout import Kind, Layout
from qualcode_tui.margin import Margin, Mark
from qualcode_tui.spans import count_shared
from qualcode_tui.widgets.paint import Columns, Inks, Look, Page, draw

_STRIPS_KEPT = 2000
_SCROLL_MARGIN = 2
_DOUBLE, _TRIPLE = 2, 3


class Reader(ScrollView, can_focus=True):
    """A document to read and select in. It knows marks and readings only as spans."""

    ALLOW_SELECT = False
    BINDINGS = bindings(Scope.TEXT)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "reader--speaker",
        "reader--facts",
        "reader--caret",
        "reader--selection",
        "reader--here",
        "reader--read",
        "reader--unread",
        "reader--label",
        "reader--suggestion",
        "reader--found",
    }
    DEFAULT_CSS = """
    Reader {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        & > .reader--speaker { color: $primary; text-style: bold; }
        & > .reader--facts { color: $reader-muted; }
        & > .reader--caret { background: $accent; color: $background; }
        & > .reader--selection { background: $reader-selection; text-style: bold; }
        & > .reader--here { color: $accent; }
        & > .reader--read { color: $success; }
        & > .reader--unread { color: $reader-muted; }
        & > .reader--label { color: $foreground; }
        & > .reader--suggestion { color: $reader-muted; text-style: italic; }
        & > .reader--found { text-style: underline bold; color: $accent; }
    }
    """

    @dataclass
    class Selected(Message):
        """The caret has moved or the selection changed; `selection` is None with none."""

        reader: "Reader"
        selection: Span | None
        caret: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.document: Document | None = None
        self.edges: Edges | None = None
        self.caret = 0
        self._anchor = 0
        self._selection: Span | None = None
        self._page: Page | None = None
        self._inks: Inks | None = None
        self._strips: LRUCache[Look, Strip] = LRUCache(_STRIPS_KEPT)
        self._cases: Mapping[str, Case] = {}
        self._marks: Sequence[Mark] = ()
        self._read: list[Span] = []
        self._found: Span | None = None
        self._drag_from: int | None = None
        self._was_dragged = False
        self._wanted_column: int | None = None

    # What is shown

    def open(self, document: Document, edges: Edges, cases: Mapping[str, Case], at: int) -> None:
        """Show a document with the caret at an offset, nothing marked yet."""
        self.document, self.edges, self._cases = document, edges, cases
        self._marks, self._read, self._found = (), [], None
        self._page = None
        self.caret = self._anchor = self._clamp(at)
        self._selection = None
        if self.size.width:
            self._lay_out()
        self._say()

    def show(self, marks: Iterable[Mark], read: Iterable[Span]) -> None:
        """Show what is coded, suggested and read. Two spans of `read` never overlap."""
        self._marks, self._read = tuple(marks), sorted(read)
        if self._page is not None:
            self._page.margin = Margin(self._page.layout, self._marks)
            self._page.shares.clear()
            self._repaint()

    def show_found(self, span: Span | None) -> None:
        """Point out a stretch that a search found."""
        self._found = span
        if self._page is not None:
            self._page.found = span
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
        at = self.caret
        if self.caret > self._anchor:
            at -= 1
        return self.edges.turn_at(at)

    @property
    def layout_of_page(self) -> Layout | None:
        """The lines as they are laid out now; None until the size is known."""
        return self._page.layout if self._page else None

    # Moving and selecting

    def go(self, offset: int) -> None:
        """Put the caret at an offset, with nothing selected, and bring it into view."""
        at = self._clamp(offset)
        self._select(at, at)

    def select(self, span: Span) -> None:
        """Select a stretch and bring it into view."""
        self._select(span.start, span.end)

    def action_line(self, by: int) -> None:
        """Move the caret up or down by lines that have words."""
        at = self._line_from(self.caret if self.selection is None else self._near_end(by), by)
        column = self._wanted_column
        self._select(at, at)
        self._wanted_column = column

    def action_page(self, by: int) -> None:
        """Move the caret by a screen."""
        self.action_line(by * max(1, self.scrollable_content_region.height - _SCROLL_MARGIN - 1))

    def action_step(self, unit: str, forward: bool) -> None:
        """Move the caret to the start of the next or the previous unit."""
        if self.edges is None:
            return
        step = self.edges.next_start if forward else self.edges.previous_start
        at = step(Unit(unit), self.caret)
        self._select(at, at)

    def action_edge_of_line(self, end: bool) -> None:
        """Move the caret to the start or to the last word of its line."""
        if self._page is None:
            return
        layout = self._page.layout
        number = layout.line_at(self.caret)
        at = layout.offset_at(number, layout.width if end else 0)
        if end and self.edges is not None:
            at = max(layout.lines[number].start, self.edges.unit_at(Unit.WORD, at).start)
        self._select(at, at)

    def action_edge_of_text(self, end: bool) -> None:
        """Move the caret to the first or the last turn."""
        if self.edges is not None and self.edges.turns:
            self.go(self.edges.body(len(self.edges.turns) - 1 if end else 0).start)

    def action_extend(self, unit: str, forward: bool) -> None:
        """Move the far end of the selection by a unit."""
        if self.edges is None:
            return
        head = self.edges.extend(Unit(unit), self._anchor, self.caret, forward=forward)
        self._select(self._anchor, head)

    def action_extend_line(self, by: int) -> None:
        """Move the far end of the selection by a line, to the edge of a word."""
        if self.edges is None:
            return
        at = self._line_from(self.caret, by)
        column = self._wanted_column
        word = self.edges.unit_at(Unit.WORD, at)
        self._select(self._anchor, word.end if at >= self._anchor else word.start)
        self._wanted_column = column

    def action_grow(self) -> None:
        """Select the sentence at the caret; then the turn; then nothing."""
        if self.edges is None or not self.edges.turns:
            return
        selected = self.selection
        at = selected.start if selected else self.caret
        inner = selected or Span(at, at)
        for unit in (Unit.SENTENCE, Unit.TURN):
            wider = self.edges.unit_at(unit, at)
            if wider != selected and wider.contains(inner):
                self.select(wider)
                return
        self.go(at)

    def let_go(self) -> bool:
        """Drop the selection; say whether there was one."""
        selected = self.selection
        if selected is None:
            return False
        self.go(selected.start)
        return True

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a selection, or extend it with Shift."""
        if self._page is None:
            return
        at = self._edge_under(event)
        self._was_dragged = event.shift
        if event.shift:
            self._select(self._anchor, at)
        else:
            self._drag_from = at
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Carry the selection along while the button is down."""
        if self._drag_from is None:
            return
        at = self._edge_under(event)
        if at != self._drag_from or self._was_dragged:
            self._was_dragged = True
            self._select(self._drag_from, at)

    def on_mouse_up(self) -> None:
        """End a selection."""
        self.release_mouse()
        self._drag_from = None

    def on_click(self, event: events.Click) -> None:
        """Place the caret; select the word with two clicks, the turn with three."""
        if self._page is None or self.edges is None or self._was_dragged:
            return
        at = self._page.layout.offset_at(*self._cell_under(event))
        if event.chain == _DOUBLE:
            self.select(self.edges.unit_at(Unit.WORD, at))
        elif event.chain == _TRIPLE:
            self.select(self.edges.unit_at(Unit.TURN, at))
        else:
            self.go(at)

    def _cell_under(self, event: events.MouseEvent) -> tuple[int, int]:
        assert self._page is not None
        number = int(event.y + self.scroll_offset.y)
        return number, max(0, int(event.x) - self._page.columns.left)

    def _edge_under(self, event: events.MouseEvent) -> int:
        assert self._page is not None
        return self._page.layout.edge_at(*self._cell_under(event))

    # Drawing

    def on_resize(self) -> None:
        """Lay the words out again and keep the reader's place."""
        if self.document is not None:
            self._lay_out()

    def notify_style_update(self) -> None:
        """Take the new theme's inks."""
        super().notify_style_update()
        self._inks = None
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """Draw the line at a row of the screen."""
        number = y + self.scroll_offset.y
        inks = self._ink()
        width = self.scrollable_content_region.width
        if self._page is None or number >= len(self._page.layout):
            return Strip.blank(width, inks.page)
        look = self._look(number)
        strip = self._strips.get(look)
        if strip is None:
            strip = self._strips[look] = draw(self._page, inks, look)
        return strip

    def _look(self, number: int) -> Look:
        assert self._page is not None
        line = self._page.layout.lines[number]
        is_here = line.turn == self.turn
        if line.kind is not Kind.BODY:
            return Look(number, None, None, is_here)
        selection = self.selection
        caret = None
        if selection is None:
            caret = self.caret if self._page.layout.line_at(self.caret) == number else None
        elif selection.start < line.end and line.start < selection.end:
            start, end = max(selection.start, line.start), min(selection.end, line.end)
            return Look(number, Span(start, end), None, is_here)
        return Look(number, None, caret, is_here)

    def _ink(self) -> Inks:
        if self._inks is None:
            style = self.get_component_rich_style
            base = self.rich_style
            background, foreground = self.background_colors[1], self.styles.color
            strong = self.app.theme == "contrast"
            self._inks = Inks(
                page=base,
                speaker=base + style("reader--speaker", partial=True),
                facts=base + style("reader--facts", partial=True),
                caret=style("reader--caret"),
                selection=style("reader--selection", partial=True),
                here=base + style("reader--here", partial=True),
                read=base + style("reader--read", partial=True),
                unread=base + style("reader--unread", partial=True),
                label=base + style("reader--label", partial=True),
                suggestion=base + style("reader--suggestion", partial=True),
                found=style("reader--found", partial=True),
                background=background.hex6,
                foreground=Color.parse(foreground.hex6).hex6,
                strength=0.0 if strong else 0.30,
            )
        return self._inks

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        if self.document is None or not self.document.turns or width <= 0:
            return
        before = self._page
        if before is not None and before.width == width:
            self._keep_in_view()
            return
        row, in_view = 0, False
        if before is not None:
            row = before.layout.line_at(self.caret) - self.scroll_offset.y
            in_view = 0 <= row < self.size.height
        columns = Columns.of(width)
        layout = Layout(self.document, columns.text)
        self._page = Page(
            layout,
            columns,
            self.document.turns,
            self._cases,
            Margin(layout, self._marks),
            self._read_between,
            self._found,
            width,
        )
        self.virtual_size = Size(width, len(layout))
        self._repaint()
        if in_view:
            self.scroll_to(y=layout.line_at(self.caret) - row, animate=False)
        self._keep_in_view()

    def _read_between(self, start: int, end: int) -> int:
        return count_shared(self._read, Span(start, end))

    def _repaint(self) -> None:
        self._strips.clear()
        self.refresh()

    # Inner moves

    def _clamp(self, offset: int) -> int:
        """Return the start of the grapheme of a turn's words that is at or after an offset."""
        if self.edges is None or not self.edges.turns:
            return 0
        body = self.edges.body(self.edges.turn_at(offset))
        at = min(max(offset, body.start), max(body.start, body.end - 1))
        return max(body.start, self.edges.snap(at, at + 1).start)

    def _near_end(self, by: int) -> int:
        selected = self.selection
        if selected is None:
            return self.caret
        return selected.start if by < 0 else max(selected.start, selected.end - 1)

    def _line_from(self, offset: int, by: int) -> int:
        """Return the offset `by` word lines away, at the column first set out from."""
        if self._page is None:
            return offset
        layout = self._page.layout
        if self._wanted_column is None:
            self._wanted_column = layout.column_of(offset)
        number, left, step = layout.line_at(offset), abs(by), 1 if by > 0 else -1
        target = number
        while left and 0 <= number + step < len(layout):
            number += step
            left -= 1
            if layout.lines[number].kind is Kind.BODY:
                target = number
            elif abs(by) == 1:
                left += 1
        return layout.offset_at(target, self._wanted_column)

    def _select(self, anchor: int, head: int) -> None:
        """Set the selection, repaint only the lines that differ, and tell of it."""
        before, turn_before = self.selection, self.turn
        caret_before = self.caret
        self._anchor, self.caret = anchor, head
        self._selection = None
        if anchor != head and self.edges is not None:
            self._selection = self.edges.snap(*sorted((anchor, head)))
        self._wanted_column = None
        if self._page is not None:
            for number in self._differing(before, caret_before, turn_before):
                self.refresh_line(number)
        self._keep_in_view()
        self._say()

    def _differing(self, before: Span | None, caret: int, turn: int) -> set[int]:
        assert self._page is not None
        layout, now = self._page.layout, self.selection
        lines = {layout.line_at(caret), layout.line_at(self.caret)}
        if before is None or now is None:
            for span in (before, now):
                if span is not None:
                    lines.update(layout.lines_of(span.start, span.end))
        else:
            for a, b in ((before.start, now.start), (before.end, now.end)):
                if a != b:
                    lines.update(layout.lines_of(min(a, b), max(a, b)))
        if self.turn != turn:
            for index in (turn, self.turn):
                first = layout.header_of(index)
                last = layout.last_of(index)
                lines.update(range(first, last + 1))
        top, height = self.scroll_offset.y, self.size.height
        return {number for number in lines if top <= number < top + height}

    def _keep_in_view(self) -> None:
        if self._page is None:
            return
        layout = self._page.layout
        number = layout.line_at(max(0, self.caret - (self.caret > self._anchor)))
        height = self.scrollable_content_region.height
        margin = min(_SCROLL_MARGIN, max(0, height // 3))
        top = self.scroll_offset.y
        header = layout.header_of(layout.lines[number].turn)
        first = header if number - header < height // 2 else number
        if first - margin < top:
            self.scroll_to(y=max(0, first - margin), animate=False)
        elif number + margin >= top + height:
            self.scroll_to(y=number + margin - height + 1, animate=False)

    def _say(self) -> None:
        self.post_message(self.Selected(self, self.selection, self.caret))
