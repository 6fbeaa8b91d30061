"""What became of each file that was brought in."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget
from textual.widgets.option_list import Option

from qualcode.model import SourceKind
from qualcode.model.words import count
from qualcode_tui.actions import key_of
from qualcode_tui.advice import say_here
from qualcode_tui.screens.step import Step
from qualcode_tui.steps import Facts, list_steps, next_step
from qualcode_tui.text.cells import clip
from qualcode_tui.widgets.bars import Hint
from qualcode_tui.widgets.rows import Rows

if TYPE_CHECKING:
    from qualcode.project.intake.imported import ImportedFile


class BroughtIn(Step):
    """A row a file: in, known already, or refused with the reason."""

    def __init__(self, results: "Sequence[ImportedFile]") -> None:
        super().__init__()
        self.results = list(results)

    def compose_body(self) -> Iterable[Widget]:
        """Put the files in a list."""
        yield Rows(id="results")

    def look(self) -> None:
        """Say how many came in, and offer the next step."""
        facts = Facts.of(self.project)
        coming = next(row for row in list_steps(facts) if row.name is next_step(facts))
        refused = sum(one.refused is not None for one in self.results)
        came = sum(one.refused is None and not one.known for one in self.results)
        self.show_top(f"{self.project.title} · brought in", count(facts.sources, "source"))
        self.lay_out()
        self.query_one(Rows).focus()
        self.offer(f"Next: {coming.label}")
        told = f"{count(came, 'file')} came in" + (f", {refused} did not." if refused else ".")
        self.say(f"{told} {key_of('step.next')} or Enter goes on.")
        self.show_hints(
            [
                Hint.of("step.next", "go on"),
                Hint("↑↓", "read on", "down"),
                Hint.of("step.back", "steps of the study"),
            ]
        )

    def lay_out(self) -> None:
        """Fit the rows to the width."""
        rows = self.query_one(Rows)
        room = max(20, rows.size.width - 8)
        sources = self.project.sources.list()
        surveys = {one.id for one in sources if one.kind is SourceKind.SURVEY}
        rows.set_options(
            Option(_say(one, room, "answer" if one.source in surveys else "turn"))
            for one in self.results
        )
        rows.highlighted = 0 if self.results else None

    def action_choose(self) -> None:
        """Go on."""
        self.action_go_on()

    def on_option_list_option_selected(self) -> None:
        """Go on."""
        self.action_go_on()

    def action_go_on(self) -> None:
        """Begin what comes next, by way of the steps."""
        self.workspace.action_next_step()


def _say(one: "ImportedFile", room: int, turn: str) -> Content:
    """Return what became of a file; a `turn` is called so in it."""
    name = one.path.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    if one.refused is not None:
        return Content.assemble(
            ("✗ ", "$error"),
            (clip(name, room), "bold"),
            (f"\n  {say_here(one.refused)}", "$reader-muted"),
        )
    if one.known:
        told = f"was in the project already, as {one.ref}"
        if one.updated:
            told += "; what is said of it was taken over"
    else:
        told = (
            f"is {one.ref}: {count(one.turns, turn)}, {count(one.words, 'word')}, "
            f"{count(one.people, 'person', 'people')}"
        )
    parts: list[tuple[str, str]] = [
        ("✓ ", "$success"),
        (clip(name, room // 2), "bold"),
        (f"  {told}", ""),
    ]
    if one.comments:
        parts.append((f", {count(one.comments, 'remark')} as notes", ""))
    parts += [(f"\n  ? {say_here(sentence)}", "$warning") for sentence in one.unsure]
    parts += [(f"\n  – {say_here(sentence)}", "$reader-muted") for sentence in one.left_out]
    return Content.assemble(*parts)
