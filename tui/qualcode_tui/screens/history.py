"""The history: who did what and when, and one act of it undone or brought back."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from qualcode.model.words import close, count
from qualcode_tui.actions import bindings, key_of
from qualcode_tui.actions.action import Scope
from qualcode_tui.dialogs.confirm import Confirm
from qualcode_tui.dialogs.tell import Tell
from qualcode_tui.screens.listing import Column, Listing, Row
from qualcode_tui.text.cells import clip
from qualcode_tui.text.when import say_moment, say_when
from qualcode_tui.widgets.bars import Hint

if TYPE_CHECKING:
    from qualcode.project.history import Changed, Entry

_PAGE, _OLDER = 200, "older"
_WORDS, _TOLD = 300, 60
FIELDS = {
    "about": "about",
    "about_id": "which",
    "answered_by": "answered by",
    "case": "person",
    "cases": "person",
    "gone": "taken away",
    "into": "is part of",
    "left_out": "left out",
    "n": "column",
    "only": "looked for",
    "other_labels": "other labels",
    "ref": "short name",
    "selection": "words",
    "site_word": "word for a site",
    "strata": "shares",
    "verdict": "answer",
}
"""What fields are called that have another name in the file."""
_PATCHED = {"selection": "heard", "words": "now"}
ENTITIES = {
    "case": "person",
    "consent": "consent",
    "draw": "passage drawn",
    "export": "file",
    "part": "turn of two people",
    "patch": "correction",
    "presence": "somebody who was there",
    "project": "study",
    "reading": "stretch read",
    "request": "proposal",
    "seen": "left out at the import, and seen",
    "split": "code that was split",
    "value": "fact",
    "verdict": "suggestion",
    "voice": "speaker of a turn",
}
"""What sorts of things are called that have another name in the file."""


class History(Listing):
    """The acts of the study, newest first. Enter shows what one changed."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.STEP, Scope.LIST, Scope.HISTORY)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.HISTORY)]
    NAME = "history"
    NOUN = ("act", "acts")
    NOTHING = "Nothing has been done in this study yet."

    def __init__(self) -> None:
        super().__init__()
        self._entries: dict[str, Entry] = {}
        self._all = 0
        self._limit = _PAGE

    def columns(self) -> Sequence[Column]:
        """Return what is shown of an act."""
        return (
            Column("when", least=15, say=lambda cell: say_when(str(cell)) if cell else ""),
            Column("who", least=5, style=""),
            Column("what was done", least=30, style="bold"),
            Column("", least=6, saved="undone"),
        )

    def read_rows(self) -> Iterable[Row]:
        """Read the newest acts, and say how many older ones there are."""
        history = self.project.history
        entries = history.list(limit=self._limit)
        self._all = history.count()
        self._entries = {entry.id: entry for entry in entries}
        for entry in entries:
            done = "" if entry.live else "undone"
            yield Row(
                entry.id,
                (entry.time, entry.coder, history.say(entry), done),
                {"coder": (entry.coder,), "what": (entry.kind,)},
                muted=not entry.live or entry.undoes is not None,
            )
        older = self._all - len(entries)
        if older > 0:
            said = f"… {count(older, 'older act')}: Enter shows more of them"
            yield Row(_OLDER, ("", "", said, ""), muted=True)

    def tell_list(self) -> str:
        """Say how many acts there are."""
        return count(self._all, "act")

    def tell_row(self, row: Row) -> str:
        """Say it in full, when it was, to the minute, and what can be done."""
        entry = self._entries.get(row.id)
        if entry is None:
            return "Enter shows older acts."
        state = "" if entry.live else f" It is undone; {key_of('history.revert')} brings it back."
        said = self.project.history.say(entry)
        told = f"{entry.coder}, {say_moment(entry.time)}: {said}"
        return f"{close(told)}{state} {key_of('step.choose')} shows what it changed."

    def list_hints(self) -> Sequence[Hint]:
        """Return the keys of the list."""
        entry = self._entries.get(self.here.id) if self.here else None
        words = "bring back" if entry and not entry.live else "undo this one"
        return (
            Hint.of("step.choose", "what it changed"),
            Hint.of("history.revert", words),
            Hint.of("history.go-to", "go to the words"),
        )

    def sources_of(self, rows: Sequence[Row]) -> Iterable[str]:
        """Return the sources whose words stand in the rows."""
        history = self.project.history
        return {
            one for row in rows if row.id in self._entries for one in history.sources_of(row.id)
        }

    def open_row(self, row: Row) -> None:
        """Show what an act changed, or older acts."""
        entry = self._entries.get(row.id)
        if entry is None:
            self._limit += _PAGE
            last = self.rows[-2].id if len(self.rows) > 1 else None
            self.look()
            self.stand_on(last)
            self.query_one("#rows").action_cursor_down()  # type: ignore[attr-defined]
            return
        changes = self.project.history.changes(entry.id)
        said = [f"{entry.coder}, {say_moment(entry.time)}.", *_say_changes(changes)]
        if entry.undoes is not None:
            said.append("It changed no words of its own: it switched another act off or on.")
        self.app.push_screen(Tell(_title(self.project.history.say(entry)), said))

    def action_go_to(self) -> None:
        """Open the source at the words that the highlighted act is about."""
        entry = self._entries.get(self.here.id) if self.here else None
        if entry is None:
            return
        with self.refusals():
            place = self.project.history.place_of(entry.id)
            if place is None:
                self.say("This act is about no words of a source.", refused=True)
            else:
                self.workspace.open_passage(*place)

    def action_revert(self) -> None:
        """Undo the highlighted act alone, whoever did it; bring it back where it is undone."""
        entry = self._entries.get(self.here.id) if self.here else None
        if entry is None:
            return
        with self.refusals():
            self.project.require_coder()
            if not entry.live:
                back = self.project.history.bring_back(entry.id)
                self.done(f"{back} {key_of('history.revert')} undoes it once more.")
                return
            told = self._weigh(entry)
            if told:
                title = "Undo this one act?"
                self.app.push_screen(
                    Confirm(title, told, "undo it"), lambda yes: self._revert(entry, yes=yes)
                )
            else:
                self._revert(entry, yes=True)

    def _weigh(self, entry: "Entry") -> list[str]:
        """Return what is to be weighed before an act is undone; nothing for a small one's own."""
        told = []
        if entry.coder != self.project.coder:
            told.append(f"{entry.coder} did it, not you: {self.project.history.say(entry)}.")
        told += self.project.history.say_falling(entry.id)
        resting = self.project.history.resting(entry.id)
        if resting:
            work = ", ".join(f"{n} by {name}" for name, n in sorted(resting.items()))
            told.append(f"What people did since rests on it and goes with it: {work}.")
        if told:
            told.append("What others said of the same things since then stays.")
            told.append(f"{key_of('history.revert')} brings it back.")
        return told

    def _revert(self, entry: "Entry", *, yes: bool | None) -> None:
        if yes:
            with self.refusals():
                told = self.project.history.revert(entry.id)
                self.done(f"{told} {key_of('history.revert')} brings it back.")


def _say_changes(changes: "Sequence[Changed]") -> list[str]:
    """Return a sentence a thing that was changed, with its fields."""
    things: dict[tuple[str, str, int], list[str]] = {}
    seen: dict[tuple[str, str], set[str]] = {}
    turn: dict[tuple[str, str], int] = {}
    for one in changes:
        key = (one.entity, one.name)
        # A field that comes again is that of another thing of the same sort.
        if one.field in seen.setdefault(key, set()):
            turn[key] = turn.get(key, 0) + 1
            seen[key] = set()
        seen[key].add(one.field)
        things.setdefault((*key, turn.get(key, 0)), []).append(_say_field(one))
    said = [
        f"{ENTITIES.get(entity, entity)}{f' {name}' if name else ''}: {'; '.join(fields)}."
        for (entity, name, _), fields in things.items()
    ]
    left = len(said) - _TOLD
    return said if left <= 0 else [*said[:_TOLD], f"… and {left} more."]


def _say_field(one: "Changed") -> str:
    field = FIELDS.get(one.field, one.field.replace("_", " "))
    if one.entity == "patch" and one.field in _PATCHED and one.after:
        return f"{_PATCHED[one.field]} “{clip(one.after, _WORDS)}”"
    if one.field == "gone":
        return "taken away" if one.after == "True" else "brought back"
    after = "nothing" if one.after is None else f"“{clip(one.after, _WORDS)}”"
    was = f", before “{clip(one.before, _WORDS)}”" if one.before else ""
    return f"{field} {after}{was}"


def _title(said: str) -> str:
    return clip(said[:1].upper() + said[1:], 70)
