"""Reports cut into their own words and their quotations."""

from hypothesis import given, settings
from hypothesis import strategies as st
from reading_checks import assert_turns_hold

from qualcode.reading import cut_report


def turns_of(text, *quoted):
    spans = [(text.index(words), text.index(words) + len(words)) for words in quoted]
    return [text[t.start : t.end] for t in cut_report(text, spans)], cut_report(text, spans)


def test_a_quotation_is_a_turn_with_its_marks():
    shown, turns = turns_of("Many said so.\n\n“We waited.” (Carer)\n\nIt rained.", "We waited.")
    assert shown == ["Many said so.", "“We waited.”", "(Carer)", "It rained."]
    assert (turns[1].body, turns[1].label) == (turns[1].start + 1, None)


def test_a_quotation_within_a_sentence_parts_it():
    shown, _ = turns_of("One said “we waited” and left.\n\nMore.", "we waited")
    assert shown == ["One said", "“we waited”", "and left.", "More."]


def test_a_full_stop_alone_is_no_turn():
    shown, _ = turns_of("One said “we waited”.\n\nMore.", "we waited")
    assert shown == ["One said", "“we waited”.", "More."]


def test_without_quotations_a_report_is_its_paragraphs():
    assert turns_of("One.\n\nTwo\nlines.")[0] == ["One.", "Two\nlines."]


@settings(max_examples=200, derandomize=True)
@given(
    st.text(alphabet='ab .“”"\n', max_size=60),
    st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=6),
)
def test_nothing_is_lost_whatever_the_quotations(text, quotations):
    turns = cut_report(text, quotations)
    assert_turns_hold(text, turns)


@settings(max_examples=100, derandomize=True)
@given(st.data())
def test_every_quotation_that_overlaps_no_other_begins_a_turns_words(data):
    text = data.draw(st.text(alphabet="ab “”.\n", min_size=9, max_size=60))
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=6)))
    spans = [
        (a, b)
        for a, b in zip(cuts[::2], cuts[1::2], strict=False)
        if text[a:b].strip() == text[a:b] and text[a:b]
    ]
    bodies = {turn.body for turn in cut_report(text, spans)}
    assert {a for a, _ in spans} <= bodies
