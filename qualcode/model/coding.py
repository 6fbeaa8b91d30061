"""What people do to passages: code them, read them, note, correct, and judge a suggestion."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Origin(StrEnum):
    """How a coding came to be. All of them are human decisions; a suggestion is not a coding."""

    CODED = "coded"
    ACCEPTED = "accepted suggestion"
    IMPORTED = "imported"


class Coding(NamedTuple):
    """A code on a selection of a source, by a coder, at a time (UTC, ISO 8601).

    A tuple, since a source has thousands: a frozen dataclass takes five times as long to make.
    """

    id: str
    source: str
    start: int
    end: int
    code: str
    coder: str
    origin: str
    time: str


@dataclass(frozen=True, slots=True)
class Star:
    """A coder's word that a selection of a source, coded or not, is worth quoting."""

    id: str
    source: str
    start: int
    end: int
    coder: str
    time: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A coder's word that a stretch was read with the codes as they stood then."""

    id: str
    source: str
    start: int
    end: int
    coder: str
    time: str


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on anything: `about` names the kind of thing, `about_id` which one.

    A remark about a selection has its place too: `start` to `end` in the source `about_id`.
    """

    id: str
    about: str
    about_id: str
    text: str
    coder: str
    time: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Patch:
    """A correction: show `words` in place of `text[start:end]`. The imported text stays."""

    id: str
    source: str
    start: int
    end: int
    words: str
    coder: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A machine's suggestion of a code for a passage. Never a coding, never counted as one.

    `probability` is calibrated, `rank` 1 for the best of its passage, and `likely` says whether
    it passes the code's threshold; the rest are only possible.
    """

    passage: str
    source: str
    start: int
    end: int
    code: str
    probability: float
    rank: int
    likely: bool
    model: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person said to a proposal: "accepted", "rejected", or "accepted as" another code.

    `chosen` is the code that was given instead, None where there is none.
    """

    id: str
    passage: str
    code: str
    verdict: str
    coder: str
    time: str
    chosen: str | None = None
