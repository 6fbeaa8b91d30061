"""Named steps that bring the content and the journal of an older file to the present form.

Everything else in the file follows from these two and is made again when it differs. A step once
released is never edited. Each leaves a file of the version before it in `tests/fixtures/schema/`,
which the tests open.
"""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

APPLICATION_ID = 0x71636F64  # "qcod", so that `file` and we can tell a project from any database

migrations = Migrations("qualcode")

_FIRST_CONTENT = {
    "text": """
        CREATE TABLE text (
            id TEXT PRIMARY KEY,
            text TEXT NOT NULL,
            hash TEXT NOT NULL
        ) STRICT""",
    "turn": """
        CREATE TABLE turn (
            id TEXT PRIMARY KEY,
            source TEXT NOT NULL REFERENCES text(id),
            layout TEXT NOT NULL,
            n INTEGER NOT NULL,
            start INTEGER NOT NULL,
            body INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            time REAL,
            speaker TEXT
        ) STRICT""",
    "frame": """
        CREATE TABLE frame (
            id TEXT PRIMARY KEY,
            segmenter TEXT NOT NULL,
            version TEXT NOT NULL
        ) STRICT""",
    "passage": """
        CREATE TABLE passage (
            id TEXT PRIMARY KEY,
            frame TEXT NOT NULL REFERENCES frame(id),
            source TEXT NOT NULL REFERENCES text(id),
            turn TEXT NOT NULL REFERENCES turn(id),
            n INTEGER NOT NULL,
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL
        ) STRICT""",
}

_FIRST_JOURNAL = {
    "session": """
        CREATE TABLE session (
            id TEXT PRIMARY KEY,
            coder TEXT NOT NULL,
            app TEXT NOT NULL,
            started TEXT NOT NULL,
            parents TEXT NOT NULL
        ) STRICT""",
    "event": """
        CREATE TABLE event (
            id TEXT PRIMARY KEY,
            session TEXT NOT NULL REFERENCES session(id),
            seq INTEGER NOT NULL,
            lamport INTEGER NOT NULL,
            time TEXT NOT NULL,
            coder TEXT NOT NULL,
            kind TEXT NOT NULL,
            undoes TEXT,
            rows_hash TEXT NOT NULL,
            prev TEXT NOT NULL,
            hash TEXT NOT NULL,
            UNIQUE (session, seq)
        ) STRICT""",
    "change": """
        CREATE TABLE change (
            event TEXT NOT NULL REFERENCES event(id),
            n INTEGER NOT NULL,
            entity TEXT NOT NULL,
            id TEXT NOT NULL,
            field TEXT NOT NULL,
            value TEXT,
            was TEXT,
            salt BLOB,
            digest BLOB NOT NULL,
            PRIMARY KEY (event, n)
        ) STRICT""",
}

_FIRST_INDEXES = (
    "CREATE INDEX turn_source ON turn(source, layout, n)",
    "CREATE INDEX passage_source ON passage(source, frame, n)",
    "CREATE INDEX event_undoes ON event(undoes) WHERE undoes IS NOT NULL",
    "CREATE INDEX event_lamport ON event(lamport)",
    "CREATE INDEX change_id ON change(id, entity)",
)


@migrations()
def m001_content_and_journal(db: Database) -> None:
    """Make the tables of the first release."""
    for statement in (*_FIRST_CONTENT.values(), *_FIRST_JOURNAL.values(), *_FIRST_INDEXES):
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
