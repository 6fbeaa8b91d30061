"""Corrections: words, speakers and turns of two people, and all that is read and counted of them.

The study is `small_study`: Mo (a carer, P1) and Dev (a worker, P2) in A-FG1, Jo (a carer) in
B-INT1. Values are worked out by hand from its texts.
"""

import contextlib
import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_study import GROUP, INTERVIEW, STUDY, Desk

from qualcode.model import CaseKind, QualcodeError
from qualcode.project import Project
from qualcode.project.correcting.errors import (
    AcrossTurnsError,
    NoSecondVoiceError,
    NotCorrectedError,
    NothingToCorrectError,
    OverlappingCorrectionError,
    SameSpeakerError,
    WithdrawnSpeakerError,
)
from qualcode.project.correcting.speakers import NewSpeaker
from qualcode.project.counts.tallies import PEOPLE
from qualcode.project.errors import TakenCodeError
from qualcode.store.errors import EmptySpanError, UnknownItemError

LOST = "I lost my job."


def correct(desk, words, new, ref="A-FG1"):
    return desk.project.patches.correct(desk.source(ref), *desk.span(ref, words), new)


def turn(desk, n, part=1, ref="A-FG1"):
    turns = desk.project.sources.document(desk.source(ref)).turns
    return next(one for one in turns if (one.n, one.part) == (n, part))


def person(desk, code):
    return desk.project.people.find(code).id


def split(desk, words=LOST, code="A-FG1-P2", n=4):
    at, _ = desk.span("A-FG1", words)
    whose = person(desk, code) if isinstance(code, str) else code
    return desk.project.patches.split_turn(desk.source("A-FG1"), turn(desk, n).id, at, whose)


def spoken(desk, ref="A-FG1"):
    """Return (turn's name, participant code, words) of every turn."""
    document = desk.project.sources.document(desk.source(ref))
    codes = {case.id: case.code for case in desk.project.people.list()}
    return [
        (one.name, codes.get(one.case), document.text[one.body : one.end]) for one in document.turns
    ]


def problems(desk):
    return [one.sentence for one in desk.project.copies.check() if one.problem]


# Words


def test_a_correction_can_be_changed_and_taken_back(desk):
    first = correct(desk, "May", "June")
    assert correct(desk, "May", "July") == first
    assert [one.words for one in desk.project.patches.of(desk.source("A-FG1"))] == ["July"]
    desk.project.patches.change(first, "August")
    assert [one.words for one in desk.project.patches.of(desk.source("A-FG1"))] == ["August"]
    desk.project.patches.remove(first)
    assert desk.project.patches.of(desk.source("A-FG1")) == []
    desk.project.history.undo()
    assert [one.words for one in desk.project.patches.of(desk.source("A-FG1"))] == ["August"]


def test_the_words_of_the_file_take_a_correction_back(desk):
    correct(desk, "May", "June")
    assert correct(desk, "May", "May") is None
    assert desk.project.patches.of(desk.source("A-FG1")) == []


def test_what_stands_there_already_is_refused(desk):
    with pytest.raises(NothingToCorrectError, match="“May”"):
        correct(desk, "May", "May")
    correct(desk, "May", "June")
    with pytest.raises(NothingToCorrectError, match="“June”"):
        correct(desk, "May", "June")


def test_a_correction_over_part_of_another_is_refused_and_says_which(desk):
    correct(desk, "a week away", "a weekend")
    for words in ("away in May", "had a week", "week"):
        with pytest.raises(OverlappingCorrectionError, match="“a weekend” in turn 2"):
            correct(desk, words, "x")


def test_a_wider_correction_takes_the_place_of_those_within(desk):
    correct(desk, "week", "weak")
    correct(desk, "May", "June")
    correct(desk, "a week away in May", "no time")
    assert [one.words for one in desk.project.patches.of(desk.source("A-FG1"))] == ["no time"]


def test_no_words_at_all_are_a_correction(desk):
    correct(desk, " away in May", "")
    desk.apply("A-FG1", "I had a week away in May.", "Breaks")
    (item,) = desk.project.quoting.choose().items
    assert item.text == "I had a week."


def test_a_correction_stays_within_one_turn_and_off_its_label(desk):
    text = GROUP
    for words in ("May.\nDev: I never", "Mo: I had"):
        start = text.index(words)
        with pytest.raises(AcrossTurnsError):
            desk.project.patches.correct(desk.source("A-FG1"), start, start + len(words), "x")


def test_a_coding_that_ends_inside_a_correction_stays_and_is_quoted_with_the_whole_word(desk):
    coding = desk.apply("A-FG1", "I had a week", "Breaks")
    correct(desk, "a week away", "a weekend")
    (item,) = desk.project.quoting.choose().items
    assert item.text == "I had a weekend"
    (after,) = desk.project.codings.of()
    assert (after.start, after.end) == (coding.start, coding.end)
    (passage,) = desk.project.codings.passages()
    assert (passage.text, passage.imported) == ("I had a weekend", "I had a week")


def test_what_is_shown_is_searched_listed_noted_and_cut_into_passages(desk):
    correct(desk, "May", "June")
    source = desk.source("A-FG1")
    assert [one.n for one in desk.project.search.turns("June")] == [2]
    assert desk.project.search.turns("May") == []
    item = desk.project.notes.add("selection", source, "?", desk.span("A-FG1", "away in May"))
    (note,) = [one for one in desk.project.notes.list() if one.id == item]
    assert desk.project.notes.words(note) == "away in June"
    from qualcode.project.suggesting.frame import cut_frame

    passages = [one.text for one in cut_frame(desk.project._store)]
    assert "I had a week away in June." in passages


def test_the_table_of_codings_keeps_the_imported_words_and_can_be_applied_again(desk, tmp_path):
    desk.apply("A-FG1", "I had a week away in May.", "Breaks")
    correct(desk, "May", "June")
    desk.project.exporting.write(tmp_path / "c.csv")
    (row,) = csv.DictReader((tmp_path / "c.csv").read_text("utf-8-sig").splitlines())
    assert row["text"] == "I had a week away in May."
    assert desk.project.codings.apply_table(tmp_path / "c.csv") == {"Asha": 0}


def test_a_draft_is_held_against_the_words_as_corrected(desk, tmp_path):
    correct(desk, "a week away in May", "a whole week away in June")
    draft = tmp_path / "draft.md"
    draft.write_text(
        "> “I had a whole week away in June.”\n\n> “I had a week away in May.”\n", encoding="utf-8"
    )
    new, old = desk.project.quoting.check(draft)
    assert (new.source, new.problem) == ("A-FG1", "")
    assert old.source is None
    assert "before it was corrected" in old.problem


def test_two_corrections_of_one_place_made_apart_are_both_told_and_the_later_is_shown(
    project, small_study, tmp_path
):
    list(project.sources.import_files([small_study]))
    project.copies.back_up(tmp_path / "tom.qualcode")
    asha = Desk(project)
    correct(asha, "May", "June")
    with Project.open(tmp_path / "tom.qualcode", "Tom") as copy:
        correct(Desk(copy), "May", "July")
    project.copies.merge(tmp_path / "tom.qualcode")
    (told,) = [one.sentence for one in project.copies.check()]
    assert "“June” (Asha) in turn 2 of A-FG1 is not shown: “July” (Tom) stands there" in told
    assert [one.shown for one in project.patches.list()] == [True, False]
    assert [one.n for one in project.search.turns("July")] == [2]
    assert project.search.turns("June") == []
    correct(asha, "May", "June")
    assert [one.sentence for one in project.copies.check()] == []
    assert [one.words for one in project.patches.of(asha.source("A-FG1"))] == ["June"]


def test_two_who_correct_the_same_in_the_same_way_do_not_disagree(project, small_study, tmp_path):
    list(project.sources.import_files([small_study]))
    project.copies.back_up(tmp_path / "tom.qualcode")
    asha = Desk(project)
    mine = correct(asha, "May", "June")
    with Project.open(tmp_path / "tom.qualcode", "Tom") as copy:
        correct(Desk(copy), "May", "June")
    project.copies.merge(tmp_path / "tom.qualcode")
    assert [one.sentence for one in project.copies.check()] == []
    project.patches.remove(mine)
    assert project.patches.of(asha.source("A-FG1")) == []


# Speakers


def test_a_turn_is_given_to_somebody_else_and_back(desk):
    desk.project.patches.give_turn(desk.source("A-FG1"), turn(desk, 4).id, person(desk, "A-FG1-P2"))
    assert spoken(desk)[3][1] == "A-FG1-P2"
    desk.project.patches.take_turn_back(turn(desk, 4).id)
    assert spoken(desk)[3][1] == "A-FG1-P1"
    desk.project.patches.give_turn(desk.source("A-FG1"), turn(desk, 4).id, person(desk, "A-FG1-P2"))
    assert spoken(desk)[3][1] == "A-FG1-P2"
    assert problems(desk) == []


def test_a_turn_can_be_somebody_new_s_or_nobodys(desk):
    source, four = desk.source("A-FG1"), turn(desk, 4).id
    made = desk.project.patches.give_turn(source, four, NewSpeaker())
    new = desk.project.people.by_id()[made]
    assert (new.code, new.kind, new.site) == ("A-FG1-P3", CaseKind.PERSON, "A")
    desk.project.patches.give_turn(source, four, None)
    assert spoken(desk)[3][1] is None
    desk.project.patches.give_turn(source, four, NewSpeaker("A-FG1-Chair", CaseKind.FACILITATOR))
    assert spoken(desk)[3][1] == "A-FG1-Chair"
    desk.project.history.undo()
    assert "A-FG1-Chair" not in [case.code for case in desk.project.people.list()]


def test_refusals_of_a_speaker_say_why_and_change_nothing(desk):
    source, four = desk.source("A-FG1"), turn(desk, 4).id
    give = desk.project.patches.give_turn
    before = spoken(desk)
    with pytest.raises(UnknownItemError, match="turn"):
        give(source, "no such turn", person(desk, "A-FG1-P2"))
    with pytest.raises(UnknownItemError, match="participant"):
        give(source, four, "nobody I know")
    with pytest.raises(SameSpeakerError, match="Turn 4 is A-FG1-P1’s already"):
        give(source, four, person(desk, "A-FG1-P1"))
    with pytest.raises(TakenCodeError, match="a-fg1-p2"):
        give(source, four, NewSpeaker("a-fg1-p2"))
    with pytest.raises(NotCorrectedError):
        desk.project.patches.take_turn_back(four)
    assert spoken(desk) == before


def test_nothing_is_given_to_somebody_who_withdrew(desk):
    gone = person(desk, "A-FG1-P2")
    desk.project.copies.withdraw(gone)
    with pytest.raises(WithdrawnSpeakerError, match="A-FG1-P2"):
        desk.project.patches.give_turn(desk.source("A-FG1"), turn(desk, 4).id, gone)
    with pytest.raises(WithdrawnSpeakerError):
        split(desk, code="A-FG1-P2")
    with pytest.raises(EmptySpanError):
        desk.project.patches.correct(
            desk.source("A-FG1"), turn(desk, 3).body, turn(desk, 3).end, "x"
        )


# Two people in one turn


def test_a_split_gives_the_rest_of_a_turn_to_somebody_else_and_is_mended(desk):
    item = split(desk)
    assert spoken(desk)[3:5] == [
        ("turn 4", "A-FG1-P1", "And then"),
        ("turn 4, second part", "A-FG1-P2", "I lost my job."),
    ]
    desk.project.patches.mend_split(item)
    assert spoken(desk)[3] == ("turn 4", "A-FG1-P1", "And then I lost my job.")
    assert split(desk) == item
    assert len(spoken(desk)) == 6
    assert problems(desk) == []


def test_a_split_at_a_blank_begins_at_the_word_after_it(desk):
    at, _ = desk.span("A-FG1", " I lost")
    four, whose = turn(desk, 4), person(desk, "A-FG1-P2")
    item = desk.project.patches.split_turn(desk.source("A-FG1"), four.id, at, whose)
    assert turn(desk, 4, 2).start == at + 1
    desk.project.patches.mend_split(item)
    assert split(desk) == item


def test_a_part_is_split_again_and_given_to_somebody_else(desk):
    second = split(desk)
    at, _ = desk.span("A-FG1", "my job")
    source, one = desk.source("A-FG1"), person(desk, "A-FG1-P1")
    desk.project.patches.split_turn(source, second, at, one)
    assert [row[1:] for row in spoken(desk)[3:6]] == [
        ("A-FG1-P1", "And then"),
        ("A-FG1-P2", "I lost"),
        ("A-FG1-P1", "my job."),
    ]
    desk.project.patches.give_turn(source, second, None)
    assert spoken(desk)[4] == ("turn 4, second part", None, "I lost")
    desk.project.patches.mend_split(second)
    assert [row[1:] for row in spoken(desk)[3:5]] == [
        ("A-FG1-P1", "And then I lost"),
        ("A-FG1-P1", "my job."),
    ]


def test_a_split_needs_words_and_another_person_on_both_sides(desk):
    for words in ("And then",):
        with pytest.raises(NoSecondVoiceError, match="turn 4"):
            split(desk, words)
    four = turn(desk, 4)
    with pytest.raises(NoSecondVoiceError):
        desk.project.patches.split_turn(desk.source("A-FG1"), four.id, four.end, None)
    with pytest.raises(SameSpeakerError, match="A-FG1-P1"):
        split(desk, code="A-FG1-P1")
    correct(desk, "then I lost", "when we lost")
    with pytest.raises(OverlappingCorrectionError, match="“when we lost”"):
        split(desk)
    assert len(spoken(desk)) == 5


def test_a_correction_does_not_reach_over_the_place_of_a_split(desk):
    split(desk)
    with pytest.raises(AcrossTurnsError):
        correct(desk, "then I lost", "when we lost")


def test_people_are_counted_by_the_parts_they_speak(desk):
    desk.apply("A-FG1", LOST, "Work")
    desk.read("A-FG1")
    desk.read("B-INT1")
    # Mo spoke of it, of Mo, Dev and Jo; Mo and Jo are carers, Dev is a worker.
    assert desk.counts(PEOPLE, "Work")["all"][:2] == (1, 3)
    by_role = desk.counts(PEOPLE, "Work", by="role")
    assert (by_role["carer"][:2], by_role["worker"][:2]) == ((1, 2), (0, 1))
    split(desk)
    # Now Dev did.
    assert desk.counts(PEOPLE, "Work")["all"][:2] == (1, 3)
    by_role = desk.counts(PEOPLE, "Work", by="role")
    assert (by_role["carer"][:2], by_role["worker"][:2]) == ((0, 2), (1, 1))
    # Somebody new: four people are counted now, and the fourth spoke of it.
    desk.project.patches.give_turn(desk.source("A-FG1"), turn(desk, 4, 2).id, NewSpeaker())
    assert desk.counts(PEOPLE, "Work")["all"][:2] == (1, 4)
    # The facilitator takes no part.
    facilitator = turn(desk, 1).case
    desk.project.patches.give_turn(desk.source("A-FG1"), turn(desk, 4, 2).id, facilitator)
    assert desk.counts(PEOPLE, "Work")["all"][:2] == (0, 3)


def test_a_coding_over_both_parts_is_said_by_both(desk):
    desk.apply("A-FG1", "And then I lost my job.", "Work")
    desk.read("A-FG1")
    assert desk.counts(PEOPLE, "Work")["all"][:2] == (1, 2)
    split(desk)
    assert desk.counts(PEOPLE, "Work")["all"][:2] == (2, 2)
    (item,) = desk.project.quoting.choose().items
    assert item.text == "A-FG1-P1: And then\nA-FG1-P2: I lost my job."


def test_quotations_and_passages_are_whoever_speaks_where_they_begin(desk):
    desk.apply("A-FG1", LOST, "Work")
    split(desk)
    (item,) = desk.project.quoting.choose().items
    assert (item.participant, item.role, item.turn) == ("A-FG1-P2", "worker", 4)
    (passage,) = desk.project.codings.passages()
    assert passage.case == person(desk, "A-FG1-P2")


def test_passages_once_cut_stay_whole_and_a_part_of_a_facilitators_turn_is_heard(desk):
    from qualcode.project.suggesting.frame import cut_frame, turns_where

    store = desk.project._store
    before = {one.id: (one.start, one.end) for one in cut_frame(store)}
    split(desk)
    after = cut_frame(store)
    assert {one.id: (one.start, one.end) for one in after} == before
    (whole,) = [one for one in after if one.text == "And then I lost my job."]
    assert turns_where(store, after)[whole.id].case == person(desk, "A-FG1-P1")
    split(desk, "about breaks.", "A-FG1-P2", n=5)
    new = [one for one in cut_frame(store) if one.id not in before]
    assert [one.text for one in new] == ["Tell me about breaks."]
    assert problems(desk) == []


# The list


def test_all_corrections_are_listed_in_reading_order_with_who_and_what(desk, tmp_path):
    split(desk)
    correct(desk, "May", "June")
    desk.project.patches.give_turn(desk.source("A-FG1"), turn(desk, 3).id, NewSpeaker())
    listed = desk.project.patches.list()
    assert [(one.turn, one.kind, one.before, one.after, one.coder) for one in listed] == [
        ("turn 2", "words", "May", "June", "Asha"),
        ("turn 3", "speaker", "A-FG1-P2", "A-FG1-P3", "Asha"),
        ("turn 4, second part", "two people", "A-FG1-P1", "A-FG1-P2", "Asha"),
    ]
    assert desk.project.patches.write_list(tmp_path / "c.csv") == 3
    rows = list(csv.DictReader((tmp_path / "c.csv").read_text("utf-8-sig").splitlines()))
    assert [row["shown"] for row in rows] == ["June", "A-FG1-P3", "A-FG1-P2"]
    for one in listed:
        desk.project.patches.take_back(one.id)
    assert desk.project.patches.list() == []
    assert [row[1:] for row in spoken(desk)] == [
        (code, line.partition(": ")[2])
        for code, line in zip(
            ["A-FG1-F1", "A-FG1-P1", "A-FG1-P2", "A-FG1-P1", "A-FG1-F1"],
            GROUP.splitlines(),
            strict=True,
        )
    ]


def test_a_cell_of_the_list_cannot_run_as_a_formula(desk, tmp_path):
    correct(desk, "May", "=1+1")
    desk.project.patches.write_list(tmp_path / "c.csv")
    (row,) = csv.DictReader((tmp_path / "c.csv").read_text("utf-8-sig").splitlines())
    assert row["shown"] == "'=1+1"


def test_acts_are_told_in_words(desk):
    correct(desk, "May", "June")
    item = split(desk)
    desk.project.patches.mend_split(item)
    undone = [desk.project.history.undo() for _ in range(3)]
    assert undone == [
        "Undone: put together again turn 4 of A-FG1.",
        "Undone: said that two people speak in turn 4 of A-FG1.",
        "Undone: corrected “May” to “June” in A-FG1, turn 2.",
    ]


# Any series of corrections

moves = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "code",
                "correct",
                "correct",
                "remove",
                "split",
                "split",
                "mend",
                "give",
                "undo",
                "redo",
            ]
        ),
        st.integers(0, 10**6),
        st.integers(0, 10**6),
    ),
    min_size=3,
    max_size=14,
)


@pytest.fixture(scope="module")
def studies(tmp_path_factory):
    """A project file of the small study, to be copied."""
    folder = tmp_path_factory.mktemp("study")
    for name, words in (("group.txt", GROUP), ("interview.txt", INTERVIEW), ("study.yaml", STUDY)):
        (folder / name).write_text(words, encoding="utf-8")
    path = folder / "p.qualcode"
    with Project.create(path, "Asha") as made:
        list(made.sources.import_files([folder]))
        made.codes.add("Work")
    return path


def move(desk, what, one, two):
    """Make one random move; a refusal is a fine outcome, and leaves things as they were."""
    patches, source = desk.project.patches, desk.source("A-FG1")
    start = one % len(GROUP)
    end = start + 1 + two % 30
    turns = desk.project.sources.document(source).turns
    people = [*desk.project.people.by_id(), None]
    whose, at = people[two % len(people)], turns[one % len(turns)]
    with contextlib.suppress(QualcodeError):
        match what:
            case "code":
                desk.project.codings.apply(source, start, end, desk.code("Work"))
            case "correct":
                patches.correct(source, start, end, ["", "x", "two words", "a\nb"][two % 4])
            case "split":
                patches.split_turn(source, at.id, at.body + two % 20, whose)
            case "give":
                patches.give_turn(source, at.id, whose)
            case "remove" | "mend":
                held = patches.list()
                if held:
                    patches.take_back(held[one % len(held)].id)
            case "undo":
                desk.project.history.undo()
            case "redo":
                desk.project.history.redo()


@settings(max_examples=40, deadline=None)
@given(moves)
def test_after_any_corrections_codings_read_the_same_imported_words(
    studies, tmp_path_factory, made
):
    path = tmp_path_factory.mktemp("copy") / "p.qualcode"
    path.write_bytes(studies.read_bytes())
    with Project.open(path, "Asha") as project:
        desk = Desk(project)
        read = {}
        for one in made:
            move(desk, *one)
            source = desk.source("A-FG1")
            document = project.sources.document(source)
            assert document.text == GROUP
            for coding in project.codings.of():
                words = (coding.start, coding.end, GROUP[coding.start : coding.end])
                assert read.setdefault(coding.id, words) == words
            ends = [0] + [turn.end for turn in document.turns]
            for before, turn in zip(ends, document.turns, strict=False):
                assert before <= turn.start <= turn.body < turn.end
                assert GROUP[turn.end - 1].strip()
            kept = sorted("".join(GROUP[t.body : t.end] for t in document.turns).replace(" ", ""))
            said = "".join(line.partition(": ")[2] for line in GROUP.splitlines())
            assert kept == sorted(said.replace(" ", ""))
        assert [one.sentence for one in project.copies.check()] == []
