"""The colours that a code can be given, with names, since a name is seen by everybody."""

from qualcode_tui.colours import PALETTE

_NAMES = ("indigo", "sky blue", "teal", "green", "olive", "sand", "rose", "wine", "purple")
SWATCHES: dict[str, str] = dict(zip(PALETTE, _NAMES, strict=True))
"""By “#RRGGBB”: told apart in the common forms of colour blindness."""


def name_colour(colour: str | None) -> str:
    """Return a colour in words; "" where the codebook leaves it open."""
    return SWATCHES.get(colour, colour) if colour else ""
