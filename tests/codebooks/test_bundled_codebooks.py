"""The codebooks that come with qualcode are sound, and are found by name."""

import colorsys
import re
from pathlib import Path

import pytest

from qualcode.codebooks import (
    BundledFolderMissingError,
    CodebookNotFoundError,
    bundled_codebooks,
    bundled_folder,
    dump_codebook,
    find_codebook,
    load_codebook,
    parse_codebook,
)

NAMES = ["carers-rights-2024", "cross-cutting"]


@pytest.fixture(params=NAMES)
def codebook(request):
    return load_codebook(find_codebook(request.param))


@pytest.fixture
def cross_cutting():
    return load_codebook(find_codebook("cross-cutting"))


def hue(colour):
    red, green, blue = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return colorsys.rgb_to_hls(red, green, blue)[0] * 360


def test_the_bundled_codebooks_are_listed_by_name():
    assert list(bundled_codebooks()) == NAMES


@pytest.mark.parametrize(("name", "number"), [("carers-rights-2024", 37), ("cross-cutting", 22)])
def test_a_bundled_codebook_has_all_its_codes(name, number):
    codebook = load_codebook(bundled_codebooks()[name])
    assert codebook.id == name
    assert len(codebook) == number


def test_every_code_says_what_it_means(codebook):
    fields = ("definition", "include", "exclude", "examples", "keywords", "colour", "other_labels")
    lacking = [(c.slug, name) for c in codebook for name in fields if not getattr(c, name)]
    assert lacking == []


def test_every_codebook_cites_its_source(codebook):
    assert "2024" in codebook.source
    assert codebook.licence == "MIT"


def test_no_two_codes_share_a_colour(codebook):
    assert len({code.colour for code in codebook}) == len(codebook)


def test_children_share_the_hue_of_the_top_of_their_branch(codebook):
    tops = {code.path: code for code in codebook if code.parent is None}
    for code in codebook:
        top = tops[code.path.split(" › ")[0]]
        turn = abs(hue(code.colour) - hue(top.colour))
        assert min(turn, 360 - turn) < 25, code.slug


def test_a_code_to_use_instead_exists(codebook, cross_cutting):
    here, there = {c.slug for c in codebook}, {c.slug for c in cross_cutting}
    for code in codebook:
        for text in (code.include, code.exclude):
            for names in re.findall(r"\(use ([^)]+)\)", text):
                assert set(re.split(r", | or |, or ", names)) <= here, code.slug
            assert set(re.findall(r"cross-cutting: ([\w-]+)", text)) <= there, code.slug


def test_a_bundled_codebook_survives_being_written(codebook):
    assert parse_codebook(dump_codebook(codebook), "again.yaml") == codebook


def test_the_readmes_example_is_a_codebook():
    readme = (bundled_folder("codebooks") / "README.md").read_text(encoding="utf-8")
    example = re.search(r"```yaml\n(.*?)```", readme, re.DOTALL)[1]
    assert len(example.splitlines()) == 10
    assert [c.path for c in parse_codebook(example, "my-study.yaml")] == [
        "Breaks from caring",
        "Breaks from caring › Break refused",
    ]


def test_a_codebook_is_found_by_its_path(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text("codebook: mine\n", encoding="utf-8")
    assert find_codebook(str(path)) == path


def test_a_bundled_name_is_found_without_its_path():
    assert find_codebook("cross-cutting").name == "cross-cutting.yaml"


def test_an_unknown_name_brings_the_nearest():
    with pytest.raises(CodebookNotFoundError, match=r"“cros-cuting”.*did you mean “cross-cutting”"):
        find_codebook("cros-cuting")


@pytest.mark.parametrize("name", ["zzz", "", "a\0b", "x" * 5000])
def test_a_name_near_nothing_brings_the_list(name):
    with pytest.raises(CodebookNotFoundError, match="carers-rights-2024, cross-cutting"):
        find_codebook(name)


def test_the_corpus_is_bundled_too():
    assert bundled_folder("corpus").is_dir()


def test_a_kind_that_is_not_bundled_is_said_to_be_missing():
    with pytest.raises(BundledFolderMissingError, match="“tea”"):
        bundled_folder("tea")


def test_an_installed_package_prefers_its_own_copy(tmp_path, monkeypatch):
    package = tmp_path / "qualcode"
    for folder in (package / "_bundled" / "codebooks", tmp_path / "codebooks"):
        folder.mkdir(parents=True)
    monkeypatch.setattr("importlib.resources.files", lambda _: Path(package))
    assert bundled_folder("codebooks") == package / "_bundled" / "codebooks"
