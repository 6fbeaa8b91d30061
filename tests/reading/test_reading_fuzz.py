"""Broken and hostile files: only a sentence comes out, in time, and what is read holds together."""

import csv
import io
import random
import signal
import zlib
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import openpyxl
import pytest
import regex
from damage import damaged
from documents import document, paragraph, table
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from reading_checks import assert_turns_hold
from soak import examples

from qualcode.project import Project
from qualcode.reading import ReadingError, read_bytes

FIXTURES = Path(__file__).parents[1] / "fixtures" / "formats"
CASES = 100_000
LONGEST = 5
SMALL = 64_000
CONTROLS = regex.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

TALK = (
    "Kitchen talk\n\nInterviewer: Why did you stop?\n\nMoira Kerr: There were two things: stairs\n"
    "and forms.\n\nInterviewer: And now?\n\nMoira Kerr: [laughs] No.\n\nEND OF TRANSCRIPT\n"
)
STAMPED = "Moira Kerr  00:12\nSo we waited.\n\nMeeting Room 2  1:00:03\nNobody came.\n\n" * 2
CUES = (
    "WEBVTT\n\nNOTE by hand\n\n1\n00:00:01.000 --> 00:00:02.000 align:start\n<v Moira &amp; Jo>So "
    "we</v>\n\n2\n00:00:02.000 --> 00:00:03.000\n<v Derek>Yes: all.</v>\n\n"
)
SURVEY = 'id,age,What helped most?\n00001,NA,"My sister, on Sundays"\n00002,55,A neighbour\n'
HTML = (
    "<html><head><title>Talk</title><style>p{}</style></head><body><h1>Talk</h1><p><b>Moira:</b> so"
    "</p><p>Derek: &lt;yes&gt; &amp; no</p><table><tr><td>Moira</td><td>a</td></tr></table>"
    "</body></html>"
)
RTF = r"{\rtf1\ansi\deff0{\fonttbl{\f0 Arial;}}\f0 Moira: caf\'e9 \u8211? so\par Derek: yes\par}"

MADE = {
    ".txt": [
        TALK.encode(),
        STAMPED.encode(),
        TALK.encode("utf-16"),
        "Zoë: £2\nJo: é\n".encode("cp1252"),
    ],
    ".md": [f"---\ntitle: Talk\n---\n\n# Talk\n\n{TALK}".replace("Moira", "**Moira**").encode()],
    ".vtt": [CUES.encode(), CUES.replace("<v Derek>", "Derek: ").replace("\n", "\r\n").encode()],
    ".srt": [
        b"1\n00:00:01,250 --> 00:00:02,000\nMoira: a\n\n2\n00:00:02,000 --> 00:00:03,000\nb\n"
    ],
    ".csv": [SURVEY.encode(), b"time,speaker,text\n00:01,Moira,yes\n00:02,Jo,no\n"],
    ".tsv": [SURVEY.replace(",", "\t").encode()],
    ".html": [HTML.encode()],
    ".rtf": [RTF.encode()],
    ".docx": [
        document(paragraph("Moira: a"), paragraph("Jo: b"), table(["Moira", "c"], ["Jo", "d"])),
    ],
}


def workbook():
    """A small survey as a spreadsheet."""
    book = openpyxl.Workbook()
    for row in csv.reader(SURVEY.splitlines()):
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@cache
def seeds():
    """Small sound files by suffix, as bytes: made here, and those that stand with the fixtures."""
    found = {suffix: list(files) for suffix, files in MADE.items()} | {".xlsx": [workbook()]}
    for path in sorted(FIXTURES.glob("*")):
        if path.suffix != ".py" and path.stat().st_size < SMALL:
            found.setdefault(path.suffix, []).append(path.read_bytes())
    return found


SUFFIXES = sorted(
    {path.suffix for path in FIXTURES.glob("*")} - {".py", ".fodt", ".fods"} | {*MADE, ".xlsx"}
)


class TooSlowError(BaseException):
    """A case took longer than any file may."""


@contextmanager
def alarm(case):
    """Fail where the case takes more than five seconds."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def ring(_signal, _frame):
        raise TooSlowError(f"more than {LONGEST} s: {case}")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, LONGEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def assert_sound(file):
    """What holds of every file that was read."""
    text = file.decoded.text
    assert not CONTROLS.search(text)
    assert_turns_hold(text, file.turns)
    labels = [turn.label for turn in file.turns if turn.label is not None]
    assert {s.label: s.turns for s in file.speakers} == {x: labels.count(x) for x in set(labels)}
    for comment in file.comments:
        assert 0 <= comment.start <= comment.end <= len(text)
        assert not CONTROLS.search(comment.words + (comment.author or ""))
    for said in (*file.unsure, *file.left_out, *(label for label in labels)):
        assert said.strip()
        assert not CONTROLS.search(said)
    if file.survey:
        for question in file.survey.questions:
            if question.start is not None:
                assert 0 <= question.start <= question.end <= len(text)


def _check_sentence(sentence):
    assert sentence.endswith((".", "?"))
    assert not CONTROLS.search(sentence)


def read_safely(data, name, case):
    with alarm(case):
        try:
            file = read_bytes(data, name)
        except ReadingError as refused:
            return _check_sentence(str(refused))
    try:
        assert_sound(file)
    except AssertionError as broken:
        broken.add_note(f"{case}: {data[:300]!r}")
        raise
    return file


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_damaged_file_gives_a_sentence_or_a_sound_text(suffix):
    files = seeds()[suffix]
    others = [data for found in seeds().values() for data in found]
    for number in range(examples(CASES) // len(SUFFIXES)):
        rng = random.Random(zlib.crc32(f"{suffix}{number}".encode()))
        data = damaged(rng, rng.choice(files), rng.choice(others))
        case = f"{suffix} case {number}"
        try:
            read_safely(data, f"any{suffix}", case)
        except Exception as surprise:
            surprise.add_note(case)
            raise


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_files_that_are_damaged_are_sound_before(suffix):
    read = [data for data in seeds()[suffix] if read_safely(data, f"any{suffix}", suffix)]
    assert read or suffix == ".doc"


_LABELS = st.sampled_from(
    ["Moira", "MOIRA KERR", "I", "R1", "Speaker 2", "田中", "ليلى", "d'Arcy", "?"]
)
_WORDS = st.sampled_from(
    [
        "so we waited",
        "10:42",
        "[laughter]",
        "é\u0301",
        "\u202e",
        "\x85",
        "\x00",
        "😀",
        "\u2028",
        "",
        " ",
    ]
) | st.text(max_size=8)
_MARKS = {
    ".txt": [": ", "\t", " – ", "  00:12\n", ". ", "; ", "\n", "\n\n", "12 ", "[00:01] ", "**",
             "<", ">"],
    ".md": ["# ", "**", ": ", "\n\n", "---\n", "title: ", "| ", "|---|\n", "- ", "> ", "```\n",
            "<b>"],
    ".vtt": ["WEBVTT\n\n", "\n\n", "00:01.000 --> 00:02.000\n", "<v ", ">", "</v>", "NOTE ", ": ",
             "&gt;&gt;",
             "<c>", "- ", "STYLE\n", "&#x1c;"],
    ".srt": ["1\n", "\n\n", "00:00:01,000 --> 00:00:02,000\n", ": ", "<i>", "{\\an8}", "- ",
             "\r\n"],
    ".csv": [",", '"', "\n", ";", "id,text\n", "speaker,words\n", "\t", "\r", "NA", "00123", '""'],
    ".tsv": ["\t", "\n", '"', "id\ttext\n", ","],
    ".html": ["<p>", "</p>", "<table>", "<tr>", "<td>", "</td>", "<b>", "<br>", "<script>",
              "<!--", "-->",
              "&#13;", "&nbsp;", "<", "<ol><li>", "<title>", ": ", "<style>"],
    ".rtf": ["{\\rtf1\\ansi ", "\\par ", "\\tab ", "\\'e9", "\\u-10179?", "\\u56832?", "{", "}",
             "{\\*\\x ",
             "\\bin9 ", "{\\footnote ", ": ", "\\cell ", "\\row "],
}  # fmt: skip


@pytest.mark.parametrize("suffix", sorted(_MARKS))
def test_whatever_a_text_says_it_is_refused_or_sound(suffix):
    pieces = st.one_of(_LABELS, _WORDS, st.sampled_from(_MARKS[suffix]))
    texts = st.lists(pieces, max_size=40).map("".join)

    @settings(
        max_examples=examples(CASES // 25),
        derandomize=True,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @example("")
    @given(texts)
    def check(text):
        start = "{\\rtf1 " if suffix == ".rtf" else ""
        read_safely((start + text).encode("utf-8", "surrogatepass"), f"any{suffix}", text)

    check()


def counted(project):
    return {
        table: project._store.conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("text", "turn", "event")
    }


def test_a_refused_import_leaves_the_project_as_it_was(tmp_path):
    refused = imported = 0
    with Project.create(tmp_path / "p.qualcode", "Asha") as project:
        everything = [(suffix, data) for suffix, found in seeds().items() for data in found]
        for number in range(examples(2_000)):
            rng = random.Random(number)
            suffix, data = rng.choice(everything)
            path = tmp_path / f"file{number}{suffix}"
            path.write_bytes(damaged(rng, data, rng.choice(everything)[1]))
            before = counted(project)
            (outcome,) = project.sources.import_files([path])
            if outcome.refused:
                refused += 1
                assert counted(project) == before
            else:
                imported += 1
                assert counted(project)["turn"] >= before["turn"]
    assert refused
    assert imported
