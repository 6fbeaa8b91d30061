"""Sorting the passages of a code that was split: one after the other, a key each."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qualcode.codebooks.references import labels_of, name_references
from qualcode.model import Code
from qualcode.model.words import count
from qualcode.project.codebook.errors import SortedAlreadyError
from qualcode.project.codebook.sorting import SplitPassage
from qualcode_tui.actions import bindings, key_of
from qualcode_tui.actions.action import Scope
from qualcode_tui.colours import code_colour, mark_colour
from qualcode_tui.screens.codebook.context import Contexts
from qualcode_tui.screens.step import Step
from qualcode_tui.text.cells import clip
from qualcode_tui.widgets.bars import Hint
from qualcode_tui.widgets.codebook import SWATCH
from qualcode_tui.widgets.rows import Rows

if TYPE_CHECKING:
    from qualcode.store.splits import Split

_SORTED, _SKIPPED = "sorted", "skipped"
_MOST_KEYS = 9


class Sorting(Step):
    """The passages of a split code. What is sorted is saved at once; the rest stays as it was."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.STEP, Scope.SORTING)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.SORTING)]
    DEFAULT_CSS = """
    Sorting {
        & #place { height: auto; padding: 1 2 0 2; color: $reader-muted; }
        & #passage { height: 1fr; margin: 1 2; scrollbar-size-vertical: 1; }
        & #words { height: auto; }
        & #into { height: auto; max-height: 9; }
        &.-short #passage { margin: 0 2; }
        &.-short #place { padding: 0 2; }
    }
    """
    AUTO_FOCUS = "#into"

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code
        self.split: Split | None = None
        self.left: list[SplitPassage] = []
        self.into: list[Code] = []
        self._passed: list[tuple[str, tuple[str, int, int]]] = []
        self._skipped: set[tuple[str, int, int]] = set()
        self._contexts: Contexts | None = None
        self._codes: list[Code] = []
        self._colours: dict[str, str] = {}

    def compose_body(self) -> Iterable[Widget]:
        """Put the passage over the codes."""
        yield Static(id="place", markup=False)
        with VerticalScroll(id="passage", can_focus=False):
            yield Static(id="words")
        yield Rows(id="into")

    def look(self) -> None:
        """Read what is left to sort, and show the next."""
        project = self.project
        codes = self._codes = project.codes.list()
        by_id = {code.id: code for code in codes}
        self._colours = {one.id: code_colour(one.colour, n) for n, one in enumerate(codes)}
        self._contexts = self._contexts or Contexts(project)
        self.split = project.codes.sorting.of(self.code)
        self.left = project.codes.sorting.left(self.split) if self.split else []
        self.into = [by_id[one] for one in self.split.into] if self.split else []
        self.lay_out()
        self._show()

    def lay_out(self) -> None:
        """Fit the rows to the width."""
        rows = self.query_one(Rows)
        here, background = rows.here, self.background_colors[1].hex6
        room = max(20, (rows.size.width or self.size.width) - 10)
        rows.set_options(
            Option(
                Content.assemble(
                    (f"{n} " if n <= _MOST_KEYS else "  ", "bold $accent"),
                    (SWATCH, mark_colour(self._colours[code.id], background)),
                    f" {clip(self._say_code(code), room)}",
                ),
                id=code.id,
            )
            for n, code in enumerate(self.into, 1)
        )
        rows.keep(here)

    @property
    def passage(self) -> SplitPassage | None:
        """The passage that is to be sorted now: the first that was not skipped."""
        return next((one for one in self.left if _place(one) not in self._skipped), None)

    def action_sort(self, number: int) -> None:
        """Give the passage to a code by its number."""
        if 1 <= number <= len(self.into):
            self._give(self.into[number - 1])
        else:
            self.say(f"There is no code {number} here.", refused=True)

    @on(OptionList.OptionSelected, "#into")
    def _give_chosen(self, event: OptionList.OptionSelected) -> None:
        code = next((one for one in self.into if one.id == event.option_id), None)
        if code is not None:
            self._give(code)

    def _give(self, code: Code) -> None:
        passage = self.passage
        if passage is None or self.split is None:
            self.action_go_on()
            return
        with self.refusals():
            try:
                self.project.codes.sorting.sort(self.split, passage, code.id)
            except SortedAlreadyError as meanwhile:
                self.look()
                self.say(str(meanwhile), refused=True)
                return
            self._passed.append((_SORTED, _place(passage)))
            self.done(f"{self._say_place(passage)}: “{code.label}”.")

    def action_skip(self) -> None:
        """Leave the passage with its code, for another time."""
        passage = self.passage
        if passage is not None:
            self._passed.append((_SKIPPED, _place(passage)))
            self._skipped.add(_place(passage))
            self.done("Left for another time.")

    def action_step_back(self) -> None:
        """Go back one passage, and take back what was done with it."""
        if not self._passed:
            self.say("This is where you began.", refused=True)
            return
        what, place = self._passed[-1]
        with self.refusals():
            if what == _SORTED:
                self.project.history.undo()
            self._passed.pop()
            self._skipped.discard(place)
            self.done("Back: this passage is to be sorted again.")

    def action_undo(self) -> None:
        """Undo the last act; here that is mostly the last passage."""
        if self._passed and self._passed[-1][0] == _SORTED:
            self.action_step_back()
        else:
            super().action_undo()

    def action_open(self) -> None:
        """Open the source at the passage."""
        if self.passage is not None:
            self.workspace.open_passage(*_place(self.passage))

    def action_go_on(self) -> None:
        """Go back to the codebook, or to what was skipped."""
        if self._skipped and self.passage is None:
            self._skipped.clear()
            self._passed.clear()
            self.done("These were left for another time.")
        else:
            self.action_back()

    def action_back(self) -> None:
        """Go back to the codebook, at the code."""
        self.workspace.open_code(self.code)

    def _show(self) -> None:
        passage = self.passage
        old = self._say_old()
        self.show_top(f"{self.project.title} · sorting {old}", f"{len(self.left):,} left")
        words, place = self.query_one("#words", Static), self.query_one("#place", Static)
        back = Hint.of("step.back", "codebook")
        if passage is None or self._contexts is None:
            rest = (
                f"{count(len(self.left), 'passage')} left for another time. " if self.left else ""
            )
            all_of = "All others" if self.left else "All passages"
            words.update(f"{rest}{all_of} of {old} are sorted, and saved.")
            place.update("")
            self.offer("Go through what was left" if self.left else "Back to the codebook")
            self.say("Nothing is lost by leaving: what is not sorted is offered again.")
            self.show_hints([Hint.of("sorting.back", "one back"), Hint.of("step.undo"), back])
            return
        found = self._contexts.of(*_place(passage))
        coders = ", ".join(passage.coders)
        self.ask_of(_place(passage))
        place.update(f"{found.place} · coded by {coders}")
        words.update(found.content())
        self.query_one("#passage").scroll_home(animate=False)
        self.offer(None)
        self.say(f"Where does this belong? Press its number. {key_of('sorting.skip')} skips it.")
        self.show_hints(
            [
                Hint("1–9", "sort it", "1"),
                Hint.of("sorting.skip", "skip"),
                Hint.of("sorting.back", "one back"),
                Hint.of("sorting.open", "open in the text"),
                back,
            ]
        )

    def _say_old(self) -> str:
        return f"“{self.project.codes.find(self.code).label}”" if self.split else "a code"

    def _say_code(self, code: Code) -> str:
        labels = labels_of(self._codes, code.codebook)
        meaning = name_references(code.definition, labels)
        told = "stays here" if code.id == self.code else meaning
        return f"{code.label}  {told}" if told else code.label

    def _say_place(self, passage: SplitPassage) -> str:
        if self._contexts is None:
            return ""
        found = self._contexts.of(*_place(passage))
        return f"{found.source}, turn {found.turn}"


def _place(passage: SplitPassage) -> tuple[str, int, int]:
    return passage.source, passage.start, passage.end
