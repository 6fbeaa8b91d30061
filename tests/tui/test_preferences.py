"""What is kept for all projects: the coder's name, the theme, and the recent projects."""

import json
import tomllib

import pytest

from qualcode.project import preferences
from qualcode.project.preferences import (
    MOST_RECENT,
    config_path,
    forget_project,
    read_coder,
    recent_projects,
    remember_project,
    write_coder,
    write_setting,
)


@pytest.fixture
def recent_file(settings):
    return settings / "recent.json"


def test_nobody_is_known_at_first(settings):
    assert read_coder() is None
    assert recent_projects() == []
    assert list(settings.iterdir()) == []


def test_a_name_is_kept_and_read_back():
    assert write_coder('Zoë "Z"') == config_path()
    assert read_coder() == 'Zoë "Z"'


def test_a_name_in_the_environment_goes_before_the_one_that_is_kept(monkeypatch):
    write_coder("Ana")
    monkeypatch.setenv("QUALCODE_CODER", " Ben ")
    assert read_coder() == "Ben"


def test_a_setting_leaves_all_others_as_they_are():
    config_path().parent.mkdir(exist_ok=True)
    config_path().write_text('# mine\ncoder = "Ana"\n\n[keys]\nhome = "x"\n', encoding="utf-8")
    write_setting("theme", "paper")
    write_coder("Ben")
    assert config_path().read_text(encoding="utf-8").startswith("# mine\n")
    assert tomllib.loads(config_path().read_text(encoding="utf-8")) == {
        "coder": "Ben",
        "theme": "paper",
        "keys": {"home": "x"},
    }


@pytest.mark.parametrize("broken", ["coder = ", "coder = 7", "\0", "[coder"])
def test_a_broken_configuration_counts_as_an_empty_one_and_can_be_written_anew(broken):
    config_path().write_text(broken, encoding="utf-8")
    assert read_coder() is None
    write_coder("Ana")
    assert read_coder() == "Ana"


def test_nothing_is_left_behind_where_a_write_fails(settings, monkeypatch):
    write_coder("Ana")

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(preferences.Path, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        write_coder("Ben")
    remember_project(settings / "a.qualcode", "A")
    monkeypatch.undo()
    assert [one.name for one in settings.iterdir()] == ["config.toml"]
    assert 'coder = "Ana"' in (settings / "config.toml").read_text(encoding="utf-8")


def test_the_project_that_was_opened_last_comes_first_and_only_once(tmp_path):
    for name in ("a", "b", "a"):
        remember_project(tmp_path / f"{name}.qualcode", name.upper())
    assert [one.title for one in recent_projects()] == ["A", "B"]
    assert [one.path.name for one in recent_projects()] == ["a.qualcode", "b.qualcode"]


def test_only_so_many_are_kept(tmp_path):
    for number in range(MOST_RECENT + 3):
        remember_project(tmp_path / f"{number}.qualcode", str(number))
    assert len(recent_projects()) == MOST_RECENT
    assert recent_projects()[0].title == str(MOST_RECENT + 2)


def test_a_project_that_is_gone_is_known_to_be_and_can_be_taken_off(tmp_path):
    here, gone = tmp_path / "here.qualcode", tmp_path / "gone.qualcode"
    here.touch()
    remember_project(gone, "Gone")
    remember_project(here, "Here")
    assert [one.is_there for one in recent_projects()] == [True, False]
    forget_project(gone)
    assert [one.title for one in recent_projects()] == ["Here"]


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "{",
        "7",
        "{}",
        "[7, null, {}]",
        '[{"path": 3}]',
        '[{"path": "a\\u0000b", "title": "x"}]',
        "[" * 100_000,
    ],
)
def test_a_broken_list_of_projects_counts_as_an_empty_one(recent_file, broken):
    recent_file.write_text(broken, encoding="utf-8")
    assert recent_projects() == []


def test_what_is_sound_in_a_list_is_used(recent_file, tmp_path):
    path = tmp_path / "a.qualcode"
    recent_file.write_text(json.dumps([3, {"path": str(path)}]), encoding="utf-8")
    (one,) = recent_projects()
    assert (one.path, one.title, one.opened) == (path, "a", "")
