"""Pictures of screens as text: what stands in each cell, and in which style.

A picture is the screen's lines, then a line of runs for each of them ("a12 b3": twelve cells of
style a, three of b), then what each style is. So a difference of two pictures can be read.
"""

from itertools import groupby, product
from pathlib import Path
from string import ascii_lowercase

from rich.cells import cell_len
from rich.style import Style

GOLDEN = Path(__file__).parent / "golden"
_NAMES = [*ascii_lowercase, *("".join(pair) for pair in product(ascii_lowercase, repeat=2))]


def draw(app):
    """Return the picture of what the app shows."""
    names = {}
    lines, runs = [], []
    for segments in _rows(app):
        lines.append("".join(segment.text for segment in segments).rstrip())
        joined = [
            (style, sum(n for _, n in run)) for style, run in groupby(_cells(segments), _first)
        ]
        for style, _ in joined:
            names.setdefault(style, _NAMES[len(names)])
        runs.append(" ".join(f"{names[style]}{n}" for style, n in joined))
    told = [f"{name} {style}" for style, name in names.items()]
    return "\n".join([*lines, "", *runs, "", *told]) + "\n"


def lines_of(app):
    """Return the lines of what the app shows."""
    return ["".join(segment.text for segment in segments).rstrip() for segments in _rows(app)]


def _rows(app):
    update = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    for chops in update.strips:
        yield [segment for strip in chops for segment in strip if not segment.control]


def _cells(segments):
    """Yield each stretch's style and length; a blank takes on what stands before it, if it can.

    Nobody sees in which colour a blank is written, only on which.
    """
    before = None
    for segment in segments:
        for is_blank, run in groupby(segment.text, key=lambda sign: sign == " "):
            style = segment.style or Style.null()
            width = cell_len("".join(run))
            if is_blank and not (style.underline or style.reverse or style.strike):
                same = before is not None and before.bgcolor == style.bgcolor
                style = before if same and not before.underline else Style(bgcolor=style.bgcolor)
            before = style
            yield _say(style), width


def _first(pair):
    return pair[0]


def _say(style):
    """Say a style by its colours and attributes; what a click on it does is no part of it."""
    said = [
        name
        for name in ("bold", "dim", "italic", "underline", "reverse", "strike")
        if getattr(style, name)
    ]
    for word, colour in (("", style.color), ("on ", style.bgcolor)):
        if colour is not None:
            triplet = colour.triplet
            said.append(f"{word}{triplet.hex if triplet else colour.name}")
    return " ".join(said) or "plain"


async def rest(pilot):
    """Wait until the screen stays as it is, and return its picture."""
    await pilot.pause()
    before = draw(pilot.app)
    for _ in range(60):
        await pilot.pause()
        now = draw(pilot.app)
        if now == before:
            return now
        before = now
    raise AssertionError(f"the screen never came to rest:\n{before}")
