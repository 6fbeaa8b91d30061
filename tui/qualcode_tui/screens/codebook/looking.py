"""Not looked for yet: codes that are newer than the reading, and the turns to look at again."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from qualcode.model import Code
from qualcode.model.words import count
from qualcode_tui.actions import bindings, key_of
from qualcode_tui.actions.action import Scope
from qualcode_tui.screens.codebook.context import Contexts
from qualcode_tui.screens.listing import Column, Listing, Row
from qualcode_tui.screens.step import Step
from qualcode_tui.widgets.bars import Hint
from qualcode_tui.widgets.codebook import explain
from qualcode_tui.widgets.rows import GoOn

if TYPE_CHECKING:
    from qualcode.project.codebook.unlooked import Unlooked


class Unlooks(Listing):
    """The codes not looked for in all that the coder read. Enter goes through the turns."""

    NAME = "codes not looked for yet"
    NOUN = ("code", "codes")
    NOTHING = "All that you have read, you have read with every code as it is now."
    BACK = "back"

    def __init__(self, at: str | None = None) -> None:
        super().__init__()
        self._at = at

    def look(self) -> None:
        """Read the codes, and stand on the one that was gone through last."""
        super().look()
        if self._at is not None:
            self.stand_on(self._at)
            self._at = None

    def columns(self) -> Sequence[Column]:
        """Return what is shown of a code."""
        return (
            Column("code", least=16, style="bold"),
            Column("turns left", least=10, style="", right=True),
            Column("words left", least=10, style="", right=True),
            Column("sources", least=8, gives_way=1, ends=True),
        )

    def read_rows(self) -> Iterable[Row]:
        """Read what is left, by code."""
        project = self.project
        refs = {source.id: source.ref for source in project.sources.list()}
        left: defaultdict[str, list[Unlooked]] = defaultdict(list)
        if project.coder is not None:
            for turn in project.readings.unlooked(coder=project.coder):
                for item in turn.codes:
                    left[item].append(turn)
        for code in project.codes.list():
            if turns := left.get(code.id):
                where = tuple(dict.fromkeys(refs[turn.source] for turn in turns))
                words = sum(turn.words for turn in turns)
                cells = (code.path, len(turns), words, ", ".join(where))
                yield Row(code.id, cells, {"source": where})

    def tell_row(self, row: Row) -> str:  # noqa: ARG002 - the same is true of all
        """Say why the code is here."""
        return (
            "You read these turns before there was this code, or before it meant what it means "
            "now, so silence there is no “no”. Enter shows them one by one."
        )

    def list_hints(self) -> Sequence[Hint]:
        """Return the keys of the list."""
        return (Hint.of("step.choose", "look at the turns"), Hint.of("step.undo", "undo"))

    def open_row(self, row: Row) -> None:
        """Go through the turns of a code."""
        self.workspace.open_looking(row.id)

    def leave_upwards(self) -> None:
        """Go back to where one came from."""
        self.workspace.leave_unlooked()


class Looking(Step):
    """One turn after the other: is the code here? Each answer is saved at once."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.STEP, Scope.LOOKING)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.LOOKING)]
    DEFAULT_CSS = """
    Looking {
        & #code {
            height: auto; max-height: 8; padding: 0 2; color: $reader-muted;
            border-bottom: solid $border-blurred;
        }
        & #place { height: auto; padding: 0 2; color: $reader-muted; }
        & #turn { height: 1fr; margin: 1 2; scrollbar-size-vertical: 1; }
        & #words { height: auto; }
        &.-short #turn { margin: 0 2; }
    }
    """
    AUTO_FOCUS = "#turn"

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code
        self.left: list[Unlooked] = []
        self._passed: list[tuple[bool, str]] = []
        self._skipped: set[str] = set()
        self._codes: dict[str, Code] = {}
        self._contexts: Contexts | None = None

    def compose_body(self) -> Iterable[Widget]:
        """Put what the code means over the turn."""
        yield Static(id="code")
        yield Static(id="place", markup=False)
        with VerticalScroll(id="turn"):
            yield Static(id="words", markup=False)

    def look(self) -> None:
        """Read what is left for the code, and show the next turn."""
        project = self.project
        self._contexts = self._contexts or Contexts(project)
        self._codes = {code.id: code for code in project.codes.list()}
        coder = project.require_coder()
        known = self.code in self._codes
        self.left = project.readings.unlooked(self.code, coder=coder) if known else []
        self._show()

    @property
    def turn(self) -> "Unlooked | None":
        """The turn to look at now: the first that was not skipped."""
        return next((one for one in self.left if one.turn not in self._skipped), None)

    def action_choose(self) -> None:
        """Say that the code is here; on the bar and at the end, what the bar says."""
        if self.turn is None:
            self.go_on_where_offered()
        elif not isinstance(self.focused, GoOn):
            self.action_here()

    def action_here(self) -> None:
        """Give the turn the code, and go on."""
        self._answer(found=True)

    def action_go_on(self) -> None:
        """Say that the code is not here, and go on; at the end, go back or to what was skipped."""
        if self.turn is not None:
            self._answer(found=False)
        elif self.left:
            self._skipped.clear()
            self._passed.clear()
            self.done("These were left for another time.")
        else:
            self.action_back()

    def _answer(self, *, found: bool) -> None:
        turn = self.turn
        if turn is None:
            return
        is_given = self.code in turn.given
        with self.refusals():
            self.project.readings.look(
                turn.source, turn.start, turn.end, self.code, found=found and not is_given
            )
            self._passed.append((True, turn.turn))
            said = "coded" if found else "looked at, not here"
            said = "looked at, and it keeps the code" if is_given else said
            self.done(f"Turn {turn.n}: {said}. {key_of('looking.back')} takes it back.")

    def action_skip(self) -> None:
        """Leave the turn for another time."""
        if self.turn is not None:
            self._passed.append((False, self.turn.turn))
            self._skipped.add(self.turn.turn)
            self.done("Left for another time.")

    def action_step_back(self) -> None:
        """Go back one turn, and take back what was said of it."""
        if not self._passed:
            self.say("This is where you began.", refused=True)
            return
        was_saved, turn = self._passed[-1]
        with self.refusals():
            if was_saved:
                self.project.history.undo()
            self._passed.pop()
            self._skipped.discard(turn)
            self.done("Back: what was said of this turn is taken back.")

    def action_undo(self) -> None:
        """Undo the last act; here that is mostly the last answer."""
        if self._passed and self._passed[-1][0]:
            self.action_step_back()
        else:
            super().action_undo()

    def action_open(self) -> None:
        """Open the source at the turn."""
        turn = self.turn
        if turn is not None:
            self.workspace.open_passage(turn.source, turn.start, turn.end)

    def action_back(self) -> None:
        """Go back to the list of what was not looked for."""
        self.workspace.action_unlooked(self.code)

    def _show(self) -> None:
        code, turn = self._codes.get(self.code), self.turn
        label = code.label if code else "a code"
        words = sum(one.words for one in self.left)
        self.show_top(
            f"{self.project.title} · looking for “{label}”",
            f"{count(len(self.left), 'turn')}, {count(words, 'word')} left",
        )
        self.query_one("#code", Static).update(explain(code, self._codes) if code else "")
        place, told = self.query_one("#place", Static), self.query_one("#words", Static)
        back = Hint.of("step.back", "the other codes")
        self.query_one("#turn").focus()
        if turn is None or self._contexts is None:
            place.update("")
            rest = f"{count(len(self.left), 'turn')} left for another time. " if self.left else ""
            all_of = "All others" if self.left else "All turns that you read"
            told.update(f"{rest}{all_of} have been looked at for “{label}”.")
            self.offer("Go through what was left" if self.left else "Back to the other codes")
            self.show_hints([Hint.of("looking.back", "one back"), Hint.of("step.undo"), back])
            self.say("All is saved.")
            return
        found = self._contexts.of(turn.source, turn.start, turn.end)
        self.ask_of(turn.turn)
        place.update(found.place)
        told.update(found.words)
        self.query_one("#turn").scroll_home(animate=False)
        is_given = self.code in turn.given
        self.offer("It keeps the code: next turn" if is_given else "Not here: next turn")
        here, away = key_of("looking.here"), key_of("step.next")
        if is_given:
            self.say(f"“{label}” is on this turn already. {here}, {away} or Enter keeps it.")
        else:
            self.say(f"Is “{label}” here? {here} or Enter codes the whole turn, {away} says no.")
        self.show_hints(
            [
                Hint.of("looking.here", "keep it" if is_given else "it is here"),
                Hint.of("step.next", "next turn" if is_given else "not here"),
                Hint.of("looking.skip", "skip"),
                Hint.of("looking.back", "one back"),
                Hint.of("looking.open", "open in the text"),
                back,
            ]
        )
