"""A withdrawal masks a person's words everywhere, moves no position, and breaks no chain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from studies import INTERVIEW, add_coding, words

from qualcode.model import Selection, Span, mask
from qualcode.model.span import MASK
from qualcode.store.chains import verify_chains
from qualcode.store.check import check_store
from qualcode.store.codings import list_stars
from qualcode.store.content import read_text
from qualcode.store.errors import WithdrawnError
from qualcode.store.search import search_turns
from qualcode.store.withdrawal import withdraw


def case_of(store, code):
    return store.conn.execute('SELECT id FROM "case" WHERE code = ?', (code,)).fetchone()[0]


@pytest.fixture
def moira(store):
    return case_of(store, "A-INT1-2")


def make(store, entity, **fields):
    with store.act("test") as act:
        return act.make(entity, {**fields, "coder": act.coder, "made": act.time})


def test_their_words_and_name_are_nowhere_in_the_file(store, source, moira, tmp_path):
    at = INTERVIEW.index("Nobody asked me")
    coding = add_coding(store, source, at, at + 15, "hospital")
    make(store, "note", about="coding", about_id=coding, text="Moira sounded tired")
    make(store, "note", about="case", about_id=moira, text="Moira brought cake")
    with store.act("people") as act:
        act.set("variable", "v", {"name": "town"})
        act.set("value", "v-moira", {"case": moira, "variable": "v", "value": "Saltmarsh"})
        act.set("consent", moira, {"case": moira, "quote": "yes"})
    make(
        store,
        "patch",
        source=source,
        selection=Selection.of(INTERVIEW, at, at + 6),
        words="Not a soul",
    )
    withdraw(store, moira)
    for gone in ("Moira", "slowly", "Nobody", "cake", "Saltmarsh", "Not a soul", "tired"):
        assert not [value for value in words(store) if gone in value], gone
    store.close()
    raw = (tmp_path / "study.qualcode").read_bytes()
    for gone in (b"Moira", b"slowly", b"Nobody", b"cake", b"Saltmarsh"):
        assert gone not in raw
    assert not (tmp_path / "study.qualcode-wal").exists()


def test_no_position_moves_and_other_peoples_words_stay(store, source, moira):
    withdraw(store, moira)
    text = read_text(store.conn, source)
    assert len(text) == len(INTERVIEW)
    at = INTERVIEW.index("They never do")
    assert text[at : at + 13] == "They never do"
    assert text.count("\n") == INTERVIEW.count("\n")


def test_the_chains_verify_and_the_project_is_sound(store, source, moira):
    at = INTERVIEW.index("Nobody")
    add_coding(store, source, at, at + 6, "hospital")
    withdraw(store, moira)
    assert list(verify_chains(store.conn)) == []
    assert [one for one in check_store(store.conn) if one.problem] == []


def test_a_star_on_their_words_goes_and_so_does_a_note_on_it(store, source, moira):
    theirs, others = INTERVIEW.index("Nobody"), INTERVIEW.index("They never do")
    gone = make(store, "star", source=source, selection=Selection.of(INTERVIEW, theirs, theirs + 6))
    make(store, "note", about="star", about_id=gone, text="quote this one")
    kept = make(store, "star", source=source, selection=Selection.of(INTERVIEW, others, others + 4))
    withdraw(store, moira)
    assert [one.id for one in list_stars(store.conn)] == [kept]
    assert not [value for value in words(store) if "quote this one" in value]
    assert [one for one in check_store(store.conn) if one.problem] == []


def test_a_coding_in_their_words_goes_and_one_that_straddles_them_stays(store, source, moira):
    inside = INTERVIEW.index("Nobody")
    across = INTERVIEW.index("And then?")
    end = INTERVIEW.index("They never") + 10
    add_coding(store, source, inside, inside + 6, "hospital")
    kept = add_coding(store, source, across, end, "work")
    withdraw(store, moira)
    assert store.conn.execute('SELECT id, start, "end" FROM coding').fetchall() == [
        (kept, across, end)
    ]
    assert [one for one in check_store(store.conn) if one.problem] == []


def test_the_search_index_forgets_them(store, moira):
    assert search_turns(store.conn, "slowly", 5)
    withdraw(store, moira)
    assert search_turns(store.conn, "slowly", 5) == []
    assert search_turns(store.conn, "ward", 5)


def test_the_report_names_where_their_name_still_stands(store, source):
    dev = case_of(store, "A-INT1-5")
    make(store, "note", about="source", about_id=source, text="Ask Dev again")
    done = withdraw(store, dev)
    assert any(place.startswith("note") for place in done.mentions)
    assert done.turns == 1


def test_nobody_withdraws_twice(store, moira):
    withdraw(store, moira)
    with pytest.raises(WithdrawnError):
        withdraw(store, moira)


def test_both_labels_of_a_person_in_two_conversations_withdraw(store, source):
    from studies import add_source

    second = add_source(store, "Int: Again?\nMoira: Yes, and winter came.\n", "A-INT2")
    first_case, second_case = case_of(store, "A-INT1-2"), case_of(store, "A-INT2-2")
    with store.act("people") as act:
        act.set("case", second_case, {"into": first_case})
    withdraw(store, first_case)
    assert "winter" not in read_text(store.conn, second)
    assert "slowly" not in read_text(store.conn, source)


texts = st.text(min_size=1, max_size=60)
spans = st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70)), max_size=4).map(
    lambda pairs: [Span(min(pair), max(pair)) for pair in pairs]
)


@given(texts, spans, spans)
def test_masks_commute_and_keep_every_position(text, some, others):
    once = mask(mask(text, some), others)
    assert once == mask(mask(text, others), some)
    assert once == mask(once, some)
    assert len(once) == len(text)
    covered = {i for span in [*some, *others] for i in range(span.start, span.end)}
    for i, character in enumerate(text):
        masked = i in covered and character != "\n"
        assert once[i] == (MASK if masked else character)


def test_a_no_to_being_quoted_under_any_label_is_the_persons(store):
    from studies import add_source

    from qualcode.store.people import find_case

    add_source(store, "Int: Again?\nMoira: Yes, and winter came.\n", "A-INT2")
    first, second = case_of(store, "A-INT1-2"), case_of(store, "A-INT2-2")
    with store.act("people") as act:
        act.set("consent", first, {"case": first, "quote": "no", "record": "yes"})
        act.set("consent", second, {"case": second, "quote": "yes"})
    with store.act("people") as act:
        act.set("case", first, {"into": second})
    consent = find_case(store.conn, "A-INT2-2").consent
    assert (consent.quote, consent.record, consent.archive) == ("no", "yes", None)


# What others made of their words


def line_of(words):
    """The span of words in the interview."""
    at = INTERVIEW.index(words)
    return Selection.of(INTERVIEW, at, at + len(words))


def turn_at(store, source, words):
    at = INTERVIEW.index(words)
    (item,) = store.conn.execute(
        'SELECT id FROM turn WHERE source = ? AND body <= ? AND "end" > ?', (source, at, at)
    ).fetchone()
    return item


def test_a_correction_that_reaches_into_their_words_goes_whole(store, source, moira):
    across = line_of("nobody.\nDev: They")
    make(store, "patch", source=source, selection=across, words="no-one ever")
    withdraw(store, moira)
    assert not [value for value in words(store) if "no-one" in value]
    assert [one for one in check_store(store.conn) if one.problem] == []


def test_a_proposal_that_their_words_speak_for_goes_with_its_reasons(store, source, moira):
    make(
        store,
        "request",
        kind="new",
        fields={"label": "Nobody asked me"},
        told="Make “Nobody asked me”",
        why="nobody asked her",
        source=source,
        selection=line_of("Nobody asked me"),
    )
    make(
        store,
        "request",
        kind="new",
        fields={"label": "Stopped work They never do"},
        told="Make it",
        source=source,
        selection=line_of("nobody.\nDev: They never do"),
    )
    withdraw(store, moira)
    assert store.conn.execute("SELECT count(*) FROM request").fetchone() == (0,)
    left = words(store)
    for gone in ("Nobody asked me", "nobody asked her", "Stopped work"):
        assert not [value for value in left if gone in value], gone
    assert [one for one in check_store(store.conn) if one.problem] == []


def test_a_note_on_a_turn_of_theirs_goes_and_one_on_anothers_stays(store, source, moira):
    theirs, others = turn_at(store, source, "Nobody"), turn_at(store, source, "They never")
    make(store, "note", about="turn", about_id=theirs, text="alone at the ward again")
    make(store, "note", about="turn", about_id=others, text="warm towards her")
    withdraw(store, moira)
    assert [row[0] for row in store.conn.execute("SELECT text FROM note")] == ["warm towards her"]
    assert not [value for value in words(store) if "alone at the ward" in value]


def test_a_note_on_a_part_of_a_turn_goes_with_whose_words_it_is(store, source, moira):
    dev = case_of(store, "A-INT1-5")
    turn = turn_at(store, source, "They never")
    at = INTERVIEW.index("My dad")
    with store.act("split turn") as act:
        act.set("part", "p1", {"source": source, "turn": turn, "at": at, "case": moira})
    make(store, "note", about="turn", about_id="p1", text="her father, not his")
    make(store, "note", about="turn", about_id=turn, text="Dev is blunt")
    withdraw(store, moira)
    assert [row[0] for row in store.conn.execute("SELECT text FROM note")] == ["Dev is blunt"]
    withdraw(store, dev)
    assert store.conn.execute("SELECT count(*) FROM note").fetchone() == (0,)


def test_codes_called_by_their_words_stay_and_are_named(store, source, moira):
    from studies import add_code

    add_code(store, "vivo", "Nobody asked me")
    add_code(store, "vivo2", "post-its everywhere")
    add_code(store, "chance", "Slowly")
    add_code(store, "others", "They never do")
    add_code(store, "book", "I stopped work", codebook="someone")
    add_code(store, "told", "Ward", definition="As in: then the hospital rang. Nobody came.")
    done = withdraw(store, moira)
    assert done.quoting == (
        "the name of the code “Nobody asked me”",
        "the meaning or examples of the code “Ward”",
        "the name of the code “post-its everywhere”",
    )
    labels = {row[0] for row in store.conn.execute("SELECT label FROM code")}
    assert "Nobody asked me" in labels


def test_what_went_with_their_words_is_not_named_as_quoting_them(store, source, moira):
    said = "Then the hospital rang. Nobody asked me"
    make(
        store,
        "note",
        about="selection",
        about_id=source,
        source=source,
        selection=line_of(said),
        text=said,
    )
    kept = make(store, "note", about="source", about_id=source, text=f"Again: {said}")
    assert withdraw(store, moira).quoting == (f"note {kept}",)
