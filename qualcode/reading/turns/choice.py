"""Which of the layouts that a text could have it has, and which labels open its turns."""

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from qualcode.reading.turns.evidence import choose_declared, choose_headers
from qualcode.reading.turns.headers import Header
from qualcode.reading.turns.lines import Line
from qualcode.reading.turns.shapes import Shape
from qualcode.reading.turns.words import SmallWords

_LAYOUTS = (
    ("chat/1", frozenset({Shape.CHAT})),
    ("labels/1", frozenset({Shape.COLON, Shape.STAMPED})),
    ("labels/1", frozenset({Shape.TAB})),
    ("angles/1", frozenset({Shape.ANGLE})),
    ("bold/1", frozenset({Shape.BOLD})),
    ("stamps/1", frozenset({Shape.BEFORE})),
    ("stamps/1", frozenset({Shape.AFTER})),
    ("dashes/1", frozenset({Shape.DASH})),
    ("dashes/1", frozenset({Shape.SEMI})),
    ("points/1", frozenset({Shape.POINT})),
    ("lines/1", frozenset({Shape.ALONE})),
)
# Shapes in which a label that the file has shown to be a speaker's is believed among others.
_BELIEVED = frozenset(
    {Shape.COLON, Shape.STAMPED, Shape.TAB, Shape.ANGLE, Shape.BOLD, Shape.SEMI, Shape.CHAT}
)
# A later layout is taken where it opens so many times the turns of an earlier one; a layout that
# opens at least this share of the turns of the one taken is worth a doubt.
_MORE, _RIVAL = 1.5, 0.4
_COVERED = 0.8
# A layout is taken where it names so many times fewer people than one with more labels than these.
_FEWER, _FEW_LABELS = 2, 6


@dataclass(frozen=True, slots=True)
class Choice:
    """The headers that open the turns, in order.

    `strays` are those among them in another shape than the others. `rivals` is the number of
    turns that another layout would have opened elsewhere.
    """

    layout: str
    headers: list[Header]
    strays: list[Header] = field(default_factory=list)
    rivals: int = 0


def choose_layout(
    headers: Sequence[Header], text: str, lines: Sequence[Line], declared: AbstractSet[str]
) -> Choice | None:
    """Return the layout whose labels open the turns of a text; None where none does."""
    words = SmallWords(text)
    present = {h.shape for h in headers}
    found: list[tuple[str, frozenset[Shape], list[Header]]] = []
    for layout, shapes in _LAYOUTS:
        candidates = [h for h in headers if h.shape in shapes] if shapes & present else []
        chosen = choose_headers(candidates, text, lines, declared, words) if candidates else []
        if chosen and (Shape.BEFORE not in shapes or _covers(chosen, headers)):
            found.append((layout, shapes, chosen))
    if not found and declared:
        for layout, shapes in _LAYOUTS:
            candidates = [h for h in headers if h.shape in shapes]
            if chosen := choose_declared(candidates, text, lines, declared):
                found.append((layout, shapes, chosen))
                break
    if not found:
        return None
    taken = found[0]
    for other in found[1:]:
        if len(other[2]) > _MORE * len(taken[2]) or _names_fewer(other[2], taken[2]):
            taken = other
    layout, shapes, chosen = taken
    stamped = sum(h.shape is Shape.STAMPED for h in chosen)
    name = "stamps/1" if 2 * stamped > len(chosen) else layout
    strays = _find_strays(headers, shapes, chosen)
    opened = {n for h in (*chosen, *strays) for n in range(h.line, h.last + 1)}
    elsewhere = [sum(h.line not in opened for h in other[2]) for other in found if other != taken]
    rivals = max((n for n in elsewhere if n >= _RIVAL * len(chosen)), default=0)
    both = sorted((*chosen, *strays), key=lambda h: h.start)
    return Choice(name, both, strays, rivals)


def _names_fewer(these: Sequence[Header], those: Sequence[Header]) -> bool:
    """Say whether these open nearly as many turns with far fewer labels, not seen once each."""
    labels, others = len({h.key for h in these}), len({h.key for h in those})
    return (
        len(these) >= _COVERED * len(those) and labels * _FEWER <= others and others > _FEW_LABELS
    )


def _covers(chosen: Sequence[Header], headers: Sequence[Header]) -> bool:
    return len(chosen) >= _COVERED * sum(h.shape is Shape.STAMP for h in headers)


def _find_strays(
    headers: Sequence[Header], shapes: AbstractSet[Shape], chosen: Sequence[Header]
) -> list[Header]:
    """Return the headers in another shape with labels that open several turns already."""
    counts = Counter(h.key for h in chosen)
    taken = {n for h in chosen for n in range(h.line, h.last + 1)}
    strays: list[Header] = []
    for header in headers:
        if (
            header.shape in _BELIEVED - shapes
            and header.line > chosen[0].line
            and header.line not in taken
            and counts[header.key] > 1
        ):
            strays.append(header)
            taken.update(range(header.line, header.last + 1))
    return strays
