"""Tables: transcripts with a row a turn, and surveys with a row a respondent."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from qualcode.model import ColumnKind
from qualcode.model.words import count
from qualcode.reading.errors import BrokenTableError, EmptyFileError, UnsafeDocumentError
from qualcode.reading.rendering import Spoken, render_turns
from qualcode.reading.sentences import were
from qualcode.reading.shape import Cut
from qualcode.reading.survey import Column, Grid, Row, cut_survey, read_headings
from qualcode.reading.times import parse_time

_SPEAKER = ("speaker", "name", "speaker name", "who", "voice", "participant", "label")
_WORDS = (
    *("text", "words", "response", "utterance", "transcript", "answer", "content", "speech"),
    *("comment", "comments", "what was said"),
)
_TIME = ("time", "start", "start time", "timestamp", "timecode", "begin")
_DELIMITERS = ",;\t|"
_NO_DELIMITER = "\x1f"
_LOOKED_AT = 20
# Short rows are filled up to the longest, so one long row may not multiply all others.
_MOST_CELLS = 10_000_000
_CUT_OFF = "unexpected end"


def read_grid(text: str, file: str) -> list[Row]:
    """Return the rows of comma-separated values, or of values with another mark between them.

    Raises BrokenTableError where a quotation mark is never closed.
    """
    if text[:4].casefold() == "sep=":
        # Excel's own way of saying which mark parts the cells.
        text = text[text.find("\n") + 1 :] if "\n" in text else ""
    delimiter = _find_delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = list(reader)
    except csv.Error as error:
        if _CUT_OFF in str(error):
            raise BrokenTableError(file, reader.line_num) from error
        rows = _read_loosely(text, delimiter, file)
    return [Row(number, tuple(cells)) for number, cells in enumerate(rows, 1)]


def cut_table(
    rows: Sequence[Row],
    file: str,
    columns: Mapping[str, ColumnKind] | None = None,
    told: Sequence[str] = (),
) -> Cut:
    """Return the text of a table's turns: a row a turn of a transcript, or the answers of a survey.

    `columns` says by heading what the columns of a survey hold. `told` is said of the file
    already. Raises EmptyFileError, UnsafeDocumentError, WordlessTableError where no column holds
    words, and UnknownColumnError.
    """
    if len(rows) * max((len(row.cells) for row in rows), default=0) > _MOST_CELLS:
        raise UnsafeDocumentError(file, f"it spreads over more than {_MOST_CELLS:,} cells")
    grid = read_headings(rows)
    if not grid.columns:
        raise EmptyFileError(file)
    speaker, words, time = (_find(grid.columns, names) for names in (_SPEAKER, _WORDS, _TIME))
    if not columns and speaker and words and _is_transcript(speaker, time):
        return _cut_transcript(grid, speaker, words, time, told)
    return cut_survey(grid, file, columns, told)


def _read_loosely(text: str, delimiter: str, file: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return list(reader)
    except csv.Error as error:
        raise BrokenTableError(file, reader.line_num) from error


def _find_delimiter(text: str) -> str:
    """Return the mark that parts the first rows most evenly; without any, one that never comes."""

    def evenness(delimiter: str) -> tuple[float, int]:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        widths: Counter[int] = Counter()
        first = 0
        try:
            for row in reader:
                if any(cell.strip() for cell in row):
                    first = first or len(row)
                    widths[len(row)] += 1
                if widths.total() == _LOOKED_AT:
                    break
        except csv.Error:
            pass  # the rows before it tell the mark
        return (widths[first] / widths.total(), first) if first > 1 else (0.0, 0)

    best = max(_DELIMITERS, key=evenness)
    return best if evenness(best)[1] else _NO_DELIMITER


def _find(columns: Sequence[Column], names: Sequence[str]) -> Column | None:
    """Return the column whose heading stands first in a list of names."""
    by_name = {column.heading.casefold().replace("_", " "): column for column in columns}
    return next((by_name[name] for name in names if name in by_name), None)


def _is_transcript(speaker: Column, time: Column | None) -> bool:
    """Say whether speakers come back, or the times are those in a recording and not of a day."""
    labels = [label.casefold() for label in speaker.filled]
    times = [_time_of(cell) is not None for cell in time.filled] if time else []
    return 2 * sum(times) > len(times) or len(set(labels)) < len(labels)


def _cut_transcript(
    grid: Grid, speaker: Column, words: Column, time: Column | None, told: Sequence[str]
) -> Cut:
    times = time.cells if time else ("",) * len(grid.rows)
    spoken = [
        Spoken(said, label.strip(), _time_of(stamp))
        for label, said, stamp in zip(speaker.cells, words.cells, times, strict=True)
        if said.strip()
    ]
    used = {column.heading for column in (speaker, words, time) if column}
    others = [column.heading for column in grid.columns if column.heading not in used]
    told = (*told, *grid.told, *_tell(others, len(grid.rows) - len(spoken)))
    return render_turns(spoken, "table/1", told)


def _time_of(cell: str) -> float | None:
    return parse_time(cell.strip().strip("[]()"))


def _tell(others: Sequence[str], empty: int) -> Iterator[str]:
    if others:
        named = ", ".join(f"“{head}”" for head in others)
        yield f"{count(len(others), 'column')} {were(len(others))} left out: {named}."
    if empty:
        yield f"{count(empty, 'row')} without words {were(empty)} left out."
