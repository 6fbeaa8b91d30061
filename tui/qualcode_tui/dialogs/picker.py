"""Choose a code by typing part of its name, seeing what it means before giving it."""

from collections.abc import Callable, Collection

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from qualcode.model import Code
from qualcode_tui.bench.fuzzy import find_codes
from qualcode_tui.bench.work import Outcome
from qualcode_tui.bench.workbench import Workbench
from qualcode_tui.colours import mark_colour
from qualcode_tui.dialogs.ask import Ask
from qualcode_tui.text.cells import clip, width_of
from qualcode_tui.widgets.bars import Hint, Hints, StatusBar
from qualcode_tui.widgets.codebook import SWATCH, explain

_WORDS_SHOWN = 200
_NO_CODES = "The study has no themes yet. Type one here; or Esc, then h: “Choose themes” has many."
_NEW = "new"
_NEW_MEANING = "Enter makes it a theme of the study, and gives it to these words."
_NEW_TOLD = (
    "What is it about? A sentence will do; it may stay empty. What was read before was not read "
    "with it in mind: it counts where you read from now on."
)


class Picker(ModalScreen[str | None]):
    """The code picker. It gives back the id of the code chosen last, or None.

    `give` puts a code on the words and says what came of it; `has` says which codes they carry.
    `make` makes a code of a label and a definition, and gives back its id where that was done.
    """

    BINDINGS = [
        Binding("escape", "dismiss(None)", "Cancel", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "move(-8)", show=False),
        Binding("pagedown", "move(8)", show=False),
        Binding("tab", "add", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    Picker {
        align: center middle;
        & > #picker {
            width: 100%; max-width: 104; height: 100%; max-height: 32; margin: 1 2;
            background: $surface; border: round $border; padding: 0 1;
        }
        & #words { height: auto; max-height: 2; color: $reader-muted; padding: 0 1; }
        & #query { border: none; height: 1; margin: 1 0; padding: 0 1; background: $panel; }
        & #found {
            width: 1fr; height: 1fr; border: none; padding: 0; background: $surface;
            scrollbar-size-vertical: 1;
        }
        & #choice { height: 1fr; }
        & #told { width: 1fr; height: 1fr; padding: 0 1 0 2; scrollbar-size-vertical: 1; }
        & #meaning { width: 1fr; height: auto; color: $reader-muted; }
        & StatusBar { background: $surface; }
        & Hints { background: $surface; }
    }
    """

    def __init__(
        self,
        bench: Workbench,
        place: str,
        words: str,
        give: Callable[[str], Outcome],
        has: Callable[[], Collection[str]],
        make: Callable[[str, str], tuple[Outcome, str | None]],
    ) -> None:
        super().__init__()
        self._bench, self._give, self._has, self._make = bench, give, has, make
        self._place, self._words = place, " ".join(words.split())
        self._added: str | None = None

    def compose(self) -> ComposeResult:
        """Put the words, the question, the codes and their meaning together."""
        with Vertical(id="picker", classes="box") as box:
            box.border_title = f"Code {self._place}"
            yield Static(Content(f"“{clip(self._words, _WORDS_SHOWN)}”"), id="words")
            yield Input(placeholder="Type part of a code or a keyword, or a new theme", id="query")
            with Horizontal(id="choice"):
                yield OptionList(id="found")
                with VerticalScroll(id="told", can_focus=False):
                    yield Static(id="meaning")
            yield StatusBar()
            yield Hints()

    def on_mount(self) -> None:
        """Show every code, those used last first."""
        self.query_one("#found").can_focus = False
        self.query_one(Hints).set_hints(
            (
                Hint("Enter", "give this code", "enter"),
                Hint("Tab", "give it and choose another", "tab"),
                Hint("↑↓", "choose", "down"),
                Hint("Esc", "close", "escape"),
            )
        )
        self.call_after_refresh(self._fill)

    def on_resize(self) -> None:
        """Fit the rows to the new width."""
        self._fill()

    def action_move(self, by: int) -> None:
        """Highlight another code."""
        found = self.query_one("#found", OptionList)
        if found.option_count:
            found.highlighted = max(0, min(found.option_count - 1, (found.highlighted or 0) + by))

    def action_add(self) -> None:
        """Give the highlighted code and stay for another."""
        self._with_code(self._add)

    def _add(self, code: str) -> None:
        outcome = self._give(code)
        if outcome.done:
            self._added = code
        self.query_one(StatusBar).say(outcome.sentence, refused=not outcome.done)
        self.query_one("#query", Input).value = ""
        self._fill()

    def _with_code(self, then: Callable[[str], object]) -> None:
        """Do something with the highlighted code; one that is new is made first."""
        code = self._highlighted
        if code != _NEW:
            if code is not None:
                then(code)
            return
        label = self._new_label

        def answered(definition: str | None) -> None:
            if definition is None:
                return
            outcome, made = self._make(label, definition)
            if made is None:
                self.query_one(StatusBar).say(outcome.sentence, refused=True)
            else:
                then(made)

        self.app.push_screen(Ask(f"A new theme: {label}", _NEW_TOLD), answered)

    @on(Input.Changed)
    def _narrow_down(self) -> None:
        self._fill()

    @on(Input.Submitted)
    def _choose(self) -> None:
        self._with_code(self.dismiss)

    @on(OptionList.OptionSelected)
    def _choose_clicked(self) -> None:
        self._choose()

    @on(OptionList.OptionHighlighted)
    def _explain(self, event: OptionList.OptionHighlighted) -> None:
        # A message about a list that has been filled again since says nothing any more.
        if event.option_id == _NEW == self._highlighted:
            self.query_one("#meaning", Static).update(_NEW_MEANING)
        if event.option_id in self._bench.codes and event.option_id == self._highlighted:
            self.query_one("#meaning", Static).update(explain(self._bench.codes[event.option_id]))

    @property
    def _highlighted(self) -> str | None:
        option = self.query_one("#found", OptionList).highlighted_option
        return option.id if option else None

    @property
    def _new_label(self) -> str:
        """What is typed, as the label of a new code; nothing where a code is called so."""
        label = " ".join(self.query_one("#query", Input).value.split())
        called = {code.label.casefold() for code in self._bench.codes.values()}
        return "" if label.casefold() in called else label

    def _fill(self) -> None:
        """List the codes that fit what is typed now, whenever this was asked for."""
        query = self.query_one("#query", Input).value
        codes = find_codes(query, self._bench.codes.values(), self._bench.last_used)
        found = self.query_one("#found", OptionList)
        carried = self._has()
        options = [Option(self._row(code, carried), id=code.id) for code in codes]
        if self._new_label:
            new = Content.assemble(("  + ", "$success"), f"a new theme: {self._new_label}")
            options.append(Option(new, id=_NEW))
        found.set_options(options)
        found.highlighted = 0 if options else None
        if not options:
            self.query_one("#meaning", Static).update(_NO_CODES)

    def _row(self, code: Code, carried: Collection[str]) -> Content:
        background = self.background_colors[1].hex6
        quick = self._bench.quick
        key = str(quick.index(code.id) + 1) if code.id in quick else " "
        tick = " ✓" if code.id in carried else ""
        above = code.path.removesuffix(code.label).rstrip(" ›")
        room = max(12, self.query_one("#found").size.width - 6)
        label = clip(code.label, room)
        above = clip(above, room - width_of(label) - len(tick) - 2) if above else ""
        return Content.assemble(
            (f"{key} ", "$accent"),
            (SWATCH, mark_colour(self._bench.colours[code.id], background)),
            f" {label}",
            (tick, "$success"),
            (f"  {above}" if len(above) > 1 else "", "$reader-muted"),
        )
