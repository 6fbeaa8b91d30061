"""Projects that are damaged, locked or cannot be written: one sentence, and nothing lost."""

import os
import random
import sqlite3
import subprocess
import sys

import pytest

from qualcode.store import database

READS = [
    ["sources", "P"],
    ["sources", "P", "--json"],
    ["people", "P"],
    ["codings", "P"],
    ["codebook", "show", "P"],
    ["search", "P", "hospital"],
    ["log", "P"],
    ["prevalence", "P"],
    ["agreement", "P"],
    ["quotes", "P"],
    ["check", "P"],
    ["backup", "P"],
    ["report", "P", "-o", "report.html", "--force"],
    ["export", "P", "codings.csv", "--force"],
]
WRITES = [
    ["undo", "P"],
    ["apply", "P", "A-FG1", "breaks", "--span", "490", "600"],
    ["people", "P", "--set", "A-FG1-P1", "role=friend"],
    ["codebook", "load", "P", "carers-rights-2024"],
    ["sample", "P", "3"],
]
PAGE = 4096


def cut_off(data, _):
    return data[: len(data) // 2]


def scrambled_page(data, seed):
    """Overwrite one page with random bytes."""
    rng = random.Random(seed)
    at = rng.randrange(1, len(data) // PAGE) * PAGE
    return data[:at] + rng.randbytes(PAGE) + data[at + PAGE :]


def scattered_bytes(data, seed):
    """Overwrite a few hundred bytes here and there, behind the head of the file."""
    rng = random.Random(seed)
    broken = bytearray(data)
    for _ in range(300):
        broken[rng.randrange(PAGE, len(data))] = rng.randrange(256)
    return bytes(broken)


def scrambled_schema(data, seed):
    return data[:100] + random.Random(seed).randbytes(PAGE - 100) + data[PAGE:]


@pytest.fixture
def run(qualcode, study, tmp_path, monkeypatch):
    """Run a command on the study as Asha."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUALCODE_CODER", "Asha")
    return lambda words: qualcode(*[str(study) if word == "P" else word for word in words])


@pytest.mark.parametrize("damage", [cut_off, scrambled_schema])
@pytest.mark.parametrize("words", READS + WRITES, ids=" ".join)
def test_a_broken_file_is_called_damaged(run, study, words, damage):
    study.write_bytes(damage(study.read_bytes(), 1))
    before = study.read_bytes()
    ran = run(words)
    assert ran.code == 1
    assert ran.err.startswith(f"{study} is damaged. Work on a backup")
    assert len(ran.err.strip().splitlines()) == 1
    assert study.read_bytes() == before


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("damage", [scrambled_page, scattered_bytes])
def test_damage_in_the_middle_never_ends_in_a_traceback(run, study, damage, seed):
    whole = study.read_bytes()
    for words in READS + WRITES:
        study.write_bytes(damage(whole, seed))
        ran = run(words)
        assert ran.code in (0, 1, 3), ran.err
        assert "Traceback" not in ran.err
        assert ran.code == 0 or ran.err.strip()
    study.write_bytes(damage(whole, seed))
    assert run(["check", "P"]).code in (1, 3)


def test_a_field_that_is_no_json_is_called_damage_and_not_a_fault_of_the_program(run, study):
    conn = sqlite3.connect(study)
    conn.execute("UPDATE code SET keywords = '[\"bre'")
    conn.commit()
    conn.close()
    ran = run(["codebook", "show", "P"])
    assert ran.code == 1
    assert "is damaged" in ran.err


def test_merging_a_damaged_copy_names_the_copy_and_changes_nothing(run, study, tmp_path):
    copy = tmp_path / "copy.qualcode"
    copy.write_bytes(cut_off(study.read_bytes(), 1))
    before = run(["log", "P", "--json"]).out
    ran = run(["merge", "P", str(copy)])
    assert ran.code == 1
    assert ran.err.startswith(f"{copy} is damaged.")
    assert run(["log", "P", "--json"]).out == before


@pytest.fixture
def locked_study(study, monkeypatch):
    """The study, while another process is writing to it and does not come to an end."""
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    hold = (
        "import sqlite3, sys; conn = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "conn.execute('PRAGMA journal_mode = WAL');"
        "conn.execute('BEGIN EXCLUSIVE'); print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(study)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout.readline() == b"held\n" or os.linesep == "\r\n"
        yield study
        holder.stdin.close()


@pytest.mark.parametrize("words", WRITES, ids=lambda words: words[0])
def test_a_write_while_another_process_writes_is_refused_in_time(run, locked_study, words):
    ran = run(words)
    assert ran.code == 1
    assert ran.err.strip().splitlines()[-1] == (
        f"Another program (perhaps qualcode in another window) is writing to {locked_study} and "
        "did not finish in time. Wait a moment and try again; nothing was changed."
    )


@pytest.mark.parametrize("words", READS[:-2], ids=" ".join)
def test_reading_goes_on_while_another_process_writes(run, locked_study, words):
    assert run(words).code == 0


@pytest.fixture
def forbidden(locked_in, study, tmp_path):
    """Run a command in a process that permissions bind, with a folder or file set read-only."""

    def run(words, *, folder=0o755, file=0o644):
        study.chmod(file)
        tmp_path.chmod(folder)
        words = [str(study) if word == "P" else word for word in words]
        try:
            return subprocess.run(
                [*locked_in, sys.executable, "-m", "qualcode", *words],
                capture_output=True,
                text=True,
                check=False,
                timeout=60,
                env={**os.environ, "QUALCODE_CODER": "Asha"},
            )
        finally:
            tmp_path.chmod(0o755)
            study.chmod(0o644)

    return run


def test_a_read_only_project_is_not_written_and_says_so(forbidden):
    ran = forbidden(WRITES[1], file=0o444)
    assert ran.returncode == 1
    assert "cannot be written" in ran.stderr
    assert len(ran.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("words", [["codings", "P"], ["check", "P"]], ids=" ".join)
def test_a_read_only_project_can_be_read_and_proved(forbidden, words):
    ran = forbidden(words, file=0o444)
    assert (ran.returncode, "Traceback" in ran.stderr) == (0, False)


@pytest.mark.parametrize("words", [["codings", "P"], ["check", "P"]], ids=" ".join)
def test_a_project_in_a_read_only_folder_is_read_and_says_that_it_cannot_be_written(
    forbidden, words
):
    ran = forbidden(words, folder=0o555, file=0o444)
    assert (ran.returncode, "Traceback" in ran.stderr) == (0, False)
    assert "open for reading only" in ran.stderr


def test_work_in_a_read_only_folder_is_refused_with_a_sentence(forbidden):
    ran = forbidden(WRITES[1], folder=0o555, file=0o444)
    assert ran.returncode == 1
    assert "copy it to a folder of your own" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_project_that_may_not_be_read_is_refused_with_a_sentence(forbidden):
    ran = forbidden(["codings", "P"], file=0)
    assert ran.returncode == 1
    assert len(ran.stderr.strip().splitlines()) == 1


def test_a_target_that_cannot_be_written_is_refused_with_its_name(forbidden, tmp_path):
    target = tmp_path / "out" / "codings.csv"
    target.parent.mkdir(mode=0o555)
    ran = forbidden(["export", "P", str(target)])
    assert ran.returncode == 1
    assert ran.stderr.strip() == f"The system refused {target}: Permission denied."
