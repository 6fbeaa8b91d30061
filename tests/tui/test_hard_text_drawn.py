"""Text that is hard to show: wide, combining, joined and right-to-left; widths and offsets hold."""

from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.color import Color
from rich.style import Style
from scenes import make_cases, make_document

from qualcode.model import Span
from qualcode.model.text import grapheme_starts
from qualcode_tui.text.corrections import ShownText
from qualcode_tui.text.edges import Edges, Unit
from qualcode_tui.text.layout import Kind
from qualcode_tui.text.margin import Mark, Sign
from qualcode_tui.text.page import Page
from qualcode_tui.widgets.inks import Inks
from qualcode_tui.widgets.paint import Look, draw

HARD = [
    "carer ", "漢字 ", "ｶﾞ",
    "👩🏽‍🦽‍➡️", "👨‍👩‍👧‍👦 ", "🇬🇧", "e\u0301", "क्षि ", "한", "\u200d", "\u200f", "\u2067",
    "عائشة ", "שרה ", "בסדר, ", "—", "…", "\t", "(", ")", "12:30 ", "x" * 30, "\n", "ไม่ ",
]  # fmt: skip
talks = st.lists(st.lists(st.sampled_from(HARD), max_size=20).map("".join), min_size=1, max_size=3)
REORDERING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def make_inks():
    plain = Style.null()
    named = {field.name: plain for field in fields(Inks) if field.type is Style}
    named |= {"caret": Style(reverse=True), "selection": Style(bold=True)}
    return Inks(**named, background="#000000", foreground="#FFFFFF", strength=0.3)


INKS = make_inks()


def make_page(talk, width=44):
    document = make_document([("A-FG1-P1", n, words) for n, words in enumerate(talk)])
    return Page(ShownText(document), make_cases(), width), Edges(document)


def words_on(strip):
    return "".join(segment.text for segment in strip)


@settings(deadline=None, max_examples=60)
@given(talks, st.integers(20, 70), st.data())
def test_every_line_is_as_wide_as_the_page_whatever_is_on_it(talk, width, data):
    page, edges = make_page(talk, width)
    ends = st.integers(0, len(edges.text))
    spans = [Span(*sorted((data.draw(ends), data.draw(ends)))) for _ in range(4)]
    page.mark(Mark(s.start, s.end, "Breaks", "#CC6677", "", "Asha") for s in spans[:2] if len(s))
    page.sign([Sign(spans[2].start, spans[2].end, "★"), Sign(spans[2].start, spans[2].end, "✎")])
    for number in range(len(page.layout)):
        for caret in (None, spans[3].start):
            strip = draw(page, INKS, Look(number, spans[3], caret, is_here=True))
            assert cell_len(words_on(strip)) == strip.cell_length == width
            assert not REORDERING & set(words_on(strip))


@settings(deadline=None)
@given(talks)
def test_all_words_are_drawn_in_the_order_of_the_text(talk):
    page, edges = make_page(talk)
    drawn = "".join(
        words_on(draw(page, INKS, Look(n, None, None, is_here=False)))[page.columns.left :]
        for n, line in enumerate(page.layout.lines)
        if line.kind is Kind.BODY
    )
    said = "".join(edges.text[t.body : t.end] for t in edges.turns)
    for sign in (*REORDERING, "\u200d", "\n", "\t", " "):
        said, drawn = said.replace(sign, ""), drawn.replace(sign, "")
    assert drawn == said


@given(talks, st.data())
def test_a_selection_widened_by_any_unit_splits_no_grapheme(talk, data):
    _, edges = make_page(talk)
    whole = {*grapheme_starts(edges.text), len(edges.text)}
    anchor = head = data.draw(st.sampled_from([turn.body for turn in edges.turns]))
    for unit, forward in data.draw(
        st.lists(st.tuples(st.sampled_from(list(Unit)), st.booleans()), max_size=8)
    ):
        head = edges.extend(unit, anchor, head, forward=forward)
        if anchor != head:
            span = edges.snap(*sorted((anchor, head)))
            assert {span.start, span.end} <= whole


@pytest.mark.parametrize("name", ["عائشة", "שרה כהן"])
def test_a_right_to_left_word_is_selected_by_the_cells_it_takes_from_the_left(name):
    page, edges = make_page([f"I said to {name} that I would come."])
    start = edges.text.index(name)
    number, column = page.line_at(start), page.column_of(start)
    assert column == len("I said to ")
    assert page.offset_at(number, column) == start
    assert page.edge_at(number, column + len(name)) == start + len(name)


def test_a_tinted_right_to_left_word_keeps_its_letters_together():
    page, edges = make_page(["I said to عائشة that."])
    start = edges.text.index("عائشة")
    page.mark([Mark(start, start + 5, "Family", "#CC6677", "", "Asha")])
    strip = draw(page, INKS, Look(page.line_at(start), None, None, is_here=False))
    tinted = [s.text for s in strip if s.style and s.style.bgcolor not in (None, Color.default())]
    assert tinted == ["عائشة"]


def test_signs_stand_where_a_stretch_begins_and_those_of_a_turn_beside_its_speaker():
    page, edges = make_page(["One two three.", "Four five six."])
    body = edges.body(0)
    page.sign([Sign(body.start + 4, body.start + 7, "★"), Sign(body.start + 4, body.end, "✎")])
    page.sign([Sign(body.start + 4, body.start + 7, "★"), Sign(*_ends(edges.body(1)), "✎")])
    assert page.signs_on(page.line_at(body.start + 4)) == "★"
    assert page.signs_on(page.layout.header_of(1)) == "✎"
    strip = draw(page, INKS, Look(page.layout.header_of(1), None, None, is_here=False))
    assert words_on(strip)[: page.columns.left].strip() == "○✎"


def _ends(span):
    return span.start, span.end
