"""Which files are read, and what is said of those that are not."""

import hashlib
import os
import subprocess
import sys

import pytest
from documents import document, paragraph
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_checks import assert_holds, said

from qualcode.model import Form, QualcodeError, SourceKind
from qualcode.reading import ReadingError, expand, find_study, read, read_bytes

TALK = "I: why?\nMoira: because\nI: oh\nMoira: yes\n"


def test_a_file_is_read(tmp_path):
    path = tmp_path / "talk.txt"
    path.write_bytes(TALK.replace("\n", "\r\n").encode("utf-8-sig"))
    file = read(path)
    assert file.decoded.text == TALK
    assert (file.decoded.newline, file.decoded.bom) == ("\r\n", True)
    assert (file.kind, file.form, file.layout) == (SourceKind.RECORDING, Form.INTERVIEW, "labels/1")
    assert file.file_hash == hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()


def test_a_named_encoding_is_used():
    assert read_bytes(
        "Zoë said “no”".encode("cp1252"), "a.txt", encoding="cp1252"
    ).decoded.text == ("Zoë said “no”")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_an_encoding_is_found(encoding):
    assert "£20 a week" in read_bytes("It cost £20 a week".encode(encoding), "a.txt").decoded.text


def test_a_few_controls_are_replaced_and_told():
    file = read_bytes(b"so we waited\x00 again", "a.txt")
    assert file.decoded.text[12] == "\ufffd"
    assert file.left_out == ("1 control character was replaced (the first at position 12).",)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \r\n\t ", "is empty"),
        ("a.txt", "\ufeff \u00a0\n".encode(), "is empty"),
        ("a.vtt", b"WEBVTT\n\n", "is empty"),
        ("a.csv", b"id,text\n", "is empty|no column"),
        ("a.txt", bytes(5_000), "is empty"),
        ("a.txt", bytes(range(256)) * 20, "is not text"),
        ("a.txt", b"a\x00\x01\x02" * 50, "is not text"),
        ("a.txt", b"PK\x03\x04 and so on", "is not text"),
        ("a.dat", b"\x89PNG\r\n\x1a\n rest", "is not text"),
        ("a.txt", b"\xff\xfea", "could not be read as text"),
        ("a.docx", b"no archive", "not a sound Word document"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(name, data, says):
    with pytest.raises(ReadingError, match=says) as refused:
        read_bytes(data, name)
    assert name in str(refused.value)
    assert str(refused.value).endswith((".", "?"))


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("a.doc", "old Word document.*Word document \\(.docx\\)"),
        ("a.docm", "macros"),
        ("a.PAGES", "Export it from Pages"),
        ("a.wpd", "WordPerfect.*word processor"),
        ("a.msg", "a message.*mail program"),
        ("a.eml", "a message.*mail program"),
        ("a.epub", "e-book.*Copy its words"),
        ("a.pptx", "presentation.*Copy its words"),
        ("a.xls", "spreadsheet.*save it as Excel"),
        ("a.ods", "spreadsheet.*save it as Excel"),
        ("a.numbers", "Export it from Numbers"),
        ("a.zip", "archive.*Unpack it"),
        ("a.qdpx", "import it as a project"),
        ("a.png", "a picture.*OCR"),
        ("a.HEIC", "a picture.*OCR"),
        ("a.m4a", "sound recording.*transcribed"),
        ("a.mov", "a film.*transcribed"),
        ("a.yaml", "description of a study.*leave it out"),
    ],
)
def test_a_sort_that_is_not_read_is_refused_with_how_to_save_it(name, says):
    with pytest.raises(ReadingError, match=says) as refused:
        read_bytes(b"whatever is in it", name)
    assert name in str(refused.value)
    assert str(refused.value).count(".\n") == 0
    assert str(refused.value).endswith(".")


def test_a_wrong_encoding_is_refused():
    with pytest.raises(ReadingError, match="utf-8"):
        read_bytes(b"\xa320", "a.txt", encoding="utf-8")
    with pytest.raises(ReadingError, match="klingon"):
        read_bytes(b"20", "a.txt", encoding="klingon")


def test_missing_files_and_folders_are_refused(tmp_path):
    with pytest.raises(ReadingError, match="There is no file"):
        read(tmp_path / "gone.txt")
    with pytest.raises(ReadingError, match="is a folder"):
        read(tmp_path)
    with pytest.raises(ReadingError, match="could not be opened"):
        read(tmp_path / "a\0.txt")


def test_a_huge_file_is_refused_unread(tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(2_000_000_000)
    with pytest.raises(ReadingError, match="2,000 MB"):
        read(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(ReadingError, match="not an ordinary file"):
        read(tmp_path / "pipe.txt")


def test_a_suffix_that_is_not_known_is_read_where_it_is_text():
    assert said(read_bytes(TALK.encode(), "talk.transcript"))[1] == ("Moira", "because")


def test_a_folder_is_its_files_in_natural_order(tmp_path):
    for name in ["a10.txt", "a2.docx", "A1.md", "b.mp3", "c.pdf", "d.unheard-of", "README"]:
        (tmp_path / name).touch()
    (tmp_path / "under").mkdir()
    (tmp_path / "under" / "c.vtt").touch()
    names = [path.name for path in expand([tmp_path])]
    assert names == [
        *("A1.md", "a2.docx", "a10.txt", "b.mp3", "c.pdf", "d.unheard-of", "README"),
        "c.vtt",
    ]


def test_what_nobody_put_in_a_folder_is_passed_over(tmp_path):
    for name in [
        *(".hidden.txt", "~$a2.docx", ".DS_Store", "Thumbs.db", "desktop.ini", "study.yaml"),
        *("carers.qualcode", "carers.qualcode-wal", "carers 2024-03-05.qualcode"),
    ]:
        (tmp_path / name).touch()
    (tmp_path / "__MACOSX").mkdir()
    (tmp_path / "__MACOSX" / "a.txt").touch()
    assert expand([tmp_path]) == []


def test_files_of_a_folder_that_cannot_be_read_say_why(tmp_path):
    (tmp_path / "b.mp3").write_bytes(b"ID3")
    (tmp_path / "c.unheard-of").write_bytes(b"\x00\x01\x02" * 50)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    reasons = []
    for path in expand([tmp_path]):
        with pytest.raises(ReadingError) as refused:
            read(path)
        reasons.append(str(refused.value))
    assert len(reasons) == 3
    assert all("." in reason for reason in reasons)


def test_files_that_are_named_keep_their_order_and_come_once(tmp_path):
    (tmp_path / "b.txt").touch()
    named = [tmp_path / "b.txt", tmp_path / "a.pdf"]
    assert expand([*named, tmp_path]) == named


def test_a_folder_with_a_study_is_the_files_of_the_study(tmp_path):
    (tmp_path / "README.md").touch()
    (tmp_path / "study.yaml").write_text(
        "title: t\nsources:\n- {file: talks/b.txt, code: B, kind: recording}\n"
    )
    assert expand([tmp_path]) == [tmp_path / "talks" / "b.txt"]


def test_the_study_is_found_in_beside_and_above(tmp_path):
    study = tmp_path / "study.yaml"
    talks = tmp_path / "talks"
    talks.mkdir()
    assert find_study([talks / "a.txt"]) is None
    study.write_text("title: t")
    for given_path in (study, tmp_path, tmp_path / "a.txt", talks, talks / "a.txt"):
        assert find_study([given_path]).resolve() == study.resolve()


def test_importing_the_package_loads_nothing_heavy():
    code = (
        "import sys, qualcode.reading; "
        "heavy = {'mammoth', 'pandas', 'pydantic', 'ruamel.yaml', 'docx', 'openpyxl'}; "
        "print((heavy | {'lxml', 'pypdf', 'striprtf'}) & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"


_SUFFIXES = st.sampled_from(
    [
        ".txt",
        ".md",
        ".vtt",
        ".srt",
        ".csv",
        ".tsv",
        ".docx",
        ".pdf",
        ".rtf",
        ".odt",
        ".html",
        ".xlsx",
        ".x",
    ]
)
_CHUNKS = st.sampled_from(
    [b"WEBVTT\n\n", b"00:01.000 --> 00:02.000\n", b"<v Moira>", b"</v>", b"Moira: ", b"I: ", b"\n",
     b"\r", b'"', b",", b"id,text\n", b"speaker,text\n", b"\xff\xfe", b"\x00", b"\x0b", b"\xc3",
     b"&#0;", b"&#13;", b"&#x1c;", b"words here", b"NOTE ", b"\xe2\x80\xa8", b"<v ", b"(",
     b"[00:01]"]
)  # fmt: skip
_MADE = st.sampled_from([b"%PDF-1.4\n", b"{\\rtf1 ", b"PK\x03\x04", b"<html>", b""])
_BYTES = st.binary(max_size=300) | st.lists(_CHUNKS, max_size=40).map(b"".join)


@settings(max_examples=500, derandomize=True)
@given(
    st.builds(bytes.__add__, _MADE, _BYTES),
    _SUFFIXES,
    st.sampled_from([None, None, "utf-16", "utf-7", "rot13", "", "idna"]),
)
def test_whatever_the_bytes_only_foreseen_errors_come_out(data, suffix, encoding):
    try:
        file = read_bytes(data, f"any{suffix}", encoding=encoding)
    except QualcodeError:
        return
    assert_holds(file)


def test_reading_twice_gives_the_same():
    data = document(paragraph("Moira: a"), paragraph("Jo: b"), paragraph("Moira: c"))
    assert read_bytes(data, "a.docx") == read_bytes(data, "a.docx")
