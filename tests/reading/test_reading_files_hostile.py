"""Files made to do harm: refused with a sentence, within seconds."""

import contextlib
import io
import subprocess
import sys
import threading
import time
import zipfile

import pytest
from documents import document, paragraph
from opendocuments import content, opendocument
from pdfs import assemble, pdf, text_object

from qualcode.reading import ReadingError, read_bytes
from qualcode.reading.errors import SlowDocumentError
from qualcode.reading.formats import deadline
from qualcode.reading.formats.deadline import read_in_time

MOST_SECONDS = 5.0
# The tools of testing run code in the midst of any other, and it may be what is interrupted.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
_LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>'
)


def many_members():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for n in range(10_001):
            archive.writestr(f"word/{n}.xml", "<a/>")
    return buffer.getvalue()


HOSTILE = {
    "a bomb.docx": lambda: document(
        parts={"word/document.xml": b"<a>" + b" " * 101_000_000 + b"</a>"}
    ),
    "an endless document.docx": lambda: document(paragraph("Jo: so") * 40_000),
    "laughs.docx": lambda: document(parts={"word/document.xml": _LAUGHS}),
    "deep.docx": lambda: document("<w:r>" * 50_000 + "</w:r>" * 50_000),
    "members.docx": many_members,
    "laughs.odt": lambda: opendocument(parts={"content.xml": _LAUGHS}),
    "deep.odt": lambda: opendocument("<text:p>" * 50_000 + "</text:p>" * 50_000),
    "elements.odt": lambda: opendocument(parts={"content.xml": content("<text:s/>" * 1_000_001)}),
    "deep.rtf": lambda: b"{\\rtf1 " + b"{" * 500_000,
    "fonts.rtf": lambda: b"{\\rtf1{\\fonttbl{" + b"\\f1" * 100_000 + b"}}Jo: so}",
    "links.rtf": lambda: b"{\\rtf1" + b"{\\field{\\*\\fldinst{ HYPERLINK " * 20_000,
    "deep.html": lambda: b"<div>" * 500_000,
    "quotes.html": lambda: b'<p a="' * 500_000,
    "pages.pdf": lambda: assemble(
        {
            1: "<< /Type /Catalog /Pages 2 0 R >>",
            2: f"<< /Type /Pages /Kids [{'3 0 R ' * 5_001}] /Count 5001 >>",
            3: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
        }
    ),
    "operators.pdf": lambda: pdf("BT " + "[(a) 1] TJ " * 20_000 + "ET"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_time(name):
    data = HOSTILE[name]()
    begun = time.perf_counter()
    with contextlib.suppress(ReadingError):
        read_bytes(data, name)
    # What is not refused was read, and that has to be as quick.
    allowed = MOST_SECONDS + deadline.SECONDS_PER_MEGABYTE * len(data) / 1e6
    assert time.perf_counter() - begun < allowed


@pytest.fixture
def hurried(monkeypatch):
    monkeypatch.setattr(deadline, "LEAST_SECONDS", 0.2)
    monkeypatch.setattr(deadline, "SECONDS_PER_MEGABYTE", 0.0)


def test_a_library_that_never_ends_is_given_up(hurried):
    def loop():
        while True:
            with contextlib.suppress(Exception):  # as libraries do
                sum(range(100))

    with pytest.raises(SlowDocumentError, match=r"“a\.pdf” was given up after 0 seconds"):
        read_in_time("a.pdf", 0, loop)


def test_work_in_another_thread_is_given_up_there(hurried):
    caught = []

    def work():
        try:
            read_in_time("a.pdf", 0, lambda: [None for _ in iter(int, 1)])
        except SlowDocumentError as error:
            caught.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(MOST_SECONDS)
    assert len(caught) == 1


def test_work_that_ends_just_in_time_gives_its_result_or_is_given_up(monkeypatch):
    monkeypatch.setattr(deadline, "LEAST_SECONDS", 0.001)
    monkeypatch.setattr(deadline, "_AGAIN", 0.0001)
    given_up = 0
    for n in range(300):
        number = 300 * (n % 20)
        try:
            assert read_in_time("a.pdf", 0, lambda k=number: sum(map(abs, range(k)))) == sum(
                range(number)
            )
        except SlowDocumentError:
            given_up += 1
    # Nothing is raised late.
    assert sum(1 for _ in range(100_000)) == 100_000
    assert given_up < 300


def test_after_a_library_was_given_up_a_tracer_still_comes_to_an_end():
    code = """
import sys
from qualcode.reading.errors import SlowDocumentError
from qualcode.reading.formats import deadline

deadline.LEAST_SECONDS = 0.2
try:
    deadline.read_in_time("a.pdf", 0, lambda: [None for _ in iter(int, 1)])
except SlowDocumentError:
    sys.settrace(lambda *_: None)
    (lambda: print("went on"))()
"""
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert run.stdout == "went on\n"


def test_a_page_that_takes_for_ever_is_given_up(hurried):
    with pytest.raises(SlowDocumentError):
        read_bytes(pdf(text_object(["Jo: so"] * 8_000)), "a.pdf")
