"""Which column is which code: by name where columns have names, else by their order."""

import numpy as np
import pandas as pd
import pytest

from qualcode.suggest import Suggester, evaluate
from qualcode.suggest.errors import (
    ColumnsError,
    NamelessCodeError,
    NamelessColumnError,
    ShapeError,
)

TEXTS = ["so tired and awake", "late bus again"] * 20
BUS_SLEEP = np.array([[0, 1], [1, 0]] * 20)
BOOK = pd.DataFrame(
    {
        "code": ["sleep", "bus"],
        "label": ["Broken nights", "Transport"],
        "definition": ["tired, awake", "late buses"],
    }
)


def learn(labels, **more):
    return Suggester("tfidf").fit(TEXTS, labels, **{"codebook": BOOK, **more})


def named(*names):
    return pd.DataFrame(BUS_SLEEP, columns=list(names))


def likeliest(suggester, text):
    return suggester.codes_[int(suggester.predict_proba([text])[0].argmax())]


@pytest.mark.parametrize(
    "names",
    [
        ("bus", "sleep"),
        ("Transport", "Broken nights"),
        ("bus", "Broken nights"),
        ("BUS", " sleep "),
        ("transport ", "broken nights"),
    ],
)
def test_columns_are_known_by_code_or_label_whatever_case_and_blanks(names):
    suggester = learn(named(*names))
    assert suggester.codes_ == ["bus", "sleep"]
    assert likeliest(suggester, "tired, awake") == "sleep"
    assert likeliest(suggester, "a late bus") == "bus"


def test_columns_are_known_by_the_slug_of_a_codebook(study, codebook):
    turned = pd.DataFrame(study.Y, columns=study.codes)[study.codes[::-1]]
    suggester = Suggester("tfidf").fit(study.texts, turned, codebook=codebook)
    assert suggester.codes_ == [code.id for code in codebook][::-1]
    assert suggester.explain("no sleep", "sleep") == suggester.explain("no sleep", 3)


def test_a_code_goes_before_the_label_of_another():
    swapped = BOOK.assign(label=["bus", "sleep"])
    assert learn(named("bus", "sleep"), codebook=swapped).codes_ == ["bus", "sleep"]


@pytest.mark.parametrize(
    ("names", "strays"),
    [
        (("bus", "slep"), "“slep”"),
        (("Bus", "bus"), "“Bus”, “bus”"),
        (("bus", "Transport"), "“bus”, “Transport”"),
        (("bus", None), "“”"),
        (("bus", 1), "“1”"),
    ],
)
def test_columns_that_do_not_match_the_codes_one_to_one_are_refused_by_name(names, strays):
    with pytest.raises(ColumnsError, match=rf"not each name one code: {strays}\. The codes are"):
        learn(named(*names))


@pytest.mark.parametrize("names", [("x", "y"), (5, 2)])
def test_columns_none_of_which_is_called_like_a_code_come_in_their_order_with_a_warning(names):
    with pytest.warns(UserWarning, match="taken in the order of the codes: sleep, bus"):
        suggester = learn(pd.DataFrame(BUS_SLEEP[:, ::-1], columns=list(names)))
    assert likeliest(suggester, "tired, awake") == "sleep"


def test_they_are_refused_where_there_are_fewer_of_them_than_codes():
    with pytest.raises(ColumnsError, match="“x”"):
        learn(pd.DataFrame(BUS_SLEEP[:, :1], columns=["x"]))


def test_a_name_that_two_codes_share_is_no_name_of_either():
    shared = BOOK.assign(label=["Other", "Other"])
    with pytest.raises(ColumnsError, match="“Other”"):
        learn(named("Other", "sleep"), codebook=shared)


def test_a_refusal_calls_the_codes_of_a_codebook_by_their_slugs(study, codebook):
    with pytest.raises(ColumnsError, match="The codes are “sleep”, “money”, “respite”, “forms”"):
        Suggester("tfidf").fit(
            study.texts, pd.DataFrame(study.Y, columns=["sleep", *"xyz"]), codebook=codebook
        )


@pytest.mark.parametrize(
    "labels",
    [
        BUS_SLEEP[:, ::-1],
        pd.DataFrame(BUS_SLEEP[:, ::-1]),
        pd.DataFrame(BUS_SLEEP[:, ::-1], columns=["0", "1"]),
        pd.DataFrame(BUS_SLEEP[:, ::-1], columns=[3, 7]),
    ],
    ids=["array", "numbered", "numbered in words", "numbers that rise"],
)
def test_columns_without_names_come_in_the_order_of_the_codebook(labels):
    suggester = learn(labels)
    assert suggester.codes_ == ["sleep", "bus"]
    assert likeliest(suggester, "tired, awake") == "sleep"


def test_codes_that_are_numbers_are_names():
    numbered = BOOK.assign(code=[2, 1])
    assert learn(pd.DataFrame(BUS_SLEEP, columns=[1, 2]), codebook=numbered).codes_ == ["1", "2"]


def test_some_of_a_codebook_may_be_coded():
    assert learn(named("bus", "sleep")[["sleep"]]).codes_ == ["sleep"]


@pytest.mark.parametrize("book", [BOOK, None])
def test_codes_put_named_columns_into_their_own_order(book):
    suggester = learn(named("bus", "sleep"), codes=["sleep", "bus"], codebook=book)
    assert suggester.codes_ == ["sleep", "bus"]
    assert likeliest(suggester, "tired, awake") == "sleep"


def test_codes_rename_columns_that_are_called_otherwise():
    suggester = learn(named("x", "y"), codes=["bus", "sleep"])
    assert suggester.codes_ == ["bus", "sleep"]
    assert likeliest(suggester, "tired, awake") == "sleep"


@pytest.mark.parametrize("names", [("bus", "slep"), ("sleep", "bus")])
def test_codes_do_not_rename_columns_that_have_names_of_other_codes(names):
    with pytest.raises(ColumnsError):
        learn(named(*names), codes=["bus", "x"])


def test_a_suggester_is_judged_by_named_columns_in_any_order():
    codings = named("bus", "sleep")
    suggester = learn(codings)
    turned = evaluate(suggester, codings[["sleep", "bus"]])
    assert turned == evaluate(suggester, codings) == evaluate(suggester, BUS_SLEEP)
    assert turned.figures.mean_average_precision > 0.9
    assert evaluate(suggester, named("Transport", "Broken nights")) == turned


def test_a_suggester_is_judged_by_the_names_it_was_fitted_with():
    renamed = named("x", "y")
    suggester = learn(renamed, codes=["bus", "sleep"])
    assert evaluate(suggester, renamed[["y", "x"]]) == evaluate(suggester, renamed)
    numbered = pd.DataFrame(BUS_SLEEP[:, ::-1])
    assert evaluate(learn(numbered), numbered[[1, 0]]) == evaluate(learn(numbered), numbered)


def test_a_suggester_is_not_judged_by_columns_of_other_codes():
    suggester = learn(named("bus", "sleep"))
    with pytest.raises(ColumnsError, match="“slep”"):
        evaluate(suggester, named("bus", "slep"))
    with pytest.raises(ShapeError, match="columns of codings"):
        evaluate(suggester, named("bus", "sleep")[["bus"]])


def test_what_was_read_goes_by_the_names_of_its_columns():
    flags = named("bus", "sleep").astype(bool) | (np.arange(40) < 20)[:, None]
    plain = learn(named("bus", "sleep"), read=flags.to_numpy())
    turned = learn(named("bus", "sleep"), read=flags[["sleep", "bus"]])
    np.testing.assert_array_equal(turned.read_, plain.read_)
    assert turned.model_ == plain.model_
    with pytest.raises(ColumnsError, match="columns of what was read"):
        learn(named("bus", "sleep"), read=flags.rename(columns={"bus": "buz"}))


def test_what_was_read_without_names_has_its_columns_as_the_codings_have():
    flags = np.column_stack((np.ones(40, dtype=bool), np.arange(40) < 20))
    suggester = learn(named("bus", "sleep"), codes=["sleep", "bus"], read=flags)
    np.testing.assert_array_equal(suggester.read_, flags[:, ::-1])


@pytest.mark.parametrize("code", ["  ", "", None, float("nan")])
def test_a_codebook_whose_code_is_blank_is_refused(code):
    with pytest.raises(NamelessCodeError, match="Row 2"):
        learn([], codebook=BOOK.assign(code=["sleep", code]))


@pytest.mark.parametrize("name", [None, "", " ", float("nan")])
def test_a_column_without_a_name_is_refused(name):
    with pytest.raises(NamelessColumnError, match="Column 2"):
        Suggester().fit(TEXTS, BUS_SLEEP, codes=["a", name])
    with pytest.raises(NamelessColumnError, match="Column 2"):
        Suggester().fit(TEXTS, named("a", name))


@pytest.mark.parametrize(
    "labels", [np.zeros((0, 3)), pd.DataFrame(np.zeros((0, 3))), np.zeros((0, 1))]
)
def test_columns_without_rows_are_as_many_as_the_codes(labels):
    with pytest.raises(ShapeError, match="columns of codings"):
        Suggester().fit([], labels, codebook=BOOK)
