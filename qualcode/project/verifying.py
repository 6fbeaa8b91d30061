"""Holding a draft's quotations against the sources."""

from dataclasses import dataclass
from pathlib import Path

from qualcode.model import Document, Quotation
from qualcode.project.marked import find_marked
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

    documents = [read_document(store.conn, one.id) for one in list_sources(store.conn)]
    text = read(draft).decoded.text
    marked = find_marked(text, find_quotations(text))
    return [_check(quotation, documents) for quotation in marked]


def _check(quotation: Quotation, documents: list[Document]) -> CheckedQuotation:
    from qualcode.quotations import verify_quotation  # noqa: PLC0415 - only drafts need it

    problem = "There are no sources to hold it against."
    for document in documents:
        found = verify_quotation(quotation.text, document.text)
        if found.verbatim:
            return CheckedQuotation(quotation, document.source.ref, "")
        problem = found.problem
    if len(documents) > 1:
        problem = "No source reads this."
    return CheckedQuotation(quotation, None, problem)
