"""An act in a few words: what it touched, where, and the words there, from the journal alone."""

import sqlite3
from collections.abc import Callable

from qualcode.store.naming import Things, quote

# What an act touches beside its point, and what nobody needs to hear of.
UNTOLD = ("coder", "meaning", "speaker", "identity", "variable")
PLURALS = {
    "project": "studies",
    "source": "sources",
    "site": "sites",
    "case": "people",
    "voice": "speakers of turns",
    "part": "turns",
    "presence": "people who were there",
    "question": "questions",
    "value": "facts about people",
    "consent": "answers on consent",
    "codebook": "codebooks",
    "code": "codes",
    "split": "codes that were split",
    "coding": "codings",
    "star": "stars",
    "reading": "stretches of text",
    "note": "notes",
    "patch": "corrections",
    "quotation": "quotations",
    "sample": "samples",
    "draw": "passages",
    "verdict": "suggestions",
    "request": "proposals",
    "seen": "things that imports left out",
    "withdrawal": "people",
    "export": "files",
}
# One of these, where an act touched other things too.
_BESIDE = {
    "case": "1 person",
    "presence": "1 person who was there",
    "value": "1 fact about people",
    "consent": "1 answer on consent",
}
_COUNTS = """
    SELECT entity, count(DISTINCT id), min(id) FROM change
    WHERE event = ? GROUP BY entity ORDER BY min(n)
"""


def describe_act(conn: sqlite3.Connection, event: str) -> str:
    """Return what an act touched: “Breaks” in B-FG1, turn 4: “a week…”; 22 codes."""
    row = conn.execute("SELECT kind FROM event WHERE id = ?", (event,)).fetchone()
    counts = {
        entity: (count, item)
        for entity, count, item in conn.execute(_COUNTS, (event,))
        if entity not in UNTOLD
    }
    things, kind = Things(conn, event), str(row[0]) if row else ""
    told = _OF_KINDS[kind](things, conn, event, counts) if kind in _OF_KINDS else None
    return told if told is not None else _say_all(things, counts)


_Counts = dict[str, tuple[int, str]]


def _say_all(things: Things, counts: _Counts) -> str:
    """Return each sort of thing that was touched: one by its name, several by their number."""
    said = []
    for entity, (count, item) in counts.items():
        if entity not in _NAMERS:
            # A later version wrote it, in a copy that was merged.
            said.append(f"{count} {'thing' if count == 1 else 'things'} of a newer qualcode")
        elif count > 1:
            said.append(f"{count} {PLURALS[entity]}")
        elif len(counts) > 1 and entity in _BESIDE:
            said.append(_BESIDE[entity])
        else:
            said.append(name_one(things, entity, item))
    return ", ".join(said)


def name_one(things: Things, entity: str, item: str) -> str:
    """Return one thing that an act touched, as people would call it."""
    return _NAMERS[entity](things, item)


# Things by name


def _name_coding(things: Things, item: str, entity: str = "coding") -> str:
    code = things.code(things.field(entity, item, "code"))
    return _at(things, entity, item, code)


def _at(things: Things, entity: str, item: str, name: str) -> str:
    """Return a name with the place of a selection and its words: “A” in B-FG1, turn 3: “words”."""
    where = ", ".join(filter(None, (things.source(entity, item), things.turn(entity, item))))
    told = f"{name} in {where}" if where else name
    words = things.words(entity, item)
    return f"{told}: {words}" if words else told


def _name_stretch(things: Things, entity: str, item: str) -> str:
    ref = things.source(entity, item)
    return f"{things.turn(entity, item) or 'a stretch'} of {ref}" if ref else "a stretch"


def _name_note(things: Things, item: str) -> str:
    text = things.field("note", item, "text")
    told = f": {quote(text)}" if text else ""
    about = things.field("note", item, "about")
    return f"a note on {_name_about(things, item, about)}{told}"


def _name_about(things: Things, item: str, about: str | None) -> str:
    thing = things.field("note", item, "about_id") or ""
    if about in ("source", "case", "code", "project"):
        return name_one(things, about, thing)
    if about == "coding":
        return _name_coding(things, thing).partition(": ")[0]
    if about == "turn":
        return things.turn_by_id(things.field("note", item, "source") or "", thing)
    return _name_stretch(things, "note", item)


def _name_patch(things: Things, item: str) -> str:
    words, to = things.words("patch", item), things.field("patch", item, "words")
    where = ", ".join(filter(None, (things.source("patch", item), things.turn("patch", item))))
    told = f"{words} to {quote(to)}" if words and to else words or "words"
    return f"{told} in {where}" if where else told


def _name_voice(things: Things, item: str) -> str:
    return f"who speaks in {things.turn_by_id(things.field('voice', item, 'source') or '', item)}"


def _name_part(things: Things, item: str) -> str:
    turn = things.field("part", item, "turn") or ""
    return things.turn_by_id(things.field("part", item, "source") or "", turn)


def _name_value(things: Things, item: str) -> str:
    case = things.case(things.field("value", item, "case"))
    variable = things.field("value", item, "variable")
    name = things.name("variable", variable, "name", "a fact") if variable else "a fact"
    return f"{name} of {case}"


def _name_star(things: Things, item: str) -> str:
    words = things.words("star", item) or "a passage"
    where = ", ".join(filter(None, (things.source("star", item), things.turn("star", item))))
    return f"{words} in {where}" if where else words


def _name_export(things: Things, item: str) -> str:
    return things.name("export", item, "file", "a file")


def _name_seen(things: Things, item: str) -> str:
    ref = things.source("seen", item)
    return f"something that the import of {ref or 'a source'} left out"


_NAMERS: dict[str, Callable[[Things, str], str]] = {
    "project": lambda _, __: "the study",
    "source": lambda things, item: things.name("source", item, "ref", "a source"),
    "site": lambda things, item: f"site {things.name('site', item, 'code', '')}".strip(),
    "case": lambda things, item: things.case(item),
    "voice": _name_voice,
    "part": _name_part,
    "presence": lambda things, item: (
        f"that {things.case(things.field('presence', item, 'case'))}"
        f" was at {things.source('presence', item) or 'a conversation'}"
    ),
    "question": lambda things, item: (
        f"the question {quote(str(things.field('question', item, 'text') or '…'))}"
    ),
    "value": _name_value,
    "consent": lambda things, item: things.case(item),
    "codebook": lambda things, item: things.name("codebook", item, "label", "a codebook"),
    "code": lambda things, item: things.code(item),
    "split": lambda things, item: things.code(things.field("split", item, "code")),
    "coding": _name_coding,
    "star": _name_star,
    "reading": lambda things, item: _name_stretch(things, "reading", item),
    "note": _name_note,
    "patch": _name_patch,
    "quotation": lambda things, item: (
        f"the quotation {things.words('quotation', item)}"
        if things.words("quotation", item)
        else "a quotation"
    ),
    "sample": lambda things, item: f"“{things.name('sample', item, 'name', 'a sample')}”",
    "draw": lambda things, item: f"a passage of {things.source('draw', item) or 'a source'}",
    "verdict": lambda things, item: _name_coding(things, item, "verdict"),
    "request": lambda things, item: things.name("request", item, "told", "a change of the codes"),
    "seen": _name_seen,
    "withdrawal": lambda things, item: things.case(things.field("withdrawal", item, "case")),
    "export": _name_export,
}
NAMED = frozenset(_NAMERS)
"""The sorts of things that have a name of their own."""


# Acts that are told by more than the names of what they touched

_Conn = sqlite3.Connection


def _only(entity: str) -> Callable[[Things, _Conn, str, _Counts], str | None]:
    """Tell an act by one sort of thing alone, whatever it touched beside."""

    def tell(things: Things, _: _Conn, __: str, counts: _Counts) -> str | None:
        return _say_all(things, {entity: counts[entity]}) if entity in counts else None

    return tell


def _tell_rename(things: Things, _: _Conn, __: str, counts: _Counts) -> str | None:
    count, item = counts.get("code", (0, ""))
    before = things.before("code", item, "label") if count == 1 else None
    return f"“{before}” to {things.code(item)}" if before else None


def _tell_move(things: Things, _: _Conn, __: str, counts: _Counts) -> str | None:
    count, item = counts.get("code", (0, ""))
    if count != 1 or not things.says("code", item, "parent"):
        return None
    row = things.field("code", item, "parent")
    return f"{things.code(item)} {f'under {things.code(row)}' if row else 'to the top'}"


def _tell_join(things: Things, conn: _Conn, event: str, _: _Counts) -> str | None:
    row = conn.execute(
        "SELECT id FROM change WHERE event = ? AND entity = 'code' AND field = 'into'", (event,)
    ).fetchone()
    if row is None:
        return None
    return f"{things.code(row[0])} into {things.code(things.field('code', row[0], 'into'))}"


def _tell_split(things: Things, _: _Conn, __: str, counts: _Counts) -> str | None:
    if "split" not in counts:
        return None
    item = counts["split"][1]
    into = [things.code(code) for code in things.field("split", item, "into") or ()]
    parts = f"{', '.join(into[:-1])} and {into[-1]}" if len(into) > 1 else "others"
    return f"{things.code(things.field('split', item, 'code'))} into {parts}"


def _tell_sorted(things: Things, _: _Conn, __: str, counts: _Counts) -> str | None:
    # The codings of several people on the same words are one passage.
    return _name_coding(things, counts["coding"][1]) if "coding" in counts else None


def _tell_recoded(things: Things, _: _Conn, __: str, counts: _Counts) -> str | None:
    count, item = counts.get("coding", (0, ""))
    before = things.before("coding", item, "code") if count == 1 else None
    return f"{things.code(before)} as {_name_coding(things, item)}" if before else None


def _tell_many(things: Things, conn: _Conn, event: str, counts: _Counts) -> str | None:
    codes = conn.execute(
        "SELECT DISTINCT json_extract(value, '$') FROM change "
        "WHERE event = ? AND entity = 'coding' AND field = 'code'",
        (event,),
    ).fetchall()
    count = counts.get("coding", (0, ""))[0]
    if len(codes) != 1 or count < 2:  # noqa: PLR2004 - one is told by its words
        return None
    return f"{count} passages {things.code(codes[0][0])}"


def _tell_looked(things: Things, _: _Conn, __: str, counts: _Counts) -> str | None:
    if "reading" not in counts:
        return None
    item = counts["reading"][1]
    codes = [things.code(code) for code in things.field("reading", item, "only") or ()]
    sought = f" for {', '.join(codes)}" if codes else ""
    found = ": it is there" if "coding" in counts else ": it is not there" if codes else ""
    return f"{_name_stretch(things, 'reading', item)}{sought}{found}"


def _tell_unread(things: Things, _: _Conn, __: str, counts: _Counts) -> str | None:
    count, item = counts.get("reading", (0, ""))
    return f"a part of {things.source('reading', item)}" if count > 1 else None


def _tell_people(things: Things, _: _Conn, __: str, counts: _Counts) -> str | None:
    count, item = counts.get("case", (0, ""))
    if len(counts) != 1 or count != 1 or not things.says("case", item, "into"):
        return None
    into = things.field("case", item, "into")
    return f"{things.case(item)} to be the same person as {things.case(into)}"


def _tell_consent(_: Things, __: _Conn, ___: str, counts: _Counts) -> str | None:
    count = counts.get("consent", (0, ""))[0]
    return f"{count} people" if count > 1 else None


def _tell_corrected(things: Things, _: _Conn, __: str, counts: _Counts) -> str | None:
    if "part" not in counts:
        return None
    return f"who speaks in the later part of {_name_part(things, counts['part'][1])}"


def _tell_drawn(things: Things, _: _Conn, __: str, counts: _Counts) -> str | None:
    if "sample" not in counts or "draw" not in counts:
        return None
    drawn, name = counts["draw"][0], name_one(things, "sample", counts["sample"][1])
    return f"{drawn} {'passage' if drawn == 1 else 'passages'} for {name}"


def _tell_begun(things: Things, _: _Conn, __: str, counts: _Counts) -> str | None:
    title = things.field("project", "project", "title") if "project" in counts else None
    return f"the study “{title}”" if title else "the study"


_OF_KINDS: dict[str, Callable[[Things, _Conn, str, _Counts], str | None]] = {
    "rename": _tell_rename,
    "move": _tell_move,
    "join": _tell_join,
    "split": _tell_split,
    "sort": _tell_sorted,
    "recode": _tell_recoded,
    "code all": _tell_many,
    "look": _tell_looked,
    "unread": _tell_unread,
    "people": _tell_people,
    "consent": _tell_consent,
    "correct": _tell_corrected,
    "uncorrect": _tell_corrected,
    "split turn": _only("part"),
    "sample": _tell_drawn,
    "accept": _only("coding"),
    "accept as": _only("coding"),
    "propose": _only("request"),
    "accept proposal": _only("request"),
    "decline proposal": _only("request"),
    "init": _tell_begun,
    "begin": _tell_begun,
    "reorder": _only("code"),
}
