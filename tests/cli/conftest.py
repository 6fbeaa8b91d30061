"""The command line as a user meets it: through `main`, in a home of its own."""

import contextlib
import io
import os
import subprocess
import sys
from dataclasses import dataclass

import pytest
from corpus_project import copy_corpus_project, copy_suggested_project, remove_made_projects

from qualcode.cli import main


@dataclass(frozen=True)
class Ran:
    """What a command left: its exit code, its data and its talk."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session", autouse=True)
def tidy():
    yield
    remove_made_projects()


@pytest.fixture(autouse=True)
def home(tmp_path_factory, monkeypatch):
    """Nobody's name is configured, and nothing is written outside the test's own folders."""
    folder = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setenv("QUALCODE_CONFIG", str(folder / "config.toml"))
    monkeypatch.delenv("QUALCODE_CODER", raising=False)
    return folder


@pytest.fixture
def qualcode(monkeypatch):
    """Run a command in this process."""

    def run(*words, answer=""):
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
        monkeypatch.setattr(sys, "argv", ["qualcode", *(str(word) for word in words)])
        monkeypatch.setattr(sys, "excepthook", sys.excepthook)
        monkeypatch.setattr(sys, "stdin", io.StringIO(answer))
        with (
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
            pytest.raises(SystemExit) as left,
        ):
            main()
        out.flush()
        err.flush()
        said = [stream.buffer.getvalue().decode() for stream in (out, err)]
        return Ran(left.value.code, *said)

    return run


@pytest.fixture
def process():
    """Run a command in a process of its own."""

    def run(*words):
        words = [sys.executable, "-m", "qualcode", *words]
        return subprocess.run(words, capture_output=True, timeout=60, check=False)

    return run


@pytest.fixture
def study(tmp_path):
    """The bundled study, coded by Asha and Tom."""
    return copy_corpus_project(tmp_path / "carers.qualcode")


@pytest.fixture
def suggested_study(tmp_path):
    """The bundled study with suggestions for the one transcript that is uncoded."""
    return copy_suggested_project(tmp_path / "suggested.qualcode")


@pytest.fixture
def empty(tmp_path, qualcode):
    """A new project with nothing in it."""
    path = tmp_path / "empty.qualcode"
    assert qualcode("init", path).code == 0
    return path


@pytest.fixture
def locked_in(monkeypatch):
    """Take from this user what root may always do: write where permissions forbid it."""
    if os.name == "nt":
        pytest.skip("permissions are of another kind here")
    if os.geteuid() != 0:
        return []
    import shutil

    if not shutil.which("setpriv"):
        pytest.skip("root may write anywhere")
    return ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]
