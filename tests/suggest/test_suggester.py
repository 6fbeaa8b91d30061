import socket
import warnings

import numpy as np
import pandas as pd
import pytest
from scipy.sparse import csr_array
from sklearn.base import clone
from sklearn.utils.estimator_checks import check_estimator

from qualcode.suggest import Suggester
from qualcode.suggest.errors import (
    CodebookKindError,
    CodingsTableError,
    DoubleCodeError,
    GroupError,
    LabelError,
    NamelessCodeError,
    NoCodesError,
    NoCodingsError,
    NotFittedError,
    SeedError,
    ShapeError,
    TextError,
    TextsError,
    UnknownCodeError,
    UnknownEncoderError,
)
from qualcode.suggest.metrics import average_precisions
from qualcode.suggest.thresholds import FLOOR

NAN = float("nan")
TWICE = pd.DataFrame({"code": ["a", "a"]})
NAMELESS = pd.DataFrame({"code": ["a", NAN]})


@pytest.fixture(scope="module")
def fitted(study, codebook):
    return Suggester().fit(
        study.texts, study.Y, groups=study.carers, roles=study.roles, codebook=codebook
    )


def are_probabilities(p):
    return bool(np.isfinite(p).all() and (p > 0).all() and (p < 1).all())


def test_the_constructor_only_stores():
    suggester = Suggester(encoder="tfidf", random_state=7)
    assert suggester.get_params() == {"encoder": "tfidf", "random_state": 7}
    assert clone(suggester).get_params() == suggester.get_params()
    assert not [name for name in vars(suggester) if name.endswith("_")]


def test_fit_returns_the_suggester_with_what_it_learned(study, codebook, fitted):
    assert fitted.codes_ == [code.id for code in codebook]
    assert list(fitted.classes_) == fitted.codes_
    assert fitted.out_of_fold_.shape == study.Y.shape
    assert fitted.thresholds_.shape == (4,)
    assert (fitted.thresholds_ >= FLOOR).all()
    assert fitted.by_group_
    assert not fitted.cold_start_


def test_it_finds_the_codes_of_carers_it_never_heard(unseen, fitted):
    precisions = average_precisions(unseen.Y, fitted.predict_proba(unseen.texts, unseen.roles))
    assert precisions.min() > 0.9


def test_predict_is_one_where_the_probability_reaches_the_threshold(unseen, fitted):
    said = fitted.predict(unseen.texts)
    assert set(np.unique(said)) == {0, 1}
    assert (said == (fitted.predict_proba(unseen.texts) >= fitted.thresholds_)).all()


def test_the_same_data_and_seed_give_the_same_suggester(study, codebook, fitted, unseen):
    again = clone(fitted).fit(
        study.texts, study.Y, groups=study.carers, roles=study.roles, codebook=codebook
    )
    assert again.model_ == fitted.model_
    np.testing.assert_array_equal(again.out_of_fold_, fitted.out_of_fold_)
    np.testing.assert_array_equal(
        again.predict_proba(unseen.texts), fitted.predict_proba(unseen.texts)
    )


def test_other_codings_give_another_model_id(study, codebook, fitted):
    other = study.Y.copy()
    other[0, 0] = 1 - other[0, 0]
    again = Suggester().fit(
        study.texts, other, groups=study.carers, roles=study.roles, codebook=codebook
    )
    assert again.model_ != fitted.model_


@pytest.mark.parametrize("by_steps", [False, True])
def test_out_of_fold_knows_nothing_of_a_group_but_its_words(by_steps, monkeypatch):
    """A word that only one carer says, and every time with a code, cannot help to judge her."""
    monkeypatch.setattr("qualcode.suggest.ridge.needs_steps", lambda _: by_steps)
    rng = np.random.default_rng(5)
    marks = (rng.random(60) < 0.5).astype(float)
    owners = ["A" if i < 20 else f"other {i % 10}" for i in range(60)]
    told = [
        f"{'zebra' if mark and owner == 'A' else 'well'} {i % 7}"
        for i, (mark, owner) in enumerate(zip(marks, owners, strict=True))
    ]
    by_carer = Suggester().fit(told, marks[:, None], groups=owners, codes=["x"])
    alone = Suggester().fit(told, marks[:, None], codes=["x"])
    hers, positive = np.arange(60) < 20, marks == 1

    def gap(p):
        return p[hers & positive, 0].mean() - p[hers & ~positive, 0].mean()

    assert gap(alone.out_of_fold_) > 0.2
    assert gap(by_carer.out_of_fold_) < 0.1


def test_a_codebook_alone_is_enough_to_begin(codebook, unseen):
    cold = Suggester().fit([], np.zeros((0, 4)), codebook=codebook, pool=unseen.texts)
    assert cold.cold_start_
    assert cold.out_of_fold_.shape == (0, 4)
    p = cold.predict_proba(["Filling in every form, page after page", "Mum sleeps, I am tired"])
    assert [codebook.codes[i].slug for i in p.argmax(axis=1)] == ["forms", "sleep"]
    assert are_probabilities(p)


def test_cells_nobody_looked_at_everywhere_are_a_cold_start(study, codebook):
    nothing = np.full_like(study.Y, NAN)
    assert Suggester().fit(study.texts, nothing, codebook=codebook).cold_start_


def test_a_start_without_a_single_text(codebook):
    cold = Suggester().fit([], codebook=codebook)
    assert are_probabilities(cold.predict_proba(["a form", ""]))
    assert cold.predict_proba([]).shape == (0, 4)


def test_a_table_serves_as_a_codebook():
    table = pd.DataFrame(
        {
            "code": ["sleep", "forms"],
            "label": ["Sleep", "Paperwork"],
            "definition": ["Being awake at night", NAN],
            "examples": ["Good: 'slept like a log', 'no sleep' Bad: 'awake till dawn'", NAN],
        }
    )
    cold = Suggester().fit([], np.zeros((0, 2)), codebook=table)
    assert cold.codes_ == ["sleep", "forms"]
    p = cold.predict_proba(["until dawn I lay awake", "endless paperwork"])
    assert p[0].argmax() == 0
    assert p[1].argmax() == 1


def test_codes_name_the_columns_where_there_is_no_codebook(study):
    named = Suggester().fit(study.texts, study.Y, groups=study.carers, codes=study.codes)
    assert named.codes_ == study.codes


def test_columns_may_be_part_of_a_codebook_in_any_order(study, codebook):
    picked = [codebook.codes[2].id, codebook.codes[0].id]
    chosen = Suggester().fit(study.texts, study.Y[:, [2, 0]], codebook=codebook, codes=picked)
    assert chosen.codes_ == picked


def test_columns_named_after_codes_of_the_codebook_may_come_in_any_order(study, codebook):
    ids = [code.id for code in codebook]
    turned = pd.DataFrame(study.Y, columns=ids)[ids[::-1]]
    chosen = Suggester().fit(study.texts, turned, codebook=codebook)
    assert chosen.codes_ == ids[::-1]
    assert chosen.predict_proba(["up three times in the night"])[0].argmax() == 3


@pytest.mark.parametrize(
    "as_given",
    [
        lambda codings: codings.astype(bool),
        lambda codings: codings.astype(np.int8).tolist(),
        csr_array,
        lambda codings: pd.DataFrame(codings, index=range(900, 980)).astype("boolean"),
        lambda codings: pd.DataFrame(codings).astype("Int64"),
    ],
    ids=["truth values", "lists", "sparse", "nullable truth values", "nullable numbers"],
)
def test_codings_may_come_as_any_table_of_0_and_1(study, as_given):
    plain = Suggester().fit(study.texts, study.Y)
    other = Suggester().fit(study.texts, as_given(study.Y))
    np.testing.assert_array_equal(other.out_of_fold_, plain.out_of_fold_)


def test_what_pandas_calls_missing_is_what_nobody_looked_at(study):
    gaps = pd.DataFrame(study.Y).astype("Int64")
    gaps.iloc[:20, 0] = pd.NA
    unlooked = study.Y.copy()
    unlooked[:20, 0] = NAN
    np.testing.assert_array_equal(
        Suggester().fit(study.texts, gaps).out_of_fold_,
        Suggester().fit(study.texts, unlooked).out_of_fold_,
    )


def test_numbers_one_after_the_other_are_the_codings_of_one_code(study):
    assert Suggester().fit(study.texts, study.Y[:, 0].tolist()).codes_ == ["0"]
    assert Suggester().fit(study.texts, study.Y[:, 0], codes="sleep").codes_ == ["sleep"]


def test_roles_may_be_numbers(study):
    numbered = [1 if role == "carer" else 2 for role in study.roles]
    by_number = Suggester().fit(study.texts, study.Y, roles=numbered)
    by_name = Suggester().fit(study.texts, study.Y, roles=[str(one) for one in numbered])
    np.testing.assert_array_equal(by_number.out_of_fold_, by_name.out_of_fold_)


def test_half_a_character_is_read_as_a_question_mark():
    broken = Suggester().fit(["night \ud83d", "day"], [[1], [0]], codes=["x"])
    np.testing.assert_array_equal(
        broken.predict_proba(["night \ud83d"]), broken.predict_proba(["night ?"])
    )


def test_a_code_of_one_person_alone_is_still_ranked_by_its_words(study):
    """Nobody else can tell how it does elsewhere. That is no reason to say nothing of it."""
    texts = [f"the boat on the lake {n % 4}" for n in range(12)]
    texts += [f"no sleep at night {n % 5}" for n in range(24)]
    owners = ["A"] * 12 + [f"other {n % 4}" for n in range(24)]
    hers = (np.arange(36) < 12).astype(float)
    p = (
        Suggester()
        .fit(texts, hers, groups=owners, codes="x")
        .predict_proba(["a boat on a lake", "no sleep"])[:, 0]
    )
    assert p[0] > p[1]


def test_without_names_the_columns_are_numbered(study):
    assert Suggester().fit(study.texts, study.Y).codes_ == ["0", "1", "2", "3"]


def test_cells_nobody_looked_at_do_not_speak_against_a_code(study, codebook, unseen):
    late = study.Y.copy()
    late[:50, 0] = NAN
    as_nothing = np.nan_to_num(late)
    known = Suggester().fit(study.texts, late, groups=study.carers, codebook=codebook)
    wrong = Suggester().fit(study.texts, as_nothing, groups=study.carers, codebook=codebook)
    share = unseen.Y[:, 0].mean()
    found = known.predict_proba(unseen.texts)[:, 0].mean()
    assert abs(found - share) < abs(wrong.predict_proba(unseen.texts)[:, 0].mean() - share)
    assert np.isfinite(known.out_of_fold_).all()


@pytest.mark.parametrize(
    ("texts", "labels", "groups"),
    [
        (["a form", "a night", "a bill"], [[1, 0], [0, 1], [0, 0]], ["A", "A", "A"]),
        (["a form", "a night"], [[1, 1], [1, 1]], ["A", "B"]),
        (["a form", "a night"], [[0, 0], [0, 0]], ["A", "B"]),
        (["a form", "a night"], [[1, 0], [0, 0]], ["A", "B"]),
        (["a form"], [[1, 0]], ["A"]),
        (["", "  "], [[1, 0], [0, 1]], ["A", "B"]),
        (["a form", ""], [[1, 0], [0, 1]], [None, NAN]),
        (["same"] * 4, [[1, 0]] * 4, ["A", "A", "B", "B"]),
        (["a form", "a night"], [[NAN, 1], [NAN, NAN]], ["A", "B"]),
        (["…", "!!!", "?"], [[1, 0], [0, 1], [1, 1]], None),
    ],
    ids=[
        "one group",
        "everything coded",
        "nothing coded",
        "a code without positives",
        "one passage",
        "white space",
        "missing groups",
        "the same words",
        "a code nobody looked for",
        "no words",
    ],
)
@pytest.mark.filterwarnings("ignore:All passages are of one group")
def test_poor_data_give_sober_probabilities(texts, labels, groups):
    suggester = Suggester().fit(texts, labels, groups=groups, codes=["x", "y"], pool=["", "more"])
    assert are_probabilities(suggester.predict_proba(["a form", "", "quite other words"]))
    assert are_probabilities(suggester.out_of_fold_)
    assert (suggester.thresholds_ >= FLOOR).all()


def test_where_words_tell_nothing_the_probability_is_near_the_share():
    rng = np.random.default_rng(3)
    labels = (rng.random((200, 1)) < 0.2).astype(float)
    deaf = Suggester().fit(["same words"] * 200, labels, codes=["x"])
    assert deaf.predict_proba(["same words"])[0, 0] == pytest.approx(labels.mean(), abs=0.05)


def test_codes_nobody_said_no_to_are_not_put_on_everything(study, codebook, unseen):
    only_yes = np.where(study.Y == 1, 1.0, NAN)
    suggester = Suggester().fit(study.texts, only_yes, groups=study.carers, codebook=codebook)
    p = suggester.predict_proba(unseen.texts)
    assert average_precisions(unseen.Y, p).min() > 0.7
    assert p[unseen.Y == 0].mean() < 0.3


def test_one_group_is_said_not_to_be_judged_by_groups(study, codebook):
    with pytest.warns(UserWarning, match="by single passages, and flatter"):
        alone = Suggester().fit(study.texts, study.Y, groups=["A"] * 80, codebook=codebook)
    assert not alone.by_group_


def test_the_speakers_role_tells_apart_the_same_words():
    texts = ["we fill in the form"] * 40
    roles = ["carer", "paid carer"] * 20
    labels = np.array([[1.0], [0.0]] * 20)
    suggester = Suggester().fit(texts, labels, roles=roles, codes=["burden"])
    carer, paid, unknown = suggester.predict_proba(
        ["we fill in the form"] * 3, ["carer", "paid carer", None]
    )[:, 0]
    assert carer > 0.7 > unknown > 0.3 > paid


def test_explain_names_the_words_that_speak_for_a_code(codebook, fitted):
    sleep = codebook.codes[0].id
    words = fitted.explain("Never a full night of sleep, to be honest", sleep).words
    assert words[0][0] in {"sleep", "full night", "night of", "of sleep", "night", "never a"}
    assert "honest" not in [word for word, _ in words[:5]]
    assert all(weight > 0 for _, weight in words)
    assert list(words) == sorted(words, key=lambda pair: (-pair[1], pair[0]))


def test_explain_names_the_coded_passages_that_speak_for_a_code(study, codebook, fitted):
    rows = fitted.explain("up three times in the night", codebook.codes[0].id).rows
    assert rows
    assert all(study.Y[row, 0] == 1 for row, _ in rows)
    assert [weight for _, weight in rows] == sorted((weight for _, weight in rows), reverse=True)


def test_a_column_serves_as_well_as_an_id(codebook, fitted):
    text = "another form to fill in"
    assert fitted.explain(text, 3) == fitted.explain(text, codebook.codes[3].id)


def test_passages_of_the_same_role_speak_louder(study, codebook, fitted):
    reasons = {
        role: fitted.explain("the bills pile up", 1, role).rows for role in ("carer", "paid carer")
    }
    assert all(study.roles[reasons[role][0][0]] == role for role in reasons)


def test_explain_has_nothing_to_say_of_an_empty_text(codebook, fitted):
    assert fitted.explain("", codebook.codes[0].id).words == ()


def test_explain_serves_a_cold_start(codebook):
    cold = Suggester().fit([], codebook=codebook)
    words = cold.explain("the heating bills", codebook.codes[1].id).words
    assert words[0][0] == "bills"


class CountsOfVowels:
    """An encoder somebody might set beside TF-IDF: dense rows of length 1."""

    def fit(self, _texts):
        return self

    def transform(self, texts):
        rows = np.array([[text.count(vowel) + 1.0 for vowel in "aeiou"] for text in texts])
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_another_encoder_is_set_beside_the_words(study, codebook, unseen):
    both = Suggester(encoder=CountsOfVowels()).fit(
        study.texts, study.Y, groups=study.carers, codebook=codebook
    )
    assert average_precisions(unseen.Y, both.predict_proba(unseen.texts)).min() > 0.7
    assert both.explain("no sleep", codebook.codes[0].id)


def test_more_passages_than_one_factorisation_takes(study, codebook, unseen, monkeypatch):
    monkeypatch.setattr("qualcode.suggest.ridge.KERNEL_LIMIT", 40)
    monkeypatch.setattr("qualcode.suggest.ridge.LANDMARKS", 40)
    large = Suggester().fit(study.texts, study.Y, groups=study.carers, codebook=codebook)
    assert average_precisions(unseen.Y, large.predict_proba(unseen.texts)).min() > 0.8


def test_every_code_looked_for_in_other_passages(study, codebook, unseen, monkeypatch):
    monkeypatch.setattr("qualcode.suggest.ridge.needs_steps", lambda _: True)
    scattered = study.Y.copy()
    scattered[np.random.default_rng(3).random(scattered.shape) < 0.3] = NAN
    some = Suggester().fit(study.texts, scattered, groups=study.carers, codebook=codebook)
    assert average_precisions(unseen.Y, some.predict_proba(unseen.texts)).min() > 0.9
    assert average_precisions(scattered, some.out_of_fold_).min() > 0.8


def test_blocked_sockets_change_nothing(study, codebook, fitted, monkeypatch):
    def refuse(*_):
        raise AssertionError("a connection was opened")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    before = fitted.predict_proba(["a form", "a night"])
    again = Suggester().fit(
        study.texts, study.Y, groups=study.carers, roles=study.roles, codebook=codebook
    )
    np.testing.assert_array_equal(again.predict_proba(["a form", "a night"]), before)


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda: Suggester().predict_proba(["a"]), NotFittedError),
        (lambda: Suggester().explain("a", "x"), NotFittedError),
        (lambda: Suggester().fit(["a"], [[1, 0]], codes=["x"]), ShapeError),
        (lambda: Suggester().fit(["a"], [[1], [0]], codes=["x"]), ShapeError),
        (lambda: Suggester().fit(["a"], [[1]], groups=["A", "B"], codes=["x"]), ShapeError),
        (lambda: Suggester().fit(["a"], [[1]], roles=[], codes=["x"]), ShapeError),
        (lambda: Suggester().fit(["a"], [[2]], codes=["x"]), LabelError),
        (lambda: Suggester().fit(["a"], [["yes"]], codes=["x"]), LabelError),
        (lambda: Suggester().fit([]), NoCodesError),
        (lambda: Suggester().fit(["a", NAN], [[1], [0]]), TextError),
        (lambda: Suggester().fit(pd.Series(["a", None]), [[1], [0]]), TextError),
        (lambda: Suggester().fit(["a"], [[1]]).predict_proba([b"a"]), TextError),
        (lambda: Suggester().fit(pd.DataFrame({"a": ["b"]}), [[1]]), TextsError),
        (lambda: Suggester().fit(None, [[1]]), TextsError),
        (lambda: Suggester().fit(["a"], codes=["x"]), NoCodingsError),
        (lambda: Suggester().fit(["a"], [[[1]]]), CodingsTableError),
        (lambda: Suggester().fit(["a", "b"], [[1, 0], [1]]), LabelError),
        (lambda: Suggester().fit(["a"], [[1]], groups=[["A"]]), GroupError),
        (lambda: Suggester().fit(["a"], [[1, 0]], codes=["x", "x"]), DoubleCodeError),
        (lambda: Suggester().fit([], codebook=TWICE), DoubleCodeError),
        (lambda: Suggester().fit([], codebook=NAMELESS), NamelessCodeError),
        (lambda: Suggester().fit([], codebook={"a": "b"}), CodebookKindError),
        (lambda: Suggester(random_state="x").fit(["a"], [[1]]), SeedError),
        (lambda: Suggester("minilm").fit(["a"], [[1]], codes=["x"]), UnknownEncoderError),
        (lambda: Suggester().fit(["a"], [[1]], codes=["x"]).explain("a", "y"), UnknownCodeError),
    ],
)
def test_what_does_not_fit_together_is_refused_in_a_sentence(call, error):
    with pytest.raises(error, match=r"\.$"):
        call()


def test_scikit_learn_finds_no_fault_with_it():
    """Its checks of fitting take numbers; those of construction and cloning hold for texts."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        done = check_estimator(Suggester(), on_fail=None)
    assert done
    assert [one["check_name"] for one in done if one["status"] == "failed"] == []


def test_single_labels_from_unnamed_codes_in_a_table():
    """Twenty short answers, one code each, as a data frame with no codebook behind it."""
    answers = [f"the bus was late {n}" for n in range(10)] + [f"kind nurses {n}" for n in range(10)]
    labels = pd.DataFrame({"A": [1] * 10 + [0] * 10, "B": [0] * 10 + [1] * 10})
    suggester = Suggester().fit(answers, labels)
    assert suggester.codes_ == ["A", "B"]
    assert suggester.predict(["a late bus", "a kind nurse"]).tolist() == [[1, 0], [0, 1]]


def test_a_group_by_group_judgement_for_other_groups(study, codebook, fitted):
    sites = ["north" if i % 8 < 4 else "south" for i in range(80)]
    elsewhere = fitted.leave_out(sites)
    assert elsewhere.shape == study.Y.shape
    assert are_probabilities(elsewhere)
    assert average_precisions(study.Y, elsewhere).min() > 0.8
    with pytest.raises(ShapeError):
        fitted.leave_out(sites[:3])


def test_leaving_the_same_groups_out_gives_the_out_of_fold_probabilities(study, codebook):
    alone = Suggester().fit(study.texts, study.Y, groups=study.carers, codebook=codebook)
    np.testing.assert_allclose(
        alone.leave_out(study.carers), alone.out_of_fold_, rtol=0.3, atol=0.05
    )
