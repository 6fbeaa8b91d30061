"""A change of the codebook that somebody asks for while another decides on it."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class RequestKind(StrEnum):
    """What is to be done to a code."""

    NEW = "new"
    RENAME = "rename"
    REDEFINE = "redefine"
    MOVE = "move"
    JOIN = "join"
    SPLIT = "split"
    RECOLOUR = "recolour"
    DELETE = "delete"


class Answer(StrEnum):
    """What the lead said to a request."""

    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Request:
    """A change of the codebook that somebody proposes, and what was answered.

    `code` is the id of the code to change, None for a new one; `fields` are what it is to be, and
    `told` says so in a sentence, with the labels of then.
    `start` to `end` in `source` are words that speak for it, where any were given. `answer` is
    None while it is open.
    """

    id: str
    kind: RequestKind
    code: str | None
    coder: str
    time: str
    fields: dict[str, Any] = field(default_factory=dict)
    told: str = ""
    why: str = ""
    source: str | None = None
    start: int | None = None
    end: int | None = None
    answer: Answer | None = None
    answered_by: str | None = None
    because: str = ""
