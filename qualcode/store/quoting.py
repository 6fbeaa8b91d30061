"""Where people's words were taken up by others: in codes, notes and proposals.

A label made of somebody's words is the study's by then, and other people's codings rest on it. So a
withdrawal changes none of these; it says which they are, and people decide.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import regex

from qualcode.model.span import Span
from qualcode.store.sources import read_document, read_shown

_Words: TypeAlias = tuple[str, ...]

# Of a longer text, so many words in a row are no accident; fewer than two in a label may well be.
_RUN = 5
_FEWEST_OF_LABEL = 2
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*")
_CODES = """
    SELECT id, label, other_labels, definition, include, exclude, examples, codebook FROM code
    ORDER BY label, id
"""


@dataclass(frozen=True, slots=True)
class Quoting:
    """Something that was made of somebody's words, and what it is in a few words of our own."""

    entity: str
    id: str
    place: str


def list_quoting(conn: sqlite3.Connection, spans: dict[str, list[Span]]) -> Iterator[Quoting]:
    """Yield what was made of words that stand in spans, by source: codes, notes and proposals.

    A label counts where all of it, two words or more, was said in a row; a label of a codebook
    file was not made of anybody's words here. Any other text counts where it shares five words in
    a row.
    """
    said = [_words_of(text) for text in _read(conn, spans)]
    runs = {run for words in said for run in _runs(words, _RUN)}
    for item, label, others, definition, include, exclude, examples, codebook in conn.execute(
        _CODES
    ).fetchall():
        labels = [label, *_texts(others)] if codebook is None else []
        texts = [definition, include, exclude, *_texts(examples)]
        if any(_is_said(one, said) for one in labels):
            yield Quoting("code", item, f"the name of the code “{label}”")
        elif any(_shares(one, runs) for one in texts):
            yield Quoting("code", item, f"the meaning or examples of the code “{label}”")
    for note, text in conn.execute("SELECT id, text FROM note ORDER BY made, id").fetchall():
        if _shares(text, runs):
            yield Quoting("note", note, f"note {note}")
    for request, fields, *texts in conn.execute(
        "SELECT id, fields, told, why, because FROM request ORDER BY made, id"
    ).fetchall():
        asked = json.loads(fields or "{}")
        label = asked.get("label") if isinstance(asked, dict) else None
        if _is_said(label, said) or any(_shares(one, runs) for one in (fields, *texts)):
            yield Quoting("request", request, f"proposal {request[:8]}")


def still_stands(conn: sqlite3.Connection, one: Quoting) -> bool:
    """Say whether something that quoted is there yet."""
    query = f'SELECT 1 FROM "{one.entity}" WHERE id = ?'
    return conn.execute(query, (one.id,)).fetchone() is not None


def _read(conn: sqlite3.Connection, spans: dict[str, list[Span]]) -> Iterator[str]:
    """Yield the words of spans, as they were imported and as they are shown."""
    for source, some in spans.items():
        text, shown = read_document(conn, source).text, read_shown(conn, source)
        for span in some:
            yield span.read(text)
            yield shown.read(span.start, span.end)


def _words_of(text: str) -> _Words:
    return tuple(word.casefold().replace("’", "'") for word in _WORD.findall(text))


def _runs(words: _Words, length: int) -> Iterator[_Words]:
    for at in range(len(words) - length + 1):
        yield words[at : at + length]


def _shares(text: str | None, runs: set[_Words]) -> bool:
    return any(run in runs for run in _runs(_words_of(text or ""), _RUN))


def _is_said(label: object, said: Iterable[_Words]) -> bool:
    wanted = _words_of(label) if isinstance(label, str) else ()
    return len(wanted) >= _FEWEST_OF_LABEL and any(
        run == wanted for words in said for run in _runs(words, len(wanted))
    )


def _texts(value: str | None) -> list[str]:
    decoded = json.loads(value) if value else []
    return [one for one in decoded if isinstance(one, str)] if isinstance(decoded, list) else []
