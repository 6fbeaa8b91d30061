"""Undo switches an act off, redo switches it on again, and nothing is ever lost."""

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from studies import add_code, add_coding, state

from qualcode.store import Store
from qualcode.store.chains import verify_chains
from qualcode.store.errors import (
    NoCoderError,
    NothingToRedoError,
    NothingToUndoError,
    NotUndoableError,
    UnknownItemError,
    WithdrawalStandsError,
)
from qualcode.store.history import read_history, redo, revert, undo
from qualcode.store.withdrawal import withdraw


def spans(store):
    return sorted(store.conn.execute('SELECT start, "end" FROM coding').fetchall())


def test_undo_takes_off_the_latest_coding_and_redo_puts_it_back(store, source):
    add_coding(store, source, 0, 3, "work")
    add_coding(store, source, 5, 8, "work")
    undo(store)
    assert spans(store) == [(0, 3)]
    undo(store)
    assert spans(store) == []
    redo(store)
    redo(store)
    assert spans(store) == [(0, 3), (5, 8)]


def test_undo_reaches_back_over_sessions(store, source, tmp_path):
    add_coding(store, source, 0, 3, "work")
    store.close()
    again = Store.open(tmp_path / "study.qualcode", "Asha")
    undo(again)
    assert spans(again) == []
    again.close()


def test_undo_is_of_ones_own_acts_only(store, source):
    add_coding(store, source, 0, 3, "work")
    store.coder = "Tom"
    with pytest.raises(NothingToUndoError):
        undo(store)
    add_coding(store, source, 5, 8, "work")
    undo(store)
    assert spans(store) == [(0, 3)]


def test_undo_of_a_removal_brings_the_coding_back(store, source):
    coding = add_coding(store, source, 0, 3, "work")
    with store.act("uncode") as act:
        act.set("coding", coding, {"gone": True})
    assert spans(store) == []
    undo(store)
    assert spans(store) == [(0, 3)]


def test_after_new_work_there_is_nothing_to_redo(store, source):
    add_coding(store, source, 0, 3, "work")
    undo(store)
    add_coding(store, source, 5, 8, "work")
    with pytest.raises(NothingToRedoError):
        redo(store)


def test_any_single_act_can_be_reverted_and_later_values_of_others_stay(store):
    with store.act("rename") as act:
        act.set("code", "work", {"label": "Jobs"})
    first = read_history(store.conn, limit=1)[0]
    store.coder = "Tom"
    with store.act("redefine") as act:
        act.set("code", "work", {"definition": "Paid or not"})
    revert(store, first.id)
    row = store.conn.execute("SELECT label, definition FROM code WHERE id = 'work'").fetchone()
    assert row == ("Work", "Paid or not")


def test_a_withdrawal_cannot_be_undone(store):
    (case,) = store.conn.execute("SELECT id FROM \"case\" WHERE code = 'A-INT1-2'").fetchone()
    withdraw(store, case)
    act = next(one for one in read_history(store.conn) if one.kind == "withdraw")
    with pytest.raises(NotUndoableError):
        revert(store, act.id)
    with pytest.raises(WithdrawalStandsError, match="--act"):
        undo(store)
    assert store.conn.execute("SELECT count(*) FROM withdrawal").fetchone() == (1,)


def test_an_act_that_is_not_there_is_named(store):
    with pytest.raises(UnknownItemError, match="nonsense"):
        revert(store, "nonsense")


def test_nobody_can_write_without_a_name(store, source):
    store.coder = None
    with pytest.raises(NoCoderError):
        add_coding(store, source, 0, 3, "work")
    with pytest.raises(NoCoderError):
        undo(store)


def test_an_act_that_says_nothing_new_writes_nothing(store):
    before = state(store)
    with store.act("rename") as act:
        act.set("code", "work", {"label": "Work"})
    assert state(store) == before


def test_an_act_that_fails_leaves_the_project_as_it_was(store, source):
    before = state(store)

    class Interrupted(Exception):
        pass

    with pytest.raises(Interrupted), store.act("rename") as act:
        act.set("code", "work", {"label": "Jobs"})
        raise Interrupted
    assert state(store) == before
    add_coding(store, source, 0, 3, "work")
    assert spans(store) == [(0, 3)]


@settings(max_examples=20)
@given(st.lists(st.sampled_from(["do", "undo", "redo"]), max_size=30))
def test_undo_and_redo_behave_as_in_every_editor(tmp_path_factory, steps):
    from studies import make_store

    store = make_store(tmp_path_factory.mktemp("undo") / "study.qualcode")
    (source,) = store.conn.execute("SELECT id FROM source").fetchone()
    done: list[tuple[int, int]] = []
    undone: list[tuple[int, int]] = []
    for place, step in enumerate(steps):
        if step == "do":
            add_coding(store, source, place, place + 1, "work")
            done.append((place, place + 1))
            undone.clear()
        elif step == "undo" and done:
            undo(store)
            undone.append(done.pop())
        elif step == "redo" and undone:
            redo(store)
            done.append(undone.pop())
        elif step == "redo":
            with pytest.raises(NothingToRedoError):
                redo(store)
        assert spans(store) == sorted(done)
    store.close()


def test_a_code_that_is_deleted_stays_while_a_coding_uses_it(store, source):
    add_coding(store, source, 0, 3, "work")
    with store.act("delete code") as act:
        act.set("code", "work", {"gone": True})
    assert ("work",) in store.conn.execute("SELECT id FROM codes").fetchall()
    undo(store)
    with store.act("uncode") as act:
        (coding,) = store.conn.execute("SELECT id FROM coding").fetchone()
        act.set("coding", coding, {"gone": True})
    with store.act("delete code") as act:
        act.set("code", "work", {"gone": True})
    assert ("work",) not in store.conn.execute("SELECT id FROM codes").fetchall()


def test_a_child_of_an_undone_code_moves_to_the_top_until_it_is_back(store):
    add_code(store, "care", "Care")
    add_code(store, "night", "Night", parent="care")
    care = read_history(store.conn, limit=2)[1]
    revert(store, care.id)
    assert store.conn.execute("SELECT path FROM code_tree WHERE code='night'").fetchone() == (
        "Night",
    )
    redo(store)
    assert store.conn.execute("SELECT path FROM code_tree WHERE code='night'").fetchone() == (
        "Care › Night",
    )


def test_a_commit_that_fails_leaves_the_chain_whole(store, source):
    before = state(store)
    with pytest.raises(sqlite3.IntegrityError), store.act("rename") as act:
        act.set("code", "work", {"label": "Jobs"})
        store.conn.execute("PRAGMA defer_foreign_keys = ON")
        store.conn.execute("INSERT INTO frame VALUES ('f', 's', '1')")
        store.conn.execute("INSERT INTO passage VALUES ('p', 'f', 'no text', 'no turn', 1, 0, 1)")
    assert state(store) == before
    add_coding(store, source, 0, 3, "work")
    assert list(verify_chains(store.conn)) == []
