"""Importing through the façade: what goes in, what is known already, what is refused."""

import pytest
from small_study import GROUP, INTERVIEW

from qualcode.model import CaseKind, Consent, Form, SourceKind
from qualcode.project import Project
from qualcode.project.errors import EmptyRefError, TakenRefError
from qualcode.store.errors import NoCoderError

REPORT = (
    "Caring in the dale\n\nFindings\n\nWaiting\n\n"
    "Many had waited for months, and most had stopped asking.\n\n"
    "“I rang every day for a year and nobody ever rang me back, not one of them.”\n"
    "(Carer, site B)\n\n"
    "Others had help. One said:\n\n"
    "“The centre picked up the phone the first time I rang, and I cried on the spot.”\n"
    "(Carer, site A)\n\n"
    "Both had been told to wait.\n"
)
QUOTED = (
    "I rang every day for a year and nobody ever rang me back, not one of them.",
    "The centre picked up the phone the first time I rang, and I cried on the spot.",
)


def bring(project, *paths, **how):
    return list(project.sources.import_files(list(paths), **how))


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_a_transcript_becomes_turns_with_speakers_under_codes(project, tmp_path):
    path = tmp_path / "one.txt"
    path.write_text(GROUP, encoding="utf-8")
    (told,) = bring(project, path)
    assert (told.ref, told.turns, told.known, told.refused) == ("T1", 5, False, None)
    document = project.sources.document(told.source)
    assert document.text == GROUP
    people = project.people.by_id()
    assert [
        (people[turn.case].code, document.text[turn.body : turn.end]) for turn in document.turns
    ] == [
        ("T1-F1", "How are things?"),
        ("T1-P1", "I had a week away in May."),
        ("T1-P2", "I never had a day."),
        ("T1-P1", "And then I lost my job."),
        ("T1-F1", "Tell me about breaks."),
    ]
    assert {project.people.names()[one] for one in people} == {"Int", "Mo", "Dev"}


def test_the_same_file_twice_is_known(project, tmp_path):
    path = tmp_path / "one.txt"
    path.write_text(GROUP, encoding="utf-8")
    bring(project, path)
    acts = len(project.history.list())
    (again,) = bring(project, path)
    assert (again.known, again.ref) == (True, "T1")
    assert len(project.history.list()) == acts
    assert len(project.sources.list()) == 1


def test_the_same_words_under_another_name_are_known(project, tmp_path):
    (tmp_path / "one.txt").write_text(GROUP, encoding="utf-8")
    (tmp_path / "two.txt").write_bytes(GROUP.replace("\n", "\r\n").encode("utf-8-sig"))
    told = bring(project, tmp_path / "one.txt", tmp_path / "two.txt")
    assert [one.known for one in told] == [False, True]


def test_a_bad_file_among_good_ones_is_refused_and_the_rest_goes_in(project, tmp_path):
    (tmp_path / "a.txt").write_text(GROUP, encoding="utf-8")
    (tmp_path / "b.docx").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "c.txt").write_text(INTERVIEW, encoding="utf-8")
    (tmp_path / "d.txt").write_bytes(b"")
    files = [tmp_path / name for name in ("a.txt", "b.docx", "c.txt", "d.txt")]
    told = bring(project, *files)
    assert [one.path for one in told] == files
    assert [one.refused is None for one in told] == [True, False, True, False]
    assert [one.name for one in project.sources.list()] == ["a.txt", "c.txt"]
    assert not [one for one in project.copies.check() if one.problem]


def test_a_refused_file_leaves_nothing_behind(project, tmp_path):
    (tmp_path / "d.txt").write_bytes(b"")
    before = len(project.history.list())
    bring(project, tmp_path / "d.txt")
    assert len(project.history.list()) == before
    assert project.people.list() == []


def test_a_project_in_nobodys_hands_takes_nothing(open_as, project, tmp_path):
    (tmp_path / "a.txt").write_text(GROUP, encoding="utf-8")
    nobody = open_as(project.path, None)
    with pytest.raises(NoCoderError):
        bring(nobody, tmp_path / "a.txt")


def test_a_title_that_somebody_gave_the_project_stays_whatever_a_study_is_called(
    tmp_path, small_study
):
    with Project.create(tmp_path / "q.qualcode", "Asha", "Evenings off") as project:
        bring(project, small_study)
        assert (project.title, project.site_word) == ("Evenings off", "town")


def test_a_study_says_what_its_sources_are(project, small_study):
    bring(project, small_study)
    assert (project.title, project.site_word) == ("Two towns", "town")
    group, interview = project.sources.list()
    assert (group.ref, group.kind, group.form, group.site) == (
        "A-FG1",
        SourceKind.RECORDING,
        Form.FOCUS_GROUP,
        "A",
    )
    assert (interview.ref, interview.form, interview.site) == ("B-INT1", Form.INTERVIEW, "B")


def test_a_study_says_who_its_people_are_and_what_they_agreed_to(project, small_study):
    bring(project, small_study)
    people = {project.people.names()[one.id]: one for one in project.people.list() if one.role}
    assert {name: (one.code, one.kind, one.role, one.site) for name, one in people.items()} == {
        "Mo": ("A-FG1-P1", CaseKind.PERSON, "carer", "A"),
        "Dev": ("A-FG1-P2", CaseKind.PERSON, "worker", "A"),
        "Jo": ("B-INT1-P1", CaseKind.PERSON, "carer", "B"),
    }
    assert people["Mo"].variables["age"] == "55-64"
    assert people["Mo"].consent == Consent(quote="yes", archive="no")
    assert people["Dev"].consent == Consent()
    assert people["Jo"].consent == Consent(quote="no")
    others = [one for one in project.people.list() if not one.role]
    assert {one.kind for one in others} == {CaseKind.FACILITATOR}


def test_a_study_describes_its_files_when_they_are_named_one_by_one(project, small_study):
    (told,) = bring(project, small_study / "interview.txt")
    assert told.ref == "B-INT1"


def test_quotations_of_a_report_become_turns_of_unnamed_voices(project, report):
    (told,) = bring(project, report, quotations=True)
    assert (told.ref, told.quotations, told.people) == ("R1", 2, 0)
    document = project.sources.document(told.source)
    assert document.source.kind is SourceKind.REPORT
    people = project.people.by_id()
    spoken = [turn for turn in document.turns if turn.case]
    words = [document.text[turn.body : turn.end] for turn in spoken]
    assert [one.removesuffix("”") for one in words] == list(QUOTED)
    assert {people[turn.case].kind for turn in spoken} == {CaseKind.UNKNOWN}
    assert {people[turn.case].role for turn in spoken} == {"carer"}
    assert all(people[turn.case].code.startswith("R1-U") for turn in spoken)


def test_every_quotation_reads_what_it_says(project, report):
    bring(project, report, quotations=True)
    conn = project._store.conn
    rows = conn.execute(
        'SELECT start, "end", attribution, section FROM quotation ORDER BY start'
    ).fetchall()
    assert [REPORT[start:end] for start, end, _, _ in rows] == list(QUOTED)
    assert ["site B" in rows[0][2], "site A" in rows[1][2]] == [True, True]
    assert not [one for one in project.copies.check() if one.problem]


def test_a_report_with_quotations_is_known_afterwards_in_either_way(project, report):
    (first,) = bring(project, report, quotations=True)
    for quotations in (True, False):
        (again,) = bring(project, report, quotations=quotations)
        assert (again.known, again.ref) == (True, first.ref)
    assert len(project.sources.document(first.source).turns) == first.turns


def test_a_report_without_quotations_can_be_given_them_later(project, report):
    (first,) = bring(project, report)
    assert first.quotations == 0
    coding_words = "stopped asking"
    work = project.codes.add("Waiting")
    start = REPORT.index(coding_words)
    made = project.codings.apply(first.source, start, start + len(coding_words), work.id)
    (second,) = bring(project, report, quotations=True)
    assert (second.source, second.ref, second.known) == (first.source, first.ref, False)
    assert second.quotations == 2
    assert [one.id for one in project.sources.list()] == [first.source]
    assert [one.id for one in project.codings.of()] == [made.id]
    assert [hit.source for hit in project.search.turns("rang me back")] == [first.source]
    assert not [one for one in project.copies.check() if one.problem]


def test_an_import_undone_can_be_made_again(project, tmp_path):
    path = tmp_path / "one.txt"
    path.write_text(GROUP, encoding="utf-8")
    (first,) = bring(project, path)
    project.history.undo()
    assert project.sources.list() == []
    (again,) = bring(project, path)
    assert (again.known, again.source, again.turns) == (False, first.source, first.turns)
    assert len(project.people.list()) == 3
    assert not [one for one in project.copies.check() if one.problem]


def test_two_copies_that_never_met_give_the_same_ids(tmp_path, project, small_study, open_as):
    from qualcode.project import Project

    other = Project.create(tmp_path / "q.qualcode", "Tom")
    with other:
        for one in (project, other):
            bring(one, small_study)
        assert [s.id for s in project.sources.list()] == [s.id for s in other.sources.list()]
        assert project.people.list() == other.people.list()


def correct(folder, old, new):
    path = folder / "study.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def named(project, name):
    names = project.people.names()
    (one,) = [one for one in project.people.list() if names.get(one.id) == name]
    return one


def test_a_misspelt_label_of_the_study_is_refused_with_the_near_one(project, small_study):
    correct(small_study, "label: Dev", "label: Deb")
    group, interview = bring(project, small_study)
    assert "“Deb” speaks in group.txt; nobody does. Did you mean “Dev”?" in group.refused
    assert interview.refused is None


def test_numbered_labels_are_not_mistaken_for_each_other(project, small_study):
    (small_study / "interview.txt").write_text("Int: Yes?\nP01: No.\nInt: So?\nP01: So.\n")
    correct(small_study, "label: Jo,", "label: P02,")
    told = bring(project, small_study / "interview.txt")[0]
    assert told.refused is None
    assert "study.yaml names “P02”, who does not speak in interview.txt." in told.left_out


def test_somebody_silent_is_told_and_the_file_goes_in(project, small_study):
    correct(small_study, "      - {label: Dev,", "      - {label: Winifred}\n      - {label: Dev,")
    told = bring(project, small_study)[0]
    assert told.refused is None
    assert told.left_out == ("study.yaml names “Winifred”, who does not speak in group.txt.",)


def test_a_curly_apostrophe_of_the_study_is_a_straight_one_of_the_file(project, small_study):
    text = GROUP.replace("Mo:", "Mo O'Dea:")
    (small_study / "group.txt").write_text(text, encoding="utf-8")
    correct(small_study, "label: Mo,", "label: Mo O’Dea,")
    bring(project, small_study)
    assert named(project, "Mo O'Dea").consent == Consent(quote="yes", archive="no")


def test_a_corrected_study_is_taken_over_by_importing_again(project, small_study):
    first = bring(project, small_study)
    codes = [one.code for one in project.people.list()]
    correct(small_study, "role: worker", 'role: carer, consent: {quote: "no"}')
    correct(small_study, "code: A-FG1", "code: A-FG9")
    told = bring(project, small_study)
    assert [(one.known, one.updated) for one in told] == [(True, True), (True, False)]
    assert [one.source for one in told] == [one.source for one in first]
    assert told[0].ref == project.sources.document(first[0].source).source.ref == "A-FG9"
    assert (named(project, "Dev").role, named(project, "Dev").consent) == (
        "carer",
        Consent(quote="no"),
    )
    assert [one.code for one in project.people.list()] == codes


def test_what_a_study_no_longer_says_stays(project, small_study):
    bring(project, small_study)
    before = named(project, "Mo")
    correct(small_study, ', variables: {age: "55-64"}', "")
    correct(small_study, '{quote: "yes", archive: "no"}', "{}")
    (told, _) = bring(project, small_study)
    assert told.updated is False
    assert named(project, "Mo") == before


def test_an_unchanged_study_says_nothing_new(project, small_study):
    bring(project, small_study)
    acts = len(project.history.list())
    assert not any(one.updated for one in bring(project, small_study))
    assert len(project.history.list()) == acts


def test_taking_a_study_over_is_one_act_that_can_be_undone(project, small_study):
    bring(project, small_study)
    correct(small_study, "role: worker", "role: carer")
    bring(project, small_study / "group.txt")
    project.history.undo()
    assert named(project, "Dev").role == "worker"


def test_a_refusal_in_the_project_outlives_a_yes_in_the_study(project, small_study):
    bring(project, small_study)
    project.people.record_consent(named(project, "Mo"), "quote", "no")
    (told, _) = bring(project, small_study)
    assert named(project, "Mo").consent.quote == "no"
    assert told.left_out == (
        "study.yaml says “yes” to quote for A-FG1-P1; the “no” in the project stays.",
    )


def test_a_label_named_too_late_leaves_the_turns_as_they_are(project, small_study):
    text = GROUP + "our dog: woof, and woof again\n"
    (small_study / "group.txt").write_text(text, encoding="utf-8")
    (first, _) = bring(project, small_study)
    correct(small_study, "      - {label: Dev,", "      - {label: our dog}\n      - {label: Dev,")
    (told, _) = bring(project, small_study)
    assert "“our dog” opened no turn of group.txt when it was first imported" in told.left_out[0]
    assert len(project.sources.document(first.source).turns) == first.turns
    assert not [one for one in project.copies.check() if one.problem]


def test_a_short_name_of_another_source_is_refused(project, small_study):
    bring(project, small_study)
    changed = INTERVIEW.replace("Fridays", "Mondays")
    (small_study / "interview.txt").write_text(changed, encoding="utf-8")
    _, interview = bring(project, small_study)
    assert interview.refused == (
        "“B-INT1” is interview.txt in this project, whose words are others. Choose another short "
        "name, or rename that source: qualcode sources PROJECT --rename B-INT1 NEW"
    )
    project.sources.rename(project.sources.find("B-INT1").id, "B-INT1-old")
    assert [one.refused for one in bring(project, small_study)] == [None, None]


def test_a_renamed_source_keeps_its_participant_codes(project, small_study):
    bring(project, small_study)
    before = [one.code for one in project.people.list()]
    project.sources.rename(project.sources.find("A-FG1").id, "  Harbour 1 ")
    assert project.sources.find("Harbour 1").name == "group.txt"
    assert [one.code for one in project.people.list()] == before
    project.history.undo()
    assert project.sources.find("A-FG1").name == "group.txt"


def test_a_source_is_not_renamed_to_nothing_or_to_another(project, small_study):
    bring(project, small_study)
    source = project.sources.find("A-FG1").id
    with pytest.raises(EmptyRefError):
        project.sources.rename(source, "  ")
    with pytest.raises(TakenRefError):
        project.sources.rename(source, "b-int1")
    project.sources.rename(source, "a-fg1")
    assert project.sources.document(source).source.ref == "a-fg1"


def test_a_source_moves_with_those_who_were_of_its_site(project, small_study):
    bring(project, small_study)
    project.people.set_value(named(project, "Dev").id, "site", "C")
    project.sources.set_site(project.sources.find("A-FG1").id, "B")
    assert project.sources.find("A-FG1").site == "B"
    assert [named(project, name).site for name in ("Mo", "Dev", "Jo")] == ["B", "C", "B"]


def test_a_source_can_be_said_to_be_something_else(project, small_study):
    bring(project, small_study)
    project.sources.set_kind(project.sources.find("A-FG1").id, SourceKind.NOTES)
    assert project.sources.find("A-FG1").kind is SourceKind.NOTES
