"""The reader: a page to move through and to select words on, by keys and by mouse."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from textual import events
from textual.message import Message
from textual.timer import Timer

from qualcode.model import Case, Span
from qualcode_tui.actions import ACTIONS
from qualcode_tui.actions.action import Scope
from qualcode_tui.text.corrections import ShownText
from qualcode_tui.text.edges import Edges, Unit
from qualcode_tui.text.scrolling import MARGIN, View
from qualcode_tui.widgets.page_view import PageView
from qualcode_tui.widgets.pointer import Drag, Presses

_SCROLLS_PER_SECOND = 20


class Reader(PageView, can_focus=True):
    """A document to read and select in."""

    ALLOW_SELECT = False
    # With priority a key is acted on at once; else it would first go all the way up and find no
    # other taker. It counts only while the text has the focus, as without.
    BINDINGS = [
        replace(action.binding, priority=True) for action in ACTIONS if action.scope is Scope.TEXT
    ]

    @dataclass
    class Selected(Message, bubble=False):
        """The caret has moved or the selection changed; `selection` is None with none."""

        reader: "Reader"
        selection: Span | None
        caret: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._presses = Presses()
        self._drag: Drag | None = None
        self._pointer = (0, 0)
        self._scrolling: Timer | None = None
        self._wanted_column: int | None = None

    def open(
        self,
        shown: ShownText,
        edges: Edges,
        cases: Mapping[str, Case],
        at: int,
        chosen: Mapping[str, Sequence[tuple[str, str]]] | None = None,
    ) -> None:
        """Show a document with the caret at an offset, nothing marked yet.

        `chosen` holds the closed answers of a survey's respondents, by case.
        """
        self._chosen = chosen or {}
        self.edges = edges
        self.caret = self._anchor = self._clamp(at)
        self._selection = None
        self.lay(shown, edges, cases)
        self._say()

    def refresh_text(self, shown: ShownText, edges: Edges, cases: Mapping[str, Case]) -> None:
        """Show the document as it is now, with the caret and the selection where they were."""
        if shown is not self._shown or cases != self._cases:
            self.lay(shown, edges, cases)
            self._put(self._anchor, self.caret, None)

    # Moving and selecting

    def go(self, offset: int) -> None:
        """Put the caret at an offset, with nothing selected.

        Its turn comes into view, or as much of it as there is room for.
        """
        at = self._clamp(offset)
        self._select(at, at, View.TURN)

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
        self.action_line(by * max(1, self.scrollable_content_region.height - MARGIN - 1))

    def action_step(self, unit: str, forward: bool) -> None:
        """Move the caret to the start of the next or the previous unit."""
        if self.edges is None:
            return
        step = self.edges.next_start if forward else self.edges.previous_start
        at = step(Unit(unit), self.caret)
        self._select(at, at, View.TURN if unit == Unit.TURN else View.LINE)

    def action_edge_of_line(self, end: bool) -> None:
        """Move the caret to the start or to the last word of its line."""
        if self.page is None or self.edges is None:
            return
        number = self.page.line_at(self.caret)
        first = at = self.page.offset_at(number, 0)
        if end:
            last = self.page.offset_at(number, self.page.width)
            at = max(first, self.edges.unit_at(Unit.WORD, last).start)
        self._select(at, at)

    def action_edge_of_text(self, end: bool) -> None:
        """Move the caret to the first or the last turn."""
        if self.edges is not None and self.edges.turns:
            self.go(self.edges.body(len(self.edges.turns) - 1 if end else 0).start)

    def action_extend(self, unit: str, forward: bool) -> None:
        """Move the far end of the selection by a unit."""
        if self.edges is None:
            return
        anchor, wanted = self._anchor, Unit(unit)
        head = self.edges.extend(wanted, anchor, self.caret, forward=forward)
        if head == anchor != self.caret and wanted is not Unit.WORD:
            # Rather than to let go of the last of it, the selection grows at the other end.
            anchor = self.caret
            head = self.edges.extend(wanted, anchor, self._anchor, forward=forward)
        self._select(anchor, head)

    def action_extend_line(self, by: int) -> None:
        """Move the far end of the selection by a line, to the edge of a word."""
        if self.edges is None:
            return
        at = self._line_from(self.caret, by)
        column = self._wanted_column
        word = self.edges.unit_at(Unit.WORD, at)
        self._select(self._anchor, word.end if at >= self._anchor else word.start)
        self._wanted_column = column

    def action_other_end(self) -> None:
        """Let the keys move the other end of the selection."""
        selected = self.selection
        if selected is not None:
            ends = selected.start, selected.end
            self._select(*(ends[::-1] if self.caret > self._anchor else ends))

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
        """Begin a selection: by characters, after two presses or with Ctrl by words, then turns."""
        if self.page is None or self.edges is None or event.button > 1:
            return
        unit = self._presses.count((event.x, event.y), event.time)
        if event.ctrl and unit is None:
            unit = Unit.WORD
        self._pointer = event.x, event.y
        edge = self._edge_at(*self._pointer)
        if event.shift:
            self._drag = Drag(Span(self._anchor, self._anchor), unit)
        elif unit is None:
            self._drag = Drag(Span(edge, edge), None)
        else:
            self._drag = Drag(self.edges.unit_at(unit, self._offset_at(*self._pointer)), unit)
        self.capture_mouse()
        if event.shift:
            self._drag_to_pointer()
        elif unit is None:
            at = self._clamp(self._offset_at(*self._pointer))
            self._select(at, at, View.MOUSE)
        else:
            self._select(self._drag.start.start, self._drag.start.end, View.MOUSE)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Carry the selection along while the button is down; beyond the edge the page scrolls."""
        if self._drag is None or (event.x, event.y) == self._pointer:
            return
        self._pointer = event.x, event.y
        self._drag_to_pointer()
        is_beyond = not 0 <= event.y < self.size.height
        if is_beyond and self._scrolling is None:
            self._scrolling = self.set_interval(1 / _SCROLLS_PER_SECOND, self._drag_to_pointer)
        elif not is_beyond:
            self._stop_scrolling()

    def on_mouse_up(self) -> None:
        """End a selection."""
        self.release_mouse()
        self._stop_scrolling()
        self._drag = None

    def _drag_to_pointer(self) -> None:
        if self._drag is None or self.edges is None:
            return
        edge, under = self._edge_at(*self._pointer), self._offset_at(*self._pointer)
        anchor, head = self._drag.to(self.edges, edge, under)
        if (anchor, head) != (self._anchor, self.caret):
            self._select(anchor, head, View.MOUSE)

    def _stop_scrolling(self) -> None:
        if self._scrolling is not None:
            self._scrolling.stop()
            self._scrolling = None

    def _cell_at(self, x: int, y: int) -> tuple[int, int]:
        """Return the line and the cell of the words that are at a place of the widget."""
        assert self.page is not None
        return y + self.scroll_offset.y, max(0, x - self.page.columns.left)

    def _offset_at(self, x: int, y: int) -> int:
        """Return the offset of what is drawn at a place of the widget."""
        assert self.page is not None
        return self.page.offset_at(*self._cell_at(x, y))

    def _edge_at(self, x: int, y: int) -> int:
        """Return the edge of text that is nearest to a place of the widget."""
        assert self.page is not None
        return self.page.edge_at(*self._cell_at(x, y))

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
        """Return the offset `by` lines away, at the column first set out from."""
        if self.page is None:
            return offset
        if self._wanted_column is None:
            self._wanted_column = self.page.column_of(offset)
        return self.page.lines_away(offset, by, self._wanted_column)

    def _select(self, anchor: int, head: int, view: View = View.LINE) -> None:
        """Set the selection and tell of it."""
        self._wanted_column = None
        self._put(anchor, head, view)
        self._say()

    def _say(self) -> None:
        # To the screen itself: on its way up nobody else would look at it.
        self.screen.post_message(self.Selected(self, self.selection, self.caret))
