"""Holding a draft's quotations against the sources."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from qualcode.model import Quotation, Source
from qualcode.model.shown import Shown
from qualcode.project.quoted.marked import find_marked
from qualcode.reading import read
from qualcode.store import Store
from qualcode.store.sources import list_sources, read_document


@dataclass(frozen=True, slots=True)
class CheckedQuotation:
    """A quotation of a draft: the short name of the source that reads it, or the problem."""

    quotation: Quotation
    source: str | None
    problem: str


def check_draft(store: Store, draft: Path) -> list[CheckedQuotation]:
    """Return every quotation found in a draft, with the source in which it stands verbatim."""
    from qualcode.quotations import find_quotations  # noqa: PLC0415 - only drafts need it

    documents = [_Readable.of(store, one) for one in list_sources(store.conn)]
    text = read(draft).decoded.text
    marked = find_marked(text, find_quotations(text))
    return [_check(quotation, documents) for quotation in marked]


@dataclass(frozen=True, slots=True)
class _Readable:
    """A source as it is shown, and as it was imported where corrections make the two differ."""

    ref: str
    shown: str
    imported: str | None

    @classmethod
    def of(cls, store: Store, source: Source) -> Self:
        document = read_document(store.conn, source.id)
        shown = Shown.of(document)
        words = shown.read(0, len(document.text))
        return cls(source.ref, words, document.text if shown.patches else None)


def _check(quotation: Quotation, sources: list[_Readable]) -> CheckedQuotation:
    from qualcode.quotations import verify_quotation  # noqa: PLC0415 - only drafts need it

    problem = "There are no sources to hold it against."
    for source in sources:
        found = verify_quotation(quotation.text, source.shown)
        if found.verbatim:
            return CheckedQuotation(quotation, source.ref, "")
        problem = found.problem
    if len(sources) > 1:
        problem = "No source reads this."
    for source in sources:
        if source.imported and verify_quotation(quotation.text, source.imported).verbatim:
            problem = f"{source.ref} read this before it was corrected."
    return CheckedQuotation(quotation, None, problem)
