"""What a codebook says of its codes, as words to compare passages with."""

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.model import Code, Codebook
from qualcode.suggest.errors import (
    CodebookKindError,
    DoubleCodeError,
    NamelessCodeError,
    NoCodeColumnError,
    NoCodesError,
)

if TYPE_CHECKING:
    import pandas as pd

MOST_EXAMPLES = 10

_QUOTED = re.compile(
    r"(?:^|(?<=[\s:,.]))['‘“\"](\S.*?)['’”\"](?=\s*(?:[,.;]|$)|\s+['‘“\"(]|\s+[A-Z][a-z]+[:/])",
    re.DOTALL,
)
_EDGES = " \n\t,;'\"‘’“”"
_BREAKS = re.compile(r"[._\-/›]+")


@dataclass(frozen=True, slots=True)
class Wording:
    """One code in words: its id, its label, what describes it, and quotations that show it.

    What a code excludes is left out of `description`: its words would speak for the code.
    """

    code: str
    label: str
    description: str
    examples: tuple[str, ...] = ()


def read_wordings(
    codebook: "Codebook | pd.DataFrame | None",
    codes: Sequence[str] | None,
    width: int | None,
    columns: Sequence[str] | None = None,
) -> tuple[Wording, ...]:
    """Put the codes into words, in the order of the columns of Y.

    `codes` names the columns and so decides which there are; a name that the codebook does not
    hold stands for itself. Without it `columns`, what Y itself calls its columns, does the same
    where there is no codebook or all are names of its codes. Otherwise the codebook's codes are the
    columns. With nothing of these, the `width` columns are numbered from 0.
    """
    known = _from_codebook(codebook)
    if codes is None and columns is not None:
        names = {name for names, _ in known for name in names}
        codes = columns if not known or (columns and names.issuperset(columns)) else None
    if codes is not None:
        codes = [codes] if isinstance(codes, str) else [str(code) for code in codes]
        found = {name: wording for names, wording in reversed(known) for name in names}
        wordings = tuple(_named(found.get(str(code)), str(code)) for code in codes)
    elif known:
        wordings = tuple(wording for _, wording in known)
    else:
        wordings = tuple(Wording(str(i), "", "") for i in range(width or 0))
    if not wordings:
        raise NoCodesError
    seen: set[str] = set()
    for wording in wordings:
        if wording.code in seen:
            raise DoubleCodeError(wording.code)
        seen.add(wording.code)
    return wordings


def split_examples(cell: object) -> tuple[str, ...]:
    """Return the quotations in one cell of a table: a list, lines, or quoted pieces of a text."""
    if isinstance(cell, list | tuple):
        pieces = [piece for piece in cell if isinstance(piece, str)]
    elif isinstance(cell, str):
        pieces = _QUOTED.findall(cell) or re.split(r"[\n|]+", cell)
    else:
        pieces = []
    stripped = (piece.strip(_EDGES) for piece in pieces)
    return tuple(dict.fromkeys(piece for piece in stripped if piece))


def pick_examples(examples: Sequence[str], most: int = MOST_EXAMPLES) -> list[str]:
    """Return at most `most` of the examples, spread evenly over them."""
    if len(examples) <= most:
        return list(examples)
    return [examples[i * len(examples) // most] for i in range(most)]


def _named(wording: Wording | None, code: str) -> Wording:
    if wording is None:
        # A number names a column, and says nothing of what the code means.
        label = _BREAKS.sub(" ", code) if any(map(str.isalpha, code)) else ""
        return Wording(code, label, label)
    return Wording(code, wording.label, wording.description, wording.examples)


def _from_codebook(
    codebook: "Codebook | pd.DataFrame | None",
) -> list[tuple[tuple[str, ...], Wording]]:
    """Return each code's wording with every name the columns may call it by."""
    if codebook is None:
        return []
    if isinstance(codebook, Codebook):
        return [((code.id, code.slug, code.label), _of_code(code)) for code in codebook]
    if not hasattr(codebook, "columns"):
        raise CodebookKindError(f"of the type {type(codebook).__name__}")
    if "code" not in codebook.columns:
        raise NoCodeColumnError([str(name) for name in codebook.columns])
    missing = codebook["code"].isna().tolist()
    if True in missing:
        raise NamelessCodeError(missing.index(True) + 1)
    return [((str(row["code"]),), _of_row(row)) for row in codebook.to_dict("records")]


def _of_code(code: Code) -> Wording:
    words = (code.label, *code.other_labels, code.definition, code.include, *code.keywords)
    return Wording(code.id, code.label, _join(words), code.examples)


def _of_row(row: "Mapping[Hashable, object]") -> Wording:
    code = str(row["code"])
    label = _cell(row.get("label")) or _BREAKS.sub(" ", code)
    words = (label, _cell(row.get("definition")), _cell(row.get("include")))
    return Wording(code, label, _join(words), split_examples(row.get("examples")))


def _cell(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _join(words: Sequence[str]) -> str:
    return ". ".join(word.strip() for word in words if word.strip())
