"""Who speaks in each turn: layouts as programs and typists leave them, and what is doubted."""

import random
import time
from pathlib import Path

import pytest
from reading_checks import assert_holds, kinds, read_text, said

from qualcode.reading import read

LAYOUTS = Path(__file__).parent / "layouts"
CASES = sorted(LAYOUTS.glob("*.turns"))

TALK = [
    ("Moira Kerr", "So how was the first winter?"),
    ("Derek", "Long. Two things: the stairs and the forms."),
    ("Moira Kerr", "And the forms – who filled them in?"),
    ("Derek", "I did; nobody else would."),
    ("Moira Kerr", "Thank you."),
    ("Derek", "Is that it?"),
]


def written(shape, talk=TALK):
    return "".join(
        shape.format(name=n, upper=n.upper(), words=w, s=i * 7, t=f"{i:02}")
        for i, (n, w) in enumerate(talk, 1)
    )


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_every_turn_of_an_invented_layout_has_its_speaker(case):
    (file,) = (path for path in LAYOUTS.glob(f"{case.stem}.*") if path != case)
    told = [line.split(" | ", 1) for line in case.read_text(encoding="utf-8").splitlines()]
    found = said(read(file))
    assert [label or "-" for label, _ in found] == [label for label, _ in told]
    for (_, words), (_, first) in zip(found, told, strict=True):
        assert words.startswith(first)
    assert_holds(read(file))


@pytest.mark.parametrize(
    "shape",
    [
        "{name}  0:{t}\n{words}\n\n",
        "{name}  1:00:{t}\n{words}\n\n",
        "{name}  10:{t} AM\n{words}\n\n",
        "{name}, 10.{t} am\n{words}\n\n",
        "{name}   0:{t}\n{words}\n",
        "{name}\n0 minutes {s} seconds\n{words}\n\n",
        "{name}\n\n0 minutes {s} seconds\n\n{words}\n\n",
        "{name} 1 hour 2 minutes {s} seconds\n0:{t}\n{words}\n\n",
        "{name} {s} seconds\n0:{t}\n{name} {s} seconds\n{words}\n\n",
        "{name}\n0:{t}\n{words}\n\n",
        "10:42:{t} From  {name} to Everyone: {words}\n",
        "10:42:{t}\t From {name} : {words}\n",
        "12/03/2025, 10:{t} - {name}: {words}\n",
        "[12/03/2025, 10:42:{t}] {name}: {words}\n",
        "<{name}> {words}\n\n",
        "[{name}] {words}\n\n",
        "[{name}]: {words}\n\n",
        "({name}): {words}\n\n",
        "[00:01:{t}] {name} {words}\n\n",
        "(00:01:{t}) {name} {words}\n",
        "{name} [00:01:{t}] {words}\n\n",
        "{name} – {words}\n\n",
        "{name} — {words}\n",
        "{name} - {words}\n\n",
        "{name}; {words}\n\n",
        "{upper}. {words}\n\n",
        "{upper} {words}\n\n".replace("} {", "}.  {"),
        "{name}\t{words}\n",
        "{name}:\t\t{words}\n",
        "{name}      {words}\n",
        "**{name}** {words}\n\n",
        "__{name}:__ {words}\n\n",
        "### {name}\n\n{words}\n\n",
        "- {name}: {words}\n",
        "• {name}: {words}\n",
        ">> {name}: {words}\n",
        "{t}  {name}: {words}\n",
        "{s}. {name}: {words}\n".replace("{s}", "{t}"),
        "{name} (carer): {words}\n",
        "{name} (she/her) (Carers North): {words}\n",
        "{name} | Carers North: {words}\n",
        "#00:01:{t}-5# {name}: {words}\n\n",
    ],
)
def test_a_label_is_known_in_the_shapes_of_programs_and_typists(shape):
    file = read_text(written(shape))
    assert [words for _, words in said(file)] == [words for _, words in TALK]
    for (label, _), (name, _) in zip(said(file), TALK, strict=True):
        assert label.casefold().startswith(name.casefold())
    assert_holds(file)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Q", "A"),
        ("I", "P"),
        ("Q1", "R3"),
        ("Speaker 1", "Speaker 2"),
        ("SPEAKER_00", "SPEAKER_01"),
        ("Dr. Amin Fosse", "Mrs O'Hara-Lees"),
        ("Siân", "Llŷr ap Gwyn"),
        ("Caoimhe Ní Bhriain", "Séamas Ó Dónaill"),
        ("An Nguyen", "So Yeon Baek"),
        ("al-Hassan", "Joost van der Meer"),
        ("d'Arcy", "Anne-Marie"),
        ("田中さん", "聞き手"),
        ("Ольга", "Интервьюер"),
        ("Ελένη", "Δρ Παππάς"),
        ("ليلى", "سمير"),
        ("मीरा", "राजेश"),
        ("moira", "derek"),
        ("Unknown female", "Male voice 2"),
        ("Meeting Room 2", "Host"),
        ("Sue's iPad", "Carers' Hub"),
        ("P01 (wife)", "INT"),
    ],
)
@pytest.mark.parametrize("shape", ["{}: {}\n\n", "{}: {}\n", "[00:01:02] {}: {}\n"])
def test_labels_of_many_sorts_are_known(one, other, shape):
    talk = [(one, "well one"), (other, "well two")] * 3
    file = read_text("".join(shape.format(*turn) for turn in talk))
    assert said(file) == talk


def test_a_full_width_colon_sets_a_label_off():
    file = read_text("王女士：5年了。\n李：嗯。\n王女士：很累。\n李：是的。\n")
    assert [label for label, _ in said(file)] == ["王女士", "李", "王女士", "李"]


@pytest.mark.parametrize(
    ("label", "kind", "sure"),
    [
        ("Moira/Derek", "several", True),
        ("Moira & Derek", "several", True),
        ("Moira and Derek", "several", True),
        ("Ann & Pat", "several", False),
        ("Meeting Room 2", "several", False),
        ("Community Hub iPad", "several", False),
        ("Town Hall", "several", False),
        ("Jean Hall", "person", True),
        ("Male voice 2", "person", False),
        ("Unknown female", "unknown", True),
        ("Moderator 2", "facilitator", True),
        ("Cyfwelydd", "facilitator", True),
        ("Host", "facilitator", False),
    ],
)
def test_the_kind_of_a_label_is_guessed(label, kind, sure):
    talk = [(label, "one"), ("Moira", "two"), ("Derek", "three"), ("Fac", "four")] * 2
    file = read_text("".join(f"{name}: {words}\n" for name, words in talk))
    speaker = file.speakers[0]
    assert (speaker.label, str(speaker.kind), speaker.sure) == (label, kind, sure)


def test_whoever_asks_most_may_be_the_one_who_leads():
    file = read_text("Ann: Why?\nBea: Cold.\nAnn: Since?\nBea: May.\nAnn: And now?\nBea: Oh?\n")
    assert kinds(file) == {"Ann": "facilitator", "Bea": "person"}
    assert [speaker.sure for speaker in file.speakers] == [False, True]


def test_nobody_leads_by_asking_where_somebody_is_called_the_facilitator():
    file = read_text("Ann: Why?\nFac: Go on.\nAnn: Who?\nFac: Yes.\nAnn: When?\nFac: Well.\n")
    assert kinds(file) == {"Ann": "person", "Fac": "facilitator"}


@pytest.mark.parametrize("mark", ["[overlapping] ", "// ", "= ", "(laughs) ", "[?] "])
def test_marks_of_overlapping_speech_stay_in_the_words(mark):
    file = read_text(f"I: why\nMoira: {mark}because\nI: oh\nMoira: yes\n")
    assert said(file)[1] == ("Moira", f"{mark}because")


def test_a_stage_line_stays_in_the_turn_it_stands_in():
    file = read_text("I: why\n\nMoira: well\n\n[laughter]\n\nno, really\n\nI: oh\n\nMoira: yes")
    assert said(file)[1] == ("Moira", "well\n\n[laughter]\n\nno, really")


@pytest.mark.parametrize(
    "line",
    [
        "END OF TRANSCRIPT",
        "[Recording ends]",
        "(End of recording)",
        "[End of recording 41:07]",
        "*** END ***",
        "--- end of interview ---",
        "Moira stopped transcription",
        "[Recording stopped]",
        "The end of the tape.",
        "End of audio file",
        "Transcribed by https://notes.example",
    ],
)
def test_a_closing_line_is_nobodys(line):
    file = read_text(f"I: why\n\nMoira: because\n\nI: and\n\nMoira: that is the end\n\n{line}\n")
    assert said(file)[-2:] == [("Moira", "that is the end"), (None, line)]


@pytest.mark.parametrize("line", ["-- break --", "[tea break]", "(Recording paused)", "* BREAK *"])
def test_a_break_before_a_speaker_is_nobodys(line):
    file = read_text(f"I: why\n\nMoira: because\n\n{line}\n\nI: and\n\nMoira: so")
    assert said(file)[2] == (None, line)


def test_a_break_within_a_turn_does_not_end_it():
    file = read_text("I: why\n\nMoira: because\n\n-- break --\n\nof that\n\nI: and\n\nMoira: so")
    assert said(file)[1] == ("Moira", "because\n\n-- break --\n\nof that")


def test_numbers_of_lines_stay_in_the_text_and_are_told():
    file = read_text("1 I: why\n2 Moira: because\n3 of that\n4\n5 I: oh\n6 Moira: yes")
    assert said(file)[1] == ("Moira", "because\n3 of that\n4")
    assert "The lines are numbered; the numbers stay in the text." in file.left_out


def test_a_time_of_day_is_no_time_in_the_recording():
    file = read_text(written("{name}, 10:{t} AM\n{words}\n\n"))
    assert {turn.time for turn in file.turns} == {None}
    assert any("time of day" in sentence for sentence in file.left_out)


def test_a_time_in_words_is_read():
    file = read_text(written("{name}\n1 hour 2 minutes {s} seconds\n{words}\n"))
    assert file.turns[0].time == 3600 + 120 + 7


def test_dashes_without_names_part_turns_of_nobody():
    file = read_text("– Why did you stop?\nreally?\n\n– I was tired.\n\n– Oh.\n")
    assert said(file) == [
        (None, "Why did you stop?\nreally?"),
        (None, "I was tired."),
        (None, "Oh."),
    ]
    assert file.layout == "rules/1"


def doubts(text, **more):
    return " ".join(read_text(text, **more).unsure)


PLAIN = "I: why\nMoira: because\nI: and\nMoira: yes\nI: so\nMoira: no\n"


def test_a_plain_transcript_is_not_doubted():
    assert doubts(PLAIN) == ""


def test_a_text_without_names_is_doubted():
    assert "No speaker names were found" in doubts("It rained.\n\nWe left.\n")


def test_lines_that_begin_like_a_name_and_are_words_are_doubted():
    told = doubts(
        "I: did you bring it\n" + PLAIN + "Bring: what?\nI: did you bring it\nMoira: no\n"
    )
    assert "1 line begins like a speaker's name but was taken as words: “Bring:”." in told


def test_a_label_that_comes_once_is_doubted():
    assert "1 label comes only once: “Beatrix”." in doubts(PLAIN + "Beatrix: me too\n")


def test_a_declared_label_that_comes_once_is_not_doubted():
    assert doubts(PLAIN + "Beatrix: me too\n", labels=["Beatrix"]) == ""


def test_labels_a_letter_apart_are_doubted_and_not_joined():
    text = PLAIN + "Moria: and\nI: oh\nMoria: well\n"
    assert "“Moria” and “Moira” may be one person" in doubts(text)
    assert set(kinds(read_text(text))) == {"I", "Moira", "Moria"}


@pytest.mark.parametrize("pair", [("Speaker 1", "Speaker 2"), ("P1", "P11"), ("Ann", "Jim")])
def test_labels_that_are_plainly_two_are_not_doubted(pair):
    text = "".join(f"{label}: well then\n" for label in pair * 3)
    assert doubts(text) == ""


def test_a_first_name_beside_a_full_one_is_doubted():
    text = PLAIN + "Moira Kerr: and\nI: oh\nMoira Kerr: well\n"
    assert "“Moira” may be the same person as “Moira Kerr”." in doubts(text)


def test_a_room_is_doubted():
    assert "“Meeting Room 2” may be several people" in doubts(
        "I: a\nMeeting Room 2: b\nI: c\nMeeting Room 2: d\n"
    )


def test_a_label_that_is_a_word_of_the_text_is_doubted():
    told = doubts(PLAIN + "Tablets: two\nI: more tablets\nTablets: three\n")
    assert "“Tablets” is a word of the text" in told


def test_a_speaker_written_another_way_once_is_taken_and_doubted():
    file = read_text(PLAIN + "Moira; and the bus\nI: oh\nMoira: yes\n")
    assert said(file)[6] == ("Moira", "and the bus")
    assert "1 turn begins in another way than the others: “Moira;”." in file.unsure


def test_a_speaker_before_a_dash_once_is_words_and_doubted():
    file = read_text(PLAIN + "Moira – and the bus\nI: oh\nMoira: yes\n")
    assert said(file)[5] == ("Moira", "no\nMoira – and the bus")
    assert "taken as words: “Moira –”" in " ".join(file.unsure)


def test_a_turn_far_longer_than_the_others_is_doubted():
    inside = "".join(f"Moira – {'and so it went on and on ' * 8}\n" for _ in range(5))
    told = doubts(PLAIN + inside + "I: oh\nMoira: yes\n")
    assert "1 turn is far longer than the others" in told


def test_two_ways_to_cut_are_doubted():
    colons = "".join(f"Ann: well\nBea: oh\nCarer – {i}\n" for i in range(5))
    dashes = "".join("Jim – well\n\nKen – oh\n\n" for _ in range(3))
    assert "could also be cut another way" in doubts(colons + "\n" + dashes)


def seeded(pieces, size, seed):
    rng = random.Random(seed)
    parts, length = [], 0
    while length < size:
        parts.append(rng.choice(pieces)())
        length += len(parts[-1])
    return "".join(parts)


def of_letters(rng, n):
    return "".join(rng.choice("abcdefghij") for _ in range(n))


def hostile(kind, size):
    rng = random.Random(7)
    makers = {
        "a long line": lambda: "a" * 5_000,
        "colons": lambda: ":" * rng.randint(1, 300) + rng.choice(["", "\n"]),
        "colons alone": lambda: "a:\n",
        "labels": lambda: f"Name{of_letters(rng, 5)}: x\n\n",
        "paragraphs of a word": lambda: f"{of_letters(rng, 4).title()}\n\n",
        "brackets": lambda: rng.choice(["[", "(", "<", "{"]) * rng.randint(1, 300) + "\n",
        "nested marks": lambda: "<[({**__" * 24 + rng.choice(["Moira", ":", "\n"]),
        "dashes": lambda: "Moira – " * 24 + "\n",
        "spaces": lambda: "Moira" + " " * 190 + "x\n",
        "times": lambda: rng.choice(["00:00:01\n", "[00:01] ", "Moira\n", "1 minute 2 seconds\n"]),
        "numbers": lambda: f"{rng.randint(1, 9)} Moira: x\n",
        "commas": lambda: "Aa, " * 12 + ": x\n",
        "roles": lambda: "A (" * 16 + "):\n",
        "closings": lambda: "the recording " * 6 + "\n",
        "a bit of all": lambda: rng.choice(
            ["Moira", "I", "kitchen", ": ", "\n", "\n\n", " – ", ". ", "\t", "; ", " 00:12 ", " & "]
        ),
    }
    return seeded([makers[kind]], size, 7)


KINDS = [
    "a long line", "colons", "colons alone", "labels", "paragraphs of a word", "brackets",
    "nested marks", "dashes", "spaces", "times", "numbers", "commas", "roles", "closings",
    "a bit of all",
]  # fmt: skip


def cued(text):
    return "WEBVTT\n\n" + "\n\n".join(
        f"00:00:{n % 60:02}.000 --> 00:00:{n % 60:02}.500\n{text[n * 400 : n * 400 + 400]}"
        for n in range(len(text) // 400 + 1)
    )


def seconds(text, name):
    start = time.process_time()
    read_text(text, name)
    return time.process_time() - start


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("suffix", [".txt", ".vtt"])
def test_the_work_grows_with_the_length_of_a_hostile_text(kind, suffix):
    def cost(size):
        text = hostile(kind, size)
        return min(seconds(cued(text) if suffix == ".vtt" else text, f"a{suffix}") for _ in "ab")

    assert cost(64_000) < 8 * max(cost(16_000), 0.01)
