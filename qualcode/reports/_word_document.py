"""A quotation set put together as a Word document.

Imported only by `word`, and only when a document is written.
"""

import io
import zipfile
from datetime import UTC, datetime

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import _Cell, _Row

from qualcode.model.text import clean_text
from qualcode.reports import _word_styles as styles
from qualcode.reports.arrangement import HOW_TO_TRACE, Arrangement, Counts, Printed, Theme
from qualcode.reports.quotation_set import QuotationSet

_COUNT_WIDTHS = (Cm(7.4), Cm(2.2), Cm(1.8), Cm(2.9), Cm(1.7))
_FACT_WIDTHS = (Cm(3.4), Cm(12.6))


def compose(quotations: QuotationSet, arranged: Arrangement) -> bytes:
    """Return the bytes of the .docx."""
    document = docx.Document()
    styles.set_up(document)
    _describe(document, quotations)
    _footer(document, quotations)
    _front(document, quotations, arranged)
    for number, theme in enumerate(arranged.themes):
        _theme(document, theme, number)
    _trace(document, quotations)
    return _pack(document)


def _clean(words: str) -> str:
    return clean_text(words)[0]


def _line(words: str) -> str:
    return " ".join(_clean(words).split())


def _describe(document: Document, quotations: QuotationSet) -> None:
    longest = 255
    properties = document.core_properties
    made = datetime.fromisoformat(quotations.made).replace(tzinfo=UTC)
    properties.title = _line(quotations.title)[:longest]
    properties.subject = _line(quotations.study)[:longest]
    properties.author = "qualcode"
    properties.last_modified_by = "qualcode"
    properties.comments = ""
    properties.language = "en-GB"
    properties.created = properties.modified = made
    fonts = document.styles.element.find(qn("w:docDefaults")).iter(qn("w:lang"))
    for language in fonts:
        language.set(qn("w:val"), "en-GB")


def _footer(document: Document, quotations: QuotationSet) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(styles.TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    longest = 70
    title = _line(quotations.title)
    paragraph.add_run(title if len(title) <= longest else title[: longest - 1] + "…")
    paragraph.add_run("\tPage ")
    styles.add_field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    styles.add_field(paragraph, "NUMPAGES")


def _front(document: Document, quotations: QuotationSet, arranged: Arrangement) -> None:
    document.add_paragraph(_line(quotations.title), style="Title")
    document.add_paragraph(f"{_line(quotations.study)} · {arranged.made}", style="Subtitle")
    document.add_paragraph(_line(arranged.what))
    facts = [("Base", arranged.base), ("Consent", arranged.consent)]
    if quotations.chosen:
        facts.append(("How chosen", _line(quotations.chosen)))
    left_out = [_line(sentence) for sentence in quotations.left_out]
    facts.append(("Left out", "\n".join(left_out) or "Nothing was left out."))
    _facts(document, facts)
    document.add_paragraph("Themes", style="Heading 1")
    _counts(document, arranged)
    document.add_paragraph(
        "People, sources and sites are counted once each, however many quotations "
        "they gave; a survey is one source. These are counts of this set, not of the study.",
        style="Note",
    ).paragraph_format.space_before = Pt(6)


def _facts(document: Document, facts: list[tuple[str, str]]) -> None:
    table = document.add_table(rows=len(facts), cols=2)
    for row, (name, words) in zip(table.rows, facts, strict=True):
        _cell(row.cells[0], name, bold=True)
        lines = words.split("\n")
        _cell(row.cells[1], lines[0])
        for line in lines[1:]:
            row.cells[1].add_paragraph(line, style="Table Text")
    styles.rule_table(table, _FACT_WIDTHS)


def _counts(document: Document, arranged: Arrangement) -> None:
    table = document.add_table(rows=1, cols=len(_COUNT_WIDTHS))
    header = table.rows[0]
    names = ("Theme", "Quotations", "People", "Sources", "Sites")
    for cell, name in zip(header.cells, names, strict=True):
        _cell(cell, name, bold=True, right=name != "Theme")
    for number, theme in enumerate(arranged.themes):
        row = table.add_row()
        paragraph = row.cells[0].paragraphs[0]
        paragraph.style = "Table Text"
        styles.add_link(paragraph, _line(theme.path), f"theme{number}")
        _numbers(row, theme.counts)
    row = table.add_row()
    _cell(row.cells[0], "All, each counted once", bold=True)
    _numbers(row, arranged.counts, bold=True)
    styles.rule_table(table, _COUNT_WIDTHS)
    styles.repeat_header(header)


def _numbers(row: _Row, counts: Counts, *, bold: bool = False) -> None:
    numbers = (counts.quotations, counts.people, counts.sources, counts.sites)
    for cell, number in zip(row.cells[1:], numbers, strict=True):
        _cell(cell, f"{number:,}", bold=bold, right=True)


def _cell(cell: _Cell, words: str, *, bold: bool = False, right: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = "Table Text"
    paragraph.add_run(words).bold = bold or None
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _theme(document: Document, theme: Theme, number: int) -> None:
    heading = styles.add_styled(document, _line(theme.path), "Heading 1")
    styles.add_bookmark(heading, f"theme{number}", number)
    for part in theme.parts:
        styles.add_styled(document, _line(part.heading), "Heading 2")
        for printed in part.quotations:
            _quotation(document, printed)


def _quotation(document: Document, printed: Printed) -> None:
    item = printed.item
    if item.context_before:
        before = styles.add_styled(document, _clean(item.context_before), "Context")
        before.paragraph_format.keep_with_next = True
    styles.add_styled(document, _clean(item.text), "Quotation")
    if item.context_after:
        after = styles.add_styled(document, _clean(item.context_after), "Context")
        after.paragraph_format.keep_with_next = True
    attribution = styles.add_styled(document, "", "Attribution")
    attribution.add_run("— " + _line(printed.attribution)).bold = True
    styles.add_trace(attribution, _line(printed.trace))


def _trace(document: Document, quotations: QuotationSet) -> None:
    styles.add_styled(document, "Trace", "Heading 1")
    document.add_paragraph(HOW_TO_TRACE)
    for head in quotations.heads or ("none given",):
        run = document.add_paragraph(style="List Bullet").add_run(_line(head))
        run.font.name, run.font.size = "Consolas", Pt(9.5)


def _pack(document: Document) -> bytes:
    """Return the document's bytes with the times in the archive taken out of them."""
    saved = io.BytesIO()
    document.save(saved)
    packed = io.BytesIO()
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return packed.getvalue()
