"""What a caller may give, and what is refused in a sentence."""

import unicodedata

import numpy as np
import pandas as pd
import pytest
from scipy.sparse import csr_array

from qualcode.suggest import Suggester, evaluate
from qualcode.suggest.card import FEW_CONVERSATIONS
from qualcode.suggest.errors import (
    LabelError,
    ListError,
    ReadError,
    ShapeError,
    TextError,
    TextsError,
    UnknownCodeError,
)
from qualcode.suggest.evidence import Usage, find_evidence

TEXTS = ["naïve Zoë at the café", "the bus came late"] * 20
LABELS = np.array([[1, 0], [0, 1]] * 20)
BOOK = pd.DataFrame(
    {
        "code": ["a", "b"],
        "label": ["Café", "Bus"],
        "definition": ["déjà vu", "late"],
        "examples": ["'crème brûlée'", ""],
    }
)
HIDDEN = np.ma.array(LABELS, mask=np.arange(80).reshape(40, 2) % 7 == 0)
UNLOOKED = np.where(HIDDEN.mask, np.nan, LABELS)


def taken_apart(text):
    return unicodedata.normalize("NFD", text)


def fit(*args, **more):
    return Suggester("tfidf").fit(*args, **more)


@pytest.fixture(scope="module")
def fitted():
    return fit(TEXTS, LABELS)


def test_letters_taken_apart_are_the_letters_they_make(fitted):
    apart = fit([taken_apart(text) for text in TEXTS], LABELS)
    assert taken_apart(TEXTS[0]) != TEXTS[0]
    np.testing.assert_array_equal(apart.out_of_fold_, fitted.out_of_fold_)
    asked = ["Zoë is naïve", "déjà vu"]
    np.testing.assert_array_equal(
        fitted.predict_proba([taken_apart(text) for text in asked]), fitted.predict_proba(asked)
    )
    assert fitted.explain(taken_apart(asked[0]), 0) == fitted.explain(asked[0], 0)
    assert fitted.explain(taken_apart(asked[0]), 0).words


def test_letters_taken_apart_in_a_codebook_are_the_letters_they_make():
    apart = fit([], codebook=BOOK.map(taken_apart))
    asked = ["déjà vu", "crème brûlée at the café"]
    np.testing.assert_array_equal(
        apart.predict_proba(asked), fit([], codebook=BOOK).predict_proba(asked)
    )
    apart_columns = pd.DataFrame(LABELS, columns=[taken_apart("Café"), "Bus"])
    assert fit(TEXTS, apart_columns, codebook=BOOK).codes_ == ["a", "b"]


def test_roles_and_groups_taken_apart_are_the_same_ones():
    people = ["Zoë", taken_apart("Zoë")] * 10 + ["Ann"] * 20
    suggester = fit(TEXTS, LABELS, groups=people, roles=people)
    assert len(set(suggester.groups_.tolist())) == 2
    np.testing.assert_array_equal(
        suggester.predict_proba(["bus"], ["Zoë"]),
        suggester.predict_proba(["bus"], [taken_apart("Zoë")]),
    )


def test_evidence_gives_words_taken_apart_as_they_stand():
    usage = Usage(["Zoë at a café", "a bus"])
    said = taken_apart("Her café")
    found = find_evidence(said, "The café", (), usage)
    assert found.words == (taken_apart("café"),)
    assert found.words[0] in said


def test_without_a_single_group_none_was_given(fitted):
    without = fit(TEXTS, LABELS, groups=[None, float("nan"), pd.NA, None] * 10)
    assert not without.by_group_
    assert without.model_ == fitted.model_
    card = evaluate(without, LABELS, [None] * 40)
    assert card == evaluate(fitted, LABELS)
    assert card.groups == 0
    assert "these figures flatter" in card.remarks[0]


def test_a_card_without_groups_takes_those_of_the_fit():
    groups = [f"carer {n % 5}" for n in range(40)]
    suggester = fit(TEXTS, LABELS, groups=groups)
    card = evaluate(suggester, LABELS)
    assert card == evaluate(suggester, LABELS, groups)
    assert card.groups == 5 < FEW_CONVERSATIONS
    assert "Only 5 conversations: these figures are a guess." in card.remarks


def test_a_masked_group_is_a_group_of_its_own():
    named = np.ma.array(["A", "A", "B", "B"] * 10, mask=[False, True, False, False] * 10)
    assert len(set(fit(TEXTS, LABELS, groups=named).groups_.tolist())) == 2 + 10


@pytest.mark.parametrize("whole", [np.int64, np.uint8, np.int32])
def test_a_column_may_be_any_whole_number(fitted, whole):
    assert fitted.explain("the bus", whole(1)) == fitted.explain("the bus", 1)
    with pytest.raises(UnknownCodeError):
        fitted.explain("the bus", whole(2))


@pytest.mark.parametrize(
    "masked",
    [HIDDEN, HIDDEN.astype(float), list(HIDDEN), [list(row) for row in HIDDEN]],
    ids=["numbers", "decimals", "rows", "cells"],
)
def test_masked_codings_are_those_nobody_looked_for(masked):
    np.testing.assert_array_equal(
        fit(TEXTS, masked).out_of_fold_, fit(TEXTS, UNLOOKED).out_of_fold_
    )


@pytest.mark.parametrize(
    "read",
    [
        LABELS.astype(bool),
        LABELS,
        LABELS.astype(float).tolist(),
        csr_array(LABELS),
        pd.DataFrame(LABELS).astype("boolean"),
        np.ma.array(LABELS),
    ],
    ids=["truth values", "numbers", "lists", "sparse", "frame", "nothing masked"],
)
def test_what_was_read_may_come_as_any_table_of_true_and_false(read):
    assert fit(TEXTS, LABELS, read=read).read_.tolist() == LABELS.astype(bool).tolist()


@pytest.mark.parametrize(
    ("read", "found"),
    [
        (np.where(LABELS, 1, np.nan), "a cell without a value"),
        (np.where(LABELS, "True", "False"), "“True”|“False”"),
        ([[True, "False"]] * 40, "“False”"),
        (np.ma.array(LABELS, mask=LABELS), "a cell without a value"),
        (pd.DataFrame(LABELS).astype("Int64").replace(0, pd.NA), "a cell without a value"),
        ([[True, True], [True]] * 20, "rows of unequal length"),
        (LABELS * 2, "2"),
        (5, "5"),
    ],
)
def test_what_is_neither_read_nor_not_is_refused(read, found):
    with pytest.raises(ReadError, match=rf"What was read holds ({found})\. Give"):
        fit(TEXTS, LABELS, read=read)


def test_what_was_read_on_its_side_is_refused():
    with pytest.raises(ShapeError, match="2 rows of what was read, but 40 rows of codings"):
        fit(TEXTS, LABELS, read=LABELS.T.astype(bool))


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda: fit(TEXTS, LABELS, groups=5), ListError),
        (lambda: fit(TEXTS, LABELS, groups=np.array(5)), ListError),
        (lambda: fit(TEXTS, LABELS, groups=pd.DataFrame({"a": TEXTS})), ListError),
        (lambda: fit(TEXTS, LABELS, roles=3), ListError),
        (lambda: fit(TEXTS, LABELS).predict_proba(["a"], roles=3), ListError),
        (lambda: fit(TEXTS, LABELS).leave_out(3), ListError),
        (lambda: evaluate(fit(TEXTS, LABELS), LABELS, groups=5), ListError),
        (lambda: evaluate(fit(TEXTS, LABELS), LABELS, sites=5), ListError),
        (lambda: fit(TEXTS, LABELS, codes=5), ListError),
        (lambda: fit(np.array("a"), LABELS), TextsError),
        (lambda: fit(np.ma.array(["a", "b"], mask=[0, 1], dtype=object), [1, 0]), TextError),
        (lambda: fit(TEXTS, [np.zeros((2, 3)), np.zeros((2, 4))]), LabelError),
    ],
)
def test_what_holds_no_list_is_refused_in_a_sentence(call, error):
    with pytest.raises(error, match=r"\.$"):
        call()
