"""The demonstration: the whole job, from anywhere, into a folder."""

import json
import re

import pytest
from corpus_project import NAMES, SOURCES

FILES = ("demo.qualcode", "quotations.docx", "quotations.md", "report.html")


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demonstration run once, by a process that stands in an unrelated folder."""
    import os
    import subprocess
    import sys

    folder = tmp_path_factory.mktemp("elsewhere")
    home = tmp_path_factory.mktemp("demo-home")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("QUALCODE_")}
    ran = subprocess.run(
        [sys.executable, "-m", "qualcode", "demo", "shown"],
        cwd=folder,
        capture_output=True,
        check=False,
        timeout=120,
        env={**environment, "HOME": str(home), "QUALCODE_CONFIG": str(home / "config.toml")},
    )
    return folder / "shown", ran


def test_it_ends_well_and_makes_its_files_and_no_others(demo):
    folder, ran = demo
    assert ran.returncode == 0, ran.stderr
    assert sorted(one.name for one in folder.iterdir()) == sorted(FILES)
    assert all((folder / name).stat().st_size > 1000 for name in FILES)


def test_it_says_where_each_file_is_and_how_to_open_the_workspace(demo):
    _, ran = demo
    said = (ran.stdout + ran.stderr).decode()
    assert all(f"shown/{name}" in said.replace("\\", "/") for name in FILES)
    assert "qualcode code shown/demo.qualcode B-INT1 --coder Guest" in said.replace("\\", "/")


def test_it_counts_by_site_with_a_base(demo):
    _, ran = demo
    counts = ran.stdout.decode()
    assert "People who speak of each theme" in counts
    assert "site A" in counts
    # Six in A-FG1, and two interviews. Five in B-FG1; the manager in B-INT1 is uncoded, so outside
    # the base. In C-FG1 four and one who never speaks, one of them again in C-INT1, and C-INT2. Six
    # in D-FG1, one of them again in D-INT1.
    (breaks,) = [line for line in counts.splitlines() if line.startswith("Breaks ")]
    assert re.findall(r"of (\d+) ", breaks)[:5] == ["8", "5", "6", "6", "25"]


def test_a_code_added_half_way_has_no_base_where_it_was_not_looked_for(demo):
    _, ran = demo
    (online,) = [line for line in ran.stdout.decode().splitlines() if "all online" in line]
    assert re.fullmatch(r"Doing it all online +– +– +\d of 6 +\d of 6 +\d of 12 +in 2 of 2", online)


def test_its_project_is_sound(demo, qualcode):
    folder, _ = demo
    assert qualcode("check", folder / "demo.qualcode").code == 0


def test_its_project_has_suggestions_for_what_is_uncoded_and_no_coding_there(demo, qualcode):
    folder, _ = demo
    path = folder / "demo.qualcode"
    codings = json.loads(qualcode("codings", path, "--json").out)
    assert {one["ref"] for one in codings} == {*SOURCES} - {"B-INT1"}
    sources = {one["id"]: one["ref"] for one in json.loads(qualcode("sources", path, "--json").out)}
    proposals = json.loads(qualcode("suggest", path, "--json").out)
    assert "B-INT1" in {sources[one["source"]] for one in proposals}


def test_nobodys_name_is_printed(demo):
    _, ran = demo
    said = (ran.stdout + ran.stderr).decode().casefold()
    assert not [name for name in NAMES if f" {name.casefold()} " in f" {said} "]


def test_quotations_are_attributed_to_participant_codes_and_never_to_names(demo, qualcode):
    folder, _ = demo
    items = json.loads(qualcode("quotes", folder / "demo.qualcode", "--json").out)["items"]
    assert items
    joined = {"C-INT1": "C-FG1-P3", "D-INT1": "D-FG1-P1"}
    for one in items:
        where, who = one["source_ref"], one["participant"]
        if where in joined:
            assert who == joined[where]
        elif where == "D-NOTES1":
            assert who == where  # notes have no speakers
        else:
            assert re.fullmatch(rf"{where}-(P\d+|G\d+|\d{{5}})", who)


def test_the_word_file_opens_and_holds_the_quotations(demo, qualcode):
    import docx

    folder, _ = demo
    document = docx.Document(str(folder / "quotations.docx"))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    markdown = (folder / "quotations.md").read_text(encoding="utf-8")
    assert "A-FG1-P" in words
    quoted = [line[2:] for line in markdown.splitlines() if line.startswith("> ")]
    assert quoted
    assert sum(line.strip("“”")[:40] in words for line in quoted) > len(quoted) / 2


def test_the_report_is_one_page_that_asks_for_nothing_from_elsewhere(demo):
    folder, _ = demo
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert 'src="http' not in page
    assert "<link" not in page


def test_it_does_not_replace_an_earlier_one_unless_told_to(demo, qualcode):
    folder, _ = demo
    before = {name: (folder / name).read_bytes() for name in FILES}
    ran = qualcode("demo", folder)
    assert ran.code == 1
    assert "--force" in ran.err
    assert {name: (folder / name).read_bytes() for name in FILES} == before
    assert qualcode("demo", folder, "--force").code == 0
    assert (folder / "demo.qualcode").read_bytes() != before["demo.qualcode"]


def test_a_demonstration_into_a_file_is_refused(qualcode, tmp_path):
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    ran = qualcode("demo", tmp_path / "taken")
    assert ran.code == 1
    assert "Traceback" not in ran.err
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "mine"
