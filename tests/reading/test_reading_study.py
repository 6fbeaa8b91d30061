"""Study files: what they say, and where they are wrong."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.model import CaseKind, Consent, Form, QualcodeError, SourceKind
from qualcode.reading import ReadingError, load_study

STUDY = """\
title: "Two winters"
invented: true
site_word: town
sites:
  A: {label: "Harbour town"}
  B: {label: "Hill town"}
sources:
  - file: transcripts/a-fg1.vtt
    code: A-FG1
    kind: recording
    form: focus group
    site: A
    people:
      - label: Moira
        kind: person
        role: carer
        variables: {age: 55-64, started: 12:30}
        consent: {record: yes, transcribe: Yes, quote: "no", archive: no, name: }
      - label: "?"
        kind: unknown
  - {file: notes.md, code: N1, kind: notes}
"""


@pytest.fixture
def write(tmp_path):
    def _write(text):
        path = tmp_path / "study.yaml"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return _write


def refusal(path):
    with pytest.raises(ReadingError) as refused:
        load_study(path)
    return str(refused.value)


def test_a_study_is_loaded(write):
    study = load_study(write(STUDY))
    assert (study.title, study.invented, study.site_word) == ("Two winters", True, "town")
    assert study.sites == {"A": "Harbour town", "B": "Hill town"}
    group, notes = study.sources
    assert (group.file, group.code, group.site) == ("transcripts/a-fg1.vtt", "A-FG1", "A")
    assert (group.kind, group.form) == (SourceKind.RECORDING, Form.FOCUS_GROUP)
    assert (notes.kind, notes.form, notes.site, notes.people) == (
        SourceKind.NOTES,
        Form.OTHER,
        None,
        (),
    )


def test_people_keep_what_was_written_of_them(write):
    moira, nobody = load_study(write(STUDY)).sources[0].people
    assert (moira.label, moira.kind, moira.role) == ("Moira", CaseKind.PERSON, "carer")
    assert moira.variables == {"age": "55-64", "started": "12:30"}
    assert moira.consent == Consent(record="yes", transcribe="yes", quote="no", archive="no")
    assert (nobody.label, nobody.kind, nobody.consent) == ("?", CaseKind.UNKNOWN, Consent())


def test_a_source_is_found_by_its_file(write, tmp_path):
    study = load_study(write(STUDY))
    found = study.source_of(tmp_path / "transcripts" / ".." / "notes.md")
    assert found is study.sources[1]
    assert study.path_of(found) == tmp_path / "notes.md"
    assert study.source_of(tmp_path / "other.md") is None


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "says"),
    [
        ("    form: focus", "    from: focus", 11, "sources[1].from", "did you mean “form”"),
        ("kind: recording", "kind: recordin", 10, "sources[1].kind", "did you mean “recording”"),
        ("kind: unknown", "kind: unkown", 20, "sources[1].people[2].kind", "“unknown”"),
        ("    site: A", "    site: C", 12, "sources[1].site", "no site “C”"),
        ("quote: ", "quoet: ", 18, "sources[1].people[1].consent.quoet", "“quote”"),
        (
            '"no", archive',
            "maybe, archive",
            18,
            "sources[1].people[1].consent.quote",
            "“yes” or “no”",
        ),
        ("code: N1", "code: a-fg1", 21, "sources[2].code", "is taken"),
        ("notes.md", "../notes.md", 21, "sources[2].file", "inside the folder"),
        ("notes.md", "/etc/hostname", 21, "sources[2].file", "inside the folder"),
        ("notes.md", "'C:\\notes.md'", 21, "sources[2].file", "inside the folder"),
        ("notes.md", "transcripts/a-fg1.vtt", 21, "sources[2].file", "twice"),
        ('label: "?"', "label: MOIRA", 19, "sources[1].people[2].label", "twice"),
        ('title: "Two winters"', "title:", 1, "title", "empty"),
        (", code: N1", "", 21, "sources[2].code", "missing"),
    ],
)
def test_what_is_wrong_is_said_with_line_and_field(write, old, new, line, field, says):
    assert old in STUDY
    message = refusal(write(STUDY.replace(old, new, 1)))
    assert message.startswith(f"“study.yaml”, line {line}, {field}: ")
    assert says in message


def test_a_link_out_of_the_folder_is_refused(write, tmp_path):
    (tmp_path / "transcripts").symlink_to("/")
    assert "inside the folder" in refusal(write(STUDY))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("# nothing\n", "empty"),
        ("- a\n", "line 1"),
        ("just words", "line 1"),
        ("title: [a", "line"),
        ("title: a\ntitle: b", "line 2"),
        ("title: &a b\n", "line 1"),
        ("title: !!python/object:os.system a\n", "line 1"),
        (b"title: \xff\xfe\x81", "could not be read"),
    ],
)
def test_what_is_no_study_file_is_refused(write, text, says):
    message = refusal(write(text))
    assert "study.yaml" in message
    assert says in message
    assert "codebook" not in message


_LINES = STUDY.splitlines()


@settings(max_examples=60, derandomize=True)
@given(
    st.integers(0, len(_LINES) - 1),
    st.sampled_from(["", "x", "- a: b", "  sites: []", "people: {}", ": :", "\t", "%", "kind: 1"]),
)
def test_whatever_line_is_wrong_only_foreseen_errors_come_out(tmp_path_factory, n, line):
    path = tmp_path_factory.mktemp("study") / "study.yaml"
    path.write_text("\n".join([*_LINES[:n], line, *_LINES[n + 1 :]]))
    try:
        title = load_study(path).title
    except QualcodeError as error:
        title = str(error)
    assert title
