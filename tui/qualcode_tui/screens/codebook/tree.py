"""The tree of codes, and beside it all that is known of the highlighted one."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qualcode.model import Code, Note
from qualcode.model.words import count
from qualcode.project.codebook.touched import Resting
from qualcode_tui.actions import key_of
from qualcode_tui.colours import code_colour, mark_colour
from qualcode_tui.screens.codebook.rows import find_depths, say_all, say_code, say_heading
from qualcode_tui.screens.step import Step
from qualcode_tui.widgets.bars import Hint
from qualcode_tui.widgets.rows import Rows

if TYPE_CHECKING:
    from qualcode.project import Project

_SINCE = 2.0


class CodeTree(Step):
    """All codes, as they stood when they were last looked at. What is done to them comes below."""

    DEFAULT_CSS = """
    CodeTree {
        & #book { height: 1fr; padding-top: 1; }
        & #tree { width: 3fr; }
        & #columns { height: 1; padding: 0 1; color: $reader-muted; text-style: bold; }
        & #told {
            width: 2fr; height: 1fr; padding: 0 1 0 2; scrollbar-size-vertical: 1;
            border-left: solid $border-blurred;
        }
        & #meaning { height: auto; }
        &.-short #book { padding-top: 0; }
    }
    """
    AUTO_FOCUS = "#codes"

    def __init__(self, at: str | None = None) -> None:
        super().__init__()
        self.codes: dict[str, Code] = {}
        self.colours: dict[str, str] = {}
        self.deleted: frozenset[str] = frozenset()
        self.resting: dict[str, Resting] = {}
        self.notes: dict[str, list[Note]] = {}
        self.unsorted: dict[str, int] = {}
        self.unlooked: Counter[str] = Counter()
        self.proposals = 0
        self._at = at
        self._depths: dict[str, int] = {}
        self._version = 0
        self._after_act: str | None = None
        self._folded: set[str] = set()
        self._next: Callable[[], None] | None = None

    def compose_body(self) -> Iterable[Widget]:
        """Put the tree beside the meaning."""
        with Horizontal(id="book"):
            with Vertical(id="tree"):
                yield Static(id="columns", markup=False)
                yield Rows(id="codes")
            with VerticalScroll(id="told", can_focus=False):
                yield Static(id="meaning")

    def on_mount(self) -> None:
        """Look from time to time whether somebody else has written."""
        self.set_interval(_SINCE, self._look_for_others)

    def look(self) -> None:
        """Read the codebook, and all that rests on it."""
        project = self.project
        self._version = project.data_version()
        codes = project.codes.list()
        self.codes = {code.id: code for code in codes}
        self.colours = {code.id: code_colour(code.colour, n) for n, code in enumerate(codes)}
        self.deleted = project.codes.deleted()
        self.resting = project.codes.resting()
        self.notes = {}
        for note in project.notes.list("code"):
            self.notes.setdefault(note.about_id, []).append(note)
        sorting = project.codes.sorting
        self.unsorted = {split.code: len(sorting.left(split)) for split in sorting.splits()}
        self.proposals = len(project.requests.of())
        self._depths = find_depths(codes)
        self.lay_out()
        rows = self.query_one(Rows)
        self.show_code(self._at)
        rows.keep(self._at or rows.here)
        self._at = None
        self._show_where()
        self._say_what_is_next()
        self.show_hints(self._list_hints())
        self._tell()
        self.work(_count_unlooked, self._heard)

    def lay_out(self) -> None:
        """Fit the rows to the width."""
        rows = self.query_one(Rows)
        here, at = rows.here, rows.highlighted
        width = max(30, (rows.size.width or self.size.width * 3 // 5) - 5)
        background = self.background_colors[1].hex6
        self._folded &= self.codes.keys()
        hidden = {one for folded in self._folded for one in self._below(self.codes[folded])}
        shown = {code.id: code for code in self.codes.values() if code.id not in hidden}
        rows.set_options(
            Option(
                say_code(
                    code,
                    self._depths.get(code.id, 0),
                    self.resting.get(code.id, Resting()),
                    width,
                    mark_colour(self.colours[code.id], background),
                    is_gone=code.id in self.deleted,
                    hidden=len(self._below(code)) if code.id in self._folded else 0,
                ),
                id=code.id,
            )
            for code in shown.values()
        )
        if here in shown:
            rows.keep(here)
        elif self.codes:
            # What was highlighted is gone; what has come to its place is next.
            rows.highlighted = min(at or 0, len(shown) - 1)
        self.query_one("#columns", Static).update(f" {say_heading(width)}")

    def _below(self, code: Code) -> list[str]:
        """Return the ids of the codes under a code, at any depth, as they are listed."""
        below = {code.id}
        for one in self.codes.values():
            if one.parent in below:
                below.add(one.id)
        return [one for one in self.codes if one in below - {code.id}]

    def show_code(self, code: str | None) -> None:
        """Unfold whatever hides a code (by id), so that it can be highlighted."""
        above = self.codes.get(code or "")
        opened = set()
        while above is not None and above.parent is not None:
            opened.add(above.parent)
            above = self.codes.get(above.parent)
        if self._folded & opened:
            self._folded -= opened
            self.lay_out()

    def action_fold(self) -> None:
        """Hide the codes under the highlighted one; where there are none, go to the one above."""
        code = self.here
        if code is None:
            return
        if code.id not in self._folded and self._below(code):
            self._folded.add(code.id)
            self.lay_out()
            self._tell()
        elif code.parent is not None:
            self.query_one(Rows).keep(code.parent)

    def action_unfold(self) -> None:
        """Show the codes under the highlighted one again."""
        code = self.here
        if code is not None and code.id in self._folded:
            self._folded.discard(code.id)
            self.lay_out()
            self._tell()

    def action_turn_fold(self) -> None:
        """Hide the codes under the highlighted one, or show them again."""
        code = self.here
        if code is not None and code.id in self._folded:
            self.action_unfold()
        elif code is not None and self._below(code):
            self.action_fold()

    @property
    def here(self) -> Code | None:
        """The highlighted code."""
        return self.codes.get(self.query_one(Rows).here or "")

    def done(self, sentence: str, *, at: str | None = None) -> None:
        """Look again after an act, and say what was done until another code is highlighted."""
        self.look()
        if at is not None:
            self.show_code(at)
            self.query_one(Rows).keep(at)
        self._after_act = self.here.id if self.here else None
        self.say(sentence)

    def action_back(self) -> None:
        """Go back to the text, where one came from it, or to the steps of the study."""
        if not self.workspace.go_back(self.way_back):
            self.workspace.leave_codebook()

    def called(self) -> str:
        """Return what the screen is called where the way back to it is named."""
        return "the codebook"

    # What is said

    def _show_where(self) -> None:
        project, lead = self.project, self.project.codes.lead
        right = count(len(self.codes), "code")
        if lead is not None:
            right = f"locked: {'you decide' if project.codes.may_change() else f'{lead} decides'}"
        if self.proposals:
            right += f" · {count(self.proposals, 'proposal')}"
        self.show_top(f"{project.title} · codebook", right)

    def _say_what_is_next(self) -> None:
        waiting, workspace = sum(self.unsorted.values()), self.workspace
        if self.proposals and self.project.codes.may_change():
            self._next = workspace.open_proposals
            self.offer(f"Answer {count(self.proposals, 'proposal')}")
        elif waiting:
            split = next(code for code, left in self.unsorted.items() if left)
            self._next = partial(workspace.open_sorting, split)
            self.offer(f"Sort {count(waiting, 'passage')} of a code that was split")
        elif self.unlooked:
            self._next = workspace.action_unlooked
            self.offer(f"Look for {count(len(self.unlooked), 'code')} in what you read before")
        else:
            self._next = None
            self.offer(None)

    def action_go_on(self) -> None:
        """Do what the bar offers, as it was drawn: proposals, a split code, or a look again."""
        if self._next is not None:
            self._next()

    def _list_hints(self) -> list[Hint]:
        back = Hint.of("step.back", "back")
        if not self.codes:
            return [Hint.of("book.add", "add a code"), back]
        verb = "" if self.project.codes.may_change() else "propose: "
        has_parts = any(code.parent in self.codes for code in self.codes.values())
        return [
            Hint.of("step.choose", "passages"),
            Hint.of("book.add", f"{verb}add"),
            Hint.of("book.rename", "rename", "r"),
            Hint.of("book.redefine", "redefine"),
            Hint.of("book.move", "move"),
            Hint.of("book.join", "join"),
            Hint.of("book.split", "split"),
            Hint.of("book.delete", "delete"),
            back,
            Hint.of("step.undo", "undo"),
            Hint.of("book.recolour", "colour"),
            *([Hint.both("book.fold", "book.unfold", "fold, unfold")] if has_parts else []),
            Hint.of("book.save", "save"),
        ]

    @on(OptionList.OptionHighlighted, "#codes")
    def _tell(self) -> None:
        code = self.here
        meaning = self.query_one("#meaning", Static)
        if code is None:
            meaning.update("")
            add, home = key_of("book.add"), key_of("home")
            self.say(f"There are no codes yet. {add} makes one; {home} leads to whole lists.")
            return
        meaning.update(
            say_all(
                code,
                self.codes,
                self.resting.get(code.id, Resting()),
                self.notes.get(code.id, ()),
                self._facts(code),
                self.background_colors[1].hex6,
            )
        )
        self.query_one("#told").scroll_home(animate=False)
        if self._after_act != code.id:
            self._after_act = None
            lead = self.project.codes.lead
            sentence = "Enter lists the passages of the highlighted code."
            if below := len(self._below(code)):
                way, key = ("shows", "unfold") if code.id in self._folded else ("hides", "fold")
                told = f"{key_of(f'book.{key}')} {way} {count(below, 'code')} under it."
                sentence = f"{sentence} {told}"
            if not self.project.codes.may_change():
                sentence = f"{lead} decides on codes. The same keys propose a change to them."
            self.say(sentence)

    def _facts(self, code: Code) -> Iterator[str]:
        if code.id in self.deleted:
            back = key_of("book.delete")
            yield f"It was deleted, and is listed while it has codings. {back} brings it back."
        if left := self.unsorted.get(code.id):
            told = f"It was split: {count(left, 'passage')} to be sorted."
            yield f"{told} {key_of('book.split')} goes on."
        if turns := self.unlooked[code.id]:
            told = f"Not looked for yet in {count(turns, 'turn')} that you have read."
            yield f"{told} {key_of('looking')} lists them."

    def _heard(self, unlooked: "Counter[str]") -> None:
        self.unlooked = unlooked
        self._say_what_is_next()
        self._tell()

    def _look_for_others(self) -> None:
        if self.workspace.project is None or self.app.screen is not self:
            return
        with self.refusals():
            if self.project.data_version() != self._version:
                self.look()


def _count_unlooked(project: "Project") -> "Counter[str]":
    if project.coder is None:
        return Counter()
    turns = project.readings.unlooked(coder=project.coder)
    return Counter(code for turn in turns for code in turn.codes)
