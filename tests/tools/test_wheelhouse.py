"""Gathering wheels: what another machine needs, and not what this one does."""

import importlib.util
import zipfile
from pathlib import Path

import pytest

_TOOL = Path(__file__).resolve().parents[2] / "tools" / "wheelhouse.py"
_SPEC = importlib.util.spec_from_file_location("wheelhouse", _TOOL)
wheelhouse = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(wheelhouse)


def _make_wheel(folder: Path, name: str, *requirements: str) -> None:
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as archive:
        lines = "".join(f"Requires-Dist: {one}\n" for one in requirements)
        archive.writestr(f"{name}-1.0.dist-info/METADATA", f"Name: {name}\nVersion: 1.0\n{lines}")


@pytest.fixture
def folder(tmp_path):
    return tmp_path


def test_what_only_the_other_system_needs_is_missing_there_alone(folder):
    _make_wheel(folder, "reader", 'colours>=1; sys_platform == "win32"')

    assert wheelhouse.find_missing(folder, "windows", "3.12") == {"colours>=1"}
    assert wheelhouse.find_missing(folder, "linux", "3.12") == set()


def test_what_only_an_older_python_needs_is_judged_by_the_python_named(folder):
    _make_wheel(folder, "reader", 'backport; python_version < "3.12"')

    assert wheelhouse.find_missing(folder, "linux", "3.11") == {"backport"}
    assert wheelhouse.find_missing(folder, "linux", "3.13") == set()


def test_an_extra_is_followed_only_where_somebody_asks_for_it(folder):
    _make_wheel(folder, "reader", "marks[links]")
    _make_wheel(folder, "marks", 'linker; extra == "links"', 'painter; extra == "colours"')

    assert wheelhouse.find_missing(folder, "linux", "3.12") == {"linker"}


def test_a_folder_that_holds_everything_misses_nothing(folder):
    _make_wheel(folder, "reader", "Some_Words")
    _make_wheel(folder, "some_words")

    assert wheelhouse.find_missing(folder, None, "3.12") == set()
