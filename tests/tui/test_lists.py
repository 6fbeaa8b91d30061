"""The lists of a study on a real project: narrowed, put in order, saved, mended, undone."""

import docx
import openpyxl
import pytest
from typing_hands import Typed, settle, until, until_screen

from qualcode.model import CaseKind, Form
from qualcode.project import Project
from qualcode.store.act_changes import is_told
from qualcode.store.entities import BY_NAME
from qualcode_tui.app import Workspace
from qualcode_tui.dialogs.choose import Choose
from qualcode_tui.dialogs.confirm import Confirm
from qualcode_tui.dialogs.note import NoteDialog
from qualcode_tui.dialogs.tell import Tell
from qualcode_tui.screens.history import ENTITIES, FIELDS, History
from qualcode_tui.screens.notes import Notes
from qualcode_tui.screens.people import People, Person
from qualcode_tui.screens.preview import Preview
from qualcode_tui.screens.reading import Reading
from qualcode_tui.screens.sources import Sources
from qualcode_tui.screens.tidy import Tidy
from qualcode_tui.widgets.bars import StatusBar
from qualcode_tui.widgets.browser import Browser

SMALL, LARGE = (80, 24), (160, 50)
GROUP = """\
FACILITATOR: What does a usual week look like?

RUTH: I do the mornings and then I go to work.

OMAR: I have not had a day off since August.
"""
INTERVIEW = """\
INTERVIEWER: How did it begin?

JOAN: With a fall. I moved back in with Dad.
"""


@pytest.fixture
def project(tmp_path):
    """A study of Ana's: a group and an interview at two sites, two themes, one coding, one note."""
    for name, words in (("oak-group.txt", GROUP), ("elm-interview.txt", INTERVIEW)):
        (tmp_path / name).write_text(words, encoding="utf-8")
    with Project.create(tmp_path / "maple.qualcode", "Ana", "Maple") as made:
        paths = [tmp_path / "oak-group.txt", tmp_path / "elm-interview.txt"]
        assert not [one for one in made.sources.import_files(paths) if one.refused]
        for source in made.sources.list():
            is_group = "RUTH" in made.sources.document(source.id).text
            made.sources.rename(source.id, "OAK-1" if is_group else "ELM-1")
            made.sources.set_site(source.id, "Oak" if is_group else "Elm")
            made.sources.set_form(source.id, Form.FOCUS_GROUP if is_group else Form.INTERVIEW)
        made.codes.add("Breaks", definition="Time off.")
        made.codes.add("Sleep")
        made.codings.apply(*place(made, "a day off"), made.codes.find("Breaks").id)
        source, *span = place(made, "With a fall")
        made.notes.add("selection", source, "ask when", tuple(span))
        yield made


def place(project, words):
    """The id of the source in which words stand, and where they begin and end."""
    for source in project.sources.list():
        start = project.sources.document(source.id).text.find(words)
        if start >= 0:
            return source.id, start, start + len(words)
    raise LookupError(words)


async def go_to(pilot, key, screen):
    await pilot.press(key)
    await until(pilot, lambda: isinstance(pilot.app.screen, screen) and pilot.app.screen.rows)


def run(project, size=SMALL):
    return Workspace(project).run_test(size=size)


def status(pilot):
    return pilot.app.screen.query_one(StatusBar).sentence


def shown(pilot):
    return [row.cells[0] for row in pilot.app.screen.shown]


async def open_sources(pilot):
    await pilot.pause()
    pilot.app.action_sources()
    await until(pilot, lambda: isinstance(pilot.app.screen, Sources) and pilot.app.screen.rows)


# What every list can do


async def test_typed_words_narrow_a_list_and_escape_shows_all_of_it_again(project):
    async with run(project) as pilot:
        await open_sources(pilot)
        await settle(pilot, "slash", Typed("oak"))
        assert shown(pilot) == ["OAK-1"]
        await settle(pilot, "enter", "escape")
        assert shown(pilot) == ["ELM-1", "OAK-1"]
        assert isinstance(pilot.app.screen, Sources)


async def test_a_list_is_narrowed_by_a_fact_and_put_in_order_by_a_column(project):
    async with run(project) as pilot:
        await open_sources(pilot)
        await settle(pilot, "v")
        names = [
            str(one.prompt).split("  ")[0]
            for one in pilot.app.screen.query("OptionList")[0].options
        ]
        await settle(pilot, *["down"] * (names.index("site") - 1), "enter", "down", "enter")
        assert shown(pilot) == ["ELM-1"]
        await settle(pilot, "escape", "o", "down", "enter", "o", "enter")
        assert shown(pilot) == ["OAK-1", "ELM-1"]


@pytest.mark.parametrize(("keys", "ending"), [([], ".docx"), (["down"], ".xlsx")])
async def test_a_list_is_saved_as_it_is_shown_under_the_name_of_the_study(
    project, tmp_path, keys, ending
):
    path = tmp_path / f"Maple - sources{ending}"
    async with run(project) as pilot:
        await open_sources(pilot)
        await settle(pilot, "slash", Typed("oak"), "enter", "ctrl+s", *keys, "enter", "enter")
        await until(pilot, lambda: "1 source saved" in status(pilot))
        await settle(pilot, "ctrl+s", *keys, "enter")
        assert pilot.app.focused.value.endswith(f"sources-2{ending}")
    if ending == ".docx":
        rows = [[cell.text for cell in row.cells] for row in docx.Document(path).tables[0].rows]
    else:
        sheet = openpyxl.load_workbook(path)["Table"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[0] for row in rows] == ["source", "OAK-1"]
    assert [act.kind for act in project.history.list(limit=1)] == ["export"]


async def test_the_highlighted_row_is_copied(project, monkeypatch):
    copied = []
    monkeypatch.setattr(Workspace, "copy_to_clipboard", lambda _, text: copied.append(text))
    async with run(project) as pilot:
        await open_sources(pilot)
        await settle(pilot, "y")
    assert copied[0].split("\t")[0] == "ELM-1"


async def test_an_act_is_undone_and_done_again_on_a_list(project):
    async with run(project) as pilot:
        await pilot.pause()
        await go_to(pilot, "N", Notes)
        await settle(pilot, "u")
        assert project.notes.list() == []
        assert pilot.app.screen.rows == []
        await settle(pilot, "U")
        assert [row.cells[1] for row in pilot.app.screen.rows] == ["ask when"]


async def test_what_was_undone_on_a_list_is_gone_from_the_page(project):
    source = place(project, "a day off")[0]
    async with Workspace(project, source).run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert len(pilot.app.reading.bench.codings) == 1
        await settle(pilot, "s")
        await until_screen(pilot, Sources)
        await settle(pilot, "u", "u")
        assert project.codings.of() == []
        await settle(pilot, "enter")
        await until_screen(pilot, Reading)
        assert pilot.app.reading.bench.codings == []


@pytest.mark.usefixtures("quick_to_look")
async def test_what_another_window_writes_appears_by_itself(project):
    async with run(project) as pilot:
        await pilot.pause()
        await go_to(pilot, "N", Notes)
        with Project.open(project.path, "Tom") as other:
            other.notes.add("project", "project", "seen by Tom")
        await until(pilot, lambda: len(pilot.app.screen.rows) == 2)
        assert pilot.app.screen.here.cells[1] == "ask when"


# Sources


async def test_a_source_is_changed_after_its_import(project):
    async with run(project) as pilot:
        await open_sources(pilot)
        await settle(pilot, "e", "enter")
        pilot.app.focused.value = "ELM-9"
        await settle(pilot, "enter")
        assert shown(pilot) == ["ELM-9", "OAK-1"]
        await settle(pilot, "e", "down", "down", "enter", "down", "enter")
    assert project.sources.find("ELM-9").form is Form.FOCUS_GROUP


async def test_a_short_name_that_is_taken_is_refused_where_it_is_typed(project):
    async with run(project) as pilot:
        await open_sources(pilot)
        await settle(pilot, "e", "enter")
        pilot.app.focused.value = "oak-1"
        await settle(pilot, "enter")
        assert "Another source is called oak-1." in status(pilot)


async def test_progress_counts_ones_own_and_others_apart(project):
    with Project.open(project.path, "Tom") as other:
        other.codings.apply(*place(project, "I do the mornings"), other.codes.find("Sleep").id)
    async with run(project, LARGE) as pilot:
        await open_sources(pilot)
        columns = [column.name for column in pilot.app.screen.columns()]
        oak = dict(zip(columns, pilot.app.screen.rows[1].cells, strict=True))
        assert (oak["yours"], oak["others'"], oak["turns coded"], oak["turns"]) == (1, 1, 2, 3)


# People


async def test_a_person_has_a_page_and_a_fact_is_changed_there(project):
    async with run(project) as pilot:
        await pilot.pause()
        await go_to(pilot, "P", People)
        joan = next(one for one in pilot.app.screen.cases.values() if "fall" in first(project, one))
        pilot.app.screen.stand_on(joan.id)
        await go_to(pilot, "enter", Person)
        what = {row.id: row.cells[1:] for row in pilot.app.screen.rows}
        assert what["fact:value:site"] == ("site", "not said")
        assert ("on turn 2 of ELM-1", "ask when (Ana)") in what.values()
        pilot.app.screen.stand_on("fact:value:role")
        await settle(pilot, "enter", Typed("carer"), "enter")
        assert project.people.by_id()[joan.id].role == "carer"
        await settle(pilot, "u", "escape")
        await until_screen(pilot, People)
        assert pilot.app.screen.case.id == joan.id
        assert project.people.by_id()[joan.id].role is None


def first(project, case):
    return "".join(one.first for one in project.people.heard(case.id))


async def test_a_passage_is_opened_from_the_page_of_who_said_it(project):
    async with run(project) as pilot:
        await pilot.pause()
        source, start, _ = place(project, "a day off")
        coded = project.codings.of()[0]
        pilot.app.open_person(next(p.case for p in project.codings.passages()))
        await until_screen(pilot, Person)
        await pilot.pause()
        pilot.app.screen.stand_on(f"passage:{coded.id}")
        await settle(pilot, "enter")
        await until_screen(pilot, Reading)
        assert pilot.app.reading.source == source
        turn = pilot.app.reading.bench.edges.turn_at(start)
        assert pilot.app.reading.reader.turn == turn


# Notes


async def test_notes_are_written_changed_and_deleted_in_the_list(project):
    async with run(project) as pilot:
        await pilot.pause()
        await go_to(pilot, "N", Notes)
        await settle(pilot, "w")
        assert isinstance(pilot.app.screen, NoteDialog)
        await settle(pilot, *"begun", "ctrl+s")
        assert [note.text for note in project.notes.list("project", "project")] == ["begun"]
        await settle(pilot, "e", *" late", "ctrl+s", "up", "x")
        assert len(project.notes.list()) == 1


async def test_somebody_elses_note_is_deleted_only_when_that_is_agreed_to(project):
    with Project.open(project.path, "Tom") as other:
        other.notes.add("project", "project", "Tom's")
    async with run(project) as pilot:
        await pilot.pause()
        await go_to(pilot, "N", Notes)
        await settle(pilot, "x")
        assert isinstance(pilot.app.screen, Confirm)
        await settle(pilot, "escape")
        assert len(project.notes.list()) == 2
        await settle(pilot, "x", "enter")
        assert [note.coder for note in project.notes.list()] == ["Ana"]


async def test_a_note_leads_to_the_words_it_stands_by(project):
    async with run(project) as pilot:
        await pilot.pause()
        await go_to(pilot, "N", Notes)
        await settle(pilot, "enter")
        await until_screen(pilot, Reading)
        assert pilot.app.reading.source == place(project, "With a fall")[0]


# The history


async def test_the_history_shows_what_an_act_changed_and_undoes_one_act_alone(project):
    async with run(project) as pilot:
        await pilot.pause()
        await go_to(pilot, "H", History)
        coding = next(row for row in pilot.app.screen.rows if "coded “Breaks”" in row.cells[2])
        pilot.app.screen.stand_on(coding.id)
        await settle(pilot, "enter")
        assert isinstance(pilot.app.screen, Tell)
        assert any("words “a day off”" in one for one in pilot.app.screen.sentences)
        await settle(pilot, "enter", "x")
        assert project.codings.of() == []
        assert len(project.notes.list()) == 1
        pilot.app.screen.stand_on(coding.id)
        await settle(pilot, "x")
        assert len(project.codings.of()) == 1


async def test_somebody_elses_act_is_undone_only_when_that_is_agreed_to(project):
    with Project.open(project.path, "Tom") as other:
        other.codings.apply(*place(project, "go to work"), other.codes.find("Sleep").id)
    async with run(project) as pilot:
        await pilot.pause()
        await go_to(pilot, "H", History)
        await settle(pilot, "x")
        assert isinstance(pilot.app.screen, Confirm)
        await settle(pilot, "escape")
        assert len(project.codings.of()) == 2
        await settle(pilot, "x", "enter")
        assert [one.coder for one in project.codings.of()] == ["Ana"]


async def test_older_acts_come_on_demand(project, monkeypatch):
    monkeypatch.setattr("qualcode_tui.screens.history._PAGE", 3)
    async with run(project) as pilot:
        await pilot.pause()
        await go_to(pilot, "H", History)
        acts = project.history.count()
        assert [len(pilot.app.screen.rows), acts > 7] == [4, True]
        await settle(pilot, "end", "enter")
        assert len(pilot.app.screen.rows) == 7
        assert pilot.app.screen.here.id == project.history.list(limit=4)[3].id


# Loose ends


async def test_a_loose_end_leads_to_where_it_is_mended(project):
    omar = next(one.case for one in project.codings.passages())
    project.people.set_kind(omar, CaseKind.UNKNOWN)
    async with run(project) as pilot:
        await pilot.pause()
        await go_to(pilot, "T", Tidy)
        assert pilot.app.screen.here.cells[0] == "speaker nobody has named"
        await settle(pilot, "enter")
        await until_screen(pilot, Person)
        assert pilot.app.screen._case == omar


async def test_what_is_unread_is_opened_at_its_first_word(project):
    async with run(project) as pilot:
        await pilot.pause()
        await go_to(pilot, "T", Tidy)
        unread = next(row for row in pilot.app.screen.rows if row.cells[0] == "not read to the end")
        pilot.app.screen.stand_on(unread.id)
        await settle(pilot, "enter")
        await until_screen(pilot, Reading)
        assert pilot.app.reading.reader.turn == 0


async def test_what_an_import_left_out_leaves_the_list_when_it_was_seen(project, tmp_path):
    (tmp_path / "fir.vtt").write_text(
        "WEBVTT\n\nSTYLE\n::cue {}\n\n00:00.000 --> 00:02.000\n<v Ada>I had a week away.\n",
        encoding="utf-8",
    )
    assert not [one for one in project.sources.import_files([tmp_path / "fir.vtt"]) if one.refused]
    async with run(project) as pilot:
        await pilot.pause()
        await go_to(pilot, "T", Tidy)
        ends = pilot.app.screen
        before = [row.id for row in ends.rows]
        left = next(row for row in ends.rows if row.cells[0] == "left out at the import")
        # What can be mended stays.
        ends.stand_on(before[0])
        await settle(pilot, "x")
        assert [row.id for row in ends.rows] == before
        ends.stand_on(left.id)
        await settle(pilot, "x")
        assert [row.id for row in ends.rows] == [one for one in before if one != left.id]
        await settle(pilot, "u")
        assert [row.id for row in ends.rows] == before


# Files


async def test_files_that_qualcode_wrote_are_named_and_not_chosen_with_the_rest(
    project, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    project.exporting.write_table(tmp_path / "Maple - notes.docx", "Notes", ["note"], [["a"]])
    async with run(project) as pilot:
        await pilot.pause()
        pilot.app.action_add_files()
        await until(pilot, lambda: pilot.app.screen.query(Browser))
        await pilot.pause()
        browser = pilot.app.screen.query_one(Browser)
        assert {path.name for path in browser.paths} == {"oak-group.txt", "elm-interview.txt"}
        rows = [str(option.prompt) for option in browser.options]
        assert any("Maple - notes.docx  written by qualcode" in row for row in rows)


async def test_a_folder_does_not_bring_in_what_qualcode_wrote_there(project, tmp_path):
    (tmp_path / "more.txt").write_text("RUTH: And one thing more.\n", encoding="utf-8")
    project.exporting.write_table(tmp_path / "Maple - notes.docx", "Notes", ["note"], [["a"]])
    async with run(project) as pilot:
        await pilot.pause()
        pilot.app.go(lambda: Preview([tmp_path]))
        await until_screen(pilot, Preview)
        await until(pilot, lambda: not pilot.app.screen.reading)
        taken = {one.name for one in pilot.app.screen.choices if one.taken}
        assert taken == {"more.txt"}
        assert "Maple - notes.docx" in {one.name for one in pilot.app.screen.choices if one.own}


async def test_a_study_file_in_the_folder_above_is_named_before_anything_is_brought_in(
    project, tmp_path
):
    inside = tmp_path / "study" / "transcripts"
    inside.mkdir(parents=True)
    (inside / "more.txt").write_text("RUTH: And one thing more.\n", encoding="utf-8")
    async with run(project) as pilot:
        await pilot.pause()
        pilot.app.go(lambda: Preview([inside / "more.txt"]))
        screen = await until_screen(pilot, Preview)
        assert not screen.query_one("#study").display
        study = inside.parent / "study.yaml"
        study.write_text("title: Evenings\nsources: []\n", encoding="utf-8")
        pilot.app.go(lambda: Preview([inside / "more.txt"]))
        await until(pilot, lambda: pilot.app.screen is not screen)
        await until_screen(pilot, Preview)
        await until(pilot, lambda: pilot.app.screen.query_one("#study").display)
        told = str(pilot.app.screen.query_one("#study").render())
        assert told == f"What {study} says of these files is used here."


@pytest.mark.parametrize("size", [(60, 18), SMALL, LARGE])
async def test_no_row_of_any_list_is_wider_than_its_screen(project, size):
    async with run(project, size) as pilot:
        await pilot.pause()
        for key, screen in (("P", People), ("N", Notes), ("H", History), ("T", Tidy)):
            await go_to(pilot, key, screen)
            await pilot.pause()
            rows = pilot.app.screen.query_one("#rows")
            widest = max(option.prompt.cell_length for option in rows.options)
            assert widest <= rows.size.width - 2


async def test_the_choice_of_facts_is_left_alone_by_escape(project):
    async with run(project) as pilot:
        await open_sources(pilot)
        await settle(pilot, "v")
        assert isinstance(pilot.app.screen, Choose)
        await settle(pilot, "escape")
        assert len(shown(pilot)) == 2


def test_nothing_in_the_history_is_called_as_the_file_calls_it():
    for entity in BY_NAME.values():
        told = [one.name for one in entity.fields if is_told(entity.name, one.name)]
        called = [FIELDS.get(name, name) for name in told]
        called += [ENTITIES.get(entity.name, entity.name)] if told else []
        for one in called:
            assert "_" not in one
            assert one not in {
                "case",
                "cases",
                "entity",
                "verdict",
                "presence",
                "patch",
                "ref",
                "n",
            }
