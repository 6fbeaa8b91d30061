"""Look at all that would be coded at once, before it is."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from qualcode.model.words import count
from qualcode_tui.bench.sweep import Stretch, Sweep
from qualcode_tui.dialogs.dialog import Dialog
from qualcode_tui.text.cells import clip, width_of
from qualcode_tui.widgets.bars import Hint, Hints, StatusBar
from qualcode_tui.widgets.rows import Rows


class CodeAll(Dialog[Sequence[Stretch] | None]):
    """The stretches that were found, to be ticked. It gives back those that are."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", "Cancel", show=False),
        Binding("enter", "go_on", show=False, priority=True),
        Binding("space", "tick", show=False),
        Binding("a", "all", show=False),
        Binding("w", "switch", show=False),
    ]
    DEFAULT_CSS = """
    CodeAll {
        align: center middle;
        & > #all {
            width: 100%; max-width: 110; height: 100%; max-height: 36; margin: 1 2;
            background: $surface; border: round $border; padding: 0 1;
        }
        & Rows { background: $surface; margin-top: 1; }
        & StatusBar, & Hints { background: $surface; }
    }
    """

    def __init__(self, sweep: Sweep) -> None:
        super().__init__()
        self._sweep = sweep
        self.whole_turns = not sweep.sentences
        self._left_out = {
            whole: {n for n, one in enumerate(stretches) if one.left_out}
            for whole, stretches in ((False, sweep.sentences), (True, sweep.turns))
        }

    def compose(self) -> ComposeResult:
        """Put what was found in a list."""
        with Vertical(id="all", classes="box") as box:
            box.border_title = self._sweep.title
            yield Rows()
            yield StatusBar()
            yield Hints()

    def on_mount(self) -> None:
        """Go to the list."""
        self.query_one(Rows).focus()
        self.call_after_refresh(self._fill)

    def on_resize(self) -> None:
        """Fit the rows to the width, once the list has taken its own."""
        self.call_after_refresh(self._fill)

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """What is listed: sentences, or whole turns."""
        return self._sweep.turns if self.whole_turns else self._sweep.sentences

    @property
    def ticked(self) -> list[Stretch]:
        """What stays ticked."""
        left_out = self._left_out[self.whole_turns]
        return [one for n, one in enumerate(self.stretches) if n not in left_out]

    def action_tick(self) -> None:
        """Leave the highlighted stretch out, or take it in again."""
        rows = self.query_one(Rows)
        if rows.highlighted is not None:
            at = rows.highlighted
            self._left_out[self.whole_turns] ^= {at}
            rows.replace_option_prompt_at_index(at, self._row(at, self.stretches[at]))
            self._say()

    def action_all(self) -> None:
        """Leave all out, or take all in."""
        all_of_them = set(range(len(self.stretches)))
        self._left_out[self.whole_turns] = all_of_them if self.ticked else set()
        self._fill()

    def action_switch(self) -> None:
        """List whole turns instead of sentences, and back."""
        if self._sweep.sentences:
            self.whole_turns = not self.whole_turns
            self._fill()

    def action_go_on(self) -> None:
        """Give back what is ticked."""
        if self.ticked:
            self.dismiss(self.ticked)
        else:
            self.query_one(StatusBar).say("Nothing is ticked. Space ticks one.", refused=True)

    def _fill(self) -> None:
        rows = self.query_one(Rows)
        here = rows.highlighted or 0
        rows.set_options(Option(self._row(n, one)) for n, one in enumerate(self.stretches))
        rows.highlighted = min(here, len(self.stretches) - 1) if self.stretches else None
        self._say()

    def _say(self) -> None:
        other = "only the sentences" if self.whole_turns else "whole turns"
        switch = [Hint("w", other, "w")] if self._sweep.sentences else []
        self.query_one(Hints).set_hints(
            (
                Hint("Enter", "choose the theme", "enter"),
                Hint("Space", "tick", "space"),
                *switch,
                Hint("a", "all or none", "a"),
                Hint("↑↓", "move", "down"),
                Hint("Esc", "code nothing", "escape"),
            )
        )
        unit = "whole turn" if self.whole_turns else "sentence"
        if not self._sweep.sentences:
            unit = "answer"
        chosen = f"{len(self.ticked)} of {count(len(self.stretches), unit)} ticked"
        self.query_one(StatusBar).say(f"{chosen}. One step codes them all; one undo takes it back.")

    def _row(self, n: int, one: Stretch) -> Content:
        tick = "☐ " if n in self._left_out[self.whole_turns] else "☑ "
        room = max(8, self.query_one(OptionList).size.width - width_of(tick + one.place) - 6)
        return Content.assemble(
            (tick, "$accent"),
            (f"{one.place}  ", "$primary"),
            clip(" ".join(one.words.split()), room),
        )
