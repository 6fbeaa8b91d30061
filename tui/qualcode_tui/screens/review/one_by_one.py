"""Passages gone through one by one: shown in their context, each answer saved at once."""

from collections.abc import Collection, Iterable
from enum import Enum, auto
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from qualcode.model import Span
from qualcode_tui.actions import key_of
from qualcode_tui.bench.acts import Acts
from qualcode_tui.bench.work import Outcome
from qualcode_tui.bench.workbench import Workbench
from qualcode_tui.screens.codebook.context import Contexts
from qualcode_tui.screens.review.around import show_passage
from qualcode_tui.screens.step import Step

if TYPE_CHECKING:
    from qualcode.model import Proposal
    from qualcode.project.samples import Queued

_TALL, _AROUND, _AROUND_TALL = 34, 150, 600


class Passed(Enum):
    """What was done with a step: something was written, or it was left for another time."""

    WROTE = auto()
    SKIPPED = auto()


class OneByOne(Step):
    """A passage after the other. Whoever makes one says what waits, and what is shown of it.

    The workbench holds the source of the passage, so that codes are given here as they are
    while reading.
    """

    DEFAULT_CSS = """
    OneByOne {
        & #place { height: auto; padding: 1 2 0 2; color: $reader-muted; }
        & #passage { height: 1fr; margin: 1 2; scrollbar-size-vertical: 1; }
        & #words { height: auto; }
        &.-short #passage { margin: 0 2; }
        &.-short #place { padding: 0 2; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._bench: Workbench | None = None
        self._contexts: Contexts | None = None
        self._passed: list[Passed] = []
        self._undone: list[Passed] = []

    def compose_passage(self) -> Iterable[Widget]:
        """Yield where the passage stands, and its words."""
        yield Static(id="place", markup=False)
        with VerticalScroll(id="passage", can_focus=False):
            yield Static(id="words", markup=False)

    # What whoever makes one gives

    @property
    def passage(self) -> "Proposal | Queued | None":
        """The passage that is looked at now."""
        return None

    def read(self) -> None:
        """Read what waits."""

    def show(self) -> None:
        """Show what is looked at now."""

    def greet(self) -> None:
        """Say what can be done with what is shown."""

    def waits(self) -> Collection[object]:
        """Return what waits, each as something that two looks can be compared by."""
        return ()

    def stand_on(self, item: object) -> None:
        """Look at something that waits again."""

    def leave_for_later(self) -> bool:
        """Leave the passage for another time, and say whether there was one."""
        return False

    def take_up_again(self) -> None:
        """Go back to what was left for another time last."""

    # What is shared

    @property
    def bench(self) -> Workbench:
        """The workbench with the source of the passage on it."""
        if self._bench is None:
            self._bench = Workbench(self.project)
        here = self.passage
        held = self._bench.document
        if here is not None and (held is None or held.source.id != here.source):
            self._bench.open(here.source)
        return self._bench

    @property
    def acts(self) -> Acts:
        """What can be done with the passage."""
        return Acts(self.bench)

    @property
    def span(self) -> Span:
        """The words of the passage."""
        here = self.passage
        return Span(here.start, here.end) if here else Span(0, 0)

    def look(self) -> None:
        """Read everything again, and show it."""
        self._contexts = Contexts(self.project)
        if self._bench is not None:
            self._bench.look_at_all()
        self.read()
        self.show()
        self.greet()

    def lay_out(self) -> None:
        """Show the passage at the size there is."""
        if self._contexts is not None:
            self.show()

    def show_passage(self, marked: Collection[str] = (), remark: str = "") -> str:
        """Show the passage in its context, and return where it stands, in words.

        `marked` words stand out; a `remark` on its source stands under the place.
        """
        here = self.passage
        if here is None or self._contexts is None:
            return ""
        place = (here.source, here.start, here.end)
        self.ask_of(place)
        found = self._contexts.of(*place)
        room = _AROUND_TALL if self.app.size.height >= _TALL else _AROUND
        words = show_passage(found, self._contexts.beside(*place), room, marked)
        self.query_one("#place", Static).update("\n".join(filter(None, (found.place, remark))))
        self.query_one("#words", Static).update(words)
        return f"{found.source}, turn {found.turn}"

    def show_words(self, sentences: str) -> None:
        """Show sentences in the place of a passage."""
        self.query_one("#place", Static).update("")
        self.query_one("#words", Static).update(sentences)

    def wrote(self, outcome: Outcome) -> None:
        """Go on after an act, or say why it was refused."""
        if outcome.done:
            self._passed.append(Passed.WROTE)
            self._undone.clear()
            self.query_one("#passage").scroll_home(animate=False)
        else:
            # Somebody else may have done it meanwhile, so that nothing waits here any more.
            self.read()
        self.show()
        self.say(outcome.sentence, refused=not outcome.done)

    def action_open(self) -> None:
        """Open the source at the passage."""
        here = self.passage
        if here is not None:
            self.workspace.open_passage(here.source, here.start, here.end)

    def action_skip(self) -> None:
        """Leave the passage for another time."""
        if self.leave_for_later():
            self._passed.append(Passed.SKIPPED)
            self.query_one("#passage").scroll_home(animate=False)
            self.show()
            self.say("Left for another time.")

    def action_step_back(self) -> None:
        """Go back one step, and take back what was said there."""
        if not self._passed:
            self.say("This is where you began.", refused=True)
        elif self._passed[-1] is Passed.SKIPPED:
            self._passed.pop()
            self.take_up_again()
            self.show()
            self.say("Back at what was left for another time.")
        else:
            self.action_undo()

    def _turn_back(self, *, redo: bool) -> None:
        """Undo or redo, and look at what that brought back."""
        with self.refusals():
            before = set(self.waits())
            history = self.project.history
            said = history.redo() if redo else history.undo()
            taken, given = (self._undone, self._passed) if redo else (self._passed, self._undone)
            if Passed.WROTE in taken:
                last = len(taken) - 1 - taken[::-1].index(Passed.WROTE)
                given.append(taken.pop(last))
            self.look()
            back = next((one for one in self.waits() if one not in before), None)
            if back is not None:
                self.stand_on(back)
                self.show()
            self.say(said if redo else f"{said} {key_of('step.redo')} does it again.")

    def action_back(self) -> None:
        """Go back to the text where one came from it, else to the steps of the study."""
        self.workspace.leave_review()
