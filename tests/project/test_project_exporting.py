"""What leaves as a file comes back the same: codings and the codebook."""

import csv

import pytest
from corpus_project import CORPUS

from qualcode.codebooks import find_codebook, load_codebook
from qualcode.exchange import CodingTableError
from qualcode.project import Project
from qualcode.project.errors import UnverifiedCodingError


def said(project):
    return {(one.source, one.start, one.end, one.code, one.coder) for one in project.codings.of()}


@pytest.fixture
def fresh(tmp_path):
    """Another project with the study's transcripts and codebook, and nothing coded."""
    with Project.create(tmp_path / "fresh.qualcode", "Reader") as project:
        list(project.sources.import_files([CORPUS]))
        project.codes.load(load_codebook(find_codebook("cross-cutting")))
        yield project


def test_codings_go_out_and_come_back_the_same(corpus, fresh, tmp_path):
    done = corpus.exporting.write(tmp_path / "codings.csv")
    assert (done.written, done.what) == (len(corpus.codings.of()), "coding")
    counts = fresh.codings.apply_table(tmp_path / "codings.csv", read=True)
    assert sum(counts.values()) == done.written
    assert said(fresh) == said(corpus)
    assert fresh.counting.prevalence("site") == corpus.counting.prevalence("site")


def test_a_table_applied_twice_adds_nothing(corpus, tmp_path):
    corpus.exporting.write(tmp_path / "codings.csv")
    before = said(corpus)
    assert set(corpus.codings.apply_table(tmp_path / "codings.csv").values()) == {0}
    assert said(corpus) == before


def test_codes_that_share_a_name_go_out_with_their_codebook(corpus, fresh, tmp_path):
    for project in (corpus, fresh):
        project.codes.load(load_codebook(find_codebook("carers-rights-2024")))
    made = corpus.codes.add("Breaks", parent=corpus.codes.add("Mine").id)
    source = corpus.sources.find("A-FG1").id
    corpus.codings.apply(source, *corpus.codings.locate(source, "a tunic"), made.id)
    corpus.exporting.write(tmp_path / "codings.csv")
    corpus.codings.apply_table(tmp_path / "codings.csv")
    assert len(said(corpus)) == len(corpus.codings.of())


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"text": "Somebody else's words"}, UnverifiedCodingError),
        ({"start": "1"}, UnverifiedCodingError),
        ({"code": "nothing-like-it"}, UnverifiedCodingError),
        ({"start": "soon"}, CodingTableError),
        ({"coder": " "}, CodingTableError),
    ],
)
def test_a_table_with_one_wrong_row_is_refused_whole(fresh, corpus, tmp_path, change, error):
    path = tmp_path / "codings.csv"
    corpus.exporting.write(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[7].update(change)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    with pytest.raises(error, match="row 8"):
        fresh.codings.apply_table(path)
    assert fresh.codings.of() == []


def test_a_table_without_a_column_is_refused(fresh, tmp_path):
    (tmp_path / "t.csv").write_text("source,start,end,text,code\n", encoding="utf-8")
    with pytest.raises(CodingTableError, match="the column coder is missing"):
        fresh.codings.apply_table(tmp_path / "t.csv")


def test_the_codebook_goes_out_and_comes_back(corpus, tmp_path):
    corpus.exporting.write(tmp_path / "codes.yaml")
    with Project.create(tmp_path / "other.qualcode", "Reader") as other:
        other.codes.load(load_codebook(tmp_path / "codes.yaml"))
        facts = ("label", "definition", "include", "exclude", "keywords", "colour", "path")
        assert [tuple(getattr(one, name) for name in facts) for one in other.codes.list()] == [
            tuple(getattr(one, name) for name in facts) for one in corpus.codes.list()
        ]


def test_two_codebooks_and_a_code_of_ones_own_go_out_and_come_back(corpus, tmp_path):
    corpus.codes.load(load_codebook(find_codebook("carers-rights-2024")))
    mine = corpus.codes.add("Mine").id
    corpus.codes.add("Breaks", parent=mine, definition="Another meaning of the word.")
    corpus.exporting.write(tmp_path / "codes.yaml")
    with Project.create(tmp_path / "other.qualcode", "Reader") as other:
        other.codes.load(load_codebook(tmp_path / "codes.yaml"))
        assert [(one.path, one.definition) for one in other.codes.list()] == [
            (one.path, one.definition) for one in corpus.codes.list()
        ]


def test_codes_of_ones_own_stand_in_the_order_in_which_they_were_made(corpus):
    for label in ("Zeal", "Ale", "Mice", "Bees"):
        corpus.codes.add(label)
    assert [one.label for one in corpus.codes.list()][-4:] == ["Zeal", "Ale", "Mice", "Bees"]


def test_an_export_says_what_it_leaves_out(suggested, tmp_path):
    about = suggested.sources.list()[0].id
    suggested.notes.add("source", about, "A lively group.")
    left_out = suggested.exporting.write(tmp_path / "codings.csv").left_out
    assert any("1 note" in one for one in left_out)
    assert any("suggestions, which are not codings" in one for one in left_out)
