# ruff: noqa: INP001 - a script of the documentation, not a package
"""Draw the pictures of the workspace in docs/screens from the bundled, invented study."""

import asyncio
import json
import os
import shutil
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import cast

from screen_svg import redraw
from textual.pilot import Pilot

from qualcode.codebooks import bundled_folder, find_codebook, load_codebook
from qualcode.model import Span
from qualcode.project import Project
from qualcode_tui.app import Workspace
from qualcode_tui.screens.preview import Preview

CODER, UNCODED = "Asha", "B-INT1"
READ_TO = ("A-FG1", "It's the not being able to plan.")
SCREENS = Path(__file__).parent / "screens"
SIZE = (120, 36)


def make_project(path: Path) -> None:
    """Make a project that Asha has been coding: one source read to its middle, the last not yet."""
    study = bundled_folder("corpus")
    with Project.create(path, CODER) as project:
        for _ in project.sources.import_files([study]):
            pass
        for codebook in (find_codebook("cross-cutting"), study / "codebook-own.yaml"):
            project.codes.load(load_codebook(codebook))
        project.codings.apply_table(study / "coding" / "asha.csv", read=True, skip=[UNCODED])
        project.suggestions.refit()
        for source in project.sources.list():
            document = project.sources.document(source.id)
            if source.ref == READ_TO[0]:
                start = document.text.index(READ_TO[1])
                project.readings.unmark(source.id, start, len(document.text))


async def rest(pilot: Pilot[None]) -> None:
    """Wait until all that follows the cursor has followed."""
    await pilot.pause(0.3)


async def select(pilot: Pilot[None], words: str) -> None:
    """Select words, with the turns after them in view."""
    workspace = cast("Workspace", pilot.app)
    reader = workspace.reading.reader
    assert reader.edges is not None
    start = reader.edges.text.index(words)
    reader.go(start)
    await pilot.press(*"jjj")
    reader.select(Span(start, start + len(words)))


async def show_reader(pilot: Pilot[None]) -> None:
    """Stand in a coded passage with a sentence of it selected."""
    await select(pilot, "They sent a letter with a list of websites.")


async def show_picker(pilot: Pilot[None]) -> None:
    """Choose a code by a word that its definition knows it under."""
    await select(pilot, "That's it, that's my respite.")
    await pilot.press("enter", *"resp")


async def show_sources(pilot: Pilot[None]) -> None:
    """Stand on a source in the list."""
    await pilot.press("s")


async def show_suggestions(pilot: Pilot[None]) -> None:
    """Stand in a turn that codes are suggested for."""
    await pilot.press("j", "j", "j")


async def show_paper(pilot: Pilot[None]) -> None:
    """Show the reader in the light theme."""
    pilot.app.theme = "paper"
    await show_reader(pilot)


async def show_steps(pilot: Pilot[None]) -> None:
    """Show the steps of the study, reading begun."""
    await pilot.press("h")


async def show_codebook(pilot: Pilot[None]) -> None:
    """Stand on a code of the codebook, with what it means beside it."""
    await pilot.press("B")
    await rest(pilot)
    await pilot.press(*["down"] * 6)


async def show_passages(pilot: Pilot[None]) -> None:
    """List what people said about one code."""
    await show_codebook(pilot)
    await pilot.press("enter")


async def show_person(pilot: Pilot[None]) -> None:
    """Show the page of somebody who speaks."""
    await pilot.press("P")
    await rest(pilot)
    await pilot.press("down", "down", "enter")


async def show_review(pilot: Pilot[None]) -> None:
    """Judge what the model proposes, passage by passage."""
    await pilot.press("Q")


async def show_history(pilot: Pilot[None]) -> None:
    """Show who did what."""
    await pilot.press("H")


async def show_preview(pilot: Pilot[None]) -> None:
    """Show what transcripts hold, one label being in doubt, before they are brought in."""
    workspace = cast("Workspace", pilot.app)
    preview = Preview(sorted(NEWCOMER.iterdir()))
    workspace.go(lambda: preview)
    while preview.reading:
        await pilot.pause(0.1)


async def show_home(pilot: Pilot[None]) -> None:
    """Show what to do first."""
    await pilot.press("home")


Scene = Callable[[Pilot[None]], Awaitable[None]]
SCENES: dict[str, tuple[str, str | None, tuple[int, int], Scene]] = {
    "reader": ("Reading and coding a focus group", "A-FG1", SIZE, show_reader),
    "picker": ("Choosing a code by typing part of its name", "A-FG1", SIZE, show_picker),
    "sources": ("The list of sources", "A-FG1", (120, 22), show_sources),
    "suggestions": ("Suggestions beside an uncoded interview", UNCODED, SIZE, show_suggestions),
    "steps": ("The steps of a study", "A-FG1", (100, 30), show_steps),
    "codebook": ("The codebook, changed in place", "A-FG1", SIZE, show_codebook),
    "passages": ("The passages of one code", "A-FG1", SIZE, show_passages),
    "person": ("The page of one person", "A-FG1", SIZE, show_person),
    "review": ("Judging what the model proposes", "A-FG1", SIZE, show_review),
    "history": ("Who did what", "A-FG1", (120, 22), show_history),
    "preview": ("Looking at files before they are brought in", None, (120, 30), show_preview),
    "paper": ("The light theme", "A-FG1", SIZE, show_paper),
    "home": ("The first screen", None, (100, 24), show_home),
}
FOLDER = Path(tempfile.gettempdir()) / "qualcode-screens"
DOCUMENTS, NEWCOMER = FOLDER / "Documents", FOLDER / "transcripts"
STUDY, NEW = DOCUMENTS / "study.qualcode", DOCUMENTS / "maple.qualcode"
OPENED = (
    ("Maple carers 2026", NEW, "2026-03-03T10:12:00Z"),
    ("Caring in four places (an invented study)", STUDY, "2026-02-26T16:40:00Z"),
)


def make_newcomer() -> None:
    """Lay out what somebody new has: transcripts as they come, and no list of who is who."""
    for folder in (DOCUMENTS, NEWCOMER):
        folder.mkdir(parents=True)
    for name in ("a-fg1.vtt", "b-fg1.docx", "b-int1.md", "c-int1.rtf", "d-fg1.odt", "d-notes1.md"):
        shutil.copy(bundled_folder("corpus") / "transcripts" / name, NEWCOMER)
    (NEWCOMER / "recording.m4a").touch()
    Project.create(NEW, CODER, OPENED[0][0]).close()


def say_opened() -> None:
    """Say when the projects were open last, the same in every picture."""
    rows = [{"title": title, "path": str(path), "opened": time} for title, path, time in OPENED]
    (FOLDER / "recent.json").write_text(json.dumps(rows), encoding="utf-8")


async def draw() -> None:
    """Write every picture."""
    SCREENS.mkdir(exist_ok=True)
    for name, (title, source, size, show) in SCENES.items():
        say_opened()
        with Project.open(STUDY if source else NEW, CODER) as project:
            workspace = Workspace(None if name == "home" else project, source)
            async with workspace.run_test(size=size) as pilot:
                await rest(pilot)
                await show(pilot)
                await rest(pilot)
                svg = redraw(workspace.export_screenshot(), f"{title}: qualcode in the terminal")
        (SCREENS / f"{name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    os.environ |= {"HOME": str(FOLDER), "TZ": "UTC", "QUALCODE_CONFIG": f"{FOLDER}/config.toml"}
    shutil.rmtree(FOLDER, ignore_errors=True)
    make_newcomer()
    make_project(STUDY)
    asyncio.run(draw())
    shutil.rmtree(FOLDER)
