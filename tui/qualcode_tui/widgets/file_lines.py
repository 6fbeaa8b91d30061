"""The two lists of the preview: the files, and what is said of one of them."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets.option_list import Option

from qualcode_tui.previews import COLUMN_WORDS, FileChoice, Line, Sort, State
from qualcode_tui.text.cells import clip, fit, width_of
from qualcode_tui.widgets.rows import Rows

_STATE_STYLES = {
    State.READY: "$success",
    State.UNSURE: "$warning",
    State.REFUSED: "$error",
    State.LEFT_OUT: "$reader-muted",
}
_VALUE, _COLUMN_VALUE = 14, max(map(width_of, COLUMN_WORDS.values()))
_NAMED = {
    Sort.SPEAKER: ("speaker", "first words", "turns"),
    Sort.COLUMN: ("column", "for example", "answers"),
}
_LEAST = 10


class FileRows(Rows):
    """The files, each with its sign: ✓ ready, ? to be looked at, ✗ refused, – left out."""

    BINDINGS = [Binding("right", "enter_file", show=False)]

    class Entered(Message):
        """Somebody went over to what is said of the file."""

    def action_enter_file(self) -> None:
        """Go over to what is said of the file."""
        self.post_message(self.Entered())

    def action_select(self) -> None:
        """Go over to what is said of the file."""
        self.action_enter_file()

    def fill(self, choices: Sequence[FileChoice]) -> None:
        """List the files."""
        here, room = self.here, max(12, self.size.width - 3)
        self.set_options(
            Option(_say_file(choice, room), id=str(n)) for n, choice in enumerate(choices)
        )
        self.keep(here)


class LineRows(Rows):
    """What is said of a file. ← and → change it, and so does Space; Enter shows all it can be."""

    class Change(Message):
        """What the highlighted line can be is to be shown."""

    def action_select(self) -> None:
        """Show what the highlighted line can be."""
        self.post_message(self.Change())

    def fill(self, lines: Sequence[Line]) -> None:
        """List the lines, the speakers and the columns under headings."""
        at, width = self.here, max(20, self.size.width - 3)
        options: list[Option] = []
        widths = _Widths.of(lines, width)
        sorts: set[Sort] = set()
        for n, line in enumerate(lines):
            if line.sort in _NAMED and line.sort not in sorts:
                options.append(Option(_heading(line.sort, widths), disabled=True))
            sorts.add(line.sort)
            options.append(Option(_say_line(line, widths, width), id=str(n)))
        self.set_options(options)
        self.highlighted = None
        if options:
            self.keep(at)


def _say_file(choice: FileChoice, room: int) -> Content:
    state = choice.state
    what = choice.what
    name = clip(choice.name, room - 2)
    told = f"{what}: {choice.preview.turns:,} turns" if what else "cannot be read"
    words = f", {choice.preview.words:,} words" if what else ""
    told = clip(told + words if width_of(told + words) <= room - 2 else told, room - 2)
    style = "$reader-muted" if state is State.LEFT_OUT else "bold"
    return Content.assemble(
        (f"{state} ", _STATE_STYLES[state]), (name, style), (f"\n  {told}", "$reader-muted")
    )


class _Widths(NamedTuple):
    """The cells of a label, its value and its count; the rest is for its words."""

    label: int
    value: int
    number: int
    words: int

    @classmethod
    def of(cls, lines: Sequence[Line], width: int) -> "_Widths":
        """Share out a width: as much as the labels need, as far as there is room."""
        told = [line for line in lines if line.sort in _NAMED]
        value = _COLUMN_VALUE if any(line.sort is Sort.COLUMN for line in told) else _VALUE
        number = 7
        longest = max((width_of(line.key) for line in told), default=0)
        label = min(max(longest, 8), max(10, width - value - number - 6))
        return cls(label, value, number, max(0, width - label - value - number - 8))


def _heading(sort: Sort, widths: _Widths) -> Content:
    who, what, counted = _NAMED[sort]
    told = f"  {fit(who, widths.label)}    {fit('is', widths.value)}{counted:>{widths.number}}"
    words = f"  {clip(what, widths.words)}" if widths.words > _LEAST else ""
    return Content.styled(f"\n{told}{words}", "$reader-muted")


def _say_line(line: Line, widths: _Widths, width: int) -> Content:
    if line.sort not in _NAMED:
        value = clip(line.value, width - 20)
        mark = "›  " if line.typed else "‹› "
        return Content.assemble(
            (fit(f"  {line.sort}", 18), "$reader-muted"), (mark, "$accent"), (value, "bold")
        )
    words = f"  {clip(line.words, widths.words)}" if widths.words > _LEAST else ""
    return Content.assemble(
        ("  " if line.sure else "? ", "bold $warning"),
        fit(line.key, widths.label),
        (" ‹› ", "$accent"),
        (fit(line.value, widths.value), "bold"),
        (f"{line.count:>{widths.number},}{words}", "$reader-muted"),
    )
