"""Which suggestions wait to be judged, and which of them come first."""

from datetime import UTC, datetime, timedelta

import pytest

from qualcode.model import Proposal
from qualcode.project import Project
from qualcode.project.suggesting.frame import cut_frame
from qualcode.project.suggesting.reviewing import order_by_use
from qualcode.project.suggesting.showing import When
from qualcode.store.clock import now
from qualcode.store.local import replace_proposals

TRANSCRIPT = """\
FACILITATOR: What does a usual week look like?

RUTH: I do the mornings and then I go to work. By the evening I am worn out.

OMAR: Same here. I have not had a day off since August.

RUTH: The group on a Tuesday is the one place where I can sit down.
"""


def suggest(passage, code, probability, *, rank=1, likely=False):
    return Proposal(passage, "source", 0, 9, code, probability, rank, likely, "m")


@pytest.fixture
def project(tmp_path):
    """Three passages of one source; Breaks and Peer support are suggested for each; Ana looks."""
    transcript = tmp_path / "A-FG1.txt"
    transcript.write_text(TRANSCRIPT, encoding="utf-8")
    with Project.create(tmp_path / "study.qualcode", "Ana") as project:
        assert [one.refused for one in project.sources.import_files([transcript])] == [None]
        codes = [project.codes.add(label) for label in ("Breaks", "Peer support")]
        store = project._store
        proposals = [
            Proposal(one.id, one.source, one.start, one.end, code.id, 0.4, rank, False, "m")
            for one in cut_frame(store)
            for rank, code in enumerate(codes, 1)
        ]
        replace_proposals(store, proposals, "m", now(), "{}")
        project.suggestions.show_when(When.ALWAYS)
        yield project


def waiting(project):
    labels = {code.id: code.label for code in project.codes.list()}
    found = project.suggestions.waiting()
    return sorted((one.start, labels[one.code]) for group in found.passages for one in group)


def test_likely_passages_take_turns_with_those_that_teach_most():
    # Teaching: .5 × .5 for none coded is .25; the rest have 99 codings: 1/10 of p (1 - p).
    uses = {"common": 99, "rare": 0}
    sure = suggest("sure", "common", 0.95, likely=True)
    fair = suggest("fair", "common", 0.7, likely=True)
    open_, dim = suggest("open", "rare", 0.5), suggest("dim", "common", 0.2)
    order = order_by_use([dim, fair, open_, sure], uses)
    assert [group[0].passage for group in order] == ["sure", "open", "fair", "dim"]


def test_a_rare_code_teaches_more_than_a_common_one_that_is_as_open():
    order = order_by_use([suggest("a", "common", 0.4), suggest("b", "rare", 0.4)], {"common": 8})
    assert [group[0].passage for group in order] == ["b", "a"]


def test_a_passage_comes_once_with_all_its_suggestions_best_first():
    second, first = suggest("a", "x", 0.3, rank=2), suggest("a", "y", 0.8, rank=1, likely=True)
    assert order_by_use([second, first], {}) == [(first, second)]


def test_what_was_judged_coded_or_read_does_not_wait(project):
    everything = waiting(project)
    assert len(everything) == 6
    one, other = project.suggestions.waiting().passages[0]
    project.suggestions.reject(one)
    assert len(waiting(project)) == 5
    project.codings.apply(other.source, other.start, other.end, other.code)
    assert len(waiting(project)) == 4
    left = project.suggestions.waiting().passages[0][0]
    project.readings.mark(left.source, left.start, left.end)
    assert len(waiting(project)) == 2


def test_a_code_that_is_newer_than_the_reading_still_waits(project):
    one = project.suggestions.waiting().passages[0][0]
    project.readings.mark(one.source, one.start, one.end)
    assert len(waiting(project)) == 4
    project.codes.redefine(one.code, definition="Something else by now.")
    assert len(waiting(project)) == 5


def test_what_the_coder_is_not_shown_is_counted_with_the_reason(project):
    project.suggestions.show_when(When.AFTER_THREE)
    found = project.suggestions.waiting()
    assert found.passages == ()
    assert [(one.proposals, one.sources) for one in found.held_back] == [(6, 1)]
    assert "first 3 sources" in found.held_back[0].why


def test_what_was_judged_since_a_time_is_counted(project):
    before = datetime.now(UTC) - timedelta(seconds=2)
    one, other = project.suggestions.waiting().passages[0]
    project.suggestions.accept(one)
    project.suggestions.reject(other)
    assert project.suggestions.judged(before) == 2
    assert project.suggestions.judged(datetime.now(UTC) + timedelta(hours=1)) == 0
    project.history.undo()
    assert project.suggestions.judged(before) == 1
