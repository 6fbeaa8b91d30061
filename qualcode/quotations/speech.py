"""How much words sound like somebody speaking, and how much like a document."""

from dataclasses import dataclass

import regex

from qualcode.quotations.vocabulary import (
    DOCUMENT,
    FIRST_ANY_CASE,
    FIRST_SINGULAR,
    NAMED_GROUP,
    OF_SPEAKER,
    PLURAL_SPEAKERS,
    REPORTING_VERB,
    SINGULAR_SPEAKER,
    SPOKEN,
)

CLOSE = 260
_LETTER_WORD = regex.compile(r"[\p{L}\d][\p{L}\p{M}\d'’]*")
_SENTENCE_END = regex.compile(r"[.!?]['’”\")\]]*\s+(?=[\p{Lu}“‘\"'\[])")
_CITATION = regex.compile(
    r"\s*[.,]?\s*(?:[(\[][^()\[\]]{0,120}\b"
    r"(?:(?:19|20)\d\d|ibid|et al|p{1,2}\.?\s?\d)[^()\[\]]{0,60}[)\]]|"
    r"\^?\{?\d{1,3}\}?(?=\s|$|\.)|[¹²³⁰⁴-⁹])"
)
_SURVEY = regex.compile(
    r"\b(?:per ?cent|%|agreed? (?:that|with)|disagreed?|strongly|statements?|questions?|answered|"
    r"options?|ticked|rated|asked (?:whether|if|how|to)|asked)\b|%",
    regex.IGNORECASE,
)
_AFTER_SURVEY = regex.compile(
    r"\s*[,:(–—-]*\s*\(?\d{1,3}(?:\.\d+)?\s?(?:%|per ?cent)", regex.IGNORECASE
)
_DEFINES = regex.compile(r"\b(?:is|are|means?|as|be|being)\s*[“‘\"']?$", regex.IGNORECASE)
_ANYONE = regex.compile(
    r"(?:anyone|anybody|someone|somebody|(?:an?|any|the) (?:person|adult|child|individual)|"
    r"persons?|people|adults|individuals|those)\b",
    regex.IGNORECASE,
)


def count_words(text: str) -> int:
    """Count the words of a text."""
    return len(_LETTER_WORD.findall(text))


def first_person(text: str) -> int:
    """Count the words by which somebody speaks of himself or herself, or of "us"."""
    return len(FIRST_ANY_CASE.findall(text))


def first_singular(text: str) -> int:
    """Count the words by which one person speaks of himself or herself."""
    return len(FIRST_SINGULAR.findall(text))


def sounds_spoken(text: str) -> bool:
    """Say whether the words hold a first person, a contraction or a turn of talk."""
    return FIRST_ANY_CASE.search(text) is not None or SPOKEN.search(text) is not None


def is_testimony(text: str) -> bool:
    """Say whether one person tells of himself or herself throughout the paragraph."""
    words = count_words(text)
    enough = 30
    return first_singular(text) * enough >= words > 0


def is_cited(after: str) -> bool:
    """Say whether a publication or a note is cited right after a closing mark."""
    return _CITATION.match(after[:200]) is not None


def is_survey_result(after: str) -> bool:
    """Say whether a percentage follows: then the words are an answer to be ticked."""
    return _AFTER_SURVEY.match(after[:60]) is not None


def sentence_before(text: str, at: int) -> str:
    """Return what stands before a position in its sentence."""
    window = text[max(0, at - CLOSE) : at]
    ends = [match.end() for match in _SENTENCE_END.finditer(window)]
    return window[ends[-1] :] if ends else window


def sentence_after(text: str, at: int) -> str:
    """Return what stands after a position in its sentence."""
    window = text[at : at + CLOSE]
    end = _SENTENCE_END.search(window)
    return window[: end.start() + 1] if end else window


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks in a clause of the author's.

    `speaker` is the words for one person, or for several where `several` says so, or None;
    `speaks` says that a verb of saying or feeling goes with them.
    """

    speaker: str | None
    several: bool
    speaks: bool

    @property
    def heard(self) -> bool:
        """Whether somebody speaks, one or several."""
        return self.speaks and (self.several or self.speaker is not None)


def find_voice(clause: str, *, after: bool = False) -> Voice:
    """Find who speaks in the clause before the quoted words, or after them."""
    singular = list(SINGULAR_SPEAKER.finditer(clause))
    if singular:
        match = singular[0 if after else -1]
        return Voice(match["speaker"], several=False, speaks=_speaks(clause, match, after=after))
    plural = list(PLURAL_SPEAKERS.finditer(clause))
    if plural:
        match = plural[0 if after else -1]
        speaks = any(_speaks(clause, m, after=after) for m in plural)
        words = match["speaker"]
        return Voice(words if NAMED_GROUP.search(words) else None, several=True, speaks=speaks)
    return Voice(None, several=False, speaks=False)


def _speaks(clause: str, match: regex.Match[str], *, after: bool) -> bool:
    """Say whether a verb of saying stands where it makes the person matched its subject."""
    if REPORTING_VERB.search(clause, match.end()):
        return True
    if OF_SPEAKER.search(clause, 0, match.start()):
        return True
    return after and REPORTING_VERB.search(clause, 0, match.start()) is not None


def names_document(clause: str) -> bool:
    """Say whether a clause speaks of a law, a plan, a survey or another text."""
    return DOCUMENT.search(clause) is not None


def is_survey_clause(clause: str) -> bool:
    """Say whether a clause gives the wording or the result of a question."""
    return _SURVEY.search(clause) is not None


def is_definition(before: str, words: str) -> bool:
    """Say whether the words after "is", "means" or "as" say who counts as something."""
    return _DEFINES.search(before[-20:]) is not None and _ANYONE.match(words) is not None


def is_title_case(text: str) -> bool:
    """Say whether the words are printed as a title."""
    words = [word for word in _LETTER_WORD.findall(text) if len(word) > len("and")]
    capitals = sum(word[0].isupper() for word in words)
    return bool(words) and capitals * 5 >= len(words) * 3
