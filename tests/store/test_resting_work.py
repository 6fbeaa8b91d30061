"""What rests on an act that is undone: a coding goes back to the code it had, no work is lost."""

import pytest
from studies import add_code, add_coding

from qualcode.store.check import check_store
from qualcode.store.conflicts import list_conflicts
from qualcode.store.errors import RestingWorkError
from qualcode.store.history import find_resting, read_history, redo, revert, undo


def recode(store, coding, code):
    with store.act("sort") as act:
        act.set("coding", coding, {"code": code})


def codes_of(store):
    return [row[0] for row in store.conn.execute("SELECT code FROM coding ORDER BY start")]


def is_sound(store):
    return [one.sentence for one in check_store(store.conn) if one.problem] == []


def test_a_coding_recoded_to_a_code_that_is_undone_has_its_old_code_again(store, source):
    coding = add_coding(store, source, 0, 3, "work")
    add_code(store, "paid", "Paid work")
    made = read_history(store.conn, limit=1)[0]
    store.coder = "Tom"
    recode(store, coding, "paid")
    revert(store, made.id)
    assert codes_of(store) == ["work"]
    assert is_sound(store)


def test_and_the_newer_code_once_that_is_brought_back(store, source):
    coding = add_coding(store, source, 0, 3, "work")
    add_code(store, "paid", "Paid work")
    store.coder = "Tom"
    recode(store, coding, "paid")
    store.coder = "Asha"
    undo(store)
    assert codes_of(store) == ["work"]
    redo(store)
    assert codes_of(store) == ["paid"]
    assert is_sound(store)


def test_it_falls_back_past_every_code_that_is_undone(store, source):
    coding = add_coding(store, source, 0, 3, "work")
    for code in ("paid", "unpaid"):
        add_code(store, code, code)
        recode(store, coding, code)
    for entry in read_history(store.conn, limit=4):
        if entry.kind == "codebook":
            revert(store, entry.id)
    assert codes_of(store) == ["work"]
    assert is_sound(store)


def test_what_is_said_after_the_fall_stands(store, source):
    coding = add_coding(store, source, 0, 3, "work")
    add_code(store, "paid", "Paid work")
    made = read_history(store.conn, limit=1)[0]
    recode(store, coding, "paid")
    revert(store, made.id)
    recode(store, coding, "hospital")
    assert codes_of(store) == ["hospital"]
    assert list(list_conflicts(store.conn)) == []


def test_a_coding_made_with_the_code_itself_goes_with_it_and_that_is_refused(store, source):
    add_code(store, "paid", "Paid work")
    store.coder = "Tom"
    add_coding(store, source, 0, 3, "paid")
    store.coder = "Asha"
    with pytest.raises(RestingWorkError, match="1 by Tom"):
        undo(store)
    assert codes_of(store) == ["paid"]


def test_ones_own_later_work_is_counted_where_one_act_among_others_is_undone(store, source):
    add_code(store, "paid", "Paid work")
    made = read_history(store.conn, limit=1)[0]
    add_coding(store, source, 0, 3, "paid")
    assert find_resting(store, made.id) == {"Asha": 1}


@pytest.mark.parametrize("entity", ["star", "patch"])
def test_others_stars_and_corrections_rest_on_an_import_too(store, entity):
    from studies import SURVEY, add_source

    from qualcode.model import Selection

    survey = add_source(store, SURVEY, "S1")
    store.coder = "Tom"
    fields = {"source": survey, "selection": Selection.of(SURVEY, 4, 15)}
    fields |= {"words": "x"} if entity == "patch" else {}
    with store.act(entity) as act:
        act.make(entity, fields | {"coder": act.coder, "made": act.time})
    store.coder = "Asha"
    with pytest.raises(RestingWorkError, match="1 by Tom"):
        undo(store)


def test_a_note_and_a_proposal_on_words_of_an_undone_import_stay_and_are_sound(store):
    from studies import SURVEY, add_source

    from qualcode.model import Selection

    survey = add_source(store, SURVEY, "S1")
    imported = read_history(store.conn, limit=1)[0]
    place = {"source": survey, "selection": Selection.of(SURVEY, 4, 15)}
    with store.act("note") as act:
        made = {"coder": act.coder, "made": act.time}
        about = {"about": "selection", "about_id": survey, "text": "n"}
        act.make("note", place | about | made)
        act.make("request", place | {"kind": "new", "fields": {"label": "More"}} | made)
    revert(store, imported.id)
    assert is_sound(store)
    assert store.conn.execute("SELECT text FROM note").fetchall() == [("n",)]
