"""The archive that a Word or OpenDocument file is: read member by member, never extracted.

A file of 200 KB can unpack to gigabytes, and XML can name other files. Only the parts that hold
text are read, with a limit on each count, and copied into a fresh archive for the reader proper.
"""

import io
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass
from xml.parsers import expat

from qualcode.reading.errors import (
    BrokenDocumentError,
    LockedDocumentError,
    UnsafeDocumentError,
)

MOST_BYTES = 100_000_000
_MOST_MEMBERS = 10_000
_MOST_ELEMENTS = 1_000_000
_MOST_DEPTH = 100
_ENCRYPTED = 0x1
_OLD_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MANIFEST = "META-INF/manifest.xml"


@dataclass(frozen=True, slots=True)
class Parts:
    """The text parts of a document by name, and how often each element stands in them.

    `elements` counts by part and local name; `worded` has the parts with words in them.
    """

    content: dict[str, bytes]
    elements: dict[str, Counter[str]]
    worded: frozenset[str]

    @property
    def archive(self) -> bytes:
        """The parts in a fresh archive."""
        fresh = io.BytesIO()
        with zipfile.ZipFile(fresh, "w") as new:
            for name, content in self.content.items():
                new.writestr(zipfile.ZipInfo(name), content)
        return fresh.getvalue()


def read_parts(data: bytes, file: str) -> Parts:
    """Read the XML parts of a document's archive.

    Raises BrokenDocumentError for a damaged archive, LockedDocumentError for one with a password,
    UnsafeDocumentError for one that unpacks to more than MOST_BYTES, is nested too deep, declares
    a document type or has twin members.
    """
    if data.startswith(_OLD_CONTAINER):
        # Office programs lock a document by wrapping it in the container of their old formats.
        raise LockedDocumentError(file)
    contents: dict[str, bytes] = {}
    elements: dict[str, Counter[str]] = {}
    worded: set[str] = set()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = _text_members(archive, file)
            contents = {member.filename: archive.read(member) for member in members}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, OverflowError) as error:
        raise BrokenDocumentError(file, "its archive is damaged") from error
    except (NotImplementedError, RuntimeError) as error:
        raise BrokenDocumentError(file, "its archive is packed unusually") from error
    if b"encryption-data" in contents.get(_MANIFEST, b""):
        raise LockedDocumentError(file)
    for name, content in contents.items():
        elements[name], has_words = _scan(content, name, file)
        if has_words:
            worded.add(name)
    return Parts(contents, elements, frozenset(worded))


def _text_members(archive: zipfile.ZipFile, file: str) -> list[zipfile.ZipInfo]:
    members = [m for m in archive.infolist() if m.filename.endswith((".xml", ".rels"))]
    if len(members) > _MOST_MEMBERS or sum(m.file_size for m in members) > MOST_BYTES:
        raise UnsafeDocumentError(file, f"it unpacks to more than {MOST_BYTES // 10**6} MB of text")
    if len({m.filename for m in members}) < len(members):
        raise UnsafeDocumentError(file, "it holds two parts of the same name")
    if any(m.flag_bits & _ENCRYPTED for m in members):
        raise LockedDocumentError(file)
    return members


def _scan(content: bytes, part: str, file: str) -> tuple[Counter[str], bool]:
    """Count the elements of a part, and say whether there are words between them."""
    found: Counter[str] = Counter()
    depth, seen, worded = 0, 0, False

    def on_start(name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth, seen
        depth, seen = depth + 1, seen + 1
        found[name.rpartition(" ")[2]] += 1
        if depth > _MOST_DEPTH or seen > _MOST_ELEMENTS:
            raise UnsafeDocumentError(file, "its parts are nested too deep or too many")

    def on_end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def on_words(words: str) -> None:
        nonlocal worded
        worded = worded or not words.isspace()

    def on_doctype(*_declared: object) -> None:
        raise UnsafeDocumentError(file, f"its part {part} declares a document type")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = on_start
    parser.EndElementHandler = on_end
    parser.CharacterDataHandler = on_words
    parser.StartDoctypeDeclHandler = on_doctype
    try:
        parser.Parse(content, True)
    except (
        expat.ExpatError,
        LookupError,
    ) as error:  # an encoding that nobody knows is a LookupError
        raise BrokenDocumentError(file, f"its part {part} is damaged") from error
    return found, worded
