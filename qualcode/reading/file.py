"""One file, from bytes to text with turns, speakers and what was left out."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

from qualcode.model import ColumnKind, Decoded, Form, SourceKind
from qualcode.model.words import count
from qualcode.reading.errors import EmptyFileError
from qualcode.reading.files import load_bytes, refuse_unsupported
from qualcode.reading.formats.deadline import read_in_time
from qualcode.reading.formats.garbage import few_collections
from qualcode.reading.formats.routes import cut_file, load_libraries
from qualcode.reading.garbled import doubt_letters
from qualcode.reading.rendering import one_line
from qualcode.reading.sentences import were
from qualcode.reading.shape import Cut, ReadFile, ReadTurn
from qualcode.reading.turns.labels import label_key
from qualcode.reading.turns.mistaken import doubt_speakers
from qualcode.reading.turns.speakers import guess_form, list_speakers, unite_labels

_LONG_TEXT = 3_000


def read(
    path: Path,
    *,
    encoding: str | None = None,
    labels: Collection[str] = (),
    columns: Mapping[str, ColumnKind] | None = None,
) -> ReadFile:
    """Read a file as it is to be imported.

    `encoding` overrides what the bytes of a text file suggest. `labels` are known to stand for
    speakers, however seldom they come. `columns` says by heading what columns of a survey hold,
    in place of the guess. Raises ReadingError.
    """
    data = load_bytes(path)
    return read_bytes(data, path.name, encoding=encoding, labels=labels, columns=columns)


def read_bytes(
    data: bytes,
    name: str,
    *,
    encoding: str | None = None,
    labels: Collection[str] = (),
    columns: Mapping[str, ColumnKind] | None = None,
) -> ReadFile:
    """Read the bytes of a file as `read` does; the suffix of its name says which sort it is.

    Raises ReadingError.
    """
    refuse_unsupported(name)
    if not data.strip(b"\x00 \t\r\n"):
        raise EmptyFileError(name)
    known = {label_key(label) for label in labels}
    load_libraries(name)
    with few_collections():
        return _read_bytes(data, name, encoding, known, columns)


def _read_bytes(
    data: bytes,
    name: str,
    encoding: str | None,
    known: AbstractSet[str],
    columns: Mapping[str, ColumnKind] | None,
) -> ReadFile:
    decoded, cut = read_in_time(
        name, len(data), lambda: cut_file(data, name, encoding, known, columns)
    )
    if not cut.turns or not decoded.text.strip():
        raise EmptyFileError(name)
    # Ids of respondents are told apart to the letter.
    turns = cut.turns if cut.survey else unite_labels(cut.turns)
    speakers = list_speakers(decoded.text, turns, cut.layout, survey=cut.survey is not None)
    garbled = doubt_letters(decoded, guessed=encoding is None)
    doubts = () if cut.survey else doubt_speakers(speakers, cut.layout, known)
    return ReadFile(
        decoded=decoded,
        kind=_guess_kind(name, cut, turns),
        form=Form.OTHER if cut.survey else guess_form(speakers),
        layout=cut.layout,
        turns=turns,
        speakers=speakers,
        left_out=_on_one_line((*_tell_replaced(decoded), *cut.left_out)),
        file_hash=hashlib.blake2b(data, digest_size=16).hexdigest(),
        comments=cut.comments,
        survey=cut.survey,
        unsure=_on_one_line((*garbled, *cut.unsure, *doubts)),
    )


def _guess_kind(name: str, cut: Cut, turns: tuple[ReadTurn, ...]) -> SourceKind:
    stem = Path(name).stem.casefold()
    if cut.survey or "survey" in stem:
        return SourceKind.SURVEY
    if "notes" in stem:
        return SourceKind.NOTES
    if "report" in stem:
        return SourceKind.REPORT
    if any(turn.label is not None or turn.time is not None for turn in turns):
        return SourceKind.RECORDING
    return SourceKind.REPORT if len(cut.text.split()) > _LONG_TEXT else SourceKind.NOTES


def _on_one_line(sentences: Iterable[str]) -> tuple[str, ...]:
    """Return sentences without the control characters that words of the file bring into them."""
    return tuple(clean for sentence in sentences if (clean := one_line(sentence)))


def _tell_replaced(decoded: Decoded) -> tuple[str, ...]:
    number = len(decoded.replaced)
    if not number:
        return ()
    first = decoded.replaced[0].position
    replaced = f"{count(number, 'control character')} {were(number)} replaced"
    return (f"{replaced} (the first at position {first:,}).",)
