"""What the lists of a study read: progress, people, notes with places, acts, and loose ends."""

import docx
import pytest
from small_study import Desk

from qualcode.model import CaseKind, Form
from qualcode.project.errors import TakenCodeError, TakenFileError
from qualcode.project.tidying import Loose
from qualcode.store.errors import NotUndoneError

DAY, WEEK, JOB = "I never had a day.", "I had a week away in May.", "And then I lost my job."


@pytest.fixture
def tom(desk, open_as):
    """Tom at the same project, in a session of his own."""
    return Desk(open_as(desk.project.path, "Tom"))


def case(desk, said):
    """The person who says some words."""
    document = desk.project.sources.document(desk.source("A-FG1"))
    at = document.text.index(said)
    return next(turn.case for turn in document.turns if turn.start <= at < turn.end)


# Sources


def test_progress_is_that_of_each_coder_in_codings_turns_and_what_was_read(desk, tom):
    source = desk.source("A-FG1")
    desk.apply("A-FG1", DAY, "Breaks")
    desk.apply("A-FG1", DAY, "Work")
    tom.apply("A-FG1", WEEK, "Breaks")
    desk.project.readings.mark(source, *desk.span("A-FG1", WEEK))
    found = desk.project.sources.overview()[source]
    assert (found.turns, found.coded, found.codings) == (5, 2, 3)
    assert (found.of("Asha").codings, found.of("Asha").turns) == (2, 1)
    assert (found.of("Tom").codings, found.of("Tom").read) == (1, 0.0)
    assert found.of("Asha").read == desk.project.sources.progress("Asha")[source] > 0
    assert found.of("Nobody").codings == 0


def test_progress_of_overlapping_codings_and_readings_counts_no_turn_twice(desk):
    source = desk.source("A-FG1")
    start, end = desk.span("A-FG1", WEEK)[0], desk.span("A-FG1", DAY)[1]
    desk.project.codings.apply(source, start, end, desk.code("Breaks"))
    desk.apply("A-FG1", DAY, "Work")
    assert desk.project.sources.overview()[source].coded == 2


def test_the_form_of_a_source_is_changed_and_the_change_undone(desk):
    source = desk.source("A-FG1")
    desk.project.sources.set_form(source, Form.INTERVIEW)
    assert desk.project.sources.find("A-FG1").form is Form.INTERVIEW
    desk.project.history.undo()
    assert desk.project.sources.find("A-FG1").form is Form.FOCUS_GROUP


# People


def test_people_are_heard_with_their_turns_words_and_first_words(desk):
    heard = {one.case: one for one in desk.project.people.heard()}
    mo = heard[case(desk, WEEK)]
    assert (mo.turns, mo.words, mo.first) == (2, 13, WEEK)
    assert desk.project.people.heard(mo.case) == [mo]


def test_codings_of_a_person_are_those_that_begin_in_their_words(desk):
    desk.apply("A-FG1", DAY, "Breaks")
    desk.apply("A-FG1", WEEK, "Breaks")
    assert [one.text for one in desk.project.people.coded(case(desk, DAY))] == [DAY]


def test_nobody_gets_the_participant_code_of_somebody_else(desk):
    mo, dev = (desk.project.people.by_id()[case(desk, words)] for words in (WEEK, DAY))
    with pytest.raises(TakenCodeError):
        desk.project.people.set_code(mo.id, dev.code.lower())
    desk.project.people.set_code(mo.id, "MO-1")
    assert desk.project.people.find("MO-1").id == mo.id


# Notes


def test_a_note_leads_to_its_words_and_to_whoever_speaks_there(desk):
    source = desk.source("A-FG1")
    desk.project.notes.add("selection", source, "ask more", desk.span("A-FG1", JOB))
    (placed,) = desk.project.notes.placed()
    assert (placed.words, placed.source, placed.case) == (JOB, source, case(desk, JOB))
    assert placed.name == "turn 4 of A-FG1"


def test_a_note_on_somebody_who_is_now_somebody_else_is_on_them(desk):
    mo, dev = case(desk, WEEK), case(desk, DAY)
    desk.project.notes.add("case", dev, "quiet")
    desk.project.people.join(dev, mo)
    (placed,) = desk.project.notes.placed()
    assert placed.case == mo
    assert placed.name == desk.project.people.by_id()[mo].code


def test_notes_on_codings_lead_there_and_notes_on_the_study_lead_nowhere(desk):
    coding = desk.apply("A-FG1", DAY, "Breaks")
    desk.project.notes.add("coding", coding.id, "sure?")
    desk.project.notes.add("project", "project", "begun in May")
    by_text = {one.note.text: one for one in desk.project.notes.placed()}
    assert by_text["sure?"].words == DAY
    assert (by_text["begun in May"].source, by_text["begun in May"].name) == (None, "the project")


# The history


def test_the_history_is_read_in_pages(desk):
    whole = desk.project.history.list(limit=1000)
    assert desk.project.history.count() == len(whole)
    assert desk.project.history.list(limit=3, skip=2) == whole[2:5]


def test_an_act_says_what_it_changed_and_what_stood_there_before(desk):
    mo = case(desk, WEEK)
    desk.project.people.set_value(mo, "role", "nurse")
    act = desk.project.history.list()[0]
    (changed,) = desk.project.history.changes(act.id)
    code = desk.project.people.by_id()[mo].code
    assert (changed.name, changed.before, changed.after) == (f"role of {code}", "carer", "nurse")


def test_the_words_and_the_code_of_a_coding_are_said_in_words(desk):
    desk.apply("A-FG1", DAY, "Breaks")
    act = desk.project.history.list()[0]
    said = {one.field: one.after for one in desk.project.history.changes(act.id)}
    assert (said["selection"], said["code"], said["source"]) == (DAY, "Breaks", "A-FG1")


def test_what_a_withdrawal_erased_is_not_told(desk):
    mo = desk.project.people.by_id()[case(desk, WEEK)]
    desk.project.notes.add("case", mo.id, "lives by the harbour")
    act = desk.project.history.list()[0]
    desk.project.copies.withdraw(mo.id)
    assert not any("harbour" in (one.after or "") for one in desk.project.history.changes(act.id))


def test_one_act_of_the_middle_is_undone_and_brought_back_by_anybody(desk, tom):
    first = desk.apply("A-FG1", DAY, "Breaks")
    act = desk.project.history.list()[0]
    second = desk.apply("A-FG1", WEEK, "Breaks")
    tom.project.history.revert(act.id)
    assert [one.id for one in desk.project.codings.of()] == [second.id]
    tom.project.history.bring_back(act.id)
    assert {one.id for one in desk.project.codings.of()} == {first.id, second.id}
    with pytest.raises(NotUndoneError):
        tom.project.history.bring_back(act.id)


def test_what_rests_on_an_act_is_counted_before_it_is_undone(desk, tom):
    desk.project.codes.add("Pets")
    act = desk.project.history.list("Asha")[0]
    tom.apply("A-FG1", DAY, "Pets")
    assert desk.project.history.resting(act.id) == {"Tom": 1}


# Loose ends


def ends_of(desk, loose):
    return [one for one in desk.project.tidying.list() if one.loose is loose]


def test_codings_in_words_that_nobody_marked_as_read_are_loose_until_somebody_does(desk):
    desk.apply("A-FG1", DAY, "Work")
    (end,) = ends_of(desk, Loose.CODED_UNREAD)
    assert (end.name, end.about) == ("A-FG1", "selection")
    assert "1 coding by" in end.told
    document = desk.project.sources.document(end.id)
    assert document.text[end.start : end.end] == DAY
    desk.project.readings.mark(end.id, 0, len(document.text))
    assert ends_of(desk, Loose.CODED_UNREAD) == []


def test_codes_without_a_definition_and_codes_nobody_used_are_loose(desk):
    desk.project.codes.add("Pets")
    desk.apply("A-FG1", DAY, "Work")
    assert [one.name for one in ends_of(desk, Loose.NO_DEFINITION)] == ["“Pets”"]
    # “Help” has no coding of its own, and “Breaks” under it to stand for.
    assert [one.name for one in ends_of(desk, Loose.UNUSED)] == ["“Help › Breaks”", "“Pets”"]


def test_a_second_coding_of_overlapping_words_is_loose_and_another_coders_is_not(desk, tom):
    desk.apply("A-FG1", DAY, "Breaks")
    tom.apply("A-FG1", DAY, "Breaks")
    assert ends_of(desk, Loose.DOUBLE_CODING) == []
    desk.apply("A-FG1", "never had a day", "Breaks")
    (end,) = ends_of(desk, Loose.DOUBLE_CODING)
    start, stop = desk.span("A-FG1", "never had a day")
    assert (end.id, end.start, end.end) == (desk.source("A-FG1"), start, stop)


def test_codings_of_a_facilitators_words_are_loose(desk):
    desk.apply("A-FG1", "Tell me about breaks.", "Breaks")
    desk.apply("A-FG1", DAY, "Breaks")
    (end,) = ends_of(desk, Loose.FACILITATOR_CODED)
    assert "Tell me about breaks." in end.told


def test_what_the_coder_has_not_read_is_told_by_source_and_stretch(desk):
    for words in ("How are things?", JOB):
        desk.project.readings.mark(desk.source("A-FG1"), *desk.span("A-FG1", words))
    told = {end.name: end for end in ends_of(desk, Loose.UNREAD)}
    assert told["A-FG1"].told == "3 of 5 turns left, in 2 stretches"
    assert told["A-FG1"].start == desk.span("A-FG1", WEEK)[0]
    assert told["B-INT1"].told == "none of its 2 turns marked as read by you"


def test_a_source_that_is_read_to_the_end_is_not_loose(desk):
    document = desk.project.sources.document(desk.source("B-INT1"))
    desk.project.readings.mark(document.source.id, 0, len(document.text))
    assert [end.name for end in ends_of(desk, Loose.UNREAD)] == ["A-FG1"]


def test_people_without_role_or_recorded_consent_and_unknown_speakers_are_loose(desk):
    mo, dev = case(desk, WEEK), case(desk, DAY)
    codes = {item: one.code for item, one in desk.project.people.by_id().items()}
    assert [end.name for end in ends_of(desk, Loose.NO_CONSENT)] == [codes[dev]]
    desk.project.people.set_value(mo, "role", None)
    assert [end.id for end in ends_of(desk, Loose.NO_ROLE)] == [mo]
    desk.project.people.set_kind(dev, CaseKind.UNKNOWN)
    assert [end.id for end in ends_of(desk, Loose.UNKNOWN_SPEAKER)] == [dev]
    assert ends_of(desk, Loose.NO_CONSENT) == []


def test_a_source_without_a_site_is_loose_only_in_a_study_that_has_sites(desk):
    desk.project.sources.set_site(desk.source("A-FG1"), None)
    assert [end.name for end in ends_of(desk, Loose.NO_SITE)] == ["A-FG1"]
    desk.project.sources.set_site(desk.source("B-INT1"), None)
    for one in desk.project.people.list():
        desk.project.people.set_value(one.id, "site", None)
    assert ends_of(desk, Loose.NO_SITE) == []


# Files that leave


def test_a_list_leaves_with_a_record_of_whose_words_are_in_it(desk, tmp_path):
    path = tmp_path / "Two towns - notes.docx"
    source = desk.source("A-FG1")
    desk.project.exporting.write_table(path, "Notes", ["note"], [["=1+1"]], sources=[source])
    assert docx.Document(path).tables[0].rows[1].cells[0].text == "=1+1"
    act = desk.project.history.list()[0]
    assert (act.kind, act.what) == ("export", path.name)
    said = {one.field: one.after for one in desk.project.history.changes(act.id)}
    assert (said["kind"], said["sources"]) == ("list", "A-FG1")


def test_a_list_is_never_written_over_a_file_that_is_there(desk, tmp_path):
    path = tmp_path / "mine.xlsx"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(TakenFileError):
        desk.project.exporting.write_table(path, "Notes", ["note"], [["a"]])
    assert path.read_text(encoding="utf-8") == "mine"


def test_what_left_the_project_is_known_again_among_other_files(desk, tmp_path):
    ours, theirs = tmp_path / "people.csv", tmp_path / "talk.txt"
    desk.project.people.write_sheet(ours)
    theirs.write_text("Mo: Hello.", encoding="utf-8")
    assert desk.project.exporting.find_own([ours, theirs]) == {ours}
