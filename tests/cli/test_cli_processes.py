"""What only a process of its own can show: pipes, signals, closed streams, names in bytes."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from qualcode.project import Project

posix = pytest.mark.skipif(os.name == "nt", reason="signals and byte names are of another kind")
TRANSCRIPT = "Int: How did it begin?\nMo: Slowly. Mum’s memory went.\n"


def shell(line, project):
    """Run a line of shell, in which qualcode is the program and $P the project."""
    program = f"'{sys.executable}' -m qualcode \"$@\""
    line = f"set -o pipefail; P='{project}'; qualcode() {{ {program}; }}; {line}"
    return subprocess.run(["bash", "-c", line], capture_output=True, timeout=60, check=False)


@posix
def test_a_reader_that_has_had_enough_is_no_fault(study):
    ran = shell("qualcode codings $P --json | head -1", study)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"[\n", b"")


@posix
def test_a_closed_stdout_is_no_fault(study):
    ran = shell("qualcode sources $P >&-", study)
    assert (ran.returncode, ran.stderr) == (0, b"")


@posix
def test_a_closed_stderr_is_no_fault(study):
    ran = shell("qualcode codings $P --json 2>&-", study)
    assert ran.returncode == 0
    assert len(json.loads(ran.stdout)) > 300


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_a_full_disk_at_the_end_of_stdout_is_told_once(study):
    ran = shell("qualcode sources $P --json > /dev/full", study)
    assert ran.returncode == 1
    assert ran.stderr.decode().strip() == "The system refused: No space left on device."


@pytest.fixture
def long_imports(tmp_path):
    """A folder of transcripts that takes a while to import, in an order known beforehand."""
    folder = tmp_path / "transcripts"
    folder.mkdir()
    for n in range(200):
        lines = (f"Mo: On day {n} I rang for the {k}th time.\nInt: And?\n" for k in range(400))
        (folder / f"{n:03}.txt").write_text("".join(lines), encoding="utf-8")
    return folder


@pytest.fixture
def hears_ctrl_c():
    """A program started here hears Ctrl+C, though the tests run in the background of a shell.

    Such a shell has its programs ignore it, and what they start inherits that.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@posix
@pytest.mark.usefixtures("hears_ctrl_c")
def test_an_import_that_is_stopped_leaves_whole_files_only(tmp_path, long_imports):
    path = tmp_path / "p.qualcode"
    Project.create(path, "Asha").close()
    command = [sys.executable, "-m", "qualcode", "import", path, long_imports, "--coder", "Asha"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        told = [running.stderr.readline() for _ in range(3)]
        running.send_signal(signal.SIGINT)
        rest = running.stderr.read()
        assert running.wait(20) == 130
    assert all(line.startswith("✓ ") for line in told)
    assert rest.splitlines()[-1] == "Stopped."
    assert "Traceback" not in rest
    assert sorted(one.name for one in tmp_path.iterdir()) == ["p.qualcode", "transcripts"]
    with Project.open(path) as project:
        sources = project.sources.list()
        assert 3 <= len(sources) < 200
        assert all(len(project.sources.document(one.id).turns) == 800 for one in sources)
        assert not [one for one in project.copies.check() if one.problem]


@posix
def test_what_was_confirmed_outlives_a_killed_process(tmp_path, long_imports):
    path = tmp_path / "p.qualcode"
    Project.create(path, "Asha").close()
    command = [sys.executable, "-m", "qualcode", "import", path, long_imports, "--coder", "Asha"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        told = [running.stderr.readline() for _ in range(3)]
        running.kill()
        running.wait(20)
    with Project.open(path) as project:
        names = {one.name for one in project.sources.list()}
        assert {line.split()[1] for line in told} <= names
        assert not [one for one in project.copies.check() if one.problem]


@pytest.fixture
def byte_name(tmp_path):
    """A transcript under a name that is no text in any common encoding of names."""
    if sys.platform != "linux":
        pytest.skip("names are text here")
    path = os.fsencode(tmp_path) + b"/r\xe9sum\xff.txt"
    Path(os.fsdecode(path)).write_bytes(TRANSCRIPT.encode())
    return path


def test_a_file_whose_name_is_no_text_is_imported(process, byte_name, tmp_path):
    project = os.fsencode(tmp_path) + b"/p.qualcode"
    assert process("init", project, "--coder", "Asha").returncode == 0
    ran = process("import", project, byte_name, "--coder", "Asha", "--json")
    assert ran.returncode == 0, ran.stderr
    json.loads(ran.stdout)
    (source,) = json.loads(process("sources", project, "--json").stdout)
    assert source["name"] == "r�sum�.txt"


def test_a_project_whose_name_is_no_text_works(qualcode, byte_name):
    project = byte_name.replace(b".txt", b".qualcode")
    for words in (
        ["init", project, "--coder", "Asha"],
        ["import", project, byte_name],
        ["codebook", "load", project, "cross-cutting"],
        ["log", project],
        ["export", project, byte_name.replace(b".txt", b".csv")],
        ["report", project, "-o", byte_name.replace(b".txt", b".html")],
        ["check", project],
    ):
        ran = qualcode(*[os.fsdecode(word) for word in words])
        assert ran.code == 0, (words, ran.err)


@pytest.mark.parametrize(
    "words",
    [
        ["codebook", "add", "P", b"\xff", "--coder", "Asha"],
        ["codings", "P", "--coder", b"\xff", "--remove", b"\xfe"],
    ],
)
def test_a_word_that_is_no_text_is_refused_with_a_sentence(process, study, words):
    if sys.platform != "linux":
        pytest.skip("arguments are text here")
    ran = process(*[study if word == "P" else word for word in words])
    assert ran.returncode == 1
    assert b"Traceback" not in ran.stderr
    assert len(ran.stderr.strip().splitlines()) == 1


def test_a_fault_of_qualcode_itself_is_no_traceback(study, home):
    broken = (
        "import sys; from qualcode.project.search import Search\n"
        "def turns(*_): raise AssertionError('secret words')\n"
        "Search.turns = turns\n"
        f"sys.argv = ['qualcode', 'search', {str(study)!r}, 'hospital']\n"
        "from qualcode.cli import main; main()"
    )
    ran = subprocess.run(
        [sys.executable, "-c", broken], capture_output=True, text=True, timeout=60, check=False
    )
    assert ran.returncode == 1
    assert "met a fault of its own (AssertionError)" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert "secret words" not in ran.stderr
    (log,) = home.rglob("fault.txt")
    assert "secret words" in log.read_text(encoding="utf-8")
