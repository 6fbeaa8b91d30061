"""What a random draw tells: only from passages coded without a gap, and by conversation."""

import pytest

from qualcode.measures import clustered_interval


def drawn_table(project, by=None):
    tables = {table.unit: table for table in project.counting.prevalence(by).tables}
    return tables.get("drawn passages")


def code_drawn(project, passages, code, has):
    """Read passages, and code those that `has` says have the code."""
    for passage in passages:
        if has(passage):
            project.codings.apply(passage.source, passage.start, passage.end, code)
        project.readings.mark(passage.source, passage.start, passage.end)


@pytest.fixture
def uncoded(open_as, tmp_path):
    """The bundled study with its codebook, and nothing coded or read."""
    from qualcode.codebooks import bundled_folder, find_codebook, load_codebook
    from qualcode.project import Project

    with Project.create(tmp_path / "u.qualcode", "Lead") as made:
        list(made.sources.import_files([bundled_folder("corpus")]))
        made.codes.load(load_codebook(find_codebook("cross-cutting")))
        yield made


def breaks(project):
    return project.codes.find("breaks").id


def test_nothing_is_told_before_anything_drawn_is_coded(uncoded):
    uncoded.samples.draw(12, seed="s")
    assert drawn_table(uncoded) is None


def test_the_share_is_of_the_passages_coded_from_the_first_on(uncoded):
    drawn = uncoded.samples.draw(12, seed="s").passages
    first = {passage.id for passage in drawn[:8]}
    code_drawn(
        uncoded, drawn[:8], breaks(uncoded), lambda passage: passage.id in list(first)[:2] or False
    )
    (count,) = [one for one in drawn_table(uncoded).counts if one.code == breaks(uncoded)]
    assert (count.n, count.base) == (2, 8)


def test_a_passage_coded_out_of_its_turn_does_not_count(uncoded):
    drawn = uncoded.samples.draw(12, seed="s").passages
    code_drawn(uncoded, [*drawn[:3], *drawn[5:]], breaks(uncoded), lambda _: True)
    (count,) = [one for one in drawn_table(uncoded).counts if one.code == breaks(uncoded)]
    assert (count.n, count.base) == (3, 3)


def test_the_interval_rests_on_conversations(uncoded):
    drawn = uncoded.samples.draw(20, seed="s").passages
    code_drawn(uncoded, drawn, breaks(uncoded), lambda passage: passage.source == drawn[0].source)
    (count,) = [one for one in drawn_table(uncoded).counts if one.code == breaks(uncoded)]
    sizes: dict[str, int] = {}
    for passage in drawn:
        sizes[passage.source] = sizes.get(passage.source, 0) + 1
    hits = [size if source == drawn[0].source else 0 for source, size in sizes.items()]
    low, high = clustered_interval(hits, list(sizes.values()))
    assert (count.low, count.high) == pytest.approx((low, high))
    assert count.clusters == len(sizes)


def test_over_strata_the_whole_draw_must_be_coded(uncoded):
    sample = uncoded.samples.draw(10, by="site", seed="s")
    by_site = list(sample.passages)
    code_drawn(uncoded, by_site[:-1], breaks(uncoded), lambda _: False)
    groups = {
        one.group: one.base
        for one in drawn_table(uncoded, "site").counts
        if one.code == breaks(uncoded)
    }
    assert groups["all"] == 0
    assert sum(groups.values()) == 9
    code_drawn(uncoded, by_site[-1:], breaks(uncoded), lambda _: False)
    groups = {
        one.group: one.base
        for one in drawn_table(uncoded, "site").counts
        if one.code == breaks(uncoded)
    }
    assert groups["all"] == 10


def test_a_draw_shared_out_by_site_is_not_counted_by_role(uncoded):
    drawn = uncoded.samples.draw(10, by="site", seed="s").passages
    code_drawn(uncoded, drawn, breaks(uncoded), lambda _: True)
    assert drawn_table(uncoded, "role") is None


def test_what_was_coded_and_not_read_does_not_count(uncoded):
    for passage in uncoded.samples.draw(6, seed="s").passages:
        uncoded.codings.apply(passage.source, passage.start, passage.end, breaks(uncoded))
    assert drawn_table(uncoded) is None
