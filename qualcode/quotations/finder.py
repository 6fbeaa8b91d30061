"""Finding the quotations of a published report."""

from collections.abc import Sequence

from qualcode.model import Quotation
from qualcode.quotations.inline import find_inline
from qualcode.quotations.report import Candidate, Report
from qualcode.quotations.setoff import find_set_off
from qualcode.quotations.unmarked import find_testimony, find_unmarked

LEAST_CONFIDENCE = 0.5


def find_quotations(text: str, roles: Sequence[str] | None = None) -> list[Quotation]:
    """Find what participants are quoted as saying in a report.

    `text` is the decoded file with LF line ends. `roles` are attributions that the project knows
    beside the general ones, in any spelling ("Peer volunteer"). The quotations come in the order
    of the file and never overlap. In their `text` a hard wrap is a single space and a paragraph
    ends with an empty line; outer marks, marks that reopen a paragraph and the furniture of pages
    are left out, everything else is as printed.
    """
    report = Report(text, roles or ())
    candidates = [
        *find_set_off(report),
        *find_unmarked(report),
        *find_testimony(report),
        *find_inline(report),
    ]
    quotations = [_quotation(report, c) for c in candidates if c.confidence >= LEAST_CONFIDENCE]
    return sorted((q for q in quotations if q is not None), key=lambda q: q.start)


def _quotation(report: Report, candidate: Candidate) -> Quotation | None:
    words = report.read(candidate.pieces)
    if not words:
        return None
    first, last = candidate.pieces[0], candidate.pieces[-1]
    start = first.start + _leading(report.text(first.n)[first.start : first.end])
    end = last.end - _trailing(report.text(last.n)[last.start : last.end])
    place = report.places[first.n]
    return Quotation(
        text=words,
        start=report.paragraphs[first.n].origin(start),
        end=report.paragraphs[last.n].origin(end - 1) + 1,
        attribution=candidate.speaker,
        role=candidate.role,
        section=place.section,
        heading=place.heading,
        kind=candidate.kind,
        confidence=round(min(1.0, max(0.0, candidate.confidence)), 2),
    )


def _leading(text: str) -> int:
    return len(text) - len(text.lstrip())


def _trailing(text: str) -> int:
    return len(text) - len(text.rstrip())
