"""People who were there without a word, participant codes that are said, and remarks in margins."""

import contextlib
import sqlite3
from dataclasses import replace

import pytest
from small_study import GROUP

from qualcode.model import CaseKind, Consent, Selection
from qualcode.project import Project
from qualcode.project.intake import planning
from qualcode.reading import ReadComment

DEV = "      - {label: Dev, kind: person, role: worker}\n"
ANN = '      - {label: Ann Silk, role: carer, present: true, consent: {quote: "no"}}\n'


def bring(project, *paths, **how):
    return list(project.sources.import_files(list(paths), **how))


def correct(folder, old, new):
    path = folder / "study.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def named(project, name):
    names = project.people.names()
    (one,) = [one for one in project.people.list() if names.get(one.id) == name]
    return one


def sound(project):
    return not [one for one in project.copies.check() if one.problem]


def present(project):
    return set(project._store.conn.execute('SELECT source, "case" FROM presence'))


def holds(path, words):
    """Say whether the closed project file has the words anywhere."""
    with contextlib.closing(sqlite3.connect(path)) as conn:
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return words.encode() in path.read_bytes()


@pytest.fixture
def with_ann(small_study):
    """The small study, in whose group Ann was present and said nothing."""
    correct(small_study, DEV, DEV + ANN)
    return small_study


@pytest.fixture
def group(tmp_path):
    path = tmp_path / "group.txt"
    path.write_text(GROUP, encoding="utf-8")
    return path


@pytest.fixture
def remarks(monkeypatch):
    """Files are read with these remarks in their margins."""
    left = []
    read = planning.read

    def read_with_remarks(*given, **how):
        return replace(read(*given, **how), comments=tuple(left))

    monkeypatch.setattr(planning, "read", read_with_remarks)
    return left


def remark(words, on="a week away", author="Tom", time="2024-05-03T10:12:00Z"):
    start = GROUP.index(on)
    return ReadComment(start, start + len(on), author, time, words)


def notes(project):
    return [
        (GROUP[note.start : note.end], note.text, note.coder, note.time)
        for note in project.notes.list("selection")
    ]


def test_somebody_present_is_a_case_of_that_source_without_turns(project, with_ann):
    told, _ = bring(project, with_ann)
    ann = named(project, "Ann Silk")
    assert (ann.code, ann.kind, ann.role, ann.site) == ("A-FG1-P3", CaseKind.PERSON, "carer", "A")
    assert ann.consent == Consent(quote="no")
    assert present(project) == {(told.source, ann.id)}
    assert (told.people, told.present) == (2, 1)
    assert told.left_out == ("“Ann Silk” was present and never speaks: A-FG1-P3.",)
    assert sound(project)


def test_two_copies_that_never_met_give_the_silent_the_same_ids(tmp_path, project, with_ann):
    bring(project, with_ann)
    with Project.create(tmp_path / "q.qualcode", "Tom") as other:
        bring(other, with_ann)
        assert present(other) == present(project)
        assert other.people.list() == project.people.list()


def test_a_name_kept_apart_stands_nowhere_but_in_its_own_place(project, with_ann):
    bring(project, with_ann)
    conn = project._store.conn
    values = conn.execute("SELECT entity, field FROM change WHERE value LIKE '%Silk%'").fetchall()
    assert values == [("identity", "name")]


def test_importing_again_makes_nobody_twice(project, with_ann):
    bring(project, with_ann)
    acts = len(project.history.list())
    bring(project, with_ann)
    assert len(project.history.list()) == acts
    assert len(present(project)) == 1


def test_somebody_said_to_be_present_later_is_brought_in_then(project, small_study):
    bring(project, small_study)
    correct(small_study, DEV, DEV + ANN)
    told, _ = bring(project, small_study)
    assert (told.known, told.updated) == (True, True)
    assert told.left_out == ("“Ann Silk” was present and never speaks: A-FG1-P3.",)
    project.history.undo()
    assert present(project) == set()


def test_somebody_else_said_to_be_present_later_is_somebody_else(project, with_ann):
    bring(project, with_ann)
    ann = named(project, "Ann Silk")
    correct(with_ann, ANN, "      - {label: Bea, present: true}\n" + ANN)
    bring(project, with_ann)
    assert named(project, "Ann Silk") == ann
    assert named(project, "Bea").code == "A-FG1-P4"
    assert len(present(project)) == 2


def test_what_is_said_anew_of_somebody_present_is_taken_over(project, with_ann):
    bring(project, with_ann)
    correct(with_ann, "label: Ann Silk, role: carer", "label: ann silk, role: worker")
    bring(project, with_ann)
    assert named(project, "Ann Silk").role == "worker"
    assert len(present(project)) == 1


def test_somebody_who_is_said_to_be_silent_and_speaks_is_heard(project, small_study):
    correct(small_study, "role: worker}", "role: worker, present: true}")
    bring(project, small_study)
    assert named(project, "Dev").code == "A-FG1-P2"
    assert present(project) == set()


def test_a_silent_person_may_be_called_much_like_a_label_that_is_not_named(project, small_study):
    correct(small_study, DEV, "      - {label: Deb, present: true}\n")
    told, _ = bring(project, small_study)
    assert told.refused is None
    assert {named(project, "Dev").code, named(project, "Deb").code} == {"A-FG1-P2", "A-FG1-P3"}


def test_a_preview_has_those_who_were_present_last(project, with_ann):
    first = next(project.sources.preview([with_ann]))
    assert [(one.label, one.present) for one in first.described.people][-1] == ("Ann Silk", True)


def test_withdrawing_somebody_silent_leaves_nothing_of_them(tmp_path, with_ann):
    path = tmp_path / "w.qualcode"
    with Project.create(path, "Asha") as project:
        bring(project, with_ann)
        ann = named(project, "Ann Silk")
        project.people.set_value(ann.id, "cares for", "her wife")
        project.notes.add("case", ann.id, "Nodded throughout.")
        project.copies.withdraw(ann.id)
        assert present(project) == set()
        assert sound(project)
    assert not any(holds(path, words) for words in ("Ann Silk", "her wife", "Nodded"))


def test_importing_again_does_not_bring_back_who_withdrew(project, with_ann):
    bring(project, with_ann)
    project.copies.withdraw(named(project, "Ann Silk").id)
    project.copies.withdraw(named(project, "Mo").id)
    told, _ = bring(project, with_ann)
    assert any(one.startswith("“Ann Silk” was not brought in") for one in told.left_out)
    assert present(project) == set()
    assert not {"Ann Silk", "Mo"} & set(project.people.names().values())
    assert all(
        (one.role, one.site, one.consent) == (None, None, Consent())
        for one in project.people.list()
        if one.withdrawn
    )


def test_a_participant_code_that_is_said_is_the_one_given(project, small_study):
    correct(small_study, "label: Dev,", "label: Dev, code: A-FG1-P1,")
    bring(project, small_study)
    assert named(project, "Dev").code == "A-FG1-P1"
    assert named(project, "Mo").code == "A-FG1-P2"


def test_a_participant_code_said_later_replaces_the_one_given(project, small_study):
    bring(project, small_study)
    correct(small_study, "label: Dev,", "label: Dev, code: D7,")
    bring(project, small_study)
    assert (named(project, "Dev").code, named(project, "Mo").code) == ("D7", "A-FG1-P1")


@pytest.mark.parametrize("brought_before", [False, True])
def test_a_participant_code_of_somebody_else_is_refused(project, small_study, brought_before):
    if brought_before:
        bring(project, small_study)
    else:
        bring(project, small_study / "group.txt")
    correct(small_study, "label: Jo,", "label: Jo, code: a-fg1-p2,")
    _, interview = bring(project, small_study)
    assert interview.refused.startswith("The participant code “a-fg1-p2” is somebody else's.")
    codes = [one.code for one in project.people.list()]
    assert len(codes) == len({code.casefold() for code in codes})


def test_a_study_that_gives_one_participant_code_twice_is_refused(project, small_study):
    correct(small_study, "label: Dev,", "label: Dev, code: D7,")
    correct(small_study, "label: Jo,", "label: Jo, code: d7,")
    from qualcode.reading import ReadingError

    with pytest.raises(ReadingError, match=r"sources\[2\].people\[1\].code"):
        bring(project, small_study)


def test_remarks_come_in_as_notes_by_whoever_wrote_them(project, group, remarks):
    remarks += [
        remark("Where?"),
        remark("Check the year.", on="in May", author=" Asha "),
        remark("Hm.", author=None),
    ]
    (told,) = bring(project, group)
    assert told.comments == 3
    assert sorted(notes(project)) == [
        ("a week away", "Hm.", "unnamed commenter", "2024-05-03T10:12:00Z"),
        ("a week away", "Where?", "Tom", "2024-05-03T10:12:00Z"),
        ("in May", "Check the year.", "Asha", "2024-05-03T10:12:00Z"),
    ]
    assert sound(project)


def test_a_preview_counts_the_remarks(project, group, remarks):
    remarks.append(remark("Where?"))
    assert next(project.sources.preview([group])).comments == 1


def test_the_same_remarks_twice_come_in_once(project, group, remarks):
    remarks += [remark("Where?", time=None), remark("Where?", time=None), remark("When?")]
    bring(project, group)
    acts = len(project.history.list())
    (again,) = bring(project, group)
    assert (again.known, again.comments, len(notes(project))) == (True, 0, 3)
    assert len(project.history.list()) == acts


def test_remarks_of_a_second_copy_of_the_text_come_in_too(project, group, remarks):
    bring(project, group)
    remarks.append(remark("Where?"))
    (again,) = bring(project, group)
    assert (again.known, again.updated, again.comments) == (True, True, 1)


def test_copies_that_never_met_have_each_remark_once_when_they_do(
    tmp_path, project, group, remarks
):
    remarks.append(remark("Where?"))
    other = tmp_path / "q.qualcode"
    with Project.create(other, "Tom") as made:
        bring(made, group)
    bring(project, group)
    project.copies.merge(other, unrelated=True)
    assert len(notes(project)) == 1
    assert sound(project)


def test_a_remark_that_was_deleted_stays_so(project, group, remarks):
    remarks.append(remark("Where?"))
    bring(project, group)
    project.notes.delete(project.notes.list()[0].id)
    bring(project, group)
    assert notes(project) == []


def test_a_remark_on_no_words_is_a_note_on_the_source(project, group, remarks):
    remarks.append(ReadComment(0, 0, "Tom", None, "A lively group."))
    (told,) = bring(project, group)
    (note,) = project.notes.list("source", told.source)
    assert (note.text, note.coder, note.start) == ("A lively group.", "Tom", None)


def test_a_note_can_be_written_on_words(desk):
    source = desk.source("A-FG1")
    span = desk.span("A-FG1", "a week away")
    desk.project.notes.add("selection", source, "Paid for?", span)
    (note,) = desk.project.notes.list("selection", source)
    assert (note.text, note.start, note.end, note.coder) == ("Paid for?", *span, "Asha")


def test_withdrawing_somebody_erases_the_notes_inside_their_words(tmp_path, group, remarks):
    path = tmp_path / "w.qualcode"
    remarks += [remark("The caravan again?"), remark("Agency name?", on="never had a day")]
    with Project.create(path, "Asha") as project:
        bring(project, group)
        start = GROUP.index("lost my job")
        source = project.sources.list()[0].id
        span = (start, start + len("lost my job"))
        project.notes.add("selection", source, "From the bakery.", span)
        project.copies.withdraw(named(project, "Mo").id)
        assert [note.text for note in project.notes.list()] == ["Agency name?"]
        bring(project, group)
        assert [note.text for note in project.notes.list()] == ["Agency name?"]
        assert sound(project)
    assert not any(holds(path, words) for words in ("caravan", "bakery"))
    assert Selection.of(GROUP, *span).hash.encode() not in path.read_bytes()


def test_the_comments_of_a_word_file_come_in_by_commenter(project, tmp_path):
    from docx import Document

    document = Document()
    for line in GROUP.splitlines():
        paragraph = document.add_paragraph(line)
        if "lost my job" in line:
            document.add_comment(paragraph.runs, text="Which job?", author="Tom", initials="T")
    document.save(str(tmp_path / "group.docx"))
    (told,) = bring(project, tmp_path / "group.docx")
    (note,) = project.notes.list("selection", told.source)
    text = project.sources.texts()[told.source]
    assert (told.comments, note.text, note.coder) == (1, "Which job?", "Tom")
    assert "lost my job" in text[note.start : note.end]
    assert sound(project)
