"""The codebook beside the text: every code with its colour, its count and its meaning."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qualcode.codebooks.references import labels_of, name_references
from qualcode.model import Code
from qualcode_tui.bench.fuzzy import find_codes
from qualcode_tui.colours import mark_colour
from qualcode_tui.text.cells import clip, width_of
from qualcode_tui.widgets.steady import SteadyList

SWATCH = "■"


class CodeList(SteadyList):
    """A list of codes that is filtered by typing; a click looks, a second click chooses."""

    BINDINGS = [
        Binding("left", "fold", "Fold", show=False),
        Binding("right", "unfold", "Unfold", show=False),
    ]

    @dataclass
    class Typed(Message):
        """A character was typed, or taken back ("backspace"), or all were ("escape")."""

        key: str
        character: str | None

    @dataclass
    class Folded(Message):
        """A branch is to be folded or unfolded."""

        code: str
        fold: bool

    is_filtered = False

    def on_key(self, event: events.Key) -> None:
        """Take what is typed for the filter."""
        is_text = event.is_printable and event.character is not None
        if is_text or (event.key in {"backspace", "escape"} and self.is_filtered):
            event.stop()
            event.prevent_default()
            self.post_message(self.Typed(event.key, event.character if is_text else None))

    async def _on_click(self, event: events.Click) -> None:
        """Highlight with the first click and choose with the next on the same code."""
        clicked = event.style.meta.get("option")
        event.prevent_default()
        if clicked is None:
            return
        if clicked == self.highlighted:
            self.action_select()
        else:
            self.highlighted = clicked

    def action_fold(self) -> None:
        """Fold the branch of the highlighted code."""
        self._fold(fold=True)

    def action_unfold(self) -> None:
        """Unfold the branch of the highlighted code."""
        self._fold(fold=False)

    def _fold(self, *, fold: bool) -> None:
        option = self.highlighted_option
        if option is not None and option.id is not None:
            self.post_message(self.Folded(option.id, fold))


class CodebookPanel(Vertical):
    """The codebook with a filter above and the meaning of the highlighted code below."""

    DEFAULT_CSS = """
    CodebookPanel {
        & > .title { color: $reader-muted; padding: 0 1; height: 1; }
        & > CodeList {
            height: 1fr; padding: 0; background: $surface;
        }
        & > #meaning {
            height: auto; max-height: 9; padding: 0 1; color: $reader-muted;
            border-top: solid $border-blurred;
        }
        & > #meaning.-empty { display: none; }
        &:focus-within > .title { color: $accent; text-style: bold; }
    }
    """

    @dataclass
    class Chosen(Message):
        """A code was chosen to be applied."""

        code: str

    class Narrowed(Message):
        """Another part of the codebook is listed."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._shown: tuple[object, ...] = ()
        self._codes: list[Code] = []
        self._colours: Mapping[str, str] = {}
        self._counts: Mapping[str, int] = {}
        self._quick: Sequence[str] = ()
        self._folded: set[str] = set()
        self._depths: dict[str, int] = {}
        self._filter = ""
        self._fitted_to = 0
        self._explained: str | None = None

    def compose(self) -> ComposeResult:
        """Put title, list and meaning under each other."""
        yield Static("Codebook", classes="title")
        yield CodeList(id="codes")
        yield Static(id="meaning", classes="-empty")

    def show(
        self,
        codes: Mapping[str, Code],
        colours: Mapping[str, str],
        counts: Mapping[str, int],
        quick: Sequence[str],
    ) -> None:
        """Show codes in tree order with how often each was used and its quick key."""
        shown = (tuple(codes.values()), dict(colours), dict(counts), tuple(quick), self.app.theme)
        if shown == self._shown:
            return
        self._shown, self._explained = shown, None
        self._codes = list(codes.values())
        self._colours, self._counts, self._quick = colours, counts, tuple(quick)
        self._depths = {}
        for code in self._codes:
            above = self._depths.get(code.parent, -1) if code.parent else -1
            self._depths[code.id] = above + 1
        self._fill()

    def focus_list(self) -> None:
        """Go to the list."""
        self.query_one(CodeList).focus()

    @property
    def filter_text(self) -> str:
        """What has been typed to narrow the list down."""
        return self._filter

    def on_resize(self) -> None:
        """Fit the rows to the new width."""
        if self.size.width != self._fitted_to:
            self._fill()

    @on(CodeList.Typed)
    def _narrow_down(self, typed: CodeList.Typed) -> None:
        if typed.character is not None:
            self._filter += typed.character
        else:
            self._filter = self._filter[:-1] if typed.key == "backspace" else ""
        self._fill(to_top=True)
        self.post_message(self.Narrowed())

    @on(CodeList.Folded)
    def _fold(self, folded: CodeList.Folded) -> None:
        if folded.fold:
            self._folded.add(folded.code)
        else:
            self._folded.discard(folded.code)
        self._fill()

    @on(OptionList.OptionHighlighted)
    def _explain_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self._explain(event.option_id)

    def _explain(self, highlighted: str | None) -> None:
        if highlighted == self._explained:
            return
        self._explained = highlighted
        code = next((c for c in self._codes if c.id == highlighted), None)
        meaning = self.query_one("#meaning", Static)
        meaning.set_class(code is None, "-empty")
        if code is not None:
            meaning.update(explain(code, {one.id: one for one in self._codes}))

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id is not None:
            self.post_message(self.Chosen(event.option_id))

    def _fill(self, *, to_top: bool = False) -> None:
        self._fitted_to = self.size.width
        codes = self.query_one(CodeList)
        before = codes.highlighted_option.id if codes.highlighted_option else None
        codes.is_filtered = bool(self._filter)
        shown = find_codes(self._filter, self._codes) if self._filter else self._unfolded()
        background = self.background_colors[1].hex6
        codes.set_options(Option(self._row(code, background), id=code.id) for code in shown)
        ids = [code.id for code in shown]
        if ids:
            at = ids.index(before) if before in ids and not to_top else 0
            codes.highlighted = at
            self._explain(ids[at])
        title = f"Codebook › {self._filter}▏" if self._filter else "Codebook"
        if self._filter and not ids:
            title += " nothing fits"
        self.query_one(".title", Static).update(Content(title))

    def _unfolded(self) -> list[Code]:
        hidden: set[str] = set()
        shown = []
        for code in self._codes:
            if code.parent in hidden or code.parent in self._folded:
                hidden.add(code.id)
            else:
                shown.append(code)
        return shown

    def _row(self, code: Code, background: str) -> Content:
        width = max(8, self.size.width - 3)
        count = self._counts.get(code.id, 0)
        key = str(self._quick.index(code.id) + 1) if code.id in self._quick else " "
        right = f" {count or '·'}"
        indent = "" if self._filter else "  " * min(self._depths.get(code.id, 0), 4)
        fold = "+" if code.id in self._folded and not self._filter else ""
        label = clip(fold + code.label, width - len(indent) - len(right) - 4)
        gap = " " * max(0, width - len(indent) - width_of(label) - len(right) - 4)
        return Content.assemble(
            (key, "$accent"),
            " ",
            indent,
            (SWATCH, mark_colour(self._colours[code.id], background)),
            f" {label}",
            gap,
            (right, "$reader-muted"),
        )


def explain(code: Code, codes: Mapping[str, Code] | None = None) -> Content:
    """Return what a code means, and when to use it and when not, as far as the book says.

    Codes that its rules send coders to are named by their labels where they are among `codes`.
    """
    labels = labels_of(codes.values(), code.codebook) if codes else {}
    lines: list[Content | str | tuple[str, str]] = [(code.path or code.label, "bold $foreground")]
    lines.append(f"\n{name_references(code.definition, labels) or 'No definition yet.'}")
    if code.include:
        lines += ["\n", ("+ Use for ", "$success"), name_references(code.include, labels)]
    if code.exclude:
        lines += ["\n", ("− Not for ", "$error"), name_references(code.exclude, labels)]
    if code.other_labels:
        lines += ["\n", ("= Also ", "$accent"), ", ".join(code.other_labels)]
    return Content.assemble(*lines)
