"""Bytes to text and back: decoding, offsets, graphemes and hashes.

The imported text is the decoded file without its byte-order mark, with CR and CRLF as LF and with
NUL and control characters replaced one for one. It is not normalised otherwise. Positions are code
points of that text, half-open, for ever.
"""

import hashlib
from dataclasses import dataclass

import regex

from qualcode.model.errors import QualcodeError

REPLACEMENT = "\ufffd"
_CONTROL = regex.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_FORM_FEEDS = regex.compile(r"[\x0b\x0c\x1c-\x1e]")
_GRAPHEME = regex.compile(r"\X")
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


class UnreadableTextError(QualcodeError):
    """The bytes of a file are not text in any encoding that was tried."""

    def __init__(self, tried: str) -> None:
        super().__init__(
            f"This is not text that can be read as {tried}. "
            "Say which encoding it has with --encoding, or save it again as UTF-8."
        )


class UnknownEncodingError(QualcodeError):
    """An encoding was named that does not exist."""

    def __init__(self, encoding: str) -> None:
        super().__init__(
            f"There is no encoding called “{encoding}”. Common ones are utf-8, utf-16 and cp1252."
        )


@dataclass(frozen=True, slots=True)
class Replaced:
    """A control character that could not stay: where it stood and which it was."""

    position: int
    character: str


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, and what is needed to write the file again as it was.

    `newline` is the one that most lines of the file ended with; `bom` says whether a byte-order
    mark came first; `replaced` lists the control characters that gave way, by position in `text`.
    """

    text: str
    encoding: str
    newline: str
    bom: bool
    replaced: tuple[Replaced, ...]


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Decode the bytes of a text file.

    Without a named encoding: the byte-order mark decides, else UTF-16 where every other byte
    is zero, else UTF-8, else Windows-1252. Raises UnreadableTextError where nothing fits.
    """
    raw, found, bom = _decode_bytes(data, encoding)
    newline = _most_common_newline(raw)
    clean, replaced = clean_text(raw)
    return Decoded(clean, found, newline, bom, replaced)


def clean_text(raw: str) -> tuple[str, tuple[Replaced, ...]]:
    """Return the text as qualcode keeps it, and what was replaced one for one in it."""
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    replaced = tuple(Replaced(m.start(), m.group()) for m in _CONTROL.finditer(text))
    text = _FORM_FEEDS.sub("\n", text)
    return _CONTROL.sub(REPLACEMENT, text), replaced


def hash_text(text: str) -> str:
    """Return the 32 hex digits that stand for these words."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def grapheme_starts(text: str) -> list[int]:
    """Return the position of each user-perceived character (UAX #29) of the text."""
    return [match.start() for match in _GRAPHEME.finditer(text)]


def snap_to_graphemes(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a span so that neither end falls inside a user-perceived character."""
    # A grapheme never crosses a line end, so only the lines that are touched need a look.
    left = text.rfind("\n", 0, start) + 1
    right = text.find("\n", end)
    right = len(text) if right < 0 else right + 1
    for match in _GRAPHEME.finditer(text, left, right):
        if match.start() < start < match.end():
            start = match.start()
        if match.start() < end < match.end():
            end = match.end()
            break
        if match.start() >= end:
            break
    return start, end


def _decode_bytes(data: bytes, encoding: str | None) -> tuple[str, str, bool]:
    for mark, name in _BOMS:
        if data.startswith(mark) and encoding in (None, name, name.rsplit("-", 1)[0]):
            return _strict(data[len(mark) :], name), name, True
    if encoding is not None:
        try:
            raw = _strict(data, encoding)
        except (LookupError, ValueError):
            raise UnknownEncodingError(encoding) from None
        return raw.removeprefix("\ufeff"), encoding, raw.startswith("\ufeff")
    # ASCII as UTF-16 is valid UTF-8 full of NULs, so the zero bytes decide first.
    utf16 = _sniff_utf16(data)
    if utf16:
        return _strict(data, utf16), utf16, False
    try:
        return data.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError:
        return _strict(data, "cp1252"), "cp1252", False


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeError:
        raise UnreadableTextError(encoding) from None


def _sniff_utf16(data: bytes) -> str | None:
    """Guess UTF-16 without a mark from zero bytes on one side of each pair."""
    sample = data[:4096]
    pairs = len(sample) // 2
    if pairs == 0 or len(data) % 2:
        return None
    even, odd = sample[0::2].count(0) / pairs, sample[1::2].count(0) / pairs
    mostly, hardly = 0.6, 0.1
    if odd > mostly and even < hardly:
        return "utf-16-le"
    if even > mostly and odd < hardly:
        return "utf-16-be"
    return None


def _most_common_newline(raw: str) -> str:
    crlf = raw.count("\r\n")
    counts = {"\n": raw.count("\n") - crlf, "\r\n": crlf, "\r": raw.count("\r") - crlf}
    return max(counts, key=lambda newline: counts[newline])
