"""A passage over several turns: whose words it has, and no label of the file in them."""

import pytest
from small_study import Desk

from qualcode.project.quoted.saying import Place

LABELS = ("Mo:", "Dev:", "Int:")


@pytest.fixture
def over_two(desk):
    """The small study with a passage of Mo's and Dev's coded with Breaks."""
    source = desk.source("A-FG1")
    start, end = desk.span("A-FG1", "a week away")[0], desk.span("A-FG1", "a day.")[1]
    desk.project.codings.apply(source, start, end, desk.code("Breaks"))
    return desk


def shown_everywhere(desk):
    (passage,) = desk.project.codings.passages()
    (example,) = desk.project.codings.examples(desk.code("Breaks"))
    quoted = desk.project.quoting.choose().items
    (coded, *_) = desk.project.history.list(limit=1)
    return {
        "passages": passage.text,
        "examples": example.text,
        "copied": desk.project.quoting.say(passage),
        "quoted": " ".join(one.text for one in quoted),
        "history": desk.project.history.say(coded),
    }


@pytest.mark.parametrize("where", ["passages", "examples", "copied", "quoted", "history"])
def test_each_turn_stands_under_its_participant_code_wherever_it_is_shown(over_two, where):
    shown = shown_everywhere(over_two)[where]
    assert not any(label in shown for label in LABELS)
    assert "A-FG1-P1: a week away in May." in shown


def test_the_words_that_were_imported_stay_as_they_are(over_two):
    (passage,) = over_two.project.codings.passages()
    assert passage.imported == "a week away in May.\nDev: I never had a day."


def test_the_words_of_a_sentence_of_one_turn_stand_alone(desk):
    desk.apply("A-FG1", "I never had a day.", "Breaks")
    (passage,) = desk.project.codings.passages()
    assert passage.text == "I never had a day."


def test_everybody_in_it_has_the_passage_and_is_counted(over_two):
    project, breaks = over_two.project, over_two.code("Breaks")
    (passage,) = project.codings.passages()
    mo, dev = (project.people.find(f"A-FG1-P{n}").id for n in (1, 2))
    assert passage.cases == (mo, dev)
    assert [one.coding.id for one in project.people.coded(dev)] == [passage.coding.id]
    assert project.codes.resting()[breaks].people == {mo, dev}


def test_a_label_that_a_later_part_begins_with_is_none_of_its_words(project, tmp_path):
    text = "Ted: I go on Fridays. Brenda: I never do.\nTed: No.\n"
    (tmp_path / "talk.txt").write_text(text, encoding="utf-8")
    assert not [one for one in project.sources.import_files([tmp_path / "talk.txt"]) if one.refused]
    desk, (source,) = Desk(project), project.sources.list()
    first, *_ = project.sources.document(source.id).turns
    at = text.index("Brenda")
    project.patches.split_turn(source.id, first.id, at, None)
    part = project.sources.document(source.id).turns[1]
    assert (part.start, text[part.body : part.end]) == (at, "I never do.")
    code = project.codes.add("Outings").id
    project.codings.apply(source.id, at, part.end, code)
    (passage,) = desk.project.codings.passages()
    assert passage.text == "I never do."
    assert project.quoting.say(Place(source.id, at, part.end)).startswith("“I never do.”")


@pytest.mark.parametrize(
    ("begin", "label"),
    [
        ("Brenda: I do.", "Brenda: "),
        ("Speaker 2:  I do.", "Speaker 2:  "),
        ("Mrs. Élan: I do.", "Mrs. Élan: "),
        ("At ten: I do.", ""),
        ("I went at 10:30 there.", ""),
        ("and so: I do.", ""),
        ("Well, Bea: I do.", ""),
        ("One Two Three: I do.", ""),
        ("Brenda:", ""),
    ],
)
def test_a_label_is_a_word_or_two_with_a_colon(project, tmp_path, begin, label):
    text = f"Ted: Every week. {begin}\nAda: Yes.\nTed: And you?\nAda: I do too.\n"
    (tmp_path / "talk.txt").write_text(text, encoding="utf-8")
    assert [one.refused for one in project.sources.import_files([tmp_path / "talk.txt"])] == [None]
    (source,) = project.sources.list()
    first, *_ = project.sources.document(source.id).turns
    project.patches.split_turn(source.id, first.id, text.index(begin), None)
    part = project.sources.document(source.id).turns[1]
    assert text[part.start : part.body] == label
