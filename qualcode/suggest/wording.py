"""What a codebook says of its codes, as words to compare passages with."""

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qualcode.model import Code, Codebook
from qualcode.suggest.columns import Columns, Names, find_codes, place_columns
from qualcode.suggest.errors import (
    CodebookKindError,
    DoubleCodeError,
    NamelessCodeError,
    NamelessColumnError,
    NoCodeColumnError,
    NoCodesError,
)
from qualcode.suggest.inputs import compose, read_names
from qualcode.suggest.missing import is_missing

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

    What a code excludes is left out of `description`: its words would speak for the code. `names`
    is what a column may call the code (see `columns`).
    """

    code: str
    label: str
    description: str
    examples: tuple[str, ...] = ()
    names: Names = ()


def read_wordings(
    codebook: "Codebook | pd.DataFrame | None",
    codes: Sequence[str] | None,
    width: int | None,
    columns: Columns | None = None,
) -> tuple[Wording, ...]:
    """Put the codes into words.

    `codes` says which there are, in this order; a name that the codebook does not hold stands for
    itself. Without it they are the codes that `columns` names, what Y itself calls its columns, in
    that order. Where these have no names, they are the codebook's codes, or are numbered from 0
    (`width`).

    Raises
    ------
    ColumnsError
        Where the columns of Y have names, and these do not match the codebook's codes one to one;
        or some of them, and not all, match `codes`.
    CodebookKindError, NoCodeColumnError, NamelessCodeError, NamelessColumnError, DoubleCodeError,
    NoCodesError, ListError
        Where there is no codebook that can be read, or a code without a name of its own.
    """
    known = _from_codebook(codebook)
    if codes is not None:
        wordings = _chosen(known, read_names(codes), columns)
    elif known:
        wordings = _of_columns(known, columns)
    elif columns is not None:
        wordings = _called(_each_named(columns.names), columns.names)
    else:
        wordings = tuple(Wording(str(i), "", "", (), ("", str(i))) for i in range(width or 0))
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


def _chosen(
    known: Sequence[Wording], codes: Sequence[str], columns: Columns | None
) -> tuple[Wording, ...]:
    """Return the codes that were named, with what Y calls their columns."""
    in_book = [wording.names for wording in known]
    places = find_codes(codes, in_book)
    wordings = _each_named(codes, [None if place is None else known[place] for place in places])
    if columns is None or columns.counted:
        return _called(wordings, columns.names if columns else ())
    chosen = [wording.names for wording in wordings]
    if {*find_codes(columns.names, chosen), *find_codes(columns.names, in_book)} == {None}:
        # Y calls its columns otherwise, and `codes` names them anew.
        return _called(wordings, columns.names)
    order = place_columns(columns, chosen, "the codings")
    own = [""] * len(codes)
    for name, place in zip(columns.names, [] if order is None else order.tolist(), strict=True):
        own[place] = name
    return _called(wordings, own)


def _of_columns(known: Sequence[Wording], columns: Columns | None) -> tuple[Wording, ...]:
    """Return the codes of a codebook that Y has columns of, in the order of these."""
    names = [wording.names for wording in known]
    order = place_columns(columns, names, "the codings")
    chosen = known if order is None else [known[place] for place in order.tolist()]
    return _called(chosen, columns.names if columns else ())


def _called(wordings: Sequence[Wording], own: Sequence[str]) -> tuple[Wording, ...]:
    """Return the codes with what Y calls their columns, in the same order, before other names."""
    padded = (*own, *("",) * len(wordings))
    return tuple(
        replace(wording, names=(name, *wording.names[1:]))
        for wording, name in zip(wordings, padded, strict=False)
    )


def _each_named(
    codes: Sequence[str], known: Sequence[Wording | None] | None = None
) -> list[Wording]:
    for place, code in enumerate(codes, 1):
        if not code.strip():
            raise NamelessColumnError(place)
    return [_named(*pair) for pair in zip(known or [None] * len(codes), codes, strict=True)]


def _named(wording: Wording | None, code: str) -> Wording:
    if wording is None:
        # A number names a column, and says nothing of what the code means.
        label = compose(_BREAKS.sub(" ", code)) if any(map(str.isalpha, code)) else ""
        return Wording(code, label, label, (), ("", code))
    return replace(wording, code=code, names=("", code, *wording.names[2:], wording.code))


def _from_codebook(codebook: "Codebook | pd.DataFrame | None") -> list[Wording]:
    if codebook is None:
        return []
    if isinstance(codebook, Codebook):
        return [_of_code(code) for code in codebook]
    if not hasattr(codebook, "columns"):
        raise CodebookKindError(f"of the type {type(codebook).__name__}")
    if "code" not in codebook.columns:
        raise NoCodeColumnError([str(name) for name in codebook.columns])
    for row, code in enumerate(codebook["code"].tolist(), 1):
        if is_missing(code) or not str(code).strip():
            raise NamelessCodeError(row)
    return [_of_row(row) for row in codebook.to_dict("records")]


def _of_code(code: Code) -> Wording:
    words = (code.label, *code.other_labels, code.definition, code.include, *code.keywords)
    names = ("", code.id, code.slug, code.label)
    return _compose(code.id, code.label, _join(words), code.examples, names)


def _of_row(row: "Mapping[Hashable, object]") -> Wording:
    code = str(row["code"])
    label = _cell(row.get("label")) or _BREAKS.sub(" ", code)
    words = (label, _cell(row.get("definition")), _cell(row.get("include")))
    names = ("", code, _cell(row.get("slug")), label)
    return _compose(code, label, _join(words), split_examples(row.get("examples")), names)


def _compose(
    code: str, label: str, description: str, examples: Sequence[str], names: Names
) -> Wording:
    """Return the wording of a code, in composed letters as the passages are."""
    shown = tuple(map(compose, examples))
    return Wording(code, compose(label), compose(description), shown, names)


def _cell(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _join(words: Sequence[str]) -> str:
    return ". ".join(word.strip() for word in words if word.strip())
