"""The study that comes with qualcode reads as it was written, and is what its page says.

`turns.csv` has every turn of the transcripts and notes as it was written, before any file was made
of it: who speaks, how many words, the first three and the last three.
"""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest
from corpus_project import CORPUS, FILES, NAMES, SOURCES, TABLES, make_corpus_project

from qualcode.codebooks import find_codebook, load_codebook
from qualcode.model import CaseKind, ColumnKind, SourceKind
from qualcode.project import Project
from qualcode.reading import load_study, read
from qualcode.store.surveys import list_present

STUDY = load_study(CORPUS / "study.yaml")
SAID = {source.code: source for source in STUDY.sources}
TALK = [code for code in SOURCES if code != "S1"]
# Above the first speaker of two files stand lines of the program, or of who typed it up.
PREAMBLES = {"C-FG1": "Carers talk, Thornleigh-2025", "D-FG1": "D-FG1. The chapel schoolroom"}
SILENT = {"Beata"}
CODERS = ("Asha", "Tom")
PAGE = (CORPUS / "README.md").read_text(encoding="utf-8")


def read_source(code):
    source = SAID[code]
    labels = [person.label for person in source.people]
    return read(STUDY.path_of(source), labels=labels, columns=source.columns)


def words_of(file, turn):
    return file.decoded.text[turn.body : turn.end].split()


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def files():
    """Every file of the study as it is imported, by its short name."""
    return {code: read_source(code) for code in SOURCES}


@pytest.fixture(scope="module")
def written():
    """The turns as they were written, by short name."""
    turns = {}
    for row in rows_of(Path(__file__).with_name("turns.csv")):
        turn = (row["speaker"] or None, int(row["words"]), row["first"], row["last"])
        turns.setdefault(row["source"], []).append(turn)
    return turns


@pytest.fixture(scope="module")
def codings():
    """The rows of both coders' tables."""
    return [row for table in TABLES for row in rows_of(table)]


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The study as the two coders coded it."""
    path = make_corpus_project(tmp_path_factory.mktemp("corpus") / "study.qualcode")
    with Project.open(path, "Lead") as opened:
        yield opened


def spoken(code, file):
    """Return what a file holds as `turns.csv` says it, without the lines above the talk."""
    turns = list(file.turns)
    if code in PREAMBLES:
        assert turns[0].label is None
        assert file.decoded.text.startswith(PREAMBLES[code])
        turns = turns[1:]
    told = []
    for turn in turns:
        words = words_of(file, turn)
        told.append((turn.label, len(words), " ".join(words[:3]), " ".join(words[-3:])))
    return told


@pytest.mark.parametrize("code", TALK)
def test_every_turn_has_its_speaker_and_its_words(code, files, written):
    assert spoken(code, files[code]) == written[code]


@pytest.mark.parametrize("code", TALK)
def test_every_turn_has_its_speaker_without_a_word_from_the_study(code, written):
    file = read(STUDY.path_of(SAID[code]))
    assert spoken(code, file) == written[code]


@pytest.mark.parametrize("code", TALK)
def test_the_study_names_everybody_who_speaks_and_nobody_else(code, files):
    named = {person.label for person in SAID[code].people}
    assert {speaker.label for speaker in files[code].speakers} == named - SILENT


def test_the_files_come_in_nine_formats():
    suffixes = {Path(name).suffix for name in FILES}
    assert suffixes == {
        *(".vtt", ".srt", ".txt", ".md", ".docx", ".odt", ".rtf", ".pdf", ".xlsx"),
    }


def test_one_file_is_notes_and_one_a_survey_and_all_others_are_recordings(project):
    kinds = {source.ref: source.kind for source in project.sources.list()}
    assert kinds.pop("D-NOTES1") is SourceKind.NOTES
    assert kinds.pop("S1") is SourceKind.SURVEY
    assert set(kinds.values()) == {SourceKind.RECORDING}
    assert len(kinds) == len(SOURCES) - 2


def test_the_page_tells_the_number_of_words(files):
    words = sum(len(words_of(files[code], turn)) for code in TALK for turn in files[code].turns)
    assert words >= 15_000
    assert f"{words:,} words" in PAGE


def test_the_page_lists_every_file():
    assert [name for name in FILES if name not in PAGE] == []


def test_two_people_speak_in_two_conversations(project):
    names, speakers = project.people.names(), {}
    for source in project.sources.list():
        for turn in project.sources.document(source.id).turns:
            speakers.setdefault(turn.case, set()).add(source.ref)
    twice = {names[case]: places for case, places in speakers.items() if len(places) > 1 and case}
    assert twice == {"Farida": {"C-FG1", "C-INT1"}, "Ronnie": {"D-FG1", "D-INT1"}}


def test_somebody_is_there_and_never_speaks(project):
    ((source, case),) = list_present(project._store.conn)
    assert project.people.names()[case] == "Beata"
    assert source == project.sources.find("C-FG1").id


def test_a_room_is_under_one_label(project):
    several = [one.code for one in project.people.list() if one.kind is CaseKind.SEVERAL]
    assert several == ["B-FG1-G1", "C-FG1-G1"]


def test_nobody_wrote_down_what_four_agreed_to_and_three_may_not_be_quoted():
    people = [
        person
        for source in STUDY.sources
        for person in source.people
        if person.kind is CaseKind.PERSON
    ]
    unknown = {one.label for one in people if one.consent.quote is None}
    assert unknown == {"Jean", "WIN", "Keith", "Ernest"}
    refused = {one.label for one in people if one.consent.quote == "no"}
    assert refused == {"Priya", "Mrs Danso", "Tegen"}
    assert len({one.label.casefold() for one in people}) == len(NAMES) + 1  # A-INT2 calls one “R”


def test_the_remarks_in_word_are_notes_of_two_commenters(project):
    source = project.sources.find("D-INT1")
    text = project.sources.document(source.id).text
    notes = [note for note in project.notes.list() if note.about_id == source.id]
    assert Counter(note.coder for note in notes) == {"Asha": 4, "Dr Lena Marsh": 4}
    on = {text[note.start : note.end] for note in notes}
    assert "every letter says go online" in on
    assert all(words.strip() for words in on)


def test_captions_have_two_cues_a_sentence(files):
    cues = (CORPUS / "transcripts" / "c-int2.srt").read_text(encoding="utf-8").count("-->")
    file = files["C-INT2"]
    spoken_words = " ".join(" ".join(words_of(file, turn)) for turn in file.turns)
    sentences = len(re.findall(r"[.?!](?:\s|$)", spoken_words))
    assert cues > 1.4 * sentences


def test_respondents_keep_their_ids_and_na_is_a_word(files):
    survey = files["S1"].survey
    assert [one.label for one in survey.respondents] == [f"{n:05}" for n in range(1, 61)]
    asked = "Have you had a carer's assessment?"
    given = Counter(one.answers.get(asked) for one in survey.respondents)
    assert given["NA"] == 1
    assert given[None] == 1
    assert set(given) == {"Yes", "No", "Not sure", "NA", None}


def test_blank_answers_are_no_answers(files):
    columns = {one.heading: one for one in files["S1"].survey.columns}
    answered = {
        heading: (one.answered, one.blank)
        for heading, one in columns.items()
        if one.kind is ColumnKind.OPEN
    }
    assert answered == {
        "What would make the biggest difference to you?": (51, 9),
        "Has anything helped? Tell us about it.": (30, 30),
        "Anything else?": (15, 45),
    }
    turns = [turn for turn in files["S1"].turns if turn.label]
    assert len(turns) == 51 + 30 + 15


def test_the_columns_of_the_survey_are_guessed_as_the_study_says(files):
    guessed = read(STUDY.path_of(SAID["S1"])).survey.columns
    assert {one.heading: one.kind for one in guessed} == dict(SAID["S1"].columns)
    assert guessed == files["S1"].survey.columns


def test_no_address_of_a_respondent_comes_in(project):
    known = [value for one in project.people.list() for value in one.variables.values()]
    words = [*known, *project.sources.texts().values()]
    assert not [one for one in words if "mail.example" in one or re.search(r"\bKE\d\b", one)]


def test_every_coding_reads_what_it_says(files, codings):
    for row in codings:
        text = files[row["source"]].decoded.text
        assert text[int(row["start"]) : int(row["end"])] == row["text"]
    assert {row["coder"] for row in codings} == {"Asha", "Tom"}


def test_every_coding_lies_in_one_turn_of_somebody_who_takes_part(files, codings):
    facilitators = {
        (source.code, person.label)
        for source in STUDY.sources
        for person in source.people
        if person.kind is CaseKind.FACILITATOR
    }
    for row in codings:
        (turn,) = [
            turn
            for turn in files[row["source"]].turns
            if turn.body <= int(row["start"]) and int(row["end"]) <= turn.end
        ]
        assert (row["source"], turn.label) not in facilitators


def test_every_code_is_in_a_codebook_and_is_used(codings):
    shared = {code.slug for code in load_codebook(find_codebook("cross-cutting"))}
    own = {code.slug for code in load_codebook(CORPUS / "codebook-own.yaml")}
    assert {row["code"] for row in codings} == shared | own


def test_asha_coded_everything_and_tom_no_conversation_of_site_d(codings):
    coded = {name: {row["source"] for row in codings if row["coder"] == name} for name in CODERS}
    assert coded["Asha"] == {*SOURCES}
    assert coded["Tom"] == {code for code in SOURCES if not code.startswith("D-")}
    told = {name: sum(row["coder"] == name for row in codings) for name in CODERS}
    assert all(f"{name} {number}" in PAGE for name, number in told.items())


def test_the_studys_own_code_was_not_looked_for_in_what_was_coded_before(project, codings):
    assert not [row for row in codings if row["code"] == "online" and row["source"][0] in "AB"]
    own = project.codes.find("online").id
    (people,) = [
        table for table in project.counting.prevalence("site").tables if table.unit == "people"
    ]
    bases = {one.group: one.base for one in people.counts if one.code == own}
    assert (bases["A"], bases["B"]) == (0, 0)
    assert bases["C"] > 0
    assert bases["D"] > 0


def test_the_two_agree_as_careful_people_do(project, files, codings):
    pooled = project.counting.agreement(["Asha", "Tom"])[0].agreement.kappa
    assert 0.6 < pooled < 0.85
    assert f"about {pooled:.2f} over turns" in PAGE
    for code in SOURCES:
        if not code.startswith("D-"):
            assert 0.6 < kappa_of(code, files[code], codings) < 0.85


def kappa_of(code, file, codings):
    """Return Cohen's kappa of one source over its turns and the codes that either used in it."""
    from sklearn.metrics import cohen_kappa_score

    here = [row for row in codings if row["source"] == code]
    labels = {name: [] for name in CODERS}
    for turn in file.turns:
        for slug in sorted({row["code"] for row in codings}):
            for name in CODERS:
                spans = [
                    (int(row["start"]), int(row["end"]))
                    for row in here
                    if (row["code"], row["coder"]) == (slug, name)
                ]
                labels[name].append(any(turn.body <= a < b <= turn.end for a, b in spans))
    return cohen_kappa_score(labels["Asha"], labels["Tom"])
