"""Tables of comma-separated values: transcripts with a row a turn, and answers to a survey."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qualcode.reading.errors import BrokenTableError, WordlessTableError
from qualcode.reading.rendering import Spoken, render_turns
from qualcode.reading.sentences import count, were
from qualcode.reading.shape import Cut, ReadSurvey
from qualcode.reading.times import parse_time

_SPEAKER = ("speaker", "name", "speaker name", "who", "voice", "participant", "label")
_ID = ("id", "participant id", "participant", "respondent id", "respondent", "case", "code", "ref")
_WORDS = (
    *("text", "words", "response", "utterance", "transcript", "answer", "content", "speech"),
    *("comment", "comments", "what was said"),
)
_TIME = ("time", "start", "start time", "timestamp", "timecode", "begin")
_LONG_CELL = 60
_WORDS_OF_AN_ANSWER = 3
_DELIMITERS = ",;\t|"


def cut_table(text: str, file: str) -> Cut:
    """Return the text of a table's turns: a row a turn of a transcript, or an answer of a survey.

    Raises BrokenTableError where the rows can't be told apart, WordlessTableError where no
    column holds words.
    """
    rows = [row for row in _read_rows(text, file) if any(cell.strip() for cell in row)]
    heads, body = _split_heads(rows)
    speaker, words, time = (_find(heads, names) for names in (_SPEAKER, _WORDS, _TIME))
    if speaker is not None and words is not None and _is_transcript(body, speaker, time):
        return _cut_transcript(heads, body, speaker, words, time)
    return _cut_survey(heads, body, file)


def _read_rows(text: str, file: str) -> list[list[str]]:
    first = text[: text.find("\n") if "\n" in text else len(text)]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return list(reader)
    except csv.Error as error:
        raise BrokenTableError(file, reader.line_num) from error


def _split_heads(rows: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """Return the names of the columns and the rows below; long first cells are no names."""
    width = max(map(len, rows))
    padded = [row + [""] * (width - len(row)) for row in rows]
    if any(len(cell) > _LONG_CELL and not cell.rstrip().endswith("?") for cell in padded[0]):
        return [f"column {i}" for i in range(1, width + 1)], padded
    heads = [" ".join(cell.split()) or f"column {i}" for i, cell in enumerate(padded[0], 1)]
    return heads, padded[1:]


def _find(heads: Sequence[str], names: Sequence[str]) -> int | None:
    """Return the column whose name stands first in a list of names."""
    keys = [head.casefold().replace("_", " ").strip() for head in heads]
    return next((keys.index(name) for name in names if name in keys), None)


def _is_transcript(rows: Sequence[Sequence[str]], speaker: int, time: int | None) -> bool:
    speakers = [row[speaker].strip().casefold() for row in rows if row[speaker].strip()]
    return time is not None or len(set(speakers)) < len(speakers)


def _cut_transcript(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    speaker: int,
    words: int,
    time: int | None,
) -> Cut:
    spoken = [
        Spoken(row[words], row[speaker].strip(), _time_of(row, time))
        for row in rows
        if row[words].strip()
    ]
    others = [head for i, head in enumerate(heads) if i not in {speaker, words, time}]
    return render_turns(spoken, "table/1", _tell(others, len(rows) - len(spoken)))


def _time_of(row: Sequence[str], column: int | None) -> float | None:
    return None if column is None else parse_time(row[column].strip().strip("[]()"))


def _cut_survey(heads: Sequence[str], rows: Sequence[Sequence[str]], file: str) -> Cut:
    who = _find(heads, _ID)
    asked = [i for i in range(len(heads)) if i != who and _holds_words(heads, rows, i)]
    if not asked:
        raise WordlessTableError(file, ", ".join(heads[:8]))
    spoken = list(_answers(heads, rows, who, asked))
    others = [head for i, head in enumerate(heads) if i != who and i not in asked]
    empty = sum(not any(row[i].strip() for i in asked) for row in rows)
    cut = render_turns(spoken, "table/1", _tell(others, empty))
    return replace(cut, survey=ReadSurvey((), (), ()))


def _answers(
    heads: Sequence[str], rows: Sequence[Sequence[str]], who: int | None, asked: Sequence[int]
) -> Iterator[Spoken]:
    """Yield a turn for each answer; the question stands in its head where several are asked."""
    for row in rows:
        label = row[who].strip() or None if who is not None else None
        for i in asked:
            if row[i].strip():
                yield Spoken(row[i], label, question=heads[i] if len(asked) > 1 else None)


def _holds_words(heads: Sequence[str], rows: Sequence[Sequence[str]], column: int) -> bool:
    if _find(heads, _WORDS) == column:
        return True
    cells = [row[column].strip() for row in rows if row[column].strip()]
    worded = sum(len(cell.split()) >= _WORDS_OF_AN_ANSWER for cell in cells)
    # Closed answers can be long too, but they come back.
    return 2 * worded > len(cells) and 2 * len(set(cells)) > len(cells)


def _tell(others: Sequence[str], empty: int) -> Iterator[str]:
    if others:
        named = ", ".join(f"“{head}”" for head in others)
        yield f"{count(len(others), 'column')} {were(len(others))} left out: {named}."
    if empty:
        yield f"{count(empty, 'row')} without words {were(empty)} left out."
