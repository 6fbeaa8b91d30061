"""What can be refused when suggestions are asked for."""

from qualcode.model import QualcodeError


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
            f"The codings hold {found}. Each must be 1 (the code applies), 0 (it does not) "
            "or nan (nobody looked for it)."
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
