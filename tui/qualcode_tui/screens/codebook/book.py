"""The codebook: what is in it, what can be done to it, and the ways on from it."""

from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList

from qualcode.model import Code, QualcodeError
from qualcode.model.request import RequestKind
from qualcode_tui.actions import bindings, undoes
from qualcode_tui.actions.action import Scope
from qualcode_tui.dialogs.ask import Ask
from qualcode_tui.dialogs.choose import Choose
from qualcode_tui.screens.codebook.editing import Editing
from qualcode_tui.screens.codebook.keeping import Keeping

_SPLIT_TOLD = (
    "Type the labels of the codes it becomes, with a semicolon (;) between them. “{label}” itself "
    "may be one of them. Then its passages are shown one after the other, and a key sorts each."
)


class Book(Editing, Keeping):
    """The codebook screen. Enter lists the passages of the highlighted code."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.STEP, Scope.CODEBOOK)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.CODEBOOK)]

    @on(OptionList.OptionSelected, "#codes")
    def _open(self) -> None:
        if self.here is not None:
            self.workspace.open_passages(self.here.id)

    def action_proposals(self) -> None:
        """List what is proposed and what was answered."""
        self.workspace.open_proposals()

    def action_split(self) -> None:
        """Split the code, or go on sorting where it was split."""

        def begin(code: Code) -> None:
            left = self.unsorted.get(code.id)
            if not left:
                self._ask_labels(code)
                return

            def chosen(i: int | None) -> None:
                if i == 0:
                    self.workspace.open_sorting(code.id)
                elif i == 1:
                    self._ask_labels(code)

            answers = [Content(f"Go on sorting: {left} left"), Content("Split it anew")]
            self.app.push_screen(Choose(f"“{code.label}” was split", answers), chosen)

        self.with_here(begin)

    def _ask_labels(self, code: Code, draft: str | None = None, refused: str = "") -> None:
        def answered(answer: str | None) -> None:
            if answer is None:
                return
            labels, again = _read_labels(answer), partial(self._ask_labels, code, answer)
            if not self.project.codes.may_change():
                self.change(RequestKind.SPLIT, code, lambda: None, "", again, labels=labels)
                return
            try:
                self.project.codes.split(code.id, labels)
            except QualcodeError as refusal:
                again(str(refusal))
                return
            with self.refusals():
                self.done(f"Split “{code.label}”. {undoes()}", at=code.id)
                if self.unsorted.get(code.id):
                    self.workspace.open_sorting(code.id)

        def check(answer: str) -> str | None:
            labels = {label.casefold() for label in _read_labels(answer)}
            return None if len(labels) > 1 else "Type two labels or more, with a semicolon between."

        ask = Ask(
            f"Split “{code.label}”",
            _SPLIT_TOLD.format(label=code.label),
            answer=f"{code.label}; ",
            check=check,
            draft=draft,
            refused=refused,
        )
        self.app.push_screen(ask, answered)


def _read_labels(answer: str) -> list[str]:
    return [" ".join(part.split()) for part in answer.split(";") if part.strip()]
