"""Choose one code of the codebook by typing part of its name."""

from collections.abc import Mapping, Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from qualcode.model import Code
from qualcode_tui.bench.fuzzy import find_codes
from qualcode_tui.colours import mark_colour
from qualcode_tui.dialogs.dialog import Dialog
from qualcode_tui.text.cells import clip
from qualcode_tui.widgets.bars import Hint, Hints
from qualcode_tui.widgets.codebook import SWATCH, explain
from qualcode_tui.widgets.pointed import PointedList

NONE = ""


class WhichCode(Dialog[str | None]):
    """A list of codes that typing narrows. It gives back a code's id, "" for none, or None.

    `none` is the row that stands for no code, as “at the top”; without it there is none. `named`
    are all codes by id, for the rules that name them.
    """

    BINDINGS = [
        Binding("escape", "dismiss(None)", "Cancel", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "move(-8)", show=False),
        Binding("pagedown", "move(8)", show=False),
    ]
    DEFAULT_CSS = """
    WhichCode {
        align: center middle;
        & > Vertical {
            width: 90%; max-width: 84; height: 100%; max-height: 30; margin: 1 2;
            background: $surface; border: round $border; padding: 0 1;
        }
        & Input { border: none; height: 1; margin: 1 0; padding: 0 1; background: $panel; }
        & Input:focus { border: none; }
        & OptionList { height: 1fr; border: none; padding: 0; background: $surface; }
        & #meaning {
            height: auto; max-height: 6; padding: 0 1; color: $reader-muted;
            border-top: solid $border-blurred;
        }
        & Hints { dock: none; background: $surface; }
    }
    """

    def __init__(
        self,
        question: str,
        codes: Sequence[Code],
        colours: Mapping[str, str],
        *,
        none: str | None = None,
        agree: str = "choose",
        named: Mapping[str, Code] | None = None,
    ) -> None:
        super().__init__()
        self._question, self._none, self._agree = question, none, agree
        self._codes = {code.id: code for code in codes}
        self._colours, self._named = colours, named or self._codes

    def compose(self) -> ComposeResult:
        """Put the codes under the line that narrows them."""
        with Vertical(classes="box") as box:
            box.border_title = self._question
            yield Input(placeholder="Type part of a code or a keyword")
            yield PointedList()
            yield Static(id="meaning")
            yield Hints()

    def on_mount(self) -> None:
        """Show every code."""
        self.query_one(OptionList).can_focus = False
        self.query_one(Hints).set_hints(
            (
                Hint("Enter", self._agree, "enter"),
                Hint("↑↓", "move", "down"),
                Hint("a–z", "type to find", "down"),
                Hint("Esc", "change nothing", "escape"),
            )
        )
        self.call_after_refresh(self._fill)

    def on_resize(self) -> None:
        """Fit the rows to the width, once the list has taken its own; the code at hand stays."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        found = self.query_one(OptionList)
        here = found.highlighted
        self._fill()
        if here is not None:
            found.highlighted = here

    def action_move(self, by: int) -> None:
        """Highlight another code."""
        found = self.query_one(OptionList)
        if found.option_count:
            found.highlighted = max(0, min(found.option_count - 1, (found.highlighted or 0) + by))

    @on(Input.Changed)
    def _fill(self) -> None:
        query = self.query_one(Input).value
        found = self.query_one(OptionList)
        options = []
        if self._none is not None and not query:
            options.append(Option(Content(f"  {self._none}"), id=NONE))
        options += [
            Option(self._row(code), id=code.id) for code in find_codes(query, self._codes.values())
        ]
        found.set_options(options)
        found.highlighted = 0 if options else None
        if not options:
            self.query_one("#meaning", Static).update("No code fits.")

    @on(OptionList.OptionHighlighted)
    def _explain(self, event: OptionList.OptionHighlighted) -> None:
        code = self._codes.get(event.option_id or NONE)
        self.query_one("#meaning", Static).update(
            explain(code, self._named) if code else self._none or ""
        )

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _choose(self) -> None:
        option = self.query_one(OptionList).highlighted_option
        if option is not None:
            self.dismiss(option.id)

    def _row(self, code: Code) -> Content:
        background = self.background_colors[1].hex6
        room = max(12, self.query_one(OptionList).size.width - 6)
        colour = mark_colour(self._colours.get(code.id, "#888888"), background)
        return Content.assemble((SWATCH, colour), f" {clip(code.path or code.label, room)}")
