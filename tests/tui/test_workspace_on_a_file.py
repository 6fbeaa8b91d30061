"""The workspace on a real project file: what is done is in the file, and comes back."""

import pytest
from typing_hands import settle, until

from qualcode.project import Project
from qualcode.project.suggesting.showing import When
from qualcode_tui.app import Workspace
from qualcode_tui.screens.reading import Reading
from qualcode_tui.widgets.bars import StatusBar
from qualcode_tui.widgets.here import HereLine, HereList

TRANSCRIPT = """\
FACILITATOR: Thank you for coming. What does a usual week look like?

RUTH: I do the mornings and then I go to work. By the evening I am worn out.

OMAR: Same here. I have not had a day off since August.

RUTH: The group on a Tuesday is the one place where I can sit down.
"""


@pytest.fixture
def file(tmp_path):
    """A project of one source and two codes, closed."""
    transcript = tmp_path / "A-FG1.txt"
    transcript.write_text(TRANSCRIPT, encoding="utf-8")
    path = tmp_path / "study.qualcode"
    with Project.create(path, "ana") as project:
        assert [found.refused for found in project.sources.import_files([transcript])] == [None]
        project.codes.add("Breaks")
        project.codes.add("Peer support")
    return path


def coded(path):
    with Project.open(path, "ana") as project:
        return sorted(
            (
                project.sources.document(c.source).text[c.start : c.end],
                project.codes.find(c.code).label,
            )
            for c in project.codings.of()
        )


def open_source(project):
    return Workspace(project, project.sources.list()[0].id).run_test(size=(100, 30))


async def test_codings_readings_and_undo_are_in_the_file(file):
    with Project.open(file, "ana") as project:
        async with open_source(project) as pilot:
            await pilot.press("j", "j", "full_stop", "space", "enter", *"brea", "enter")
            await pilot.press("j", "enter", *"peer", "enter", "k", "r", "u", "m")
            await pilot.pause()
            assert pilot.app.screen.query_one(StatusBar).sentence.startswith("Marked turn 3")
        source = project.sources.list()[0].id
        assert len(project.readings.of(source)) == 1
    assert coded(file) == [
        ("I have not had a day off since August.", "Breaks"),
        ("The group on a Tuesday is the one place where I can sit down.", "Peer support"),
    ]


async def test_after_words_of_a_turn_were_coded_the_whole_turn_is_marked_as_read(file):
    with Project.open(file, "ana") as project:
        async with open_source(project) as pilot:
            await pilot.press("j", "space", "enter", *"peer", "enter", "m")
            await pilot.pause()
            assert (
                pilot.app.screen.query_one(StatusBar).sentence == "Marked turn 2 as read. u undoes."
            )
        source = project.sources.list()[0].id
        turn = project.sources.document(source).turns[1]
        (read,) = project.readings.of(source)
        assert (read.start, read.end) == (turn.body, turn.end)


async def test_of_selected_words_without_a_code_only_they_are_marked_as_read(file):
    with Project.open(file, "ana") as project:
        async with open_source(project) as pilot:
            await pilot.press("j", "space", "m")
            await pilot.pause()
        source = project.sources.list()[0].id
        turn = project.sources.document(source).turns[1]
        (read,) = project.readings.of(source)
        assert read.end < turn.end


async def test_a_theme_of_ones_own_is_made_while_coding_and_undone_like_any_act(file):
    with Project.open(file, "ana") as project:
        async with open_source(project) as pilot:
            await pilot.press("j", "enter", *"worn out", "enter", *"Having no strength.", "enter")
            await pilot.pause()
            code = project.codes.find("worn out")
            assert code.definition == "Having no strength."
            assert [one.code for one in project.codings.of()] == [code.id]
            await pilot.press("u", "u")
            await pilot.pause()
            assert [one.label for one in project.codes.list()] == ["Breaks", "Peer support"]
            assert project.codings.of() == []


async def test_a_code_has_the_number_it_had_before_the_project_was_closed(file):
    for _ in range(2):
        with Project.open(file, "ana") as project:
            async with open_source(project) as pilot:
                if not project.codings.of():
                    await pilot.press("j", "enter", *"peer", "enter", "j", "enter", *"brea")
                    await pilot.press("enter", "j", "1")
                    await pilot.pause()
                bench = pilot.app.reading.bench
                assert [bench.label(code) for code in bench.quick] == ["Peer support", "Breaks"]


@pytest.mark.parametrize("size", [(80, 24), (150, 44)])
async def test_a_note_by_some_words_is_shown_while_the_cursor_is_on_them(file, size):
    with Project.open(file, "ana") as project:
        source = project.sources.list()[0]
        turn = project.sources.document(source.id).turns[2]
        span = (turn.body, turn.body + 4)
        project.notes.add("selection", source.id, "Ask Omar before using this.", span)
        async with Workspace(project, source.id).run_test(size=size) as pilot:
            await settle(pilot)
            assert "Ask Omar" not in shown_here(pilot)
            await settle(pilot, "j", "j")
            assert "Ask Omar before using this." in shown_here(pilot)


def shown_here(pilot):
    """What is said of the words at the cursor, in the panel or on the line that stands for it."""
    rows = pilot.app.screen.query_one(HereList).options
    return f"{pilot.app.screen.query_one(HereLine).render()} {[str(row.prompt) for row in rows]}"


async def test_the_same_code_twice_is_refused_in_a_sentence_and_nothing_is_added(file):
    with Project.open(file, "ana") as project:
        async with open_source(project) as pilot:
            await pilot.press("j", "enter", *"brea", "enter", "r")
            await pilot.pause()
            assert "Breaks" in pilot.app.screen.query_one(StatusBar).sentence
            assert pilot.app.screen.query_one(StatusBar).has_class("-refused")
    assert len(coded(file)) == 1


async def test_the_place_is_found_again_after_closing(file):
    with Project.open(file, "ana") as project:
        async with open_source(project) as pilot:
            await pilot.press("j", "j", "ctrl+q")
    with Project.open(file, "ana") as project:
        async with Workspace(project).run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert isinstance(pilot.app.screen, Reading)
            assert pilot.app.reading.reader.turn == 2


@pytest.mark.usefixtures("quick_to_look")
async def test_what_another_coder_writes_appears_without_a_key(file):
    with Project.open(file, "ana") as project, Project.open(file, "ben") as other:
        async with open_source(project) as pilot:
            await pilot.pause()
            turn = project.sources.document(project.sources.list()[0].id).turns[1]
            code = other.codes.find("Breaks")
            other.codings.apply(turn.source, turn.body, turn.end, code.id)
            bench = pilot.app.reading.bench
            await until(pilot, lambda: [one.coder for one in bench.codings] == ["ben"])


async def test_words_said_are_found(file):
    with Project.open(file, "ana") as project:
        async with open_source(project) as pilot:
            await pilot.press("slash", *"tues", "enter")
            await pilot.pause()
            assert pilot.app.reading.reader.turn == 3


async def test_without_a_coder_a_code_is_refused_with_what_to_do(file):
    with Project.open(file) as project:
        async with open_source(project) as pilot:
            await pilot.press("enter", *"brea", "enter")
            await pilot.pause()
            assert pilot.app.screen.query_one(StatusBar).has_class("-refused")
    assert coded(file) == []


async def test_an_undo_of_what_was_done_in_another_source_says_where(file, tmp_path):
    second = tmp_path / "B-INT1.txt"
    second.write_text(TRANSCRIPT.replace("August", "May"), encoding="utf-8")
    with Project.open(file, "ana") as project:
        assert [found.refused for found in project.sources.import_files([second])] == [None]
        first, other = project.sources.list()
        body = project.sources.document(other.id).turns[1]
        code = project.codes.find("Breaks").id
        project.codings.apply(other.id, body.body, body.end, code)
        async with Workspace(project, first.id).run_test(size=(100, 30)) as pilot:
            await pilot.press("u")
            await pilot.pause()
            said = pilot.app.screen.query_one(StatusBar)
            assert said.sentence.startswith(f"Undone: coded “Breaks” in {other.ref}, turn 2: “")
            await pilot.press("U")
            await pilot.pause()
            assert said.sentence.startswith(f"Done again: coded “Breaks” in {other.ref}, turn 2: “")


async def test_judged_suggestions_are_in_the_file_and_undone(file):
    with Project.open(file, "ana") as project:
        source = project.sources.list()[0].id
        document = project.sources.document(source)
        project.codes.add("Day off", definition="A day off. I have not had a day off since August.")
        project.suggestions.refit()
        project.suggestions.show_when(When.ALWAYS)
        proposed = project.suggestions.of(source)
        turn = next(n for n, t in enumerate(document.turns) if t.end >= proposed[0].end)
        async with open_source(project) as pilot:
            await pilot.press(*"j" * turn, "a")
            await pilot.pause()
            assert [c.origin for c in project.codings.of(source)] == ["accepted suggestion"]
            assert len(project.suggestions.of(source)) == len(proposed) - 1
            await pilot.press("u")
            await pilot.pause()
            assert project.codings.of(source) == []
            assert project.suggestions.of(source) == proposed
