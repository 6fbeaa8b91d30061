"""What can be wrong with a file that somebody asks to have read.

QualcodeError
└─ ReadingError             names the file
   ├─ MissingFileError, FolderGivenError, SpecialFileError, ClosedFileError
   ├─ EmptyFileError, LargeFileError
   ├─ BinaryFileError, UnsupportedFileError, UndecodableFileError
   ├─ BrokenDocumentError, UnsafeDocumentError
   ├─ BrokenTableError, WordlessTableError
   ├─ BrokenYamlError       a study file that is not YAML
   └─ BrokenStudyError      also names the line and the field
"""

from qualcode.model import QualcodeError


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
    """A Word document is damaged."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(
            file,
            f"“{file}” is not a sound Word document: {reason}. Open it in Word, save it again as "
            ".docx, or save it as plain text (.txt).",
        )


class UnsafeDocumentError(ReadingError):
    """A Word document holds what no word processor writes."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(
            file,
            f"“{file}” was refused because {reason}. No word processor writes such a file: "
            "ask where it came from, or save it as plain text (.txt).",
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
    """No column of a table holds words."""

    def __init__(self, file: str, columns: str) -> None:
        super().__init__(
            file,
            f"“{file}” has no column of words (its columns: {columns}). "
            "Call the column with the words “text”.",
        )


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
