"""What was typed into a dialog: asked for once more where it was refused, never dropped unasked."""

from collections.abc import Callable
from typing import Any, TypeVar

from textual.app import App
from textual.screen import ModalScreen

_Answer = TypeVar("_Answer")
_FEW = 3


def is_dear(typed: str, before: str = "") -> bool:
    """Say whether what was typed is more than a few words, and not what stood there before."""
    return typed.split() != before.split() and len(typed.split()) > _FEW


def say_unsaved(saving: str) -> str:
    """Return what to do about words that are not saved; `saving` says how they would be."""
    return f"What you typed is not saved. Esc again drops it, {saving}."


def ask_until_taken(
    app: App[Any],
    dialog: Callable[[_Answer | None, str], ModalScreen[_Answer | None]],
    take: Callable[[_Answer], str | None],
    turned_back: Callable[[], object] = lambda: None,
) -> None:
    """Ask, and ask again with what was typed as long as that is refused.

    `dialog` makes the dialog of an answer that was refused and the sentence why: None and "" at
    first. `take` does what was asked for, and returns why it is refused, None where it is done.
    `turned_back` is called where somebody leaves the dialog.
    """

    def ask(draft: _Answer | None, refused: str) -> None:
        app.push_screen(dialog(draft, refused), answered)

    def answered(answer: _Answer | None) -> None:
        if answer is None:
            turned_back()
        elif (refusal := take(answer)) is not None:
            ask(answer, refusal)

    ask(None, "")
