"""What all tests of the workspace share: settings of their own, and pictures to compare with.

After a wanted change run `pytest tests/tui/test_pictures.py --golden-update`, then read the
difference of the files in tests/tui/golden before keeping them.
"""

import os
import shutil

import pytest
from pictures import GOLDEN, rest
from terminals import WITHOUT_TMUX


@pytest.fixture(autouse=True)
def settings(tmp_path_factory, monkeypatch):
    """A configuration of its own for each test."""
    folder = tmp_path_factory.mktemp("settings")
    monkeypatch.setenv("QUALCODE_CONFIG", str(folder / "config.toml"))
    monkeypatch.delenv("QUALCODE_CODER", raising=False)
    return folder


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
