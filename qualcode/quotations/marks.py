"""Quotation marks: which open, which close, and which are apostrophes."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

LONGEST_INLINE = 2500
_MARK = regex.compile(r"[“”„‟«»\"‘’‚‛'`´]")
_DOUBLE = '“”„‟«»"'
_SIGNS = "“”„‟«»\"‘’‚‛'`´"
_LEAD = regex.compile(r"[\s*_>•\-]*")
DENSEST = 6
_ELISION = regex.compile(
    r"(?:em|til|till|cause|cos|cuz|tis|twas|bout|round|n|nother|fraid|ere|\d0s|\d\d)\b",
    regex.IGNORECASE,
)
_BEFORE_OPENING = " \t\n([{–—-/“‘\"'*_>•"
_PUNCTUATION = ".,;:!?…)]"


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark at a position of a text. `weak` closers may as well be apostrophes."""

    at: int
    opens: bool
    double: bool
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch between marks: the positions of the two marks, and their family."""

    opening: int
    closing: int
    double: bool


def read_marks(text: str) -> list[Mark]:
    """Return the quotation marks of a paragraph, apostrophes left out, in order."""
    if not _is_prose(text):
        return []
    marks: list[Mark] = []
    straight_open = False
    lead = _LEAD.match(text)
    head = lead.end() if lead else 0
    for match in _MARK.finditer(text):
        at = match.start()
        if match.group()[0] in _DOUBLE:
            mark = _read_double(text, at, head, straight_open=straight_open)
            if text[at] == '"':
                straight_open = mark.opens
            marks.append(mark)
        else:
            single = _read_single(text, at)
            if single is not None:
                marks.append(single)
    return marks


def _is_prose(text: str) -> bool:
    """Say whether letters outnumber marks as they do in anything that people said."""
    count = sum(map(text.count, _SIGNS))
    few = 20
    return count < few or count * DENSEST < len(text)


def _read_double(text: str, at: int, head: int, *, straight_open: bool) -> Mark:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if at <= head:
        return Mark(at, opens=True, double=True)
    sign = text[at]
    if sign in "“„«":
        closes = before in tuple(".!?…") and not after.strip()
        return Mark(at, opens=not closes, double=True)
    if sign in "”»‟":
        opens = before == " " and after.isalnum()
        return Mark(at, opens=opens, double=True)
    if before in tuple(_BEFORE_OPENING) and after.strip():
        opens = before not in tuple("–—-*_") or not straight_open
    elif before == " " and not after.strip():
        opens = not straight_open
    else:
        opens = False
    return Mark(at, opens=opens, double=True)


def _read_single(text: str, at: int) -> Mark | None:
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if before.isalnum() and after.isalnum():
        return None
    if not before or before in tuple(_BEFORE_OPENING):
        return _read_opening(text, at, before, after)
    if text[at] == "‘" and after.isalnum():
        return Mark(at, opens=True, double=False)
    weak = before in tuple("sSnxz") and after == " " and text[at + 2 : at + 3].isalnum()
    return Mark(at, opens=False, double=False, weak=weak)


def _read_opening(text: str, at: int, before: str, after: str) -> Mark | None:
    """Read a single mark that stands where one would open."""
    if not after.strip():
        # "‘ Two words" opens with a space after it; a lone straight mark tells nothing.
        return Mark(at, opens=True, double=False) if not before or text[at] == "‘" else None
    if text[at] in "'’" and _ELISION.match(text, at + 1):
        return None
    closes = before in tuple("\"'“‘”") and not (after.isalnum() or after in "[(…")
    return Mark(at, opens=not closes, double=False)


def pair_marks(marks: Sequence[Mark]) -> list[Quoted]:
    """Return the outermost quoted stretches within a paragraph, in order."""
    found: list[Quoted] = []
    n = 0
    while n < len(marks):
        mark = marks[n]
        closing = _close(marks, n) if mark.opens else None
        if closing is None or marks[closing].at - mark.at > LONGEST_INLINE:
            n += 1
            continue
        found.append(Quoted(mark.at, marks[closing].at, mark.double))
        n = closing + 1
    return found


def _close(marks: Sequence[Mark], n: int) -> int | None:
    return _close_double(marks, n) if marks[n].double else _close_single(marks, n)


def _close_double(marks: Sequence[Mark], n: int, reach: int = 40) -> int | None:
    """Return the mark that closes a double one: the last of its level, or the first if none is."""
    depth = 0
    first = None
    for i in range(n, min(len(marks), n + reach)):
        if not marks[i].double:
            continue
        depth += 1 if marks[i].opens else -1
        if first is None and not marks[i].opens:
            first = i
        if depth == 0:
            return i
    return first


def _close_single(marks: Sequence[Mark], n: int, reach: int = 40) -> int | None:
    """Return the mark that closes a single one.

    A plural possessive looks like a closing mark: it is taken for one only where no better mark
    comes before the next stretch opens.
    """
    fallback = None
    for i in range(n + 1, min(len(marks), n + reach)):
        mark = marks[i]
        if mark.double:
            continue
        if mark.opens:
            break
        if not mark.weak:
            return i
        if fallback is None:
            fallback = i
    return fallback


def leading_close(marks: Sequence[Mark]) -> int | None:
    """Return the position of the mark that closes the one at the head of a paragraph.

    None says that the paragraph ends before every level is closed.
    """
    family = [mark for mark in marks if mark.double == marks[0].double]
    depth = 0
    for mark in family:
        if mark.weak:
            continue
        depth += 1 if mark.opens else -1
        if depth == 0:
            return mark.at
    return None
