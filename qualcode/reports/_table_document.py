"""A plain table put together as a Word document.

Imported only by `table`, and only when a document is written.
"""

import io
from copy import deepcopy
from datetime import UTC, datetime

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.table import CT_Row
from docx.shared import Cm, Length

from qualcode.model.text import clean_text
from qualcode.reports import _word_styles as styles
from qualcode.reports.table import Cell, Table, say_cell, weigh_columns

_MOST_UPRIGHT = 4
_TEXT_SIDEWAYS = Cm(24.7)
_LONGEST = 255


def compose(table: Table) -> bytes:
    """Return the bytes of the .docx: A4, on its side where there are more than four columns."""
    document = docx.Document()
    styles.set_up(document)
    sideways = len(table.columns) > _MOST_UPRIGHT
    if sideways:
        _turn(document)
    _describe(document, table)
    document.add_paragraph(_line(table.title), style="Title")
    document.add_paragraph(f"{_line(table.study)} · {table.made}", style="Subtitle")
    _lay(document, table, _TEXT_SIDEWAYS if sideways else styles.TEXT_WIDTH)
    for note in table.notes:
        document.add_paragraph(_line(note), style="Note")
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _turn(document: Document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_height, section.page_width = styles.A4


def _describe(document: Document, table: Table) -> None:
    properties = document.core_properties
    properties.title = _line(table.title)[:_LONGEST]
    properties.subject = _line(table.study)[:_LONGEST]
    properties.author = properties.last_modified_by = "qualcode"
    properties.comments, properties.language = "", "en-GB"
    made = datetime.fromisoformat(table.made).replace(tzinfo=UTC)
    properties.created = properties.modified = made


def _lay(document: Document, table: Table, room: Length) -> None:
    laid = document.add_table(rows=2, cols=len(table.columns))
    wanted = weigh_columns(table)
    styles.rule_table(laid, tuple(Length(room * one // sum(wanted)) for one in wanted))
    for row in laid.rows:
        for cell in row.cells:
            cell.paragraphs[0].style = "Table Text"
    head, blank = laid.rows
    _fill(head._tr, table.columns, bold=True)  # noqa: SLF001 - see below
    styles.repeat_header(head)
    # Asking python-docx for each row and cell takes minutes for a long list; a copy takes none.
    pattern = blank._tr  # noqa: SLF001
    laid._tbl.remove(pattern)  # noqa: SLF001
    for values in table.rows:
        row = deepcopy(pattern)
        _fill(row, values)
        laid._tbl.append(row)  # noqa: SLF001


def _fill(row: CT_Row, values: tuple[Cell, ...], *, bold: bool = False) -> None:
    for cell, value in zip(row.tc_lst, values, strict=True):
        paragraph = cell.p_lst[0]
        run = paragraph.add_r()
        run.text = say_cell(value)
        if bold:
            run.get_or_add_rPr()._add_b()  # noqa: SLF001 - a run outside a paragraph has no font
        if isinstance(value, int | float):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _line(words: str) -> str:
    return " ".join(clean_text(words)[0].split())
