"""The pages name what is there: modules, links, keys and libraries."""

import re
import tomllib
from pathlib import Path

import pytest
from guides import GUIDES, ROOT

from qualcode_tui.actions import ACTIONS, possible
from qualcode_tui.actions.action import Scope

PAGES = (*GUIDES, ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md")

_NAMED = re.compile(r"`((?:qualcode|tui|tests|benchmarks|codebooks|corpus|docs)/[\w./*-]*)`")
_LINK = re.compile(r"(?<!!)\[[^\]]+\]\((?!https?:)([^)#\s]+)(#[^)\s]+)?\)")
_TABLE = re.compile(r"^\| keys \| in short \|.*?\n\n", re.MULTILINE | re.DOTALL)
_KEYS = re.compile(r"^\| (?P<keys>`.+?`(?: or `.+?`)*) \| (?P<label>[^|]+?) \|", re.MULTILINE)


def read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_that_a_page_names_is_there(page):
    missing = [name for name in _NAMED.findall(read(page)) if not list(ROOT.glob(name.rstrip("/")))]
    assert not missing


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_of_a_page_leads_to_a_file_and_heading(page):
    for target, heading in _LINK.findall(read(page)):
        found = (page.parent / target).resolve()
        assert found.exists(), target
        if heading:
            assert heading in {f"#{_slug(line)}" for line in read(found).splitlines()}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_names_a_place_on_a_machine(page):
    assert not re.search(r"(?:/home/|/tmp/|/root/|/Users/|[A-Z]:\\)", read(page))


def test_architecture_names_every_package():
    page = read(ROOT / "ARCHITECTURE.md")
    packages = {folder.parent.name for folder in (ROOT / "qualcode").glob("*/__init__.py")}
    assert {name for name in packages if f"qualcode.{name}" not in page} == set()


@pytest.mark.parametrize(
    ("guide", "scopes"),
    [("coding.md", (Scope.TEXT, Scope.READING)), ("suggestions.md", (Scope.REVIEW,))],
)
def test_every_key_in_a_table_of_a_guide_is_that_of_its_action(guide, scopes):
    here = [*ACTIONS, *possible(scopes)]
    keys = {action.label: action.all_key_words for action in here}
    page = read(ROOT / "docs" / guide)
    rows = [row for table in _TABLE.findall(page) for row in _KEYS.findall(table)]
    assert rows
    for shown, label in rows:
        assert shown.replace("`", "") == keys[label]


def test_contributing_gives_a_reason_for_every_library():
    settings = tomllib.loads(read(ROOT / "pyproject.toml"))["project"]
    wanted = [*settings["dependencies"], *settings["optional-dependencies"]["dev"]]
    page = read(ROOT / "CONTRIBUTING.md")
    names = [re.split(r"[<>=~!\[; ]", one, maxsplit=1)[0] for one in wanted]
    assert [name for name in names if f"| {name} |" not in page] == []


def _slug(line: str) -> str:
    words = line.lstrip("#").strip().casefold() if line.startswith("#") else ""
    return re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
