"""A passage on its way to the clipboard: the words as shown, and who said them where."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from qualcode.model import Case, CaseKind, Document, Turn
from qualcode.model.source import SourceKind


class Placed(Protocol):
    """Anything that stands in a source: a coding, a star, a proposal, a passage."""

    @property
    def source(self) -> str:
        """The id of the source."""

    @property
    def start(self) -> int:
        """Where it begins, in code points."""

    @property
    def end(self) -> int:
        """Where it ends."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a source that is nothing else yet."""

    source: str
    start: int
    end: int


def attribute(document: Document, turns: Sequence[Turn], speakers: Sequence[Case]) -> str:
    """Return who speaks and where: “Carer, B-FG1-P3 (B-FG1, turn 14, 0:12:31)”.

    Several speakers stand in the order in which they speak. Nothing but codes and roles is said.
    """
    who = "; ".join(dict.fromkeys(map(_say_speaker, speakers)))
    where = [document.source.ref]
    if turns:
        first, last = turns[0], turns[-1]
        word = "quotation" if document.source.kind is SourceKind.REPORT else "turn"
        several = f"{word}s {first.n} to {last.n}"
        where.append(f"{word} {first.n}" if first.n == last.n else several)
        if first.time is not None:
            where.append(_say_time(first.time))
    place = ", ".join(where)
    return f"{who[:1].upper()}{who[1:]} ({place})" if who else place


def warn(speakers: Sequence[Case], *, published: bool) -> str:
    """Return what to mind before the words are used, nothing where everybody agreed to be quoted.

    What stands in a published report is quoted already.
    """
    people = {one.code: one for one in speakers if one.kind is not CaseKind.FACILITATOR}.values()
    gone = [one.code for one in people if one.withdrawn]
    refused = [one.code for one in people if one.consent.quote == "no" and not one.withdrawn]
    if gone:
        return f"[Do not use: {', '.join(gone)} withdrew from the study.]"
    if refused:
        return f"[Do not quote: {', '.join(refused)} did not agree to be quoted.]"
    if published or not people or all(one.consent.quote == "yes" for one in people):
        return ""
    return "[Consent to be quoted is not recorded.]"


def _say_speaker(case: Case) -> str:
    role = case.role or ("facilitator" if case.kind is CaseKind.FACILITATOR else "")
    return f"{role}, {case.code}" if role else case.code


def _say_time(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"
