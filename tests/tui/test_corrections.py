"""Corrections: shown in place, marked as such, never cut, and no way lost between text and cell."""

from dataclasses import replace

import pytest
from fake_project import FakeProject
from hypothesis import given
from hypothesis import strategies as st
from scenes import make_document
from typing_hands import until

from qualcode.model import Patch, Span
from qualcode.model.shown import Shown
from qualcode.model.text import grapheme_starts
from qualcode_tui.app import Workspace
from qualcode_tui.text.corrections import ShownText
from qualcode_tui.text.edges import Edges, Unit
from qualcode_tui.text.layout import Kind
from qualcode_tui.text.margin import Mark
from qualcode_tui.text.page import Page

FRAGMENTS = ["a", "carer", "count sill ", " ", "\n", "漢", "字 ", "👩🏽‍🦽‍➡️", "e\u0301", "Yes. ",
             "\u200d", "x" * 25]  # fmt: skip
WORDS = [
    "",
    "council",
    "the council tax",
    "漢字",
    "👍🏽",
    "\u0301",
    "y" * 90,
    "one two " * 20,
    "a\nb",
]
talks = st.lists(
    st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join), min_size=1, max_size=4
)


def correct(document, *corrections):
    """Return the document with (start, end, words) corrected, in the order the store gives."""
    patches = [
        Patch(f"p{i}", document.source.id, start, end, words, "ana")
        for i, (start, end, words) in enumerate(sorted(corrections, key=lambda c: c[0]))
    ]
    return replace(document, patches=tuple(patches))


@st.composite
def corrected_documents(draw):
    """A document with corrections anywhere in its turns, some of them over others."""
    talk = draw(talks)
    document = make_document([("A-P1", i, words) for i, words in enumerate(talk)])
    corrections = []
    for turn in document.turns:
        for _ in range(draw(st.integers(0, 3)) if turn.end > turn.body else 0):
            start = draw(st.integers(turn.body, turn.end - 1))
            end = draw(st.integers(start + 1, turn.end))
            corrections.append((start, end, draw(st.sampled_from(WORDS))))
    return correct(document, *corrections)


documents, widths = corrected_documents(), st.integers(16, 60)


def inside(shown, offset):
    """The correction that an offset is in, if any."""
    return next((span for span in shown.corrected if span.start <= offset < span.end), None)


@given(documents)
def test_each_turn_reads_as_the_store_reads_it_with_signs_about_corrections(document):
    shown = ShownText(document)
    signed = tuple(replace(p, words=f"‹{p.words}›") for p in document.patches)
    stored = Shown.of(replace(document, patches=signed))
    for turn, moved in zip(document.turns, shown.document.turns, strict=True):
        expected = stored.read(turn.body, turn.end)
        assert shown.document.text[moved.body : moved.end] == expected
        assert shown.read(Span(turn.body, turn.end)) == expected


@given(documents)
def test_an_offset_goes_to_its_point_and_back(document):
    shown = ShownText(document)
    for offset in range(len(document.text)):
        piece = inside(shown, offset)
        back = shown.offset_at(shown.point_at(offset))
        assert back == (piece.start if piece else offset)
        if piece is None:
            assert shown.document.text[shown.point_at(offset)] == document.text[offset]


@given(documents, widths)
def test_an_offset_goes_to_its_cell_and_back(document, width):
    page = Page(ShownText(document), {}, width)
    starts = set(grapheme_starts(page.shown.document.text))
    for turn in document.turns:
        for offset in range(turn.body, turn.end):
            piece = inside(page.shown, offset)
            point = page.shown.point_at(offset)
            drawn = {
                c.start: c for c in page.layout.clusters_of(page.layout.lines[page.line_at(offset)])
            }
            if point not in starts or point not in drawn or not drawn[point].width:
                continue
            back = page.offset_at(page.line_at(offset), page.column_of(offset))
            assert back == (piece.start if piece else offset)


@given(documents, widths, st.data())
def test_every_cell_leads_to_an_offset_that_is_in_no_correction(document, width, data):
    page = Page(ShownText(document), {}, width)
    number = data.draw(st.integers(0, len(page.layout) - 1))
    column = data.draw(st.integers(0, width))
    for offset in (page.offset_at(number, column), page.edge_at(number, column)):
        assert not any(span.start < offset < span.end for span in page.shown.corrected)


@given(documents, st.data())
def test_a_selection_splits_neither_a_correction_nor_a_grapheme(document, data):
    shown = ShownText(document)
    edges = Edges(document, shown.corrected)
    start = data.draw(st.integers(0, len(document.text) - 1))
    end = data.draw(st.integers(start + 1, len(document.text)))
    snapped = edges.snap(start, end)
    assert snapped.contains(Span(start, end))
    assert {snapped.start, snapped.end} <= {*grapheme_starts(document.text), len(document.text)}
    for span in shown.corrected:
        assert not span.overlaps(snapped) or snapped.contains(span)


@given(documents, st.sampled_from([Unit.WORD, Unit.SENTENCE]))
def test_words_and_sentences_hold_corrections_whole(document, unit):
    shown = ShownText(document)
    edges = Edges(document, shown.corrected)
    for index, turn in enumerate(document.turns):
        last = turn.start
        for span in edges.units(unit, index):
            assert last <= span.start < span.end
            last = span.end
            for piece in shown.corrected:
                assert not piece.overlaps(span) or span.contains(piece)


@given(documents, widths)
def test_down_and_up_reach_the_ends_however_long_a_correction_is(document, width):
    page = Page(ShownText(document), {}, width)
    filled = [t for t in document.turns if t.end > t.body]
    if not filled:
        return
    for by in (1, 7):
        at = filled[0].body
        lines = [page.line_at(at)]
        while (below := page.lines_away(at, by, 3)) != at:
            at = below
            lines.append(page.line_at(at))
        assert lines == sorted(set(lines))
        bodies = [i for i, line in enumerate(page.layout.lines) if line.kind is Kind.BODY]
        reachable = {page.line_at(page.offset_at(i, 3)) for i in bodies}
        assert lines[-1] == max(reachable)


@pytest.fixture
def talk():
    return make_document(
        [("A-P1", 0, "The count sill rang. Then it was over."), ("A-P2", 9, "Mm.")]
    )


def correct_words(document, *pairs):
    found = []
    for old, new in pairs:
        start = document.text.index(old)
        found.append((start, start + len(old), new))
    return correct(document, *found)


def test_without_corrections_the_document_is_shown_as_it_is(talk):
    assert ShownText(talk).document is talk


def test_words_are_shown_between_signs_in_the_place_of_the_imported_ones(talk):
    shown = ShownText(correct_words(talk, ("count sill", "council")))
    assert shown.document.text.startswith("A-P1: The ‹council› rang.")


def test_a_correction_without_words_can_still_be_seen(talk):
    shown = ShownText(correct_words(talk, (" Then it was over.", "")))
    assert "rang.‹›\n" in shown.document.text


def test_a_correction_at_the_end_of_a_turn_belongs_to_it(talk):
    shown = ShownText(correct_words(talk, ("over.", "over, I think.")))
    first, second = shown.document.turns
    assert shown.document.text[first.body : first.end].endswith("‹over, I think.›")
    assert shown.document.text[second.body : second.end] == "Mm."


def test_of_two_that_overlap_the_first_wins(talk):
    shown = ShownText(correct_words(talk, ("count sill", "council"), ("sill rang", "cell sang")))
    assert shown.document.text.startswith("A-P1: The ‹council› rang.")


def test_a_correction_over_the_end_of_a_turn_is_not_shown(talk):
    shown = ShownText(correct_words(talk, ("over.\n\nA-P2", "oh")))
    assert shown.document is not None
    assert shown.document.text == talk.text


def test_stepping_by_words_takes_a_correction_in_one(talk):
    document = correct_words(talk, ("count sill", "council"))
    edges = Edges(document, ShownText(document).corrected)
    assert [talk.text[w.start : w.end] for w in edges.words(0)][:3] == ["The", "count sill", "rang"]


def test_a_mark_on_part_of_a_correction_is_drawn_on_the_whole_of_it(talk):
    document = correct_words(talk, ("count sill", "council"))
    page = Page(ShownText(document), {}, 60)
    start = talk.text.index("sill")
    page.mark([Mark(start, start + 4, "Council", "#332288")])
    (mark,) = page.margin.passages(page.line_at(start))
    assert page.layout.text[mark.start : mark.end] == "‹council›"


# On the screen


@pytest.fixture
def project(talk):
    return FakeProject(documents=[correct_words(talk, ("count sill", "council"))])


async def test_the_screen_shows_the_correction_with_its_signs_in_an_ink_of_their_own(project):
    async with Workspace(project, "A-FG1").run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        strip = pilot.app.reading.reader.render_line(1)
        assert "he ‹council› rang." in strip.text
        inks = {s.text: s.style.color for s in strip if s.style}
        assert inks["‹"] == inks["›"] != inks["council"]


async def test_shift_and_arrow_select_the_correction_whole_and_code_the_imported_words(project):
    async with Workspace(project, "A-FG1").run_test(size=(80, 24)) as pilot:
        await pilot.press("right", "shift+right", "1")
        await pilot.press("enter", *"work", "enter")
        await pilot.pause()
        (coding,) = project.held
        assert project.documents[0].text[coding.start : coding.end] == "count sill"


async def test_the_mouse_takes_the_nearer_end_of_a_correction(project):
    async with Workspace(project, "A-FG1").run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        reader = pilot.app.reading.reader
        left = reader.page.columns.left
        await pilot.mouse_down("#reader", offset=(left, 1))
        await pilot.hover("#reader", offset=(left + 11, 1))
        await pilot.mouse_up("#reader", offset=(left + 11, 1))
        await pilot.pause()
        assert reader.edges.text[reader.selection.start : reader.selection.end] == "The count sill"


@pytest.mark.usefixtures("quick_to_look")
async def test_a_correction_from_another_window_appears_and_the_place_is_kept(project, talk):
    project.documents = [talk]
    async with Workspace(project, "A-FG1").run_test(size=(80, 24)) as pilot:
        await pilot.press("full_stop", "shift+right")
        await pilot.pause()
        reader = pilot.app.reading.reader
        before = (reader.caret, reader.selection)
        project.documents = [correct_words(talk, ("count sill", "council"))]
        project.version += 1
        await until(pilot, lambda: "‹council›" in reader.render_line(1).text)
        assert (reader.caret, reader.selection) == before
