"""Every act in the history says in plain words who did what to what."""

import ast
import re
from pathlib import Path

import pytest

import qualcode
from qualcode.model import CaseKind
from qualcode.model.request import RequestKind
from qualcode.project.history import KINDS
from qualcode.store.entities import ENTITIES
from qualcode.store.telling import NAMED, PLURALS, UNTOLD

FOLDER = Path(qualcode.__file__).parent
TOLD = {entity.name for entity in ENTITIES} - set(UNTOLD)
# Words of the file's own language, and ids and hashes.
STRANGE = re.compile(r"\b(case|entity|verdict|presence|voice|patch|withdrawal)\b|[0-9a-f]{16}")


def kinds_in_the_code():
    """Return every kind of act that the program writes, as its source has them."""
    found = set()
    for path in FOLDER.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and call.args:
                name = getattr(call.func, "attr", getattr(call.func, "id", ""))
                if name in {"act", "Change", "_accept", "_set_lead", "_switch", "_of_one"}:
                    found |= {
                        one.value
                        for arg in call.args[: 1 + (name == "_switch")]
                        for one in ast.walk(arg)
                        if isinstance(one, ast.Constant) and isinstance(one.value, str)
                    }
    return {one for one in found if re.fullmatch(r"[a-z]+( [a-z]+)?", one)}


def test_every_kind_of_act_has_a_sentence():
    found = kinds_in_the_code()
    assert {"code", "undo", "split turn", "accept as", "redefine", "lock", "see"} <= found
    assert found - KINDS == set()


def test_every_sort_of_thing_has_a_name_and_a_plural_without_words_of_the_file():
    assert TOLD == NAMED
    assert set(PLURALS) == TOLD
    assert not [said for said in PLURALS.values() if STRANGE.search(said)]


@pytest.fixture
def said(desk):
    """Say the latest act in words."""
    history = desk.project.history

    def say():
        (entry,) = history.list(limit=1)
        return history.say(entry)

    return say


def test_codings_say_their_code_their_source_their_turn_and_their_words(desk, said):
    coding = desk.apply("A-FG1", "I never had a day.", "Breaks")
    place = "in A-FG1, turn 3: “I never had a day.”"
    assert said() == f"coded “Breaks” {place}"
    desk.project.codings.recode(coding.id, desk.code("Work"))
    assert said() == f"recoded “Breaks” as “Work” {place}"
    desk.project.codings.remove(coding.id)
    assert said() == f"took off “Work” {place}"
    desk.project.history.undo()
    assert said() == f"undid: took off “Work” {place}"
    desk.project.history.redo()
    assert said() == f"did again: took off “Work” {place}"


def test_several_passages_coded_at_once_are_counted(desk, said):
    spans = [("A-FG1", "a week away"), ("B-INT1", "I get by.")]
    wanted = [(desk.source(ref), *desk.span(ref, words)) for ref, words in spans]
    desk.project.codings.apply_many(wanted, desk.code("Breaks"))
    assert said() == "coded 2 passages “Breaks” at once"


def test_reading_and_looking_say_the_turns(desk, said):
    desk.read("A-FG1", "I never had a day.")
    assert said() == "marked turns 1 to 3 of A-FG1 as read"
    source = desk.source("A-FG1")
    start, end = desk.span("A-FG1", "And then I lost my job.")
    desk.project.readings.look(source, start, end, desk.code("Breaks"), found=False)
    assert said() == "looked again at turn 4 of A-FG1 for “Breaks”: it is not there"
    desk.project.readings.unmark(source, *desk.span("A-FG1", "a week away"))
    assert said() == "marked a part of A-FG1 as not read"


def test_stars_and_notes_say_their_words(desk, said):
    source, span = desk.source("A-FG1"), desk.span("A-FG1", "a week away")
    star = desk.project.stars.add(source, *span)
    assert said() == "starred “a week away” in A-FG1, turn 2"
    desk.project.stars.remove(star.id)
    assert said() == "took the star off “a week away” in A-FG1, turn 2"
    note = desk.project.notes.add("selection", source, "Ask when.", span)
    assert said() == "wrote a note on turn 2 of A-FG1: “Ask when.”"
    desk.project.notes.delete(note)
    assert said() == "deleted a note on turn 2 of A-FG1: “Ask when.”"
    desk.project.notes.add("code", desk.code("Breaks"), "Too wide?")
    assert said() == "wrote a note on “Breaks”: “Too wide?”"
    desk.project.notes.add("project", "project", "Meet in June.")
    assert said() == "wrote a note on the study: “Meet in June.”"


def test_corrections_say_what_became_of_what(desk, said):
    source, patches = desk.source("A-FG1"), desk.project.patches
    patch = patches.correct(source, *desk.span("A-FG1", "a week away"), "a day away")
    assert said() == "corrected “a week away” to “a day away” in A-FG1, turn 2"
    patches.remove(patch)
    assert said() == ("took back the correction of “a week away” to “a day away” in A-FG1, turn 2")
    turns = desk.project.sources.document(source).turns
    patches.give_turn(source, turns[1].id, turns[2].case)
    assert said() == "corrected who speaks in turn 2 of A-FG1"
    at = desk.span("A-FG1", "lost my job")[0]
    patches.split_turn(source, turns[3].id, at, turns[2].case)
    assert said() == "said that two people speak in turn 4 of A-FG1"


def test_changes_of_codes_say_what_it_was_and_what_it_is(desk, said):
    codes = desk.project.codes
    codes.rename(desk.code("Work"), "Paid work")
    assert said() == "renamed “Work” to “Paid work”"
    codes.move(desk.code("Paid work"), desk.code("Help"))
    assert said() == "moved “Paid work” under “Help”"
    codes.move(desk.code("Paid work"), None)
    assert said() == "moved “Paid work” to the top"
    codes.split(desk.code("Breaks"), ["Nights", "Days", "Breaks"])
    assert said() == "split “Breaks” into “Nights”, “Days” and “Breaks”"
    codes.join(desk.code("Nights"), desk.code("Days"))
    assert said() == "joined “Nights” into “Days”"
    codes.delete(desk.code("Days"))
    assert said() == "deleted “Days”"
    codes.lock()
    assert said() == "locked the codebook of the study"


def test_a_proposal_is_told_by_what_it_asks_for(desk, said, open_as):
    desk.project.codes.lock()
    tom = open_as(desk.project.path, "Tom")
    asked = tom.requests.ask(RequestKind.RENAME, desk.code("Work"), label="Paid work")
    told = tom.requests.say(asked)
    assert said() == f"proposed: {told}"
    desk.project.requests.accept(asked.id)
    assert said() == f"accepted the proposal: {told}"


def test_acts_on_people_say_their_participant_codes(desk, said):
    people = desk.project.people
    mo, dev = (
        next(one for one in people.list() if one.code == code) for code in ("A-FG1-P1", "A-FG1-P2")
    )
    people.set_value(mo.id, "age", "65-74")
    assert said() == "changed age of A-FG1-P1"
    people.set_kind(dev.id, CaseKind.SEVERAL)
    assert said() == "changed A-FG1-P2"
    people.record_consent(mo, "quote", "no")
    assert said() == "wrote down the consent of A-FG1-P1"
    people.join(dev.id, mo.id)
    assert said() == "changed A-FG1-P2 to be the same person as A-FG1-P1"
    desk.project.sources.rename(desk.source("B-INT1"), "B-1")
    assert said() == "changed what is said of B-1"


def test_a_withdrawal_says_who_withdrew_and_earlier_acts_say_none_of_their_words(desk):
    desk.apply("A-FG1", "I never had a day.", "Breaks")
    dev = next(one for one in desk.project.people.list() if one.code == "A-FG1-P2")
    desk.project.copies.withdraw(dev.id)
    acts = [desk.project.history.say(one) for one in desk.project.history.list()]
    assert acts[0] == "recorded that A-FG1-P2 withdrew"
    assert not any("never had" in one for one in acts)


def test_no_act_is_told_in_the_words_of_the_file_or_by_an_id(desk):
    desk.apply("A-FG1", "I never had a day.", "Breaks")
    desk.read("A-FG1")
    desk.project.history.undo()
    for entry in desk.project.history.list():
        assert not STRANGE.search(desk.project.history.say(entry))


@pytest.fixture
def busy(desk, open_as):
    """The small study after acts of many sorts, one of them a proposal that was accepted."""
    project, source = desk.project, desk.source("A-FG1")
    desk.apply("A-FG1", "I never had a day.", "Breaks")
    desk.read("A-FG1")
    start, end = desk.span("A-FG1", "And then I lost my job.")
    project.readings.look(source, start, end, desk.code("Work"), found=True)
    project.notes.add("code", desk.code("Work"), "Too wide?")
    project.notes.add("turn", project.sources.document(source).turns[1].id, "Ask when.")
    project.patches.correct(source, *desk.span("A-FG1", "a week"), "a day")
    project.codes.split(desk.code("Breaks"), ["Nights", "Days"])
    project.codes.lock()
    tom = open_as(project.path, "Tom")
    asked = tom.requests.ask(RequestKind.RENAME, desk.code("Work"), label="Paid work")
    project.requests.accept(asked.id)
    return project


def test_what_an_act_changed_is_told_without_ids_too(busy):
    for entry in busy.history.list():
        for one in busy.history.changes(entry.id):
            told = f"{one.name} {one.before} {one.after}"
            assert not re.search("[0-9a-f]{16}", told), (one.entity, one.field, told)


def test_an_act_knows_the_sources_whose_words_it_tells(desk):
    desk.apply("A-FG1", "I never had a day.", "Breaks")
    desk.project.history.undo()
    for entry in desk.project.history.list(limit=2):
        assert desk.project.history.sources_of(entry.id) == [desk.source("A-FG1")]


def test_a_code_is_called_what_it_was_called_at_that_act_by_what_still_counts(desk):
    project, work = desk.project, desk.code("Work")
    project.codes.rename(work, "Jobs")
    project.history.undo()
    project.codes.recolour(work, "#0072B2")
    assert project.history.undo() == "Undone: recoloured “Work”."
    project.history.redo()
    project.codes.rename(work, "Paid work")
    (renamed,) = project.history.list(limit=1)
    assert project.history.say(renamed) == "renamed “Work” to “Paid work”"
    assert [project.history.say(one) for one in project.history.list(limit=9)].count(
        "recoloured “Work”"
    ) == 1
