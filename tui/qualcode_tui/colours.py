"""Colours of codes on any background: told apart where possible, legible always.

Contrast is the ratio of WCAG 2.2 (relative luminance), from 1 to 21.
"""

from collections.abc import Sequence
from functools import lru_cache

from textual.color import Color, ColorParseError

# Paul Tol's "muted" scheme: told apart in the common forms of colour blindness.
PALETTE = (
    "#332288",
    "#88CCEE",
    "#44AA99",
    "#117733",
    "#999933",
    "#DDCC77",
    "#CC6677",
    "#882255",
    "#AA4499",
)
_MARK_CONTRAST = 3.0
_TEXT_CONTRAST = 7.0
_STEPS = 20
_MOST_BLENDED = 2


def code_colour(given: str | None, position: int) -> str:
    """Return a code's own colour if it is one ("#RRGGBB"), else the palette's at its position."""
    if given:
        try:
            return Color.parse(given).hex6
        except ColorParseError:
            pass
    return PALETTE[position % len(PALETTE)]


@lru_cache(maxsize=1024)
def mark_colour(colour: str, background: str) -> str:
    """Return the colour moved towards black or white until a mark in it can be seen."""
    under = Color.parse(background)
    wanted = Color.parse(colour)
    far = Color.parse("#FFFFFF" if under.brightness < 1 / 2 else "#000000")
    for step in range(_STEPS + 1):
        moved = wanted.blend(far, step / _STEPS)
        if contrast(moved, under) >= _MARK_CONTRAST:
            return moved.hex6
    return far.hex6


@lru_cache(maxsize=4096)
def tint(colours: Sequence[str], background: str, foreground: str, strength: float) -> str:
    """Return a background tinted by the first two colours, weak enough to read text on.

    `strength` from 0 (the plain background) to 1; it is lowered until the foreground keeps a
    contrast of 7, so that three and more colours never make mud and no colour hides the words.
    """
    under, over = Color.parse(background), Color.parse(foreground)
    first, *rest = [Color.parse(colour) for colour in colours[:_MOST_BLENDED]]
    wanted = first.blend(rest[0], 1 / 2) if rest else first
    for step in range(_STEPS, 0, -1):
        tinted = under.blend(wanted, strength * step / _STEPS)
        if contrast(tinted, over) >= _TEXT_CONTRAST:
            return tinted.hex6
    return under.hex6


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colours, from 1 (the same) to 21 (black on white)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Color) -> float:
    red, green, blue = (_linear(channel) for channel in colour.normalized)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    """Undo the gamma of sRGB (IEC 61966-2-1)."""
    knee = 0.04045
    return channel / 12.92 if channel <= knee else ((channel + 0.055) / 1.055) ** 2.4
