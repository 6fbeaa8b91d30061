"""Which edits leave a quotation verbatim."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.quotations import verify_quotation

SOURCE = (
    "Well, the nurse, Mrs Adeyemi, said we'd hear by Friday. We didn't hear. "
    "I rang the ward\nthree times and nobody, nobody at all, picked up the phone. It was awful."
)


@pytest.mark.parametrize(
    "quoted",
    [
        pytest.param("We didn't hear.", id="as it stands"),
        pytest.param("“I rang the ward three times”", id="marks and a line end"),
        pytest.param("we didn’t hear", id="capital and apostrophe"),
        pytest.param("The nurse [name removed] said we'd hear by Friday.", id="a removed name"),
        pytest.param("I rang the ward [at the hospital] three times", id="a gloss"),
        pytest.param("We didn't hear … picked up the phone", id="a cut"),
        pytest.param("We didn't hear... It was awful.", id="a cut in three stops"),
        pytest.param("We didn't hear. [...] It was awful!", id="a cut in brackets"),
        pytest.param("[W]e'd hear by Friday", id="a letter in brackets"),
        pytest.param("I rang the ward three times\n\nand nobody", id="split paragraphs"),
    ],
)
def test_permitted_edits_are_verbatim(quoted: str) -> None:
    result = verify_quotation(quoted, SOURCE)
    assert result.verbatim
    assert result.problem == ""


@pytest.mark.parametrize(
    ("quoted", "problem"),
    [
        ("We did not hear", "did not hear"),
        ("I rang the wards three times", "wards three times"),
        ("I rang the war", "war"),
        ("I phoned the ward", "phoned the ward"),
        ("nobody picked up", "picked up"),
        ("It was awful … We didn't hear", "We didn't hear"),
        ("It was awful really", "really"),
        ("", ""),
        ("[gloss]", "[gloss]"),
    ],
)
def test_other_edits_are_named_by_their_first_words(quoted: str, problem: str) -> None:
    result = verify_quotation(quoted, SOURCE)
    assert not result.verbatim
    assert result.problem == problem


def test_the_spans_read_in_the_source_what_was_quoted() -> None:
    result = verify_quotation("We didn’t hear … It was awful", SOURCE)
    assert [SOURCE[start:end] for start, end in result.spans] == ["We didn't hear", "It was awful"]


def test_of_two_places_the_one_nearer_to_the_rest_is_taken() -> None:
    source = "I was tired. Then summer came. I was tired and nobody rang."
    result = verify_quotation("I was tired … nobody rang", source)
    assert [source[:start].count("summer") for start, _ in result.spans] == [1, 1]


VOCABULARY = ("the", "kettle", "was", "on", "and", "I’d", "slept", "İzmir", "straße", "14", "again")
WORDS = st.lists(st.sampled_from(VOCABULARY), min_size=6)


@given(WORDS, st.data())
def test_any_cut_by_rule_is_verbatim(words: list[str], data: st.DataObject) -> None:
    source = " ".join(words)
    first, second = sorted(
        (data.draw(st.integers(1, len(words) - 1)), data.draw(st.integers(1, len(words))))
    )
    mark = data.draw(st.sampled_from(["…", "...", "[…]", "[...]", "[his brother]"]))
    edited = f"“{' '.join(words[:first])} {mark} {' '.join(words[second:])}”"
    assert verify_quotation(edited, source).verbatim


@given(WORDS, st.data())
def test_one_changed_word_is_not_verbatim(words: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(words) - 1))
    changed = [*words[:at], "otherwise", *words[at + 1 :]]
    result = verify_quotation(" ".join(changed), " ".join(words))
    assert not result.verbatim
    assert result.problem.startswith("otherwise")


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_text_makes_the_comparison_fail(quoted: str, source: str) -> None:
    result = verify_quotation(quoted, source)
    assert all(0 <= start < end <= len(source) for start, end in result.spans)
