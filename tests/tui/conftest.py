"""What all tests of the workspace share: settings of their own, and pictures to compare with.

After a wanted change run `pytest tests/tui/test_pictures.py --golden-update`, then read the
difference of the files in tests/tui/golden before keeping them.
"""

import os
import shutil

import pytest
from at_rest import use_rest
from pictures import GOLDEN, rest
from terminals import WITHOUT_TMUX


@pytest.fixture(autouse=True)
def settings(tmp_path_factory, monkeypatch):
    """A configuration of its own for each test."""
    folder = tmp_path_factory.mktemp("settings")
    monkeypatch.setenv("QUALCODE_CONFIG", str(folder / "config.toml"))
    monkeypatch.delenv("QUALCODE_CODER", raising=False)
    return folder


@pytest.fixture
def own_folder(tmp_path, monkeypatch):
    """Somebody's own folder: all that a program keeps for them is in it."""
    for name in ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("QUALCODE_CONFIG", str(tmp_path / ".settings" / "config.toml"))
    return tmp_path


@pytest.fixture(autouse=True)
def _rest(monkeypatch):
    use_rest(monkeypatch)


@pytest.fixture
def quick_to_look(monkeypatch):
    """Every screen looks for the work of others as often as a test would otherwise wait for it."""
    monkeypatch.setattr("qualcode_tui.screens.reading.desk._LOOKS_PER_SECOND", 40)
    for module in ("list_rows", "codebook.tree"):
        monkeypatch.setattr(f"qualcode_tui.screens.{module}._SINCE", 1 / 40)


@pytest.fixture(autouse=True)
def _needs_tmux(request):
    if request.node.get_closest_marker("tmux") and shutil.which("tmux") is None:
        if os.environ.get("CI") == "true":
            pytest.fail(WITHOUT_TMUX)
        pytest.skip(WITHOUT_TMUX)


@pytest.fixture
def looks(request):
    """Return a function that compares what the screen shows with its golden picture.

    All pictures of a test are looked at before it fails.
    """
    update = request.config.getoption("--golden-update")
    wrong = []

    async def same(pilot, name):
        width, height = pilot.app.size
        path = GOLDEN / f"{width}x{height}" / f"{name}.txt"
        picture = await rest(pilot)
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(picture, encoding="utf-8", newline="\n")
        golden = path.read_text(encoding="utf-8") if path.exists() else "no picture yet\n"
        if picture != golden:
            wrong.append(f"{path.name}\n{_say_difference(golden, picture)}")

    yield same
    assert not wrong, "\n\n".join(wrong)


def _say_difference(golden, picture):
    pairs = zip(golden.splitlines(), picture.splitlines(), strict=False)
    changed = [f"- {was}\n+ {now}" for was, now in pairs if was != now]
    return "\n".join(changed[:12]) or f"other lengths:\n{picture}"
