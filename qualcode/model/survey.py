"""A survey: what its columns hold, and the questions that its respondents answered."""

from dataclasses import dataclass
from enum import StrEnum


class ColumnKind(StrEnum):
    """What a column of a survey holds.

    `open` answers are words to code, `closed` ones a choice of few, `several` any number of
    choices in one cell. `id` says who answers. `personal` (a name, an address) and `left out`
    stay outside the project.
    """

    OPEN = "open"
    CLOSED = "closed"
    SEVERAL = "several"
    ID = "id"
    PERSONAL = "personal"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a survey, in the order `n` of its columns, from 1.

    The answers to an open one stand in the source's text from `start` to `end`. Those to a closed
    one, or to one with several choices, are values of the variable that is called like it:
    `start` and `end` are None.
    """

    id: str
    source: str
    n: int
    text: str
    kind: ColumnKind
    start: int | None = None
    end: int | None = None
