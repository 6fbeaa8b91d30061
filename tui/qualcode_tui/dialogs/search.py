"""Search the words of all sources, and choose what was found."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from qualcode.model import Hit, QualcodeError
from qualcode.model.source import name_turn
from qualcode_tui.dialogs.dialog import Dialog
from qualcode_tui.text.cells import width_of
from qualcode_tui.text.matching import clip_around
from qualcode_tui.widgets.bars import Hint, Hints, StatusBar
from qualcode_tui.widgets.pointed import PointedList

if TYPE_CHECKING:
    from qualcode.project import Project

_PAUSE_BEFORE_SEARCH = 0.15
_MOST_SHOWN = 200


class Search(Dialog[Hit | str | None]):
    """The search window. It gives back the turn to go to, or None.

    It opens with a `query`, if one is given, and on the hit `at`. Where all that is found may be
    coded, it can give back the words searched for instead: that is what Enter does with `to_code`,
    and Ctrl+O with `may_code`.
    """

    BINDINGS = [
        Binding("escape", "dismiss(None)", "Cancel", show=False),
        Binding("tab", "app.focus_next", show=False),
        Binding("ctrl+o", "code_all", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    Search {
        align: center middle;
        & > #search {
            width: 100%; max-width: 104; height: 100%; max-height: 34; margin: 1 2;
            background: $surface; border: round $border; padding: 0 1;
        }
        & #query { border: none; height: 1; margin: 1 0; padding: 0 1; background: $panel; }
        & #hits {
            height: 1fr; border: none; padding: 0; background: $surface;
            scrollbar-size-vertical: 1;
        }
        & StatusBar, & Hints { background: $surface; }
    }
    """

    def __init__(
        self,
        project: "Project",
        refs: Mapping[str, str],
        query: str = "",
        *,
        at: Hit | None = None,
        may_code: bool = False,
        to_code: bool = False,
    ) -> None:
        super().__init__()
        self._at = at
        self._may_code, self._to_code = may_code or to_code, to_code
        self._project, self._refs, self._query = project, refs, query
        self._hits: list[Hit] = []
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Put what was found under the question."""
        with Vertical(id="search", classes="box") as box:
            coding = "Code all that a search finds"
            box.border_title = coding if self._to_code else "Search all sources"
            yield Input(self._query, placeholder="Type words that were said", id="query")
            yield PointedList(id="hits")
            yield StatusBar()
            yield Hints()

    def on_mount(self) -> None:
        """Say what to do."""
        self.query_one(Hints).set_hints(
            (
                *self._offers(),
                Hint("↑↓", "choose", "down"),
                Hint("Esc", "close", "escape"),
            )
        )
        self.query_one(StatusBar).say("Words in “double quotes” must follow each other.")

    def _offers(self) -> list[Hint]:
        if self._to_code:
            return [Hint("Enter", "look at all of them", "enter")]
        code_all = [Hint("Ctrl+O", "code all of them", "ctrl+o")] if self._may_code else []
        return [Hint("Enter", "go to the turn", "enter"), *code_all]

    @property
    def hits(self) -> tuple[Hit, ...]:
        """What was found last."""
        return tuple(self._hits)

    @property
    def sought(self) -> str:
        """The words that were searched for last."""
        return self._query

    def action_code_all(self) -> None:
        """Give back the words searched for: all that has them is to be coded."""
        if not self._may_code:
            return
        if self._timer is not None:
            self.find()
        query = self.query_one("#query", Input).value.strip()
        if self._hits:
            self.dismiss(query)
        elif not query:
            self.query_one(StatusBar).say("Type the words first that are to be found.")

    def on_key(self, event: events.Key) -> None:
        """Let the arrows move through what was found while the words are being typed."""
        hits = self.query_one("#hits", OptionList)
        if event.key in {"up", "down", "pageup", "pagedown"} and not hits.has_focus:
            event.stop()
            moves = {"up": hits.action_cursor_up, "down": hits.action_cursor_down}
            moves |= {"pageup": hits.action_page_up, "pagedown": hits.action_page_down}
            moves[event.key]()

    @on(Input.Changed)
    def _wait(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_PAUSE_BEFORE_SEARCH, self.find)

    @on(Input.Submitted)
    def _go(self) -> None:
        if self._to_code:
            self.action_code_all()
            return
        if self._timer is not None:
            self.find()
        hits = self.query_one("#hits", OptionList)
        if hits.highlighted is not None:
            self.dismiss(self._hits[hits.highlighted])

    @on(OptionList.OptionSelected)
    def _go_clicked(self, event: OptionList.OptionSelected) -> None:
        if self._to_code:
            self.action_code_all()
            return
        self.dismiss(self._hits[event.option_index])

    def find(self) -> None:
        """Look for what has been typed and list the turns that have it."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        query = self._query = self.query_one("#query", Input).value.strip()
        status = self.query_one(StatusBar)
        try:
            self._hits = list(self._project.search.turns(query)) if query else []
        except QualcodeError as refusal:
            self._hits = []
            status.say(str(refusal), refused=True)
        else:
            status.say(self._count(query))
        hits = self.query_one("#hits", OptionList)
        hits.set_options(Option(self._row(hit)) for hit in self._hits)
        if self._at in self._hits:
            hits.highlighted = self._hits.index(self._at)
        else:
            hits.highlighted = 0 if self._hits else None

    def _count(self, query: str) -> str:
        if not query:
            return "Words in “double quotes” must follow each other."
        found = len(self._hits)
        if found >= _MOST_SHOWN:
            return f"The first {found} turns. Another word would narrow it down."
        return f"{found} {'turn' if found == 1 else 'turns'} found."

    def _row(self, hit: Hit) -> Content:
        where = f"{self._refs.get(hit.source, '')} · {name_turn(hit.n, hit.part)}  "
        room = self.query_one("#hits").size.width - width_of(where) - 4
        return Content.assemble((where, "$primary"), clip_around(hit.snippet, self._query, room))
