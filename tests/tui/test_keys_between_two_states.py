"""Keys that arrive while something changes: what they do is done to what the coder saw, or not."""

import pytest
from textual import events
from typing_hands import settle, until

from qualcode.project import Project
from qualcode_tui.app import Workspace
from qualcode_tui.screens.reading import Reading
from qualcode_tui.widgets.bars import StatusBar

TRANSCRIPT = """\
FACILITATOR: Thank you for coming. What does a usual week look like?

RUTH: I do the mornings and then I go to work. By the evening I am worn out.

OMAR: Same here. I have not had a day off since August. No day is mine.

RUTH: The group on a Tuesday is the one place where I can sit down.
"""
MORNINGS, DAY_OFF, TUESDAY = "I do the mornings", "a day off since August", "The group on a Tuesday"


@pytest.fixture
def project(tmp_path):
    """Ana's project of one source, with three codes that have the keys 1, 2 and 3."""
    (tmp_path / "A-FG1.txt").write_text(TRANSCRIPT, encoding="utf-8")
    with Project.create(tmp_path / "study.qualcode", "ana") as made:
        (found,) = made.sources.import_files([tmp_path / "A-FG1.txt"])
        assert found.refused is None
        made.sources.rename(made.sources.find(found.ref).id, "A-FG1")
        for label, words in (("Work", MORNINGS), ("Breaks", DAY_OFF), ("Peers", TUESDAY)):
            code(made, words, made.codes.add(label).id)
        yield made


@pytest.fixture
def bo(project):
    """The same project in the window of somebody else."""
    with Project.open(project.path, "bo") as theirs:
        yield theirs


def code(project, words, item):
    source = project.sources.find("A-FG1").id
    return project.codings.apply(source, *project.codings.locate(source, words), item)


def coded(project):
    labels = {one.id: one.label for one in project.codes.list()}
    texts = project.sources.texts()
    return [(texts[c.source][c.start : c.end], labels[c.code]) for c in project.codings.of()]


def status(pilot):
    return pilot.app.screen.query_one(StatusBar).sentence


@pytest.mark.usefixtures("quick_to_look")
async def test_a_code_that_goes_leaves_the_others_their_keys(project, bo):
    async with Workspace(project, "A-FG1").run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        bo.codes.join(bo.codes.find("Work").id, bo.codes.find("Breaks").id)
        await until(pilot, lambda: len(pilot.app.reading.bench.codes) == 2)
        await settle(pilot, "3")
        assert [one[1] for one in coded(project)].count("Peers") == 2
        await settle(pilot, "1")
        assert status(pilot).startswith("No code has the number 1 now.")


@pytest.mark.usefixtures("quick_to_look")
async def test_the_next_code_that_is_used_gets_the_key_that_is_free(project, bo):
    async with Workspace(project, "A-FG1").run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        bo.codes.join(bo.codes.find("Work").id, bo.codes.find("Breaks").id)
        money = bo.codes.add("Money")
        bench = pilot.app.reading.bench
        await until(pilot, lambda: money.id in bench.codes)
        bench.remember(money.id)
        assert bench.quick_code(1) == money.id
        assert bench.label(bench.quick_code(3)) == "Peers"


# Keys in one burst, as from hands that are faster than the screen


async def burst(pilot, *keys):
    """Let keys arrive all at once, none of them waiting for what the one before it opens."""
    for key in keys:
        character = {"enter": "\r", "space": " "}.get(key, key if len(key) == 1 else None)
        pilot.app.post_message(events.Key(key, character))
    await pilot.pause()


async def test_a_code_typed_before_the_picker_is_drawn_is_the_code_that_is_given(project):
    async with Workspace(project, "A-FG1").run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await burst(pilot, "enter", "w", "o", "r", "k", "enter")
        assert [label for words, label in coded(project) if "Thank you" in words] == ["Work"]
        assert project.readings.of() == []
        assert isinstance(pilot.app.screen, Reading)


async def test_a_key_for_the_screen_that_was_asked_for_does_nothing_to_the_text(project):
    async with Workspace(project, "A-FG1").run_test(size=(80, 24)) as pilot:
        await settle(pilot, "j")
        before = coded(project)
        await burst(pilot, "B", "x")
        assert coded(project) == before


async def test_keys_after_a_dialog_go_on_with_the_text(project):
    async with Workspace(project, "A-FG1").run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await burst(pilot, "enter", "w", "o", "r", "k", "enter", "j", "j", "2")
        assert [label for words, label in coded(project) if "Thank you" in words] == ["Work"]
        assert [label for words, label in coded(project) if words.startswith("Same")] == ["Breaks"]


async def test_a_key_held_too_long_sorts_no_passage_that_was_not_shown(project):
    work = project.codes.find("Work").id
    for words in (DAY_OFF, TUESDAY):
        code(project, words, work)
    project.codes.split(work, ["Paid", "Unpaid"])
    async with Workspace(project, "A-FG1").run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        pilot.app.open_sorting(work)
        await settle(pilot)
        await burst(pilot, "1", "1", "1")
        assert [label for _, label in coded(project)].count("Paid") == 1
        await settle(pilot, "2")
        assert [label for _, label in coded(project)].count("Unpaid") == 1


async def test_a_passage_that_another_recoded_meanwhile_is_not_sorted_but_the_next_is_shown(
    project, bo
):
    work, peers = project.codes.find("Work").id, project.codes.find("Peers").id
    code(project, DAY_OFF, work)
    project.codes.split(work, ["Paid", "Unpaid"])
    async with Workspace(project, "A-FG1").run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        pilot.app.open_sorting(work)
        await settle(pilot)
        bo.codings.recode(project.codings.of(code=work)[0].id, peers)
        await settle(pilot, "1")
        assert "Somebody else" in status(pilot)
        assert (MORNINGS, "Peers") in coded(project)
        assert len(pilot.app.screen.left) == 1


# Rows that another window moves


@pytest.mark.usefixtures("quick_to_look")
async def test_a_note_that_another_deletes_takes_no_neighbour_with_it(project, bo):
    source = project.sources.find("A-FG1").id
    for text in ("first", "second", "third"):
        project.notes.add("source", source, text)
    second = project.notes.list()[1]
    async with Workspace(project, "A-FG1").run_test(size=(80, 24)) as pilot:
        await settle(pilot, "N")
        pilot.app.screen.stand_on(second.id)
        await settle(pilot)
        bo.notes.delete(second.id)
        await until(pilot, lambda: len(pilot.app.screen.rows) == 2)
        await settle(pilot, "x")
        assert [one.text for one in project.notes.list()] == ["first", "third"]
        assert "gone" in status(pilot)
        await settle(pilot, "down", "x")
        assert len(project.notes.list()) == 1


@pytest.mark.usefixtures("quick_to_look")
async def test_a_turn_that_another_splits_moves_no_key_to_other_words(project, bo):
    source = project.sources.find("A-FG1").id
    turns = project.sources.document(source).turns
    async with Workspace(project, "A-FG1").run_test(size=(80, 24)) as pilot:
        await settle(pilot, "j", "j")
        at = project.codings.locate(source, "By the evening")[0]
        bo.patches.split_turn(source, turns[1].id, at, turns[2].case)
        await until(pilot, lambda: len(pilot.app.reading.bench.document.turns) > len(turns))
        await settle(pilot, "1")
        words = [said for said, label in coded(project) if label == "Work"]
        assert words[-1].startswith("Same here.")


# Words that leave with who said them


async def test_words_copied_from_a_list_say_who_did_not_agree_to_be_quoted(project, monkeypatch):
    copied = []
    monkeypatch.setattr(Workspace, "copy_to_clipboard", lambda _, text: copied.append(text))
    source = project.sources.find("A-FG1").id
    turns = project.sources.document(source).turns
    (ruth,) = {turn.case for turn in turns if MORNINGS in _words(project, turn)}
    project.people.record_consent(project.people.by_id()[ruth], "quote", "no")
    project.notes.add("selection", source, "tired", project.codings.locate(source, MORNINGS))
    async with Workspace(project, "A-FG1").run_test(size=(80, 24)) as pilot:
        await settle(pilot, "N", "y")
        pilot.app.open_person(ruth)
        await settle(pilot)
        row = next(row for row in pilot.app.screen.rows if row.id.startswith("passage:"))
        pilot.app.screen.stand_on(row.id)
        await settle(pilot, "y")
    assert len(copied) == 2
    for text in copied:
        assert MORNINGS in text
        assert "did not agree to be quoted" in text


def _words(project, turn):
    return project.sources.texts()[turn.source][turn.body : turn.end]
