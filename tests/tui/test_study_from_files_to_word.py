"""A study on a real project file, screen by screen: files, themes, counts, quotations, people."""

import csv

import docx
import pytest
from textual.widgets import OptionList, Static
from typing_hands import Typed, settle, until, until_screen

from qualcode.model import CaseKind, Form, SourceKind
from qualcode.project import Project
from qualcode_tui.app import Workspace
from qualcode_tui.dialogs.ask import Ask
from qualcode_tui.dialogs.choose import Choose
from qualcode_tui.dialogs.confirm import Confirm
from qualcode_tui.dialogs.tell import Tell
from qualcode_tui.screens.add_files import AddFiles
from qualcode_tui.screens.books import Books
from qualcode_tui.screens.brought_in import BroughtIn
from qualcode_tui.screens.counts import CountsTable
from qualcode_tui.screens.people import People
from qualcode_tui.screens.preview import Preview
from qualcode_tui.screens.quotations import Quotations
from qualcode_tui.screens.reading import Reading
from qualcode_tui.screens.sources import Sources
from qualcode_tui.screens.steps import Steps
from qualcode_tui.widgets.bars import Hints, StatusBar
from qualcode_tui.widgets.browser import Browser
from qualcode_tui.widgets.file_lines import FileRows, LineRows
from qualcode_tui.widgets.here import HerePanel
from qualcode_tui.widgets.rows import GoOn, Rows

SMALL, LARGE = (80, 24), (150, 44)
TALK = """\
FACILITATOR: Thank you for coming. What does a usual week look like?

RUTH: I do the mornings and then I go to work. By the evening I am worn out.

OMAR: Same here. I have not had a day off since August.

FACILITATOR: And who helps?

RUTH: The group on a Tuesday is the one place where I can sit down.

OMAR: Nobody. I ring and ring.
"""
INTERVIEW = """\
INTERVIEWER: How did it begin?

JOAN: With a fall. I moved back in with Dad the same week.

INTERVIEWER: And now?

JOAN: Now I am up three times a night.
"""
SURVEY = """\
id,Age,What helps you most?
0001,65 to 74,"My sister, when she can. She takes him on Fridays so that I can shop."
0002,55 to 64,"The group on a Tuesday, because nobody there asks me to explain it."
0003,65 to 74,"A night off that stays booked. They cancel half of them as it is."
0004,45 to 54,"Somebody who rings back when I have left a message for the third time."
"""


@pytest.fixture
def study(tmp_path, monkeypatch):
    """A folder of three files as they come, and the program started beside it."""
    folder = tmp_path / "study"
    folder.mkdir()
    (folder / "maple-fg.txt").write_text(TALK, encoding="utf-8")
    (folder / "maple-int.txt").write_text(INTERVIEW, encoding="utf-8")
    (folder / "scan.doc").write_bytes(b"\xd0\xcf\x11\xe0 old")
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture
def empty(tmp_path):
    """A new project of Ana's, open."""
    with Project.create(tmp_path / "maple.qualcode", "Ana", "Maple") as project:
        yield project


@pytest.fixture
def filled(empty, study):
    """The same with the two transcripts and two themes in it."""
    list(empty.sources.import_files([study / "maple-fg.txt", study / "maple-int.txt"]))
    empty.codes.add("Breaks")
    empty.codes.add("Sleep")
    return empty


@pytest.fixture
def coded(filled):
    """The same, read to the end, with three passages coded."""
    breaks, sleep = filled.codes.list()
    for source in filled.sources.list():
        document = filled.sources.document(source.id)
        filled.readings.mark(source.id, 0, len(document.text))
        for words, code in (("a day off", breaks), ("sit down", breaks), ("up three times", sleep)):
            start = document.text.find(words)
            if start >= 0:
                filled.codings.apply(source.id, start, start + len(words), code.id)
    return filled


def status(pilot):
    return pilot.app.screen.query_one(StatusBar).sentence


def rows(pilot):
    return pilot.app.screen.query_one(Rows)


def words_of(rows):
    return "\n".join(str(option.prompt) for option in rows.options)


async def begin(pilot, step):
    """Open a step of the study by going to it."""
    await settle(pilot)
    assert isinstance(pilot.app.screen, Steps)
    rows(pilot).keep(step)
    await settle(pilot, "enter")


async def look_at(pilot, *paths):
    """Look at files by typing their paths one under the other."""
    await begin(pilot, "files")
    await settle(pilot, "slash")
    pilot.app.focused.value = " ".join(f"'{path}'" for path in paths)
    await settle(pilot, "enter")
    await until_screen(pilot, Preview)
    await until(pilot, lambda: not pilot.app.screen.reading)


# Choosing files


async def test_files_are_ticked_and_then_looked_at(empty, study):
    async with Workspace(empty).run_test(size=SMALL) as pilot:
        await settle(pilot, "n")
        assert isinstance(pilot.app.screen, AddFiles)
        assert pilot.app.screen.query_one(Browser).entry.path == study
        await settle(pilot, "enter", "space", "down")
        assert pilot.app.screen.query_one(GoOn).label == "Look at 1 file"
        await settle(pilot, "enter")
        assert pilot.app.screen.query_one(GoOn).label == "Look at 2 files"
        assert words_of(rows(pilot)).count("☑") == 2
        await settle(pilot, "n")
        await until_screen(pilot, Preview)
        assert [path.name for path in pilot.app.screen.paths] == ["maple-fg.txt", "maple-int.txt"]
        await settle(pilot, "escape")
        await until_screen(pilot, AddFiles)
        assert words_of(rows(pilot)).count("☑") == 2
    assert empty.sources.list() == []


async def test_a_whole_folder_is_ticked_with_space(empty, study):
    async with Workspace(empty).run_test(size=SMALL) as pilot:
        await settle(pilot, "n", "space")
        assert pilot.app.screen.query_one(GoOn).label == "Look at 1 folder"
        await settle(pilot, "n")
        await until_screen(pilot, Preview)
        await until(pilot, lambda: not pilot.app.screen.reading)
        assert len(pilot.app.screen.choices) == 3


async def test_with_nothing_ticked_the_files_of_the_folder_are_looked_at(empty, study):
    async with Workspace(empty).run_test(size=SMALL) as pilot:
        await settle(pilot, "n", "enter")
        assert pilot.app.screen.query_one(GoOn).label == "Look at the 3 files in this folder"


async def test_down_from_the_last_file_reaches_the_bar_and_enter_does_what_it_offers(empty, study):
    async with Workspace(empty).run_test(size=SMALL) as pilot:
        await settle(pilot, "n", "enter", "end", "down")
        assert isinstance(pilot.app.focused, GoOn)
        await settle(pilot, "enter")
        await until_screen(pilot, Preview)


async def test_the_bar_answers_the_mouse(empty, study):
    async with Workspace(empty).run_test(size=SMALL) as pilot:
        await settle(pilot, "n", "enter")
        await pilot.click(GoOn)
        await until_screen(pilot, Preview)


# The preview


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_preview_shows_what_files_hold_and_stores_nothing(empty, study, size):
    async with Workspace(empty).run_test(size=size) as pilot:
        await look_at(pilot, *sorted(study.iterdir()))
        listed = words_of(pilot.app.screen.query_one(FileRows))
        assert [line.split()[:2] for line in listed.splitlines()[::2]] == [
            ["✓", "maple-fg.txt"],
            ["✓", "maple-int.txt"],
            ["✗", "scan.doc"],
        ]
        said = words_of(pilot.app.screen.query_one(LineRows))
        assert "FACILITATOR" in said
        assert "RUTH" in said
        assert "facilitator" in said
        assert "Bring in 2 files" in pilot.app.screen.query_one(GoOn).label
        # The bar that came takes nothing from the width that the rows were fitted to.
        assert pilot.app.screen.query_one("#both").region.width == size[0]
        await settle(pilot, "end")
        told = str(pilot.app.screen.query_one("#sentences", Static).render())
        assert told.startswith("✗")
        assert "Word" in told
    assert empty.sources.list() == []


async def test_a_guess_is_put_right_and_comes_in_as_said(empty, study):
    async with Workspace(empty).run_test(size=SMALL) as pilot:
        await look_at(pilot, study / "maple-fg.txt")
        await settle(pilot, "enter")
        assert pilot.app.screen.query_one(LineRows).has_focus
        await settle(pilot, "end")
        assert pilot.app.screen.line.key == "OMAR"
        await settle(pilot, "right")
        assert pilot.app.screen.line.value == "facilitator"
        await settle(pilot, "left", "left")
        assert pilot.app.screen.line.value == "unknown"
        await settle(pilot, "up", "right", "space")
        assert (pilot.app.screen.line.key, pilot.app.screen.line.value) == (
            "RUTH",
            "several people",
        )
        await settle(pilot, "n")
        await until_screen(pilot, BroughtIn)
    kinds = sorted(case.kind for case in empty.people.list())
    assert kinds == sorted([CaseKind.FACILITATOR, CaseKind.SEVERAL, CaseKind.UNKNOWN])


async def test_enter_shows_all_that_something_can_be_and_alone_changes_nothing(empty, study):
    async with Workspace(empty).run_test(size=SMALL) as pilot:
        await look_at(pilot, study / "maple-fg.txt")
        await settle(pilot, "enter", "end", "enter")
        assert isinstance(pilot.app.screen, Choose)
        listed = [str(one.prompt) for one in pilot.app.screen.query_one(OptionList).options]
        assert listed == ["person", "facilitator", "several people", "unknown"]
        await settle(pilot, "enter")
        assert pilot.app.screen.line.value == "person"
        await settle(pilot, "enter", "down", "down", "enter")
        assert pilot.app.screen.line.value == "several people"
        await settle(pilot, "home", "enter", "escape")
        assert pilot.app.screen.choices[0].taken


async def test_what_was_put_right_is_still_so_when_the_files_are_looked_at_again(empty, study):
    async with Workspace(empty).run_test(size=SMALL) as pilot:
        await look_at(pilot, study / "maple-fg.txt", study / "maple-int.txt")
        await settle(pilot, "enter", "end", "right", "escape", "down", "x", "escape")
        await until_screen(pilot, AddFiles)
        await settle(pilot, "n")
        await until_screen(pilot, Preview)
        await until(pilot, lambda: not pilot.app.screen.reading)
        first, second = pilot.app.screen.choices
        assert [line.value for line in first.lines() if line.key == "OMAR"] == ["facilitator"]
        assert not second.taken


async def test_a_name_that_is_typed_takes_the_place_of_the_guess(empty, study):
    async with Workspace(empty).run_test(size=SMALL) as pilot:
        await look_at(pilot, study / "maple-fg.txt")
        await settle(pilot, "enter", "home", "down", "enter", "M", "1", "enter")
        assert pilot.app.screen.line.value == "M1"


async def test_a_file_that_was_looked_over_has_no_question_mark_any_more(empty, tmp_path):
    path = tmp_path / "talk.txt"
    path.write_text(TALK.replace("OMAR: Nobody", "OMARR: Nobody"), encoding="utf-8")
    async with Workspace(empty).run_test(size=SMALL) as pilot:
        await look_at(pilot, path)
        files = pilot.app.screen.query_one(FileRows)
        assert words_of(files).startswith("?")
        await settle(pilot, "enter", "escape")
        assert words_of(files).startswith("✓")


async def test_another_file_begins_where_a_look_is_due_not_where_one_was_before(empty, study):
    async with Workspace(empty).run_test(size=SMALL) as pilot:
        await look_at(pilot, study / "maple-fg.txt", study / "maple-int.txt")
        await settle(pilot, "enter", "end", "escape", "down", "enter")
        assert pilot.app.screen.line.sort == "bring it in"


async def test_on_the_bar_the_keys_say_what_enter_does_there(empty, study):
    async with Workspace(empty).run_test(size=SMALL) as pilot:
        await look_at(pilot, study / "maple-fg.txt")
        await settle(pilot, "down")
        assert isinstance(pilot.app.focused, GoOn)
        told = [(hint.keys, hint.words) for hint in pilot.app.screen.query_one(Hints).hints]
        assert told[0] == ("Enter", "bring in 1 file")
        await settle(pilot, "up")
        hints = pilot.app.screen.query_one(Hints).hints
        assert hints[0].words == "look closer"


async def test_what_is_ticked_in_another_folder_is_told(empty, study):
    async with Workspace(empty).run_test(size=SMALL) as pilot:
        await settle(pilot, "n", "enter", "space", "backspace")
        label = pilot.app.screen.query_one(GoOn).label
        assert label == "Look at 1 file (1 of them in another folder)"


async def test_choosing_files_begins_at_the_project_where_the_program_was_started_among_none(
    empty, tmp_path, monkeypatch
):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "qualcode-0.1.0.whl").touch()
    monkeypatch.chdir(elsewhere)
    async with Workspace(empty).run_test(size=SMALL) as pilot:
        await settle(pilot, "n")
        assert pilot.app.screen.query_one(Browser).folder == tmp_path


async def test_kind_form_site_and_short_name_come_in_as_said(empty, study):
    async with Workspace(empty).run_test(size=LARGE) as pilot:
        await look_at(pilot, study / "maple-int.txt")
        await settle(pilot, "enter", "down", "enter")
        assert isinstance(pilot.app.screen, Ask)
        pilot.app.focused.value = "M-INT"
        await settle(pilot, "enter", "down", "down", "right", "down", "enter")
        pilot.app.focused.value = "Maple"
        await settle(pilot, "enter", "n")
        await until_screen(pilot, BroughtIn)
    (source,) = empty.sources.list()
    assert (source.ref, source.site, source.kind) == ("M-INT", "Maple", SourceKind.RECORDING)
    assert source.form is Form.FOCUS_GROUP


async def test_a_file_that_is_left_out_stays_out(empty, study):
    async with Workspace(empty).run_test(size=SMALL) as pilot:
        await look_at(pilot, study / "maple-fg.txt", study / "maple-int.txt")
        await settle(pilot, "x", "n")
        await until_screen(pilot, BroughtIn)
        assert "maple-int.txt" in words_of(rows(pilot))
    assert [source.name for source in empty.sources.list()] == ["maple-int.txt"]


async def test_a_text_that_is_there_already_is_not_offered_again(filled, study):
    async with Workspace(filled).run_test(size=SMALL) as pilot:
        await look_at(pilot, study / "maple-fg.txt")
        assert not pilot.app.screen.choices[0].taken
        assert pilot.app.screen.query_one(GoOn).label is None
        told = str(pilot.app.screen.query_one("#sentences", Static).render())
        assert "holds this text already" in told


async def test_an_encoding_is_said_where_a_text_cannot_be_made_out(empty, tmp_path):
    path = tmp_path / "odd.txt"
    path.write_bytes(b"RUTH: caf\x81\x8d\x8f\x90\x9d a day off\n\nOMAR: yes, all of it\n")
    async with Workspace(empty).run_test(size=SMALL) as pilot:
        await look_at(pilot, path)
        choice = pilot.app.screen.choices[0]
        assert choice.asks_encoding
        await settle(pilot, "enter", "right", "right")
        await until(pilot, lambda: not pilot.app.screen.reading)
        await settle(pilot, "right")
        await until(pilot, lambda: not pilot.app.screen.reading)
        assert pilot.app.screen.choices[0].encoding == "mac-roman"
        assert pilot.app.screen.choices[0].preview.refused is None


async def test_the_columns_of_a_survey_are_shown_and_its_answers_stand_beside_the_text(
    empty, tmp_path
):
    path = tmp_path / "survey.csv"
    path.write_text(SURVEY, encoding="utf-8")
    async with Workspace(empty).run_test(size=LARGE) as pilot:
        await look_at(pilot, path)
        said = words_of(pilot.app.screen.query_one(LineRows))
        assert "What helps you most?" in said
        assert "open: words to code" in said
        await settle(pilot, "enter", "end", "up")
        assert pilot.app.screen.line.key == "Age"
        while not pilot.app.screen.line.value.startswith("closed"):
            await settle(pilot, "right")
        await settle(pilot, "n")
        await until_screen(pilot, BroughtIn)
        source = empty.sources.list()[0]
        assert source.kind is SourceKind.SURVEY
        await pilot.app._open(source.id, 0)
        await settle(pilot)
        assert not pilot.app.screen.query("#beside")
        await settle(pilot, "j")
        await until(pilot, lambda: pilot.app.screen.query("#beside"))
        panel = pilot.app.screen.query_one(HerePanel)
        assert panel.query_one("#beside").display
        assert "65 to 74" in str(panel.query_one("#answers", Static).render())


async def test_bringing_in_leads_on_to_themes(empty, study):
    async with Workspace(empty).run_test(size=SMALL) as pilot:
        await look_at(pilot, study / "maple-fg.txt")
        await settle(pilot, "n")
        await until_screen(pilot, BroughtIn)
        assert pilot.app.screen.query_one(GoOn).label == "Next: Choose themes"
        assert "1 file came in" in status(pilot)
        await settle(pilot, "enter")
        await until_screen(pilot, Books)


# Themes


async def test_the_recommended_themes_are_highlighted_and_enter_takes_them(empty, study):
    list(empty.sources.import_files([study / "maple-fg.txt"]))
    async with Workspace(empty).run_test(size=SMALL) as pilot:
        await begin(pilot, "themes")
        assert rows(pilot).here == "cross-cutting"
        assert "take this if unsure" in words_of(rows(pilot))
        await settle(pilot, "enter")
        assert isinstance(pilot.app.screen, Tell)
        assert "new themes" in pilot.app.screen.sentences[0]
        await settle(pilot, "enter")
        await until_screen(pilot, Sources)
    assert len(empty.codes.list()) > 10


async def test_escape_stays_with_the_codebooks_to_take_another(empty, study):
    list(empty.sources.import_files([study / "maple-fg.txt"]))
    async with Workspace(empty).run_test(size=SMALL) as pilot:
        await begin(pilot, "themes")
        await settle(pilot, "enter")
        assert isinstance(pilot.app.screen, Tell)
        await settle(pilot, "escape")
        assert isinstance(pilot.app.screen, Books)
        assert rows(pilot).has_focus


async def test_themes_that_are_there_already_are_marked_and_not_taken_twice(empty, study):
    empty.codes.load_bundled()
    before = empty.codes.list()
    async with Workspace(empty).run_test(size=SMALL) as pilot:
        await begin(pilot, "themes")
        assert "✓ in the study" in words_of(rows(pilot))
        await settle(pilot, "enter")
        assert isinstance(pilot.app.screen, Tell)
        assert pilot.app.screen.sentences[0] == "The study has all of it already."
    assert empty.codes.list() == before


OWN = """\
codebook: own
label: Our own themes
codes:
  - id: breaks
    label: Breaks
    definition: Time off.
"""


async def test_a_codebook_of_ones_own_is_taken_and_its_change_shown_first(empty, tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text(OWN, encoding="utf-8")
    async with Workspace(empty).run_test(size=SMALL) as pilot:
        await begin(pilot, "themes")
        await settle(pilot, "f")
        pilot.app.focused.value = str(tmp_path / "missing.yaml")
        await settle(pilot, "enter")
        assert "There is no file" in status(pilot)
        pilot.app.focused.value = str(path)
        await settle(pilot, "enter")
        assert isinstance(pilot.app.screen, Tell)
        assert [code.label for code in empty.codes.list()] == ["Breaks"]
        pilot.app.action_home()
        await settle(pilot, "escape")
        pilot.app.action_books()
        await until_screen(pilot, Books)
        path.write_text(OWN.replace("Time off.", "Time that is one's own."), encoding="utf-8")
        await settle(pilot, "f")
        pilot.app.focused.value = str(path)
        await settle(pilot, "enter")
        assert isinstance(pilot.app.screen, Confirm)
        assert any("Time that is one's own" in one for one in pilot.app.screen.sentences)
        await settle(pilot, "escape")
        assert empty.codes.list()[0].definition == "Time off."


async def test_a_broken_codebook_is_refused_in_a_sentence(empty, tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text("codes: 7", encoding="utf-8")
    async with Workspace(empty).run_test(size=SMALL) as pilot:
        await begin(pilot, "themes")
        await settle(pilot, "f")
        pilot.app.focused.value = str(path)
        await settle(pilot, "enter")
        assert isinstance(pilot.app.screen, Books)
        assert pilot.app.screen.query_one(StatusBar).has_class("-refused")


# Reading, and the way home


async def test_reading_begins_with_the_sources_and_h_leads_back_to_the_steps(filled):
    async with Workspace(filled).run_test(size=SMALL) as pilot:
        await begin(pilot, "read")
        await until_screen(pilot, Sources)
        await settle(pilot, "enter")
        await until_screen(pilot, Reading)
        await settle(pilot, "j", "h")
        await until_screen(pilot, Steps)
        await settle(pilot, "enter")
        await until_screen(pilot, Reading)
        assert pilot.app.reading.reader.turn == 1


async def test_themes_taken_after_reading_began_are_there_to_code_with(empty, study):
    list(empty.sources.import_files([study / "maple-fg.txt"]))
    async with Workspace(empty, empty.sources.list()[0].id).run_test(size=SMALL) as pilot:
        await settle(pilot)
        empty.codes.add("Breaks")
        await settle(pilot, "h")
        await until_screen(pilot, Steps)
        rows(pilot).keep("read")
        await settle(pilot, "enter")
        await until_screen(pilot, Reading)
        await settle(pilot, "enter", Typed("brea"), "enter")
        assert len(empty.codings.of()) == 1


# Counts


async def test_counts_are_shown_by_what_is_known_and_saved_with_their_notes(coded, tmp_path):
    for case in coded.people.list():
        if case.kind is CaseKind.PERSON:
            coded.people.set_value(case.id, "role", "carer")
    async with Workspace(coded).run_test(size=LARGE) as pilot:
        await begin(pilot, "counts")
        await until(pilot, lambda: pilot.app.screen.table is not None)
        assert pilot.app.screen.by is None
        by_label = {row.label: row.cells for row in pilot.app.screen.table.rows}
        assert by_label == {"Breaks": ("2 of 3",), "Sleep": ("1 of 3",)}
        await settle(pilot, "right")
        await until(pilot, lambda: pilot.app.screen.by == "role")
        assert pilot.app.screen.table.groups == ("carer", "all", "by role")
        await settle(pilot, "left")
        await until(pilot, lambda: pilot.app.screen.by is None)
        await settle(pilot, "w")
        assert pilot.app.screen.table.title.startswith("Conversations")
        await settle(pilot, "w", "s", "enter", "enter")
        assert "counts.csv" in status(pilot)
    with (tmp_path / "Maple - counts.csv").open(encoding="utf-8-sig", newline="") as file:
        saved = list(csv.reader(file))
    assert saved[:3] == [
        ["theme", "all", "n", "base"],
        ["Breaks", "2 of 3", "2", "3"],
        ["Sleep", "1 of 3", "1", "3"],
    ]


async def test_the_columns_of_a_wide_table_are_reached_with_a_key_that_is_told(coded):
    for case in coded.people.list():
        coded.people.set_value(case.id, "cares for", f"somebody who lives with {case.code} " * 2)
    async with Workspace(coded).run_test(size=SMALL) as pilot:
        await begin(pilot, "counts")
        await until(pilot, lambda: pilot.app.screen.table is not None)
        assert "Shift" not in status(pilot)
        await settle(pilot, "right")
        await until(pilot, lambda: pilot.app.screen.by == "cares for")
        assert "Shift+→ shows more columns" in status(pilot)
        table = pilot.app.screen.query_one(CountsTable)
        await settle(pilot, "shift+right")
        assert table.scroll_offset.x > 0
        await settle(pilot, "shift+left")
        assert table.scroll_offset.x == 0


async def test_the_list_of_sources_says_which_file_a_short_name_stands_for(filled):
    async with Workspace(filled).run_test(size=SMALL) as pilot:
        await begin(pilot, "read")
        await until_screen(pilot, Sources)
        first, second = filled.sources.list()
        assert status(pilot).startswith(f"{first.ref} is {first.name}.")
        await settle(pilot, "down")
        assert status(pilot).startswith(f"{second.ref} is {second.name}.")


async def test_without_themes_counting_says_what_is_missing(empty, study):
    list(empty.sources.import_files([study / "maple-fg.txt"]))
    async with Workspace(empty).run_test(size=SMALL) as pilot:
        await begin(pilot, "counts")
        await until(pilot, lambda: "no themes yet" in status(pilot))


# Quotations


async def test_quotations_of_chosen_themes_go_into_a_word_file(coded, tmp_path):
    async with Workspace(coded).run_test(size=SMALL) as pilot:
        await begin(pilot, "quotations")
        await until(pilot, lambda: pilot.app.screen.counts)
        assert sorted(pilot.app.screen.counts.values()) == [1, 2]
        assert pilot.app.screen.query_one(GoOn).label == "Write 3 passages to a Word file"
        await settle(pilot, "home", "space")
        assert pilot.app.screen.query_one(GoOn).label == "Write 1 passage to a Word file"
        await settle(pilot, "n")
        assert isinstance(pilot.app.screen, Ask)
        await settle(pilot, "enter")
        await until_screen(pilot, Tell)
        assert "1 quotation in" in pilot.app.screen.sentences[0]
    words = "\n".join(
        p.text for p in docx.Document(tmp_path / "Maple - quotations.docx").paragraphs
    )
    assert "up three times" in words
    assert "a day off" not in words


async def test_whoever_said_no_is_left_out_and_that_is_said(coded, tmp_path):
    people = {name: item for item, name in coded.people.names().items()}
    omar = next(case for case in coded.people.list() if case.id == people["OMAR"])
    coded.people.record_consent(omar, "quote", "no")
    async with Workspace(coded).run_test(size=SMALL) as pilot:
        await begin(pilot, "quotations")
        await until(pilot, lambda: pilot.app.screen.counts)
        await settle(pilot, "n", "enter")
        await until_screen(pilot, Tell)
        assert "1 passage was left out because somebody there did not agree" in " ".join(
            pilot.app.screen.sentences
        )
    words = "\n".join(
        p.text for p in docx.Document(tmp_path / "Maple - quotations.docx").paragraphs
    )
    assert "a day off" not in words


async def test_a_file_that_is_there_is_never_written_over(coded, tmp_path):
    (tmp_path / "Maple - quotations.docx").write_text("mine", encoding="utf-8")
    async with Workspace(coded).run_test(size=SMALL) as pilot:
        await begin(pilot, "quotations")
        await until(pilot, lambda: pilot.app.screen.counts)
        await settle(pilot, "n")
        assert pilot.app.focused.value.endswith("quotations-2.docx")
        pilot.app.focused.value = str(tmp_path / "Maple - quotations.docx")
        await settle(pilot, "enter")
        assert "is there already" in status(pilot)
    assert (tmp_path / "Maple - quotations.docx").read_text(encoding="utf-8") == "mine"


async def test_with_nothing_coded_quotations_say_what_comes_first(filled):
    async with Workspace(filled).run_test(size=SMALL) as pilot:
        await begin(pilot, "quotations")
        await until(pilot, lambda: "“Read and code” comes first" in status(pilot))
        assert pilot.app.screen.query_one(GoOn).label is None


async def test_all_or_none_of_the_themes_are_ticked(coded):
    async with Workspace(coded).run_test(size=SMALL) as pilot:
        await begin(pilot, "quotations")
        await until(pilot, lambda: pilot.app.screen.counts)
        await settle(pilot, "a", "n")
        assert isinstance(pilot.app.screen, Quotations)
        assert "No theme is ticked" in status(pilot)
        await settle(pilot, "a")
        assert pilot.app.screen.ticked == set(pilot.app.screen.counts)


# The report


async def test_the_report_is_written_and_one_is_told_where(coded, tmp_path):
    async with Workspace(coded).run_test(size=SMALL) as pilot:
        await begin(pilot, "report")
        assert isinstance(pilot.app.screen, Ask)
        await settle(pilot, "enter")
        await until_screen(pilot, Tell)
        assert str(tmp_path / "Maple - report.html") in pilot.app.screen.sentences[0]
    assert "Maple" in (tmp_path / "Maple - report.html").read_text(encoding="utf-8")


# People


async def people_screen(pilot):
    await begin(pilot, "people")
    await until_screen(pilot, People)
    await until(pilot, lambda: pilot.app.screen.conversations)


async def test_people_are_listed_with_where_they_speak_and_without_names(filled):
    async with Workspace(filled).run_test(size=SMALL) as pilot:
        await people_screen(pilot)
        said = words_of(rows(pilot))
        assert "RUTH" not in said
        assert said.count("facilitator") == 2
        refs = {source.ref for source in filled.sources.list()}
        assert {one for line in said.splitlines() for one in line.split() if one in refs} == refs


async def test_kind_role_site_and_consent_are_said_of_somebody(filled):
    async with Workspace(filled).run_test(size=SMALL) as pilot:
        await people_screen(pilot)
        case = pilot.app.screen.case
        await settle(pilot, "e")
        assert isinstance(pilot.app.screen, Choose)
        await settle(pilot, "enter", "down", "enter")
        await settle(pilot, "e", "down", "enter", Typed("nurse"), "enter")
        await settle(pilot, "e", "down", "down", "enter", Typed("Oak"), "enter")
        await settle(pilot, "e", *["down"] * 5, "enter", "down", "enter")
        assert "did not agree to be quoted" in status(pilot)
    changed = filled.people.by_id()[case.id]
    assert (changed.kind, changed.role, changed.site) == (CaseKind.SEVERAL, "nurse", "Oak")
    assert changed.consent.quote == "no"


async def test_two_labels_are_said_to_be_one_person(filled):
    before = len(filled.people.list())
    async with Workspace(filled).run_test(size=SMALL) as pilot:
        await people_screen(pilot)
        await settle(pilot, "j", "enter")
        await until(pilot, lambda: len(filled.people.list()) == before - 1)


async def test_somebody_is_known_by_their_first_words_and_keeps_the_place_when_joined(filled):
    async with Workspace(filled).run_test(size=SMALL) as pilot:
        await people_screen(pilot)
        await settle(pilot, "end")
        case = pilot.app.screen.case
        assert status(pilot).startswith(f"{case.code} says first: “With a fall.")
        await settle(pilot, "j")
        answers = [str(one.prompt) for one in pilot.app.screen.query_one(OptionList).options]
        assert "How did it begin?" in answers[0]
        assert any("Same here. I have not had" in one for one in answers)
        other = answers[1].split()[0]
        await settle(pilot, "down", "enter")
        assert pilot.app.screen.case.code == other
        assert status(pilot).startswith(f"{case.code} is now {other}.")


async def test_a_no_to_being_quoted_has_a_sign_in_the_row(filled):
    case = filled.people.list()[0]
    filled.people.record_consent(case, "quote", "no")
    async with Workspace(filled).run_test(size=SMALL) as pilot:
        await people_screen(pilot)
        (row,) = [one for one in words_of(rows(pilot)).splitlines() if "✗ no" in one]
        assert case.code in row


async def test_the_people_go_out_as_a_spreadsheet_and_come_back_after_a_look(filled, tmp_path):
    async with Workspace(filled).run_test(size=SMALL) as pilot:
        await people_screen(pilot)
        await settle(pilot, "W", "enter")
        assert isinstance(pilot.app.screen, Tell)
        await settle(pilot, "enter", "R", "enter")
        assert isinstance(pilot.app.screen, Tell)
        assert "nothing that the study does not" in pilot.app.screen.sentences[0]
        await settle(pilot, "enter")
        fill_in_a_role(tmp_path / "Maple - people.xlsx")
        await settle(pilot, "R", "enter")
        assert isinstance(pilot.app.screen, Confirm)
        assert any("carer" in one for one in pilot.app.screen.sentences)
        assert not any(case.role == "carer" for case in filled.people.list())
        await settle(pilot, "enter")
        assert [case.role for case in filled.people.list()].count("carer") == 1


def fill_in_a_role(path):
    from openpyxl import load_workbook

    book = load_workbook(path)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            heads = {str(cell.value).casefold(): cell.column for cell in row if cell.value}
            if "role" in heads:
                sheet.cell(row[0].row + 1, heads["role"]).value = "carer"
                book.save(path)
                return
    raise AssertionError("the sheet has no column of roles")
