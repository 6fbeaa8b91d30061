"""Codebooks in a project: loaded side by side, loaded again, and never at the cost of codings."""

import tempfile
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.codebooks import bundled_codebooks, find_codebook, load_codebook, parse_codebook
from qualcode.project import Project
from qualcode.project.codebook.errors import (
    CodeHasPartsError,
    ExistingLabelError,
    MovedIntoItselfError,
    ReusedCodeIdError,
)
from qualcode.project.codes import RECOMMENDED, Codes
from qualcode.store.errors import AmbiguousItemError, UnknownItemError

CARE = """\
    codebook: care
    label: Care
    source: A report, 2024.
    codes:
      - id: help
        label: Help
        definition: Help of any kind.
        codes:
          - id: help.break
            label: A break
            definition: Time off.
            keywords: [respite]
            colour: "#0072B2"
      - id: job
        label: Job
        definition: Paid work.
"""
OTHER = """\
    codebook: other
    label: Another one
    codes:
      - id: job
        label: Job
        definition: Anything that is work.
      - id: people
        label: People
        codes:
          - {id: people.break, label: A break}
"""


def read(text):
    return parse_codebook(dedent(text), "care.yaml")


def care(*changes):
    """Return the file after its author changed some words, each (old, new)."""
    text = dedent(CARE)
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return parse_codebook(text, "care.yaml")


@pytest.fixture
def loaded(desk):
    """The small study with one codebook loaded and nothing coded."""
    for code in desk.project.codes.list():
        desk.project.codes.delete(code.id, with_parts=True)
    desk.project.codes.load(read(CARE))
    return desk


@pytest.fixture
def coded(loaded):
    """The same with A-FG1 and B-INT1 read, and two codings."""
    loaded.apply("A-FG1", "a week away in May", "A break")
    loaded.apply("A-FG1", "I lost my job", "Job")
    loaded.read("A-FG1")
    loaded.read("B-INT1")
    return loaded


@pytest.fixture
def codes(coded):
    return coded.project.codes


def acts(desk):
    return len(desk.project.history.list())


def told(codes, codebook, **how):
    return "\n".join(codes.compare(codebook, **how).sentences())


def codings(desk):
    slugs = {code.id: code.slug for code in desk.project.codes.list()}
    return sorted(slugs[one.code] for one in desk.project.codings.of())


class TestLoadingAgain:
    """The difference comes first, changes nothing, and is what a load does."""

    def test_an_unchanged_file_writes_nothing(self, coded, codes):
        before = acts(coded)
        difference = codes.compare(care())
        assert difference.is_empty
        assert list(difference.sentences()) == []
        assert codes.load(care()).difference == difference
        assert acts(coded) == before

    def test_comparing_writes_nothing(self, coded, codes):
        before = acts(coded), codes.list()
        assert not codes.compare(care(("Paid work.", "Any work."))).is_empty
        assert (acts(coded), codes.list()) == before

    def test_a_load_is_one_act_and_can_be_undone(self, coded, codes):
        before = acts(coded), codes.list()
        codes.load(care(("label: Job", "label: Work"), ("Time off.", "Time away.")))
        assert acts(coded) == before[0] + 1
        coded.project.history.undo()
        assert codes.list() == before[1]

    def test_after_a_load_nothing_differs(self, codes):
        changed = care(("label: Job", "label: Work"), ("id: help.break", "id: help.rest"))
        codes.load(changed)
        assert codes.compare(changed).is_empty

    def test_a_new_label_is_a_renaming_and_no_new_meaning(self, coded, codes):
        difference = codes.compare(care(("label: Job", "label: Work")))
        (renamed,) = difference.renamed
        (change,) = renamed.fields
        assert (renamed.slug, change.old, change.new) == ("job", "Job", "Work")
        assert difference.redefined == ()
        assert "Renamed: “Job”: label “Job” → “Work”." in difference.sentences()
        codes.load(care(("label: Job", "label: Work")))
        assert codings(coded) == ["help.break", "job"]
        assert coded.counts("people", "Work")["all"] == (1, 3, 0)

    def test_a_new_definition_says_which_fields_and_what_it_touches(self, codes):
        changed = care(("Paid work.", "Any work.\n    include: Unpaid too."))
        difference = codes.compare(changed)
        (redefined,) = difference.redefined
        assert [(one.field, one.old, one.new) for one in redefined.fields] == [
            ("definition", "Paid work.", "Any work."),
            ("include", "", "Unpaid too."),
        ]
        assert (difference.touched.codings, difference.touched.sources) == (1, 2)
        assert told(codes, changed).splitlines() == [
            (
                "Redefined: “Job”: definition “Paid work.” → “Any work.”; "
                "include nothing → “Unpaid too.”"
            ),
            "The redefined codes have 1 coding by 1 coder, which stay.",
            (
                "2 sources read with the old meaning will count as not looked for yet, under the "
                "redefined codes and the codes above them."
            ),
        ]

    def test_what_it_says_of_readings_is_what_happens(self, coded, codes):
        assert coded.counts("people", "Help")["all"] == (1, 3, 0)
        codes.load(care(("Time off.", "Time away.")))
        # Whoever was coded still speaks of it, beyond a base in which nobody is any longer.
        assert coded.counts("people", "A break")["all"] == (0, 0, 1)
        assert coded.counts("people", "Help")["all"] == (0, 0, 1)
        assert coded.counts("people", "Job")["all"] == (1, 3, 0)
        assert codings(coded) == ["help.break", "job"]

    def test_a_source_read_again_is_touched_again(self, coded, codes):
        codes.load(care(("Time off.", "Time away.")))
        assert codes.compare(care(("Time off.", "An hour."))).touched.sources == 0
        coded.read("B-INT1")
        assert codes.compare(care(("Time off.", "An hour."))).touched.sources == 1

    def test_a_code_under_another_parent_is_moved(self, codes):
        flat = replace(care(), codes=tuple(replace(c, parent=None, path=c.label) for c in care()))
        (moved,) = codes.compare(flat).moved
        assert (moved.slug, moved.fields[0].old, moved.fields[0].new) == (
            "help.break",
            "Help",
            None,
        )
        assert "Moved: “Help › A break”: from under “Help” to the top." in told(codes, flat)
        codes.load(flat)
        assert codes.find("help.break").path == "A break"

    def test_colours_and_other_words_are_told_apart_from_the_meaning(self, codes):
        difference = codes.compare(care(("#0072B2", "#D55E00"), ("[respite]", "[respite, rest]")))
        assert [one.slug for one in difference.recoloured] == ["help.break"]
        assert [one.slug for one in difference.detailed] == ["help.break"]
        assert difference.redefined == ()
        assert "Other words: “Help › A break”: keywords “respite” → “respite”, “rest”." in list(
            difference.sentences()
        )

    def test_a_missing_code_stays_with_its_codings_and_is_named(self, coded, codes):
        without = replace(care(), codes=care().codes[:2])
        difference = codes.compare(without)
        assert difference.is_empty
        (missing,) = difference.missing
        assert (missing.slug, missing.codings) == ("job", 1)
        assert list(difference.sentences()) == [
            "No longer in the file, and kept: “Job” (1 coding)."
        ]
        assert codes.load(without).missing == ("Job",)
        assert codings(coded) == ["help.break", "job"]
        assert codes.find("job").definition == "Paid work."

    def test_a_new_code_goes_where_the_file_has_it(self, codes):
        new = "  - id: money\n    label: Money\n  - id: job"
        codes.load(care(("  - id: job", new)))
        assert [code.slug for code in codes.list()] == ["help", "help.break", "money", "job"]

    def test_a_new_code_was_not_looked_for_in_what_was_read(self, coded, codes):
        new = "      - {id: help.money, label: Money}\n  - id: job"
        difference = codes.compare(care(("  - id: job", new)))
        assert [code.path for code in difference.new] == ["Help › Money"]
        assert difference.unread == 2
        codes.load(care(("  - id: job", new)))
        assert coded.counts("people", "Money")["all"] == (0, 0, 0)
        assert coded.counts("people", "Help")["all"] == (0, 0, 1)

    def test_the_order_of_the_file_is_taken(self, codes):
        one, part, two = care().codes
        turned = replace(care(), codes=(two, one, part))
        assert codes.compare(turned).reordered
        codes.load(turned)
        assert [code.slug for code in codes.list()] == ["job", "help", "help.break"]
        assert codes.compare(turned).is_empty

    def test_a_new_title_or_source_is_told(self, codes):
        changed = care(("A report, 2024.", "A report, 2025."))
        assert told(codes, changed) == (
            "Of the codebook itself: source “A report, 2024.” → “A report, 2025.”"
        )
        codes.load(changed)
        assert codes.compare(changed).is_empty


class TestIdsThatChange:
    """An id is not guessed: it is asked for, and the file can say."""

    def test_a_likely_change_of_an_id_is_told_and_not_made(self, coded, codes):
        changed = care(("id: job", "id: work"))
        difference = codes.compare(changed)
        (perhaps,) = difference.perhaps
        assert (perhaps.missing.slug, perhaps.new.slug) == ("job", "work")
        assert perhaps.alike == ("label", "definition")
        assert "write “was: [job]” under it" in told(codes, changed)
        codes.load(changed)
        assert codings(coded) == ["help.break", "job"]

    def test_another_label_and_another_meaning_are_no_hint(self, codes):
        changed = care(("id: job", "id: x"), ("label: Job", "label: X"), ("Paid work.", "Else."))
        assert codes.compare(changed).perhaps == ()

    @pytest.fixture
    def renumbered(self):
        return care(("id: job", "id: work\n    was: [job]"), ("label: Job", "label: Work"))

    def test_a_file_that_says_the_earlier_id_keeps_codings_and_readings(
        self, coded, codes, renumbered
    ):
        difference = codes.compare(renumbered)
        assert [one.slug for one in difference.given_new_ids] == ["job"]
        assert (difference.new, difference.missing, difference.redefined) == ((), (), ())
        codes.load(renumbered)
        assert codings(coded) == ["help.break", "work"]
        assert coded.counts("people", "Work")["all"] == (1, 3, 0)

    def test_the_earlier_id_may_go_from_the_file_later(self, codes, renumbered):
        codes.load(renumbered)
        later = care(("id: job", "id: work"), ("label: Job", "label: Work"))
        assert codes.compare(later).is_empty

    def test_an_earlier_id_that_was_loaded_as_two_codes_makes_them_one(self, coded, codes):
        codes.load(care(("id: job", "id: work")))
        coded.apply("B-INT1", "I get by", "care:work")
        said = care(("id: job", "id: work\n    was: [job]"))
        assert codes.compare(said).joined == ("Job",)
        codes.load(said)
        assert codings(coded) == ["help.break", "work", "work"]
        assert codes.compare(said).is_empty

    def test_an_id_is_not_given_to_another_code(self, codes, renumbered):
        codes.load(renumbered)
        again = care(
            ("id: job", "id: work"),
            ("label: Job", "label: Work"),
            ("definition: Paid work.", "definition: Paid work.\n  - {id: job, label: New}"),
        )
        with pytest.raises(ReusedCodeIdError, match="“job” was that of “Work”"):
            codes.compare(again)

    def test_copies_that_renamed_an_id_apart_agree(self, coded, renumbered, tmp_path):
        copy = tmp_path / "copy.qualcode"
        coded.project.copies.back_up(copy)
        coded.project.codes.load(renumbered)
        with Project.open(copy, "Tom") as other:
            other.codes.load(renumbered)
        coded.project.copies.merge(copy)
        assert [one.slug for one in coded.project.codes.list()] == ["help", "help.break", "work"]


class TestChangesMadeInTheProject:
    """What somebody changed since the last load stays, while the file says what it said."""

    @pytest.fixture
    def reworked(self, coded, codes):
        codes.rename(coded.code("Job"), "Work")
        codes.redefine(coded.code("A break"), definition="A rest.")
        codes.move(coded.code("A break"), None)
        return codes

    def test_it_is_kept_and_told(self, coded, reworked):
        before = acts(coded), reworked.list()
        reworked.load(care())
        assert (acts(coded), reworked.list()) == before
        assert told(reworked, care()).splitlines() == [
            (
                "Changed here since, and kept: “A break”. The file has definition “Time off.”; "
                "it under “Help”."
            ),
            "Changed here since, and kept: “Work”. The file has label “Job”.",
        ]

    def test_what_the_file_changes_too_is_the_files(self, reworked):
        difference = reworked.load(care(("label: Job", "label: Labour"))).difference
        assert [(one.old, one.new) for one in difference.renamed[0].fields] == [("Work", "Labour")]
        assert reworked.find("job").label == "Labour"
        assert reworked.find("help.break").definition == "A rest."

    def test_the_file_wins_where_that_is_said(self, reworked):
        reworked.load(care(), file_wins=True)
        assert [(one.path, one.definition) for one in reworked.list()] == [
            (one.path, one.definition) for one in care()
        ]

    def test_a_deleted_code_stays_deleted(self, coded, codes):
        for one in coded.project.codings.of():
            coded.project.codings.remove(one.id)
        codes.delete(coded.code("Job"))
        difference = codes.compare(care())
        assert difference.is_empty
        assert list(difference.sentences()) == ["Deleted here, and left so: “Job”."]
        codes.load(care(), file_wins=True)
        assert codes.find("job").label == "Job"

    def test_a_joined_code_stays_joined(self, coded, codes):
        codes.join(coded.code("Job"), coded.code("Help"))
        difference = codes.compare(care(("Paid work.", "Any work.")))
        assert difference.is_empty
        assert list(difference.sentences()) == ["Joined here, and left so: “Job” into “Help”."]
        codes.load(care(), file_wins=True)
        assert codings(coded) == ["help.break", "job"]

    def test_a_code_of_ones_own_is_never_missing(self, coded, codes):
        codes.add("A key safe", parent=coded.code("Help"))
        assert codes.compare(care()).missing == ()


class TestSeveralCodebooks:
    """Codes of several codebooks are told apart wherever one is named."""

    @pytest.fixture
    def both(self, codes):
        codes.load(read(OTHER))
        return codes

    @pytest.mark.parametrize("name", ["job", "Job"])
    def test_a_shared_name_is_refused_with_how_to_say_each(self, both, name):
        with pytest.raises(AmbiguousItemError, match=r"care:job \(Job\), other:job \(Job\)"):
            both.find(name)

    def test_a_shared_label_names_both_paths(self, both):
        with pytest.raises(AmbiguousItemError) as caught:
            both.find("A break")
        assert "care:help.break (Help › A break)" in str(caught.value)
        assert "other:people.break (People › A break)" in str(caught.value)

    @pytest.mark.parametrize(
        "name", ["other:job", "other:Job", "other: JOB", "People › A break", "other:A break"]
    )
    def test_what_the_error_says_finds_one(self, both, name):
        assert both.find(name).codebook == "other"

    def test_a_colon_in_a_label_is_no_codebook(self, both):
        made = both.add("care: all of it")
        assert both.find("care: all of it").id == made.id

    def test_a_code_of_ones_own_is_named_without_a_codebook(self, both):
        made = both.add("Job", parent=both.find("People").id)
        with pytest.raises(AmbiguousItemError, match=rf", {made.slug} \(People › Job\)"):
            both.find("Job")
        assert both.find(made.slug).id == made.id

    def test_an_unknown_codebook_before_a_name_is_unknown(self, both):
        with pytest.raises(UnknownItemError, match="nobody:job"):
            both.find("nobody:job")

    def test_each_stands_in_its_own_order(self, both):
        assert [(one.codebook, one.slug) for one in both.list()] == [
            ("care", "help"),
            ("care", "help.break"),
            ("care", "job"),
            ("other", "job"),
            ("other", "people"),
            ("other", "people.break"),
        ]
        assert both.codebooks() == {"care": "Care", "other": "Another one"}

    def test_loading_one_again_leaves_the_other(self, both):
        before = [code for code in both.list() if code.codebook == "other"]
        both.load(care(("label: Job", "label: Work")))
        assert [code for code in both.list() if code.codebook == "other"] == before


class TestOneCode:
    """What can be done to one code."""

    def test_a_code_with_parts_is_not_deleted_by_accident(self, coded, codes):
        with pytest.raises(CodeHasPartsError, match="“Help” has 1 code under it"):
            codes.delete(coded.code("Help"))
        coded.project.codings.remove(coded.project.codings.of()[0].id)
        codes.delete(coded.code("Help"), with_parts=True)
        assert [code.slug for code in codes.list()] == ["job"]

    def test_a_deleted_code_is_listed_while_codings_use_it(self, coded, codes):
        codes.delete(coded.code("Job"))
        assert codings(coded) == ["help.break", "job"]

    @pytest.mark.parametrize("under", ["Help", "A break"])
    def test_a_code_is_not_moved_under_itself(self, coded, codes, under):
        with pytest.raises(MovedIntoItselfError, match="“Help” cannot stand under"):
            codes.move(coded.code("Help"), coded.code(under))

    def test_a_label_is_not_given_twice_in_one_place(self, coded, codes):
        with pytest.raises(ExistingLabelError):
            codes.rename(coded.code("Help"), "job ")
        codes.rename(coded.code("Help"), "HELP")
        made = codes.add("Job", parent=coded.code("Help"))
        with pytest.raises(ExistingLabelError):
            codes.move(made.id, None)

    def test_what_rests_on_a_code_is_counted(self, coded, codes):
        touched = codes.touched(coded.code("Job"))
        assert (touched.codings, touched.coders, touched.sources) == (1, 1, 2)
        assert touched.sentence == "1 coding by 1 coder"
        help_, part = codes.touched(coded.code("Help")), codes.parts(coded.code("Help"))
        assert help_.sentence == "no codings"
        assert [code.slug for code in part] == ["help.break"]


class TestBundled:
    """The codebooks that come with qualcode, as a screen offers them."""

    def test_the_recommended_one_stands_first_and_needs_no_project(self):
        listed = Codes.bundled()
        assert listed[0].name == RECOMMENDED == "cross-cutting"
        assert {one.name for one in listed} == set(bundled_codebooks())
        assert all(one.codes and one.label and one.about for one in listed)

    def test_the_recommended_one_is_loaded_unless_another_is_named(self, project):
        assert project.codes.load_bundled().new == 22
        assert project.codes.load_bundled("carers-rights-2024").new == 37

    def test_all_of_them_stand_side_by_side(self, project):
        for name in bundled_codebooks():
            project.codes.load_bundled(name)
        assert set(project.codes.codebooks()) == set(bundled_codebooks())
        for name in bundled_codebooks():
            assert project.codes.compare(load_codebook(find_codebook(name))).is_empty


def test_a_codebook_that_a_project_of_before_holds_gets_its_title(tmp_path):
    with Project.create(tmp_path / "p.qualcode", "Asha") as project:
        store = project.codes._store
        with store.act("codebook") as act:
            for code in care():
                act.set(
                    "code",
                    code.id,
                    {
                        "codebook": "care",
                        "slug": code.slug,
                        "label": code.label,
                        "definition": code.definition,
                        "parent": code.parent,
                        "keywords": list(code.keywords),
                        "colour": code.colour,
                        "position": float(care().codes.index(code)),
                    },
                )
        assert project.codes.codebooks() == {}
        difference = project.codes.load(care()).difference
        assert [one.field for one in difference.about] == ["label", "source"]
        assert (difference.new, difference.changed) == ((), ())
        assert project.codes.codebooks() == {"care": "Care"}


SLUGS = ("a", "b", "c", "d", "e")


@st.composite
def codebooks(draw):
    """A small codebook; two of them share ids, labels and places by chance."""
    rows, branch = [], []
    for slug in draw(st.permutations(SLUGS))[: draw(st.integers(1, 5))]:
        branch = branch[: draw(st.integers(0, len(branch)))]
        label, meaning = draw(st.sampled_from("XYZ")), draw(st.sampled_from(["", "One.", "Two."]))
        parent = f", parent: {branch[-1]}" if branch else ""
        definition = f", definition: {meaning}" if meaning else ""
        rows.append(f"- {{id: {slug}, label: {label}{slug}{parent}{definition}}}")
        branch.append(slug)
    return read("codebook: care\nlabel: Care\ncodes:\n" + "\n".join(rows))


@settings(max_examples=20, deadline=None)
@given(st.lists(codebooks(), min_size=2, max_size=4))
def test_however_a_file_changes_no_coding_is_lost_and_a_second_load_says_nothing(files):
    with tempfile.TemporaryDirectory() as folder:
        text, words = (
            Path(folder) / "talk.txt",
            "Int: And you?\nJo: I drive a bus along the coast road, most days.\n",
        )
        text.write_text(words, encoding="utf-8")
        with Project.create(Path(folder) / "p.qualcode", "Asha") as project:
            list(project.sources.import_files([text]))
            source = project.sources.list()[0].id
            made = {}
            for file in files:
                done = project.codes.load(file)
                assert project.codes.compare(file).is_empty
                for code in project.codes.list():
                    start = words.index("I drive") + len(made)
                    coding = project.codings.apply(source, start, start + 3, code.id)
                    made[coding.id] = code.id
                assert {one.id: one.code for one in project.codings.of()} == made
                places = {one.id: one for one in project.codes.list()}
                assert {one.slug for one in file} <= {one.slug for one in places.values()}
                for code in file:
                    stored = places[code.id]
                    assert (stored.label, stored.definition) == (code.label, code.definition)
                assert {one.slug for one in done.difference.missing} == {
                    one.slug for one in places.values()
                } - {one.slug for one in file}
            assert list(project.copies.check()) == []
