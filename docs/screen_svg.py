# ruff: noqa: INP001 - a script of the documentation, not a package
"""A picture of a terminal screen as an SVG that asks for nothing from elsewhere.

Textual writes each run of characters with its cell and its length. Here lines, corners and blocks
become shapes, so that they join whatever the font; all other characters stay text.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple
from xml.sax.saxutils import escape

CELL, LINE, PAD = 12, 24, 16
FONTS = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace"
_FONT_SIZE = 20
_BASELINE = 18
_LIGHT, _HEAVY = 2, 4
# The grid of the export: the size of a cell, where the first row and its first baseline stand.
_FROM_CELL, _FROM_LINE, _FROM_TOP, _FROM_BASELINE = 12.2, 24.4, 1.5, 18.5

_STYLE = re.compile(r"\.terminal-\d+-(r\d+) \{ ([^}]*) \}")
_RECT = re.compile(r'<rect fill="([^"]+)" x="([^"]+)" y="([^"]+)" width="([^"]+)" height="[^"]+"')
_TEXT = re.compile(
    r'<text class="terminal-\d+-(r\d+)" x="([^"]+)" y="([^"]+)" textLength="[^"]+"[^>]*>([^<]*)<'
)
_PLAIN = re.compile(r"[!-~]+(?:[\u00a0 ][!-~]+)*")


class Box(NamedTuple):
    """A rectangle inside a cell, in parts of the cell's width and height from 0 to 1."""

    left: float
    top: float
    right: float
    bottom: float


def _bar(left: float, top: float, right: float, bottom: float, thick: float) -> Box:
    """Return a line of `thick` pixels about the line between two points."""
    across, down = thick / CELL / 2, thick / LINE / 2
    return Box(left - across, top - down, right + across, bottom + down)


def _upright(top: float, bottom: float, thick: float) -> Box:
    across = thick / CELL / 2
    return Box(0.5 - across, top, 0.5 + across, bottom)


def _level(left: float, right: float, thick: float) -> Box:
    down = thick / LINE / 2
    return Box(left, 0.5 - down, right, 0.5 + down)


SHAPES: dict[str, tuple[Box, ...]] = {
    "│": (_upright(0, 1, _LIGHT),),
    "─": (_level(0, 1, _LIGHT),),
    "━": (_level(0, 1, _HEAVY),),
    "╌": (_level(0.1, 0.4, _LIGHT), _level(0.6, 0.9, _LIGHT)),
    "┃": (_upright(0, 1, _HEAVY),),
    "╻": (_upright(0.5, 1, _HEAVY),),
    "╹": (_upright(0, 0.5, _HEAVY),),
    "┏": (_bar(0.5, 0.5, 0.5, 1 - _HEAVY / LINE / 2, _HEAVY), _level(0.5, 1, _HEAVY)),
    "┗": (_bar(0.5, _HEAVY / LINE / 2, 0.5, 0.5, _HEAVY), _level(0.5, 1, _HEAVY)),
    "┣": (_upright(0, 1, _HEAVY), _level(0.5, 1, _HEAVY)),
    "┊": tuple(_upright(i / 4 + 0.05, i / 4 + 0.17, 1.8) for i in range(4)),
    "▌": (Box(0, 0, 0.5, 1),),
    "▏": (Box(0, 0, 0.14, 1),),
    "█": (Box(0, 0, 1, 1),),
    "■": (Box(0.08, 0.27, 0.92, 0.69),),
    **{block: (Box(0, 1 - eighths / 8, 1, 1),) for eighths, block in enumerate("▁▂▃▄▅▆▇", 1)},
}
# Each corner turns from the middle of one edge of the cell to the middle of another.
CORNERS = {"╭": (1, 1), "╮": (-1, 1), "╰": (1, -1), "╯": (-1, -1)}


def redraw(svg: str, title: str) -> str:
    """Return the picture of Textual's own export drawn anew: no frame, no web font, no gaps."""
    styles = dict(_STYLE.findall(svg))
    rects = [
        (fill, _column(x), _row(y, _FROM_TOP), _column(width))
        for fill, x, y, width in _RECT.findall(svg)
    ]
    texts = [
        (name, _column(x), _row(y, _FROM_BASELINE), unescape(words))
        for name, x, y, words in _TEXT.findall(svg)
    ]
    width = max(x + wide for _, x, _, wide in rects) * CELL + 2 * PAD
    height = (1 + max(row for _, _, row, _ in rects)) * LINE + 2 * PAD
    used = sorted({name for name, *_ in texts}, key=lambda name: int(name[1:]))
    frame = rects[0][0]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">'
    parts = [
        head,
        f"<title>{escape(title)}</title>",
        "<style>",
        f"text {{ font: {_FONT_SIZE}px {FONTS}; white-space: pre }}",
        *(f".{name} {{ {styles[name]} }}" for name in used),
        "</style>",
        f'<rect width="{width}" height="{height}" rx="10" fill="{frame}"/>',
        f'<g transform="translate({PAD} {PAD})" shape-rendering="crispEdges">',
        *(_background(*rect) for rect in rects),
        *(piece for text in texts for piece in _draw(*text)),
        "</g>",
        "</svg>\n",
    ]
    return "\n".join(parts)


def _column(x: str) -> int:
    return round(float(x) / _FROM_CELL)


def _row(y: str, first: float) -> int:
    return round((float(y) - first) / _FROM_LINE)


def _background(fill: str, column: int, row: int, columns: int) -> str:
    return (
        f'<rect x="{column * CELL}" y="{row * LINE}" width="{columns * CELL}" height="{LINE}" '
        f'fill="{fill}"/>'
    )


def _draw(name: str, column: int, row: int, words: str) -> Iterator[str]:
    """Yield the characters of a run: shapes for lines and blocks, text for the rest."""
    at = 0
    while at < len(words):
        plain = _PLAIN.match(words, at)
        char = words[at]
        if plain:
            yield _text(name, column + at, row, plain.group())
            at = plain.end()
            continue
        if char in SHAPES:
            # A row of the same line is drawn in one, as far as it goes.
            run = 1
            while words[at + run : at + run + 1] == char and char in "─━":
                run += 1
            for box in SHAPES[char]:
                yield _rect(name, column + at, row, box, run)
            at += run
            continue
        if char in CORNERS:
            yield _corner(name, column + at, row, *CORNERS[char])
        elif not char.isspace():
            yield _text(name, column + at, row, char)
        at += 1


def _text(name: str, column: int, row: int, words: str) -> str:
    length = f' textLength="{len(words) * CELL}"' if len(words) > 1 else ""
    return (
        f'<text class="{name}" x="{column * CELL}" y="{row * LINE + _BASELINE}"{length}>'
        f"{escape(words)}</text>"
    )


def _rect(name: str, column: int, row: int, box: Box, run: int) -> str:
    left, top = (column + box.left) * CELL, (row + box.top) * LINE
    width = (box.right - box.left + run - 1) * CELL
    height = (box.bottom - box.top) * LINE
    return (
        f'<rect class="{name}" x="{left:.2f}" y="{top:.2f}" width="{width:.2f}" '
        f'height="{height:.2f}"/>'
    )


def _corner(name: str, column: int, row: int, right: int, down: int) -> str:
    """Draw a rounded corner as a filled ring, since a style gives a fill and no stroke."""
    x, y = (column + 0.5) * CELL, (row + 0.5) * LINE
    half, radius = _LIGHT / 2, CELL / 2
    outer, inner = radius + half, radius - half
    end_x, end_y = x + right * CELL / 2, y + down * LINE / 2
    turn_y = y + down * radius
    sweep, back = (1, 0) if right == down else (0, 1)
    return (
        f'<path class="{name}" shape-rendering="auto" '
        f'd="M{x - right * half:.2f} {end_y:.2f}V{turn_y:.2f}'
        f"A{outer:.2f} {outer:.2f} 0 0 {sweep} {end_x:.2f} {y - down * half:.2f}"
        f"V{y + down * half:.2f}"
        f"A{inner:.2f} {inner:.2f} 0 0 {back} {x + right * half:.2f} {turn_y:.2f}"
        f'V{end_y:.2f}Z"/>'
    )
