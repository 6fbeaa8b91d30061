"""Suggestions judged one by one, and drawn passages coded blind, in the workspace."""

import json
import threading
from dataclasses import replace

import pytest
from at_rest import leave_slow_work
from typing_hands import settle, until

from qualcode.model import Origin, Proposal
from qualcode.project import Project
from qualcode.project.suggesting.frame import cut_frame
from qualcode.project.suggesting.showing import When
from qualcode.project.suggestions import Suggestions
from qualcode.store.clock import now
from qualcode.store.codings import list_verdicts
from qualcode.store.local import replace_proposals
from qualcode_tui.app import Workspace
from qualcode_tui.dialogs.choose import Choose
from qualcode_tui.dialogs.picker import Picker
from qualcode_tui.dialogs.tell import Tell
from qualcode_tui.dialogs.why import Why
from qualcode_tui.screens.counts import Counts
from qualcode_tui.screens.review import DrawnPassages, Review
from qualcode_tui.screens.review.wording import say_card
from qualcode_tui.screens.steps import Steps
from qualcode_tui.widgets.bars import StatusBar, TopBar
from qualcode_tui.widgets.rows import GoOn, Rows

TRANSCRIPT = """\
FACILITATOR: What does a usual week look like?

RUTH: I do the mornings and then I go to work. By the evening I am worn out.

OMAR: Same here. I have not had a day off since August.

RUTH: The group on a Tuesday is the one place where I can sit down.
"""
CARD = {
    "model": "m",
    "passages": 40,
    "groups": 4,
    "figures": {"recall_at_3": 0.62},
    "baseline": {"recall_at_3": 0.31},
    "calibration_error": 0.03,
    "remarks": ["Only 4 conversations: these figures are a guess."],
}
RUTH_WORKS, OMAR, RUTH_SITS = 0, 1, 2


@pytest.fixture
def file(tmp_path):
    """A project of three passages and three codes, in which nothing was suggested yet; closed."""
    transcript = tmp_path / "A-FG1.txt"
    transcript.write_text(TRANSCRIPT, encoding="utf-8")
    path = tmp_path / "study.qualcode"
    with Project.create(path, "Ana") as project:
        assert [one.refused for one in project.sources.import_files([transcript])] == [None]
        project.codes.add("Breaks", definition="A day off; to sit down.")
        project.codes.add("Work", definition="Paid work beside caring.")
        project.codes.add("Tired")
    return path


@pytest.fixture
def project(file):
    """The same with four suggestions, always shown: the second passage has two of them."""
    with Project.open(file, "Ana") as project:
        passages = sorted(cut_frame(project._store), key=lambda one: one.start)
        codes = {code.label: code.id for code in project.codes.list()}

        def suggest(n, label, probability, rank=1, *, likely=False):
            one = passages[n]
            place = (one.id, one.source, one.start, one.end)
            return Proposal(*place, codes[label], probability, rank, likely, "m")

        suggested = [
            suggest(OMAR, "Breaks", 0.9, likely=True),
            suggest(OMAR, "Tired", 0.2, rank=2),
            suggest(RUTH_WORKS, "Work", 0.5),
            suggest(RUTH_SITS, "Breaks", 0.12),
        ]
        replace_proposals(project._store, suggested, "m", now(), json.dumps(CARD))
        project.suggestions.show_when(When.ALWAYS)
        yield project


def said(pilot):
    return pilot.app.screen.query_one(StatusBar).sentence


def offered(pilot):
    return pilot.app.screen.query_one(GoOn).label


def right_of_top(pilot):
    return pilot.app.screen.query_one(TopBar)._said[1]


def words_here(pilot):
    here = pilot.app.screen.passage
    text = pilot.app.project.sources.document(here.source).text
    return text[here.start : here.end].strip()


def coded(project):
    return sorted(
        (one.path, one.text.strip(), one.coding.origin) for one in project.codings.passages()
    )


def verdicts(project):
    return [one.verdict for one in list_verdicts(project._store.conn)]


async def test_each_suggestion_is_answered_with_a_key_and_saved_at_once(project):
    async with Workspace(project).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await settle(pilot, "Q")
        screen = pilot.app.screen
        assert isinstance(screen, Review)
        assert words_here(pilot) == "Same here. I have not had a day off since August."
        assert right_of_top(pilot) == "0 of 4 judged today"
        await settle(pilot, "a")
        assert coded(project) == [("Breaks", words_here(pilot), Origin.ACCEPTED)]
        assert said(pilot).startswith("Accepted “Breaks”")
        # What else is suggested for the passage comes first.
        assert screen.bench.label(screen.here.code) == "Tired"
        await settle(pilot, "z")
        assert verdicts(project) == ["accepted", "rejected"]
        assert words_here(pilot).startswith("I do the mornings")
        assert right_of_top(pilot) == "2 of 4 judged today"
        # Another code than the one suggested.
        await settle(pilot, "A")
        assert isinstance(pilot.app.screen, Picker)
        await settle(pilot, *"tir", "enter")
        assert verdicts(project)[2] == "accepted as"
        assert coded(project)[1][::2] == ("Tired", Origin.CODED)


async def test_the_best_suggestion_of_each_passage_is_the_one_that_is_highlighted(project):
    """The row of another passage says nothing of this one, also where it has the same code."""
    waiting = [one for passage in project.suggestions.waiting().passages for one in passage]
    (tired,) = [one.code for one in waiting if one.probability == 0.2]
    (works,) = [one for one in waiting if one.probability == 0.5]
    more = replace(works, code=tired, probability=0.1, rank=2)
    replace_proposals(project._store, [*waiting, more], "m", now(), json.dumps(CARD))
    async with Workspace(project).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await settle(pilot, "Q")
        screen = pilot.app.screen
        await settle(pilot, "down")
        assert screen.bench.label(screen.here.code) == "Tired"
        await settle(pilot, "s")
        assert words_here(pilot).startswith("I do the mornings")
        assert screen.bench.label(screen.here.code) == "Work"


async def test_undo_and_back_return_to_what_was_answered(project):
    async with Workspace(project).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await settle(pilot, "Q", "a", "z", "backspace")
        screen = pilot.app.screen
        assert verdicts(project) == ["accepted"]
        assert (words_here(pilot)[:9], screen.bench.label(screen.here.code)) == (
            "Same here",
            "Tired",
        )
        await settle(pilot, "u")
        assert verdicts(project) == []
        assert screen.bench.label(screen.here.code) == "Breaks"
        await settle(pilot, "U")
        assert verdicts(project) == ["accepted"]
        await settle(pilot, "backspace", "backspace")
        assert said(pilot) == "This is where you began."


async def test_skipped_passages_come_again_and_a_read_one_is_settled(project):
    async with Workspace(project).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await settle(pilot, "Q", "s")
        assert words_here(pilot).startswith("I do the mornings")
        await settle(pilot, "m")
        assert [one.coder for one in project.readings.of()] == ["Ana"]
        await settle(pilot, "n", "backspace")
        assert words_here(pilot).startswith("The group")
        await settle(pilot, "m")
        assert pilot.app.screen.passage is None
        assert offered(pilot) == "Go through what was left"
        # What was skipped is remembered while one looks elsewhere.
        await settle(pilot, "h", "Q")
        assert offered(pilot) == "Go through what was left"
        await settle(pilot, "n", "m")
        assert offered(pilot) == "Learn again"
        assert coded(project) == []
        assert project.suggestions.waiting().passages == ()


async def test_one_code_is_gone_through_from_the_most_to_the_least_probable(project):
    async with Workspace(project).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await settle(pilot, "Q", "c", *"brea", "enter")
        seen = []
        while pilot.app.screen.passage is not None:
            seen.append(words_here(pilot)[:9])
            await settle(pilot, "z")
        assert seen == ["Same here", "The group"]
        assert offered(pilot) == "The suggestions of all codes"
        await settle(pilot, "n")
        assert pilot.app.screen.passage is not None
        assert len(verdicts(project)) == 2


async def test_the_arrows_and_enter_are_enough(project):
    async with Workspace(project).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        steps = pilot.app.screen
        assert isinstance(steps, Steps)
        steps.query_one(Rows).keep("suggestions")
        await settle(pilot, "enter", "down", "enter")
        assert isinstance(pilot.app.screen, Choose)
        await settle(pilot, "down", "enter")
        assert verdicts(project) == ["rejected"]
        assert "“Tired”" in said(pilot)
        await settle(pilot, "escape")
        assert isinstance(pilot.app.screen, Steps)


async def test_why_shows_the_words_and_takes_the_answer(project):
    async with Workspace(project).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await settle(pilot, "Q")
        screen = pilot.app.screen
        assert "day" in screen.reasons[screen.here].words
        await settle(pilot, "i")
        assert isinstance(pilot.app.screen, Why)
        await settle(pilot, "a")
        assert verdicts(project) == ["accepted"]


async def test_the_passage_is_opened_in_the_text_and_the_way_leads_back(project):
    async with Workspace(project).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await settle(pilot, "Q", "o")
        app = pilot.app
        assert app.screen is app.reading
        assert app.reading.bench.say_place(app.reading.target) == "turn 3"
        await settle(pilot, "Q", "escape")
        assert app.screen is app.reading


async def test_a_source_unlike_what_was_learned_is_told_of_under_its_place(project):
    source = project.sources.list()[0]
    here = {"name": source.ref, "sources": [source.id], "texts": 30, "unlike": 21}
    elsewhere = {**here, "name": "site D", "sources": ["elsewhere"]}
    for told, shown in (([here, elsewhere], True), ([elsewhere], False)):
        card = json.dumps({**CARD, "unlike": told})
        replace_proposals(project._store, project.suggestions.of(), "m", now(), card)
        async with Workspace(project).run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await settle(pilot, "Q")
            place = str(pilot.app.screen.query_one("#place").render())
            line = f"{source.ref} is unlike what was learned (21 of 30 passages)"
            assert (line in place) is shown
            await settle(pilot, "i")
            assert (line in str(pilot.app.screen.query_one("#passage").render())) is shown


async def test_what_is_held_back_is_counted_and_the_reason_said(project):
    project.suggestions.show_when(When.AFTER_THREE)
    async with Workspace(project).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await settle(pilot, "Q")
        screen = pilot.app.screen
        assert screen.passage is None
        assert "4 suggestions in 1 source held back." in str(
            screen.query_one("#words").render()
        ).replace("\n", " ")
        assert offered(pilot) == "Go on reading"
        await settle(pilot, "I", "down", "enter")
        assert project.suggestions.when() is When.ALWAYS
        assert screen.passage is not None
        await settle(pilot, "f")
        assert isinstance(pilot.app.screen, Tell)
        assert any("62%" in sentence for sentence in pilot.app.screen.sentences)


async def test_without_any_it_learns_by_itself_and_says_what_from(file):
    with Project.open(file, "Ana") as project:
        project.suggestions.show_when(When.ALWAYS)
        async with Workspace(project).run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await settle(pilot, "Q")
            assert pilot.app.learning is None
            assert project.suggestions.card()["passages"] == 0
            assert said(pilot).startswith("Nothing is coded yet: suggestions rest on the codebook")
            assert pilot.app.screen.passage is not None


async def test_learning_goes_on_beside_other_screens_and_one_is_told_there(project, monkeypatch):
    may_go_on, learn = threading.Event(), Suggestions.refit

    def wait_and_learn(self, report):
        assert may_go_on.wait(10)
        return learn(self, report)

    monkeypatch.setattr(Suggestions, "refit", wait_and_learn)
    async with Workspace(project).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await settle(pilot, "Q")
        leave_slow_work(monkeypatch)
        await settle(pilot, "r", "a")
        assert pilot.app.learning is not None
        assert verdicts(project) == ["accepted"]
        await pilot.press("r")
        assert said(pilot) == "It is learning already."
        await pilot.press("h")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Steps)
        may_go_on.set()
        await until(pilot, lambda: pilot.app.learning is None)
        assert [one.title for one in pilot.app._notifications] == ["Suggestions"]
        assert project.suggestions.card()["model"] != "m"


async def test_without_codes_it_says_what_comes_first(tmp_path):
    with Project.create(tmp_path / "empty.qualcode", "Ana") as project:
        async with Workspace(project).run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await settle(pilot, "Q")
            assert "“Choose themes” comes first." in said(pilot)


async def test_passages_are_drawn_and_coded_blind_one_by_one(project):
    async with Workspace(project).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await settle(pilot, "S")
        screen = pilot.app.screen
        assert isinstance(screen, DrawnPassages)
        assert offered(pilot) == "Draw passages"
        await settle(pilot, "n", *"none", "enter")
        assert screen.left == []
        await settle(pilot, *["backspace"] * 4, "3", "enter", "enter")
        assert len(screen.left) == 3
        assert right_of_top(pilot) == "0 of 3 read"
        first = words_here(pilot)
        await settle(pilot, "enter", *"work", "enter")
        assert coded(project) == [("Work", first, Origin.CODED)]
        await settle(pilot, "m")
        assert right_of_top(pilot) == "1 of 3 read"
        second = words_here(pilot)
        assert second != first
        await settle(pilot, "1", "n")
        assert ("Work", second, Origin.CODED) in coded(project)
        await settle(pilot, "backspace")
        assert words_here(pilot) == second
        await settle(pilot, "m", "s")
        assert offered(pilot) == "Go through what was left"
        await settle(pilot, "n", "m")
        assert right_of_top(pilot) == "3 of 3 read"
        assert project.samples.queue("Ana") == ()
        await settle(pilot, "n")
        assert isinstance(pilot.app.screen, Counts)
        # What was promised: the shares that the draw allows.
        assert pilot.app.screen.table.title.startswith("Drawn passages")


async def test_another_coder_has_the_whole_draw_before_them_and_sees_no_codes(project):
    project.samples.draw(3, seed="7")
    for one in project.samples.queue("Ana"):
        project.codings.apply(one.source, one.start, one.end, project.codes.find("Work").id)
        project.readings.mark(one.source, one.start, one.end)
    with Project.open(project.path, "Tom") as toms:
        async with Workspace(toms).run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await settle(pilot, "S")
            assert right_of_top(pilot) == "0 of 3 read"
            assert "none yet" in str(pilot.app.screen.query_one("#own").render())


def test_the_card_in_short_says_how_good_it_is_at_each_site_and_with_nothing_coded_there():
    sites = [
        {"site": "A", "recall_at_3": 0.51, "recall_elsewhere": 0.42},
        {"site": "B", "recall_at_3": None, "recall_elsewhere": None},
        {"site": "D", "recall_at_3": 0.6, "recall_elsewhere": 0.3},
    ]
    told = say_card({**CARD, "sites": sites})
    assert any(one.endswith("A 51% (42%), D 60% (30%).") for one in told)
    assert not any("by site" in one for one in say_card(CARD))
