"""Import by format, and the parsing library alone on the same file."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from benchmarks.figures import Figure, measure, repeat, tell
from benchmarks.study import LargeStudy
from benchmarks.written import WRITERS, invent_turns
from qualcode.project import Project

WORDS = 20_000
RUNS = 3


def time_formats(study: LargeStudy) -> Iterator[Figure]:
    """Import one transcript in each format into a project of its own."""
    turns = invent_turns(WORDS, seed=5)
    for suffix, write in WRITERS.items():
        tell(f"Importing .{suffix}")
        path = study.folder / f"talk.{suffix}"
        path.write_bytes(write(turns))
        library, parse = PARSERS[suffix]
        data = path.read_bytes()
        parse(data)  # the first time loads the library
        ours = [_import(study, path, n) for n in range(RUNS)]
        beside = repeat(lambda: parse(data), RUNS)  # noqa: B023 - it runs at once
        yield Figure(
            f".{suffix}, {WORDS:,} words",
            f"{WORDS / median(ours):,.0f} words/s",
            f"{WORDS / median(beside):,.0f} words/s ({library})",
            f"{median(ours) / median(beside):.1f}",
            runs=f"median of {RUNS}",
        )


def _import(study: LargeStudy, path: Path, n: int) -> float:
    target = study.folder / f"{path.suffix[1:]} {n}.qualcode"
    with Project.create(target, "Asha") as project:
        seconds, [imported] = measure(lambda: list(project.sources.import_files([path])))
    if imported.refused or imported.words != WORDS:
        raise RuntimeError(imported.refused or f"{imported.words} words of {path.name} came in.")
    target.unlink()
    return seconds


def _parse_docx(data: bytes) -> None:
    import mammoth

    mammoth.convert_to_html(io.BytesIO(data))


def _parse_odt(data: bytes) -> None:
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        "".join(etree.fromstring(archive.read("content.xml")).itertext())


def _parse_rtf(data: bytes) -> None:
    from striprtf.striprtf import rtf_to_text

    rtf_to_text(data.decode("latin-1"))


def _parse_pdf(data: bytes) -> None:
    from pypdf import PdfReader

    for page in PdfReader(io.BytesIO(data)).pages:
        page.extract_text()


def _parse_html(data: bytes) -> None:
    from lxml import html

    html.fromstring(data).text_content()


def _parse_csv(data: bytes) -> None:
    list(csv.reader(io.StringIO(data.decode(), newline="")))


def _parse_xlsx(data: bytes) -> None:
    from openpyxl import load_workbook

    for sheet in load_workbook(io.BytesIO(data), read_only=True).worksheets:
        list(sheet.iter_rows(values_only=True))


PARSERS: dict[str, tuple[str, Callable[[bytes], object]]] = {
    "txt": ("bytes.decode", bytes.decode),
    "docx": ("mammoth", _parse_docx),
    "odt": ("lxml", _parse_odt),
    "rtf": ("striprtf", _parse_rtf),
    "pdf": ("pypdf", _parse_pdf),
    "html": ("lxml", _parse_html),
    "vtt": ("bytes.decode", bytes.decode),
    "srt": ("bytes.decode", bytes.decode),
    "csv": ("csv", _parse_csv),
    "xlsx": ("openpyxl", _parse_xlsx),
}
