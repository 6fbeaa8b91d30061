"""Ask where a file is to be written, and never over one that is there."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from qualcode_tui.dialogs.ask import Ask
from qualcode_tui.dialogs.choose import Choose
from qualcode_tui.folders import free_path, name_output, read_paths, say_path

if TYPE_CHECKING:
    from qualcode_tui.screens.step import Step


def ask_output(screen: "Step", name: str, what: str, then: Callable[[Path], None]) -> None:
    """Ask for the file to write, beside the project unless said otherwise, then go on with it."""
    suffix = Path(name).suffix

    def check(answer: str) -> str | None:
        return refuse_output(answer, suffix)

    def answered(answer: str | None) -> None:
        if answer is not None:
            then(output_path(answer, suffix))

    told = f"It is written beside the project; type another place if you like. It ends in {suffix}."
    free = free_path(screen.project.path.parent / name)
    ask = Ask(f"{what}: which file?", told, answer=say_path(free), check=check)
    screen.app.push_screen(ask, answered)


def ask_table(screen: "Step", what: str, then: Callable[[Path], None]) -> None:
    """Ask whether a list is to be a Word or an Excel file, then which, then go on with it."""
    title = screen.project.title

    def chosen(i: int | None) -> None:
        if i is not None:
            name = name_output(title, what, (".docx", ".xlsx")[i])
            ask_output(screen, name, f"Save the list of {what}", then)

    answers = [
        Content.assemble((said, "bold"), (f"  {ending}", "$reader-muted"))
        for said, ending in (("A Word file", ".docx"), ("An Excel file", ".xlsx"))
    ]
    screen.app.push_screen(Choose("Save the list as", answers), chosen)


def output_path(answer: str, suffix: str) -> Path:
    """Return the file that is meant, with its ending where none was typed."""
    path = read_paths(answer)[0].absolute()
    return path if path.suffix else path.with_name(path.name + suffix)


def refuse_output(answer: str, suffix: str) -> str | None:
    """Return why a file cannot be written there, None where it can."""
    if len(read_paths(answer)) != 1:
        return "Type the name of one file."
    path = output_path(answer, suffix)
    if path.suffix.casefold() != suffix:
        return f"The name must end in {suffix}."
    if not path.parent.is_dir():
        return f"There is no folder {say_path(path.parent)}."
    if path.exists():
        return f"{path.name} is there already. Choose another name."
    return None
