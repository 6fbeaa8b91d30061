"""Why a code is suggested: how surely, the words that speak for it, and passages like this one."""

from typing import TYPE_CHECKING, ClassVar

import regex
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from qualcode.model import Proposal, Span
from qualcode_tui.actions import find_action
from qualcode_tui.bench.workbench import Workbench
from qualcode_tui.dialogs.dialog import Dialog
from qualcode_tui.text.cells import clip
from qualcode_tui.widgets.bars import Hint, Hints
from qualcode_tui.widgets.codebook import explain
from qualcode_tui.working import work_beside

if TYPE_CHECKING:
    from qualcode.project.suggesting.explaining import Explanation

_MODEL_SHOWN = 12
_PASSAGE_SHOWN, _ALIKE_SHOWN = 400, 160
_JUDGING = {
    "accept": "suggestion.accept",
    "as": "suggestion.accept-as",
    "reject": "suggestion.reject",
}


class Why(Dialog[tuple[str, Proposal] | None]):
    """What speaks for a suggestion.

    It gives back "accept", "reject" or "as" (another code) with the suggestion, or None.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "dismiss(None)", "Close", show=False),
    ]
    DEFAULT_CSS = """
    Why {
        align: center middle;
        & > Vertical {
            width: 92%; max-width: 96; height: auto; max-height: 94%;
            background: $surface; border: round $border; padding: 1 1 0 1;
        }
        & VerticalScroll { height: auto; max-height: 18; scrollbar-size-vertical: 1; }
        & Static { height: auto; padding: 0 1 1 1; }
        & Hints { dock: none; background: $surface; }
    }
    """

    def __init__(
        self, bench: Workbench, proposal: Proposal, explanation: "Explanation | None" = None
    ) -> None:
        """Take what speaks for it where that is known; else it is looked for beside the screen."""
        super().__init__()
        self._bench, self._proposal, self.explanation = bench, proposal, explanation
        for verdict, action in _JUDGING.items():
            keys = ",".join(find_action(action).keys)
            self._bindings.bind(keys, f"decide('{verdict}')", show=False)

    def compose(self) -> ComposeResult:
        """Put what is suggested above what speaks for it."""
        code = self._bench.codes.get(self._proposal.code)
        with Vertical(classes="box") as box:
            box.border_title = f"Why “{self._bench.label(self._proposal.code)}”?"
            with VerticalScroll():
                yield Static(self._say_passage(), id="passage")
                yield Static(self._say_words(), id="words")
                yield Static(self._say_alike(), id="alike")
                if code is not None:
                    yield Static(explain(code, self._bench.codes), id="meaning")
            yield Hints()

    def on_mount(self) -> None:
        """Say what can be decided."""
        self.query_one(Hints).set_hints(
            (
                Hint.of("suggestion.accept", "accept"),
                Hint.of("suggestion.reject", "reject"),
                Hint.of("suggestion.accept-as", "another code"),
                Hint("↑↓", "scroll", "down"),
                Hint("Esc", "decide later", "escape"),
            )
        )
        self.query_one(VerticalScroll).focus()
        if self.explanation is None:
            proposal = self._proposal
            work_beside(
                self,
                self._bench.project,
                lambda project: project.suggestions.explain(proposal),
                self._found,
                self._not_found,
            )

    def _found(self, explanation: "Explanation") -> None:
        self.explanation = explanation
        self.query_one("#passage", Static).update(self._say_passage())
        self.query_one("#words", Static).update(self._say_words())
        self.query_one("#alike", Static).update(self._say_alike())

    def _not_found(self, sentence: str) -> None:
        self.query_one("#words", Static).update(Content(sentence))

    def action_decide(self, verdict: str) -> None:
        """Give back what was decided."""
        self.dismiss((verdict, self._proposal))

    def _say_passage(self) -> Content:
        """Return the passage with the words that speak for the code standing out."""
        span = Span(self._proposal.start, self._proposal.end)
        words = self._bench.say_words(span)
        words = clip(words, _PASSAGE_SHOWN)
        spoken = self.explanation.words if self.explanation else ()
        wanted = {word.casefold() for word in spoken}
        parts: list[str | tuple[str, str]] = []
        for piece in regex.split(r"([\p{L}\p{M}'’-]+)", words):
            marked = piece.casefold() in wanted
            parts.append((piece, "bold underline") if marked else piece)
        sure = f"{self._bench.say_likely(self._proposal)}, {self._proposal.probability:.0%}"
        if self.explanation and not self.explanation.calibrated:
            sure += " (not calibrated yet)"
        return Content.assemble(
            (f"{sure[:1].upper()}{sure[1:]}", "bold"),
            (f"  on {self._bench.say_place(span)}\n", "$reader-muted"),
            "“",
            *parts,
            "”",
            *([(f"\n{self._bench.unlike}", "$reader-muted")] if self._bench.unlike else []),
            (f"\nModel {self._proposal.model[:_MODEL_SHOWN]}", "$reader-muted"),
        )

    def _say_words(self) -> Content:
        if self.explanation is None:
            return Content.styled("Looking for what speaks for it …", "$reader-muted")
        if not self.explanation.words:
            return Content(
                "No single word speaks for it: the model weighed the passage as a whole."
            )
        said = ", ".join(f"“{word}”" for word in self.explanation.words)
        return Content.assemble(("Words that speak for it  ", "$accent"), said)

    def _say_alike(self) -> Content:
        if self.explanation is None:
            return Content()
        if not self.explanation.alike:
            return Content.styled("No coded passage is much like it yet.", "$reader-muted")
        parts: list[str | tuple[str, str]] = [("Coded so elsewhere", "$accent")]
        for one in self.explanation.alike:
            cases = [self._bench.cases[item] for item in one.cases if item in self._bench.cases]
            who = ", ".join(case.code for case in cases) or "no speaker"
            words = clip(" ".join(one.text.split()), _ALIKE_SHOWN)
            parts += [f"\n“{words}”", (f"  {who}, coded by {one.coding.coder}", "$reader-muted")]
        return Content.assemble(*parts)
