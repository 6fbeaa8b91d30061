"""Counts and their base, by hand on a small study; agreement against scikit-learn."""

import csv
from itertools import pairwise

import pytest
from corpus_project import NAMES, TABLES
from small_study import Desk

from qualcode.measures import GroupNameError, wilson_interval
from qualcode.model import CaseKind
from qualcode.project.errors import NoCodesError, NoSourcesError, TooFewCodersError

PEOPLE, CONVERSATIONS, RESPONDENTS = "people", "conversations", "respondents"


def test_without_reading_there_is_no_base_and_it_is_said(desk):
    assert desk.counts(PEOPLE, "Work") == {"all": (0, 0, 0)}
    assert "there is no base yet" in desk.project.counting.prevalence().notes[0]


def test_silence_where_somebody_read_is_a_no(desk):
    desk.read("A-FG1")
    desk.read("B-INT1")
    assert desk.counts(PEOPLE, "Work") == {"all": (0, 3, 0)}
    assert desk.counts(CONVERSATIONS, "Work") == {"all": (0, 2, 0)}


def test_who_spoke_of_a_theme_counts_once_however_often(desk):
    desk.read("A-FG1")
    desk.apply("A-FG1", "I had a week away in May.", "Breaks")
    desk.apply("A-FG1", "And then I lost my job.", "Breaks")
    assert desk.counts(PEOPLE, "Breaks") == {"all": (1, 2, 0)}
    assert desk.counts(CONVERSATIONS, "Breaks") == {"all": (1, 1, 0)}


def test_only_those_whose_every_word_was_read_are_in_the_base(desk):
    desk.read("A-FG1", upto="I never had a day.")
    # Mo speaks again further down, so only Dev was read to the end.
    assert desk.counts(PEOPLE, "Work") == {"all": (0, 1, 0)}
    assert desk.counts(CONVERSATIONS, "Work") == {"all": (0, 0, 0)}


def test_who_spoke_of_a_theme_outside_the_base_is_counted_beyond_it(desk):
    desk.read("A-FG1", upto="I never had a day.")
    desk.apply("A-FG1", "I had a week away in May.", "Breaks")
    assert desk.counts(PEOPLE, "Breaks") == {"all": (0, 1, 1)}


def test_several_readings_make_up_one(desk):
    source = desk.source("A-FG1")
    middle = desk.span("A-FG1", "I never had a day.")[0]
    end = len(desk.project.sources.texts()[source])
    desk.project.readings.mark(source, middle, end)
    assert desk.counts(PEOPLE, "Work") == {"all": (0, 1, 0)}
    desk.project.readings.mark(source, 0, middle)
    assert desk.counts(PEOPLE, "Work") == {"all": (0, 2, 0)}


def test_a_theme_counts_what_is_coded_under_it(desk):
    desk.read("A-FG1")
    desk.apply("A-FG1", "I had a week away in May.", "Breaks")
    assert desk.counts(PEOPLE, "Help") == {"all": (1, 2, 0)}
    desk.apply("A-FG1", "I never had a day.", "Help")
    assert desk.counts(PEOPLE, "Help") == {"all": (2, 2, 0)}
    assert desk.counts(PEOPLE, "Breaks") == {"all": (1, 2, 0)}


def test_a_facilitator_is_never_counted(desk):
    desk.read("A-FG1")
    desk.apply("A-FG1", "Tell me about breaks.", "Breaks")
    assert desk.counts(PEOPLE, "Breaks") == {"all": (0, 2, 0)}
    assert desk.counts(CONVERSATIONS, "Breaks") == {"all": (0, 1, 0)}


def test_several_voices_count_for_the_conversation_and_not_for_people(desk):
    desk.read("A-FG1")
    dev = desk.project.people.find("A-FG1-P2")
    desk.project.people.set_kind(dev.id, CaseKind.SEVERAL)
    desk.apply("A-FG1", "I never had a day.", "Breaks")
    assert desk.counts(PEOPLE, "Breaks") == {"all": (0, 1, 0)}
    assert desk.counts(CONVERSATIONS, "Breaks") == {"all": (1, 1, 0)}


def test_whoever_withdrew_is_no_longer_counted(desk):
    desk.read("A-FG1")
    desk.apply("A-FG1", "I had a week away in May.", "Breaks")
    desk.project.copies.withdraw(desk.project.people.find("A-FG1-P1").id)
    assert desk.counts(PEOPLE, "Breaks") == {"all": (0, 1, 0)}
    assert desk.counts(CONVERSATIONS, "Breaks") == {"all": (0, 1, 0)}


def test_two_labels_that_are_one_person_count_once(desk):
    desk.read("A-FG1")
    people = desk.project.people
    people.join(people.find("A-FG1-P2").id, people.find("A-FG1-P1").id)
    desk.apply("A-FG1", "I never had a day.", "Breaks")
    assert desk.counts(PEOPLE, "Breaks") == {"all": (1, 1, 0)}


def test_by_site_and_in_how_many_of_them(desk):
    desk.read("A-FG1")
    desk.read("B-INT1")
    desk.apply("A-FG1", "I had a week away in May.", "Breaks")
    assert desk.counts(PEOPLE, "Breaks", by="site") == {
        "A": (1, 2, 0),
        "B": (0, 1, 0),
        "all": (1, 3, 0),
    }
    (table,) = [t for t in desk.project.counting.prevalence("site").tables if t.unit == PEOPLE]
    assert table.places[desk.code("Breaks")] == (1, 2)
    assert table.places[desk.code("Work")] == (0, 2)


def test_a_conversation_is_of_the_site_where_it_took_place(desk):
    desk.read("A-FG1")
    desk.read("B-INT1")
    people = desk.project.people
    # Somebody of B-INT1 turns out to be of site A; the interview was at B all the same.
    people.set_value(people.find("B-INT1-P1").id, "site", "A")
    desk.apply("A-FG1", "I had a week away in May.", "Breaks")
    assert desk.counts(CONVERSATIONS, "Breaks", by="site") == {
        "A": (1, 1, 0),
        "B": (0, 1, 0),
        "all": (1, 2, 0),
    }


def test_by_role_a_conversation_counts_for_what_those_of_the_role_say(desk):
    desk.read("A-FG1")
    desk.read("B-INT1")
    desk.apply("A-FG1", "I never had a day.", "Breaks")  # Dev, a worker
    assert desk.counts(CONVERSATIONS, "Breaks", by="role") == {
        "carer": (0, 2, 0),
        "worker": (1, 1, 0),
        "all": (1, 2, 0),
    }


def test_whoever_a_variable_is_not_recorded_of_has_a_group_of_their_own(desk):
    desk.read("A-FG1")
    desk.apply("A-FG1", "I never had a day.", "Breaks")
    assert desk.counts(PEOPLE, "Breaks", by="age") == {
        "55-64": (0, 1, 0),
        "not recorded": (1, 1, 0),
        "all": (1, 2, 0),
    }


def test_a_group_called_as_the_row_of_everybody_is_refused(desk):
    desk.read("A-FG1")
    desk.project.people.set_value(desk.project.people.find("A-FG1-P1").id, "role", "all")
    with pytest.raises(GroupNameError, match="“role” is called “all”"):
        desk.project.counting.prevalence("role")


def test_a_survey_has_wilson_intervals_and_conversations_none(desk, tmp_path):
    path = tmp_path / "survey.csv"
    path.write_text("id,answer\n1,A day off now and then.\n2,Nothing at all.\n3,Sleep.\n", "utf-8")
    (told,) = desk.project.sources.import_files([path])
    assert told.refused is None
    desk.read(told.ref)
    desk.read("A-FG1")
    desk.read("B-INT1")
    desk.apply(told.ref, "A day off now and then.", "Breaks")
    tables = {table.unit: table for table in desk.project.counting.prevalence().tables}
    (survey,) = [one for one in tables[RESPONDENTS].counts if one.code == desk.code("Breaks")]
    assert (survey.n, survey.base) == (1, 3)
    expected = wilson_interval(1, 3)
    assert (survey.low, survey.high) == pytest.approx((expected.low, expected.high))
    for unit in (PEOPLE, CONVERSATIONS):
        assert {(one.low, one.high) for one in tables[unit].counts} == {(None, None)}
        assert max(one.base for one in tables[unit].counts) == {PEOPLE: 3, CONVERSATIONS: 2}[unit]


def test_one_coders_work_is_counted_alone(desk, open_as):
    desk.read("A-FG1")
    desk.apply("A-FG1", "I had a week away in May.", "Breaks")
    tom = Desk(open_as(desk.project.path, "Tom"))
    tom.read("B-INT1")
    assert desk.counts(PEOPLE, "Breaks", coder="Asha") == {"all": (1, 2, 0)}
    assert desk.counts(PEOPLE, "Breaks", coder="Tom") == {"all": (0, 1, 0)}
    assert desk.counts(PEOPLE, "Breaks") == {"all": (1, 3, 0)}


def test_a_code_redefined_was_not_read_for_until_the_redefinition_is_undone(desk):
    desk.read("A-FG1")
    assert desk.counts(PEOPLE, "Work") == {"all": (0, 2, 0)}
    desk.project.codes.redefine(desk.code("Work"), definition="Paid and unpaid work.")
    assert desk.counts(PEOPLE, "Work") == {"all": (0, 0, 0)}
    assert desk.counts(PEOPLE, "Breaks") == {"all": (0, 2, 0)}
    desk.project.history.undo()
    assert desk.counts(PEOPLE, "Work") == {"all": (0, 2, 0)}


def test_a_theme_above_a_redefined_code_loses_its_base_too(desk):
    desk.read("A-FG1")
    desk.project.codes.redefine(desk.code("Breaks"), include="Nights away.")
    assert desk.counts(PEOPLE, "Help") == {"all": (0, 0, 0)}


def test_a_new_label_is_no_new_meaning(desk):
    desk.read("A-FG1")
    desk.project.codes.rename(desk.code("Work"), "Paid work")
    assert desk.counts(PEOPLE, "Paid work") == {"all": (0, 2, 0)}


def test_a_code_made_later_was_not_read_for(desk):
    desk.read("A-FG1")
    desk.project.codes.add("Pets")
    assert desk.counts(PEOPLE, "Pets") == {"all": (0, 0, 0)}


def test_a_project_without_codes_or_sources_says_what_to_do(project):
    with pytest.raises(NoCodesError):
        project.counting.prevalence()
    project.codes.add("Work")
    with pytest.raises(NoSourcesError):
        project.counting.prevalence()


def test_agreement_needs_two(desk):
    desk.read("A-FG1")
    with pytest.raises(TooFewCodersError, match="so far: Asha"):
        desk.project.counting.agreement()


def labels_by_hand(corpus):
    """Return {coder: {code: list of 0 and 1, one for each turn that both read for it}}.

    Tom read nothing of site D. The study's own code came when sites A and B were coded.
    """
    people = corpus.people.by_id()
    turns = [
        (source.ref, turn.body, turn.end)
        for source in corpus.sources.list()
        for turn in corpus.sources.document(source.id).turns
        if turn.case
        and people[turn.case].kind is not CaseKind.FACILITATOR
        and not source.ref.startswith("D-")
    ]
    codes = [code.slug for code in corpus.codes.list()]
    labels = {}
    for table in TABLES:
        with table.open(encoding="utf-8", newline="") as file:
            rows = [
                (row["source"], int(row["start"]), int(row["end"]), row["code"])
                for row in csv.DictReader(file)
            ]
        labels[table.stem.title()] = {
            code: [
                int(
                    any(
                        source == ref
                        and code == coded
                        and (shared := min(end, last) - max(start, first)) > 0
                        and 2 * shared >= min(end - start, last - first)
                        for ref, start, end, coded in rows
                    )
                )
                for source, first, last in turns
                if code != "online" or not source.startswith(("A-", "B-"))
            ]
            for code in codes
        }
    return labels


def test_agreement_is_scikit_learns_kappa_on_the_same_labels(corpus):
    from sklearn.metrics import cohen_kappa_score

    labels = labels_by_hand(corpus)
    found = corpus.counting.agreement(["Asha", "Tom"])
    pooled = {
        coder: [one for code in by_code.values() for one in code]
        for coder, by_code in labels.items()
    }
    assert found[0].code is None
    assert found[0].agreement.n == len(pooled["Asha"])
    assert found[0].agreement.kappa == pytest.approx(
        cohen_kappa_score(pooled["Asha"], pooled["Tom"])
    )
    # What the study's own page promises its readers.
    assert found[0].agreement.kappa == pytest.approx(0.76, abs=0.01)
    for one in found[1:]:
        mine, theirs = (labels[coder][one.code.slug] for coder in ("Asha", "Tom"))
        if one.agreement.kappa is None:
            assert set(mine) == set(theirs)
            assert len(set(mine)) == 1
        else:
            assert one.agreement.kappa == pytest.approx(cohen_kappa_score(mine, theirs))


def test_prevalence_of_the_corpus_is_what_its_tables_say(corpus):
    (people,) = [t for t in corpus.counting.prevalence().tables if t.unit == PEOPLE]
    case = {one.id: one for one in corpus.people.list()}
    # Respondents of the survey are counted apart. All others have codes as A-FG1-P1.
    persons = {
        item
        for item, one in case.items()
        if one.kind is CaseKind.PERSON and one.code.startswith(("A-", "B-", "C-", "D-"))
    }
    later = {item for item in persons if case[item].code.startswith(("C-", "D-"))}
    (own,) = (one.id for one in corpus.codes.list() if one.slug == "online")
    # Everybody with a name, and the manager whom A-INT2 calls R.
    assert len(persons) == len(NAMES) + 1
    for count in people.counts:
        said = {one.case for one in corpus.codings.passages(code=count.code)} & persons
        base = later if count.code == own else persons
        assert (count.n, count.base, count.beyond) == (len(said), len(base), 0)


def test_in_tree_order_parents_stand_before_their_children(corpus):
    (people,) = [t for t in corpus.counting.prevalence().tables if t.unit == PEOPLE]
    assert [one.code for one in people.counts] == [one.id for one in corpus.codes.list()]
    assert all(after.depth <= before.depth + 1 for before, after in pairwise(people.counts))


def test_a_quotation_coded_in_passing_is_in_no_base(project, tmp_path):
    report = tmp_path / "report.txt"
    report.write_text(
        "1 Findings\n\n“I waited a year for a single phone call.”\nCarer\n\n"
        "“We do what we can with very little money.”\nLocal authority\n",
        encoding="utf-8",
    )
    list(project.sources.import_files([report], quotations=True))
    code = project.codes.add("Waiting")
    (source,) = [one.id for one in project.sources.list()]
    start, end = project.codings.locate(source, "I waited a year")
    project.codings.apply(source, start, end, code.id)
    (table,) = project.counting.prevalence().tables
    (count,) = table.counts
    assert (count.n, count.base, count.beyond) == (0, 0, 1)


def test_coders_agree_or_not_only_on_what_both_have_read(desk, open_as):
    desk.apply("A-FG1", "I never had a day", "Breaks")
    desk.read("A-FG1")
    other = open_as(desk.project.path, "Tom")
    span = desk.span("A-FG1", "I never had a day")
    other.codings.apply(desk.source("A-FG1"), *span, desk.code("Breaks"))
    (together, *_) = desk.project.counting.agreement()
    assert together.agreement.n == 0


@pytest.fixture
def attended(desk, small_study):
    """The small study, where Ann (a nurse) and Bea were in the group, Bea in the interview too."""
    study = small_study / "study.yaml"
    text = study.read_text(encoding="utf-8")
    ann = "      - {label: Ann, role: nurse, present: true}\n"
    bea = "      - {label: Bea, role: carer, present: true}\n"
    text = text.replace("      - {label: Dev,", ann + bea + "      - {label: Dev,")
    text = text.replace("      - {label: Jo,", bea + "      - {label: Jo,")
    study.write_text(text, encoding="utf-8")
    assert not [one for one in desk.project.sources.import_files([small_study]) if one.refused]
    people = desk.project.people
    people.join(people.find("B-INT1-P2").id, people.find("A-FG1-P4").id)
    return desk


def said_of_the_silent(desk):
    return [note for note in desk.project.counting.prevalence().notes if "never spoke" in note]


def test_who_was_there_and_said_nothing_is_a_no_where_all_was_read(attended):
    attended.read("A-FG1")
    # Mo, Dev and Ann; Bea was in the interview too, which nobody has read.
    assert attended.counts(PEOPLE, "Work") == {"all": (0, 3, 0)}
    attended.apply("A-FG1", "And then I lost my job.", "Work")
    assert attended.counts(PEOPLE, "Work") == {"all": (1, 3, 0)}
    attended.read("B-INT1")
    # Jo, and Bea once, though she was in two conversations.
    assert attended.counts(PEOPLE, "Work") == {"all": (1, 5, 0)}
    assert attended.counts(CONVERSATIONS, "Work") == {"all": (1, 2, 0)}


def test_a_conversation_read_in_part_puts_nobody_silent_into_the_base(attended):
    attended.read("A-FG1", upto="I never had a day.")
    assert attended.counts(PEOPLE, "Work") == {"all": (0, 1, 0)}  # Dev alone


def test_the_silent_count_in_the_groups_that_they_belong_to(attended):
    attended.read("A-FG1")
    attended.read("B-INT1")
    assert attended.counts(PEOPLE, "Work", by="role") == {
        "carer": (0, 3, 0),  # Mo, Jo, Bea
        "nurse": (0, 1, 0),  # Ann
        "worker": (0, 1, 0),  # Dev
        "all": (0, 5, 0),
    }


def test_the_notes_say_how_many_of_the_base_never_spoke(attended):
    (before,) = said_of_the_silent(attended)
    assert before.startswith("Outside the base of people: 2 people who were there and never spoke")
    attended.read("A-FG1")
    assert said_of_the_silent(attended) == [
        "The base of people holds 1 person who was there and never spoke."
    ]
    attended.read("B-INT1")
    assert said_of_the_silent(attended) == [
        "The base of people holds 2 people who were there and never spoke."
    ]


def test_a_theme_made_later_has_no_base_of_the_silent_yet(attended):
    attended.read("A-FG1")
    attended.project.codes.add("Money", definition="Money.")
    assert attended.counts(PEOPLE, "Money") == {"all": (0, 0, 0)}
    assert said_of_the_silent(attended) == [
        "For some themes the base of people holds 1 person who was there and never spoke."
    ]


def test_whoever_withdrew_or_turned_out_to_speak_is_not_silent(attended):
    attended.read("A-FG1")
    people = attended.project.people
    people.join(people.find("A-FG1-P4").id, people.find("A-FG1-P1").id)  # Bea is Mo
    assert attended.counts(PEOPLE, "Work") == {"all": (0, 3, 0)}
    attended.project.copies.withdraw(people.find("A-FG1-P3").id)
    assert attended.counts(PEOPLE, "Work") == {"all": (0, 2, 0)}
    assert said_of_the_silent(attended) == []


def test_only_persons_are_silent_people(attended):
    attended.read("A-FG1")
    people = attended.project.people
    people.set_kind(people.find("A-FG1-P3").id, CaseKind.FACILITATOR)
    assert attended.counts(PEOPLE, "Work") == {"all": (0, 2, 0)}


def test_the_silent_are_no_part_of_the_answers_to_a_question(attended, tmp_path):
    path = tmp_path / "survey.csv"
    rows = [f"S0{n},A proper break now and then and some sleep {n}" for n in range(1, 5)]
    path.write_text("\n".join(["id,What would help?", *rows, ""]), encoding="utf-8")
    (told,) = attended.project.sources.import_files([path])
    attended.read("A-FG1")
    attended.read(told.ref)
    (question,) = attended.project.surveys.questions()
    counted = attended.project.counting.prevalence(question=question)
    assert [table.unit for table in counted.tables] == [RESPONDENTS]
    assert not [note for note in counted.notes if "never spoke" in note]


def test_notes_among_the_conversations_are_told_of(corpus):
    told = corpus.counting.prevalence().notes
    assert "Among the conversations is 1 set of notes." in told


def test_where_there_are_no_notes_none_are_told_of(desk):
    desk.project.readings.mark_all(desk.source("A-FG1"))
    assert not [one for one in desk.project.counting.prevalence().notes if "set of notes" in one]
