"""Search takes words as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from studies import INTERVIEW

from qualcode.model import Selection
from qualcode.store.content import read_text
from qualcode.store.search import search_turns


def found(store, query):
    return [hit.n for hit in search_turns(store.conn, query, 20)]


def test_all_words_must_stand_in_the_turn(store):
    assert found(store, "hospital nobody") == [4]
    assert found(store, "hospital work") == []


def test_words_in_quotes_must_follow_each_other(store):
    assert found(store, '"asked me"') == [4]
    assert found(store, '"me asked"') == []


def test_the_last_word_may_be_the_beginning_of_one(store):
    assert found(store, "hosp") == [4]


@pytest.mark.parametrize("query", ["mum's", "Mum’s", "post-its", "cafe", "CAFÉ"])
def test_apostrophes_hyphens_accents_and_case_do_not_matter(store, query):
    assert found(store, query) == [2]


@pytest.mark.parametrize(
    "query",
    ["AND", "couldn't", "rota-49", "NEAR(", '"', "a OR b", "*", "^", "-x", "col:", "  ", ""],
)
def test_no_query_raises(store, query):
    search_turns(store.conn, query, 5)


@given(st.text(max_size=30))
def test_no_text_at_all_raises(store, query):
    search_turns(store.conn, query, 5)


def test_labels_are_not_searched_since_names_are_kept_apart(store):
    assert found(store, "Moira") == []


def test_a_corrected_word_is_found_and_the_misheard_one_no_longer(store, source):
    at = INTERVIEW.index("café")
    text = read_text(store.conn, source)
    with store.act("correct") as act:
        act.make(
            "patch",
            {
                "source": source,
                "selection": Selection.of(text, at, at + 4),
                "words": "coffee",
                "coder": act.coder,
                "made": act.time,
            },
        )
    assert found(store, "coffee") == [2]
    assert found(store, "café") == []
    from qualcode.store.history import undo

    undo(store)
    assert found(store, "café") == [2]
