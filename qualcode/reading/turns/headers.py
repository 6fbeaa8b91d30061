"""Lines that may open a turn: a label, a time, or both, in the shapes that transcripts use."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

import regex

from qualcode.reading.times import STAMP, parse_time
from qualcode.reading.turns.labels import MOST_CHARACTERS, is_name_like


class Shape(Enum):
    """How a line sets its label off from the words."""

    COLON = "Moira: words"
    STAMPED = "Moira 00:12, and the words below"
    TAB = "Moira, a tab, words"
    ALONE = "Moira, and the words below"
    STAMP = "[00:12] words"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text that is not blank: `start` to `end` without the blanks around it."""

    start: int
    end: int
    after_blank: bool


@dataclass(frozen=True, slots=True)
class Header:
    """A line that may open a turn: `body` is where words may begin, `line` its number."""

    line: int
    start: int
    body: int
    shape: Shape
    label: str | None
    time: float | None
    after_blank: bool


_FIRST = 200
_EDGE = r"[*_]{0,3}"
_RANGE = rf"{STAMP}(?:\s*(?:-->|[-–—])\s*{STAMP})?"
_BOXED = rf"(?:[\[(]{_RANGE}[\])]|{_RANGE})"
_LABEL = rf"(?P<label>[\p{{L}}\p{{N}}?\[<][^:：\t\n]{{0,{MOST_CHARACTERS - 1}}}?)"
_COLON = regex.compile(
    rf"{_EDGE}(?:(?P<before>{_BOXED})\s*[-–—]?\s*)?{_EDGE}{_LABEL}\s*{_EDGE}"
    rf"(?:[\s,]*(?P<after>{_BOXED})\s*)?{_EDGE}[:：]{_EDGE}(?![/\d\\])"
)
_STAMPED = regex.compile(
    rf"{_EDGE}(?:(?P<before>{_BOXED})[\s–—-]*{_EDGE}{_LABEL}{_EDGE}"
    rf"|{_LABEL}\s*{_EDGE}[\s,–—-]+(?P<after>{_BOXED}){_EDGE})\s*"
)
_TAB = regex.compile(rf"{_LABEL} ?\t\s*(?=\S)")
_STAMP = regex.compile(rf"[\[(](?P<before>{_RANGE})[\])]\s*")
_STAMP_ALONE = regex.compile(rf"(?P<before>{_BOXED})")
_FIRST_STAMP = regex.compile(STAMP)
_BRACKETS = {"[": "]", "<": ">"}


def split_lines(text: str) -> list[Line]:
    """Return the lines that are not blank, in order."""
    lines: list[Line] = []
    start, after_blank = 0, True
    for raw in text.split("\n"):
        words = raw.strip()
        if words:
            left = start + len(raw) - len(raw.lstrip())
            lines.append(Line(left, left + len(words), after_blank))
        after_blank = not words
        start += len(raw) + 1
    return lines


def count_blocks(lines: Sequence[Line]) -> int:
    """Count the paragraphs: runs of lines that a blank line parts."""
    return sum(line.after_blank for line in lines)


def find_headers(text: str, lines: Sequence[Line]) -> Iterator[Header]:
    """Yield every line that may open a turn; one with a time may do so in two shapes."""
    above: Header | None = None
    for number, line in enumerate(lines):
        head = text[line.start : min(line.end, line.start + _FIRST)]
        whole = line.end - line.start <= _FIRST
        if whole and _STAMP_ALONE.fullmatch(head):
            above = _header(number, line, len(head), Shape.STAMP, stamp=head)
            yield above
            continue
        header = _read_header(head, number, line, whole)
        if header and above and header.shape is Shape.ALONE:
            header = replace(
                above, line=number, body=header.body, shape=Shape.STAMPED, label=header.label
            )
        above = None
        if header:
            yield header
        if stamp := _STAMP.match(head):
            yield _header(number, line, stamp.end(), Shape.STAMP, stamp=stamp["before"])


def _read_header(head: str, number: int, line: Line, whole: bool) -> Header | None:
    for shape, match in _match_shapes(head, whole):
        label = _trim_label(match["label"])
        if label:
            groups = match.groupdict()
            stamp = groups.get("before") or groups.get("after") or ""
            return _header(number, line, match.end(), shape, label, stamp)
    label = _trim_label(head.strip("*_ ")) if len(head) <= MOST_CHARACTERS else None
    if label and is_name_like(label) and label[-1] not in ".,…":
        return _header(number, line, len(head), Shape.ALONE, label)
    return None


def _match_shapes(head: str, whole: bool) -> Iterator[tuple[Shape, regex.Match[str]]]:
    """Yield what a line matches. Most lines hold none of the marks, and are not tried."""
    colon = ":" in head or "：" in head
    if colon and (match := _COLON.match(head)):
        yield Shape.COLON, match
    if colon and whole and (match := _STAMPED.fullmatch(head)):
        yield Shape.STAMPED, match
    if "\t" in head and (match := _TAB.match(head)):
        yield Shape.TAB, match


def _header(
    number: int, line: Line, length: int, shape: Shape, label: str | None = None, stamp: str = ""
) -> Header:
    first = _FIRST_STAMP.search(stamp)
    time = parse_time(first.group()) if first else None
    return Header(number, line.start, line.start + length, shape, label, time, line.after_blank)


def _trim_label(label: str) -> str | None:
    """Return the label without what surrounds it, or None where a bracket stays open."""
    label = label.strip().strip("*_").strip()
    if label[:1] in _BRACKETS:
        close = _BRACKETS[label[0]]
        if not label.endswith(close):
            return None
        label = label[1:-1].strip()
    if not label or label.isdigit() or label.count("(") != label.count(")"):
        return None
    return label
