"""The bars above and below: where one is, what was saved, and what can be done next."""

from collections.abc import Sequence
from textwrap import wrap
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from qualcode_tui.actions import find_action
from qualcode_tui.advice import say_here
from qualcode_tui.text.cells import clip, width_of

_ARROWS = frozenset("←→↑↓")
_LEAST = 12
_MOST_LINES = 3


class TopBar(Static):
    """One line: what is open on the left, how far one is on the right."""

    DEFAULT_CSS = """
    TopBar { height: 1; background: $panel; color: $foreground; padding: 0 1; }
    """

    _said = ("", "")
    _yields = ""

    def show(self, left: str, right: str, yields: str = "") -> None:
        """Show two texts; where there is no room for both, the left one is clipped.

        `yields` is what the left one begins with and can spare: it is clipped before the rest.
        """
        if (*self._said, self._yields) != (left, right, yields):
            self._said, self._yields = (left, right), yields
            self._lay_out()

    def on_resize(self) -> None:
        """Share the line out again."""
        self._lay_out()

    def _lay_out(self) -> None:
        left, right = self._said
        width = self.content_size.width
        right = clip(right, width)
        room = width - width_of(right) - 2
        if self._yields and left.startswith(self._yields):
            rest = left.removeprefix(self._yields)
            left = clip(self._yields, max(_LEAST, room - width_of(rest))) + rest
        left = clip(left, room)
        gap = " " * max(0, width - width_of(left) - width_of(right))
        self.update(Content.assemble((left, "bold"), gap, (right, "$text-muted")), layout=False)


class StatusBar(Static):
    """One line: what the last act saved or why it was refused, else what Enter would do."""

    DEFAULT_CSS = """
    StatusBar { height: auto; max-height: 3; background: $surface; padding: 0 1; }
    StatusBar.-refused { color: $error; }
    """

    class Refused(Message):
        """A refusal is being shown."""

    sentence = ""
    _lines = 0

    def say(self, sentence: str, *, refused: bool = False) -> None:
        """Show a sentence; a refusal is marked by a sign besides its colour."""
        if refused:
            sentence = say_here(sentence)
            self.post_message(self.Refused())
        if sentence == self.sentence and refused == self.has_class("-refused"):
            return
        self.sentence = sentence
        self.set_class(refused, "-refused")
        self._fit()

    def on_resize(self) -> None:
        """Fit the sentence to the width there is."""
        self._fit()

    def _fit(self) -> None:
        text = f"! {self.sentence}" if self.has_class("-refused") else self.sentence
        room = max(1, self.content_size.width)
        lines = -(-width_of(text) // room)
        if self.content_size.width and len(wrapped := wrap(text, room)) > _MOST_LINES:
            rest = " ".join(wrapped[_MOST_LINES - 1 :])
            text = "\n".join([*wrapped[: _MOST_LINES - 1], clip(rest, room)])
        # Only a sentence that needs more lines, or fewer, changes the layout of the screen.
        self.update(Content(text), layout=lines != self._lines or lines > 1)
        self._lines = lines


class Hint(NamedTuple):
    """Something that can be done now: the key as shown, the words, and the key to press."""

    keys: str
    words: str
    press: str

    @classmethod
    def of(cls, action: str, words: str | None = None, keys: str | None = None) -> "Hint":
        """Make a hint of an action of the registry, with words that fit the moment.

        Its own label begins with a small letter here, as all hints do.
        """
        found = find_action(action)
        own = f"{found.label[:1].lower()}{found.label[1:]}"
        return cls(keys or found.key_words, words or own, found.keys[0])

    @classmethod
    def both(cls, back: str, on: str, words: str) -> "Hint":
        """Make one hint of two opposite actions: "←→", "Shift+←→"; a click does the second."""
        one, other = find_action(back), find_action(on)
        before, plus, last = one.key_words.rpartition("+")
        others = other.key_words.removeprefix(f"{before}{plus}")
        gap = "" if last in _ARROWS and others in _ARROWS else " "
        return cls(f"{one.key_words}{gap}{others}", words, other.keys[0])

    @classmethod
    def span(cls, first: str, last: str, words: str) -> "Hint":
        """Make one hint of a row of actions: "1–9"; a click does the first."""
        one = find_action(first)
        return cls(f"{one.key_words}–{find_action(last).key_words}", words, one.keys[0])


class Hints(Widget):
    """The line of keys at the foot: as many as there is room for, each one can be clicked.

    The hints come in order of weight; the last one is always shown.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Hints {
        height: 1;
        dock: bottom;
        background: $footer-background;
        color: $foreground;
        & > .hints--key { color: $footer-key-foreground; text-style: bold; }
        & > .hints--hover { text-style: underline; }
    }
    """
    COMPONENT_CLASSES = {"hints--key", "hints--hover"}

    hints: reactive[tuple[Hint, ...]] = reactive((), layout=False)
    under_mouse: reactive[int] = reactive(-1)

    def set_hints(self, hints: Sequence[Hint]) -> None:
        """Show these from now on."""
        self.hints = tuple(hints)

    def fitting(self) -> list[tuple[int, Hint]]:
        """Return the hints that have room, each with the cell it begins at."""
        width = self.size.width
        *wanted, last = self.hints or (Hint("", "", ""),)
        room = width - _cells(last) - 1
        placed, at = [], 1
        for hint in wanted:
            if at + _cells(hint) + 2 <= room:
                placed.append((at, hint))
                at += _cells(hint) + 2
        placed.append((max(1, width - _cells(last) - 1), last))
        return placed

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        """Draw keys and words, the last hint at the right edge."""
        base = self.rich_style
        key = base + self.get_component_rich_style("hints--key", partial=True)
        hover = self.get_component_rich_style("hints--hover", partial=True)
        segments, at = [], 0
        for i, (start, hint) in enumerate(self.fitting()):
            segments.append(Segment(" " * (start - at), base))
            lit = hover if i == self.under_mouse else Style()
            segments.append(Segment(hint.keys, key + lit))
            segments.append(Segment(f" {hint.words}", base + lit))
            at = start + _cells(hint)
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Underline what would be done by a click."""
        self.under_mouse = self._at(event.x)

    def on_leave(self) -> None:
        """Underline nothing."""
        self.under_mouse = -1

    def on_click(self, event: events.Click) -> None:
        """Do what the hint says, as if its key were pressed."""
        i = self._at(event.x)
        if i >= 0:
            self.app.simulate_key(self.fitting()[i][1].press)

    def _at(self, x: int) -> int:
        for i, (start, hint) in enumerate(self.fitting()):
            if start <= x < start + _cells(hint):
                return i
        return -1


def _cells(hint: Hint) -> int:
    return width_of(hint.keys) + 1 + width_of(hint.words)
