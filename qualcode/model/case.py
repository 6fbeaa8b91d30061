"""A case: whom or what an attribute belongs to. A person mostly; also a voice nobody can name."""

from dataclasses import dataclass, field
from enum import StrEnum


class CaseKind(StrEnum):
    """What stands behind a speaker label."""

    PERSON = "person"
    FACILITATOR = "facilitator"
    SEVERAL = "several"
    UNKNOWN = "unknown"


CONSENT_QUESTIONS = ("record", "transcribe", "quote", "archive", "name")


@dataclass(frozen=True, slots=True)
class Consent:
    """What somebody agreed to: "yes", "no", or None while nobody has recorded an answer."""

    record: str | None = None
    transcribe: str | None = None
    quote: str | None = None
    archive: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """Somebody who speaks, under a participant code. The name in the file is never held here."""

    id: str
    code: str
    kind: CaseKind
    role: str | None = None
    site: str | None = None
    variables: dict[str, str] = field(default_factory=dict)
    consent: Consent = field(default_factory=Consent)
    withdrawn: bool = False
