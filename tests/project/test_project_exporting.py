"""What leaves as a file comes back the same: codings and the codebook."""

import csv

import pytest
from corpus_project import CORPUS, OWN_CODES

from qualcode.codebooks import bundled_codebooks, find_codebook, load_codebook
from qualcode.exchange import CodingTableError
from qualcode.project import Project
from qualcode.project.counts.tallies import CONVERSATIONS
from qualcode.project.errors import UnverifiedCodingError


def said(project):
    return {(one.source, one.start, one.end, one.code, one.coder) for one in project.codings.of()}


def conversations(project, codes):
    """Return the counts of conversations by site, for some codes."""
    tables = [t for t in project.counting.prevalence("site").tables if t.unit == CONVERSATIONS]
    return [count for table in tables for count in table.counts if count.code in codes]


@pytest.fixture
def fresh(tmp_path):
    """Another project with the study's transcripts and codebooks, and nothing coded."""
    with Project.create(tmp_path / "fresh.qualcode", "Reader") as project:
        list(project.sources.import_files([CORPUS]))
        project.codes.load(load_codebook(find_codebook("cross-cutting")))
        project.codes.load(load_codebook(OWN_CODES))
        yield project


def test_codings_go_out_and_come_back_the_same(corpus, fresh, tmp_path):
    done = corpus.exporting.write(tmp_path / "codings.csv")
    assert (done.written, done.what) == (len(corpus.codings.of()), "coding")
    counts = fresh.codings.apply_table(tmp_path / "codings.csv", read=True)
    assert sum(counts.values()) == done.written
    assert said(fresh) == said(corpus)
    # The table cannot say which codes there were when a source was read, nor who is one person.
    theirs = {one.id for one in corpus.codes.list() if one.slug != "online"}
    assert conversations(fresh, theirs) == conversations(corpus, theirs)


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
    with pytest.raises(CodingTableError, match="coder is missing"):
        fresh.codings.apply_table(tmp_path / "t.csv")


def test_the_codebooks_go_out_and_come_back(corpus, tmp_path):
    done = corpus.exporting.write(tmp_path / "codes.yaml")
    assert len(done.files) == 2
    with Project.create(tmp_path / "other.qualcode", "Reader") as other:
        for path, _ in done.files:
            other.codes.load(load_codebook(path))
        facts = ("label", "definition", "include", "exclude", "keywords", "colour", "path")
        assert [tuple(getattr(one, name) for name in facts) for one in other.codes.list()] == [
            tuple(getattr(one, name) for name in facts) for one in corpus.codes.list()
        ]


@pytest.mark.parametrize("name", list(bundled_codebooks()))
def test_a_codebook_goes_out_as_it_came_with_its_title_and_source(project, tmp_path, name):
    project.codes.load_bundled(name)
    project.exporting.write(tmp_path / "codes.yaml")
    assert load_codebook(tmp_path / "codes.yaml") == load_codebook(find_codebook(name))


@pytest.fixture
def several(project):
    """Two codebooks, a code of one's own under a code of one of them, and two beside them."""
    project.codes.load_bundled("cross-cutting")
    project.codes.load_bundled("carers-rights-2024")
    mine = project.codes.add("Mine").id
    project.codes.add("Breaks", parent=mine, definition="Another meaning of the word.")
    project.codes.add("Key safe", parent=project.codes.find("leave.culture").id)
    return project


def test_each_codebook_becomes_a_file_of_its_own(several, tmp_path):
    done = several.exporting.write(tmp_path / "codes.yaml")
    assert {path.name: number for path, number in done.files} == {
        "codes-cross-cutting.yaml": 22,
        "codes-carers-rights-2024.yaml": 38,
        "codes-p.yaml": 2,
    }
    assert done.written == 62
    assert tuple(path for path, _ in done.files) == several.exporting.targets(
        tmp_path / "codes.yaml"
    )
    assert not (tmp_path / "codes.yaml").exists()


def test_files_that_went_out_change_nothing_where_they_came_from(several, tmp_path):
    done = several.exporting.write(tmp_path / "codes.yaml")
    before = len(several.history.list()), several.codes.list()
    for path, _ in done.files:
        several.codes.load(load_codebook(path))
    assert (len(several.history.list()), several.codes.list()) == before


def test_a_code_of_ones_own_is_changed_by_the_file_it_went_out_in(several, tmp_path):
    done = several.exporting.write(tmp_path / "codes.yaml")
    path = next(path for path, _ in done.files if "rights" in path.name)
    words = path.read_text(encoding="utf-8").replace("label: Key safe", "label: A key safe")
    path.write_text(words, encoding="utf-8")
    number = len(several.codes.list())
    several.codes.load(load_codebook(path))
    assert several.codes.find("A key safe").path.endswith(" › A key safe")
    assert len(several.codes.list()) == number


def test_the_files_make_the_same_trees_elsewhere(several, tmp_path):
    done = several.exporting.write(tmp_path / "codes.yaml")
    with Project.create(tmp_path / "other.qualcode", "Reader") as other:
        for path, _ in done.files:
            other.codes.load(load_codebook(path))
        assert sorted((one.path, one.definition) for one in other.codes.list()) == sorted(
            (one.path, one.definition) for one in several.codes.list()
        )


def test_a_code_moved_under_another_codebook_is_at_the_top_of_its_own_file(several, tmp_path):
    breaks, leave = several.codes.find("breaks"), several.codes.find("leave")
    several.codes.move(breaks.id, leave.id)
    done = several.exporting.write(tmp_path / "codes.yaml")
    (said,) = done.mind
    assert said.startswith("“Carer's leave › Breaks” stands under a code of another codebook;")
    assert several.codes.load(load_codebook(tmp_path / "codes-cross-cutting.yaml")).changed == 0
    assert several.codes.find("breaks").parent == leave.id


def test_a_code_whose_parent_was_deleted_still_goes_out(project, tmp_path):
    top = project.codes.add("Top").id
    middle = project.codes.add("Middle", parent=top).id
    project.codes.add("Low", parent=middle)
    with project.codes._store.act("delete code") as act:
        act.set("code", middle, {"gone": True})
    project.exporting.write(tmp_path / "codes.yaml")
    assert [one.path for one in load_codebook(tmp_path / "codes.yaml")] == ["Top", "Top › Low"]


def test_codes_of_ones_own_stand_in_the_order_in_which_they_were_made(corpus):
    for label in ("Zeal", "Ale", "Mice", "Bees"):
        corpus.codes.add(label)
    assert [one.label for one in corpus.codes.list()][-4:] == ["Zeal", "Ale", "Mice", "Bees"]


def test_an_export_says_what_it_leaves_out(suggested, tmp_path):
    about = suggested.sources.list()[0].id
    suggested.notes.add("source", about, "A lively group.")
    left_out = suggested.exporting.write(tmp_path / "codings.csv").left_out
    # The eight remarks in the margin of D-INT1, and the one just written.
    assert "9 notes." in left_out
    assert any("suggestions, which are not codings" in one for one in left_out)
