"""The codebooks that come with qualcode are sound, and are found by name."""

import colorsys
import itertools
import json
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
    list_bundled,
    load_codebook,
    parse_codebook,
)

SIZES = {
    "carers-action-plan-2018": 17,
    "carers-rights-2024": 37,
    "carers-strategy-2008": 35,
    "carers-trust-ideas-2024": 25,
    "cross-cutting": 22,
    "kings-fund-2023-insights": 26,
    "kings-fund-2023-taxonomy": 19,
}
BOOKS = {name: load_codebook(find_codebook(name)) for name in SIZES}
SHARED = Path(__file__).parents[3] / "shared"

# How a colour looks to most people, and to those without red or green cones: linear RGB to linear
# RGB, from Machado, Oliveira and Fernandes (2009), table 1, severity 1.0.
EYES = {
    "trichromat": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanope": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranope": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}
# The smallest distance in Oklab (Ottosson 2020) at which two branches still look unlike.
APART = 0.04


@pytest.fixture(params=BOOKS)
def codebook(request):
    return BOOKS[request.param]


def channels(colour):
    return [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]


def hue(colour):
    return colorsys.rgb_to_hls(*channels(colour))[0] * 360


def seen_by(eye, colour):
    """Return a colour in Oklab as an eye sees it."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(colour)]
    red, green, blue = (
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear, strict=True)))) for row in eye
    )
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def named_codes(text):
    """Return the codes that a text sends to, as (codebook or None, slug)."""
    here = [
        (None, slug)
        for names in re.findall(r"\(use ([^)]+)\)", text)
        for slug in re.split(r", | or |, or ", names)
    ]
    return here + re.findall(r"see ([\w-]+): ([\w-]+(?:\.[\w-]+)*)", text)


def test_the_bundled_codebooks_are_listed_by_name():
    assert list(bundled_codebooks()) == list(SIZES)


@pytest.mark.parametrize(("name", "number"), SIZES.items())
def test_a_bundled_codebook_has_all_its_codes(name, number):
    codebook = load_codebook(bundled_codebooks()[name])
    assert codebook.id == name
    assert len(codebook) == number


def test_the_list_of_bundled_codebooks_says_what_the_files_say():
    assert [(one.name, one.label, one.codes, one.about) for one in list_bundled()] == [
        (name, book.label, len(book), book.description) for name, book in BOOKS.items()
    ]


def test_every_code_says_what_it_means(codebook):
    fields = ("definition", "include", "exclude", "examples", "keywords", "colour", "other_labels")
    lacking = [(c.slug, name) for c in codebook for name in fields if not getattr(c, name)]
    assert lacking == []


def test_every_codebook_says_what_it_is_and_cites_its_source(codebook):
    assert codebook.description
    assert re.search(r"\b(?:19|20)\d\d\b", codebook.source)
    assert "://" not in codebook.source
    assert codebook.licence == "MIT"


def test_no_codebook_passes_its_examples_off_as_real(codebook):
    head = bundled_codebooks()[codebook.id].read_text(encoding="utf-8").partition("codebook:")[0]
    assert "The examples are invented; nobody said them." in head


def test_every_slug_begins_with_the_slug_of_the_code_above(codebook):
    slugs = {code.id: code.slug for code in codebook}
    for code in codebook:
        if code.parent:
            assert code.slug.startswith(f"{slugs[code.parent]}.")


def test_no_two_codes_of_one_codebook_look_alike_in_a_list(codebook):
    assert len({code.colour for code in codebook}) == len(codebook)
    assert len({code.path for code in codebook}) == len(codebook)


def test_children_share_the_hue_of_the_top_of_their_branch(codebook):
    tops = {code.path: code for code in codebook if code.parent is None}
    for code in codebook:
        top = tops[code.path.split(" › ")[0]]
        turn = abs(hue(code.colour) - hue(top.colour))
        assert min(turn, 360 - turn) < 25, code.slug


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("name", [name for name in BOOKS if name != "cross-cutting"])
def test_branches_look_unlike_to_every_eye(name, eye):
    tops = [seen_by(EYES[eye], code.colour) for code in BOOKS[name] if code.parent is None]
    for one, other in itertools.combinations(tops, 2):
        assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 >= APART


def test_a_code_to_use_instead_exists(codebook):
    known = {name: {code.slug for code in book} for name, book in BOOKS.items()}
    for code in codebook:
        for text in (code.include, code.exclude):
            for book, slug in named_codes(text):
                assert slug in known[book or codebook.id], f"{code.slug}: {slug}"
                assert (book or codebook.id, slug) != (codebook.id, code.slug)


def test_a_reference_is_found_however_it_is_written():
    assert named_codes(
        "A gap (use a.b, c-d or e). Also (see other-book: f.g). And (see b: h)."
    ) == [
        (None, "a.b"),
        (None, "c-d"),
        (None, "e"),
        ("other-book", "f.g"),
        ("b", "h"),
    ]


def test_a_bundled_codebook_survives_being_written(codebook):
    assert parse_codebook(dump_codebook(codebook), "again.yaml") == codebook


def test_the_readme_lists_every_codebook_with_its_size():
    readme = (bundled_folder("codebooks") / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([\w-]+)` \| (\d+) \|", readme, re.MULTILINE)
    assert {name: int(number) for name, number in rows} == SIZES


def test_the_readmes_example_is_a_codebook():
    readme = (bundled_folder("codebooks") / "README.md").read_text(encoding="utf-8")
    example = re.search(r"```yaml\n(.*?)```", readme, re.DOTALL)[1]
    assert len(example.splitlines()) == 10
    assert [c.path for c in parse_codebook(example, "my-study.yaml")] == [
        "Breaks from caring",
        "Breaks from caring › Break refused",
    ]


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the reference data is not beside this checkout")
class TestReferenceThemes:
    """The themes that the codebooks were made from, where they are at hand."""

    HOMES = (
        ("cross", "cross.", "cross-cutting"),
        ("000", "", "carers-rights-2024"),
        ("002", "tax.", "kings-fund-2023-taxonomy"),
        ("002", "", "kings-fund-2023-insights"),
        ("001+003", "", "carers-action-plan-2018"),
        ("004", "", "carers-strategy-2008"),
    )

    @pytest.fixture
    def themes(self):
        lines = (SHARED / "reference" / "themes.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]

    def home(self, theme):
        return next(
            book
            for report, prefix, book in self.HOMES
            if theme["report"] == report and theme["slug"].startswith(prefix)
        )

    def slug(self, name):
        return name.removeprefix("cross.") if name else None

    def test_every_theme_is_in_exactly_one_codebook(self, themes):
        assert len(themes) == 156
        given = sorted((self.home(theme), self.slug(theme["slug"])) for theme in themes)
        # The ideas for change are sorted after a report, and are themes of no list.
        ours = [(name, code.slug) for name, book in BOOKS.items() for code in book]
        assert sorted(one for one in ours if one[0] != "carers-trust-ideas-2024") == given

    def test_every_theme_stands_where_it_was_given(self, themes):
        for theme in themes:
            book = BOOKS[self.home(theme)]
            code = next(one for one in book if one.slug == self.slug(theme["slug"]))
            parents = {one.id: one.slug for one in book}
            assert parents.get(code.parent) == self.slug(theme["parent"]), theme["slug"]

    def test_every_theme_keeps_its_label_and_its_easy_read_label(self, themes):
        for theme in themes:
            code = next(c for c in BOOKS[self.home(theme)] if c.slug == self.slug(theme["slug"]))
            label, _, easy = theme["label"].partition(" (easy-read label: ")
            assert plain(code.label) == plain(label)
            assert not easy or easy.strip('")') in code.other_labels

    def test_no_example_repeats_what_somebody_said_in_a_report(self):
        said = [
            re.findall(r"\w+", path.read_text(encoding="utf-8").casefold())
            for path in (SHARED / "reports").glob("*.txt")
        ]
        assert said
        runs = {tuple(words[n : n + 8]) for words in said for n in range(len(words) - 7)}
        for book in BOOKS.values():
            for code in book:
                for example in code.examples:
                    words = re.findall(r"\w+", example.casefold())
                    shared = runs & {tuple(words[n : n + 8]) for n in range(len(words) - 7)}
                    assert not shared, code.slug


def plain(label):
    """Return a label with straight marks and hyphens."""
    return label.translate(str.maketrans("“”’–", '""\'-')).replace('"', "'")


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
    with pytest.raises(CodebookNotFoundError, match=", ".join(SIZES)):
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
