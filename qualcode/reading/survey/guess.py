"""A guess at what each column of a survey holds, from its heading and from its cells."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from qualcode.model import ColumnKind
from qualcode.reading.survey.grid import Column
from qualcode.reading.survey.looks import (
    MOSTLY,
    is_amount,
    is_date,
    is_full_name,
    is_nothing,
    is_personal,
    is_postcode,
    mean_words,
    shape,
    share,
)
from qualcode.reading.survey.names import (
    asks_for_all,
    asks_for_words,
    is_id,
    is_left_out,
    is_personal_heading,
    is_words,
    names_personal,
)
from qualcode.reading.survey.options import find_separator

_NEARLY_ALL = 0.9
_LONGEST_ID = 40
# Options of a closed question are seldom longer, and come back when they are.
_WORDS_OF_AN_ANSWER = 4
_WORDY_SHARE, _WORDY_RECURS = 0.15, 0.34
_SHORT_WORDS, _SHORT_DISTINCT, _ASKED_DISTINCT = 1.5, 0.8, 0.5
_ENOUGH = 3
_TECHNICAL_DIGITS = 6
_LOOKED_AT = 500


def guess_kinds(
    columns: Sequence[Column], given: Mapping[str, ColumnKind]
) -> tuple[list[ColumnKind], list[str]]:
    """Return what each column holds, and a sentence for each guess that is not firm.

    `given` has what somebody said, by the columns' headings; it is taken as it is. One column
    says who answers: the first that was said to, or else the likeliest.
    """
    kinds = [given.get(column.heading) or guess_kind(column) for column in columns]
    unsure = list(_choose_id(columns, kinds, given))
    if ColumnKind.OPEN not in kinds and not _is_settled(columns, given):
        unsure += _find_open(columns, kinds, given)
    unsure += [
        f"“{column.heading}” was taken for closed answers, short as they are; they differ enough "
        "to be words of one's own."
        for column, kind in zip(columns, kinds, strict=True)
        if kind is ColumnKind.CLOSED and column.heading not in given and _is_doubtful(column)
    ]
    return kinds, unsure


def guess_kind(column: Column) -> ColumnKind:
    """Return what one column seems to hold, whatever the others do."""
    cells = column.filled[:_LOOKED_AT]
    if not cells or is_left_out(column.heading):
        return ColumnKind.LEFT_OUT
    return _told_kind(column) or _kind_of_person(column, cells) or _kind_of_answers(column, cells)


def _told_kind(column: Column) -> ColumnKind | None:
    """Return what the survey tool itself says of a column."""
    if column.is_several:
        return ColumnKind.SEVERAL
    return ColumnKind.OPEN if is_words(column.heading) else None


def _kind_of_person(column: Column, cells: Sequence[str]) -> ColumnKind | None:
    """Return how a column tells who answers, None where it does not."""
    if _is_personal(column, cells):
        return ColumnKind.PERSONAL
    return ColumnKind.ID if is_id(column.heading) and _is_identifying(cells) else None


def _kind_of_answers(column: Column, cells: Sequence[str]) -> ColumnKind:
    said = [cell for cell in cells if not is_nothing(cell)] or cells
    if share(said, is_date) > MOSTLY:
        return ColumnKind.LEFT_OUT
    if share(said, is_amount) > MOSTLY:
        return ColumnKind.LEFT_OUT if _is_technical(said) else ColumnKind.CLOSED
    if not column.is_open and find_separator(cells, asked=asks_for_all(column.heading)):
        return ColumnKind.SEVERAL
    return ColumnKind.OPEN if column.is_open or _is_open(column, cells) else ColumnKind.CLOSED


def _is_personal(column: Column, cells: Sequence[str]) -> bool:
    if is_personal_heading(column.heading) or share(cells, is_personal) >= MOSTLY:
        return True
    if names_personal(column.heading) and share(cells, is_postcode) >= MOSTLY:
        return True
    differ = len(set(cells)) > _NEARLY_ALL * len(cells)
    asks = "?" in column.heading
    return not asks and differ and len(cells) >= _ENOUGH and share(cells, is_full_name) > MOSTLY


def _is_identifying(cells: Sequence[str]) -> bool:
    short = all(len(cell) <= _LONGEST_ID and "\n" not in cell for cell in cells)
    return short and 2 * len(set(cells)) > len(cells)


def _is_technical(cells: Sequence[str]) -> bool:
    """Say whether numbers are a machine's own: long ones, hardly any twice."""
    long = share(cells, lambda cell: sum(map(str.isdecimal, cell)) >= _TECHNICAL_DIGITS)
    return long > MOSTLY and len(set(cells)) > MOSTLY * len(cells) and len(cells) >= _ENOUGH


def _is_open(column: Column, cells: Sequence[str]) -> bool:
    """Say whether answers are words of one's own: many words, or mostly different ones."""
    uses = Counter(cell.casefold() for cell in cells)
    wordy = [cell for cell in cells if len(cell.split()) >= _WORDS_OF_AN_ANSWER]
    recurring = sum(uses[cell.casefold()] > 1 for cell in wordy)
    asked = asks_for_words(column.heading)
    if wordy and recurring < _WORDY_RECURS * len(wordy):
        enough = len(wordy) >= _WORDY_SHARE * len(cells)
        if asked or (enough and (len(wordy) > 1 or len(cells) < _ENOUGH)):
            return True
    differ = len(uses) / len(cells)
    if asked:
        return differ > _ASKED_DISTINCT
    return differ >= _SHORT_DISTINCT and mean_words(cells) >= _SHORT_WORDS


def _is_doubtful(column: Column) -> bool:
    cells = [cell for cell in column.filled if not is_nothing(cell)]
    differ = len({cell.casefold() for cell in cells}) >= _SHORT_DISTINCT * len(cells)
    return len(cells) >= _ENOUGH and differ and share(cells, is_amount) <= MOSTLY


def _choose_id(
    columns: Sequence[Column], kinds: list[ColumnKind], given: Mapping[str, ColumnKind]
) -> Iterator[str]:
    """Leave one column that says who answers; others are left out."""
    places = [place for place, kind in enumerate(kinds) if kind is ColumnKind.ID]
    said = [place for place in places if columns[place].heading in given]
    if not places:
        places = [
            place
            for place, column in enumerate(columns[:2])
            if column.heading not in given and _could_be_id(column, kinds[place])
        ]
    if not places:
        yield (
            "No column says who answers, so respondents are called by their rows, as “R002” "
            "for row 2."
        )
        return
    # Under “Respondent ID” stands more often who answers than under “No”.
    chosen = (said or sorted(places, key=lambda place: -len(set(columns[place].filled))))[0]
    for place in places:
        kinds[place] = ColumnKind.ID if place == chosen else ColumnKind.LEFT_OUT


def _could_be_id(column: Column, kind: ColumnKind) -> bool:
    """Say whether a column without a telling heading has a number or sign for each row."""
    cells = column.filled
    if kind is ColumnKind.PERSONAL or "?" in column.heading or len(cells) < len(column.cells):
        return False
    if len(set(cells)) < len(cells) or len(cells) < _ENOUGH or not _is_identifying(cells):
        return False
    one_shape = len({shape(cell) for cell in cells}) == 1 and "9" in shape(cells[0])
    counted = cells == [str(number) for number in range(1, len(cells) + 1)]
    signs = shape(cells[0]) != "9" or any(cell.startswith("0") for cell in cells)
    return all(len(cell.split()) == 1 for cell in cells) and (counted or (one_shape and signs))


def _is_settled(columns: Sequence[Column], given: Mapping[str, ColumnKind]) -> bool:
    return all(column.heading in given for column in columns)


def _find_open(
    columns: Sequence[Column], kinds: list[ColumnKind], given: Mapping[str, ColumnKind]
) -> Iterator[str]:
    """Take the wordiest column for open answers where none else was."""
    likely = [
        place
        for place, (column, kind) in enumerate(zip(columns, kinds, strict=True))
        if kind is ColumnKind.CLOSED
        and column.heading not in given
        and share(column.filled, is_amount) <= MOSTLY
        and 2 * len(set(column.filled)) > len(column.filled)
    ]
    if likely:
        best = max(likely, key=lambda place: _wordiness(columns[place].filled))
        kinds[best] = ColumnKind.OPEN
        yield (
            f"“{columns[best].heading}” was taken for open answers, as the nearest to words; "
            "it may hold closed ones."
        )


def _wordiness(cells: Sequence[str]) -> tuple[float, float]:
    return mean_words(cells), len(set(cells)) / len(cells)
