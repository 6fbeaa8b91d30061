"""When suggestions are shown, why they are made, and another code than the one proposed."""

import pytest

from qualcode.model import Origin
from qualcode.project.suggesting.showing import When
from qualcode.store.codings import list_verdicts


@pytest.fixture
def best(suggested):
    return max(suggested.suggestions.of(), key=lambda one: one.probability)


def read_through(project, count, source):
    others = [one.id for one in project.sources.list() if one.id != source]
    for one in others[:count]:
        project.readings.mark_all(one)


def test_a_coder_sees_none_before_three_sources_are_read_to_the_end(suggested, best):
    showing = suggested.suggestions.showing(best.source)
    assert not showing.shown
    assert "first 3 sources" in showing.why
    read_through(suggested, 2, best.source)
    assert "2 sources" in suggested.suggestions.showing(best.source).why
    read_through(suggested, 3, best.source)
    assert suggested.suggestions.showing(best.source).shown


def test_where_another_coder_worked_they_are_off_and_it_is_said_who(suggested, best, open_as):
    read_through(suggested, 3, best.source)
    tom = open_as(suggested.path, "tom")
    tom.readings.mark(best.source, best.start, best.end)
    showing = suggested.suggestions.showing(best.source)
    assert not showing.shown
    assert "tom worked on this source too" in showing.why


@pytest.mark.parametrize(("when", "shown"), [(When.ALWAYS, True), (When.NEVER, False)])
def test_the_study_can_say_always_or_never(suggested, best, when, shown):
    suggested.suggestions.show_when(when)
    assert suggested.suggestions.when() is when
    assert suggested.suggestions.showing(best.source).shown is shown
    suggested.history.undo()
    assert suggested.suggestions.when() is When.AFTER_THREE


def test_accepting_as_another_code_rejects_the_proposed_one_in_the_same_act(suggested, best):
    other = next(code for code in suggested.codes.list() if code.id != best.code)
    coding = suggested.suggestions.accept_as(best, other.id)
    assert (coding.code, coding.origin) == (other.id, Origin.CODED)
    (verdict,) = list_verdicts(suggested._store.conn)
    assert (verdict.code, verdict.verdict, verdict.chosen) == (best.code, "accepted as", other.id)
    suggested.suggestions.refit()
    proposed = {(one.passage, one.code) for one in suggested.suggestions.of()}
    assert (best.passage, best.code) not in proposed
    suggested.history.undo()
    assert suggested.codings.of(best.source) == []
    assert list_verdicts(suggested._store.conn) == []


def test_a_code_joined_into_a_rejected_one_is_not_proposed_there_either(suggested, best):
    suggested.suggestions.reject(best)
    held = {one.code for one in suggested.suggestions.of() if one.passage == best.passage}
    other = next(
        code for code in suggested.codes.list() if code.id in held and code.id != best.code
    )
    parts = {one.parent for one in suggested.codes.list()}
    assert best.code not in parts
    suggested.codes.join(best.code, other.id)
    proposed = {(one.passage, one.code) for one in suggested.suggestions.of()}
    assert (best.passage, other.id) not in proposed


def test_a_proposal_is_explained_by_words_of_its_passage_and_passages_elsewhere(suggested, best):
    explanation = suggested.suggestions.explain(best)
    passage = suggested.sources.texts()[best.source][best.start : best.end]
    assert explanation.words
    assert all(word in passage for word in explanation.words)
    assert all(one.coding.code == best.code for one in explanation.alike)
    assert all(one.coding.source != best.source for one in explanation.alike)
