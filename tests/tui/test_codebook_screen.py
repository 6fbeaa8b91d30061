"""The codebook in the workspace: changed in place, sorted, looked for again, proposed and saved."""

import pytest
from textual.widgets import Static

from qualcode.codebooks import load_codebook
from qualcode.model.request import Answer
from qualcode.project import Project
from qualcode_tui.app import Workspace
from qualcode_tui.screens.codebook import Book, Looking, Passages, Proposals, Sorting, Unlooks
from qualcode_tui.screens.reading import Reading
from qualcode_tui.widgets.bars import StatusBar
from qualcode_tui.widgets.rows import Rows

TRANSCRIPT = """\
FACILITATOR: Thank you for coming. What does a usual week look like?

RUTH: I do the mornings and then I go to work. By the evening I am worn out.

OMAR: Same here. I have not had a day off since August.

RUTH: The group on a Tuesday is the one place where I can sit down.
"""
BOOK = """\
# Ours, since March.
codebook: ours
label: Ours
codes:
  - id: breaks
    label: Breaks   # ask Ruth
    definition: Time off.
  - id: peers
    label: Peer support
"""


@pytest.fixture
def file(tmp_path):
    """A project of one source and two codes, with two codings of Ana's and one of Tom's; closed."""
    transcript, book = tmp_path / "A-FG1.txt", tmp_path / "ours.yaml"
    transcript.write_text(TRANSCRIPT, encoding="utf-8")
    book.write_text(BOOK, encoding="utf-8")
    path = tmp_path / "study.qualcode"
    with Project.create(path, "Ana") as project:
        assert [found.refused for found in project.sources.import_files([transcript])] == [None]
        project.codes.load(load_codebook(book))
        put(project, "By the evening I am worn out.", "Breaks")
        put(project, "I have not had a day off since August.", "Breaks")
    with Project.open(path, "Tom") as project:
        put(project, "I have not had a day off since August.", "Breaks")
    return path


def put(project, words, label):
    source = project.sources.list()[0].id
    code = project.codes.find(label).id
    return project.codings.apply(source, *project.codings.locate(source, words), code)


def labels(project):
    return [code.path for code in project.codes.list()]


def said(pilot):
    return pilot.app.screen.query_one(StatusBar).sentence


async def open_book(pilot, *keys):
    await pilot.pause()
    await pilot.press("B", *keys)
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return pilot.app.screen


async def test_the_codebook_is_opened_from_everywhere_and_changed_in_place(file):
    with Project.open(file, "Ana") as project:
        async with Workspace(project).run_test(size=(80, 24)) as pilot:
            book = await open_book(pilot)
            assert isinstance(book, Book)
            assert book.here.label == "Breaks"
            # A code under it, another label, one further up, and a colour.
            await pilot.press("a", "enter", *"Refused", "enter", *"Asked for.", "enter")
            await pilot.pause()
            assert book.here.path == "Breaks › Refused"
            await pilot.press("r", *"No break", "enter", "end")
            await pilot.pause()
            await pilot.press("shift+up", "c", "down", "enter")
            await pilot.pause()
            assert labels(project) == ["Peer support", "Breaks", "Breaks › No break"]
            assert said(pilot).startswith("“Peer support” is sky blue now.")
            assert project.codes.find("Peer support").colour == "#88CCEE"
            await pilot.press("u", "u", "u", "u")
            await pilot.pause()
            assert labels(project) == ["Breaks", "Peer support"]
            assert project.codes.find("Peer support").colour is None


async def test_a_new_meaning_is_given_in_a_form_and_looked_for_turn_by_turn(file):
    with Project.open(file, "Ana") as project:
        source = project.sources.list()[0].id
        project.readings.mark_all(source)
        async with Workspace(project).run_test(size=(80, 24)) as pilot:
            book = await open_book(pilot, "end")
            assert book.here.label == "Peer support"
            await pilot.press(
                "d", *"Help from others.", "tab", "tab", "tab", *"group, club", "ctrl+s"
            )
            await pilot.pause()
            code = project.codes.find("Peer support")
            assert (code.definition, code.keywords) == ("Help from others.", ("group", "club"))
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            assert book.unlooked == {code.id: 3}
            await pilot.press("D")
            await pilot.pause()
            assert isinstance(pilot.app.screen, Unlooks)
            assert [row.cells[:2] for row in pilot.app.screen.rows] == [("Peer support", 3)]
            await pilot.press("enter")
            await pilot.pause()
            assert isinstance(pilot.app.screen, Looking)
            await pilot.press("n", "s", "y")
            await pilot.pause()
            left = project.readings.unlooked(code.id, coder="Ana")
            assert [turn.n for turn in left] == [3]
            assert [one.text for one in project.codings.passages(code=code.id)] == [
                "The group on a Tuesday is the one place where I can sit down."
            ]
            await pilot.press("backspace", "backspace", "backspace")
            await pilot.pause()
            assert len(project.readings.unlooked(code.id, coder="Ana")) == 3
            assert project.codings.of(code=code.id) == []


async def test_a_code_is_split_and_its_passages_sorted_with_a_key_each(file):
    with Project.open(file, "Ana") as project:
        async with Workspace(project).run_test(size=(80, 24)) as pilot:
            await open_book(pilot, "p", *"Tired; No day off", "enter")
            screen = pilot.app.screen
            assert isinstance(screen, Sorting)
            assert len(screen.left) == 2
            await pilot.press("2")
            await pilot.pause()
            # Two coders on one passage are one key.
            await pilot.press("3")
            await pilot.pause()
            assert screen.left == []
            assert [
                one.text for one in project.codings.passages(code=code_of(project, "Tired"))
            ] == ["By the evening I am worn out."]
            assert len(project.codings.of(code=code_of(project, "No day off"))) == 2
            await pilot.press("backspace", "s")
            await pilot.pause()
            assert len(project.codings.of(code=code_of(project, "Breaks"))) == 2
            await pilot.press("escape")
            await pilot.pause()
            assert isinstance(pilot.app.screen, Book)
            assert pilot.app.screen.unsorted == {code_of(project, "Breaks"): 1}


def code_of(project, label):
    return project.codes.find(label).id


async def test_what_a_deletion_touches_is_said_and_the_code_comes_back(file):
    with Project.open(file, "Ana") as project:
        async with Workspace(project).run_test(size=(80, 24)) as pilot:
            book = await open_book(pilot)
            await pilot.press("x")
            await pilot.pause()
            assert "3 codings by 2 coders" in pilot.app.screen.sentences[0]
            await pilot.press("enter")
            await pilot.pause()
            assert project.codes.deleted() == {code_of(project, "Breaks")}
            await pilot.press("r")
            await pilot.pause()
            assert pilot.app.screen is book
            assert "was deleted" in said(pilot)
            await pilot.press("x")
            await pilot.pause()
            assert project.codes.deleted() == frozenset()


async def test_a_code_is_moved_and_joined_by_typing_where(file):
    with Project.open(file, "Ana") as project:
        async with Workspace(project).run_test(size=(80, 24)) as pilot:
            await open_book(pilot, "m", *"peer", "enter")
            await pilot.pause()
            assert labels(project) == ["Peer support", "Peer support › Breaks"]
            await pilot.press("J", *"peer", "enter")
            await pilot.pause()
            assert labels(project) == ["Peer support"]
            assert len(project.codings.of(code=code_of(project, "Peer support"))) == 3


async def test_the_passages_of_a_code_are_recoded_starred_removed_and_opened(file):
    with Project.open(file, "Ana") as project:
        async with Workspace(project).run_test(size=(100, 30)) as pilot:
            await open_book(pilot, "enter")
            screen = pilot.app.screen
            assert isinstance(screen, Passages)
            assert [row.cells[-1] for row in screen.rows] == ["Ana", "Ana", "Tom"]
            await pilot.press("asterisk")
            await pilot.pause()
            assert screen.rows[0].cells[0] == "★"
            await pilot.press("r", *"peer", "enter")
            await pilot.pause()
            assert len(project.codings.of(code=code_of(project, "Peer support"))) == 1
            # Another coder's is asked about first.
            await pilot.press("end", "x", "enter")
            await pilot.pause()
            assert len(screen.rows) == 2
            await pilot.press("home", "x")
            await pilot.pause()
            assert [row.cells[-1] for row in screen.rows] == ["Tom"]
            await pilot.press("enter")
            await pilot.pause()
            assert isinstance(pilot.app.screen, Reading)
            for key, screen in (("l", Passages), ("B", Book), ("D", Unlooks)):
                await pilot.press(key)
                await pilot.pause()
                assert isinstance(pilot.app.screen, screen)
                await pilot.press("escape")
                await pilot.pause()
                assert isinstance(pilot.app.screen, Reading)


async def test_while_the_codebook_is_locked_the_same_keys_propose_and_the_lead_answers(file):
    with Project.open(file, "Ana") as project:
        async with Workspace(project).run_test(size=(80, 24)) as pilot:
            await open_book(pilot, "L", "down", "enter")
            await pilot.pause()
            assert project.codes.lead == "Ana"
    with Project.open(file, "Tom") as project:
        async with Workspace(project).run_test(size=(80, 24)) as pilot:
            await open_book(pilot, "r", *"Rest", "enter", *"Shorter.", "enter")
            await pilot.press("x", "enter", "enter")
            await pilot.pause()
            assert labels(project) == ["Breaks", "Peer support"]
            assert [one.why for one in project.requests.of()] == ["Shorter.", ""]
            assert "Proposed to Ana" in said(pilot)
    with Project.open(file, "Ana") as project:
        async with Workspace(project).run_test(size=(80, 24)) as pilot:
            book = await open_book(pilot)
            assert book.proposals == 2
            await pilot.press("n")
            await pilot.pause()
            assert isinstance(pilot.app.screen, Proposals)
            await pilot.press("a")
            await pilot.pause()
            await pilot.press("x", *"Still needed.", "enter")
            await pilot.pause()
            assert labels(project) == ["Rest", "Peer support"]
            answers = {one.kind: one.answer for one in project.requests.of(answered=True)}
            assert answers == {"rename": Answer.ACCEPTED, "delete": Answer.DECLINED}


async def test_a_theme_typed_in_the_picker_is_proposed_while_the_codebook_is_locked(file):
    with Project.open(file, "Ana") as project:
        project.codes.lock()
        source = project.sources.list()[0].id
    with Project.open(file, "Tom") as project:
        async with Workspace(project, source).run_test(size=(100, 30)) as pilot:
            await pilot.press("j", "enter", *"zebra")
            await pilot.pause()
            told = pilot.app.screen.query_one("#meaning", Static)
            assert str(told.render()) == "Ana decides on codes: Enter proposes it to them."
            await pilot.press("enter", *"Stripes.", "enter")
            await pilot.pause()
            (asked,) = project.requests.of()
            assert (asked.fields["label"], asked.source) == ("zebra", source)
            assert "proposed to them" in said(pilot)
            assert labels(project) == ["Breaks", "Peer support"]


async def test_the_file_it_came_from_is_brought_up_to_date_with_its_comments(file):
    book = file.parent / "ours.yaml"
    with Project.open(file, "Ana") as project:
        project.codes.rename(code_of(project, "Breaks"), "Rest")
        async with Workspace(project).run_test(size=(80, 24)) as pilot:
            await open_book(pilot, "e", "enter", *str(book), "enter")
            await pilot.pause()
            assert book.read_text(encoding="utf-8") == BOOK.replace(
                "label: Breaks   #", "label: Rest  #"
            )


async def test_an_empty_codebook_says_how_to_begin(tmp_path):
    with Project.create(tmp_path / "new.qualcode", "Ana") as project:
        async with Workspace(project).run_test(size=(80, 24)) as pilot:
            screen = await open_book(pilot)
            assert said(pilot).startswith("There are no codes yet. a makes one")
            await pilot.press("a", *"First", "enter", "enter")
            await pilot.pause()
            assert screen.query_one(Rows).here == code_of(project, "First")
