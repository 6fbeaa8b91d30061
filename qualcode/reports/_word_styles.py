"""The look of the Word document: page, styles and the few marks that python-docx has no word for.

Imported only by `_word_document`, since python-docx is slow to load.
"""

from dataclasses import dataclass

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

INK = "22303A"
ACCENT = "0B5563"
QUIET = "5B6770"
RULE = "C9D3D6"
WASH = "EEF3F4"
SANS = "Calibri"
SERIF = "Cambria"
MARGIN = Cm(2.5)
A4 = (Cm(21), Cm(29.7))
TEXT_WIDTH = Cm(16)


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph style looks; sizes and spaces in points, indents in centimetres."""

    font: str = SANS
    size: float = 11
    colour: str = INK
    bold: bool = False
    italic: bool = False
    before: float = 0
    after: float = 6
    left: float = 0
    line: float = 1.15
    with_next: bool = False
    bar: bool = False


LOOKS = {
    "Normal": Look(),
    "Title": Look(size=24, colour=ACCENT, bold=True, after=4, line=1.0),
    "Subtitle": Look(size=13, colour=QUIET, after=18),
    "Heading 1": Look(
        size=17, colour=ACCENT, bold=True, before=26, after=4, line=1.0, with_next=True
    ),
    "Heading 2": Look(size=11.5, colour=QUIET, bold=True, before=14, after=6, with_next=True),
    "List Bullet": Look(after=3),
    "Footer": Look(size=9, colour=QUIET, after=0),
    "Quotation": Look(
        font=SERIF, size=11.5, before=8, after=2, left=0.8, line=1.25, with_next=True, bar=True
    ),
    "Context": Look(font=SERIF, size=10, colour=QUIET, italic=True, before=6, after=0, left=0.8),
    "Attribution": Look(size=10, before=3, after=10, left=0.8, line=1.1),
    "Table Text": Look(size=10, before=2, after=2, line=1.0),
    "Note": Look(size=10, colour=QUIET, after=8),
}
TRACE = "Trace"


def set_up(document: Document) -> None:
    """Give a new document its page and its styles."""
    section = document.sections[0]
    section.page_width, section.page_height = A4
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = MARGIN
    for name, look in LOOKS.items():
        _apply(_paragraph_style(document, name), look)
    trace = document.styles.add_style(TRACE, WD_STYLE_TYPE.CHARACTER)
    trace.font.size = Pt(8.5)
    trace.font.color.rgb = RGBColor.from_string(QUIET)


def add_styled(document: Document, words: str, style: str) -> Paragraph:
    """Add a paragraph in one of the styles above.

    The style's id is set directly: naming a style makes python-docx walk all of them each time,
    which is nearly all of the time that a long set takes.
    """
    paragraph = document.add_paragraph(words)
    paragraph._p.style = _style_id(style)  # noqa: SLF001
    return paragraph


def add_trace(paragraph: Paragraph, words: str) -> None:
    """Add a small grey line under an attribution."""
    run = paragraph.add_run()
    run._r.style = _style_id(TRACE)  # noqa: SLF001
    run.add_break()
    run.add_text(words)


def add_field(paragraph: Paragraph, instruction: str) -> None:
    """Add a field such as PAGE or NUMPAGES, which Word fills in."""
    for kind, text in (("begin", ""), ("", instruction), ("separate", ""), ("end", "")):
        run = paragraph.add_run()
        if kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = text
        run._r.append(element)  # noqa: SLF001 — python-docx offers no field


def add_bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Mark a paragraph as somewhere a link can lead to."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    paragraph._p.insert(1, start)  # noqa: SLF001 — after the paragraph's properties
    paragraph._p.append(end)  # noqa: SLF001


def add_link(paragraph: Paragraph, words: str, bookmark: str) -> None:
    """Add words that lead to a bookmark of the same document."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), bookmark)
    run = paragraph.add_run(words)
    run.font.color.rgb = RGBColor.from_string(ACCENT)
    link.append(run._r)  # noqa: SLF001
    paragraph._p.append(link)  # noqa: SLF001


def rule_table(table: Table, widths: tuple[Length, ...]) -> None:
    """Give a table fixed widths, hairlines between its rows and none between its columns."""
    table.autofit = False
    layout = table._tbl.tblPr.find(qn("w:tblLayout"))  # noqa: SLF001
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(_border(side, RULE, 4))
    # The schema wants borders before the layout, and Word minds.
    layout.addprevious(borders)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width


def repeat_header(row: _Row) -> None:
    """Print a table's first row again at the top of each page, on a wash of colour."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001
    properties.append(OxmlElement("w:tblHeader"))
    for cell in row.cells:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), WASH)
        cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001


def _style_id(name: str) -> str:
    # As python-docx makes ids for new styles, and as its template's styles have them.
    return name.replace(" ", "")


def _paragraph_style(document: Document, name: str) -> ParagraphStyle:
    if name in document.styles:
        return document.styles[name]
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    return style


def _apply(style: ParagraphStyle, look: Look) -> None:
    _set_font(style, look.font)
    style.font.size = Pt(look.size)
    style.font.color.rgb = RGBColor.from_string(look.colour)
    style.font.bold, style.font.italic = look.bold, look.italic
    paragraph = style.paragraph_format
    paragraph.space_before, paragraph.space_after = Pt(look.before), Pt(look.after)
    paragraph.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
    paragraph.line_spacing = look.line
    paragraph.keep_with_next = paragraph.keep_together = look.with_next
    paragraph.widow_control = True
    if style.name != "List Bullet":
        paragraph.left_indent = Cm(look.left)
    properties = style.element.get_or_add_pPr()
    # The template's title has a rule under it, its subtitle wide letters, its footer tab stops.
    for old in (*properties.findall(qn("w:pBdr")), *properties.findall(qn("w:tabs"))):
        properties.remove(old)
    for old in style.element.rPr.findall(qn("w:spacing")):
        style.element.rPr.remove(old)
    if look.bar:
        _add_bar(properties)


def _set_font(style: ParagraphStyle, name: str) -> None:
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    # The template names theme fonts, which Word prefers to any name given beside them.
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), name)


def _add_bar(properties: BaseOxmlElement) -> None:
    borders = OxmlElement("w:pBdr")
    left = _border("left", ACCENT, 18)
    left.set(qn("w:space"), "10")
    borders.append(left)
    # The schema wants borders after these and before everything else.
    before = [qn(f"w:{n}") for n in ("pStyle", "keepNext", "keepLines", "widowControl")]
    at = sum(1 for child in properties if child.tag in before)
    properties.insert(at, borders)


def _border(side: str, colour: str, eighths: int) -> BaseOxmlElement:
    border = OxmlElement(f"w:{side}")
    border.set(qn("w:val"), "single")
    border.set(qn("w:sz"), str(eighths))
    border.set(qn("w:space"), "0")
    border.set(qn("w:color"), colour)
    return border
