"""Who a report says is speaking: telling attributions from other short lines and brackets."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

import regex

from qualcode.quotations.roles import read_role
from qualcode.quotations.vocabulary import (
    COMMON_QUALIFIERS,
    FINITE_VERBS,
    GENDERS,
    OFFICES,
    ORGANISATIONS,
    PEOPLE,
)

LONGEST = 18
LONGEST_LINE = 160
_WRAPPING = regex.compile(r"^[\s*_>~–—―-]+|[\s*_]+$")
_BRACKETS = {"(": ")", "[": "]"}
_NOTE_NUMBER = regex.compile(r"[¹²³⁰⁴-⁹]+$|\[\d{1,3}\]$")
_SEGMENT = regex.compile(r"\s*[,;|:()]\s*|\s+[–—-]\s+|\s+/\s+")
_IDENTITY = regex.compile(
    r"(?:(?:participant|respondent|interviewee|interview|focus group|group|site|area|id|ref|no|"
    r"location|case|region|workshop|event|survey|response)\s*(?:no\.?|number|#)?\s*"
    r"[\p{Lu}\d]{1,4}\d*|\p{Lu}{1,4}[-_ ]?\d{1,4}(?:[-_.]\d{1,3})?|#?\d{1,4})",
    regex.IGNORECASE,
)
_AGE = regex.compile(
    r"(?:aged?\s*)?\d{1,3}(?:\s*[-–]\s*\d{1,3})?(?:['’]?s|\+)?"
    r"(?:\s*(?:years?|yrs?)(?:[\s-]*old)?(?:\s+of\s+age)?)?"
    r"|(?:early|mid|late)?[\s-]*(?:\d0['’]?s|teens|twenties|thirties|forties|fifties|sixties|"
    r"seventies|eighties)",
    regex.IGNORECASE,
)
_NAME = regex.compile(
    r"\p{Lu}[\p{L}\p{M}'’-]*\.?"
    r"(?:\s+\p{Lu}[\p{L}\p{M}'’-]*\.?){0,2}\*?"
)
_ANONYMOUS = regex.compile(
    r"anonymous|anon\.?|name (?:changed|withheld)|"
    r"(?:\p{L}+ )?(?:survey|consultation|questionnaire|online|written|event) "
    r"(?:response|comment|reply|submission|feedback)|"
    r"(?:response|comment|reply|submission|feedback) (?:to|from) (?:(?:the|a|our) )?(?:\p{L}+ )?"
    r"(?:consultation|survey|questionnaire|event|workshop)",
    regex.IGNORECASE,
)
_NOT_SPEAKER = regex.compile(
    r"(?:see|eg|e\.g|ie|i\.e|for example|such as|including|cf|source|figure|fig|table|"
    r"box|page|pp?\.|"
    r"appendix|chapter|section|note|ibid|adapted|based on|formerly|known as|photo|image|data|"
    r"available|accessed|department for|department of|ministry|not|or|if|when|where|because|"
    r"which|that|as)\b|\d{1,2}[.)]\s",
    regex.IGNORECASE,
)
_CITATION = regex.compile(
    r"\b(?:19|20)\d\d[a-z]?\b|https?:|www\.|\bet al\b|\bpp?\.?\s?\d|[%£$€@]|©"
)
_IN_SENTENCE = regex.compile(r"[.!?]\s+\p{L}{3,}|[!?“”\"]|\.{3}|…")
_RELATIVE = regex.compile(r"\b(?:who|whose|that|which)\b.*", regex.IGNORECASE)
_TAIL_BRACKET = regex.compile(
    r"[(\[](?P<inside>[^()\[\]]{2,160}(?:\([^()]{1,60}\)[^()]{0,40})?)[)\]]\s*\.?$"
)
_TAIL_DASH = regex.compile(
    r"(?:^|(?<=[.!?…”’\"'»])|\s)\s*"
    r"(?:[–—―]|-{1,2}(?=\s))\s*(?P<inside>[^–—―]{2,160})$"
)
_TITLES = frozenset(("mr", "mrs", "ms", "miss", "dr", "prof"))


class Strength(IntEnum):
    """How sure it is that the words name a speaker."""

    NAME = 1
    DETAIL = 2
    ROLE = 3


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speaker as printed.

    `role` is the plain role, in lower case, or None. `body` says that the speaker is a body and
    not a person, `named` that the words hold a person's or a body's proper name, `full_name` a
    first and last name, `office` a public office, `plural` more than one person.
    """

    text: str
    role: str | None
    strength: Strength
    body: bool = False
    named: bool = False
    full_name: bool = False
    office: bool = False
    plural: bool = False


class RoleBook:
    """The roles a project knows, beside the general ones."""

    def __init__(self, roles: Iterable[str] = ()) -> None:
        self._known = {_plain(role): role.strip().casefold() for role in roles if role.strip()}
        self._read_before: dict[str, Attribution | None] = {}

    def parse(self, text: str) -> Attribution | None:
        """Read words as an attribution, or return None where they name no speaker."""
        if not 1 <= len(text) <= LONGEST_LINE:
            return None
        if text not in self._read_before:
            self._read_before[text] = self._read(_unwrap(text))
        return self._read_before[text]

    def role(self, text: str) -> str | None:
        """Return the plain role in words that name a speaker, or None."""
        found = self.parse(text)
        return None if found is None else found.role

    def is_attribution_line(self, text: str) -> bool:
        """Say whether a whole line can be nothing but an attribution."""
        found = self.parse(text)
        if found is None:
            return False
        if text[0] in "(–—―":
            return found.strength > Strength.NAME or text[0] != "("
        return found.strength > Strength.NAME and self._stands_alone(text, found)

    def ends_with_attribution(self, text: str) -> bool:
        """Say whether brackets at the end of a line hold an attribution."""
        return self.bracketed_tail(text) is not None

    def begins_with_role(self, text: str) -> bool:
        """Say whether the first words, however they go on, are a role."""
        first = text.partition(" ")[0].casefold()
        return first in PEOPLE or self.parse(text.rstrip(",–—- ")) is not None

    def bracketed_tail(self, text: str) -> tuple[int, Attribution] | None:
        """Return where a bracketed attribution at the end begins, and the attribution."""
        window = max(0, len(text) - LONGEST_LINE - 4)
        match = _TAIL_BRACKET.search(text, window)
        if match is None:
            return None
        found = self.parse(match["inside"])
        if found is None or found.strength < Strength.DETAIL:
            return None
        return match.start(), found

    def dashed_tail(self, text: str) -> tuple[int, Attribution] | None:
        """Return where an attribution after a dash at the end begins, and the attribution."""
        window = max(0, len(text) - LONGEST_LINE)
        match = _TAIL_DASH.search(text, window)
        if match is None:
            return None
        found = self.parse(match["inside"])
        return None if found is None else (match.start(), found)

    def stands_alone(self, text: str) -> Attribution | None:
        """Read a paragraph that is nothing but an attribution."""
        if len(text) > LONGEST_LINE:
            return None
        found = self.parse(text)
        if found is None:
            return None
        if text[0] in "([–—―-*_" or self._stands_alone(text, found):
            return found
        return None

    def _stands_alone(self, text: str, found: Attribution) -> bool:
        bare = _unwrap(text)
        if not (bare[:1].isupper() or bare[:1].isdigit() or _plain(bare) in self._known):
            return False
        few = 6
        if bare[-1] in ".:?!" and (bare[-1] != "." or len(bare.split()) > few):
            return False
        # "Young carers" alone is a heading; "Young carers, focus group 2" is not.
        return not found.plural or len(_SEGMENT.split(bare)) > 1

    def _read(self, bare: str) -> Attribution | None:
        known = self._known.get(_plain(bare))
        if known is not None:
            return Attribution(bare, known, Strength.ROLE)
        if not _may_name_speaker(bare):
            return None
        segments = [segment for segment in _SEGMENT.split(bare) if segment]
        for segment in segments:
            role = self._known.get(_plain(segment))
            if role is not None:
                return Attribution(bare, role, Strength.ROLE)
        return _read_segments(bare, segments)


def _may_name_speaker(bare: str) -> bool:
    if not bare or len(bare.split()) > LONGEST or not any(c.isalpha() for c in bare):
        return False
    if _NOT_SPEAKER.match(bare) or _CITATION.search(bare) or _IN_SENTENCE.search(bare):
        return False
    # In lower case only: May and Will are names.
    words = _RELATIVE.sub("", bare).split()
    return not any(word.strip(",.") in FINITE_VERBS for word in words)


def _read_segments(bare: str, segments: list[str]) -> Attribution | None:
    heads = [head for head in map(read_role, segments) if head is not None]
    plain = [s for s in segments if _AGE.fullmatch(s) or s.casefold() in GENDERS]
    identity = [s for s in segments if _IDENTITY.fullmatch(s)]
    anonymous = any(_ANONYMOUS.fullmatch(s) for s in segments)
    name = next((s for s in segments[:1] if _is_name(_without_title(s))), None)
    full_name = name is not None and len(_without_title(name).split()) > 1
    office = any(word.strip(".,").casefold() in OFFICES for word in bare.split())
    if heads:
        head = next((h for h in heads if not h.body), heads[0])
        return Attribution(
            bare,
            head.name,
            Strength.ROLE,
            body=head.body,
            named=name is not None or not head.common,
            full_name=full_name,
            office=office,
            plural=head.plural,
        )
    if anonymous or (plain and (name or len(plain) > 1 or _is_gender(plain))):
        return Attribution(bare, None, Strength.DETAIL, named=name is not None, office=office)
    if identity and not bare.isdigit():
        return Attribution(bare, None, Strength.DETAIL)
    if name is not None:
        strength = Strength.DETAIL if len(segments) > 1 and not full_name else Strength.NAME
        return Attribution(bare, None, strength, named=True, full_name=full_name, office=office)
    return None


def _without_title(segment: str) -> str:
    first, _, rest = segment.partition(" ")
    return rest if rest and first.strip(".").casefold() in OFFICES | _TITLES else segment


def _is_gender(segments: list[str]) -> bool:
    return any(segment.casefold() in GENDERS and len(segment) > 1 for segment in segments)


def _is_name(segment: str) -> bool:
    if _NAME.fullmatch(segment) is None or read_role(segment) is not None:
        return False
    words = [word.strip(".*").casefold() for word in segment.split()]
    return not any(word in COMMON_QUALIFIERS | PEOPLE | ORGANISATIONS for word in words)


def _unwrap(text: str) -> str:
    """Take away the dash, brackets and emphasis around an attribution."""
    bare = text
    for _ in range(3):
        bare = _NOTE_NUMBER.sub("", _WRAPPING.sub("", bare)).strip()
        closing = _BRACKETS.get(bare[:1])
        inside = bare.rstrip(".")
        if closing is None or not inside.endswith(closing) or closing in inside[1:-1]:
            break
        bare = inside[1:-1].strip()
    return bare


def _plain(text: str) -> str:
    """Return the letters and digits of a role, for comparing variants of print."""
    return "".join(c for c in text.casefold() if c.isalnum())
