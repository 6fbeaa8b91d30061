"""The passages of one code across all sources."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content

from qualcode.model import CaseKind, Code, Coding
from qualcode.model.words import count
from qualcode.project.quoted.saying import Place
from qualcode_tui.actions import bindings, undoes
from qualcode_tui.actions.action import Scope
from qualcode_tui.colours import code_colour
from qualcode_tui.dialogs.choose import Choose
from qualcode_tui.dialogs.which_code import WhichCode
from qualcode_tui.screens.codebook.context import Contexts
from qualcode_tui.screens.listing import Column, Listing, Row
from qualcode_tui.widgets.bars import Hint

if TYPE_CHECKING:
    from qualcode.store.codings import CodedPassage

_STAR = "★"


class Passages(Listing):
    """A row a coding of a code and of those under it. Enter opens the source there."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.STEP, Scope.LIST, Scope.PASSAGES)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.PASSAGES)]
    NAME = "passages"
    NOUN = ("passage", "passages")
    NOTHING = "No passage has this code yet."
    BACK = "back"

    def __init__(self, code: str, *, from_text: bool = False) -> None:
        super().__init__()
        self._from_text = from_text
        self.code = code
        self.codes: dict[str, Code] = {}
        self.found: dict[str, CodedPassage] = {}
        self._persons: set[str] = set()

    def list_name(self) -> str:
        """Return the list's name with that of the code."""
        code = self.codes.get(self.code)
        return f"passages of {code.label}" if code else self.NAME

    def columns(self) -> Sequence[Column]:
        """Return what is shown of a passage."""
        has_parts = len({one.coding.code for one in self.found.values()} | {self.code}) > 1
        return (
            Column(_STAR, least=1, style="$warning", saved="starred"),
            Column("person", least=8, gives_way=1, style="bold", ends=True),
            Column("role", least=6, gives_way=4),
            Column(self.project.site_word, least=4, gives_way=3),
            Column("source", least=6, gives_way=2, ends=True),
            Column("turn", least=4, right=True, gives_way=6),
            Column("words", least=24, style=""),
            *([Column("code", least=8, gives_way=5)] if has_parts else []),
            Column("coder", least=5, gives_way=7),
        )

    def read_rows(self) -> Iterable[Row]:
        """Read the passages of the code and of the codes under it, in reading order."""
        project = self.project
        self.codes = {code.id: code for code in project.codes.list()}
        wanted = {self.code, *(one.id for one in project.codes.parts(self.code))}
        found = [one for one in project.codings.passages() if one.coding.code in wanted]
        self.found = {one.coding.id: one for one in found}
        contexts = Contexts(project)
        cases = project.people.list()
        self._persons = {case.id for case in cases if case.kind is CaseKind.PERSON}
        has_parts = len({one.coding.code for one in found} | {self.code}) > 1
        for one in found:
            coding = one.coding
            at = contexts.of(coding.source, coding.start, coding.end)
            label = self.codes[coding.code].label
            facts = {
                "source": (at.source,),
                "coder": (coding.coder,),
                "starred": ("yes" if one.starred else "no",),
            }
            if at.site:
                facts[project.site_word] = (at.site,)
            if at.role:
                facts["role"] = (at.role,)
            if has_parts:
                facts["code"] = (label,)
            cells = (
                _STAR if one.starred else "",
                at.person,
                at.role,
                at.site,
                at.source,
                at.turn,
                " ".join(at.words.split()),
                *((label,) if has_parts else ()),
                coding.coder,
            )
            yield Row(coding.id, cells, facts)

    def tell_row(self, row: Row) -> str:
        """Say the words of the passage, as far as there is room."""
        one = self.found[row.id]
        words = " ".join(one.text.split())
        return f"“{words}” ({one.coding.coder})"

    def list_hints(self) -> Sequence[Hint]:
        """Return the keys of the list."""
        return (
            Hint.of("step.choose", "open in the text"),
            Hint.of("passages.recode", "another code"),
            Hint.of("passages.star", "star"),
            Hint.of("passages.remove", "remove"),
            Hint.of("step.undo", "undo"),
        )

    def sources_of(self, rows: Sequence[Row]) -> Iterable[str]:
        """Return the sources whose words stand in the rows."""
        return {self.found[row.id].coding.source for row in rows}

    def copied(self, row: Row) -> str:
        """Return the passage with its attribution."""
        coding = self.found[row.id].coding
        return self.project.quoting.say(Place(coding.source, coding.start, coding.end))

    def open_row(self, row: Row) -> None:
        """Open the source at the passage."""
        coding = self.found[row.id].coding
        self.workspace.open_passage(coding.source, coding.start, coding.end)

    def leave_upwards(self) -> None:
        """Go back to the text, or to the codebook, at the code."""
        if self._from_text:
            self.workspace.action_read()
        else:
            self.workspace.open_code(self.code)

    @property
    def coding(self) -> Coding | None:
        """The highlighted coding."""
        return self.found[self.here.id].coding if self.here else None

    def action_recode(self) -> None:
        """Give the passage another code in the place of this one."""
        coding = self.coding
        if coding is None:
            return
        deleted = self.project.codes.deleted()
        others = [
            one for one in self.codes.values() if one.id != coding.code and one.id not in deleted
        ]
        colours = {one.id: code_colour(one.colour, n) for n, one in enumerate(self.codes.values())}

        def recode(code: str | None) -> None:
            if code:
                with self.refusals():
                    self.project.codings.recode(coding.id, code, seen=coding)
                    label = self.codes[code].label
                    self.done(f"It is “{label}” now. {undoes()}")

        def ask() -> None:
            question = "Which code is it instead?"
            self.app.push_screen(WhichCode(question, others, colours, named=self.codes), recode)

        self._ask_first(coding, "Give it another code", ask)

    def action_star(self) -> None:
        """Star the passage, or take one's own star off."""
        coding = self.coding
        if coding is None:
            return
        with self.refusals():
            coder = self.project.require_coder()
            stars = self.project.stars
            held = [
                one
                for one in stars.of(coding.source, coder)
                if (one.start, one.end) == (coding.start, coding.end)
            ]
            for one in held:
                stars.remove(one.id)
            if not held:
                stars.add(coding.source, coding.start, coding.end)
            said = "Your star is off." if held else "Starred: worth quoting."
            self.done(f"{said} {undoes()}")

    def action_remove(self) -> None:
        """Take the code off the passage."""
        coding = self.coding
        if coding is None:
            return

        def remove() -> None:
            with self.refusals():
                self.project.codings.remove(coding.id, seen=coding)
                label = self.codes[coding.code].label
                self.done(f"Took “{label}” off. {undoes()}")

        self._ask_first(coding, "Remove it", remove)

    def _ask_first(self, coding: Coding, verb: str, then: Callable[[], None]) -> None:
        """Go on with one's own coding; with another coder's only when asked once more."""
        with self.refusals():
            if coding.coder == self.project.require_coder():
                then()
                return

            def chosen(i: int | None) -> None:
                if i == 1:
                    then()

            answers = [Content("No, leave it"), Content(f"Yes: {verb.lower()}")]
            question = f"This is {coding.coder}'s coding. {verb} all the same?"
            self.app.push_screen(Choose(question, answers), chosen)

    def tell_list(self) -> str:
        """Say how many passages there are, and of how many people."""
        heard = {case for one in self.found.values() for case in one.cases}
        people = heard & self._persons
        told = count(len(people), "person", "people")
        return f"{super().tell_list()}, {told}"
