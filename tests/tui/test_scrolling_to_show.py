"""What is in view once the caret has moved."""

from hypothesis import given
from hypothesis import strategies as st
from scenes import make_document

from qualcode_tui.text.layout import Kind, Layout
from qualcode_tui.text.scrolling import View, scroll_to_show

LAYOUT = Layout(
    make_document([("A-FG1-P1", n, "We wait and we wait. " * (1 + n % 7)) for n in range(40)]), 30
)
BODIES = [n for n, line in enumerate(LAYOUT.lines) if line.kind is Kind.BODY]


@given(
    st.sampled_from(BODIES),
    st.integers(0, len(LAYOUT)),
    st.integers(1, 40),
    st.sampled_from(list(View)),
)
def test_the_line_of_the_caret_is_in_view(number, top, height, view):
    if view is View.TURN:
        number = LAYOUT.header_of(LAYOUT.lines[number].turn) + 1
    y = scroll_to_show(LAYOUT, number, top, height, view)
    assert (top if y is None else y) <= number < (top if y is None else y) + height


@given(st.sampled_from(BODIES), st.integers(0, len(LAYOUT)), st.integers(12, 40))
def test_a_turn_that_fits_is_in_view_from_its_speaker_to_its_last_line(number, top, height):
    turn = LAYOUT.lines[number].turn
    header, last = LAYOUT.header_of(turn), LAYOUT.last_of(turn)
    y = scroll_to_show(LAYOUT, header + 1, top, height, View.TURN)
    top = top if y is None else y
    assert top <= header
    assert last < top + height or last - header + 4 > height


@given(st.sampled_from(BODIES), st.integers(0, len(LAYOUT)), st.integers(3, 40))
def test_the_page_stays_under_the_mouse_where_what_it_points_at_is_in_view(number, top, height):
    if top <= number < top + height:
        assert scroll_to_show(LAYOUT, number, top, height, View.MOUSE) is None
