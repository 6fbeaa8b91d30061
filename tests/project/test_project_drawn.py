"""What a random draw tells: only from passages coded without a gap, as if without a model."""

import pytest

from qualcode.measures import wilson_interval


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


def test_the_interval_is_that_of_single_passages_from_so_many(uncoded):
    strata = uncoded.samples.draw(20, seed="s")
    drawn = strata.passages
    first = {passage.id for passage in drawn[:5]}
    code_drawn(uncoded, drawn, breaks(uncoded), lambda passage: passage.id in first)
    (count,) = [one for one in drawn_table(uncoded).counts if one.code == breaks(uncoded)]
    n = 20 / (1 - 20 / strata.strata["all"][0])
    low, high = wilson_interval(n / 4, n)
    assert (count.n, count.base) == (5, 20)
    assert (count.low, count.high) == pytest.approx((low, high))


def test_when_every_passage_was_read_the_share_is_known(uncoded):
    drawn = uncoded.samples.draw(10**6, seed="s").passages
    for source in uncoded.sources.list():
        uncoded.readings.mark_all(source.id)
    uncoded.codings.apply(drawn[0].source, drawn[0].start, drawn[0].end, breaks(uncoded))
    (count,) = [one for one in drawn_table(uncoded).counts if one.code == breaks(uncoded)]
    assert count.low == count.high == pytest.approx(1 / len(drawn))


@pytest.mark.parametrize("by", [None, "site"])
def test_it_is_what_assisted_shares_give_without_the_model(uncoded, by):
    drawn = uncoded.samples.draw(40, by="site", seed="s").passages
    first = {passage.id for passage in drawn[:9]}
    code_drawn(uncoded, drawn[:30], breaks(uncoded), lambda passage: passage.id in first)
    code = breaks(uncoded)
    plain = {one.group: one for one in drawn_table(uncoded, by).counts if one.code == code}
    assisted = [one for one in uncoded.counting.assisted(by).counts if one.code == code]
    assert len(assisted) == len(plain)
    for one in assisted:
        same = plain[one.group]
        assert (same.n, same.base) == (one.n, one.drawn)
        assert (same.low, same.high) == (one.human_low, one.human_high)
        assert same.share == one.human_estimate


def test_a_draw_from_all_is_counted_by_site_too(uncoded):
    code_drawn(uncoded, uncoded.samples.draw(40, seed="s").passages, breaks(uncoded), lambda _: 0)
    bases = {one.group: one.base for one in drawn_table(uncoded, "site").counts}
    assert sum(base for group, base in bases.items() if group != "all") == bases["all"] == 40


def test_over_strata_something_of_each_must_be_coded(uncoded):
    drawn = uncoded.samples.draw(10, by="site", seed="s").passages
    code_drawn(uncoded, drawn[:1], breaks(uncoded), lambda _: False)
    assert drawn_table(uncoded, "site") is None
    assert any("was drawn and read" in note for note in uncoded.counting.prevalence("site").notes)
    code_drawn(uncoded, drawn[1:-1], breaks(uncoded), lambda _: False)
    groups = {
        one.group: one.base
        for one in drawn_table(uncoded, "site").counts
        if one.code == breaks(uncoded)
    }
    assert groups.pop("all") == sum(groups.values()) == 9


def test_what_was_read_of_a_rare_part_counts_by_the_size_of_the_part(uncoded):
    sample = uncoded.samples.draw(40, by="site", seed="s")
    site = {one.id: one.site for one in uncoded.sources.list()}
    ours = [one for one in sample.passages if site[one.source] == "A"]
    rest = [one for one in sample.passages if one not in ours]
    some = {}
    for one in rest:
        some.setdefault(site[one.source], one)
    code_drawn(uncoded, [*ours, *some.values()], breaks(uncoded), lambda one: one in ours)
    counts = [one for one in drawn_table(uncoded).counts if one.code == breaks(uncoded)]
    sizes = {name: size for name, (size, _) in sample.strata.items()}
    assert counts[0].share == pytest.approx(sizes["A"] / sum(sizes.values()))
    assert counts[0].low <= counts[0].share <= counts[0].high


def test_a_draw_shared_out_by_site_is_not_counted_by_role(uncoded):
    drawn = uncoded.samples.draw(10, by="site", seed="s").passages
    code_drawn(uncoded, drawn, breaks(uncoded), lambda _: True)
    assert drawn_table(uncoded, "role") is None


def test_a_project_that_can_only_be_read_is_counted_too(uncoded, monkeypatch):
    drawn = uncoded.samples.draw(6, seed="s").passages
    code_drawn(uncoded, drawn, breaks(uncoded), lambda _: True)
    monkeypatch.setattr(uncoded._store, "reading_only", True)
    (count,) = [one for one in drawn_table(uncoded).counts if one.code == breaks(uncoded)]
    assert (count.n, count.base) == (6, 6)


def test_what_was_coded_and_not_read_does_not_count(uncoded):
    for passage in uncoded.samples.draw(6, seed="s").passages:
        uncoded.codings.apply(passage.source, passage.start, passage.end, breaks(uncoded))
    assert drawn_table(uncoded) is None
