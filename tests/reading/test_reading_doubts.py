"""What is said where labels may be no conversation, and where letters may be wrong."""

import gc

import pytest
from documents import document, paragraph, table
from reading_checks import assert_holds, kinds, read_text, said

from qualcode.reading import ReadingError, read_bytes, real_path

TALK = "I: did you rest?\n\nMoira: hardly\n\nI: and now?\n\nMoira: I sleep.\n\n"


def doubts(text, **known):
    return " ".join(read_text(text, **known).unsure)


def test_a_plain_conversation_is_not_doubted():
    assert doubts(TALK * 3) == ""


def test_a_speaker_who_is_named_alone_is_doubted():
    told = doubts("Int: did you rest?\n\nhardly\n\nInt: and now?\n\nI sleep.\n")
    assert "Only “Int” is named" in told


def test_a_speaker_who_speaks_alone_in_lines_of_their_own_is_not_doubted():
    assert doubts("P1: hardly\nP1: and then?\nP1: I sleep.\n") == ""


def test_speakers_who_share_a_paragraph_are_doubted():
    told = doubts(TALK * 2 + "I: did it help? Moira: It did. I: good.\n")
    assert "2 places within a paragraph look as if another speaker began" in told
    assert "“Moira:”, “I:”" in told


def test_talk_that_is_told_within_a_sentence_is_no_speaker():
    assert doubts(TALK * 2 + "Moira: and I said to him: no, and Moira: yes.\n") == ""


def test_questions_of_nobody_are_doubted():
    rounds = "Jo: hardly\n\nWhat else?\n\nKit: tea\n\nAnything more?\n\n"
    assert "4 paragraphs without a name ask something" in doubts(rounds * 2 + "Jo: no\n")


@pytest.mark.parametrize("title", ["BREAKS AND MONEY", "Interview 2", "Theme 2: Money"])
def test_a_heading_within_a_turn_is_doubted(title):
    assert (
        f"1 paragraph may be a heading, and stands as words of whoever spoke before: “{title}”."
        in (doubts(TALK * 3 + f"{title}\n\n" + TALK))
    )


def test_a_label_whose_turns_stand_side_by_side_is_doubted():
    told = doubts("Helpline: by letter\n\nHelpline: by phone\n\n" + TALK * 3)
    assert "The turns of “Helpline” follow one another" in told


def test_a_running_head_that_looks_like_a_speaker_is_doubted():
    head = "Kettle study: group 5, private\n\n"
    told = doubts(TALK + head + TALK + head + TALK)
    assert "“Kettle study” says the same words each time" in told


def test_somebody_who_speaks_only_within_others_paragraphs_is_doubted():
    inside = "Moira: he wakes.\nMum: not hungry\n\nI: oh?\n\n"
    assert "“Mum” may be somebody whose words another speaker tells" in doubts(TALK + inside * 2)


def test_a_declared_speaker_within_others_paragraphs_is_not_doubted():
    inside = "Moira: he wakes.\nMum: not hungry\n\nI: oh?\n\n"
    assert "may be somebody whose words" not in doubts(TALK + inside * 2, labels=["Mum"])


REPORT = [
    "Breaks: few people had any.",
    "Method: we met forty people.",
    "Money: people were worried.",
    "Background: the county is large.",
    "Breaks: again it came back.",
    "Next steps: there are three.",
    "Money: it was about petrol.",
]


def test_a_report_with_headings_before_its_paragraphs_is_doubted():
    told = doubts("\n\n".join(REPORT))
    assert "“Breaks”, “Money” may be headings of a text that is no conversation" in told


@pytest.mark.parametrize("pair", [("Interviewer", "Interveiwer"), ("Maggie", "Magggie")])
def test_a_label_that_is_often_misspelt_is_doubted(pair):
    text = "".join(f"{label}: well then?\nTom: oh\n" for label in pair * 4 + pair[:1] * 8)
    assert "may be one person, spelt two ways" in doubts(text)


def test_of_very_many_labels_that_are_nearly_alike_a_few_are_told():
    names = [f"Tab{one}{two}n" for one in "abcdefgh" for two in "abcdefgh"]
    told = read_text("".join(f"{name}: well?\n" for name in names)).unsure
    assert len(told) < 30
    assert any("more labels may be another's" in sentence for sentence in told)


def test_words_after_a_time_are_no_part_of_the_name():
    file = read_text("".join(f"00:0{n} {'IW'[n % 2]} – well, so it goes {n}.\n" for n in range(8)))
    assert set(kinds(file)) == {"I", "W"}
    assert said(file)[0] == ("I", "well, so it goes 0.")


@pytest.mark.parametrize("mark", ["\u200f", "\u200e", "\ufeff", "\u2067"])
def test_marks_that_nobody_sees_belong_to_no_name(mark):
    text = "".join(f"{mark}{name}{mark}: well\n" for name in ("Sima", "Rona") * 3)
    file = read_text(text)
    assert set(kinds(file)) <= {"Sima", "Rona", f"Sima{mark}", f"Rona{mark}"}
    assert len(file.turns) == 6
    assert_holds(file)


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\x85"])
def test_lines_may_end_as_other_programs_end_them(end):
    file = read_text(TALK.replace("\n\n", end))
    assert [words for _, words in said(file)] == ["did you rest?", "hardly", "and now?", "I sleep."]
    assert file.decoded.text.count(end) == 4


def test_rows_of_a_table_may_be_numbered():
    rows = [("1", "I", "did you rest?"), ("2", "Moira", "hardly"), ("3", "I", "now?")]
    file = read_bytes(document(table(*rows, ("4", "Moira", "I sleep."))), "a.docx")
    assert said(file)[1] == ("Moira", "hardly")
    assert file.decoded.text.startswith("1 I: did you rest?")


def test_rows_of_a_table_with_labels_among_the_words_may_be_numbered():
    rows = [("1", "I: did you rest?"), ("2", "Moira: hardly"), ("3", "I: now?"), ("4", "Moira: no")]
    file = read_bytes(document(table(*rows)), "a.docx")
    assert [label for label, _ in said(file)] == ["I", "Moira", "I", "Moira"]


def test_speakers_in_one_paragraph_of_a_word_document_are_doubted():
    shared = "I: did it help? Moira: It did. I: good."
    file = read_bytes(document(*map(paragraph, [*TALK.split("\n\n")[:4], shared])), "a.docx")
    assert "within a paragraph" in " ".join(file.unsure)


WORDS = "Renée: it’s £5 – “well”, café\nJo: and?\n" * 3


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_letters_that_are_right_are_not_doubted(encoding):
    file = read_bytes(WORDS.encode(encoding), "a.txt")
    assert file.decoded.text == WORDS
    assert file.unsure == ()


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("mac-roman", "Jo: it’s\nRenée: well?\n"),
        ("cp1250", "Małgorzata: tak?\nJo: nie\n"),
        ("cp1251", "Анна: да?\nJo: нет\n"),
        ("cp437", "Jo: a café, well?\nKit: no\n"),
    ],
)
def test_letters_that_are_wrong_for_windows_1252_are_doubted(encoding, words):
    data = (words * 3).encode(encoding, "replace")
    told = " ".join(read_bytes(data, "a.txt").unsure)
    assert "The file was read as Windows-1252" in told
    assert "Windows-1252" not in " ".join(read_bytes(data, "a.txt", encoding=encoding).unsure)


def test_letters_that_were_garbled_before_are_told():
    data = WORDS.encode().decode("cp1252", "ignore").encode()
    told = " ".join(read_bytes(data, "a.txt").unsure)
    assert "were garbled before they came here" in told


def test_letters_that_a_named_encoding_garbles_are_told():
    words = "Renée: it costs £5, and that is a lot for a café\nJo: and?\n" * 3
    told = " ".join(read_bytes(words.encode(), "a.txt", encoding="latin-1").unsure)
    assert "may be wrong: try without --encoding latin-1" in told


def test_a_named_encoding_that_makes_no_text_is_told_so():
    with pytest.raises(ReadingError, match="Try it without --encoding"):
        read_bytes(("“’”" * 9).encode(), "a.txt", encoding="latin-1")


def test_letters_that_were_lost_before_are_counted():
    assert "2 letters were lost before the file came here" in doubts("I: caf\ufffd?\nJo: s\ufffd\n")


def test_control_characters_are_not_counted_as_lost_letters():
    assert "lost" not in doubts("I: one\x02 two?\nJo: no\nI: so?\nJo: well\n")


def test_an_encoding_with_a_nul_in_its_name_is_refused():
    with pytest.raises(ReadingError, match="There is no encoding"):
        read_bytes(WORDS.encode(), "a.txt", encoding="utf-8\x00")


def test_the_search_for_garbage_is_as_before_after_a_file_is_read():
    before = gc.get_threshold()
    with pytest.raises(ReadingError):
        read_bytes(b"\x00\x01\x02" * 50, "a.txt")
    read_bytes(WORDS.encode(), "a.txt")
    assert gc.get_threshold() == before


def test_a_link_to_itself_is_the_path_it_is(tmp_path):
    link = tmp_path / "round.txt"
    link.symlink_to(link)
    assert real_path(link).name == "round.txt"
