"""The shapes in which a line of a transcript sets the speaker's label off from the words."""

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

import regex

from qualcode.reading.turns import patterns
from qualcode.reading.turns.labels import MOST_CHARACTERS, is_name_like


class Shape(Enum):
    """How a line sets its label off from the words."""

    COLON = "Moira: words"
    STAMPED = "Moira 00:12, and the words below"
    TAB = "Moira, a tab, words"
    CHAT = "10:42:11 From Moira to Everyone: words"
    ANGLE = "<Moira> words"
    BOLD = "**Moira** words"
    DASH = "Moira – words"
    SEMI = "Moira; words"
    POINT = "MOIRA. words"
    AFTER = "Moira [00:12] words"
    BEFORE = "[00:12] Moira words"
    ALONE = "Moira, and the words below"
    STAMP = "[00:12] words"
    RULE = "– words"


class Head(NamedTuple):
    """What a line begins with: the words may begin `length` characters after the line does."""

    shape: Shape
    label: str | None
    stamp: str
    length: int


_BRACKETS = {"[": "]", "<": ">", "(": ")"}
_TIME = regex.compile(r"\d(?:[:.]\d| ?[hms]| ?[aApP]\.?[mM])")
# A name ends in a stop only where it is short, as “Jr.” is.
_PROSE_END = regex.compile(r"\p{Ll}{3}[.!…]$|\p{Ll}{2} .*\p{Ll}{2}\?$")
# Stand among the marks of a line for a time in it, and for the “From” of a chat.
_TIMED, _FROM = "00:00", "From"
# The shapes with a label and words on one line, the commonest first; the marks without which a line
# has none of it; and whether the label must look like a name, since prose is full of the mark.
_WITH_LABELS = (
    (Shape.CHAT, frozenset([_FROM]), patterns.CHAT, False),
    (Shape.COLON, frozenset(":："), patterns.COLON, False),
    (Shape.TAB, frozenset("\t"), patterns.TAB, False),
    (Shape.ANGLE, frozenset(">])"), patterns.ANGLE, True),
    (Shape.BOLD, frozenset("*_"), patterns.BOLD, True),
    (Shape.DASH, frozenset("-–—"), patterns.DASH, True),
    (Shape.SEMI, frozenset(";"), patterns.SEMI, True),
    (Shape.AFTER, frozenset([_TIMED]), patterns.AFTER, True),
    (Shape.POINT, frozenset("."), patterns.POINT, True),
)
_RULES = "–—―"
_MARKS = frozenset(":：\t>])*_-–—―;.")


def match_shapes(head: str, *, whole: bool) -> Iterator[Head]:
    """Yield what the beginning of a line can be taken for; `whole` where the line ends with it.

    Most lines hold none of the marks, and are not tried.
    """
    marks = _find_marks(head)
    if whole and _TIMED in marks and (found := _match_without_words(head)):
        yield found
        if found.label:
            # “00:12 Moira – yes” may be a name with a role, or a name and words.
            if dashed := _take(Shape.DASH, patterns.DASH.match(head), name=True):
                yield dashed
            yield from _stamp(head)
        return
    labelled = False
    for found in _match_with_words(head, marks):
        labelled = True
        yield found
    if whole and not labelled and (alone := _alone(head)):
        yield alone
    if _TIMED in marks:
        yield from _stamp(head)
    if head[0] in _RULES and (match := patterns.RULE.match(head)):
        yield Head(Shape.RULE, None, "", match.end())


def _find_marks(head: str) -> frozenset[str]:
    """Return the marks of a line; three blanks do as a tab."""
    marks = _MARKS.intersection(head)
    if "   " in head:
        marks |= {"\t"}
    if _TIME.search(head):
        marks |= {_TIMED}
        if _FROM in head:
            marks |= {_FROM}
    return marks


def _match_without_words(head: str) -> Head | None:
    """Return the time, or the name and time, that a line consists of."""
    if patterns.STAMP_ALONE.fullmatch(head):
        return Head(Shape.STAMP, None, head, len(head))
    found = _take(Shape.STAMPED, patterns.STAMPED.fullmatch(head), name=False)
    return None if found and _PROSE_END.search(found.label or "") else found


def _match_with_words(head: str, marks: frozenset[str]) -> Iterator[Head]:
    for shape, wanted, pattern, name in _WITH_LABELS if marks else ():
        if wanted & marks and (found := _take(shape, pattern.match(head), name=name)):
            yield found
            if shape is Shape.CHAT:
                return


def _alone(head: str) -> Head | None:
    """Return the name that a line consists of."""
    label = trim_label(head.strip("*_# ")) if len(head) <= MOST_CHARACTERS else None
    if label and "|" not in label and is_name_like(label) and label[-1] not in ".,…":
        return Head(Shape.ALONE, label, "", len(head))
    return None


def _stamp(head: str) -> Iterator[Head]:
    if match := patterns.STAMP.match(head):
        yield Head(Shape.STAMP, None, match["before"], match.end())


def _take(shape: Shape, match: regex.Match[str] | None, *, name: bool) -> Head | None:
    label = trim_label(match["label"]) if match else None
    if not match or not label or (name and not is_name_like(label)):
        return None
    groups = match.groupdict()
    return Head(shape, label, groups.get("before") or groups.get("after") or "", match.end())


def trim_label(label: str) -> str | None:
    """Return the label without what surrounds it, or None where a bracket stays open."""
    label = label.strip().strip("*_").strip()
    if label[:1] in _BRACKETS and label.endswith(_BRACKETS[label[0]]):
        label = label[1:-1].strip()
    if not label or label.isdigit() or label[0] in _BRACKETS:
        return None
    if label.count("(") != label.count(")"):
        return None
    return label
