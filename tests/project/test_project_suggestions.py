"""Suggestions are never codings: nothing that is counted or leaves changes by them."""

import numpy as np
import pytest
from corpus_project import make_corpus_project

from qualcode.model import Origin
from qualcode.project import Project
from qualcode.project.suggesting import explaining
from qualcode.project.suggesting.learning import learn
from qualcode.project.suggesting.material import gather
from qualcode.store.codings import list_verdicts
from qualcode.store.errors import AlreadyCodedError, NoCoderError
from qualcode.store.sources import list_turns
from qualcode.suggest import forget


def all_that_counts(project, folder):
    """Return everything that is counted, quoted or exported."""
    project.exporting.write(folder / "codings.csv")
    return (
        project.counting.prevalence("site"),
        project.counting.prevalence("role"),
        project.counting.agreement(),
        project.codings.of(),
        project.readings.of(),
        project.quoting.choose().items,
        (folder / "codings.csv").read_bytes(),
    )


@pytest.fixture
def best(suggested):
    """The surest suggestion."""
    return max(suggested.suggestions.of(), key=lambda one: one.probability)


def test_suggesting_changes_nothing_that_counts(tmp_path):
    path = make_corpus_project(tmp_path / "p.qualcode", skip=["B-INT1"])
    with Project.open(path, "Lead") as project:
        before = all_that_counts(project, tmp_path)
        assert project.suggestions.refit().proposals > 0
        assert all_that_counts(project, tmp_path) == before


def test_suggestions_are_for_what_nobody_looked_at(suggested):
    # The study's own code was made when sites A and B were coded; B-INT1 is open to all codes.
    own = suggested.codes.find("online").id
    first = {one.id for one in suggested.sources.list() if one.site in {"A", "B"}}
    uncoded = suggested.sources.find("B-INT1").id
    proposals = suggested.suggestions.of()
    assert {one.source for one in proposals if one.code != own} == {uncoded}
    assert {one.source for one in proposals if one.code == own} <= first


def test_a_suggestion_has_a_probability_and_a_rank(suggested):
    proposals = suggested.suggestions.of()
    assert all(0 <= one.probability <= 1 for one in proposals)
    by_passage = {}
    for one in proposals:
        by_passage.setdefault(one.passage, []).append(one.rank)
    assert all(ranks == list(range(1, len(ranks) + 1)) for ranks in by_passage.values())
    assert max(len(ranks) for ranks in by_passage.values()) <= 3


def test_an_accepted_suggestion_is_a_coding_and_both_names_are_kept(suggested, best):
    made = suggested.suggestions.accept(best)
    assert (made.origin, made.coder) == (Origin.ACCEPTED, "Lead")
    assert str(made.origin) == "accepted suggestion"
    (coding,) = suggested.codings.of(best.source)
    assert coding == made
    (verdict,) = list_verdicts(suggested._store.conn)
    assert (verdict.passage, verdict.code, verdict.verdict, verdict.coder) == (
        best.passage,
        best.code,
        "accepted",
        "Lead",
    )
    assert (best.passage, best.code) not in {
        (one.passage, one.code) for one in suggested.suggestions.of()
    }


def test_a_suggestion_is_accepted_once(suggested, best):
    suggested.suggestions.accept(best)
    with pytest.raises(AlreadyCodedError):
        suggested.suggestions.accept(best)
    assert len(suggested.codings.of(best.source)) == 1


def test_an_accepted_suggestion_undone_is_proposed_again(suggested, best):
    suggested.suggestions.accept(best)
    suggested.history.undo()
    assert suggested.codings.of(best.source) == []
    assert best in suggested.suggestions.of()


def test_a_rejected_suggestion_is_not_proposed_again(suggested, best):
    suggested.suggestions.reject(best)
    assert suggested.codings.of(best.source) == []
    for _ in range(2):
        proposed = {(one.passage, one.code) for one in suggested.suggestions.of()}
        assert proposed
        assert (best.passage, best.code) not in proposed
        suggested.suggestions.refit()


def test_nobody_can_judge_a_suggestion(suggested, best, open_as):
    nobody = open_as(suggested.path, None)
    with pytest.raises(NoCoderError):
        nobody.suggestions.accept(best)
    with pytest.raises(NoCoderError):
        nobody.suggestions.reject(best)


def test_the_same_work_gives_the_same_suggestions(suggested):
    before = suggested.suggestions.of()
    suggested.suggestions.refit()
    assert suggested.suggestions.of() == before


def test_before_anything_is_coded_the_codebook_alone_proposes(tmp_path):
    path = make_corpus_project(tmp_path / "p.qualcode", coded=False)
    with Project.open(path, "Lead") as project:
        done = project.suggestions.refit()
        assert done.cold_start
        assert done.coded == 0
        assert project.codings.of() == []


def test_sure_suggestions_of_the_sample_study_keep_their_word(suggested):
    """What was given even odds or more, by fits that had not seen it, holds about as often."""
    material = gather(suggested._store)
    said = learn(suggested._store, material).out_of_fold_
    truth = np.where(material.read[material.coded], material.known[material.coded], np.nan)
    sure = (said >= 0.5) & ~np.isnan(truth)
    assert sure.sum() >= 30
    assert said[sure].mean() - truth[sure].mean() < 0.1


def test_why_is_found_again_without_reading_all_that_was_said_again(suggested, monkeypatch):
    forget()
    asked = []
    monkeypatch.setattr(explaining, "list_turns", lambda conn: asked.append(1) or list_turns(conn))
    first, *others = suggested.suggestions.of()[:10]
    found = suggested.suggestions.explain(first)
    assert found.words
    assert suggested.suggestions.explain(first) == found
    for one in others:
        suggested.suggestions.explain(one)
    assert asked == [1]


def test_the_passages_most_alike_are_shown_as_they_are_corrected(suggested, best):
    alike = suggested.suggestions.explain(best).alike
    assert alike
    everything = {one.coding.id: one for one in suggested.codings.passages()}
    assert [everything[one.coding.id] for one in alike] == list(alike)
    assert {one.coding.code for one in alike} == {best.code}
