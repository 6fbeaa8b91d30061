"""Asking for a line and doing what it says: the same line of work wherever it begins."""

from collections.abc import Callable
from functools import partial

from qualcode.model import QualcodeError
from qualcode_tui.dialogs.ask import Ask
from qualcode_tui.dialogs.typed import ask_until_taken
from qualcode_tui.screens.step import Step


def ask_line(screen: Step, ask: "partial[Ask]", do: Callable[[str], str | None]) -> None:
    """Ask for a line, do what it says, and say so; what is refused is asked for once more.

    `ask` makes the dialog, but for its draft and why that was refused. `do` returns what was done
    in a sentence, None where nothing was to be done.
    """

    def dialog(draft: str | None, refused: str) -> Ask:
        return ask(draft=draft, refused=refused)

    def take(answer: str) -> str | None:
        try:
            said = do(answer)
        except QualcodeError as refusal:
            return str(refusal)
        if said is not None:
            with screen.refusals():
                screen.done(said)
        return None

    ask_until_taken(screen.app, dialog, take)
