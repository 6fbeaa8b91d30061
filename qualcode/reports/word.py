"""A quotation set as a Word document."""

from pathlib import Path

from qualcode.reports.arrangement import arrange
from qualcode.reports.attribution import Attribution
from qualcode.reports.quotation_set import QuotationSet


def write_word(
    quotations: QuotationSet, path: Path, attribution: Attribution | None = None
) -> None:
    """Write the set to `path` as .docx, replacing what stands there.

    A4, with Word's own styles: Title, Heading 1 for a theme, Heading 2 for a site and role, and
    Quotation, Attribution and Context for what people said, so that an author can restyle all of
    it at once. A quotation is one paragraph that holds its words and nothing else; its line ends
    are line breaks. The same set gives the same bytes. Raises OSError where nothing can be
    written; a file that stands there is then as it was.
    """
    from qualcode.reports._word_document import compose  # noqa: PLC0415 — python-docx is slow

    content = compose(quotations, arrange(quotations, attribution or Attribution()))
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
