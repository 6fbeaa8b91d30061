"""The workspace in a real terminal: what is drawn, and what is in the file after a kill -9."""

import os
import signal
import subprocess
import sys
import time

import docx
import pytest
from terminals import DEADLINE, SIZES, begin_study, line_at_place, opened, started, wait_for_place

from qualcode.project import Project

TRANSCRIPT = """\
FACILITATOR: Thank you for coming. What does a usual week look like?

RUTH: I do the mornings and then I go to work. By the evening I am worn out.

OMAR: Same here. I have not had a day off since August.

RUTH: The group on a Tuesday is the one place where I can sit down.
"""

pytestmark = pytest.mark.tmux


@pytest.fixture
def file(tmp_path):
    """A project of one source and two codes, closed."""
    transcript = tmp_path / "A-FG1.txt"
    transcript.write_text(TRANSCRIPT, encoding="utf-8")
    path = tmp_path / "study.qualcode"
    with Project.create(path, "ana") as project:
        assert [found.refused for found in project.sources.import_files([transcript])] == [None]
        project.codes.add("Breaks")
        project.codes.add("Peer support")
    return path


def saved(path):
    """What Guest has coded and read, as words, and where Guest is."""
    with Project.open(path, "Guest") as project:
        (source,) = project.sources.list()
        text = project.sources.document(source.id).text
        coded = [
            (text[c.start : c.end], project.codes.find(c.code).label, c.coder)
            for c in project.codings.of()
        ]
        read = [text[r.start : r.end] for r in project.readings.of(source.id)]
    return coded, read, line_at_place(path, "Guest")


def open_first_source(terminal):
    terminal.wait("The steps of a study", "▸ 4")
    terminal.press("Enter")
    terminal.wait("opens it")
    terminal.press("Enter")


@pytest.mark.parametrize("size", SIZES)
def test_what_was_coded_and_read_survives_a_kill_and_the_place_comes_back(file, size):
    with opened(size, file) as terminal:
        open_first_source(terminal)
        screen = terminal.wait("turn 1 of 4", "Enter codes the whole of turn 1")
        assert len(screen.splitlines()[0]) == size[0] - 1
        terminal.press("j", "j", ".")
        terminal.wait("turn 3 of 4")
        terminal.press("Space")
        terminal.wait("Enter codes 9 words of turn 3")
        terminal.press("Enter")
        terminal.wait("Type part of a code", "I have not had a day off")
        terminal.type("brea")
        terminal.wait("brea", "■ Breaks", without=["■ Peer support"])
        terminal.press("Enter")
        terminal.wait("Coded “Breaks” on 9 words of turn 3. u undoes.", "1 coding, 1 yours ·")
        terminal.press("k", "1")
        terminal.wait("Coded “Breaks” on turn", "2 codings")
        terminal.press("u")
        terminal.wait("Undone: coded", "1 coding, 1 yours ·")
        terminal.press("m")
        screen = terminal.wait("Marked turn 3 as read", "turn 4 of 4", "✓")
        assert screen.count("✓") == 1
        terminal.press("/")
        terminal.wait("Type words that were said")
        terminal.type("mornings")
        terminal.wait("1 turn found")
        terminal.press("Enter")
        terminal.wait("turn 2 of 4")
        wait_for_place(file, "Guest", "I do the mornings")
        os.kill(terminal.process, signal.SIGKILL)
        terminal.wait_for_end()

    coded, read, place = saved(file)
    assert coded == [("I have not had a day off since August.", "Breaks", "Guest")]
    assert len(read) == 1
    assert place == "RUTH: I do the mornings and then I go to work. By the evening I am worn out."

    with opened(size, file) as terminal:
        screen = terminal.wait("turn 2 of 4", "Enter codes the whole of turn 2", "┣ Breaks")
        assert "1 coding, 1 yours ·" in screen
        assert "✓" in screen
        terminal.press("C-q")
        terminal.wait_for_end()
    assert sorted(one.name for one in file.parent.iterdir()) == ["A-FG1.txt", "study.qualcode"]
    assert saved(file) == (coded, read, place)


def test_closing_the_window_closes_the_project(file):
    with opened((80, 24), file) as terminal:
        terminal.wait("The steps of a study")
        process = terminal.process
        open_first_source(terminal)
        terminal.wait("turn 1 of 4")
        assert file.with_name("study.qualcode-wal").exists()
        terminal.tmux("kill-session")
    until = time.monotonic() + DEADLINE
    while file.with_name("study.qualcode-wal").exists():
        assert time.monotonic() < until, f"{process} left the project open"
        time.sleep(0.03)


FAULTY = """
import sys
from qualcode.project.search import Search

def break_down(*_):
    words = "people's own words"
    raise ZeroDivisionError

Search.turns = break_down
from qualcode.cli import main
main()
"""


def test_a_fault_gives_the_terminal_back_with_one_sentence(file, tmp_path, monkeypatch):
    program = tmp_path / "faulty.py"
    program.write_text(FAULTY, encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with opened((120, 36), file, program=(str(program),)) as terminal:
        open_first_source(terminal)
        terminal.wait("turn 1 of 4")
        terminal.press("/")
        terminal.wait("Type words that were said")
        terminal.type("tuesday")
        terminal.wait_for_end()
        written = terminal.all_lines()
    assert "qualcode met a fault of its own (ZeroDivisionError)." in written
    assert "Traceback" not in written
    assert "own words" not in written
    assert "turn 1 of 4" not in written
    assert not file.with_name("study.qualcode-wal").exists()


@pytest.fixture
def newcomer(own_folder):
    """Somebody's own folder, with two transcripts and nothing else."""
    study = own_folder / "transcripts"
    study.mkdir()
    (study / "maple-fg.txt").write_text(TRANSCRIPT, encoding="utf-8")
    (study / "maple-int.txt").write_text(
        "INTERVIEWER: How did it begin?\n\nJOAN: With a fall, the week before Easter.\n",
        encoding="utf-8",
    )
    return own_folder


@pytest.mark.parametrize("size", SIZES)
def test_a_newcomer_gets_from_nothing_to_a_word_file_by_what_the_screen_says(newcomer, size):
    with started(size, "-m", "qualcode", folder=newcomer) as terminal:
        begin_study(terminal, "Maple carers", "Ana", seen=["? maple-fg.txt", "? OMAR", "RUTH"])
        terminal.press("Enter")
        terminal.wait("Themes taken", "Enter go on")
        terminal.press("Enter")
        terminal.wait("opens it", "0%")
        terminal.press("Enter")
        terminal.wait("turn 1 of 4", "Enter codes the whole of turn 1")
        terminal.press("j", "j")
        terminal.wait("turn 3 of 4")
        terminal.press("Enter")
        terminal.wait("Type part of a code", "Same here")
        terminal.type("breaks")
        terminal.wait("■ Breaks")
        terminal.press("Enter")
        terminal.wait("Coded “Breaks” on turn 3", "h home")
        terminal.press("h")
        terminal.wait("▸ 4  Read and code", "1 coding")
        terminal.press("Down", "Down", "Enter")
        terminal.wait("1 of 1 theme ticked", "▸ n Write 1 passage to a Word file")
        terminal.press("n")
        terminal.wait("Quotations: which file?", "quotations.docx")
        terminal.press("Enter")
        terminal.wait("The Word file is written", "1 quotation in")
        terminal.press("Enter", "q")
        terminal.wait_for_end()
    words = "\n".join(
        p.text for p in docx.Document(newcomer / "Maple carers - quotations.docx").paragraphs
    )
    assert "Same here. I have not had a day off since August." in words
    with Project.open(newcomer / "Maple carers.qualcode", "Ana") as project:
        assert project.title == "Maple carers"
        assert [coding.coder for coding in project.codings.of()] == ["Ana"]
    with started(size, "-m", "qualcode", folder=newcomer) as terminal:
        terminal.wait("Opened before", "Maple carers")
        terminal.press("Enter")
        terminal.wait("turn 3 of 4", "1 coding, 1 yours")
        terminal.press("q")
        terminal.wait_for_end()


def test_without_a_terminal_qualcode_alone_prints_its_help():
    ran = subprocess.run(
        [sys.executable, "-m", "qualcode"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Begin with: qualcode demo" in ran.stdout + ran.stderr
