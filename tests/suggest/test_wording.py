import pandas as pd
import pytest

from qualcode.model import Code, Codebook
from qualcode.suggest.errors import NoCodeColumnError
from qualcode.suggest.examples import list_examples
from qualcode.suggest.wording import Wording, pick_examples, read_wordings, split_examples


def test_a_code_is_described_by_all_but_what_it_excludes():
    code = Code(
        "id",
        "a.b",
        "Breaks",
        other_labels=("Respite",),
        definition="Time off.",
        include="Day centres",
        exclude="Holidays of the person cared for",
        keywords=("sitter",),
        examples=("I had a week off",),
    )
    (wording,) = read_wordings(Codebook("c", "C", (code,)), None, None)
    assert (wording.code, wording.label) == ("id", "Breaks")
    assert wording.description == "Breaks. Respite. Time off.. Day centres. sitter"
    assert wording.examples == ("I had a week off",)


@pytest.mark.parametrize("name", ["id", "a.b", "Breaks"])
def test_columns_may_be_called_by_id_slug_or_label(name):
    book = Codebook("c", "C", (Code("id", "a.b", "Breaks", definition="Time off"),))
    (wording,) = read_wordings(book, [name], 1)
    assert (wording.code, wording.description) == (name, "Breaks. Time off")


@pytest.mark.parametrize("name", ["night", "Broken nights", " NIGHT", "broken nights"])
def test_codes_are_found_in_a_table_by_code_or_label(name):
    book = pd.DataFrame({"code": ["night"], "label": ["Broken nights"], "definition": ["Awake"]})
    (wording,) = read_wordings(book, [name], 1)
    assert (wording.code, wording.description) == (name, "Broken nights. Awake")


def test_a_column_the_codebook_does_not_hold_stands_for_itself():
    (wording,) = read_wordings(Codebook("c", "C", ()), ["carers.rest_breaks"], 1)
    assert wording.description == "carers rest breaks"


def test_a_table_without_codes_is_refused():
    with pytest.raises(NoCodeColumnError, match="“code”"):
        read_wordings(pd.DataFrame({"name": ["x"]}), None, None)


def test_examples_are_read_from_lists_lines_and_quotation_marks():
    assert split_examples(["one", "two", None]) == ("one", "two")
    assert split_examples("one\ntwo | three\n") == ("one", "two", "three")
    assert split_examples("Good: 'I don't mind', 'fine' Bad: 'no!'") == (
        "I don't mind",
        "fine",
        "no!",
    )
    assert split_examples("‘All well’, ‘Nothing’") == ("All well", "Nothing")
    assert split_examples(float("nan")) == ()


def test_examples_are_picked_evenly():
    assert pick_examples([str(i) for i in range(20)], 4) == ["0", "5", "10", "15"]
    assert pick_examples(["a"], 4) == ["a"]


def test_an_example_that_is_a_coded_passage_is_not_learned_from_twice():
    shown = Wording("x", "Sleep", "", ("I never sleep", "Up all night"))
    other = Wording("y", "Night", "", ("up all night",))
    texts, marks = list_examples([shown, other], ["i never  sleep"])
    assert texts == ["Sleep", "Up all night", "Night", "up all night"]
    assert marks.tolist() == [[1, 0], [1, 0], [0, 1], [0, 1]]
