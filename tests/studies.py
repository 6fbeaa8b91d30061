"""Small invented studies that tests build projects from."""

from pathlib import Path

from qualcode.store import Store
from qualcode.store.content import (
    TurnRow,
    hash_turns,
    insert_text,
    insert_turns,
    source_id,
    speaker_id,
    turn_id,
)

LAYOUT = "lines/1"
INTERVIEW = (
    "Int: How did it begin?\n"
    "Moira: Oh, slowly. Mum’s memory went — café lists, post-its 🧷 everywhere.\n"
    "Int: And then?\n"
    "Moira: Then the hospital rang. Nobody asked me, nobody.\n"
    "Dev: They never do. My dad’s ward was the same.\n"
    "Moira: So I stopped work. That was that.\n"
)
SURVEY = (
    "R1: More breaks, please.\nR2: Someone to ring at night 👩‍👩‍👧 would be enough.\nR3: Nothing.\n"
)


def add_source(store: Store, text: str, ref: str) -> str:
    """Import a text whose lines are "Label: words", one turn a line; return the source's id."""
    source = source_id(text)
    turns, first_turns, at = [], {}, 0
    for n, line in enumerate(text.splitlines(keepends=True), 1):
        label = line.split(":")[0]
        first_turns.setdefault(label, n)
        end = at + len(line.rstrip("\n"))
        turns.append(
            TurnRow(
                turn_id(source, LAYOUT, at, end),
                source,
                LAYOUT,
                n,
                at,
                at + len(label) + 2,
                end,
                None,
                speaker_id(source, LAYOUT, first_turns[label]),
            )
        )
        at += len(line)
    with store.act("import") as act:
        insert_text(store.conn, source, text)
        insert_turns(store.conn, turns)
        act.set(
            "source",
            source,
            {
                "ref": ref,
                "name": f"{ref}.txt",
                "kind": "recording",
                "form": "interview",
                "layout": LAYOUT,
                "turns_hash": hash_turns(turns),
                "words": len(text.split()),
                "added": "2026-01-01T00:00:00.000000Z",
            },
        )
        for label, n in first_turns.items():
            case = case_id(source, label, first_turns)
            kind = "facilitator" if label == "Int" else "person"
            act.set("case", case, {"code": f"{ref}-{n}", "kind": kind})
            act.set("identity", case, {"case": case, "name": label})
            act.set("speaker", speaker_id(source, LAYOUT, n), {"source": source, "case": case})
        act.reindex.add(source)
    return source


def case_id(source: str, label: str, first_turns: dict[str, int]) -> str:
    """Return the id of the case that speaks under a label."""
    return f"case-{source[:8]}-{first_turns[label]}"


def add_code(store: Store, item: str, label: str, **fields: object) -> str:
    """Make a code under a fixed id."""
    with store.act("codebook") as act:
        act.set("code", item, {"slug": item, "label": label, **fields})
    return item


def add_coding(store: Store, source: str, start: int, end: int, code: str) -> str:
    """Code a span; return the coding's id."""
    from qualcode.model import Selection
    from qualcode.store.content import read_text

    text = read_text(store.conn, source) or ""
    with store.act("code") as act:
        return act.make(
            "coding",
            {
                "source": source,
                "selection": Selection.of(text, start, end),
                "code": code,
                "origin": "coded",
                "coder": act.coder,
                "made": act.time,
            },
        )


def make_store(path: Path, coder: str = "Asha") -> Store:
    """Return a project with the interview, two codes and no coding."""
    store = Store.create(path, coder)
    add_source(store, INTERVIEW, "A-INT1")
    add_code(store, "work", "Work", definition="Paid work")
    add_code(store, "hospital", "Hospital")
    return store


SHARED_TABLES = (
    "text",
    "turn",
    "frame",
    "passage",
    "session",
    "event",
    "change",
    "dead",
    "same_case",
    "code_tree",
)


def state(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Return every table that copies share, sorted, local ones aside."""
    from qualcode.store.entities import ENTITIES

    tables = [*SHARED_TABLES, *(entity.name for entity in ENTITIES)]
    return {
        table: sorted(store.conn.execute(f'SELECT * FROM "{table}"').fetchall(), key=repr)
        for table in tables
    }


def words(store: Store) -> set[str]:
    """Return every text value that the file holds anywhere, for looking for what must be gone."""
    found = set()
    for (table,) in store.conn.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table'"
    ).fetchall():
        for row in store.conn.execute(f'SELECT * FROM "{table}"'):
            found |= {value for value in row if isinstance(value, str)}
    return found
