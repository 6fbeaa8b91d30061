"""Merging copies: a union that does not care about order, grouping or repetition."""

import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from soak import examples
from studies import INTERVIEW, SURVEY, add_coding, add_source, make_store, state

from qualcode.model import QualcodeError, Selection, Turn, content_id
from qualcode.store import Store, coder_id
from qualcode.store.chains import verify_chains
from qualcode.store.check import check_store
from qualcode.store.codes import list_codes
from qualcode.store.codings import list_known_readings
from qualcode.store.conflicts import decide, list_conflicts
from qualcode.store.content import read_text
from qualcode.store.errors import (
    ForkedSessionError,
    NotAProjectError,
    UnknownItemError,
    UnrelatedProjectError,
    UnsoundCopyError,
)
from qualcode.store.history import read_history, redo, revert, undo
from qualcode.store.merge import merge
from qualcode.store.people import list_cases
from qualcode.store.sources import list_imported_turns, list_sources
from qualcode.store.telling import describe_act
from qualcode.store.withdrawal import withdraw

CODERS = ("Asha", "Tom", "Wen")


@pytest.fixture
def base(tmp_path):
    path = tmp_path / "base.qualcode"
    store = make_store(path)
    store.close()
    return path


def copy_of(path: Path, name: str, coder: str) -> Store:
    target = path.with_name(f"{name}.qualcode")
    target.unlink(missing_ok=True)
    target.write_bytes(path.read_bytes())
    return Store.open(target, coder)


def problems(store: Store) -> list[str]:
    return [one.sentence for one in check_store(store.conn) if one.problem]


# One thing that somebody may do to a copy, as (what, two numbers that choose among what is there).
moves = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "code",
                "code",
                "code",
                "uncode",
                "recode",
                "resize",
                "rename",
                "redefine",
                "parent",
                "join",
                "delete",
                "patch",
                "part",
                "part",
                "mend",
                "voice",
                "value",
                "read",
                "star",
                "unstar",
                "look",
                "new code",
                "split",
                "sort",
                "sort",
                "propose",
                "answer",
                "lock",
                "note on words",
                "note on turn",
                "undo",
                "undo",
                "redo",
                "revert",
                "import",
                "note",
                "case",
                "decide",
            ]
        ),
        st.integers(0, 10**6),
        st.integers(0, 10**6),
    ),
    max_size=12,
)


def do(store: Store, move: tuple[str, int, int], source: str) -> None:
    """Make one random move; a refusal is a fine outcome, and leaves things as they were."""
    what, one, two = move
    with contextlib.suppress(QualcodeError):
        _do(store, what, one, two, source)


def _ids(store: Store, table: str) -> list[str]:
    return [row[0] for row in store.conn.execute(f'SELECT id FROM "{table}" ORDER BY id')]


def _imported_turn(store: Store, source: str, one: int) -> Turn:
    turns = list_imported_turns(store.conn, source)
    if not turns:  # the import was undone
        raise UnknownItemError("source", source)
    return turns[one % len(turns)]


def _span(text: str, one: int, two: int) -> tuple[int, int]:
    start = one % (len(text) - 1)
    return start, start + 1 + two % min(80, len(text) - start)


def _do(store, what, one, two, source):
    text = read_text(store.conn, source) or ""
    codes, codings = _ids(store, "code"), _ids(store, "coding")
    pick = lambda some, n: some[n % len(some)] if some else "nothing"  # noqa: E731
    start, end = _span(text, one, two)
    made = {"coder": coder_id(store.coder), "made": "2026-01-01T00:00:00.000000Z"}
    selection = Selection.of(text, start, end)
    match what:
        case "code":
            add_coding(store, source, start, end, pick(codes, two))
        case "undo":
            undo(store)
        case "redo":
            redo(store)
        case "revert":
            revert(store, pick([entry.id for entry in read_history(store.conn)], one))
        case "import":
            add_source(store, SURVEY, f"S{one % 3}")
        case "decide":
            for conflict in list(list_conflicts(store.conn)):
                decide(store, conflict, one % 2)
        case _:
            with store.act(what) as act:
                match what:
                    case "uncode":
                        act.set("coding", pick(codings, one), {"gone": True})
                    case "recode":
                        act.set("coding", pick(codings, one), {"code": pick(codes, two)})
                    case "resize":
                        act.set(
                            "coding",
                            pick(codings, one),
                            {"selection": [selection.start, selection.end, selection.hash]},
                        )
                    case "rename":
                        act.set("code", pick(codes, one), {"label": f"Label {two % 5}"})
                    case "redefine":
                        act.set("code", pick(codes, one), {"definition": f"Meaning {two % 3}"})
                    case "parent":
                        act.set("code", pick(codes, one), {"parent": pick(codes, two)})
                    case "join":
                        act.set("code", pick(codes, one), {"into": pick(codes, two)})
                    case "delete":
                        act.set("code", pick(codes, one), {"gone": bool(two % 2)})
                    case "patch":
                        act.make(
                            "patch",
                            {"source": source, "selection": selection, "words": "x" * (two % 4)}
                            | made,
                        )
                    case "part":
                        turn = _imported_turn(store, source, one)
                        at = turn.body + 1 + two % 20
                        fields = {"source": source, "turn": turn.id, "at": at, "gone": None}
                        case = pick(_ids(store, "case"), two)
                        act.set("part", content_id("turn", turn.id, at), fields | {"case": case})
                    case "mend":
                        act.set("part", pick(_ids(store, "part"), one), {"gone": True})
                    case "voice":
                        turn = _imported_turn(store, source, one)
                        case = pick(_ids(store, "case"), two)
                        act.set("voice", turn.id, {"source": source, "case": case})
                    case "value":
                        case = pick(_ids(store, "case"), one)
                        act.set("variable", "role", {"name": "role"})
                        act.set(
                            "value",
                            f"value-{case}",
                            {"case": case, "variable": "role", "value": f"role {two % 3}"},
                        )
                    case "read":
                        act.set("meaning", "m", {"codes": {}})
                        act.make(
                            "reading",
                            {"source": source, "selection": selection, "meaning": "m"} | made,
                        )
                    case "star":
                        act.make("star", {"source": source, "selection": selection} | made)
                    case "unstar":
                        act.set("star", pick(_ids(store, "star"), one), {"gone": True})
                    case "look":
                        only = [pick(codes, two)]
                        act.set("meaning", f"m-{only[0]}", {"codes": {only[0]: "h"}})
                        fields = {"meaning": f"m-{only[0]}", "only": only}
                        act.make(
                            "reading", {"source": source, "selection": selection} | fields | made
                        )
                    case "new code":
                        act.make("code", {"slug": f"s{two % 9}", "label": f"New {two % 3}"})
                    case "split":
                        new = act.make("code", {"slug": f"p{two % 9}", "label": f"Part {two % 3}"})
                        old = pick(codes, one)
                        act.make("split", {"code": old, "into": [new, old]})
                    case "sort":
                        split = pick(_ids(store, "split"), one)
                        into = json.loads(store.read_field("split", split, "into") or "[]")
                        fields = {"code": pick(into, two), "split": split}
                        act.set("coding", pick(codings, one), fields)
                    case "propose":
                        fields = {"kind": "rename", "code": pick(codes, one), "why": "why"}
                        place = {"source": source, "selection": selection}
                        act.make("request", fields | place | {"fields": {"label": "R"}} | made)
                    case "answer":
                        answer = {"answer": "accepted" if two % 2 else "declined"}
                        answered = answer | {"answered_by": act.coder}
                        act.set("request", pick(_ids(store, "request"), one), answered)
                    case "lock":
                        act.set("project", "project", {"title": "T", "lead": CODERS[one % 3]})
                    case "note on words":
                        place = {"source": source, "selection": selection}
                        fields = {"about": "selection", "about_id": source, "text": "n"}
                        act.make("note", fields | place | made)
                    case "note on turn":
                        turn = _imported_turn(store, source, one)
                        fields = {"about": "turn", "about_id": turn.id, "text": "n"}
                        act.make("note", fields | made)
                    case "note":
                        act.make(
                            "note", {"about": "source", "about_id": source, "text": "n"} | made
                        )
                    case "case":
                        cases = _ids(store, "case")
                        act.set("case", pick(cases, one), {"into": pick(cases, two)})


@settings(max_examples=examples(2000))
@given(histories=st.tuples(moves, moves, moves), withdrawn=st.sampled_from([None, None, 0, 1, 2]))
def test_three_copies_meet_the_same_state_in_any_order_grouping_and_repetition(
    base, histories, withdrawn
):
    copies = [copy_of(base, coder, coder) for coder in CODERS]
    (source,) = _ids(copies[0], "source")
    for place, (copy, history) in enumerate(zip(copies, histories, strict=True)):
        for move in history:
            do(copy, move, source)
        if withdrawn == place:
            case = copy.conn.execute(
                """SELECT target FROM same_case JOIN "case" ON "case".id = same_case.target
                   WHERE code LIKE '%-2' ORDER BY 1"""
            ).fetchone()
            if case:
                withdraw(copy, case[0])
    found = [problems(copy) for copy in copies]
    for copy in copies:
        copy.close()
    assert found == [[], [], []]
    paths = [base.with_name(f"{coder}.qualcode") for coder in CODERS]
    a, b, c = paths

    def union(name, *others):
        store = copy_of(others[0], name, "Zoe")
        for other in others[1:]:
            merge(store, other)
        result, found = state(store), problems(store)
        store.close()
        assert found == []
        return result, base.with_name(f"{name}.qualcode")

    abc, _ = union("abc", a, b, c)
    cba, _ = union("cba", c, b, a)
    _, bc = union("bc", b, c)
    a_bc, _ = union("a_bc", a, bc)
    again, _ = union("again", b, a, b, bc, c, a, base)
    assert cba == abc
    assert a_bc == abc
    assert again == abc


def test_a_merge_with_an_older_copy_brings_nothing_back(base, tmp_path):
    store = copy_of(base, "new", "Asha")
    (source,) = _ids(store, "source")
    add_coding(store, source, 0, 5, "work")
    older = tmp_path / "older.qualcode"
    store.close()
    older.write_bytes((tmp_path / "new.qualcode").read_bytes())
    store = Store.open(tmp_path / "new.qualcode", "Asha")
    undo(store)
    before = state(store)
    report = merge(store, older)
    assert report.acts == 0
    assert state(store) == before
    assert _ids(store, "coding") == []


def test_no_older_copy_brings_withdrawn_words_back(base, tmp_path):
    older = copy_of(base, "older", "Tom")
    (source,) = _ids(older, "source")
    at = INTERVIEW.index("slowly")
    add_coding(older, source, at, at + 6, "work")
    older.close()
    store = copy_of(base, "new", "Asha")
    (case,) = store.conn.execute("SELECT id FROM \"case\" WHERE code = 'A-INT1-2'").fetchone()
    withdraw(store, case)
    merge(store, tmp_path / "older.qualcode")
    assert "slowly" not in (read_text(store.conn, source) or "")
    assert _ids(store, "coding") == []
    assert problems(store) == []
    store.close()
    assert b"slowly" not in (tmp_path / "new.qualcode").read_bytes()


def test_nor_what_was_made_of_them_there(base, tmp_path):
    older = copy_of(base, "older", "Tom")
    (source,) = _ids(older, "source")
    at = INTERVIEW.index("slowly")
    place = {"source": source, "selection": Selection.of(INTERVIEW, at, at + 6)}
    (turn,) = [
        one.id for one in list_imported_turns(older.conn, source) if one.body <= at < one.end
    ]
    with older.act("test") as act:
        made = {"coder": act.coder, "made": act.time}
        act.make("star", place | made)
        act.make("patch", place | {"words": "corrected-word"} | made)
        asked = {"kind": "new", "fields": {"label": "label-word"}, "told": "told-word"}
        act.make("request", place | asked | {"why": "why-word"} | made)
        act.make("note", {"about": "turn", "about_id": turn, "text": "note-word"} | made)
    older.close()
    store = copy_of(base, "new", "Asha")
    (case,) = store.conn.execute("SELECT id FROM \"case\" WHERE code = 'A-INT1-2'").fetchone()
    withdraw(store, case)
    merge(store, tmp_path / "older.qualcode")
    for entity in ("star", "patch", "request", "note"):
        assert _ids(store, entity) == [], entity
    assert problems(store) == []
    store.close()
    raw = (tmp_path / "new.qualcode").read_bytes()
    for word in (b"slowly", b"corrected-word", b"label-word", b"why-word", b"note-word"):
        assert word not in raw


def test_two_people_who_set_one_field_apart_are_a_conflict_until_somebody_decides(base):
    asha, tom = copy_of(base, "asha", "Asha"), copy_of(base, "tom", "Tom")
    for store, label in ((asha, "Employment"), (tom, "Jobs")):
        with store.act("rename") as act:
            act.set("code", "work", {"label": label})
    tom.close()
    (conflict,) = merge(asha, base.with_name("tom.qualcode")).conflicts
    assert {conflict.stands.value, *[other.value for other in conflict.others]} == {
        '"Employment"',
        '"Jobs"',
    }
    decide(asha, conflict, 1)
    assert list(list_conflicts(asha.conn)) == []
    (label,) = asha.conn.execute("SELECT label FROM code WHERE id = 'work'").fetchone()
    assert f'"{label}"' == conflict.others[0].value
    merge(asha, base.with_name("tom.qualcode"))
    assert list(list_conflicts(asha.conn)) == []


def test_whatever_is_said_in_sight_of_a_conflict_decides_it(base):
    asha, tom = copy_of(base, "asha", "Asha"), copy_of(base, "tom", "Tom")
    for store, label in ((asha, "Employment"), (tom, "Jobs")):
        with store.act("rename") as act:
            act.set("code", "work", {"label": label})
    tom.close()
    merge(asha, base.with_name("tom.qualcode"))
    (stands,) = asha.conn.execute("SELECT label FROM code WHERE id = 'work'").fetchone()
    with asha.act("rename") as act:
        act.set("code", "work", {"label": stands})
    assert list(list_conflicts(asha.conn)) == []


def test_a_conflict_is_told_in_the_words_of_the_study(base):
    asha, tom = copy_of(base, "asha", "Asha"), copy_of(base, "tom", "Tom")
    for store, role in ((asha, "carer"), (tom, "volunteer")):
        (case,) = store.conn.execute("SELECT id FROM \"case\" WHERE code = 'A-INT1-2'").fetchone()
        with store.act("people") as act:
            act.set("variable", "v", {"name": "role"})
            act.set("value", "v1", {"case": case, "variable": "v", "value": role})
    tom.close()
    merge(asha, base.with_name("tom.qualcode"))
    (said,) = [one.sentence for one in check_store(asha.conn)]
    assert said.startswith("Two copies disagree on “role” of A-INT1-2: ")
    assert "volunteer (Tom)" in said
    assert "carer (Asha)" in said


def test_codings_made_offline_to_a_joined_code_follow_it(base):
    asha, tom = copy_of(base, "asha", "Asha"), copy_of(base, "tom", "Tom")
    with asha.act("join") as act:
        act.set("code", "hospital", {"into": "work"})
    (source,) = _ids(tom, "source")
    add_coding(tom, source, 0, 5, "hospital")
    tom.close()
    merge(asha, base.with_name("tom.qualcode"))
    assert asha.conn.execute("SELECT path FROM codings").fetchall() == [("Work",)]


def test_a_circle_of_parents_made_apart_is_broken_and_listed(base):
    asha, tom = copy_of(base, "asha", "Asha"), copy_of(base, "tom", "Tom")
    with asha.act("move") as act:
        act.set("code", "work", {"parent": "hospital"})
    asha.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with tom.act("move") as act:
        act.set("code", "hospital", {"parent": "work"})
    tom.close()
    before = copy_of(base.with_name("asha.qualcode"), "asha-before", "Asha")
    before.close()
    merge(asha, base.with_name("tom.qualcode"))
    paths = {row[0] for row in asha.conn.execute("SELECT path FROM code_tree")}
    assert paths in ({"Work", "Work › Hospital"}, {"Hospital", "Hospital › Work"})
    told = "stands under the code “"
    assert any("circle" in s and told in s for s in (x.sentence for x in check_store(asha.conn)))
    tom = Store.open(base.with_name("tom.qualcode"), "Tom")
    merge(tom, base.with_name("asha-before.qualcode"))
    assert state(tom) == state(asha)


def test_of_two_changes_that_close_a_circle_the_later_one_loses(base):
    asha, tom = copy_of(base, "asha", "Asha"), copy_of(base, "tom", "Tom")
    with tom.act("move") as act:
        act.set("code", "work", {"parent": "hospital"})
    tom.close()
    with asha.act("rename") as act:
        act.set("code", "work", {"label": "Jobs"})
    with asha.act("move") as act:
        act.set("code", "hospital", {"parent": "work"})
    merge(asha, base.with_name("tom.qualcode"))
    paths = {row[0] for row in asha.conn.execute("SELECT path FROM code_tree")}
    assert paths == {"Hospital", "Hospital › Jobs"}


def test_a_value_replaced_by_an_undone_one_is_no_conflict_once_more_was_said(base):
    store = copy_of(base, "asha", "Asha")
    for label in ("Employment", "Jobs", "Paid work"):
        with store.act("rename") as act:
            act.set("code", "work", {"label": label})
    second = read_history(store.conn)[1]
    revert(store, second.id)
    assert list(list_conflicts(store.conn)) == []


def test_copies_that_never_met_unite_what_is_the_same(tmp_path):
    one, two = make_store(tmp_path / "1.qualcode"), make_store(tmp_path / "2.qualcode", "Tom")
    two.close()
    merge(one, tmp_path / "2.qualcode")
    assert len(_ids(one, "source")) == 1
    assert len(_ids(one, "case")) == 3
    assert problems(one) == []


def test_a_project_that_has_nothing_in_common_is_refused_unless_it_is_meant(base, tmp_path):
    other = Store.create(tmp_path / "other.qualcode", "Tom")
    add_source(other, SURVEY, "S1")
    other.close()
    store = copy_of(base, "asha", "Asha")
    with pytest.raises(UnrelatedProjectError, match="--unrelated"):
        merge(store, tmp_path / "other.qualcode")
    assert len(_ids(store, "source")) == 1
    merge(store, tmp_path / "other.qualcode", unrelated=True)
    assert len(_ids(store, "source")) == 2


def test_the_chain_of_another_copy_that_was_altered_is_refused(base, tmp_path):
    tom = copy_of(base, "tom", "Tom")
    tom.conn.execute("UPDATE change SET value = '\"Wrok\"' WHERE value = '\"Work\"'")
    tom.close()
    store = copy_of(base, "asha", "Asha")
    before = state(store)
    with pytest.raises(UnsoundCopyError, match="was altered"):
        merge(store, tmp_path / "tom.qualcode")
    assert state(store) == before


def test_a_file_that_is_no_project_is_refused(base, tmp_path):
    (tmp_path / "notes.qualcode").write_text("hello")
    with pytest.raises(NotAProjectError):
        merge(copy_of(base, "asha", "Asha"), tmp_path / "notes.qualcode")


def test_a_session_continued_in_two_files_is_refused(base, tmp_path):
    # Only a program other than qualcode can write two acts under one number.
    store = copy_of(base, "one", "Asha")
    (source,) = _ids(store, "source")
    store.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    add_coding(store, source, 0, 5, "work")
    store.close()
    forked = Store.open(tmp_path / "one.qualcode", "Asha")
    other = tmp_path / "two.qualcode"
    other.write_bytes((tmp_path / "one.qualcode").read_bytes())
    twin = Store.open(other, "Asha")
    add_coding(forked, source, 6, 9, "work")
    twin._writers["Asha"] = type(forked._writers["Asha"])(
        coder_id("Asha"), "qualcode", forked._writers["Asha"].id
    )
    add_coding(twin, source, 10, 14, "work")
    twin.close()
    with pytest.raises((ForkedSessionError, UnsoundCopyError)):
        merge(forked, other)
    assert list(verify_chains(forked.conn)) == []


HOSTILE = {
    "a text that is not the one that was imported": (
        "UPDATE text SET text = replace(text, 'slowly', 'gladly'), hash = 'x'"
    ),
    "turns that are not those that were imported": "UPDATE turn SET body = start",
    "an act numbered beyond all acts": "UPDATE event SET lamport = 4611686018427387904",
    "a value that is no JSON": "UPDATE change SET value = 'x' WHERE value = '\"Work\"'",
    "words erased that nobody withdrew": (
        "UPDATE change SET value = NULL, salt = NULL WHERE value = '\"Work\"'"
    ),
}


@pytest.mark.parametrize("fault", HOSTILE)
def test_a_copy_with_any_of_these_is_refused_and_changes_nothing(base, fault):
    theirs = copy_of(base, "theirs", "Tom")
    theirs.conn.execute(HOSTILE[fault])
    theirs.close()
    ours = copy_of(base, "ours", "Asha")
    before = state(ours)
    with pytest.raises(UnsoundCopyError):
        merge(ours, base.with_name("theirs.qualcode"))
    assert state(ours) == before


@pytest.mark.parametrize(
    ("entity", "field", "value"),
    [
        ("source", "kind", "telepathy"),
        ("source", "words", "many"),
        ("case", "kind", ["person"]),
        ("code", "label", 5),
        ("code", "other_labels", "not a list"),
        ("coding", "selection", "everywhere"),
        ("meaning", "codes", [1]),
    ],
)
def test_nonsense_in_a_sound_journal_is_no_value_and_breaks_nothing(base, entity, field, value):
    theirs = copy_of(base, "theirs", "Tom")
    (source,) = _ids(theirs, "source")
    item = {"source": source, "case": _ids(theirs, "case")[0], "code": "work"}.get(entity, "new")
    with theirs.act("forged") as act:
        act.set(entity, item, {field: value})
    theirs.close()
    ours = copy_of(base, "ours", "Asha")
    merge(ours, base.with_name("theirs.qualcode"))
    assert problems(ours) == []
    list_codes(ours.conn)
    list_sources(ours.conn)
    list_cases(ours.conn)
    list_known_readings(ours.conn)


def test_what_only_a_newer_version_knows_is_kept_and_told_as_such(base):
    theirs = copy_of(base, "theirs", "Tom")
    with theirs.act("dream") as act:
        act.set("dream", "one", {"colour": "blue"})
        act.set("dream", "two", {"colour": "red"})
    theirs.close()
    ours = copy_of(base, "ours", "Asha")
    merge(ours, base.with_name("theirs.qualcode"))
    (event,) = ours.conn.execute("SELECT id FROM event WHERE kind = 'dream'").fetchone()
    assert describe_act(ours.conn, event) == "2 things of a newer qualcode"
    assert problems(ours) == []


def test_what_is_said_twice_in_one_act_is_no_conflict(base):
    store = copy_of(base, "asha", "Asha")
    with store.act("rename") as act:
        act.set("code", "work", {"label": "Jobs"})
        act.set("code", "work", {"label": "Employment"})
    assert list(list_conflicts(store.conn)) == []
    assert store.conn.execute("SELECT label FROM code WHERE id = 'work'").fetchone() == (
        "Employment",
    )
