"""Loose ends in one list, each with the way to where it is mended."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from qualcode.model.words import count
from qualcode_tui.actions import bindings, key_of, name_keys, undoes
from qualcode_tui.actions.action import Scope
from qualcode_tui.screens.listing import Column, Listing, Row
from qualcode_tui.widgets.bars import Hint

if TYPE_CHECKING:
    from qualcode.project.tidying import LooseEnd


class Tidy(Listing):
    """What may be worth mending. Enter goes there."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.STEP, Scope.LIST, Scope.TIDY)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.TIDY)]
    NAME = "loose ends"
    NOUN = ("loose end", "loose ends")
    NOTHING = "Nothing is loose: codes have definitions, people are known, all is read."

    def __init__(self) -> None:
        super().__init__()
        self._ends: dict[str, LooseEnd] = {}

    def columns(self) -> Sequence[Column]:
        """Return what is shown of a loose end."""
        return (
            Column("what", least=14, style="$accent"),
            Column("where", least=10, style="bold", ends=True),
            Column("more", least=20, style=""),
        )

    def read_rows(self) -> Iterable[Row]:
        """Look for loose ends."""
        self._ends = {}
        for end in self.project.tidying.list():
            row_id = f"{end.loose}:{end.about}:{end.id}:{end.start}:{end.end}:{end.told}"
            if row_id not in self._ends:
                self._ends[row_id] = end
                yield Row(row_id, (end.loose, end.name, end.told), {"what": (end.loose,)})

    def tell_list(self) -> str:
        """Say how many loose ends there are, of how many sorts."""
        sorts = Counter(end.loose for end in self._ends.values())
        return f"{count(len(self._ends), *self.NOUN)} of {count(len(sorts), 'sort')}"

    def tell_row(self, row: Row) -> str:
        """Say in full what is the matter, and where Enter leads."""
        end = self._ends[row.id]
        told = end.told[:1].upper() + end.told[1:]
        leads = _SEEN if end.is_only_told else _LEADS[end.about]
        return f"{told}{'' if told.endswith('.') else '.'} {name_keys(leads)}"

    def list_hints(self) -> Sequence[Hint]:
        """Return the keys of the list."""
        end = self._ends.get(self.here.id) if self.here else None
        if end is not None and end.is_only_told:
            return (Hint.of("tidy.seen", "seen: take it off"), Hint.of("step.choose", "the source"))
        return (Hint.of("step.choose", "go and mend it"),)

    def sources_of(self, rows: Sequence[Row]) -> Iterable[str]:
        """Return the sources whose words stand in the rows."""
        ends = (self._ends[row.id] for row in rows)
        return {end.id for end in ends if end.about == "selection" and "“" in end.told}

    def open_row(self, row: Row) -> None:
        """Go to where a loose end is mended."""
        end = self._ends[row.id]
        match end.about:
            case "selection":
                self.workspace.open_passage(end.id, end.start, end.end)
            case "case":
                self.workspace.open_person(end.id)
            case "code":
                self.workspace.visit_code(end.id)
            case _:
                self.workspace.open_source_row(end.id)

    def action_see(self) -> None:
        """Take what an import left out off the list: somebody has seen it."""
        end = self._ends.get(self.here.id) if self.here else None
        if end is None:
            return
        if not end.is_only_told:
            told = f"This can be mended: {key_of('step.choose')} goes there."
            self.say(f"{told} It leaves the list when it is.", refused=True)
            return
        with self.refusals():
            self.project.tidying.see(end)
            self.done(f"Seen, and off the list for everybody. {undoes()}")


_SEEN = "{tidy.seen} says “seen” and takes it off the list; Enter goes to the source."
_LEADS = {
    "selection": "Enter opens the words in the text.",
    "case": "Enter opens the person's page, where Enter changes what is known.",
    "code": "Enter opens the codebook.",
    "source": "Enter goes to the source in the list; {sources.edit} changes what is known of it.",
}
