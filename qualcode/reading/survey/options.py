"""Choices of which several may be made: in one cell, or with a column for each option."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import groupby

import regex

from qualcode.reading.survey.grid import Column, heading_key
from qualcode.reading.survey.names import asks_for_all

JOINED = "; "
_SEPARATORS = (";", "|", "\n", ",")
_PARTINGS = (": ", " - ", " – ")
_CHOSEN = frozenset({"x", "✓", "✔", "☑", "1", "true", "selected", "checked", "ticked"})
_NOT_CHOSEN = frozenset({"0", "false", "not selected", "unchecked", "not checked", "☐"})
_OTHER = regex.compile(r"\bother\b|specify", regex.IGNORECASE)
# “Any other comments?” below the options is no option.
_OTHER_OPTION = regex.compile(r"(?:another|other)\b(?!.*comment)|.*\bspecify\b", regex.IGNORECASE)

_FEWEST_SPLIT = 2
# Commas and line ends stand in sentences too, so more cells must be lists.
_LEAST_SPLIT = {";": 0.0, "|": 0.0, "\n": 0.15, ",": 0.15}
_MOST_OPTIONS = 40
_LONGEST_OPTION = 12
# An option of a list comes back; what stands between the commas of a sentence does not.
_LEAST_ASKED = 1.2
_LEAST_USES = {";": 1.5, "|": 1.5, "\n": 2.0, ",": 2.0}


def split_heading(heading: str) -> tuple[str, str]:
    """Return question and option of a heading that names both, else the heading and nothing.

    >>> split_heading("What helps? [Breaks]")
    ('What helps?', 'Breaks')
    """
    if heading.endswith("]"):
        asks, _, option = heading[:-1].rpartition("[")
    else:
        asks, _, option = max((heading.rpartition(mark) for mark in _PARTINGS), key=_last_part)
    asks, option = asks.strip(), option.strip()
    return (asks, option) if asks and option else (heading, "")


def _last_part(parts: tuple[str, str, str]) -> int:
    return len(parts[0])


def join_options(columns: Sequence[Column]) -> list[Column]:
    """Make one column of those that stand for the options of one question.

    A column stands for an option where its cells hold nothing but the option's own words or a
    mark. The others of the question (words of one's own) stay as they are; whoever wrote into
    “Other” has chosen it, too. A column with nothing in it but the question is left away.
    """
    taken = {heading_key(column.heading) for column in columns if column.filled}
    joined: list[Column] = []
    for asks, group in groupby(columns, key=lambda column: heading_key(column.asks)):
        members = list(group)
        chosen = [column for column in members if column.option and _is_option(column)]
        marked = sum(bool(column.filled) for column in chosen)
        if not asks or len(chosen) < _FEWEST_SPLIT or not marked:
            joined += members
            continue
        own = [column for column in members if column not in chosen]
        others = [one for one in own if _OTHER_OPTION.match(one.option)]
        question = _join([*chosen, *others], _free_heading(chosen[0].asks, taken))
        taken.add(heading_key(question.heading))
        alike = heading_key(question.heading)
        joined += [question, *(one for one in own if heading_key(one.heading) != alike)]
    return joined


def _free_heading(asks: str, taken: Collection[str]) -> str:
    """Return the question as a heading that no other column has."""
    heading, number = asks, 1
    while heading_key(heading) in taken:
        number += 1
        heading = f"{asks} ({number})"
    return heading


def find_separator(cells: Sequence[str], *, asked: bool = False) -> str | None:
    """Return what stands between the choices in cells, None where they are no lists of choices.

    `asked` says that the question asks for all that apply: one list is then enough.
    """
    for separator in _SEPARATORS:
        split = [split_choices(cell, separator) for cell in cells]
        lists = sum(len(parts) > 1 for parts in split)
        wanted = 1 if asked else max(_FEWEST_SPLIT, _LEAST_SPLIT[separator] * len(cells))
        if lists < wanted and not _is_ended(cells, separator):
            continue
        uses = Counter(part.casefold() for parts in split for part in parts)
        longest = max(len(part.split()) for part in uses) if uses else 0
        if len(uses) > _MOST_OPTIONS or longest > _LONGEST_OPTION:
            continue
        if uses.total() >= (_LEAST_ASKED if asked else _LEAST_USES[separator]) * len(uses):
            return separator
    return None


def _is_ended(cells: Sequence[str], separator: str) -> bool:
    """Say whether each choice ends in the mark, one alone too, as Microsoft Forms writes it."""
    ended = sum(cell.endswith(separator) for cell in cells)
    return separator == ";" and ended >= max(_FEWEST_SPLIT, len(cells) / 2)


def choices_of(column: Column) -> list[list[str]]:
    """Return the choices in each cell of a column that is known to hold several."""
    separator = find_separator(column.filled, asked=asks_for_all(column.heading))
    if separator is None:
        marks = (mark for mark in _SEPARATORS if any(mark in cell for cell in column.filled))
        separator = next(marks, None)
    if column.is_several:
        separator = ";"
    return [split_choices(cell, separator) for cell in column.cells]


def split_choices(cell: str, separator: str | None) -> list[str]:
    """Return the choices in a cell, each once, in the order in which they stand."""
    parts = cell.split(separator) if separator else [cell]
    clean = (" ".join(part.split()) for part in parts)
    return list(dict.fromkeys(part for part in clean if part))


def join_choices(choices: Iterable[str]) -> str:
    """Return choices as one value; a semicolon within one would part it."""
    return JOINED.join(choice.replace(";", ",") for choice in choices)


def _is_option(column: Column) -> bool:
    option = heading_key(column.option)
    if _OTHER.search(option) and not column.filled:
        return False
    own = {heading_key(cell) for cell in column.filled}
    return own <= {option} | _CHOSEN | _NOT_CHOSEN


def _join(columns: Sequence[Column], heading: str) -> Column:
    rows = list(zip(*(column.cells for column in columns), strict=True))
    none = sum(all(heading_key(cell) in _NOT_CHOSEN for cell in row) for row in rows)
    cells = tuple(
        join_choices(
            column.option
            for column, cell in zip(columns, row, strict=True)
            if cell.strip() and heading_key(cell) not in _NOT_CHOSEN
        )
        for row in rows
    )
    first = columns[0]
    return Column(heading, cells, first.place, first.asks, is_several=True, none_chosen=none)
