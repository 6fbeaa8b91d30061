"""An act in a few words: what it touched, from the journal alone."""

import sqlite3

# What an act touches beside its point, and what nobody needs to hear of.
_UNTOLD = ("coder", "meaning", "speaker", "identity", "variable", "sample", "split")
_PLURALS = {
    "case": "people",
    "code": "codes",
    "codebook": "codebooks",
    "coding": "codings",
    "consent": "answers on consent",
    "draw": "passages",
    "export": "files",
    "note": "notes",
    "part": "turns",
    "patch": "corrections",
    "presence": "people who were there",
    "question": "questions",
    "quotation": "quotations",
    "reading": "stretches",
    "site": "sites",
    "star": "stars",
    "value": "facts about people",
    "verdict": "suggestions",
}
_SINGULARS = {
    "note": "a note",
    "presence": "who was there",
    "question": "a question",
    "part": "a turn",
    "patch": "words",
    "quotation": "a quotation",
    "reading": "a stretch",
    "star": "a passage",
    "verdict": "a suggestion",
    "voice": "the speaker of a turn",
}
_NAMED_BY = {
    "project": "title",
    "source": "ref",
    "case": "code",
    "site": "code",
    "code": "label",
    "codebook": "label",
    "export": "file",
    "request": "told",
}
_NAMES = {
    "consent": 'SELECT code FROM "case" WHERE id = ?',
    "value": """SELECT variable.name || ' of ' || "case".code FROM value
                JOIN variable ON variable.id = value.variable
                JOIN "case" ON "case".id = value."case" WHERE value.id = ?""",
}
# An act that is undone has left no row, so these ask the journal.
_FIELD = """
    SELECT json_extract(change.value, '$') FROM change JOIN event ON event.id = change.event
    WHERE change.id = ? AND change.entity = ? AND change.field = ?
    ORDER BY event.lamport DESC, event.session DESC, event.seq DESC LIMIT 1
"""
_CODE = """
    SELECT '“' || code.label || '”' FROM change JOIN code
      ON code.id = json_extract(change.value, '$')
    WHERE change.id = ? AND change.entity = 'coding' AND change.field = 'code' LIMIT 1
"""
_SOURCE = """
    SELECT source.ref FROM change JOIN source ON source.id = json_extract(change.value, '$')
    WHERE change.id = ? AND change.entity = ? AND change.field = 'source' LIMIT 1
"""


def describe_act(conn: sqlite3.Connection, event: str) -> str:
    """Return what an act touched: “Breaks” in B-FG1; 22 codes; R1, 54 quotations."""
    untold = ", ".join(f"'{name}'" for name in _UNTOLD)
    counts = conn.execute(
        f"""SELECT entity, count(DISTINCT id), min(id) FROM change
            WHERE event = ? AND entity NOT IN ({untold}) GROUP BY entity ORDER BY min(n)""",
        (event,),
    ).fetchall()
    # An accepted proposal is known by what it changed.
    counts = [one for one in counts if one[0] != "request" or len(counts) == 1]
    return ", ".join(
        _name_one(conn, entity, item) if count == 1 else f"{count} {_PLURALS.get(entity, entity)}"
        for entity, count, item in counts
    )


def _name_one(conn: sqlite3.Connection, entity: str, item: str) -> str:
    if entity in _NAMED_BY:
        row = conn.execute(_FIELD, (item, entity, _NAMED_BY[entity])).fetchone()
        name = str(row[0]) if row and row[0] else f"1 {entity}"
        return f"“{name}”" if entity == "code" else name
    if entity in _NAMES:
        row = conn.execute(_NAMES[entity], (item,)).fetchone()
        return str(row[0]) if row and row[0] else f"1 {entity}"
    name = _SINGULARS.get(entity, f"1 {entity}")
    if entity == "coding":
        row = conn.execute(_CODE, (item,)).fetchone()
        name = str(row[0]) if row else "a coding"
    place = conn.execute(_SOURCE, (item, entity)).fetchone()
    return f"{name} in {place[0]}" if place else name
