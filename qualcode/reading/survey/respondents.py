"""Who answers in each row, and which rows are one respondent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qualcode.reading.rendering import one_line
from qualcode.reading.survey.grid import row_label


@dataclass(slots=True)
class Respondent:
    """A respondent: the label, the rows that are theirs (places, not numbers), closed answers."""

    label: str
    places: list[int] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)


def find_respondents(
    ids: Sequence[str], numbers: Sequence[int], answers: Sequence[Mapping[str, str]]
) -> tuple[list[Respondent], list[str]]:
    """Return the respondents in file order, and a sentence on ids that stand in several rows.

    `ids`, `numbers` (of the rows in the file) and `answers` (closed ones by heading, without the
    blank) have an entry a row. Rows of one id are one respondent where no closed answer of one
    contradicts another's.
    """
    last = max(numbers, default=0)
    by_id: dict[str, list[Respondent]] = {}
    taken = {label for item in ids if (label := one_line(item))}
    found: list[Respondent] = []
    joined: list[int] = []
    parted: list[int] = []
    for place, (item, number, said) in enumerate(zip(ids, numbers, answers, strict=True)):
        label = one_line(item)
        if label is None:
            label = _free(row_label(number, last), number, taken)
            taken.add(label)
            found.append(Respondent(label, [place], dict(said)))
            continue
        same = next((one for one in by_id.get(label, []) if _agree(one.answers, said)), None)
        if same:
            joined += [numbers[same.places[0]], number]
            same.places.append(place)
            same.answers.update(said)
            continue
        if label in by_id:
            parted += [numbers[by_id[label][0].places[0]], number]
        own = _free(f"{label} (row {number})", number, taken) if label in by_id else label
        taken.add(own)
        found.append(Respondent(own, [place], dict(said)))
        by_id.setdefault(label, []).append(found[-1])
    return found, [*_tell_joined(joined), *_tell_parted(parted)]


def _agree(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    return all(one[heading] == other[heading] for heading in one.keys() & other.keys())


def _free(label: str, number: int, taken: set[str]) -> str:
    while label in taken:
        label = f"{label} (row {number})"
    return label


def _tell_joined(numbers: Sequence[int]) -> list[str]:
    if not numbers:
        return []
    rows = _list_rows(numbers)
    return [f"Rows {rows} share an id and do not contradict each other: one respondent an id."]


def _tell_parted(numbers: Sequence[int]) -> list[str]:
    if not numbers:
        return []
    apart = "they are kept apart, the later ones with the row in their label"
    return [f"Rows {_list_rows(numbers)} share an id and have different closed answers: {apart}."]


def _list_rows(numbers: Sequence[int]) -> str:
    rows = [f"{number}" for number in sorted(set(numbers))]
    return f"{', '.join(rows[:-1])} and {rows[-1]}"
