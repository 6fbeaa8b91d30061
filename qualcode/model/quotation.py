"""A quotation found in a published report."""

from dataclasses import dataclass
from enum import StrEnum


class QuotationKind(StrEnum):
    """How the report prints the words."""

    SET_OFF = "set off"
    INLINE = "inline"
    TESTIMONY = "testimony"


@dataclass(frozen=True, slots=True)
class Quotation:
    """One utterance of somebody who took part, as a report prints it.

    `text` is the verbatim words without the outer marks, page furniture left out; `start` and
    `end` are code points of the decoded file, so that every word of `text` stands between them.
    `attribution` is as printed ("Carer, site B"), `role` the plain role in it ("carer"), both None
    where nothing tells. `section` is the chapter, `heading` the nearest heading above.
    `confidence` runs from 0 to 1.
    """

    text: str
    start: int
    end: int
    attribution: str | None
    role: str | None
    section: str | None
    heading: str | None
    kind: QuotationKind
    confidence: float
