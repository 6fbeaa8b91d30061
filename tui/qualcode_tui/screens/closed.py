"""The answers to a closed question of a survey, counted, by what is known of the respondents."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from qualcode.model import ColumnKind, Question
from qualcode_tui.actions import bindings
from qualcode_tui.actions.action import Scope
from qualcode_tui.dialogs.choose import Choose
from qualcode_tui.screens.listing import Column, Listing, Row
from qualcode_tui.screens.step import Step
from qualcode_tui.widgets.bars import Hint

_ANSWERED, _BLANK = "base: answered", "blank"


class Closed(Listing):
    """A row an answer, a column a group: how many gave it, and their share of who answered."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.STEP, Scope.LIST, Scope.CLOSED)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.CLOSED)]
    NAME = "answers"
    NOUN = ("row", "rows")
    NOTHING = "Nobody answered this question."
    BACK = "counts"

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.question = question
        self.by: str | None = None
        self._groups: list[str] = []

    def columns(self) -> Sequence[Column]:
        """Return a column for the answers, and two for each group."""
        found = [Column("answer", least=14, style="bold")]
        for n, group in enumerate(self._groups, 1):
            found.append(Column(group, least=6, right=True, style=""))
            share = f"{group}, % of base"
            found.append(Column("%", least=5, right=True, gives_way=n, saved=share))
        return found

    def read_rows(self) -> Iterable[Row]:
        """Count the answers."""
        table = self.project.surveys.table(self.question, self.by)
        self._groups = [group.name for group in table.groups]
        for option in table.options:
            cells: list[str | int | float | None] = [option]
            for group in table.groups:
                found = table.count(option, group.name)
                cells += [found.n, None if found.share is None else round(100 * found.share, 1)]
            yield Row(f"option:{option}", tuple(cells))
        for name in (_ANSWERED, _BLANK):
            counts = [group.base if name == _ANSWERED else group.blank for group in table.groups]
            cells = [name, *(cell for n in counts for cell in (n, None))]
            yield Row(name, tuple(cells), muted=True)

    def tell_list(self) -> str:
        """Say by what it is counted."""
        word = self.project.site_word if self.by == "site" else self.by
        return f"by {word}" if word else "all together"

    def tell_row(self, row: Row) -> str:  # noqa: ARG002
        """Say the question, and how a share is to be read."""
        return (
            f"{self.question.text} · % are of those who answered. Who answers a survey is seldom a "
            "random sample, so no interval is given."
        )

    def list_hints(self) -> Sequence[Hint]:
        """Return the keys of the table."""
        return (Hint.of("closed.by", "by role, site …"),)

    def saved_title(self) -> str:
        """Return the question."""
        return self.question.text

    def leave(self) -> None:
        """Go back to the counts."""
        self.workspace.action_counts()

    def action_by(self) -> None:
        """Choose what the answers are counted by."""
        people = self.project.surveys.respondents(self.question.source)
        names = sorted({name for case in people for name in case.variables} | {"site"})
        names = [name for name in names if name.casefold() != self.question.text.casefold()]

        def chosen(i: int | None) -> None:
            if i is None:
                return
            wanted = None if i == 0 else names[i - 1]
            with self.refusals():
                # What cannot be counted by is refused before anything changes.
                self.project.surveys.table(self.question, wanted)
                self.by = wanted
                self.look()

        answers = [Content("all together"), *map(Content, names)]
        now = names.index(self.by) + 1 if self.by in names else 0
        self.app.push_screen(Choose("Count the answers by", answers, now), chosen)


def ask_question(screen: Step) -> None:
    """Ask which closed question is to be shown, and show its answers."""
    with screen.refusals():
        asked = [one for one in screen.project.surveys.questions() if one.kind != ColumnKind.OPEN]
        if not asked:
            screen.say("No survey with closed questions is in the study.", refused=True)
            return
        refs = {source.id: source.ref for source in screen.project.sources.list()}

        def chosen(i: int | None) -> None:
            if i is not None:
                screen.workspace.go(lambda: Closed(asked[i]))

        answers = [
            Content.assemble((f"{refs[one.source]}  ", "$reader-muted"), one.text) for one in asked
        ]
        screen.app.push_screen(Choose("The answers to which question?", answers), chosen)
