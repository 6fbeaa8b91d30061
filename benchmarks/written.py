"""One invented transcript, written in every format without an office program."""

import csv
import html
import io
import textwrap
import zipfile
from collections.abc import Callable, Sequence
from typing import TypeAlias

from benchmarks.transcripts import invent_transcript

Turns: TypeAlias = Sequence[tuple[str, str]]

_LINE, _LINES_PER_PAGE = 90, 50
_PAGE = "/MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
_SECONDS_PER_TURN = 7
_ODT = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    "<office:body><office:text>{}</office:text></office:body></office:document-content>"
)


def invent_turns(words: int, seed: int) -> list[tuple[str, str]]:
    """Return the speaker and the words of each turn of a transcript."""
    paragraphs = invent_transcript(words, seed).split("\n\n")
    pairs = (paragraph.strip().split(": ", 1) for paragraph in paragraphs)
    return [(name, said) for name, said in pairs]


def write_txt(turns: Turns) -> bytes:
    return "\n\n".join(f"{name}: {said}" for name, said in turns).encode()


def write_docx(turns: Turns) -> bytes:
    from docx import Document

    document, buffer = Document(), io.BytesIO()
    for name, said in turns:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{name}: ").bold = True
        paragraph.add_run(said)
    document.save(buffer)
    return buffer.getvalue()


def write_odt(turns: Turns) -> bytes:
    paragraphs = (f"<text:p>{html.escape(f'{name}: {said}')}</text:p>" for name, said in turns)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", _ODT.format("".join(paragraphs)))
    return buffer.getvalue()


def write_rtf(turns: Turns) -> bytes:
    body = "".join(rf"{{\b {_escape(name)}:}} {_escape(said)}\par" + "\n" for name, said in turns)
    head = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Serif;}}\f0 "
    return f"{head}{body}}}".encode("ascii")


def _escape(words: str) -> str:
    return "".join(c if c.isascii() else rf"\u{ord(c)}?" for c in words)


def write_html(turns: Turns) -> bytes:
    paragraphs = (f"<p><b>{name}:</b> {html.escape(said)}</p>" for name, said in turns)
    page = (
        "<!DOCTYPE html><html><head><meta charset=utf-8><title>Talk</title></head><body>{}</body>"
    )
    return page.format("\n".join(paragraphs)).encode()


def write_pdf(turns: Turns) -> bytes:
    lines = [
        line for name, said in turns for line in [*textwrap.wrap(f"{name}: {said}", _LINE), ""]
    ]
    pages = [lines[n : n + _LINES_PER_PAGE] for n in range(0, len(lines), _LINES_PER_PAGE)]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for n, page in enumerate(pages):
        shown = "\n".join(
            f"1 0 0 1 60 {790 - 14 * i} Tm ({line}) Tj" for i, line in enumerate(page) if line
        )
        content = f"BT /F1 11 Tf\n{shown}\nET"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /Contents {5 + 2 * n} 0 R {_PAGE} >>",
            f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        ]
    return _assemble(objects)


def _assemble(objects: Sequence[str]) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        data
        + (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
            f"trailer << /Root 1 0 R /Size {len(objects) + 1} >>\nstartxref\n{len(data)}\n%%EOF\n"
        ).encode()
    )


def write_vtt(turns: Turns) -> bytes:
    cues = (
        f"{_time(n, '.')} --> {_time(n + 1, '.')}\n<v {name}>{html.escape(said, quote=False)}</v>\n"
        for n, (name, said) in enumerate(turns)
    )
    return ("WEBVTT\n\n" + "\n".join(cues)).encode()


def write_srt(turns: Turns) -> bytes:
    cues = (
        f"{n + 1}\n{_time(n, ',')} --> {_time(n + 1, ',')}\n{name}: {said}\n"
        for n, (name, said) in enumerate(turns)
    )
    return "\n".join(cues).encode()


def _time(n: int, mark: str) -> str:
    minutes, seconds = divmod(n * _SECONDS_PER_TURN, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}{mark}000"


def write_csv(turns: Turns) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([("speaker", "text"), *turns])
    return buffer.getvalue().encode()


def write_xlsx(turns: Turns) -> bytes:
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    with Workbook(buffer, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        for n, row in enumerate([("speaker", "text"), *turns]):
            sheet.write_row(n, 0, row)
    return buffer.getvalue()


WRITERS: dict[str, Callable[[Turns], bytes]] = {
    "txt": write_txt,
    "docx": write_docx,
    "odt": write_odt,
    "rtf": write_rtf,
    "pdf": write_pdf,
    "html": write_html,
    "vtt": write_vtt,
    "srt": write_srt,
    "csv": write_csv,
    "xlsx": write_xlsx,
}
