from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.model import Turn, content_id
from qualcode.suggest.passages import FEWEST, FRAME, MOST, count_words, cut_passages

SENTENCE = "One two three four five six seven eight nine ten. "


def say(*bodies, label="Carer: "):
    """Lay out turns one below the other, as an import leaves them."""
    text, turns = "", []
    for n, body in enumerate(bodies, 1):
        start = len(text)
        text += label + body
        turns.append(Turn(f"t{n}", "s", n, start, start + len(label), len(text), None, "c"))
        text += "\n"
    return text, turns


def lengths(passages):
    return [count_words(passage.text) for passage in passages]


def test_a_short_turn_is_one_passage_without_its_label_or_edges():
    text, turns = say("  Well, I manage.  ")
    (passage,) = cut_passages(text, turns)
    assert passage.text == "Well, I manage."
    assert text[passage.start : passage.end] == passage.text
    assert (passage.source, passage.turn, passage.n) == ("s", "t1", 1)


def test_a_turn_of_120_words_is_not_cut():
    text, turns = say(SENTENCE * 12)
    assert lengths(cut_passages(text, turns)) == [120]


def test_an_answer_is_one_passage_however_long():
    text, turns = say(SENTENCE * 30, SENTENCE)
    assert lengths(cut_passages(text, turns, whole=True)) == [300, 10]


def test_a_longer_turn_is_cut_at_sentence_ends_without_a_tiny_tail():
    text, turns = say(SENTENCE * 13)
    passages = cut_passages(text, turns)
    assert sorted(lengths(passages)) == [60, 70]
    assert all(passage.text.endswith("ten.") for passage in passages)


def test_a_sentence_that_fits_is_never_broken_even_if_the_rest_is_short():
    text, turns = say(" ".join(["word"] * 110) + ". " + SENTENCE * 2)
    assert lengths(cut_passages(text, turns)) == [110, 20]


def test_a_sentence_above_120_words_is_cut_after_a_comma():
    clause = " ".join(["and"] * 30) + ","
    text, turns = say(" ".join([clause] * 6))
    passages = cut_passages(text, turns)
    assert lengths(passages) == [90, 90]
    assert all(passage.text.endswith(",") for passage in passages)


def test_speech_without_any_stops_is_cut_between_words():
    text, turns = say(" ".join(["um"] * 400))
    assert lengths(cut_passages(text, turns)) == [80] * 5


def test_a_stop_inside_a_word_parts_nothing():
    text, turns = say(" ".join(["yes.No"] * 130))
    assert "".join(p.text for p in cut_passages(text, turns)).count("yes.No") == 130


def test_skipped_turns_give_nothing_and_take_no_number():
    text, turns = say("Would you say more?", "I would.")
    (passage,) = cut_passages(text, turns, skip={"t1"})
    assert (passage.text, passage.n) == ("I would.", 1)


def test_turns_of_white_space_give_nothing():
    text, turns = say("   ", "\t")
    assert cut_passages(text, turns) == []


def test_a_turn_beyond_the_text_is_read_as_far_as_the_text_goes():
    assert [p.text for p in cut_passages("abc", [Turn("t", "s", 1, 0, 0, 99, None, None)])] == [
        "abc"
    ]


def test_the_id_follows_from_frame_source_and_place():
    text, turns = say("I would.")
    (passage,) = cut_passages(text, turns)
    assert FRAME == "turns-40-120/1"
    assert passage.id == content_id("passage", FRAME, "s", passage.start, passage.end)


def test_each_source_is_numbered_from_one():
    text, turns = say("One.", "Two.")
    other = [Turn("x", "other", 1, t.start, t.body, t.end, None, "c") for t in turns]
    assert [(p.source, p.n) for p in cut_passages(text, [*turns, *other])] == [
        ("other", 1),
        ("other", 2),
        ("s", 1),
        ("s", 2),
    ]


def test_a_turn_longer_than_the_sentence_finder_takes_is_cut_in_stretches(monkeypatch):
    monkeypatch.setattr("qualcode.suggest.passages._SPACY_LIMIT", 300)
    text, turns = say(SENTENCE * 40)
    passages = cut_passages(text, turns)
    assert sum(lengths(passages)) == 400
    assert all(passage.text.endswith("ten.") for passage in passages)


WORDS = st.sampled_from(
    ["and", "so,", "mum", "tired.", "really?", "e\u0301", "–", "well;", "3.5", "…"]
)
BODIES = st.lists(
    st.lists(WORDS, min_size=130, max_size=300).map(" ".join) | st.text(max_size=60),
    min_size=1,
    max_size=4,
)


@settings(max_examples=60, deadline=None)
@given(BODIES, st.sets(st.sampled_from(["t1", "t2", "t3", "t4"]), max_size=2))
def test_passages_are_ordered_disjoint_inside_their_turns_and_miss_no_word(bodies, skip):
    text, turns = say(*bodies)
    by_id = {turn.id: turn for turn in turns}
    passages = cut_passages(text, turns, skip)
    assert [p.n for p in passages] == list(range(1, len(passages) + 1))
    for before, after in pairwise(passages):
        assert before.end <= after.start
    for passage in passages:
        turn = by_id[passage.turn]
        assert turn.body <= passage.start < passage.end <= turn.end
        assert passage.text == text[passage.start : passage.end] == passage.text.strip()
        assert count_words(passage.text) <= MOST
    for turn in turns:
        said = text[turn.body : turn.end].split()
        cut = [word for p in passages if p.turn == turn.id for word in p.text.split()]
        assert cut == ([] if turn.id in skip else said)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, FEWEST), min_size=4, max_size=40))
def test_sentences_of_up_to_40_words_always_make_pieces_of_40_to_120(sizes):
    text, turns = say(" ".join(" ".join(["w"] * (size - 1) + ["stop."]) for size in sizes))
    passages = cut_passages(text, turns)
    if len(passages) > 1:
        assert all(FEWEST <= length <= MOST for length in lengths(passages))
