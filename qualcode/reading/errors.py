"""What can be wrong with a file that somebody asks to have read.

QualcodeError
└─ ReadingError             names the file
   ├─ MissingFileError, FolderGivenError, SpecialFileError, ClosedFileError
   ├─ EmptyFileError, LargeFileError
   ├─ BinaryFileError, UnsupportedFileError, UndecodableFileError
   ├─ BrokenDocumentError, UnsafeDocumentError, LockedDocumentError
   ├─ SlowDocumentError, ScannedDocumentError
   ├─ BrokenTableError, WordlessTableError, UnknownColumnError
   ├─ BrokenYamlError       a study file that is not YAML
   └─ BrokenStudyError      also names the line and the field
"""

from collections.abc import Mapping
from pathlib import Path

from qualcode.model import ColumnKind, QualcodeError

_PLAIN = "or save it as plain text (.txt)"
# What a file with this suffix is called, and how to make a sound one of it.
_DOCUMENTS = {
    ".docx": ("Word document", f"Open it in Word, save it again as .docx, {_PLAIN}"),
    ".odt": ("OpenDocument text", f"Open it in LibreOffice, save it again as .odt, {_PLAIN}"),
    ".pdf": ("PDF", "Open it in a PDF reader and print it to a new PDF, or copy its words out"),
    ".rtf": ("Rich Text document", f"Open it in a word processor, save it as .docx, {_PLAIN}"),
    ".xlsx": ("spreadsheet", "Open it in a spreadsheet program, save it again as .xlsx or CSV"),
    ".html": ("web page", "Copy its words into a text file (.txt) or a Word document (.docx)"),
}
_DOCUMENTS[".htm"] = _DOCUMENTS[".xhtml"] = _DOCUMENTS[".html"]
_ANY_DOCUMENT = (
    "document",
    f"Open it in the program it was made with, and save it again, {_PLAIN}",
)


def _document(file: str) -> tuple[str, str]:
    return _DOCUMENTS.get(Path(file).suffix.casefold(), _ANY_DOCUMENT)


class ReadingError(QualcodeError):
    """A file could not be read. `file` is the name that the sentence gives."""

    def __init__(self, file: str, what: str) -> None:
        self.file = file
        super().__init__(what)


class MissingFileError(ReadingError):
    """Nothing has that name."""

    def __init__(self, file: str) -> None:
        super().__init__(file, f"There is no file “{file}”. Check the spelling and the folder.")


class FolderGivenError(ReadingError):
    """A folder was given where one file is wanted."""

    def __init__(self, file: str) -> None:
        super().__init__(file, f"“{file}” is a folder. Name one of the files in it.")


class SpecialFileError(ReadingError):
    """A device, a pipe or a socket was given."""

    def __init__(self, file: str) -> None:
        super().__init__(
            file,
            f"“{file}” is not an ordinary file but a device or a pipe. Save it as a file first.",
        )


class ClosedFileError(ReadingError):
    """The system would not let the file be read."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(
            file,
            f"“{file}” could not be opened ({reason}). Check that you may read it and that "
            "no other program holds it.",
        )


class EmptyFileError(ReadingError):
    """There are no words in the file."""

    def __init__(self, file: str) -> None:
        super().__init__(file, f"“{file}” is empty: there are no words in it. Choose another file.")


class LargeFileError(ReadingError):
    """The file is larger than anything that is read. Sizes in megabytes."""

    def __init__(self, file: str, size: float, most: float) -> None:
        super().__init__(
            file,
            f"“{file}” holds {size:,.0f} MB, and at most {most:,.0f} MB are read. "
            "Cut it into smaller files.",
        )


class BinaryFileError(ReadingError):
    """The bytes are no text."""

    def __init__(self, file: str) -> None:
        super().__init__(
            file,
            f"“{file}” is not text. Open it in the program it was made with, and save it as "
            "Word (.docx) or plain text (.txt).",
        )


class UnsupportedFileError(ReadingError):
    """The sort of file is known, and not read by this version."""

    def __init__(self, file: str, sort: str, remedy: str) -> None:
        super().__init__(file, f"“{file}” is {sort}, which this version does not read. {remedy}")


class UndecodableFileError(ReadingError):
    """The bytes do not fit the encoding; `reason` is the sentence of the decoder."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(file, f"“{file}” could not be read as text. {reason}")


class BrokenDocumentError(ReadingError):
    """A document is damaged. What it is called follows from its suffix."""

    def __init__(self, file: str, reason: str) -> None:
        name, remedy = _document(file)
        super().__init__(file, f"“{file}” is not a sound {name}: {reason}. {remedy}.")


class UnsafeDocumentError(ReadingError):
    """A document holds what no ordinary program writes."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(
            file,
            f"“{file}” was refused because {reason}. No ordinary program writes such a file: "
            "ask where it came from, or save it as plain text (.txt).",
        )


class LockedDocumentError(ReadingError):
    """A document can't be read without a password."""

    def __init__(self, file: str) -> None:
        super().__init__(
            file,
            f"“{file}” is locked with a password. Open it in the program it was made with, and "
            "save a copy without a password.",
        )


class SlowDocumentError(ReadingError):
    """A document took longer to read than any of its size should."""

    def __init__(self, file: str, seconds: float) -> None:
        super().__init__(
            file,
            f"“{file}” was given up after {seconds:,.0f} seconds: it is wound up in itself or far "
            "too large. Copy its words into a text file (.txt), or cut it into smaller files.",
        )


class ScannedDocumentError(ReadingError):
    """A PDF holds pictures of pages and no words."""

    def __init__(self, file: str, pages: int) -> None:
        super().__init__(
            file,
            f"“{file}” has no words in it, only pictures of pages (a scan, {pages:,} "
            f"page{'' if pages == 1 else 's'}). Have them turned into words by a program for text "
            "recognition (OCR), and save those as Word (.docx) or plain text (.txt).",
        )


class BrokenTableError(ReadingError):
    """The rows of a table could not be told apart."""

    def __init__(self, file: str, line: int) -> None:
        super().__init__(
            file,
            f"“{file}” is not a sound table near line {line}: a quotation mark is probably not "
            "closed. Open it in a spreadsheet and save it again as CSV (UTF-8).",
        )


class WordlessTableError(ReadingError):
    """No column of a table holds words; `kinds` says by heading what they were taken for."""

    def __init__(
        self, file: str, columns: str, likeliest: str, kinds: Mapping[str, ColumnKind]
    ) -> None:
        self.kinds = kinds
        super().__init__(
            file,
            f"“{file}” has no column of words (its columns: {columns}). If one holds words of "
            f'people\'s own, say so: --column "{likeliest}=open", or open in study.yaml.',
        )


class UnknownColumnError(ReadingError):
    """Something was said of a column that a table does not have."""

    def __init__(self, file: str, heading: str, nearest: str | None) -> None:
        hint = f"did you mean “{nearest}”?" if nearest else "look at its first row."
        super().__init__(file, f"“{file}” has no column “{heading}”; {hint}")


class BrokenStudyError(ReadingError):
    """A study file says something that cannot be. `field` is a path such as `sources[2].kind`."""

    def __init__(self, file: str, line: int, field: str, reason: str) -> None:
        self.line = line
        self.field = field
        where = f"“{file}”, line {line}" + (f", {field}" if field else "")
        super().__init__(file, f"{where}: {reason}")


class BrokenYamlError(ReadingError):
    """A study file is not YAML that can be used; `reason` names the file and the line."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(file, reason)
