"""Turns that are several people's: their parts in every list, and under merge and undo.

All values are worked out by hand from the interview of `studies`.
"""

import contextlib

import pytest
from studies import INTERVIEW, add_coding, make_store, state

from qualcode.model import content_id
from qualcode.store import Store
from qualcode.store.check import check_store
from qualcode.store.content import read_text
from qualcode.store.errors import WithdrawnError
from qualcode.store.history import redo, revert, undo
from qualcode.store.merge import merge
from qualcode.store.people import list_speakers
from qualcode.store.search import search_turns
from qualcode.store.sources import find_turn, list_imported_turns, list_turns, read_shown
from qualcode.store.withdrawal import withdraw

# Turn 4 is “Then the hospital rang. Nobody asked me, nobody.”
NOBODY = INTERVIEW.index("Nobody asked")
LAST = INTERVIEW.index("nobody.\nDev")


def part(store: Store, n: int, at: int, code: str | None, kind: str = "split turn") -> str:
    """Say that from `at` on somebody (by code) speaks in turn n; return the part's id."""
    turn = list_imported_turns(store.conn, source_of(store))[n - 1]
    item = content_id("turn", turn.id, at)
    with store.act(kind) as act:
        fields = {"source": turn.source, "turn": turn.id, "at": at, "case": case_of(store, code)}
        act.set("part", item, fields)
    return item


def source_of(store):
    return store.conn.execute("SELECT id FROM source").fetchone()[0]


def case_of(store, code):
    row = store.conn.execute('SELECT id FROM "case" WHERE code = ?', (code,)).fetchone()
    return row[0] if row else None


def spoken(store):
    """Return (n, part, participant code, words) of every turn from the third on."""
    codes = dict(store.conn.execute('SELECT id, code FROM "case"'))
    return [
        (turn.n, turn.part, codes.get(turn.case), INTERVIEW[turn.body : turn.end])
        for turn in list_turns(store.conn)
        if turn.n > 3
    ]


def problems(store):
    return [one.sentence for one in check_store(store.conn) if one.problem]


WHOLE = (4, 1, "A-INT1-2", "Then the hospital rang. Nobody asked me, nobody.")
REST = [
    (5, 1, "A-INT1-5", "They never do. My dad’s ward was the same."),
    (6, 1, "A-INT1-2", "So I stopped work. That was that."),
]


def test_a_part_is_a_turn_of_its_own_and_the_blank_before_it_is_nobodys(store):
    item = part(store, 4, NOBODY, "A-INT1-5")
    assert spoken(store) == [
        (4, 1, "A-INT1-2", "Then the hospital rang."),
        (4, 2, "A-INT1-5", "Nobody asked me, nobody."),
        *REST,
    ]
    turns = list_turns(store.conn)
    assert turns[4].id == item
    assert (turns[4].start, turns[4].time) == (NOBODY, None)
    assert [turn.name for turn in turns[3:6]] == ["turn 4", "turn 4, second part", "turn 5"]
    assert problems(store) == []


def test_a_turn_can_be_three_peoples_in_whatever_order_that_was_said(store):
    part(store, 4, LAST, "A-INT1-1")
    part(store, 4, NOBODY, "A-INT1-5")
    assert spoken(store)[:3] == [
        (4, 1, "A-INT1-2", "Then the hospital rang."),
        (4, 2, "A-INT1-5", "Nobody asked me,"),
        (4, 3, "A-INT1-1", "nobody."),
    ]


def test_the_view_of_turns_reads_the_words_of_each_part(store):
    part(store, 4, NOBODY, "A-INT1-5")
    rows = store.conn.execute('SELECT part, "case", words FROM turns WHERE n = 4 ORDER BY part')
    assert rows.fetchall() == [
        (1, case_of(store, "A-INT1-2"), "Then the hospital rang."),
        (2, case_of(store, "A-INT1-5"), "Nobody asked me, nobody."),
    ]


def test_a_place_outside_the_turn_parts_nothing(store):
    part(store, 4, INTERVIEW.index("So I stopped"), "A-INT1-5")
    part(store, 4, INTERVIEW.index("Then the hospital"), "A-INT1-5")
    assert spoken(store) == [WHOLE, *REST]
    assert problems(store) == []


def test_nobodys_part_has_no_speaker_and_somebody_joined_speaks_as_who_they_are(store):
    part(store, 4, NOBODY, None)
    assert spoken(store)[1][2] is None
    part(store, 4, LAST, "A-INT1-5")
    with store.act("people") as act:
        act.set("case", case_of(store, "A-INT1-5"), {"into": case_of(store, "A-INT1-2")})
    assert spoken(store)[2][2] == "A-INT1-2"


def test_a_part_is_found_by_search_and_gone_from_it_after_an_undo(store):
    part(store, 4, NOBODY, "A-INT1-5")
    (hit,) = search_turns(store.conn, "nobody asked", 9)
    assert (hit.n, hit.part, hit.start) == (4, 2, NOBODY)
    assert search_turns(store.conn, "hospital nobody", 9) == []
    undo(store)
    (hit,) = search_turns(store.conn, "hospital nobody", 9)
    assert (hit.n, hit.part) == (4, 1)
    redo(store)
    assert search_turns(store.conn, "hospital nobody", 9) == []
    assert problems(store) == []


def test_undo_redo_and_revert_reach_a_split(store):
    part(store, 4, NOBODY, "A-INT1-5")
    (split,) = store.conn.execute("SELECT id FROM event WHERE kind = 'split turn'").fetchone()
    add_coding(store, source_of(store), NOBODY, NOBODY + 6, "work")
    revert(store, split)
    assert spoken(store) == [WHOLE, *REST]
    assert store.conn.execute("SELECT start FROM coding").fetchall() == [(NOBODY,)]
    assert problems(store) == []


def test_whoever_speaks_only_in_a_part_is_among_the_speakers_of_the_source(store):
    with store.act("people") as act:
        act.set("case", "new", {"code": "A-INT1-9", "kind": "person"})
    part(store, 4, NOBODY, "A-INT1-9")
    assert (source_of(store), "new") in list(list_speakers(store.conn))


def test_a_passage_of_two_is_whoever_speaks_where_it_begins(store):
    part(store, 4, NOBODY, "A-INT1-5")
    turns = list_turns(store.conn)
    assert [find_turn(turns, at).part for at in (NOBODY - 2, NOBODY, NOBODY + 3)] == [1, 2, 2]
    assert find_turn(turns, NOBODY - 1) is None


def test_whoever_withdraws_has_their_part_masked_and_nobody_elses(store):
    part(store, 4, NOBODY, "A-INT1-5")
    withdraw(store, case_of(store, "A-INT1-5"))
    text = read_text(store.conn, source_of(store)) or ""
    assert "Then the hospital rang. ███" in text
    assert "Nobody asked" not in text
    assert "They never do" not in text
    assert "So I stopped work." in text
    assert problems(store) == []


def test_words_given_elsewhere_to_somebody_who_withdrew_are_told_and_can_be_withdrawn(tmp_path):
    make_store(tmp_path / "base.qualcode").close()
    for name in ("asha", "tom"):
        (tmp_path / f"{name}.qualcode").write_bytes((tmp_path / "base.qualcode").read_bytes())
    with contextlib.closing(Store.open(tmp_path / "tom.qualcode", "Tom")) as tom:
        part(tom, 4, NOBODY, "A-INT1-5")
    with contextlib.closing(Store.open(tmp_path / "asha.qualcode", "Asha")) as asha:
        case = case_of(asha, "A-INT1-5")
        withdraw(asha, case)
        with pytest.raises(WithdrawnError):
            withdraw(asha, case)
        merge(asha, tmp_path / "tom.qualcode")
        assert "Nobody asked" in (read_text(asha.conn, source_of(asha)) or "")
        (told,) = [one.sentence for one in check_store(asha.conn) if "withdrawn" in one.sentence]
        assert "A-INT1-5" in told
        withdraw(asha, case)
        assert "Nobody asked" not in (read_text(asha.conn, source_of(asha)) or "")
        assert problems(asha) == []
        with pytest.raises(WithdrawnError):
            withdraw(asha, case)


def test_two_people_who_split_a_turn_alone_unite_and_disagree_only_on_whose_it_is(tmp_path):
    make_store(tmp_path / "base.qualcode").close()
    said = {"asha": ("A-INT1-5", "Asha"), "tom": ("A-INT1-5", "Tom"), "wen": ("A-INT1-1", "Wen")}
    for name, (code, coder) in said.items():
        path = tmp_path / f"{name}.qualcode"
        path.write_bytes((tmp_path / "base.qualcode").read_bytes())
        with contextlib.closing(Store.open(path, coder)) as copy:
            part(copy, 4, NOBODY, code)
    with contextlib.closing(Store.open(tmp_path / "asha.qualcode", "Asha")) as asha:
        assert merge(asha, tmp_path / "tom.qualcode").conflicts == ()
        assert len(spoken(asha)) == 4
        (conflict,) = merge(asha, tmp_path / "wen.qualcode").conflicts
        assert conflict.field == "case"
        (told,) = [one.sentence for one in check_store(asha.conn)]
        assert "the speaker of turn 4 (part 2) of A-INT1" in told
        assert "A-INT1-1 (Wen)" in told
        one = state(asha)
    with contextlib.closing(Store.open(tmp_path / "wen.qualcode", "Wen")) as wen:
        merge(wen, tmp_path / "asha.qualcode")
        assert state(wen) == one


def test_a_turn_given_to_nobody_is_not_its_labels_any_more(store):
    turn = list_turns(store.conn)[3]
    with store.act("correct") as act:
        act.set("voice", turn.id, {"source": turn.source, "case": None})
    assert spoken(store)[0][2] is None


def test_a_correction_over_the_place_of_a_split_is_not_shown_and_is_told(store):
    from qualcode.model import Selection

    source = source_of(store)
    with store.act("correct") as act:
        selection = Selection.of(INTERVIEW, NOBODY - 6, NOBODY + 6)
        fields = {"source": source, "selection": selection, "words": "rang: nobody"}
        act.make("patch", fields | {"coder": act.coder, "made": act.time})
    part(store, 4, NOBODY, "A-INT1-5")
    turns = list_turns(store.conn)
    shown = read_shown(store.conn, source)
    assert shown.read(turns[3].body, turns[4].end) == WHOLE[3]
    (told,) = [one.sentence for one in check_store(store.conn)]
    assert "“rang: nobody” (Asha) in turn 4 of A-INT1 is not shown" in told
