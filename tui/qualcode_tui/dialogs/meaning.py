"""Change what a code means: its definition and rules, and the other words for it."""

from collections.abc import Iterable, Mapping, Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, Static, TextArea

from qualcode.codebooks.references import ReferenceNames
from qualcode.model import Code
from qualcode_tui.dialogs.dialog import Dialog
from qualcode_tui.dialogs.typed import say_unsaved
from qualcode_tui.widgets.bars import Hint, Hints, StatusBar

_TEXTS = (
    ("definition", "Definition: what it means, in a sentence", 4),
    ("include", "Use it for", 2),
    ("exclude", "Not for, and which code to use instead", 2),
)
_ROWS = (
    ("keywords", "Keywords that often speak for it, with commas between them"),
    ("other_labels", "Other labels, with commas between them"),
)
Fields = dict[str, str | list[str]]


class Meaning(Dialog[Fields | None]):
    """The words of a code as a form. It gives back the fields that differ, or None.

    Other codes stand in it by their labels, and come back as the ids that the rules hold; `codes`
    are all of the project. `told` says what a new meaning touches. A `draft` that was not taken,
    fields as they are given back, and the sentence why are shown to be changed.
    """

    BINDINGS = [
        Binding("ctrl+s", "save", "Save", show=False, priority=True),
        Binding("escape", "leave", "Cancel", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    Meaning {
        align: center middle;
        & > Vertical {
            width: 94%; max-width: 92; height: auto; max-height: 100%;
            background: $surface; border: round $border; padding: 0 1;
        }
        & VerticalScroll { height: auto; max-height: 26; scrollbar-size-vertical: 1; }
        &.-short VerticalScroll { max-height: 17; }
        & Static { height: auto; color: $reader-muted; padding: 0 1; }
        & TextArea, & Input { border: none; padding: 0 1; background: $panel; }
        & TextArea:focus, & Input:focus { border: none; background: $boost; }
        & Input { height: 1; }
        & StatusBar { background: $surface; }
        & Hints { dock: none; background: $surface; }
    }
    """

    def __init__(
        self,
        code: Code,
        codes: Iterable[Code],
        told: Sequence[str],
        agree: str,
        *,
        draft: Mapping[str, str | list[str]] | None = None,
        refused: str = "",
    ) -> None:
        super().__init__()
        self._code, self._told, self._agree = code, tuple(told), agree
        self._names = ReferenceNames(codes, code.codebook)
        self._draft, self._refused = draft or {}, refused
        self._warned = False

    def compose(self) -> ComposeResult:
        """Put the fields under each other, each under what it is."""
        with Vertical(classes="box") as box:
            box.border_title = f"What “{self._code.label}” means"
            with VerticalScroll(can_focus=False):
                yield Static(" ".join(self._told), markup=False)
                for name, told, lines in _TEXTS:
                    yield Static(told, markup=False)
                    area = TextArea(self._names.show(self._held(name)), id=name)
                    area.styles.height = lines
                    yield area
                for name, told in _ROWS:
                    yield Static(told, markup=False)
                    yield Input(", ".join(self._listed(name)), id=name)
            yield StatusBar()
            yield Hints()

    def on_mount(self) -> None:
        """Say how to save, and begin at the end of the definition."""
        self.query_one(Hints).set_hints(
            (
                Hint("Ctrl+S", self._agree, "ctrl+s"),
                Hint("Tab", "next field", "tab"),
                Hint("Esc", "change nothing", "escape"),
            )
        )
        self.query_one(StatusBar).say(self._refused, refused=bool(self._refused))
        area = self.query_one("#definition", TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    @property
    def changes(self) -> Fields:
        """The fields that differ from what the code says."""
        typed: Fields = {}
        for name, _, _ in _TEXTS:
            text = _on_one_line(self.query_one(f"#{name}", TextArea).text)
            held = getattr(self._code, name)
            # What nobody touched is not read again, so that it stays to the letter.
            if text != _on_one_line(self._names.show(held)):
                typed[name] = self._names.read(text)
        for name, _ in _ROWS:
            parts = self.query_one(f"#{name}", Input).value.split(",")
            words = [_on_one_line(part) for part in parts if part.strip()]
            if words != list(getattr(self._code, name)):
                typed[name] = words
        return typed

    def action_save(self) -> None:
        """Give back what differs."""
        self.dismiss(self.changes or None)

    def action_leave(self) -> None:
        """Leave without a change; where something was typed, only when asked twice."""
        if self._warned or not self.changes:
            self.dismiss(None)
        else:
            self._warned = True
            self.query_one(StatusBar).say(say_unsaved("Ctrl+S saves it"), refused=True)

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _type_on(self) -> None:
        """Typing on takes a warning back."""
        if self._warned:
            self._warned = False
            self.query_one(StatusBar).say("")

    def _held(self, name: str) -> str:
        """Return a text of the draft, or of the code where the draft has none."""
        return str(self._draft.get(name, getattr(self._code, name)))

    def _listed(self, name: str) -> list[str]:
        return list(self._draft.get(name, getattr(self._code, name)))


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
