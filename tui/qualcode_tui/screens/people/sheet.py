"""The spreadsheet of the people: written, filled in elsewhere, and read back after a look."""

from collections.abc import Callable
from pathlib import Path

from qualcode.model.words import count
from qualcode_tui.actions import name_keys, undoes
from qualcode_tui.dialogs.ask import Ask
from qualcode_tui.dialogs.confirm import Confirm
from qualcode_tui.dialogs.outputs import ask_output
from qualcode_tui.dialogs.tell import Tell
from qualcode_tui.folders import name_output, read_paths, say_path
from qualcode_tui.screens.step import Step

_TOLD = (
    "Open it with a spreadsheet, fill in what is known (role, site, consent …), save it, and press "
    "{people.read} here to read it back. It holds people's names: keep it where only you can read "
    "it."
)


def write_sheet(screen: Step, written: Callable[[Path], None]) -> None:
    """Ask where the spreadsheet is to go, write it, and hand on where it is."""

    def write(path: Path) -> None:
        with screen.refusals():
            try:
                rows = screen.project.people.write_sheet(path)
            except OSError as error:
                screen.say(f"{path} was not written: {error.strerror}.", refused=True)
                return
            written(path)
            told = [f"{count(rows, 'row')} in {say_path(path)}", name_keys(_TOLD)]
            screen.app.push_screen(Tell("The spreadsheet is written", told))

    with screen.refusals():
        screen.project.require_coder()
        ask_output(screen, _name(screen), "People", write)


def read_sheet(screen: Step, written: Path | None) -> None:
    """Ask for the spreadsheet, show what it changes, and take it over where that is agreed to.

    `written` is where one was last written, if it was.
    """

    def answered(answer: str | None) -> None:
        if answer is not None:
            with screen.refusals():
                _compare(screen, read_paths(answer)[0])

    told = "Type or paste the path of the spreadsheet that was written here and filled in."
    suggested = written or screen.project.path.parent / _name(screen)
    answer = say_path(suggested) if suggested.exists() else ""
    ask = Ask("Read the people back", told, answer=answer, check=_refuse_missing)
    screen.app.push_screen(ask, answered)


def _name(screen: Step) -> str:
    return name_output(screen.project.title, "people", ".xlsx")


def _compare(screen: Step, path: Path) -> None:
    difference = screen.project.people.compare_sheet(path)
    if not difference:
        told = ["The spreadsheet says nothing that the study does not.", *difference.ignored]
        screen.app.push_screen(Tell("Nothing changes", told))
        return

    def agreed(yes: bool | None) -> None:
        if yes:
            with screen.refusals():
                screen.project.people.take_sheet(difference)
                screen.done(f"Took over what the spreadsheet says. {undoes()}")

    sentences = [*difference.sentences, *difference.ignored]
    screen.app.push_screen(
        Confirm("What the spreadsheet changes", sentences, "take all of it"), agreed
    )


def _refuse_missing(answer: str) -> str | None:
    paths = read_paths(answer)
    if len(paths) != 1 or not paths[0].is_file():
        return f"There is no file {answer}." if answer else "Type the path of a file."
    return None
