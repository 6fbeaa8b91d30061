"""`check` finds every fault that is planted, and none where there is none."""

import pytest
from studies import INTERVIEW, add_coding

from qualcode.model import Passage, Selection, content_id
from qualcode.store import Store
from qualcode.store.check import check_store
from qualcode.store.content import insert_passages, read_text


@pytest.fixture
def busy(store, source):
    """A project in which everything that can be proved has been used, over two sessions."""
    store._writers.clear()
    text = read_text(store.conn, source)
    add_coding(store, source, 28, 40, "work")
    add_coding(store, source, 70, 90, "hospital")
    with store.act("read") as act:
        act.set("meaning", "m1", {"codes": {"work": "x"}})
        act.make(
            "reading",
            {
                "source": source,
                "selection": Selection.of(text, 0, len(text)),
                "meaning": "m1",
                "coder": act.coder,
                "made": act.time,
            },
        )
    with store.act("correct") as act:
        at = text.index("café")
        act.make(
            "patch",
            {
                "source": source,
                "selection": Selection.of(text, at, at + 4),
                "words": "coffee",
                "coder": act.coder,
                "made": act.time,
            },
        )
    (turn, body, end) = store.conn.execute('SELECT id, body, "end" FROM turn WHERE n=2').fetchone()
    insert_passages(
        store.conn,
        "test",
        "1",
        [Passage(content_id("p", 1), source, turn, 1, body, end, text[body:end])],
    )
    store.conn.execute("PRAGMA foreign_keys = OFF")
    return store


def faults(store, *heads):
    return {one.check for one in check_store(store.conn, heads) if one.problem}


def test_a_sound_project_has_no_fault(busy):
    assert faults(busy) == set()


PLANTED = {
    "a letter of the text changed": (
        "UPDATE text SET text = replace(text, 'slowly', 'quickly')",
        {"text", "spans"},
    ),
    "a text replaced together with its hash": (
        "UPDATE text SET text = upper(text), hash = 'x'",
        {"text"},
    ),
    "a text gone": ("DELETE FROM text", {"text"}),
    "a coding moved": ("UPDATE coding SET start = start + 1", {"spans", "projection"}),
    "a coding that reads something else": (
        "UPDATE coding SET words_hash = 'x' WHERE start = 28",
        {"spans", "projection"},
    ),
    "a coding outside the text": (
        'UPDATE coding SET "end" = 99999 WHERE start = 28',
        {"spans", "projection"},
    ),
    "a coding deleted from its table": ("DELETE FROM coding WHERE start = 28", {"projection"}),
    "a coding nobody made": (
        (
            "INSERT INTO coding SELECT 'forged', source, start, \"end\", words_hash, code, origin, "
            "split, coder, made FROM coding LIMIT 1"
        ),
        {"projection"},
    ),
    "a value in the journal altered": (
        "UPDATE change SET value = '\"Toil\"' WHERE value = '\"Work\"'",
        {"chains"},
    ),
    "a change lost": ("DELETE FROM change WHERE n = 1 AND entity = 'code'", {"chains"}),
    "an act lost": (
        (
            "DELETE FROM event WHERE kind = 'code' AND seq = (SELECT max(seq) FROM event "
            "WHERE kind = 'code')"
        ),
        {"chains"},
    ),
    "an act put under another name": (
        "UPDATE event SET coder = 'somebody else' WHERE kind = 'code'",
        {"chains"},
    ),
    "the chain that later ones began from altered": (
        "UPDATE session SET parents = '[\"gone.1:00\"]' WHERE parents != '[]'",
        {"chains"},
    ),
    "the time of an act altered": (
        "UPDATE event SET time = '1999-01-01' WHERE seq = 2",
        {"chains"},
    ),
    "words erased without a withdrawal": (
        "UPDATE change SET value = NULL, salt = NULL WHERE value = '\"Work\"'",
        {"erasures"},
    ),
    "an act switched off by hand": (
        "INSERT INTO dead SELECT id FROM event WHERE kind = 'code' LIMIT 1",
        {"projection"},
    ),
    "a turn moved": ("UPDATE turn SET body = body + 1 WHERE n = 2", {"turns"}),
    "a turn given to somebody else": (
        "UPDATE turn SET speaker = (SELECT speaker FROM turn WHERE n = 1) WHERE n = 2",
        {"turns"},
    ),
    "a turn gone": ("DELETE FROM turn WHERE n = 6", {"turns"}),
    "a passage outside its turn": ('UPDATE passage SET "end" = "end" + 40', {"passages"}),
    "the search index out of step": (
        "UPDATE turn_fts SET words = 'nothing' WHERE turn IN (SELECT id FROM turn WHERE n = 2)",
        {"search"},
    ),
    "a reference to nothing": (
        "UPDATE speaker SET \"case\" = 'nobody'",
        {"file", "projection"},
    ),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(busy, fault):
    statement, expected = PLANTED[fault]
    assert busy.conn.execute(statement).rowcount != 0
    assert expected <= faults(busy)


def test_a_chain_computed_anew_is_found_by_a_head_kept_elsewhere(busy):
    head = busy.heads[0]
    assert faults(busy, head) == set()
    assert faults(busy, head[:-1] + ("0" if head[-1] != "0" else "1")) == {"heads"}


def test_a_conflict_is_listed_and_is_no_fault(busy):
    with busy.act("people") as act:
        act.set(
            "case", busy.conn.execute('SELECT min(id) FROM "case"').fetchone()[0], {"code": "X"}
        )
        act.set(
            "case", busy.conn.execute('SELECT max(id) FROM "case"').fetchone()[0], {"code": "X"}
        )
    findings = list(check_store(busy.conn))
    assert [one.problem for one in findings] == [False]
    assert "participant code X" in findings[0].sentence


def test_every_span_reads_what_it_read_in_the_file(busy):
    rows = busy.conn.execute("SELECT text FROM codings ORDER BY start").fetchall()
    assert rows == [(INTERVIEW[28:40],), (INTERVIEW[70:90],)]


def test_one_head_vouches_for_all_earlier_sessions(busy, tmp_path):
    busy.close()
    for _ in range(3):
        store = Store.open(tmp_path / "study.qualcode", "Asha")
        (source,) = store.conn.execute("SELECT id FROM source").fetchone()
        add_coding(store, source, 28, 29 + _, "work")
        store.close()
    store = Store.open(tmp_path / "study.qualcode", "Asha")
    assert len(store.heads) == 1
    assert [one for one in check_store(store.conn, store.heads) if one.problem] == []
    store.close()
