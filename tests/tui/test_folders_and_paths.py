"""Folders as they are gone through, and paths as people type, paste and drag them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode_tui.folders import (
    Sort,
    free_path,
    list_folder,
    name_file,
    read_paths,
    say_path,
)


@pytest.fixture
def folder(tmp_path):
    """A folder with two files, a folder, and what is hidden."""
    for name in ("Beta.txt", "alpha file.docx", ".hidden"):
        (tmp_path / name).touch()
    (tmp_path / "inside").mkdir()
    (tmp_path / ".git").mkdir()
    return tmp_path


def test_a_folder_lists_the_one_above_then_folders_then_files_by_name(folder):
    listed = list_folder(folder, lambda _: True)
    assert [(one.sort, one.name) for one in listed] == [
        (Sort.UP, folder.parent.name),
        (Sort.FOLDER, "inside"),
        (Sort.FILE, "alpha file.docx"),
        (Sort.FILE, "Beta.txt"),
    ]


def test_only_files_that_fit_are_listed(folder):
    listed = list_folder(folder, lambda path: path.suffix == ".txt")
    assert [one.name for one in listed if one.sort is Sort.FILE] == ["Beta.txt"]


@pytest.mark.parametrize(
    "typed",
    ["{}", "'{}'", '"{}"', "  {}  ", "file://{}", '"{}"\n'],
)
def test_a_path_may_be_quoted_or_be_an_address(folder, typed):
    path = folder / "Beta.txt"
    assert read_paths(typed.format(path)) == [path]


@pytest.mark.parametrize("pasted", ["alpha file.docx", "alpha\\ file.docx", "'alpha file.docx'"])
def test_a_path_with_a_blank_is_one_path(folder, monkeypatch, pasted):
    monkeypatch.chdir(folder)
    assert read_paths(pasted) == [Path("alpha file.docx")]


def test_an_address_with_signs_for_blanks_is_read(folder):
    path = folder / "alpha file.docx"
    assert read_paths(path.as_uri()) == [path]


def test_several_files_that_were_dragged_in_are_several_paths(folder):
    first, second = folder / "Beta.txt", folder / "alpha file.docx"
    assert read_paths(f"'{first}' '{second}'") == [first, second]
    assert read_paths(f"{first}\n{second}") == [first, second]


def test_the_users_own_folder_is_known_by_its_sign():
    assert read_paths("~/study") == [Path.home() / "study"]
    assert say_path(Path.home() / "study") == str(Path("~") / "study")


@given(st.text())
def test_whatever_is_typed_gives_paths_and_no_failure(typed):
    assert all(isinstance(path, Path) for path in read_paths(typed))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Maple carers 2026", "Maple carers 2026.qualcode"),
        ("Who cares? A/B: a pilot", "Who cares A B a pilot.qualcode"),
        ("  …  ", "….qualcode"),
        ("..", "study.qualcode"),
        ("CON", "study.qualcode"),
        ("x" * 300, "x" * 80 + ".qualcode"),
    ],
)
def test_a_title_becomes_a_name_that_every_file_system_takes(title, name):
    assert name_file(title, ".qualcode") == name


def test_a_name_that_is_taken_gets_a_number(tmp_path):
    path = tmp_path / "quotations.docx"
    assert free_path(path) == path
    path.touch()
    path.with_name("quotations-2.docx").touch()
    assert free_path(path).name == "quotations-3.docx"
