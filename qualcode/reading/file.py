"""One file, from bytes to text with turns, speakers and what was left out."""

import hashlib
from collections.abc import Collection
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path

from qualcode.model import Decoded, Form, SourceKind, decode
from qualcode.model.text import UnknownEncodingError, UnreadableTextError
from qualcode.reading.errors import BinaryFileError, EmptyFileError, UndecodableFileError
from qualcode.reading.files import load_bytes, refuse_unsupported
from qualcode.reading.formats.captions import cut_captions
from qualcode.reading.formats.tables import cut_table
from qualcode.reading.rendering import with_controls
from qualcode.reading.sentences import count, were
from qualcode.reading.shape import Cut, ReadFile, ReadTurn
from qualcode.reading.turns.labels import label_key
from qualcode.reading.turns.layouts import cut_text
from qualcode.reading.turns.speakers import guess_form, list_speakers, unite_labels

_SAMPLE = 65_536
# More control characters than this share, or than a few in a short text, and it is no text.
_MOST_CONTROLS, _FEW_CONTROLS, _SHORT_SHARE = 0.05, 4, 1 / 3
_LONG_TEXT = 3_000
_WHITE_CONTROLS = "\x0b\x0c\x1c\x1d\x1e"
# How files begin that are never text, whatever they are called.
_SIGNATURES = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"%PDF-",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"ID3",
    b"OggS",
    b"RIFF",
    b"SQLite format 3\x00",
)


def read(path: Path, *, encoding: str | None = None, labels: Collection[str] = ()) -> ReadFile:
    """Read a file as it is to be imported.

    `encoding` overrides what the bytes of a text file suggest. `labels` are known to stand for
    speakers, however seldom they come. Raises ReadingError.
    """
    return read_bytes(load_bytes(path), path.name, encoding=encoding, labels=labels)


def read_bytes(
    data: bytes, name: str, *, encoding: str | None = None, labels: Collection[str] = ()
) -> ReadFile:
    """Read the bytes of a file as `read` does; the suffix of its name says which sort it is.

    Raises ReadingError.
    """
    refuse_unsupported(name)
    if not data.strip(b"\x00 \t\r\n"):
        raise EmptyFileError(name)
    decoded, cut = _cut(data, name, encoding, {label_key(label) for label in labels})
    if not cut.turns or not decoded.text.strip():
        raise EmptyFileError(name)
    turns = unite_labels(cut.turns)
    speakers = list_speakers(decoded.text, turns, cut.layout, survey=cut.survey is not None)
    return ReadFile(
        decoded=decoded,
        kind=_guess_kind(name, cut, turns),
        form=Form.OTHER if cut.survey else guess_form(speakers),
        layout=cut.layout,
        turns=turns,
        speakers=speakers,
        left_out=(*_tell_replaced(decoded), *cut.left_out),
        file_hash=hashlib.blake2b(data, digest_size=16).hexdigest(),
        comments=cut.comments,
        survey=cut.survey,
        unsure=cut.unsure,
    )


def _cut(
    data: bytes, name: str, encoding: str | None, declared: AbstractSet[str]
) -> tuple[Decoded, Cut]:
    """Return the text that is kept, and its turns."""
    suffix = Path(name).suffix.casefold()
    if suffix == ".docx":
        from qualcode.reading.formats.word import cut_document  # noqa: PLC0415 - only where it is needed

        cut = cut_document(data, name, declared)
        return Decoded(cut.text, "utf-8", "\n", False, cut.replaced), cut
    decoded = _decode(data, name, encoding)
    if not decoded.text.strip():
        raise EmptyFileError(name)
    if suffix in {".vtt", ".srt"}:
        cut = cut_captions(with_controls(decoded), declared)
    elif suffix in {".csv", ".tsv"}:
        cut = cut_table(with_controls(decoded), name)
    else:
        return decoded, cut_text(decoded.text, declared)
    return replace(decoded, text=cut.text, replaced=cut.replaced), cut


def _decode(data: bytes, name: str, encoding: str | None) -> Decoded:
    if data.startswith(_SIGNATURES):
        raise BinaryFileError(name)
    try:
        decoded = decode(data, encoding)
    except (UnreadableTextError, UnknownEncodingError) as error:
        if encoding is None and b"\x00" in data[:_SAMPLE]:
            raise BinaryFileError(name) from error
        raise UndecodableFileError(name, str(error)) from error
    controls = sum(gone.character not in _WHITE_CONTROLS for gone in decoded.replaced)
    size = len(decoded.text)
    if controls > max(_MOST_CONTROLS * size, min(_FEW_CONTROLS, _SHORT_SHARE * size)):
        raise BinaryFileError(name)
    return decoded


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


def _tell_replaced(decoded: Decoded) -> tuple[str, ...]:
    number = len(decoded.replaced)
    if not number:
        return ()
    first = decoded.replaced[0].position
    replaced = f"{count(number, 'control character')} {were(number)} replaced"
    return (f"{replaced} (the first at position {first:,}).",)
