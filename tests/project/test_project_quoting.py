"""Quotation sets and drafts: who may be quoted, under which name, and what stands in the source."""

import csv
import io
from collections import Counter, defaultdict

import pytest
from corpus_project import NAMES
from small_study import Desk

from qualcode.model import SourceKind
from qualcode.project.quoting import Choice
from qualcode.store.errors import UnknownItemError

# Those who said no to being quoted: Priya, Mrs Danso and Tegen.
REFUSED = ("A-FG1-P6", "C-FG1-P1", "D-FG1-P4")
CAR = "I thought a carer had a tunic and a little white car."


def chosen(project, **how):
    return project.quoting.choose(Choice(**how))


def words_of(project, participant):
    """Return what was coded of somebody."""
    person = project.people.find(participant)
    return {one.text for one in project.codings.passages() if one.case == person.id}


def test_everything_coded_is_quoted_save_what_may_not_leave(corpus):
    refused = {corpus.people.find(code).id for code in REFUSED}
    wanted = {
        (one.coding.source, one.coding.start, one.coding.end, one.coding.code)
        for one in corpus.codings.passages()
        if one.case not in refused
    }
    assert len(chosen(corpus).items) == len(wanted)


def test_whoever_said_no_is_never_quoted_and_it_is_told(corpus, tmp_path):
    theirs = [words_of(corpus, code) for code in REFUSED]
    assert all(theirs)
    quotations = chosen(corpus)
    assert not {*REFUSED} & {one.participant for one in quotations.items}
    assert any("did not agree to be quoted" in one for one in quotations.left_out)
    corpus.reporting.write(tmp_path / "report.html")
    corpus.quoting.write(quotations, tmp_path / "q.md")
    corpus.quoting.write(quotations, tmp_path / "q.csv")
    corpus.quoting.write(quotations, tmp_path / "q.docx")
    import docx

    leaves = [(tmp_path / name).read_text("utf-8") for name in ("report.html", "q.md", "q.csv")]
    leaves.append("\n".join(p.text for p in docx.Document(str(tmp_path / "q.docx")).paragraphs))
    assert not [words for hers in theirs for words in hers for left in leaves if words in left]


def test_whoever_says_no_later_leaves_the_next_set(desk):
    desk.apply("A-FG1", "I had a week away in May.", "Breaks")
    mo = desk.project.people.find("A-FG1-P1")
    assert len(chosen(desk.project).items) == 1
    desk.project.people.record_consent(mo, "quote", "no")
    assert chosen(desk.project).items == ()


def test_a_passage_over_several_turns_stays_when_one_of_its_speakers_said_no(desk):
    start, _ = desk.span("A-FG1", "I had a week away in May.")
    _, end = desk.span("A-FG1", "I never had a day.")
    desk.project.codings.apply(desk.source("A-FG1"), start, end, desk.code("Breaks"))
    assert len(chosen(desk.project).items) == 1
    desk.project.people.record_consent(desk.project.people.find("A-FG1-P2"), "quote", "no")
    assert chosen(desk.project).items == ()


def test_only_recorded_consent_where_it_is_asked_for(desk):
    desk.apply("A-FG1", "I had a week away in May.", "Breaks")  # Mo: yes
    desk.apply("A-FG1", "I never had a day.", "Breaks")  # Dev: not recorded
    desk.apply("B-INT1", "I get by.", "Breaks")  # Jo: no
    assert [one.participant for one in chosen(desk.project).items] == ["A-FG1-P1", "A-FG1-P2"]
    strict = chosen(desk.project, consented_only=True)
    assert [one.participant for one in strict.items] == ["A-FG1-P1"]
    assert len(strict.left_out) == 2


def test_whoever_withdrew_is_not_quoted(desk):
    desk.apply("A-FG1", "I had a week away in May.", "Breaks")
    desk.apply("A-FG1", "I never had a day.", "Breaks")
    desk.project.copies.withdraw(desk.project.people.find("A-FG1-P1").id)
    assert [one.text for one in chosen(desk.project).items] == ["I never had a day."]


def test_the_same_passage_by_several_coders_is_one_quotation(desk, open_as):
    desk.apply("A-FG1", "I had a week away in May.", "Breaks")
    Desk(open_as(desk.project.path, "Tom")).apply("A-FG1", "I had a week away in May.", "Breaks")
    (item,) = chosen(desk.project).items
    assert item.coders == ("Asha", "Tom")


def test_a_passage_over_several_turns_shows_participant_codes_and_no_names(desk):
    start, _ = desk.span("A-FG1", "I had a week away in May.")
    _, end = desk.span("A-FG1", "And then I lost my job.")
    desk.project.codings.apply(desk.source("A-FG1"), start, end, desk.code("Work"))
    (item,) = chosen(desk.project).items
    assert item.text == (
        "A-FG1-P1: I had a week away in May.\n"
        "A-FG1-P2: I never had a day.\n"
        "A-FG1-P1: And then I lost my job."
    )


def test_no_attribution_of_the_corpus_is_a_name(corpus, tmp_path):
    corpus.quoting.write(chosen(corpus), tmp_path / "q.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "q.csv").read_text("utf-8-sig"))))
    assert rows
    beside = [
        value or ""
        for row in rows
        for name, value in row.items()
        if name not in ("text", "quotation")
    ]
    assert not [value for value in beside for name in NAMES if name.casefold() == value.casefold()]
    assert not [
        value for value in beside if set(value.casefold().split()) & {n.casefold() for n in NAMES}
    ]


def test_a_correction_is_quoted_in_place_of_the_words_in_the_file(desk):
    start, end = desk.span("A-FG1", "May")
    desk.apply("A-FG1", "I had a week away in May.", "Breaks")
    desk.project.patches.correct(desk.source("A-FG1"), start, end, "June")
    (item,) = chosen(desk.project).items
    assert item.text == "I had a week away in June."


def test_a_set_is_narrowed_by_theme_with_those_under_it_site_and_role(desk):
    desk.apply("A-FG1", "I had a week away in May.", "Breaks")
    desk.apply("A-FG1", "I never had a day.", "Help")
    desk.apply("A-FG1", "And then I lost my job.", "Work")
    assert {one.code_label for one in chosen(desk.project, code="Help").items} == {"Help", "Breaks"}
    assert {one.code_label for one in chosen(desk.project, code="Breaks").items} == {"Breaks"}
    assert [one.participant for one in chosen(desk.project, role="worker").items] == ["A-FG1-P2"]
    assert chosen(desk.project, site="B").items == ()


def test_an_unknown_theme_or_coder_is_refused(desk):
    with pytest.raises(UnknownItemError, match="Breaks"):
        chosen(desk.project, code="Braeks")
    with pytest.raises(UnknownItemError, match="Did you mean “Asha”"):
        chosen(desk.project, coder="Ash")


def test_at_most_so_many_a_theme_and_everybody_before_anybody_twice(corpus):
    everything = defaultdict(Counter)
    for one in chosen(corpus).items:
        everything[one.code_path][one.participant] += 1
    few = defaultdict(Counter)
    for one in chosen(corpus, most=4).items:
        few[one.code_path][one.participant] += 1
    assert few.keys() == everything.keys()
    for path, people in few.items():
        available = everything[path]
        assert sum(people.values()) == min(4, sum(available.values()))
        for person, count in people.items():
            # Whoever is quoted n times leaves nobody behind who had n - 1 quotations to give.
            assert all(
                people[other] >= min(count - 1, available[other])
                for other in available
                if other != person
            )


def test_what_left_is_written_down(corpus, tmp_path):
    corpus.quoting.write(chosen(corpus), tmp_path / "q.md")
    assert corpus.history.list()[0].kind == "export"


@pytest.fixture
def draft(tmp_path):
    """A draft with three quotations: verbatim, edited openly, and altered."""
    path = tmp_path / "draft.md"
    path.write_text(
        "# What they said\n\nPeople did not see themselves as carers.\n\n"
        f"> {CAR}\n\n"
        "Some found out by chance:\n\n"
        "> It was the girl in the chemist […] who said, are you registered as her carer?\n\n"
        "And one put it like this:\n\n"
        "> I thought a carer had a uniform and a little white van.\n",
        encoding="utf-8",
    )
    return path


def test_a_draft_is_held_against_the_sources(corpus, draft):
    verbatim, edited, altered = corpus.quoting.check(draft)
    assert (verbatim.source, verbatim.problem) == ("A-FG1", "")
    assert (edited.source, edited.problem) == ("A-FG1", "")
    assert altered.source is None
    assert altered.problem == "No source reads this."


@pytest.mark.parametrize(
    "marked",
    [
        "Many felt that “{}”, and gave up.\n",
        'Many felt that "{}", and gave up.\n',
        "> {}\n",
        "> “{}”\n>\n> — Carer, site A\n",
        "> {}\n> (A-FG1-P1)\n",
        "He told us:\n\n> {}\n",
    ],
)
def test_nothing_that_a_draft_marks_as_somebodys_words_slips_through(corpus, tmp_path, marked):
    path = tmp_path / "draft.md"
    words = "a tunic and a little white car"
    path.write_text("Carers were tired.\n\n" + marked.format(words), encoding="utf-8")
    assert [one.source for one in corpus.quoting.check(path)] == ["A-FG1"]
    path.write_text("Carers were tired.\n\n" + marked.format("a tunic and a big red car"), "utf-8")
    assert [one.source for one in corpus.quoting.check(path)] == [None]


def test_a_term_in_marks_is_no_quotation(corpus, tmp_path):
    path = tmp_path / "draft.md"
    path.write_text("Carers were tired of the “drop-down box” in the form.\n", encoding="utf-8")
    assert corpus.quoting.check(path) == []


def test_a_word_draft_is_held_against_the_sources_too(corpus, tmp_path):
    import docx

    document = docx.Document()
    document.add_heading("What they said", 1)
    document.add_paragraph(f"One of them said: “{CAR}”")
    document.add_paragraph("Another said: “I thought a carer had a uniform and a big white car.”")
    document.save(str(tmp_path / "draft.docx"))
    found = corpus.quoting.check(tmp_path / "draft.docx")
    assert [one.source for one in found] == ["A-FG1", None]


def test_quotations_that_the_project_writes_are_verbatim_in_it(corpus, tmp_path):
    quotations = chosen(corpus, code="breaks")
    corpus.quoting.write(quotations, tmp_path / "q.md")
    found = corpus.quoting.check(tmp_path / "q.md")
    assert len(found) >= len({one.ref for one in quotations.items}) > 3
    assert [one.quotation.text for one in found if one.source is None] == []


def test_a_facilitators_question_is_no_quotation(desk):
    desk.apply("A-FG1", "Tell me about breaks", "Breaks")
    chosen = desk.project.quoting.choose()
    assert chosen.items == ()
    assert chosen.left_out == ("1 passage was left out because only a facilitator speaks there.",)


def test_a_no_survives_that_two_labels_become_one_person(desk):
    people = desk.project.people
    desk.apply("B-INT1", "I get by", "Breaks")
    jo, mo = people.find("B-INT1-P1"), people.find("A-FG1-P1")
    differences = people.join(jo.id, mo.id)
    assert any("consent to quote" in sentence for sentence in differences)
    assert desk.project.quoting.choose().items == ()
    people.record_consent(people.find("A-FG1-P1"), "quote", "yes")
    assert len(desk.project.quoting.choose().items) == 1


def test_the_base_counts_conversations_notes_and_survey_answers_apart(corpus):
    quotations = chosen(corpus)
    answers = [
        turn
        for turn in corpus.sources.document(corpus.sources.find("S1").id).turns
        if turn.case is not None
    ]
    assert (quotations.conversations, quotations.notes) == (10, 1)
    assert quotations.answers == len(answers)
    assert quotations.sites == 4
    kinds = {one.source_ref: one.kind for one in quotations.items}
    assert (kinds["S1"], kinds["A-FG1"]) == (SourceKind.SURVEY, SourceKind.RECORDING)
