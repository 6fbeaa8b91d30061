"""What holds of the finder whatever the file."""

import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.quotations import find_quotations

SIGNS = [
    *"“”‘’\"'()[]….,:?%",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\n \n",
    "\t",
    "...",
    "– ",
    "- ",
    "* ",
    "# ",
]
PAGES = ["\n12\n", "\n1 2 3 4 5\n", "1 ", "2.1 ", "³", "re-", "\ncontinued", "http://x.example"]
WORDS = ["I never slept", "my mother's bed", "we can't", "carers' centre", "hope", "said one carer"]
LEADS = ["The Act says", "One nurse told us", "Contents", "Foreword", "References", "Noor's story"]
SPEAKERS = ["Carer", "Young carer, site B", "(Focus group participant)", "Female, 54", "(Low 2011)"]
ODDITIES = ["İß", "\U0001f642", "e\u0301", "\ufeff", "\u200b", "\x85", "\u2028"]
FRAGMENTS = st.sampled_from([*SIGNS, *PAGES, *WORDS, *LEADS, *SPEAKERS, *ODDITIES])
REPORTS = st.one_of(
    st.lists(FRAGMENTS, max_size=60).map("".join),
    st.text(max_size=200),
)
WORD = regex.compile(r"\w+")


@settings(max_examples=250, deadline=None)
@given(REPORTS)
def test_every_word_of_a_quotation_stands_in_its_span_in_order(report: str) -> None:
    for quotation in find_quotations(report):
        rest = iter(WORD.findall(report[quotation.start : quotation.end]))
        assert all(word in rest for word in WORD.findall(quotation.text))


@settings(max_examples=150, deadline=None)
@given(REPORTS)
def test_quotations_come_in_order_within_the_file_and_never_overlap(report: str) -> None:
    end = 0
    for quotation in find_quotations(report):
        assert end <= quotation.start < quotation.end <= len(report)
        assert 0 <= quotation.confidence <= 1
        end = quotation.end


@settings(max_examples=60, deadline=None)
@given(REPORTS)
def test_the_same_file_gives_the_same_quotations(report: str) -> None:
    assert find_quotations(report) == find_quotations(report)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["river", "lamp", "seven", "I", "slept", "kettle"]), min_size=5, max_size=40
    )
)
def test_any_sentence_set_off_above_a_role_is_found_whole(words: list[str]) -> None:
    said = " ".join(words).capitalize() + "."
    found = find_quotations(f"It was a long winter for most.\n\n“{said}”\n\nCarer\n")
    assert [(q.text, q.role) for q in found] == [(said, "carer")]
