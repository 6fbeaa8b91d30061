"""A codebook's file becomes the model, and every slip of the pen a sentence."""

from textwrap import dedent

import pytest

from qualcode.codebooks import (
    CircleOfParentsError,
    CodebookError,
    CodebookSyntaxError,
    DuplicateCodeError,
    DuplicateFieldError,
    EarlierIdError,
    EmptyCodebookError,
    MissingFieldError,
    RefusedYamlError,
    TwoParentsError,
    UnknownFieldError,
    UnknownParentError,
    UnreadableCodebookError,
    WrongValueError,
    load_codebook,
    parse_codebook,
)
from qualcode.model.code import code_id

NESTED = """\
    codebook: study
    label: A study
    description: What it is about.
    source: A report, 2024.
    licence: MIT
    codes:
      - id: help
        label: Help
        was: [aid, assistance]
        other labels: [Support, Aid]
        definition: >-
          Help that
          arrived.
        include: It came.
        exclude: It did not (use breaks).
        examples:
          - They sent a chair.
        keywords: [chair, ramp]
        colour: "#0072b2"
        codes:
          - id: help.late
            label: Late
      - id: breaks
        label: Breaks
        codes:
          - id: breaks.late
            label: Late
"""
FLAT = """\
    codebook: study
    label: A study
    codes:
      - {id: breaks.late, label: Late, parent: breaks}
      - {id: breaks, label: Breaks}
      - {id: help, label: Help}
      - {id: breaks.never, label: Never, parent: breaks}
"""


def read(text):
    return parse_codebook(dedent(text), "study.yaml")


def codes(lines):
    """Put the lines of a list of codes below a sound beginning of three lines."""
    return "codebook: study\nlabel: A study\ncodes:\n" + dedent(lines)


class TestReading:
    def test_every_field_arrives(self):
        codebook = read(NESTED)
        code = codebook.codes[0]
        assert (codebook.id, codebook.label) == ("study", "A study")
        assert codebook.description == "What it is about."
        assert (codebook.source, codebook.licence) == ("A report, 2024.", "MIT")
        assert (code.slug, code.label, code.codebook) == ("help", "Help", "study")
        assert code.was == ("aid", "assistance")
        assert code.other_labels == ("Support", "Aid")
        assert code.definition == "Help that arrived."
        assert (code.include, code.exclude) == ("It came.", "It did not (use breaks).")
        assert code.examples == ("They sent a chair.",)
        assert code.keywords == ("chair", "ramp")

    def test_a_colour_is_kept_in_capitals(self):
        assert read(NESTED).codes[0].colour == "#0072B2"

    def test_ids_follow_from_the_codebook_and_the_slug(self):
        assert read(NESTED).codes[1].id == code_id("study", "help.late")

    def test_nested_codes_come_depth_first(self):
        slugs = [code.slug for code in read(NESTED)]
        assert slugs == ["help", "help.late", "breaks", "breaks.late"]

    def test_a_flat_list_becomes_the_same_kind_of_tree(self):
        found = [(code.slug, code.path) for code in read(FLAT)]
        assert found == [
            ("breaks", "Breaks"),
            ("breaks.late", "Breaks › Late"),
            ("breaks.never", "Breaks › Never"),
            ("help", "Help"),
        ]

    def test_a_parent_is_the_parents_id(self):
        breaks, late, *_ = read(FLAT)
        assert late.parent == breaks.id
        assert breaks.parent is None

    def test_one_leaf_label_under_two_parents_stays_two_codes(self):
        late = [code for code in read(NESTED) if code.label == "Late"]
        assert [code.path for code in late] == ["Help › Late", "Breaks › Late"]
        assert late[0].id != late[1].id
        assert late[0].parent != late[1].parent

    @pytest.mark.parametrize("word", ["no", "12:30", "2024-01-01", "1.10", "0o17", "true", "1e3"])
    def test_words_that_look_like_values_stay_words(self, word):
        assert read(codes(f"- id: a\n  label: {word}\n")).codes[0].label == word

    def test_an_empty_field_is_as_good_as_none(self):
        code = read(
            codes("- id: a\n  label: A\n  definition:\n  keywords:\n  parent: null\n")
        ).codes[0]
        assert (code.definition, code.keywords, code.parent) == ("", (), None)

    def test_a_codebook_may_have_no_codes_yet(self):
        assert len(read("codebook: a\nlabel: A\ncodes: []\n")) == 0

    def test_a_file_with_a_byte_order_mark_is_read(self, tmp_path):
        path = tmp_path / "study.yaml"
        path.write_bytes(b"\xef\xbb\xbf" + dedent(NESTED).encode())
        assert load_codebook(path) == read(NESTED)

    def test_windows_line_ends_change_nothing(self, tmp_path):
        path = tmp_path / "study.yaml"
        path.write_bytes(dedent(NESTED).replace("\n", "\r\n").encode())
        assert load_codebook(path) == read(NESTED)


class TestRefusing:
    """The errors name the file, the line and the field, and what was probably meant."""

    @pytest.mark.parametrize(
        ("lines", "error", "words"),
        [
            pytest.param(
                "- id: a\n  lable: A\n",
                UnknownFieldError,
                ["line 5", "“lable”", "did you mean “label”?"],
                id="unknown field",
            ),
            pytest.param(
                "- id: a\n  label: A\n  color: x\n",
                UnknownFieldError,
                ["line 6", "“color”", "did you mean “colour”?"],
                id="American spelling",
            ),
            pytest.param(
                "- id: a\n  label: A\n  qqq: x\n",
                UnknownFieldError,
                ["line 6", "“qqq”", "other labels", "definition"],
                id="unknown field, nothing near",
            ),
            pytest.param(
                "- id: a\n  definition: D\n",
                MissingFieldError,
                ["line 4", "“label”", "missing"],
                id="missing field",
            ),
            pytest.param(
                "- id: a\n  label: A\n  label: B\n",
                DuplicateFieldError,
                ["line 6", "“label”", "line 5"],
                id="field twice",
            ),
            pytest.param(
                "- id: a\n  label: A\n- id: a\n  label: B\n",
                DuplicateCodeError,
                ["line 6", "“a”", "line 4"],
                id="id twice",
            ),
            pytest.param(
                "- id: a\n  label: A\n- id: b\n  label: B\n  was: [c, a]\n",
                EarlierIdError,
                ["line 8", "“was” of “b”", "“a”", "line 4"],
                id="earlier id of a code that is there",
            ),
            pytest.param(
                "- id: a\n  label: A\n  was: [c]\n- id: b\n  label: B\n  was: [c]\n",
                EarlierIdError,
                ["line 9", "“was” of “b”", "“c”", "line 4"],
                id="earlier id of two codes",
            ),
            pytest.param(
                "- id: a\n  label: A\n  was: [' x']\n",
                WrongValueError,
                ["line 6", "“was”", "without spaces at its ends"],
                id="earlier id that is none",
            ),
            pytest.param(
                "- id: breaks\n  label: A\n- id: b\n  label: B\n  parent: braeks\n",
                UnknownParentError,
                ["line 8", "“parent”", "“braeks”", "did you mean “breaks”?"],
                id="unknown parent",
            ),
            pytest.param(
                "- {id: a, label: A, parent: b}\n- {id: b, label: B, parent: a}\n",
                CircleOfParentsError,
                ["line 4", "“parent”", "“a” → “b” → “a”"],
                id="circle",
            ),
            pytest.param(
                "- {id: a, label: A, parent: a}\n",
                CircleOfParentsError,
                ["line 4", "“a” → “a”"],
                id="circle of one",
            ),
            pytest.param(
                "- id: a\n  label: A\n  codes:\n  - {id: b, label: B, parent: c}\n"
                "- {id: c, label: C}\n",
                TwoParentsError,
                ["line 7", "under “a”", "“c”"],
                id="two parents",
            ),
            pytest.param(
                "- id: a\n  label: A\n  colour: blue\n",
                WrongValueError,
                ["line 6", "“colour”", "#0072B2"],
                id="colour",
            ),
            pytest.param(
                "- id: a\n  label: A\n  colour: #0072B2\n",
                WrongValueError,
                ["line 6", "“colour”", "quotation marks"],
                id="colour without quotation marks",
            ),
            pytest.param(
                "- id: a\n  label: A\n  keywords: one, two\n",
                WrongValueError,
                ["line 6", "“keywords”", "must be a list"],
                id="text for a list",
            ),
            pytest.param(
                "- id: a\n  label: [A]\n",
                WrongValueError,
                ["line 5", "“label”", "must be text"],
                id="list for text",
            ),
            pytest.param(
                "- id: a\n  label: A\n  examples:\n  - One.\n  -\n",
                WrongValueError,
                ["line 8", "“examples”", "is empty"],
                id="empty example",
            ),
            pytest.param(
                "- id: a\n  label:\n",
                WrongValueError,
                ["line 5", "“label”", "empty"],
                id="no label",
            ),
            pytest.param(
                "- just words\n",
                WrongValueError,
                ["line 4", "“codes”", "id and label"],
                id="no code",
            ),
            pytest.param(
                "- id: a\n  label: A\n   include: B\n",
                CodebookSyntaxError,
                ["line 6", "not valid YAML", "indentation"],
                id="syntax",
            ),
            pytest.param(
                "- &a {id: a, label: A}\n- *a\n",
                RefusedYamlError,
                ["line 4", "anchors (&)"],
                id="anchor",
            ),
            pytest.param(
                "- id: a\n  label: *there\n",
                RefusedYamlError,
                ["line 5", "aliases (*)"],
                id="alias",
            ),
            pytest.param(
                "- id: a\n  label: !!python/name:os.system x\n",
                RefusedYamlError,
                ["line 5", "tags (!)"],
                id="tag",
            ),
            pytest.param(
                '- id: a\n  label: "a\\0b"\n', RefusedYamlError, ["line 5", "control"], id="NUL"
            ),
            pytest.param(
                '- id: a\n  label: "\\uD800"\n',
                RefusedYamlError,
                ["line 5", "control"],
                id="half a character",
            ),
            pytest.param(
                "- id: a\n  label: A\n---\nb: c\n",
                RefusedYamlError,
                ["line 6", "second document"],
                id="two documents",
            ),
        ],
    )
    def test_a_slip_is_explained(self, lines, error, words):
        with pytest.raises(error) as caught:
            read(codes(lines))
        message = str(caught.value)
        assert message.startswith("study.yaml, line ")
        assert [word for word in words if word not in message] == []

    @pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n", "---\n...\n", "~"])
    def test_an_empty_file_is_called_empty(self, text):
        with pytest.raises(EmptyCodebookError, match=r"study\.yaml: the file is empty"):
            read(text)

    def test_a_list_alone_is_no_codebook(self):
        with pytest.raises(RefusedYamlError, match="codebook, label and codes"):
            read("- a\n- b\n")

    def test_the_codebooks_own_fields_are_checked(self):
        with pytest.raises(UnknownFieldError, match=r"line 2.*did you mean “licence”"):
            read("codebook: a\nlicense: MIT\nlabel: A\ncodes: []\n")

    def test_an_alias_that_would_multiply_is_met_first(self):
        laughs = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
        with pytest.raises(RefusedYamlError, match="line 1"):
            read(laughs)

    def test_brackets_without_end_are_refused(self):
        with pytest.raises(RefusedYamlError, match="64 levels"):
            read("[" * 5000)

    def test_a_tree_has_at_most_twenty_levels(self):
        chain = [f"- {{id: c{n}, label: C, parent: c{n - 1}}}\n" for n in range(1, 21)]
        sound = codes("- {id: c0, label: C}\n" + "".join(chain[:-1]))
        assert len(read(sound)) == 20
        with pytest.raises(RefusedYamlError, match=r"line 24.*20 levels"):
            read(sound + chain[-1])

    def test_a_text_over_a_million_characters_is_refused(self):
        with pytest.raises(UnreadableCodebookError, match="1,000,001"):
            read("#" * 1_000_001)

    def test_a_file_over_a_million_bytes_is_refused(self, tmp_path):
        path = tmp_path / "huge.yaml"
        path.write_bytes(b"#" * 1_000_001)
        with pytest.raises(UnreadableCodebookError, match=r"huge\.yaml.*1,000,000 bytes"):
            load_codebook(path)

    def test_another_encoding_is_named_with_its_line(self, tmp_path):
        path = tmp_path / "old.yaml"
        path.write_bytes("codebook: a\nlabel: Café\ncodes: []\n".encode("cp1252"))
        with pytest.raises(UnreadableCodebookError, match=r"old\.yaml, line 2.*UTF-8"):
            load_codebook(path)

    def test_a_file_that_is_not_there_is_named(self, tmp_path):
        with pytest.raises(UnreadableCodebookError, match=r"none\.yaml.*cannot be read"):
            load_codebook(tmp_path / "none.yaml")

    def test_all_of_them_are_codebook_errors(self):
        with pytest.raises(CodebookError):
            read("a: [")
