"""The guides do what they say: every command in them is run, and prints what they show."""

import contextlib
import io
import shutil
import sqlite3
import sys
from pathlib import Path

import pytest
from guides import GUIDES, Block, fits, read_blocks, read_steps

from qualcode.cli import main
from qualcode.cli.verbs import VERBS

LEFT_OUT = {"not run"}


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory) -> tuple[Path, str]:
    """The sample study after `qualcode demo`, made once, and what that printed."""
    folder = tmp_path_factory.mktemp("demonstration")
    with contextlib.chdir(folder):
        code, printed = run(["demo"])
    assert code == 0, printed
    return folder / "demo", printed


@pytest.fixture
def desk(tmp_path, monkeypatch) -> Path:
    """An empty folder to work in, with nobody's name set."""
    monkeypatch.setenv("QUALCODE_CONFIG", str(tmp_path / "config" / "config.toml"))
    monkeypatch.delenv("QUALCODE_CODER", raising=False)
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_every_command_of_a_guide_prints_what_it_shows(guide, desk, demonstration):
    for block in read_blocks(guide.read_text(encoding="utf-8")):
        if not LEFT_OUT & block.marks.keys():
            follow(guide, block, desk, demonstration)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_in_a_guide(verb):
    shown = "\n".join(
        block.words
        for guide in GUIDES
        for block in read_blocks(guide.read_text(encoding="utf-8"))
        if block.language == "console"
    )
    assert f"$ qualcode {verb}" in shown


def test_a_guide_that_shows_something_else_does_not_fit():
    assert fits(
        "theme   all\n…\nMoney   1 of 3", "theme  all\n-----\nWork  2 of 3\nMoney  1 of 3\n"
    )
    assert fits("Wrote ….docx.", "Wrote set.docx.\n")
    assert not fits("Money   2 of 3", "Money  1 of 3\n")
    assert not fits("Money   1 of 3", "Money  1 of 3\nWork  2 of 3\n")


def follow(guide: Path, block: Block, desk: Path, demonstration: tuple[Path, str]) -> None:
    where = f"{guide.name}, line {block.line}"
    if "file" in block.marks:
        file = desk / block.marks["file"]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(block.words, encoding="utf-8")
    elif block.language == "console":
        for step in read_steps(block):
            assert step.command[0] == "qualcode", f"{where}: only qualcode is run"
            code, printed = demonstrate_or_run(step.command[1:], desk, demonstration)
            if code != step.code or not fits(step.prints, printed):
                said = f"{guide.name}, line {step.line} left with {code} and printed:\n{printed}"
                pytest.fail(said, pytrace=False)
    elif block.language == "python":
        talk = io.StringIO()
        with contextlib.redirect_stdout(talk):
            exec(compile(block.words, where, "exec"), {})
        assert talk.getvalue(), f"{where} printed nothing"
    elif block.language == "sql":
        with contextlib.closing(sqlite3.connect("demo/demo.qualcode")) as conn:
            assert conn.execute(block.words).fetchall(), f"{where} found nothing"


def demonstrate_or_run(arguments, desk, demonstration) -> tuple[int, str]:
    """Run a command; the demonstration is copied instead, since it was run before."""
    made, printed = demonstration
    if tuple(arguments) != ("demo",):
        return run(arguments)
    shutil.copytree(made, desk / "demo")
    return 0, printed


def run(arguments) -> tuple[int, str]:
    """Run a verb in this process, and return its exit code and all that it printed."""
    page = io.StringIO()
    hook, given, keyboard = sys.excepthook, sys.argv, sys.stdin
    sys.argv, sys.stdin = ["qualcode", *arguments], io.StringIO()
    try:
        with contextlib.redirect_stdout(page), contextlib.redirect_stderr(page):
            main()
    except SystemExit as left:
        return int(left.code or 0), page.getvalue()
    finally:
        sys.excepthook, sys.argv, sys.stdin = hook, given, keyboard
    raise AssertionError("main always leaves by SystemExit")
