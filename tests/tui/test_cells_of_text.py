"""Cells: what a terminal shows, and how wide it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from qualcode.model.text import grapheme_starts
from qualcode_tui.text.cells import clip, clusters, is_narrow, shown, width_of

ODD = "a é e\u0301 漢字 ☕ 👩🏽‍🦽‍➡️ 🇬🇧 👍🏽 عائشة \u0915\u094d\u0937 \u200d \u202e \t \xad x\ufe0f #️⃣"


@given(st.text(st.sampled_from(ODD) | st.characters(exclude_categories=["Cs"])))
def test_clusters_cover_the_text_and_cut_no_grapheme(text):
    found = list(clusters(text, 0, len(text)))
    assert "".join(text[c.start : c.end] for c in found) == text
    assert {c.start for c in found} <= set(grapheme_starts(text))


@given(st.text(st.sampled_from(ODD) | st.characters(exclude_categories=["Cs"])))
def test_widths_of_clusters_add_up_to_the_width_of_the_whole(text):
    assert sum(c.width for c in clusters(text, 0, len(text))) == width_of(text)


@given(st.text(st.characters(max_codepoint=0x2100)))
def test_what_counts_as_narrow_takes_one_cell_a_code_point(text):
    if is_narrow(text, 0, len(text)):
        assert cell_len(text) == len(text)
        assert grapheme_starts(text) == list(range(len(text)))


def test_marks_that_would_reorder_the_screen_are_not_sent_to_the_terminal():
    assert shown("safe\u202eevil\u2066\tx\n") == "safeevil x"


@pytest.mark.parametrize(
    ("text", "width", "clipped"),
    [("carer", 5, "carer"), ("carers", 5, "care…"), ("漢字漢", 5, "漢字…"), ("any", 0, "")],
)
def test_clip_leaves_room_for_the_ellipsis(text, width, clipped):
    assert clip(text, width) == clipped
    assert width_of(clip(text, width)) <= max(width, 0)
