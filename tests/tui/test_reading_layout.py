"""The layout of a document on lines, and the edges of its words, sentences and turns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scenes import TALK, make_cases, make_document

from qualcode.model import Span
from qualcode.model.text import grapheme_starts
from qualcode_tui.text.edges import Edges, Unit
from qualcode_tui.text.layout import Kind, Layout, header_parts, say_time

FRAGMENTS = ["a", "carer", "council’s ", " ", "  ", "\n", "漢", "字 ", "👩🏽‍🦽‍➡️", "e\u0301", "—",
             "عائشة ", "🇬🇧", "Yes. ", "Mr. ", "\u200d", "\t", "…", "“Oh!” ", "x" * 40]  # fmt: skip
bodies = st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join)
documents = st.lists(bodies, min_size=1, max_size=4).map(
    lambda talk: make_document([("A-P1", i, words) for i, words in enumerate(talk)])
)
widths = st.integers(8, 60)


def body_lines(layout):
    return [line for line in layout.lines if line.kind is Kind.BODY]


@given(documents, widths)
def test_every_code_point_of_every_turn_is_on_exactly_one_line(document, width):
    on_lines = [i for line in body_lines(Layout(document, width)) for i in range(*line[2:])]
    assert on_lines == [i for turn in document.turns for i in range(turn.body, turn.end)]


@given(documents, widths)
def test_no_line_is_wider_than_the_page(document, width):
    layout = Layout(document, width)
    for line in body_lines(layout):
        assert sum(cluster.width for cluster in layout.clusters_of(line)) <= width


@given(documents, widths)
def test_no_grapheme_is_split_over_two_lines(document, width):
    whole = set(grapheme_starts(document.text))
    # The label is text too: a mark that opens a turn belongs to the space before it in the file.
    whole |= {turn.body for turn in document.turns}
    assert {line.start for line in body_lines(Layout(document, width))} <= whole


@given(documents, widths)
def test_an_offset_goes_to_its_cell_and_back(document, width):
    layout = Layout(document, width)
    for number, line in enumerate(layout.lines):
        for cluster in layout.clusters_of(line):
            if cluster.width and line.kind is Kind.BODY:
                assert layout.line_at(cluster.start) == number
                column = layout.column_of(cluster.start)
                assert layout.offset_at(number, column) == cluster.start


@given(documents, widths)
def test_the_lines_of_a_turn_are_those_its_words_are_on(document, width):
    layout = Layout(document, width)
    for index, turn in enumerate(document.turns):
        numbers = [
            n
            for n, line in enumerate(layout.lines)
            if line.turn == index and line.kind is Kind.BODY
        ]
        assert list(layout.lines_of(turn.body, turn.end)) == numbers


@given(documents)
def test_words_and_sentences_are_in_order_and_cut_no_grapheme(document):
    whole = {0, *grapheme_starts(document.text), len(document.text)}
    edges = Edges(document)
    for index, turn in enumerate(document.turns):
        for unit in (Unit.WORD, Unit.SENTENCE):
            last = turn.start
            for span in edges.units(unit, index):
                assert last <= span.start < span.end <= turn.end
                assert {span.start, span.end} <= whole
                last = span.end


@given(documents, st.data())
def test_steps_forward_and_back_visit_the_same_starts(document, data):
    edges = Edges(document)
    unit = data.draw(st.sampled_from(list(Unit)))
    starts = [span.start for i in range(len(document.turns)) for span in edges.units(unit, i)]
    if not starts:
        return
    at = starts[0]
    forward = [at]
    while (step := edges.next_start(unit, at)) != at:
        forward.append(at := step)
    assert forward == starts
    back = [at]
    while (step := edges.previous_start(unit, at)) != at:
        back.append(at := step)
    assert back == starts[::-1]


@pytest.fixture
def talk():
    return make_document()


@pytest.fixture
def edges(talk):
    return Edges(talk)


def read(edges, span):
    return edges.text[span.start : span.end]


def test_a_word_has_its_apostrophe_but_not_its_full_stop(edges):
    assert [read(edges, span) for span in edges.words(4)][:10] == [
        "My", "sister", "when", "she", "can", "The", "carers", "group", "on", "a",
    ]  # fmt: skip
    assert read(edges, edges.words(6)[0]) == "Mm"


def test_a_family_of_joined_emoji_is_one_word(edges):
    assert "👩🏽‍🦽‍➡️" in [read(edges, span) for span in edges.words(5)]


def test_a_sentence_ends_at_its_mark_and_not_at_an_abbreviation():
    edges = Edges(make_document([("P", 0, "Dr. Ames rang. “Are you well?” she said. No")]))
    assert [read(edges, span) for span in edges.sentences(0)] == [
        "Dr. Ames rang.", "“Are you well?”", "she said.", "No",
    ]  # fmt: skip


def test_extending_forward_takes_the_word_the_caret_is_on_and_then_the_next(edges):
    start = edges.words(1)[0].start
    once = edges.extend(Unit.WORD, start, start, forward=True)
    twice = edges.extend(Unit.WORD, start, once, forward=True)
    assert edges.text[start:once] == "I"
    assert edges.text[start:twice] == "I do"


def test_extending_back_again_gives_up_one_word_and_stops_at_the_anchor(edges):
    start = edges.words(1)[0].start
    head = edges.words(1)[2].end
    head = edges.extend(Unit.WORD, start, head, forward=False)
    assert edges.text[start:head] == "I do"
    for _ in range(5):
        head = max(start, edges.extend(Unit.WORD, start, head, forward=False))
    assert head == start


@given(st.data())
def test_a_selection_never_splits_a_grapheme(data):
    edges = Edges(make_document())
    start = data.draw(st.integers(0, len(edges.text) - 1))
    end = data.draw(st.integers(start + 1, len(edges.text)))
    snapped = edges.snap(start, end)
    whole = {*grapheme_starts(edges.text), len(edges.text)}
    assert {snapped.start, snapped.end} <= whole
    assert snapped.contains(Span(start, end))


def test_words_of_a_stretch_are_counted(edges):
    assert edges.count_words(edges.body(2)) == 11


def test_the_header_says_who_in_which_role_when_and_which_turn(talk):
    case = next(iter(make_cases().values()))
    assert "".join(header_parts(talk.turns[0], case, 60)) == (
        "A-FG1-F · facilitator · site A · 00:00 · turn 1"
    )
    assert sum(len(part) for part in header_parts(talk.turns[0], case, 20)) <= 20


def test_words_of_no_case_are_the_documents_own(talk):
    assert header_parts(talk.turns[0], None, 60)[0] == "Document"


def test_what_a_respondent_chose_elsewhere_stands_beside_the_words(talk):
    chosen = ["45-54", "Mother; Father"]
    _, rest = header_parts(talk.turns[0], None, 60, chosen)
    assert rest.endswith(" · 45-54 · Mother; Father")
    narrow = header_parts(talk.turns[0], None, 20, chosen)
    assert sum(len(part) for part in narrow) <= 20


@pytest.mark.parametrize(("seconds", "said"), [(0, "00:00"), (61.9, "01:01"), (3700, "1:01:40")])
def test_times_are_said_with_hours_only_where_there_are_any(seconds, said):
    assert say_time(seconds) == said


def test_an_edge_past_the_end_of_a_line_is_the_end_of_the_line(talk):
    layout = Layout(talk, 20)
    line = body_lines(layout)[0]
    number = layout.lines.index(line)
    assert layout.edge_at(number, 200) == line.end
    assert layout.offset_at(number, 0) == line.start


def test_the_talk_itself_is_laid_out_whole(talk):
    assert len(TALK) == sum(line.kind is Kind.HEADER for line in Layout(talk, 40).lines)
