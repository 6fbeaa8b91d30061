"""Choose themes: a codebook that comes with qualcode, or a file of one's own."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
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
        self._read: dict[str, Codebook] = {}

    DEFAULT_CSS = """
    Books {
        & #shelf { height: 1fr; }
        & #books { width: 1fr; }
        & #told {
            width: 2fr; height: 1fr; padding: 0 1 0 2; scrollbar-size-vertical: 1;
            border-left: solid $border-blurred;
        }
        & #themes { height: auto; }
        &.-short > .heading { padding: 0 2; }
        &.-narrow #books { width: 1fr; }
        &.-narrow #told { width: 1fr; }
    }
    """

    def compose_body(self) -> Iterable[Widget]:
        """Put the codebooks in a list, beside the themes of the highlighted one."""
        with Horizontal(id="shelf"):
            yield Rows(id="books")
            with VerticalScroll(id="told", can_focus=False):
                yield Static(id="themes", markup=False)

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
                Hint.both("books.themes-back", "books.themes-on", "all its themes"),
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

    @on(OptionList.OptionHighlighted)
    def _show_themes(self) -> None:
        """Show which themes the highlighted codebook has, before it is taken."""
        name = self.query_one(Rows).here
        told = self.query_one("#themes", Static)
        self.query_one("#told").scroll_home(animate=False)
        if name not in self._books:
            told.update("Its themes are shown once its file is chosen, before anything is changed.")
            return
        with self.refusals():
            if name not in self._read:
                self._read[name] = load_codebook(find_codebook(name))
            about = " ".join(self._books[name].about.split())
            is_short = self.has_class("-short")
            told.update(_say_themes(self._read[name], about, in_lines=not is_short))

    def action_scroll_themes(self, by: int) -> None:
        """Show more of the themes of the highlighted codebook, or what came before."""
        panel = self.query_one("#told")
        panel.scroll_relative(y=by * max(1, panel.size.height - 2), animate=False)

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


def _say_themes(book: "Codebook", about: str, *, in_lines: bool) -> Content:
    """Return the labels of a codebook, those under another after it, and what it is about."""
    title = f"{book.label}: {count(len(book), 'theme')}"
    parts: list[Content | str | tuple[str, str]] = [(title, "bold"), "\n"]
    for n, code in enumerate(book):
        is_part = code.parent is not None
        parts.append("\n" if in_lines and n and not is_part else " · " if n else "")
        parts.append((code.label, "$reader-muted" if is_part else ""))
    return Content.assemble(*parts, (f"\n\n{about}" if about else "", "$reader-muted"))


def _say(book: "BundledCodebook", room: int, *, held: bool) -> Content:
    mark = "  take this if unsure" if book.name == RECOMMENDED and not held else ""
    return Content.assemble(
        (clip(book.label, room), "bold"),
        (f"\n  {count(book.codes, 'theme')}", "$reader-muted"),
        ("  ✓ in the study" if held else "", "$success"),
        (mark, "$accent"),
    )
