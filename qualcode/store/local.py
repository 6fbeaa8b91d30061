"""What one copy keeps for itself: suggestions, model cards, where each coder was, and drafts."""

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from qualcode.model.coding import Proposal
from qualcode.store.store import Store


def replace_proposals(
    store: Store, proposals: Iterable[Proposal], model: str, made: str, card: str
) -> None:
    """Put a model's suggestions and its card in the place of all earlier ones."""
    with store.transaction():
        store.conn.execute("DELETE FROM suggestion")
        store.conn.executemany(
            "INSERT INTO suggestion (passage, code, probability, rank, likely, model) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            [
                (one.passage, one.code, one.probability, one.rank, int(one.likely), one.model)
                for one in proposals
            ],
        )
        store.conn.execute(
            "INSERT OR REPLACE INTO card (model, made, card) VALUES (?, ?, ?)", (model, made, card)
        )


def read_card(conn: sqlite3.Connection) -> dict[str, Any] | None:
    """Return the latest model card, None before there is one."""
    row = conn.execute("SELECT card FROM card ORDER BY made DESC LIMIT 1").fetchone()
    return None if row is None else dict(json.loads(row[0]))


def read_place(conn: sqlite3.Connection, coder: str) -> dict[str, Any] | None:
    """Return where a coder (id) last was, None where nothing is kept."""
    row = conn.execute("SELECT place FROM place WHERE coder = ?", (coder,)).fetchone()
    return None if row is None else dict(json.loads(row[0]))


def write_place(store: Store, coder: str, place: dict[str, Any]) -> None:
    """Keep where a coder (id) is."""
    with store.transaction():
        store.conn.execute(
            "INSERT OR REPLACE INTO place (coder, place) VALUES (?, ?)", (coder, json.dumps(place))
        )


def read_draft(conn: sqlite3.Connection, coder: str, thing: str) -> str:
    """Return what a coder (id) was typing on a thing and has not saved, "" for nothing."""
    row = conn.execute(
        "SELECT text FROM draft WHERE coder = ? AND thing = ?", (coder, thing)
    ).fetchone()
    return str(row[0]) if row else ""


def write_draft(store: Store, coder: str, thing: str, text: str) -> None:
    """Keep what a coder (id) is typing on a thing; "" drops what was kept."""
    with store.transaction():
        if text:
            store.conn.execute(
                "INSERT OR REPLACE INTO draft (coder, thing, text) VALUES (?, ?, ?)",
                (coder, thing, text),
            )
        else:
            store.conn.execute("DELETE FROM draft WHERE coder = ? AND thing = ?", (coder, thing))
