"""What can be refused when suggestions are asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.model import QualcodeError

_ROWS_NAMED = 5
_CODES_NAMED = 10


@dataclass(frozen=True, slots=True)
class OddRow:
    """A row (from 1 under the names) that has other cells than columns; `line` is where it ends."""

    row: int
    line: int
    cells: int


class NotFittedError(QualcodeError):
    """A suggester was asked before it had learned."""

    def __init__(self) -> None:
        super().__init__("This suggester has learned nothing yet. Call fit first.")


class ShapeError(QualcodeError):
    """Two things that must be of one length are not."""

    def __init__(self, what: str, found: int, against: str, wanted: int) -> None:
        super().__init__(
            f"There are {found:,} {what}, but {wanted:,} {against}. "
            "Give as many of one as of the other."
        )


class LabelError(QualcodeError):
    """The table of codings holds something that is neither yes, no nor unknown."""

    def __init__(self, found: str) -> None:
        super().__init__(
            f"The codings hold {found}. Give each code a column of 1 (the code applies), "
            "0 (it does not) and nan (nobody looked for it)."
        )


class TextError(QualcodeError):
    """Among the texts is something that is no text."""

    def __init__(self, place: int, kind: str) -> None:
        super().__init__(
            f"Text {place:,} is not words but {kind}. "
            "Leave the row out, or put an empty text “” where nothing was said."
        )


class TextsError(QualcodeError):
    """The texts came as something that does not hold one text after the other."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            f"The texts are {kind}. Give a list of texts, or one column of a table of them."
        )


class GroupError(QualcodeError):
    """A group is named by something that cannot be told from another."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"A group is {kind}. Name each group by a word or a number.")


class ListError(QualcodeError):
    """What should hold one value after the other holds none."""

    def __init__(self, what: str, kind: str, of_each: str = "text") -> None:
        super().__init__(
            f"The {what} are {kind}. Give one for each {of_each}: a list, or one column of a table."
        )


class ReadError(QualcodeError):
    """What says where somebody read holds something that is neither true nor false."""

    def __init__(self, found: str) -> None:
        super().__init__(
            f"What was read holds {found}. Give read= a row for each text and a column for each "
            "code: true where somebody read the text for the code, false elsewhere."
        )


class SeedError(QualcodeError):
    """A seed was given that nothing can be drawn with."""

    def __init__(self, seed: object) -> None:
        super().__init__(
            f"{seed!r} is no seed. Give random_state a whole number from 0 up, or None."
        )


class NoCodingsError(QualcodeError):
    """Texts were given to learn from, and nothing says how they were coded."""

    def __init__(self, texts: int) -> None:
        super().__init__(
            f"There are {texts:,} texts to learn from and no codings. "
            "Give Y, or put texts that nobody coded into pool=."
        )


class CodingsTableError(QualcodeError):
    """The codings came in more dimensions than passages and codes."""

    def __init__(self, dimensions: int) -> None:
        super().__init__(
            f"The codings have {dimensions} dimensions. "
            "Give a table with a row for each text and a column for each code."
        )


class ColumnsError(QualcodeError):
    """The columns of a table have names, and these do not match the codes one to one."""

    def __init__(self, what: str, strays: Sequence[str], codes: Sequence[str]) -> None:
        super().__init__(
            f"These columns of {what} do not each name one code: {_quote(strays)}. "
            f"The codes are {_quote(codes)}. Name each column after one of them, by code or "
            "label, or give an array with the columns in that order."
        )


class DoubleCodeError(QualcodeError):
    """Two codes go by one name."""

    def __init__(self, code: str) -> None:
        super().__init__(f"There are two codes called “{code}”. Give each a name of its own.")


class NamelessCodeError(QualcodeError):
    """A row of the codebook's table names no code."""

    def __init__(self, row: int) -> None:
        super().__init__(
            f"Row {row} of the codebook's table names no code. "
            "Fill in its column “code”, or leave the row out."
        )


class NamelessColumnError(QualcodeError):
    """A column of the codings has no name."""

    def __init__(self, place: int) -> None:
        super().__init__(
            f"Column {place} of the codings has no name. "
            "Give each code one, in codes= or at the top of its column."
        )


class CodebookKindError(QualcodeError):
    """A codebook came as something that is neither a codebook nor a table."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            f"The codebook is {kind}. Give a Codebook, or a data frame with the columns code, "
            "label, definition and examples."
        )


class UnknownCodeError(QualcodeError):
    """A code was named that the suggester does not know."""

    def __init__(self, code: str) -> None:
        super().__init__(
            f"There is no code “{code}” among those this suggester learned. See its codes_."
        )


class NoCodesError(QualcodeError):
    """Nothing says which codes there are."""

    def __init__(self) -> None:
        super().__init__(
            "There are no codes to suggest. Give a codebook, the names of the codes, or codings."
        )


class NoCodeColumnError(QualcodeError):
    """A codebook came as a table in which nothing names the codes."""

    def __init__(self, columns: list[str]) -> None:
        super().__init__(
            f"The codebook's table has the columns {', '.join(columns) or 'none'}. "
            "It needs one called “code”; “label”, “definition” and “examples” are read if there."
        )


class UnknownEncoderError(QualcodeError):
    """An encoder was named that does not exist."""

    def __init__(self, encoder: object) -> None:
        super().__init__(
            f"There is no encoder {encoder!r}. Use “auto”, “static”, “tfidf”, the folder of a "
            "sentence encoder, or an object with fit and transform."
        )


class EncoderFolderError(QualcodeError):
    """A folder that was named as an encoder holds none that can be used."""

    def __init__(self, path: object, why: str) -> None:
        super().__init__(
            f"{path} cannot serve as an encoder: {why}. "
            "Name the folder of a sentence-transformers model, or leave the encoder out."
        )


class NoStaticTableError(QualcodeError):
    """The table of word vectors was asked for and is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "The table of word vectors is not installed. Install the package wordllama, "
            "or ask for the encoder “tfidf”."
        )


class NoColumnError(QualcodeError):
    """A table has no column of a name."""

    def __init__(self, path: object, name: str, names: list[str]) -> None:
        super().__init__(f"{path} has no column “{name}”. It has {', '.join(names) or 'none'}.")


class TableError(QualcodeError):
    """A file is no table that can be read."""

    def __init__(self, path: object, why: str) -> None:
        super().__init__(f"{path} cannot be read as CSV in UTF-8: {why}. Save it so and try again.")


class RowsError(QualcodeError):
    """Rows of a table have more or fewer cells than it has columns; none of it was read."""

    def __init__(self, path: object, columns: int, rows: Sequence[OddRow]) -> None:
        named = "; ".join(
            f"row {one.row} (line {one.line}) has {one.cells}" for one in rows[:_ROWS_NAMED]
        )
        more = f"; and {len(rows) - _ROWS_NAMED} rows more" if len(rows) > _ROWS_NAMED else ""
        super().__init__(
            f"{path} has {columns} columns, but {named}{more}. Often words hold a comma or a "
            "quotation mark without quotation marks around the cell. Mend these rows, or save the "
            "table as CSV once more, and try again."
        )


class DoubleColumnError(QualcodeError):
    """Two columns of the table to write would have one name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Two columns of the new table would be called “{name}”. The first column is “row”, "
            "the number of each row, and each code has one. Keep the column under another name."
        )


def _quote(names: Sequence[str]) -> str:
    named = ", ".join(f"“{name}”" for name in names[:_CODES_NAMED])
    more = len(names) - _CODES_NAMED
    return f"{named} and {more:,} more" if more > 0 else named
