"""What all tests of the workspace share: nothing is kept in the real configuration folder."""

import pytest


@pytest.fixture(autouse=True)
def settings(tmp_path_factory, monkeypatch):
    """A configuration of its own for each test."""
    folder = tmp_path_factory.mktemp("settings")
    monkeypatch.setenv("QUALCODE_CONFIG", str(folder / "config.toml"))
    monkeypatch.delenv("QUALCODE_CODER", raising=False)
    return folder
