"""Choose themes: a codebook that comes with qualcode, or a file of one's own."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from qualcode.codebooks import find_codebook, load_codebook
from qualcode.model.words import count
from qualcode.project.codes import RECOMMENDED, Codes
from qualcode_tui.actions import bindings
from qualcode_tui.actions.action import Scope
from qualcode_tui.dialogs.ask import Ask
from qualcode_tui.dialogs.confirm import Confirm
from qualcode_tui.dialogs.tell import Tell
from qualcode_tui.folders import read_paths
from qualcode_tui.screens.step import Step
from qualcode_tui.text.cells import clip
from qualcode_tui.widgets.bars import Hint
from qualcode_tui.widgets.rows import Rows

if TYPE_CHECKING:
    from qualcode.codebooks import BundledCodebook
    from qualcode.model import Codebook

_OWN = "a file of your own"
_MORE = "choose more themes"


class Books(Step):
    """The codebooks to choose from. Several may be loaded into one study."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.STEP, Scope.BOOKS)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.BOOKS)]
    HEADING = (
        "A codebook is the list of themes you read with. You can take several, and add themes of "
        "your own while you read: type one where you choose."
    )

    def __init__(self) -> None:
        super().__init__()
        self._books: dict[str, BundledCodebook] = {}
        self._held: set[str] = set()

    def compose_body(self) -> Iterable[Widget]:
        """Put the codebooks in a list."""
        yield Rows(id="books")

    def look(self) -> None:
        """List the codebooks, the one for whoever is unsure first."""
        self._books = {book.name: book for book in Codes.bundled()}
        codes = self.project.codes.list()
        self._held = set(self.project.codes.codebooks().values())
        self.show_top(f"{self.project.title} · themes", count(len(codes), "code"))
        self.lay_out()
        rows = self.query_one(Rows)
        rows.keep(rows.here or RECOMMENDED)
        rows.focus()
        self.offer("Next: go on with these themes" if codes else None)
        self.say("Enter takes the highlighted themes into the study.")
        self.show_hints(
            [
                Hint.of("step.choose", "take these themes"),
                Hint("↑↓", "choose", "down"),
                Hint.of("books.file", "a file of your own"),
                *([Hint.of("step.next", "go on")] if codes else []),
                Hint.of("step.back", "steps of the study"),
            ]
        )

    def lay_out(self) -> None:
        """Fit the rows to the width."""
        rows = self.query_one(Rows)
        here, room = rows.here, max(20, rows.size.width - 8)
        options = [
            Option(_say(book, room, held=book.label in self._held), id=book.name)
            for book in self._books.values()
        ]
        own = Content.assemble(
            ("A file of your own", "bold"), ("\n  A codebook as YAML (.yaml).", "$reader-muted")
        )
        rows.set_options([*options, Option(own, id=_OWN)])
        rows.keep(here)

    @on(OptionList.OptionSelected)
    def _take(self, event: OptionList.OptionSelected) -> None:
        if event.option_id == _OWN:
            self.action_choose_file()
        elif event.option_id is not None:
            with self.refusals():
                self._compare(load_codebook(find_codebook(event.option_id)))

    def action_choose_file(self) -> None:
        """Ask for a codebook file."""

        def check(answer: str) -> str | None:
            paths = read_paths(answer)
            if len(paths) != 1 or not paths[0].is_file():
                return f"There is no file {answer}." if answer else "Type the path of a file."
            return None

        def answered(answer: str | None) -> None:
            if answer is not None:
                with self.refusals():
                    self._compare(load_codebook(read_paths(answer)[0]))

        told = "Type or paste the path of a codebook file. It ends in .yaml."
        self.app.push_screen(Ask("A codebook of your own", told, check=check), answered)

    def action_go_on(self) -> None:
        """Begin what comes next."""
        if self.project.codes.list():
            self.workspace.action_next_step()

    def _compare(self, book: "Codebook") -> None:
        """Take a codebook; of one that is there already, show first what would change."""
        self.project.require_coder()
        difference = self.project.codes.compare(book)
        if not difference.known:
            self._load(book)
            return
        sentences = list(difference.sentences())
        if difference.is_empty:
            told = ["The study has all of it already.", *sentences]
            self.app.push_screen(Tell(book.label, told, _MORE), self._taken)
            return

        def agreed(yes: bool | None) -> None:
            if yes:
                self._load(book)

        title = f"What the file would change: {book.label}"
        self.app.push_screen(Confirm(title, sentences, "take the changes"), agreed)

    def _load(self, book: "Codebook") -> None:
        with self.refusals():
            done = self.project.codes.load(book)
            sentences = [f"“{done.label}”: {count(done.new, 'new theme')}, {done.changed} changed."]
            if done.missing:
                sentences.append(f"No longer in the file, and kept: {', '.join(done.missing)}.")
            sentences += done.difference.consequences()
            sentences.append("Next you read, and mark what people say about these themes.")
            self.look()
            self.app.push_screen(Tell("Themes taken", sentences, _MORE), self._taken)

    def _taken(self, goes_on: bool | None) -> None:
        self.query_one(Rows).focus()
        if goes_on:
            self.action_go_on()


def _say(book: "BundledCodebook", room: int, *, held: bool) -> Content:
    mark = "  take this if unsure" if book.name == RECOMMENDED and not held else ""
    about = " ".join(book.about.split()) or "A codebook that comes with qualcode."
    return Content.assemble(
        ("✓ in the study: " if held else "", "$success"),
        (book.label, "bold"),
        (f"  {count(book.codes, 'theme')}", "$reader-muted"),
        (mark, "$accent"),
        (f"\n  {clip(about, room)}", "$reader-muted"),
    )
