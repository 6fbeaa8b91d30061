"""The codebook in the workspace: changed in place, sorted, looked for again, proposed and saved."""

import pytest
from textual.widgets import Static
from typing_hands import Typed, settle, until, until_screen

from qualcode.codebooks import load_codebook
from qualcode.model.request import Answer
from qualcode.project import Project
from qualcode_tui.app import Workspace
from qualcode_tui.dialogs.confirm import Confirm
from qualcode_tui.screens.codebook import Book, Looking, Passages, Proposals, Sorting, Unlooks
from qualcode_tui.screens.help import Help
from qualcode_tui.screens.history import History
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
    await settle(pilot, "B", *keys)
    return pilot.app.screen


async def test_the_codebook_is_opened_from_everywhere_and_changed_in_place(file):
    with Project.open(file, "Ana") as project:
        async with Workspace(project).run_test(size=(80, 24)) as pilot:
            book = await open_book(pilot)
            assert isinstance(book, Book)
            assert book.here.label == "Breaks"
            # A code under it, another label, one further up, and a colour.
            await settle(pilot, "a", "enter", *"Refused", "enter", *"Asked for.", "enter")
            assert book.here.path == "Breaks › Refused"
            await settle(pilot, "r", *"No break", "enter", "end")
            await settle(pilot, "shift+up", "c", "down", "enter")
            assert labels(project) == ["Peer support", "Breaks", "Breaks › No break"]
            assert said(pilot).startswith("“Peer support” is sky blue now.")
            assert project.codes.find("Peer support").colour == "#88CCEE"
            await settle(pilot, "u", "u", "u", "u")
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
            await until(pilot, lambda: book.unlooked == {code.id: 3})
            await settle(pilot, "D")
            assert isinstance(pilot.app.screen, Unlooks)
            assert [row.cells[:2] for row in pilot.app.screen.rows] == [("Peer support", 3)]
            await settle(pilot, "enter")
            assert isinstance(pilot.app.screen, Looking)
            await settle(pilot, "n", "s", "y")
            left = project.readings.unlooked(code.id, coder="Ana")
            assert [turn.n for turn in left] == [3]
            assert [one.text for one in project.codings.passages(code=code.id)] == [
                "The group on a Tuesday is the one place where I can sit down."
            ]
            await settle(pilot, "backspace", "backspace", "backspace")
            assert len(project.readings.unlooked(code.id, coder="Ana")) == 3
            assert project.codings.of(code=code.id) == []


async def test_a_code_is_split_and_its_passages_sorted_with_a_key_each(file):
    with Project.open(file, "Ana") as project:
        async with Workspace(project).run_test(size=(80, 24)) as pilot:
            await open_book(pilot, "p", *"Tired; No day off", "enter")
            screen = pilot.app.screen
            assert isinstance(screen, Sorting)
            assert len(screen.left) == 2
            await settle(pilot, "2")
            # Two coders on one passage are one key.
            await settle(pilot, "3")
            assert screen.left == []
            assert [
                one.text for one in project.codings.passages(code=code_of(project, "Tired"))
            ] == ["By the evening I am worn out."]
            assert len(project.codings.of(code=code_of(project, "No day off"))) == 2
            await settle(pilot, "backspace", "s")
            assert len(project.codings.of(code=code_of(project, "Breaks"))) == 2
            await settle(pilot, "escape")
            assert isinstance(pilot.app.screen, Book)
            assert pilot.app.screen.unsorted == {code_of(project, "Breaks"): 1}


def code_of(project, label):
    return project.codes.find(label).id


async def test_what_a_deletion_touches_is_said_and_the_code_comes_back(file):
    with Project.open(file, "Ana") as project:
        async with Workspace(project).run_test(size=(80, 24)) as pilot:
            book = await open_book(pilot)
            await settle(pilot, "x")
            assert "3 codings by 2 coders" in pilot.app.screen.sentences[0]
            await settle(pilot, "enter")
            assert project.codes.deleted() == {code_of(project, "Breaks")}
            await settle(pilot, "r")
            assert pilot.app.screen is book
            assert "was deleted" in said(pilot)
            await settle(pilot, "x")
            assert project.codes.deleted() == frozenset()


async def test_a_code_is_moved_and_joined_by_typing_where(file):
    with Project.open(file, "Ana") as project:
        async with Workspace(project).run_test(size=(80, 24)) as pilot:
            await open_book(pilot, "m", *"peer", "enter")
            await pilot.pause()
            assert labels(project) == ["Peer support", "Peer support › Breaks"]
            await settle(pilot, "J", *"peer", "enter")
            assert labels(project) == ["Peer support"]
            assert len(project.codings.of(code=code_of(project, "Peer support"))) == 3


async def test_the_passages_of_a_code_are_recoded_starred_removed_and_opened(file):
    with Project.open(file, "Ana") as project:
        async with Workspace(project).run_test(size=(100, 30)) as pilot:
            await open_book(pilot, "enter")
            screen = pilot.app.screen
            assert isinstance(screen, Passages)
            assert [row.cells[-1] for row in screen.rows] == ["Ana", "Ana", "Tom"]
            await settle(pilot, "asterisk")
            assert screen.rows[0].cells[0] == "★"
            await settle(pilot, "r", *"peer", "enter")
            assert len(project.codings.of(code=code_of(project, "Peer support"))) == 1
            # Another coder's is asked about first.
            await settle(pilot, "end", "x", "enter")
            assert len(screen.rows) == 2
            await settle(pilot, "home", "x")
            assert [row.cells[-1] for row in screen.rows] == ["Tom"]
            await settle(pilot, "enter")
            assert isinstance(pilot.app.screen, Reading)
            for key, screen in (("l", Passages), ("B", Book), ("D", Unlooks)):
                await settle(pilot, key)
                assert isinstance(pilot.app.screen, screen)
                await settle(pilot, "escape")
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
            await settle(pilot, "x", "enter", "enter")
            assert labels(project) == ["Breaks", "Peer support"]
            assert [one.why for one in project.requests.of()] == ["Shorter.", ""]
            assert "Proposed to Ana" in said(pilot)
    with Project.open(file, "Ana") as project:
        async with Workspace(project).run_test(size=(80, 24)) as pilot:
            book = await open_book(pilot)
            assert book.proposals == 2
            await settle(pilot, "n")
            assert isinstance(pilot.app.screen, Proposals)
            await settle(pilot, "a")
            await settle(pilot, "x", *"Still needed.", "enter")
            assert labels(project) == ["Rest", "Peer support"]
            answers = {one.kind: one.answer for one in project.requests.of(answered=True)}
            assert answers == {"rename": Answer.ACCEPTED, "delete": Answer.DECLINED}


async def test_a_theme_typed_in_the_picker_is_proposed_while_the_codebook_is_locked(file):
    with Project.open(file, "Ana") as project:
        project.codes.lock()
        source = project.sources.list()[0].id
    with Project.open(file, "Tom") as project:
        async with Workspace(project, source).run_test(size=(100, 30)) as pilot:
            await settle(pilot, "j", "enter", *"zebra")
            told = pilot.app.screen.query_one("#meaning", Static)
            assert str(told.render()) == "Ana decides on codes: Enter proposes it to them."
            await settle(pilot, "enter", *"Stripes.", "enter")
            (asked,) = project.requests.of()
            assert (asked.fields["label"], asked.source) == ("zebra", source)
            assert "proposed to them" in said(pilot)
            assert labels(project) == ["Breaks", "Peer support"]


async def test_a_theme_that_is_proposed_is_not_offered_again(file):
    with Project.open(file, "Ana") as project:
        project.codes.lock()
        source = project.sources.list()[0].id
    with Project.open(file, "Tom") as project:
        async with Workspace(project, source).run_test(size=(100, 30)) as pilot:
            for _ in range(2):
                await settle(pilot, "j", "enter", *"zebra", "enter", "enter", "enter")
                assert len(project.requests.of()) == 1
                picker = pilot.app.screen
                assert picker.query_one("#found").option_count == 0
                assert str(picker.query_one("#meaning", Static).render()) == (
                    "This theme is proposed: Ana decides on it. Esc goes back to the text."
                )
                await settle(pilot, "escape")


async def test_the_words_of_a_proposed_theme_are_coded_by_whoever_proposed_it(file):
    with Project.open(file, "Ana") as project:
        project.codes.lock()
        source = project.sources.list()[0].id
    with Project.open(file, "Tom") as project:
        async with Workspace(project, source).run_test(size=(100, 30)) as pilot:
            await pilot.press("j", "enter", *"zebra", "enter", *"Stripes.", "enter")
            await until(pilot, lambda: "These words get it once they accept it" in said(pilot))
    with Project.open(file, "Ana") as project:
        async with Workspace(project).run_test(size=(80, 24)) as pilot:
            await open_book(pilot, "n")
            await until_screen(pilot, Proposals)
            await pilot.press("a")
            await until(pilot, lambda: "coded, as Tom’s" in said(pilot))
            (coding,) = project.codings.of(code=code_of(project, "zebra"))
            assert coding.coder == "Tom"
            await pilot.press("u")
            await until(pilot, lambda: "zebra" not in labels(project))
            assert len(project.requests.of()) == 1


async def test_the_file_it_came_from_is_brought_up_to_date_with_its_comments(file):
    book = file.parent / "ours.yaml"
    with Project.open(file, "Ana") as project:
        project.codes.rename(code_of(project, "Breaks"), "Rest")
        async with Workspace(project).run_test(size=(80, 24)) as pilot:
            await open_book(pilot, "e", "enter", Typed(str(book)), "enter")
            await pilot.pause()
            assert book.read_text(encoding="utf-8") == BOOK.replace(
                "label: Breaks   #", "label: Rest  #"
            )


async def test_an_empty_codebook_says_how_to_begin(tmp_path):
    with Project.create(tmp_path / "new.qualcode", "Ana") as project:
        async with Workspace(project).run_test(size=(80, 24)) as pilot:
            screen = await open_book(pilot)
            assert said(pilot).startswith("There are no codes yet. a makes one")
            await settle(pilot, "a", *"First", "enter", "enter")
            assert screen.query_one(Rows).here == code_of(project, "First")


async def test_the_codes_under_a_code_are_folded_away_and_stay_so_while_one_looks_elsewhere(file):
    with Project.open(file, "Ana") as project:
        project.codes.add("Nights", parent=code_of(project, "Breaks"))
        async with Workspace(project).run_test(size=(80, 24)) as pilot:
            book = await open_book(pilot)

            def listed():
                return [str(one.id) for one in book.query_one(Rows).options]

            every = [code.id for code in project.codes.list()]
            assert listed() == every
            assert "hides 1 code under it" in said(pilot)
            await pilot.press("left")
            await until(pilot, lambda: len(listed()) == len(every) - 1)
            assert code_of(project, "Nights") not in listed()
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, Passages))
            await pilot.press("escape")
            await until(pilot, lambda: pilot.app.screen is book)
            assert len(listed()) == len(every) - 1
            await pilot.press("right")
            await until(pilot, lambda: listed() == every)
            # From a code that has none under it, the key goes to the one above.
            await pilot.press("down", "left")
            await until(pilot, lambda: book.here.label == "Breaks")


async def test_help_begins_with_the_keys_of_the_screen_it_was_opened_on(file):
    with Project.open(file, "Ana") as project:
        async with Workspace(project).run_test(size=(100, 40)) as pilot:
            await open_book(pilot, "question_mark")
            await until(pilot, lambda: isinstance(pilot.app.screen, Help))
            told = str(pilot.app.screen.query_one("#listed", Static).render())
            places = [told.index(one) for one in ("Make a new code under", "Undo what you did")]
            judging = told.index("Go through all that is suggested")
            assert places == sorted(places)
            assert places[-1] < judging


async def test_to_revert_a_split_says_first_how_many_passages_fall_back(file):
    with Project.open(file, "Ana") as project:
        code = code_of(project, "Breaks")
        project.codes.split(code, ["Tired", "No day off"])
        split = project.history.list(limit=1)[0]
        sorting = project.codes.sorting
        (which,) = sorting.splits()
        for passage in sorting.left(which):
            sorting.sort(which, passage, code_of(project, "Tired"))
        async with Workspace(project).run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await pilot.press("H")
            await until(pilot, lambda: isinstance(pilot.app.screen, History))
            await until(pilot, lambda: pilot.app.screen.rows)
            pilot.app.screen.stand_on(split.id)
            await pilot.press("x")
            await until(pilot, lambda: isinstance(pilot.app.screen, Confirm))
            assert (
                "2 passages that were sorted since fall back to “Breaks”."
                in pilot.app.screen.sentences
            )
            await pilot.press("enter")
            await until(pilot, lambda: len(project.codings.of(code=code)) == 3)
