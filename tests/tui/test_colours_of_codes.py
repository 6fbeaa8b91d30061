"""Colours: what is coded can be read, and what is marked can be seen, in every theme.

The measure is the contrast of WCAG 2.2: 4.5 for text (1.4.3), 7 for enhanced (1.4.6), 3 for marks
(1.4.11).
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.color import Color

from qualcode_tui.colours import PALETTE, code_colour, contrast, mark_colour, tint
from qualcode_tui.themes import THEMES

hexes = st.integers(0, 0xFFFFFF).map("#{:06X}".format)
each_theme = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)


def test_black_on_white_has_the_greatest_contrast():
    assert contrast(Color.parse("#000000"), Color.parse("#FFFFFF")) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), Color.parse("#FFFFFF")) == pytest.approx(4.48, abs=0.01)


@each_theme
@given(st.lists(hexes, min_size=1, max_size=4).map(tuple))
def test_words_stay_legible_on_any_tint(theme, colours):
    tinted = Color.parse(tint(colours, theme.background, theme.foreground, 0.3))
    assert contrast(tinted, Color.parse(theme.foreground)) >= 7


@each_theme
@given(hexes)
def test_a_mark_in_any_colour_can_be_seen(theme, colour):
    for background in (theme.background, theme.surface):
        assert contrast(Color.parse(mark_colour(colour, background)), Color.parse(background)) >= 3


@each_theme
def test_all_that_is_written_in_a_theme_can_be_read(theme):
    for written in ("foreground", "primary", "accent", "error", "success"):
        for under in (theme.background, theme.surface):
            pair = Color.parse(getattr(theme, written)), Color.parse(under)
            assert contrast(*pair) >= 4.5, written
    muted = Color.parse(theme.variables["reader-muted"])
    assert contrast(muted, Color.parse(theme.background)) >= 4.5
    chosen = Color.parse(theme.variables["reader-selection"])
    assert contrast(Color.parse(theme.foreground), chosen) >= 4.5


def test_a_code_without_a_colour_or_with_nonsense_takes_one_of_the_palette():
    assert code_colour(None, 0) == PALETTE[0]
    assert code_colour("no colour", len(PALETTE)) == PALETTE[0]
    assert code_colour("#12ab34", 0) == "#12AB34"


def test_a_third_colour_does_not_make_mud():
    two = ("#CC6677", "#117733")
    assert tint((*two, "#332288"), "#FFFFFF", "#000000", 0.3) == tint(
        two, "#FFFFFF", "#000000", 0.3
    )
