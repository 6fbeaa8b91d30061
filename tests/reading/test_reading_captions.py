"""Caption files as meeting programs write them."""

from reading_checks import assert_holds, kinds, read_text, said


def captions(*cues, head="WEBVTT\n\n"):
    times = (f"00:00:{n:02}.500 --> 00:00:{n + 1:02}.000" for n in range(1, 60))
    return read_text(
        head + "\n\n".join(f"{t}\n{c}" for t, c in zip(times, cues, strict=False)), "a.vtt"
    )


def test_consecutive_cues_of_one_voice_are_one_turn():
    file = captions(
        "<v Moira>I wrote</v>", "<v Moira>twice</v>", "<v Jo>Oh</v>", "<v Moira>yes</v>"
    )
    assert said(file) == [("Moira", "I wrote twice"), ("Jo", "Oh"), ("Moira", "yes")]
    assert [turn.time for turn in file.turns] == [1.5, 3.5, 4.5]


def test_the_text_is_a_paragraph_a_turn():
    assert captions("<v Moira>yes</v>", "<v Jo>no</v>").decoded.text == "Moira: yes\n\nJo: no"


def test_every_voice_in_a_cue_is_kept():
    file = captions("<v Moira>Did you?</v> <v.loud Jo>No.</v>\n<v Win>Nor I")
    assert said(file) == [("Moira", "Did you?"), ("Jo", "No."), ("Win", "Nor I")]


def test_entities_and_tags_are_read():
    file = captions(
        "<v Moira &amp; Jo>salt &amp; <i>vinegar</i> &lt;3 <00:00:01.700><c.x>x</c></v>"
    )
    assert said(file) == [("Moira & Jo", "salt & vinegar <3 x")]


def test_names_before_a_colon_are_voices():
    file = captions("Moira Lowe: hello", "Jo: three things: a, b", "Moira Lowe: so", "Jo: yes")
    assert [label for label, _ in said(file)] == ["Moira Lowe", "Jo"] * 2
    assert said(file)[1][1] == "three things: a, b"


def test_two_names_in_one_cue_are_two_turns():
    file = captions("Moira: hello\nJo: hi\nand more", "Moira: so", "Jo: yes")
    assert said(file)[:2] == [("Moira", "hello"), ("Jo", "hi and more")]


def test_a_cue_without_a_speaker_is_nobodys_and_told():
    file = captions("<v Moira>yes</v>", "(a door)", "<v Moira>no</v>")
    assert said(file)[1] == (None, "(a door)")
    assert "1 cue without a speaker went to nobody." in file.left_out


def test_names_only_where_the_voice_changes_are_carried_on_and_told():
    file = captions(
        "Moira: one", "two", "three", "Jo: four", "five", "six", "Moira: seven", "eight"
    )
    assert said(file)[0] == ("Moira", "one two three")
    assert any(s.startswith("5 cues without a name") for s in file.left_out)


def test_notes_styles_and_cue_ids_are_no_words():
    head = "WEBVTT - talk\nKind: captions\n\nNOTE by hand\n\nSTYLE\n::cue { color: red }\n\n"
    file = captions("<v Moira>yes</v>\n\nNOTE again\n\nid-7/12", "<v Jo>no</v>", head=head)
    assert "NOTE" not in file.decoded.text
    assert "id-7" not in file.decoded.text
    assert "color" not in file.decoded.text
    assert "2 notes of the caption file were left out." in file.left_out


def test_subrip_is_read_too():
    file = read_text(
        "1\n00:00:01,250 --> 00:00:02,000\nMoira: a\n\n2\n00:01:01,000 --> 00:01:02,000\nJo: b\n",
        "a.srt",
    )
    assert said(file) == [("Moira", "a"), ("Jo", "b")]
    assert [turn.time for turn in file.turns] == [1.25, 61.0]


def test_newline_and_mark_of_the_file_are_remembered():
    file = read_text(
        "\ufeffWEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\n<v Moira>a\r\nb</v>\r\n", "a.vtt"
    )
    assert (file.decoded.newline, file.decoded.bom) == ("\r\n", True)
    assert said(file) == [("Moira", "a b")]


def test_a_control_character_is_replaced_at_its_place_in_the_rendered_text():
    file = captions("<v Moira>a\x07b &#8; c &#13; d</v>")
    assert_holds(file)
    assert [gone.character for gone in file.decoded.replaced] == ["\x07"]
    assert file.decoded.text.index("\ufffd") == file.decoded.replaced[0].position
    assert "1 control character was replaced (the first at position 8)." in file.left_out


def test_voices_are_sure():
    file = captions("<v Moira>yes</v>", "<v Facilitator>no</v>", "<v Speaker 1>oh</v>")
    assert [speaker.sure for speaker in file.speakers] == [True, True, False]
    assert kinds(file)["Facilitator"] == "facilitator"


def timed(*cues):
    """A file of cues (start, end in seconds, words)."""
    blocks = (f"00:00:{a:06.3f} --> 00:00:{b:06.3f} align:start\n{words}" for a, b, words in cues)
    return read_text("WEBVTT\n\n" + "\n\n".join(blocks), "a.vtt")


def test_a_word_from_another_within_a_long_turn_loses_nothing():
    file = timed(
        (1, 9, "<v Moira>so I said to them</v>"),
        (4, 5, "<v Jo>mm</v>"),
        (9, 12, "<v Moira>not again</v>"),
    )
    assert said(file) == [("Moira", "so I said to them"), ("Jo", "mm"), ("Moira", "not again")]
    assert [turn.time for turn in file.turns] == [1, 4, 9]
    assert file.unsure == ()


def test_captions_that_roll_keep_each_line_once_and_say_so():
    file = timed(
        (1, 2, "we waited"),
        (2, 3, "we waited\na whole year"),
        (3, 4, "a whole year\nfor one letter"),
        (4, 5, "for one letter\nand it said"),
        (5, 6, "and it said\nring us"),
    )
    assert said(file) == [(None, "we waited a whole year for one letter and it said ring us")]
    assert "4 cues of rolling captions repeated words, which were kept once." in file.left_out


def test_captions_that_grow_keep_each_word_once():
    file = timed(
        (1, 2, "we"), (2, 3, "we waited"), (3, 4, "we waited a"), (4, 5, "we waited a year")
    )
    assert said(file) == [(None, "we waited a year")]


def test_what_is_said_twice_stays_twice():
    file = timed(
        (1, 2, "<v Jo>No.</v>"), (2, 3, "<v Jo>No.</v>"), (3, 4, "<v Ann>Why?</v>"),
        (4, 5, "<v Jo>Well</v>"), (5, 6, "<v Jo>it rained</v>"), (6, 7, "<v Jo>and</v>"),
    )  # fmt: skip
    assert said(file)[0] == ("Jo", "No. No.")


def test_captions_without_names_are_cut_at_silences_and_doubted():
    file = timed((1, 2, "we waited"), (2, 3, "a year"), (8, 9, "and then"))
    assert said(file) == [(None, "we waited a year"), (None, "and then")]
    assert "No speaker names were found" in file.unsure[0]


def test_a_mark_of_a_new_voice_parts_turns_of_nobody():
    file = timed((1, 2, "&gt;&gt; did you?"), (2, 3, "really?"), (3, 4, "- No.\n- Nor I."))
    assert said(file) == [
        (None, ">> did you? really?"), (None, "- No."), (None, "- Nor I.")
    ]  # fmt: skip


def test_a_new_voice_without_a_name_is_not_the_speakers_before():
    file = timed(
        (1, 2, ">> MOIRA: one"), (2, 3, "two"), (3, 4, "three"), (4, 5, ">> four"), (5, 6, "five"),
        (6, 7, ">> JO: six"), (7, 8, "seven"), (8, 9, ">> MOIRA: eight"), (9, 10, "nine"),
    )  # fmt: skip
    assert said(file)[:2] == [("MOIRA", "one two three"), (None, ">> four five")]


def test_cues_without_blank_lines_between_are_read():
    file = read_text(
        "1\n00:00:01,000 --> 00:00:02,000\nMoira: a\n2\n00:00:02,000 --> 00:00:03,000\nJo: b\n",
        "a.srt",
    )
    assert said(file) == [("Moira", "a"), ("Jo", "b")]


def test_cues_out_of_order_keep_the_order_of_the_file_and_are_doubted():
    file = timed((5, 6, "<v Jo>later</v>"), (1, 2, "<v Moira>sooner</v>"))
    assert [words for _, words in said(file)] == ["later", "sooner"]
    assert any("begins before the one above" in sentence for sentence in file.unsure)


def test_another_name_within_a_rooms_words_is_doubted():
    file = timed((1, 2, "<v Meeting Room 2>Jed: which form?</v>"), (2, 3, "<v Ann>That one.</v>"))
    assert said(file)[0] == ("Meeting Room 2", "Jed: which form?")
    assert any("“Jed”" in sentence for sentence in file.unsure)
    assert kinds(file) == {"Meeting Room 2": "several", "Ann": "person"}
