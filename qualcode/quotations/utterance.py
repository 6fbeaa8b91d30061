"""Reading an utterance between marks, from the one that opens to the one that closes."""

from dataclasses import dataclass

import regex

from qualcode.quotations.attribution import Attribution, Strength
from qualcode.quotations.marks import Mark, leading_close
from qualcode.quotations.report import Piece, Report

MOST_PARAGRAPHS = 8
MOST_UNMARKED = 4
LONGEST_LABEL = 90
_LEAD = regex.compile(r"\s*(?:[•●▪◦‣·*\-–—>_]+\s*|\(?\d{1,2}[.)]\s+|#{1,6}\s+){0,3}")
_AFTER_CLOSE = regex.compile(
    r"[\s*_]*[.,;]?[\s*_]*(?:\[\d{1,3}\]|\^?\{?\d{1,3}\}?(?!\S)|[¹²³⁰⁴-⁹*†‡]{1,3})?[\s*_]*"
)
_BRACKET = regex.compile(
    r"[(\[](?P<inside>[^()\[\]]{2,160}(?:\([^()]{1,60}\)[^()\[\]]{0,60})?)[)\]]\s*[.]?\s*"
)
_DASH = regex.compile(r"(?:[–—―]|-{1,2})\s*(?P<inside>\S.{0,160})$")
_LABEL = regex.compile(r"(?P<inside>[^:“”\"]{2,90}?)\s*[:–—]\s*$")
_OPENING_SIGNS = "“‘\"'«„"


@dataclass(frozen=True, slots=True)
class _Tail:
    """What stands after a closing mark: whether it leaves the words set off, and who speaks."""

    clean: bool
    found: Attribution | None = None
    rest: int | None = None


@dataclass(slots=True)
class Utterance:
    """Words from an opening mark on: their pieces and the paragraph after them.

    `found` is the attribution in the same paragraph, `rest` where another utterance opens there,
    `closed` whether the closing mark was found.
    """

    pieces: list[Piece]
    next: int
    found: Attribution | None = None
    rest: int | None = None
    closed: bool = True


def opening_at(report: Report, n: int) -> int | None:
    """Return where the opening mark at the head of a paragraph stands, a speaker's label passed."""
    marks = report.marks[n] if 0 <= n < len(report) else []
    if not marks or not marks[0].opens:
        return None
    text = report.text(n)
    lead = _LEAD.match(text)
    head = lead.end() if lead else 0
    first = marks[0].at
    if first <= head:
        return first
    return first if first < LONGEST_LABEL and label_at(report, n, first) else None


def label_at(report: Report, n: int, at: int) -> Attribution | None:
    """Read "Carer, 54:" before an opening mark."""
    match = _LABEL.fullmatch(report.text(n)[:at])
    if match is None:
        return None
    found = report.book.parse(match["inside"])
    return found if found and found.strength >= Strength.NAME else None


def read_utterance(report: Report, n: int, at: int) -> Utterance | None:
    """Read from an opening mark to the mark that closes it, over paragraphs where need be."""
    text = report.text(n)
    marks = [mark for mark in report.marks[n] if mark.at >= at]
    if not marks or not marks[0].opens or marks[0].at != at:
        return None
    close = leading_close(marks)
    if close is not None:
        tail = _read_tail(report, text, close)
        if not tail.clean:
            close = _last_close(marks, closers_lead=True)
            tail = _Tail(clean=False) if close is None else _read_tail(report, text, close)
        if not tail.clean or close is None:
            return None
        return Utterance([Piece(n, at + 1, close)], n + 1, tail.found, tail.rest)
    last = _last_close(marks, closers_lead=False)
    if last is not None:
        tail = _read_tail(report, text, last)
        goes_on = tail.found is None and _reopens(report, n + 1, marks[0])
        if tail.clean and not goes_on:
            if not marks[0].double and _is_broken_single(marks):
                return None
            return Utterance([Piece(n, at + 1, last)], n + 1, tail.found)
    return _read_on(report, n, at, marks[0])


def _is_broken_single(marks: list[Mark]) -> bool:
    """Say whether single marks only look unbalanced because a possessive closed the first."""
    depth = 0
    for i, mark in enumerate(m for m in marks if not m.double):
        depth += 1 if mark.opens else -1
        if depth == 0 and i + 1 < len(marks):
            return True
    return False


def _last_close(marks: list[Mark], *, closers_lead: bool) -> int | None:
    """Return the last mark of the paragraph where it closes, or only where closers outnumber."""
    family = [mark for mark in marks if mark.double == marks[0].double]
    strong = [mark for mark in family if not mark.weak]
    if closers_lead:
        opens = sum(mark.opens for mark in strong)
        if len(strong) - opens <= opens:
            return None
    return family[-1].at if family and not family[-1].opens else None


def _read_tail(report: Report, text: str, close: int) -> _Tail:
    """Read what stands after a closing mark in its paragraph."""
    after = _AFTER_CLOSE.match(text, close + 1)
    at = after.end() if after else close + 1
    if at >= len(text):
        return _Tail(clean=True)
    if text[at] in _OPENING_SIGNS:
        return _Tail(clean=True, rest=at)
    bracket = _BRACKET.match(text, at)
    if bracket is not None:
        found = report.book.parse(bracket["inside"])
        rest = bracket.end()
        if found is None or (rest < len(text) and text[rest] not in _OPENING_SIGNS):
            return _Tail(clean=False)
        return _Tail(clean=True, found=found, rest=rest if rest < len(text) else None)
    dash = _DASH.match(text, at)
    if dash is not None:
        found = report.book.parse(dash["inside"])
        return _Tail(clean=found is not None, found=found)
    plain = report.book.stands_alone(text[at:].strip())
    return _Tail(clean=plain is not None and plain.strength > Strength.NAME, found=plain)


def _reopens(report: Report, n: int, first: Mark) -> bool:
    if n >= len(report) or report.places[n].is_heading or not report.marks[n]:
        return False
    mark = report.marks[n][0]
    lead = _LEAD.match(report.text(n))
    return mark.opens and mark.double == first.double and mark.at <= (lead.end() if lead else 0)


def _read_on(report: Report, n: int, at: int, first: Mark) -> Utterance | None:
    """Read on through the paragraphs of an utterance that its first does not close."""
    pieces = [Piece(n, at + 1, len(report.text(n)))]
    sure = 1
    for i in range(n + 1, min(len(report), n + 1 + MOST_PARAGRAPHS)):
        if report.places[i].is_heading or report.attribution(i) is not None:
            break
        reopened = _reopens(report, i, first)
        if not reopened and len(pieces) - sure >= MOST_UNMARKED:
            break
        start = report.marks[i][0].at + 1 if reopened else 0
        close, tail = _close_later(report, i, first, skip_first=reopened)
        if close is not None:
            pieces.append(Piece(i, start, close))
            return Utterance(pieces, i + 1, tail.found)
        pieces.append(Piece(i, start, len(report.text(i))))
        sure = len(pieces) if reopened else sure
    del pieces[sure:]
    return Utterance(pieces, pieces[-1].n + 1, closed=False)


def _close_later(
    report: Report, n: int, first: Mark, *, skip_first: bool
) -> tuple[int | None, _Tail]:
    """Return where a later paragraph closes an utterance that came in open."""
    text = report.text(n)
    family = [m for m in report.marks[n] if m.double == first.double][int(skip_first) :]
    depth = 1
    for mark in family:
        if mark.weak:
            continue
        depth += 1 if mark.opens else -1
        if depth == 0:
            tail = _read_tail(report, text, mark.at)
            if tail.clean or not skip_first:
                return mark.at, tail
            break
    if family and not family[-1].opens:
        tail = _read_tail(report, text, family[-1].at)
        if tail.clean:
            return family[-1].at, tail
    return None, _Tail(clean=False)
