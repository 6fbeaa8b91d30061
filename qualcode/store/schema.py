"""The tables and views that follow from content and journal, as SQL.

Projection tables (one an entity), derived tables, local tables, indexes and views: all of them can
be dropped and made again from the journal. So a change here needs no migration: a file whose
fingerprint differs is rebuilt when it is opened.
"""

import hashlib
from collections.abc import Iterator

from qualcode.store.entities import ENTITIES, REFERENCE_FIELDS, Entity, Field, Type

DERIVED = {
    "dead": """
        CREATE TABLE dead (
            event TEXT PRIMARY KEY REFERENCES event(id)
        ) STRICT""",
    "same_case": """
        CREATE TABLE same_case (
            "case" TEXT PRIMARY KEY,
            target TEXT NOT NULL
        ) STRICT""",
    "code_tree": """
        CREATE TABLE code_tree (
            code TEXT PRIMARY KEY,
            target TEXT NOT NULL,
            parent TEXT,
            path TEXT NOT NULL,
            depth INTEGER NOT NULL,
            place INTEGER NOT NULL
        ) STRICT""",
}

LOCAL = {
    "suggestion": """
        CREATE TABLE suggestion (
            passage TEXT NOT NULL,
            code TEXT NOT NULL,
            probability REAL NOT NULL,
            rank INTEGER NOT NULL,
            likely INTEGER NOT NULL,
            model TEXT NOT NULL,
            PRIMARY KEY (passage, code)
        ) STRICT""",
    "card": """
        CREATE TABLE card (
            model TEXT PRIMARY KEY,
            made TEXT NOT NULL,
            card TEXT NOT NULL
        ) STRICT""",
    "place": """
        CREATE TABLE place (
            coder TEXT PRIMARY KEY,
            place TEXT NOT NULL
        ) STRICT""",
    "draft": """
        CREATE TABLE draft (
            coder TEXT NOT NULL,
            thing TEXT NOT NULL,
            text TEXT NOT NULL,
            PRIMARY KEY (coder, thing)
        ) STRICT""",
    "search_range": """
        CREATE TABLE search_range (
            source TEXT PRIMARY KEY,
            first INTEGER NOT NULL,
            last INTEGER NOT NULL
        ) STRICT""",
    "turn_fts": """
        CREATE VIRTUAL TABLE turn_fts USING fts5(
            words, turn UNINDEXED, source UNINDEXED, tokenize = "unicode61 remove_diacritics 2"
        )""",
}

INDEXES = (
    "CREATE INDEX part_turn ON part(turn, at)",
    "CREATE INDEX change_reference ON change(value) WHERE field IN ({})".format(
        ", ".join(f"'{name}'" for name in REFERENCE_FIELDS)
    ),
)

_LONGEST_LABEL = 60
_BLANKS = ", ".join(str(point) for point in range(0x3001) if chr(point).isspace())


def _end_of_words(begin: str) -> str:
    """Return the SQL for where the words end that begin in a turn at `begin`.

    It is the turn's end, or before the blanks that stand before its next part.
    """
    words = f"rtrim(substr(text.text, {begin} + 1, next.at - {begin}), char({_BLANKS}))"
    return f"""coalesce((SELECT {begin} + length({words}) FROM part AS next
                   JOIN text ON text.id = turn.source
                   WHERE next.turn = turn.id AND next.at > {begin} AND next.at < turn."end"
                   ORDER BY next.at LIMIT 1), turn."end")"""


def _body_of_part() -> str:
    """Return the SQL for where the words of a part of a turn begin: after the label it begins with.

    A turn is split where somebody's label stands in the middle of it: “Bea: ” or “Speaker 2: ”. It
    is a word or two with a colon and a blank after them, neither of them in small letters.
    """
    return f"""(
        SELECT CASE
            WHEN colon > 1 AND label NOT GLOB '[a-z0-9"(“‘ ]*'
                AND label NOT GLOB '*[,;!?' || char(10) || ']*'
                AND label NOT GLOB '* [a-z"(“‘]*'
                AND label NOT GLOB '* * *'
                AND length(rest) > length(ltrim(rest, char({_BLANKS})))
                AND length(ltrim(rest, char({_BLANKS}))) > 0
            THEN part.at + colon + length(rest) - length(ltrim(rest, char({_BLANKS})))
            ELSE part.at END
        FROM (SELECT colon, substr(begin, 1, colon - 1) AS label, substr(begin, colon + 1) AS rest
              FROM (SELECT begin, instr(begin, ':') AS colon
                    FROM (SELECT substr(text.text, part.at + 1,
                                        min({_LONGEST_LABEL}, turn."end" - part.at)) AS begin
                          FROM text WHERE text.id = turn.source))))"""


VIEWS = {
    "sources": """
        CREATE VIEW sources AS
        SELECT source.id, source.ref, source.name, source.kind, source.form, source.site,
               source.words, source.added, text.text
        FROM source JOIN text ON text.id = source.id""",
    # Where several labels are one person, a “no” to any of them is the person's: min("no", "yes").
    "people": """
        CREATE VIEW people AS
        SELECT "case".id, "case".code, "case".kind,
               (SELECT value.value FROM value JOIN variable ON variable.id = value.variable
                WHERE value."case" = "case".id AND variable.name = 'role') AS role,
               (SELECT value.value FROM value JOIN variable ON variable.id = value.variable
                WHERE value."case" = "case".id AND variable.name = 'site') AS site,
               min(consent.record) AS consent_record,
               min(consent.transcribe) AS consent_transcribe,
               min(consent.quote) AS consent_quote, min(consent.archive) AS consent_archive,
               min(consent.name) AS consent_name,
               EXISTS (SELECT 1 FROM withdrawal, json_each(withdrawal.cases) AS one
                       WHERE one.value = "case".id) AS withdrawn
        FROM "case"
        JOIN same_case ON same_case."case" = "case".id AND same_case.target = "case".id
        LEFT JOIN same_case AS part ON part.target = "case".id
        LEFT JOIN consent ON consent."case" = part."case"
        GROUP BY "case".id""",
    "turns": """
        CREATE VIEW turns AS
        SELECT id, source, ref, n, part, start, body, "end", time,
               (SELECT target FROM same_case WHERE same_case."case" = stretch."case") AS "case",
               (SELECT substr(text.text, body + 1, "end" - body) FROM text
                WHERE text.id = stretch.source) AS words
        FROM (
            SELECT turn.id, turn.source, source.ref, turn.n, 1 AS part, turn.start, turn.body,
                   {first_end} AS "end", turn.time,
                   CASE WHEN voice.id IS NULL THEN speaker."case" ELSE voice."case" END AS "case"
            FROM source
            JOIN turn ON turn.source = source.id AND turn.layout = source.layout
            LEFT JOIN speaker ON speaker.id = turn.speaker
            LEFT JOIN voice ON voice.id = turn.id
            UNION ALL
            SELECT part.id, turn.source, source.ref, turn.n,
                   1 + (SELECT count(*) FROM part AS other WHERE other.turn = turn.id
                        AND other.at > turn.body AND other.at <= part.at),
                   part.at, {part_body}, {later_end}, NULL, part."case"
            FROM part
            JOIN turn ON turn.id = part.turn AND turn.body < part.at AND part.at < turn."end"
            JOIN source ON source.id = turn.source AND source.layout = turn.layout
        ) AS stretch""".format(
        first_end=_end_of_words("turn.body"),
        part_body=_body_of_part(),
        later_end=_end_of_words("part.at"),
    ),
    "codes": """
        CREATE VIEW codes AS
        SELECT code.id, code.codebook, code.slug, code.label, code_tree.path, code_tree.parent,
               code.definition, code.include, code.exclude, code.colour,
               (SELECT count(*) FROM coding JOIN code_tree AS used ON used.code = coding.code
                WHERE used.target = code.id) AS codings
        FROM code JOIN code_tree ON code_tree.code = code.id
        WHERE code_tree.target = code.id
          AND (coalesce(code.gone, 0) = 0 OR EXISTS (SELECT 1 FROM coding JOIN code_tree AS used
               ON used.code = coding.code WHERE used.target = code.id))
        ORDER BY code_tree.place""",
    "codings": """
        CREATE VIEW codings AS
        SELECT coding.id, coding.source, source.ref, coding.start, coding."end",
               substr(text.text, coding.start + 1, coding."end" - coding.start) AS text,
               code_tree.target AS code, target.path, coder.name AS coder,
               coding.origin, coding.made AS time
        FROM coding
        JOIN source ON source.id = coding.source
        JOIN text ON text.id = coding.source
        JOIN code_tree ON code_tree.code = coding.code
        JOIN code_tree AS target ON target.code = code_tree.target
        JOIN coder ON coder.id = coding.coder""",
}


def derived_tables() -> list[str]:
    """Return the names of all tables made here, in an order in which they can be dropped."""
    return [*LOCAL, *DERIVED, *(entity.name for entity in reversed(ENTITIES))]


def create_statements() -> Iterator[str]:
    """Yield the statements that make the derived tables, indexes and views, in order."""
    for entity in ENTITIES:
        yield create_entity(entity)
        for field in entity.references:
            yield f'CREATE INDEX "{entity.name}_{field.name}" ON "{entity.name}"("{field.name}")'
    yield from DERIVED.values()
    yield from LOCAL.values()
    yield from INDEXES
    yield from VIEWS.values()


def fingerprint() -> int:
    """Return the number, below 2³¹ and never 0, that stands for all statements made here."""
    digest = hashlib.blake2b("\n".join(create_statements()).encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big") % (2**31 - 1) + 1


def create_entity(entity: Entity) -> str:
    """Return the statement that makes an entity's projection table."""
    columns = ["id TEXT PRIMARY KEY"]
    for field in entity.fields:
        columns += _columns(field)
    if entity.stays_when_gone:
        columns.append("gone INTEGER")
    body = ",\n            ".join(columns)
    return f'CREATE TABLE "{entity.name}" (\n            {body}\n        ) STRICT'


def _columns(field: Field) -> list[str]:
    needed = " NOT NULL" if field.required else ""
    if field.type is Type.SELECTION:
        return [f"start INTEGER{needed}", f'"end" INTEGER{needed}', f"words_hash TEXT{needed}"]
    sql = "TEXT" if field.type is Type.JSON else field.type.value
    refers = (
        f' REFERENCES "{field.refers}"(id) DEFERRABLE INITIALLY DEFERRED' if field.refers else ""
    )
    return [f'"{field.name}" {sql}{needed}{refers}']
