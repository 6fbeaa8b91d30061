"""How a plain text is cut into turns."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_checks import assert_holds, kinds, read_text, said

from qualcode.reading import label_key

CONVERSATION = [
    ("Interviewer", "How did the first winter go?"),
    ("Moira", "There were two things: the stairs, and the forms."),
    ("Interviewer", "And the forms?"),
    ("Moira", "I kept them in a drawer."),
]


@pytest.mark.parametrize(
    "shape",
    [
        "{name}: {words}\n",
        "{upper}: {words}\n\n",
        "{name}:\n{words}\n\n",
        "{name}:\t{words}\n",
        "{name}\t{words}\n",
        "**{name}:** {words}\n\n",
        "**{name}**: {words}\n\n",
        "[00:01:02] {name}: {words}\n",
        "00:01:02 {name}: {words}\n",
        "[00:01:02] {name}\n{words}\n\n",
        "{name} [00:01:02]: {words}\n",
        "{name}  01:02\n{words}\n\n",
        "[{name}] 00:01:02\n{words}\n\n",
        "00:01:02 --> 00:01:05\n{name}\n{words}\n\n",
        "{name}\n{words}\n\n",
        "{name}\n\n{words}\n\n",
        "{name} (carer): {words}\n",
        "{name} - Carer: {words}\n",
    ],
)
def test_a_label_is_known_in_every_shape_transcripts_use(shape):
    text = "".join(shape.format(name=n, upper=n.upper(), words=w) for n, w in CONVERSATION)
    file = read_text(text)
    assert [words for _, words in said(file)] == [words for _, words in CONVERSATION]
    for (label, _), (name, _) in zip(said(file), CONVERSATION, strict=True):
        assert label_key(label).startswith(name.casefold())
    assert_holds(file)


@pytest.mark.parametrize("shape", ["[00:01:02] {}\nhello\n\n", "{} (62:02): hello\n"])
def test_the_time_of_a_turn_is_in_seconds(shape):
    file = read_text(shape.format("Moira") * 2)
    assert {turn.time for turn in file.turns} <= {62.0, 3722.0}


@pytest.mark.parametrize(
    "label", ["I", "R1", "P01", "Interviewer", "Speaker 2", "SPEAKER_00", "Dr. Amin Fosse"]
)
def test_labels_of_every_length_are_known(label):
    file = read_text(f"{label}: one\n\nBeatrix: two\n\n{label}: three\n\nBeatrix: four")
    assert [label for label, _ in said(file)] == [label, "Beatrix", label, "Beatrix"]


def test_the_text_of_a_text_file_is_kept_as_it_stands():
    text = "\n  MOIRA:   so  – \t“that”\n\n\nNaïve cafe\u0301: 1  \n"
    assert read_text(text).decoded.text == text


def test_continuation_belongs_to_the_running_turn():
    file = read_text("I: why?\n\nMoira: one\n\nand then\nmore\n\nI: yes?\n\nMoira: two")
    assert said(file)[1] == ("Moira", "one\n\nand then\nmore")


def test_what_comes_before_the_first_turn_is_nobodys():
    file = read_text("Kitchen talk, spring\n\nI: why?\n\nMoira: because\n\nI: oh")
    assert said(file)[0] == (None, "Kitchen talk, spring")


def test_a_cover_sheet_names_no_speakers():
    sheet = "Date: 3 May\nInterviewer: Jo Bell\nVenue: library\n\n"
    file = read_text(sheet + "I: why?\n\nM: because\n\nI: oh\n\nM: yes")
    assert set(kinds(file)) == {"I", "M"}
    assert said(file)[0] == (None, sheet.strip())


HEADED = (
    "Present: Fac, Moira O'Dea, Derek\n"
    "Date: 3 May\n"
    "Fac: How was it for all of you?\n"
    "Moira O'Dea: Long.\nDerek: Short.\nFac: And now?\nMoira O'Dea: Better.\nDerek: Worse.\n"
)


@pytest.mark.parametrize("group", ["All", "Everyone", "Group"])
def test_a_group_speaks_once_at_the_end_of_a_file_with_a_header(group):
    file = read_text(HEADED + f"{group}: (laughter)\n")
    assert said(file)[-2:] == [("Derek", "Worse."), (group, "(laughter)")]
    assert kinds(file)[group] == "several"


def test_a_group_that_is_a_word_of_the_text_still_speaks():
    text = "I: did all go?\n\nMoira: all did\n\nI: and?\n\nMoira: yes\n\nAll: (laughter)"
    assert said(read_text(text))[-1] == ("All", "(laughter)")


@pytest.mark.parametrize("label", ["note", "Our neighbour", "Subject"])
def test_a_declared_label_counts_though_it_stands_once(label):
    text = "I: why?\nMoira: because\nI: and?\nMoira: yes\n" + f"{label}: well"
    assert label not in kinds(read_text(text))
    assert label in kinds(read_text(text, labels=[label.upper()]))


def test_a_declared_label_counts_in_a_file_without_other_labels():
    text = "We met at noon.\n\nMoira: I slept.\n\nThat was all.\n\nWe left."
    assert not kinds(read_text(text))
    assert said(read_text(text, labels=["Moira"]))[1][0] == "Moira"


def test_lines_before_the_first_speaker_are_told_with_the_names_in_them():
    (told,) = read_text(HEADED).left_out
    assert told.startswith("2 lines before the first speaker are kept as the document's own words.")
    assert told.endswith(
        " They name people who speak further down (Moira O'Dea, Derek), and names within a text "
        "stay as they are."
    )


def test_a_title_before_the_first_speaker_is_told():
    file = read_text("Kitchen talk\n\nI: why?\n\nMoira: because\n\nI: oh")
    assert file.left_out == (
        "1 line before the first speaker is kept as the document's own words.",
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [("O'Dea", "O’Dea"), ("Ann-Mai", "ANN–MAI"), ("Zoë", "Zoe\u0308")],
)
def test_labels_are_the_same_whatever_marks_they_are_typed_with(one, other):
    assert label_key(one) == label_key(other)


def test_a_heading_within_a_transcript_is_nobodys():
    file = read_text("I: why?\n\nMoira: one\n\n## Part two\n\nI: and?\n\nMoira: two", "a.md")
    assert (None, "## Part two") in said(file)


@pytest.mark.parametrize(
    "prose",
    [
        "There were three things: first the stairs.\n\nThen the forms: all of them.",
        "Note: bring the form.\n\nNote: it is blue.\n\nWe left early.",
        "Q: what is a carer?\n\nSomebody unpaid.\n\nMore follows.",
        "See https://example.org/a: it opens at 10:30.\n\nIt closes at 12:30.",
        "10:30 we met\n\n11:00 we left\n\nThat was all.",
        "Summary\n\nWe met.\n\nSummary\n\nWe left.",
        "At the centre, 10:15.\n\nLater: tea.\n\nMood: tired.\n\nColour: blue.\n\nHome by six.",
        "The plan: wait.\n\nThe plan: wait again.\n\nThe plan: leave.",
    ],
)
def test_a_colon_in_prose_makes_no_speaker(prose):
    file = read_text(prose)
    assert file.layout == "paragraphs/1"
    assert [words for _, words in said(file)] == prose.split("\n\n")


def test_a_colon_within_a_labelled_transcript_makes_no_speaker():
    file = read_text(
        "I: why?\n\nMoira: because\n\nNote: it rained.\n\nTwo things: one, two.\n\n"
        "https://example.org\n\nI: and?\n\nMoira: yes"
    )
    assert set(kinds(file)) == {"I", "Moira"}


def test_a_label_that_stands_once_counts_in_a_labelled_file():
    file = read_text("I: why?\nMoira: because\nI: and?\nMoira: yes\nBeatrix Lowe: me too")
    assert kinds(file)["Beatrix Lowe"] == "person"
    assert not next(s for s in file.speakers if s.label == "Beatrix Lowe").sure


def test_a_label_that_stands_once_does_not_count_where_it_is_a_word():
    talk = "I: why?\nMoira: because of the assessment, I hope\nI: and?\nMoira: yes\n"
    file = read_text(talk + "Assessment: never had one\nHope: me neither")
    assert set(kinds(file)) == {"I", "Moira", "Hope"}


def test_spellings_of_one_label_are_one_speaker():
    file = read_text("I: a\nMOIRA: b\nI: c\nMoira: d\nI: e\nMoira (carer): f\nI: g\nMoira : h")
    assert kinds(file) == {"I": "facilitator", "Moira": "person"}


def test_roles_keep_speakers_apart_where_the_name_does_not():
    file = read_text("Ann (carer): a\nAnn (manager): b\nAnn (carer): c\nAnn (manager): d")
    assert set(kinds(file)) == {"Ann (carer)", "Ann (manager)"}


def test_a_text_without_blank_lines_is_cut_by_line():
    assert [w for _, w in said(read_text("one line here\nand another\n"))] == [
        "one line here",
        "and another",
    ]


def test_times_without_names_cut_turns_of_nobody():
    file = read_text("[00:00] we met\n\n[00:40] three things: rain\n\n[01:15] we left")
    assert file.layout == "stamps/1"
    assert [turn.time for turn in file.turns] == [0, 40, 75]
    assert said(file)[1] == (None, "three things: rain")


@pytest.mark.parametrize(
    ("label", "kind", "sure"),
    [
        ("I", "facilitator", False),
        ("Int", "facilitator", True),
        ("Interviewer 2", "facilitator", True),
        ("MODERATOR", "facilitator", True),
        ("Q", "facilitator", False),
        ("F1", "facilitator", False),
        ("Jo (facilitator)", "facilitator", True),
        ("Jo - Interviewer", "facilitator", True),
        ("Several voices", "several", True),
        ("All", "several", True),
        ("M/F voices", "several", True),
        ("Multiple speakers", "several", True),
        ("Everyone", "several", True),
        ("Unknown", "unknown", True),
        ("Unidentified woman", "unknown", True),
        ("Speaker ?", "unknown", True),
        ("UF", "unknown", True),
        ("Inaudible", "unknown", True),
        ("?", "unknown", True),
        ("Moira", "person", True),
        ("P01", "person", True),
        ("Speaker 1", "person", False),
        ("M", "person", False),
    ],
)
def test_the_kind_of_a_label_is_guessed(label, kind, sure):
    file = read_text(f"{label}: one\nFac: two\nDora: three\n{label}: four\nFac: five\nDora: six")
    speaker = file.speakers[0]
    assert (speaker.label, str(speaker.kind), speaker.sure) == (label, kind, sure)


def test_a_single_m_leads_where_nobody_else_does():
    assert kinds(read_text("M: a\nP1: b\nM: c\nP1: d"))["M"] == "facilitator"


@pytest.mark.parametrize(
    ("labels", "form"),
    [
        (["I", "Moira"], "interview"),
        (["I", "Moira", "Derek"], "interview"),
        (["I", "Moira", "Derek", "Win"], "focus group"),
        (["Moira", "Derek"], "other"),
    ],
)
def test_the_form_is_guessed_from_who_speaks(labels, form):
    file = read_text("\n".join(f"{label}: well" for label in labels * 2))
    assert str(file.form) == form


def test_a_speaker_comes_with_the_first_words():
    file = read_text("I: why?\nMoira: because it\nwas late\nI: and?\nMoira: yes")
    assert file.speakers[1].first_words == "because it was late"


_PIECES = st.sampled_from(
    ["Moira", "I", "Note", ":", ": ", "\n", "\n\n", "[00:01:02]", " 01:02", "\t", " ", "words",
     "**", "(carer)", "?", "é", "\u2028", "\x85", "\x0b", "\x00", "# ", "https://", "-->"]
)  # fmt: skip


@settings(max_examples=200, derandomize=True)
@given(st.lists(_PIECES, min_size=1, max_size=60).map("".join).filter(str.strip))
def test_nothing_of_a_text_is_lost(text):
    assert_holds(read_text(text + " and plain words after it" * 50))
