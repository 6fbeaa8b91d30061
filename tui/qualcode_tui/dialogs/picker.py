"""Choose a code by typing part of its name, seeing what it means before giving it."""

from collections.abc import Callable, Collection
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option, OptionDoesNotExist

from qualcode.model import Code, Span
from qualcode_tui.actions import key_of
from qualcode_tui.bench.fuzzy import find_codes
from qualcode_tui.bench.work import Outcome
from qualcode_tui.bench.workbench import Workbench
from qualcode_tui.colours import mark_colour
from qualcode_tui.dialogs.ask import Ask
from qualcode_tui.dialogs.dialog import Dialog
from qualcode_tui.dialogs.typed import ask_until_taken
from qualcode_tui.text.cells import clip, width_of
from qualcode_tui.widgets.bars import Hint, Hints, StatusBar
from qualcode_tui.widgets.codebook import SWATCH, explain
from qualcode_tui.widgets.pointed import PointedList

if TYPE_CHECKING:
    from qualcode.store.codings import CodedPassage

_WORDS_SHOWN, _EXAMPLE_SHOWN = 200, 100
_NO_CODES = "The study has no themes yet. Type one here; or Esc, then h: “Choose themes” has many."
_NEW = "new"
_WAITING = "This theme is proposed: {} decides on it. Esc goes back to the text."
_NEW_MEANING = "Enter makes it a theme of the study, and gives it to these words."
_PROPOSED_TOLD = "What is it about? A sentence will do; it may stay empty."
_NEW_TOLD = (
    "What is it about? A sentence will do; it may stay empty. What was read before was not read "
    "with it in mind: it counts where you read from now on."
)


class Picker(Dialog[str | None]):
    """The code picker. It gives back the id of the code chosen last, or None.

    `span` is the passage to be coded. `give` puts a code on it and says what came of it; without
    it only one code can be chosen. `words` stand above the codes, by default those of the passage.
    `make` makes a code of a label, a definition and the code above
    it, and gives back its id where that was done.
    """

    BINDINGS = [
        Binding("escape", "dismiss(None)", "Cancel", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "move(-8)", show=False),
        Binding("pagedown", "move(8)", show=False),
        Binding("tab", "add", show=False, priority=True),
        Binding("ctrl+n", "make_under", show=False, priority=True),
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
        span: Span,
        make: Callable[[str, str, str | None], tuple[Outcome, str | None]],
        give: Callable[[str], Outcome] | None = None,
        title: str | None = None,
        words: str | None = None,
    ) -> None:
        super().__init__()
        self._bench, self._span, self._make, self._give = bench, span, make, give
        self._title = title or f"Code {bench.say_place(span)}"
        if words is None:
            words = bench.say_words(span)
        self._words = " ".join(words.split())
        self._examples = lru_cache(maxsize=64)(self._find_examples)
        self._added: str | None = None
        self._proposed = _find_proposed(bench)

    def compose(self) -> ComposeResult:
        """Put the words, the question, the codes and their meaning together."""
        with Vertical(id="picker", classes="box") as box:
            box.border_title = self._title
            yield Static(Content(f"“{clip(self._words, _WORDS_SHOWN)}”"), id="words")
            yield Input(placeholder="Type part of a code or a keyword, or a new theme", id="query")
            with Horizontal(id="choice"):
                yield PointedList(id="found")
                with VerticalScroll(id="told", can_focus=False):
                    yield Static(id="meaning")
            yield StatusBar()
            yield Hints()

    def on_mount(self) -> None:
        """Show every code, those used last first."""
        self.query_one("#found").can_focus = False
        several = [Hint("Tab", "give it and stay", "tab")] if self._give else []
        self.query_one(Hints).set_hints(
            (
                Hint("Enter", "give it", "enter"),
                *several,
                Hint("Ctrl+N", "new one under it", "ctrl+n"),
                Hint("↑↓", "choose", "down"),
                Hint("Esc", "close", "escape"),
            )
        )
        self.call_after_refresh(self._fill)

    def on_resize(self) -> None:
        """Fit the rows to the width, once the list has taken its own; the code at hand stays."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        found = self.query_one("#found", OptionList)
        here = self._highlighted
        self._fill()
        if here is not None:
            with suppress(OptionDoesNotExist):
                found.highlighted = found.get_option_index(here)

    def action_move(self, by: int) -> None:
        """Highlight another code."""
        found = self.query_one("#found", OptionList)
        if found.option_count:
            found.highlighted = max(0, min(found.option_count - 1, (found.highlighted or 0) + by))

    def action_add(self) -> None:
        """Give the highlighted code and stay for another."""
        if self._give is not None:
            self._with_code(self._add)

    def action_make_under(self) -> None:
        """Make a new theme under the highlighted one, and give that."""
        above = self._bench.codes.get(self._highlighted or "")
        if above is not None:
            self._ask_label(above, self._new_label)

    def _ask_label(self, above: Code, typed: str) -> None:
        """Ask what a new theme under another is called."""

        def answered(label: str | None) -> None:
            if label:
                self._make_code(label, self.dismiss, above)

        told = f"It will stand under “{above.label}”. What is it called?"
        title = f"A new theme under “{above.label}”"
        ask = Ask(title, told, answer=typed, check=self._refuse)
        self.app.push_screen(ask, answered)

    def _add(self, code: str) -> None:
        assert self._give is not None
        outcome = self._give(code)
        if outcome.done:
            self._added = code
        self._tell(outcome)
        self.query_one("#query", Input).value = ""
        self._fill()

    def _with_code(self, then: Callable[[str], object]) -> None:
        """Do something with the highlighted code; one that is new is made first."""
        code = self._highlighted
        if code == _NEW:
            self._make_code(self._new_label, then)
        elif code is not None:
            then(code)

    def _make_code(
        self, label: str, then: Callable[[str], object], above: Code | None = None
    ) -> None:
        """Ask what a new theme is about, make it, and do something with it."""

        def dialog(draft: str | None, refused: str) -> Ask:
            told = _PROPOSED_TOLD if self._decides else _NEW_TOLD
            leave = "back to the label"
            return Ask(f"A new theme: {label}", told, draft=draft, refused=refused, leave=leave)

        def take(definition: str) -> str | None:
            outcome, made = self._make(label, definition, above.id if above else None)
            if not outcome.done:
                return outcome.sentence
            if made is None:
                self._show_proposed(label, outcome)
            else:
                then(made)
            return None

        def turn_back() -> None:
            if above is not None:
                self._ask_label(above, label)

        ask_until_taken(self.app, dialog, take, turn_back)

    def _show_proposed(self, label: str, outcome: Outcome) -> None:
        """Say that a theme is proposed to whoever decides on codes; it is not offered again."""
        self._proposed.add(label.casefold())
        self._fill()
        self._tell(outcome)

    def _tell(self, outcome: Outcome) -> None:
        """Say what came of an act; the key that undoes it would be a letter typed here."""
        said = outcome.sentence
        if outcome.done and outcome.what:
            said = f"{outcome.what} Esc, then {key_of('undo')}, undoes."
        self.query_one(StatusBar).say(said, refused=not outcome.done)

    def _refuse(self, label: str) -> str | None:
        """Return why a theme cannot be called so."""
        if not label:
            return "Type what it is called, or press Esc."
        if self._is_proposed(label):
            return f"“{label}” is proposed already, and waits for an answer."
        return f"A theme is called “{label}” already." if self._is_taken(label) else None

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
            self.query_one("#meaning", Static).update(self._say_new())
        if event.option_id in self._bench.codes and event.option_id == self._highlighted:
            self.query_one("#meaning", Static).update(self._say_meaning(event.option_id))

    def _say_new(self) -> str:
        """Return what Enter does with a theme that is not there yet."""
        lead = self._decides
        return f"{lead} decides on codes: Enter proposes it to them." if lead else _NEW_MEANING

    @property
    def _decides(self) -> str | None:
        """Who decides on codes, where that is somebody else."""
        project = self._bench.project
        lead = project.codes.lead
        return None if lead == project.coder else lead

    def _say_meaning(self, code: str) -> Content:
        """Return what a code means, and two passages of this study that have it."""
        lines: list[Content | str | tuple[str, str]] = []
        lines.append(explain(self._bench.codes[code], self._bench.codes))
        for one in self._examples(code):
            cases = [self._bench.cases[item] for item in one.cases if item in self._bench.cases]
            words = clip(" ".join(one.text.split()), _EXAMPLE_SHOWN)
            # Over several turns the words themselves say who speaks.
            who = cases[0].code if len(cases) == 1 else "Coded"
            lines += ["\n", (f"{who}: ", "$accent"), f"“{words}”"]
        return Content.assemble(*lines)

    def _find_examples(self, code: str) -> "tuple[CodedPassage, ...]":
        """Return passages with a code, one's own first, none of them these words."""
        source = self._bench.document.source.id if self._bench.document else ""
        here = (source, self._span.start, self._span.end)
        return tuple(self._bench.project.codings.examples(code, here))

    @property
    def _highlighted(self) -> str | None:
        option = self.query_one("#found", OptionList).highlighted_option
        return option.id if option else None

    @property
    def _new_label(self) -> str:
        """What is typed, as the label of a new code; nothing where a code is called so."""
        label = " ".join(self.query_one("#query", Input).value.split())
        return "" if self._is_taken(label) or self._is_proposed(label) else label

    def _is_proposed(self, label: str) -> bool:
        return label.casefold() in self._proposed

    def _is_taken(self, label: str) -> bool:
        return label.casefold() in {code.label.casefold() for code in self._bench.codes.values()}

    def _fill(self) -> None:
        """List the codes that fit what is typed now, whenever this was asked for."""
        query = self.query_one("#query", Input).value
        codes = find_codes(query, self._bench.codes.values(), self._bench.last_used)
        found = self.query_one("#found", OptionList)
        span = (self._span.start, self._span.end)
        here = self._bench.codings_in(self._span)
        carried = {c.code for c in here if (c.start, c.end) == span}
        options = [Option(self._row(code, carried), id=code.id) for code in codes]
        if self._new_label:
            new = Content.assemble(("  + ", "$success"), f"a new theme: {self._new_label}")
            options.append(Option(new, id=_NEW))
        found.set_options(options)
        found.highlighted = 0 if options else None
        if not options:
            self.query_one("#meaning", Static).update(
                _WAITING.format(self._decides or "whoever decides on codes")
                if self._is_proposed(" ".join(query.split()))
                else _NO_CODES
            )

    def _row(self, code: Code, carried: Collection[str]) -> Content:
        background = self.background_colors[1].hex6
        quick = self._bench.quick
        key = str(quick.index(code.id) + 1) if code.id in quick else " "
        tick = " ✓" if code.id in carried else ""
        above = code.path.removesuffix(code.label).rstrip(" ›")
        room = max(12, self.query_one("#found").size.width - 8)
        label = clip(code.label, room)
        above = clip(above, room - width_of(label) - len(tick) - 2) if above else ""
        return Content.assemble(
            (f"{key} ", "$accent"),
            (SWATCH, mark_colour(self._bench.colours[code.id], background)),
            f" {label}",
            (tick, "$success"),
            (f"  {above}" if len(above) > 1 else "", "$reader-muted"),
        )


def _find_proposed(bench: Workbench) -> set[str]:
    """Return the labels, in small letters, of the themes that wait for whoever decides on codes."""
    project = bench.project
    if project.codes.lead is None:
        return set()
    waiting = (one.fields.get("label") for one in project.requests.of() if one.code is None)
    return {" ".join(str(label).split()).casefold() for label in waiting}
