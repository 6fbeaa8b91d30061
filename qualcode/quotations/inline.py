"""Words of a participant within an author's sentence."""

from dataclasses import dataclass
from itertools import pairwise

import regex

from qualcode.model import QuotationKind
from qualcode.quotations.attribution import Strength
from qualcode.quotations.blocks import ends_sentence
from qualcode.quotations.marks import Quoted, pair_marks
from qualcode.quotations.report import Candidate, Piece, Report
from qualcode.quotations.speech import (
    count_words,
    find_voice,
    first_person,
    first_singular,
    is_cited,
    is_definition,
    is_survey_clause,
    is_survey_result,
    is_title_case,
    names_document,
    sentence_after,
    sentence_before,
    sounds_spoken,
)
from qualcode.quotations.vocabulary import NOT_NAMES, REPORTING

FEWEST_WORDS = 4
ENOUGH = 0.5
NOBODY_NAMED = 0.6
MOST = 0.95
_COMMENT = regex.compile(
    r"\b(?:comments?|remarks?|words|quotes?|response|reply|feedback)\b", regex.IGNORECASE
)
_BRACKET = regex.compile(r"\s*[.,]?\s*\((?P<inside>[^()]{2,120})\)")
_SAID_AFTER = regex.compile(
    rf"\s*,?\s*(?!(?:and|but|while|whereas|so|or)\b)(?:\p{{L}}+\s+){{0,5}}?{REPORTING}\b",
    regex.IGNORECASE,
)
_BETWEEN = regex.compile(rf"[^.!?“”\"]{{0,90}}\b{REPORTING}\b[^.!?“”\"]{{0,90}}", regex.IGNORECASE)
_NAMED = regex.compile(
    rf"\b(?:(?P<first>\p{{Lu}}\p{{Ll}}+)(?:,[^,.]{{1,40}},)?\s+(?i:{REPORTING})|"
    rf"(?i:{REPORTING})\s+(?P<last>\p{{Lu}}\p{{Ll}}+))\b"
)


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Who the author says is speaking, and how much that tells."""

    text: str | None
    role: str | None
    weight: float


def find_inline(report: Report) -> list[Candidate]:
    """Return participants' words between marks within the paragraphs nobody has taken."""
    found: list[Candidate] = []
    for n in range(len(report)):
        if n in report.taken or report.places[n].is_heading or report.places[n].voiceless:
            continue
        found.extend(_in_paragraph(report, n))
    return found


def _in_paragraph(report: Report, n: int) -> list[Candidate]:
    quoted = pair_marks(report.marks[n])
    text = _without(report.text(n), quoted)
    found: list[Candidate] = []
    for parts in _join_interrupted(report.text(n), quoted):
        pieces = tuple(Piece(n, part.opening + 1, part.closing) for part in parts)
        words = report.read(pieces)
        if count_words(words) < FEWEST_WORDS:
            continue
        speaker = _who(report, n, text, parts)
        confidence = _weigh(text, parts, words, speaker)
        if confidence >= (ENOUGH if speaker.weight else NOBODY_NAMED):
            kind = QuotationKind.INLINE
            found.append(Candidate(pieces, speaker.text, speaker.role, kind, min(MOST, confidence)))
    return found


def _without(text: str, quoted: list[Quoted]) -> str:
    """Return the author's own words, with everything between marks blotted out."""
    own: list[str] = []
    at = 0
    for part in quoted:
        own.append(text[at : part.opening + 1])
        last = text[part.closing - 1 : part.closing] if part.closing > part.opening + 1 else ""
        own.append("_" * (part.closing - part.opening - 1 - len(last)) + last)
        at = part.closing
    return "".join([*own, text[at:]])


def _join_interrupted(text: str, quoted: list[Quoted]) -> list[list[Quoted]]:
    """Join the two halves of “..., said a carer, ...” into one utterance."""
    joined: list[list[Quoted]] = [[part] for part in quoted[:1]]
    for before, after in pairwise(quoted):
        between = text[before.closing + 1 : after.opening]
        if _interrupts(between, within=text[before.closing - 1]):
            joined[-1].append(after)
        else:
            joined.append([after])
    return joined


def _interrupts(between: str, *, within: str) -> bool:
    """Say whether the words between two stretches only say who is speaking."""
    ends = between.rstrip()
    if (within not in ",?!" and not between.startswith(",")) or not ends.endswith((",", ".")):
        return False
    short = ends.endswith(",") or count_words(between) <= FEWEST_WORDS
    return short and _BETWEEN.fullmatch(ends[:-1]) is not None


def _who(report: Report, n: int, text: str, parts: list[Quoted]) -> _Speaker:
    bracket = _BRACKET.match(text, parts[-1].closing + 1)
    named = report.book.parse(bracket["inside"]) if bracket else None
    if named is not None and named.body and named.named:
        return _Speaker(None, None, 0.0)
    if named is not None and named.strength >= Strength.DETAIL:
        return _Speaker(named.text, named.role, 0.65)
    before = sentence_before(text, parts[0].opening)
    if not before.strip() and n and report.text(n - 1).endswith(":"):
        before = sentence_before(report.text(n - 1), len(report.text(n - 1)))
    after = sentence_after(text, parts[0].closing + 1)
    ended = text[parts[0].closing - 1] == "."
    said_after = not ended and _SAID_AFTER.match(after) is not None
    clauses = [after, before] if said_after else [before]
    for clause in clauses:
        voice = find_voice(clause, after=clause is after)
        role = report.book.role(voice.speaker) if voice.speaker else None
        if voice.several:
            return _Speaker(voice.speaker, role, 0.3 if voice.speaks else 0.1)
        if voice.speaker is not None:
            return _Speaker(voice.speaker, role, 0.5 if voice.speaks else 0.25)
    named_speaker = _by_name(report, n, clauses)
    cue = 0.15 * (_COMMENT.search(before) is not None)
    return named_speaker if named_speaker.weight else _Speaker(None, None, cue)


def _by_name(report: Report, n: int, clauses: list[str]) -> _Speaker:
    """Take a first name as the speaker where the words around it say so."""
    for clause in clauses:
        for match in _NAMED.finditer(clause):
            name = match["first"] or match["last"]
            if name.casefold() in NOT_NAMES:
                continue
            told = name == report.named_heading(n)
            return _Speaker(name, None, 0.45 if told else 0.25)
    return _Speaker(None, None, 0.0)


def _weigh(text: str, parts: list[Quoted], words: str, speaker: _Speaker) -> float:
    """Weigh what tells for a participant's words against what tells for a text or a term."""
    weight = 0.2 + speaker.weight
    before = sentence_before(text, parts[0].opening)
    closed = parts[-1].closing + 1
    after = text[closed : closed + 200]
    clear = speaker.text is not None and speaker.weight >= ENOUGH
    weight += 0.2 * (first_person(words) > 0)
    weight += 0.1 * (first_singular(words) > 0 or sounds_spoken(words))
    weight += 0.05 * (ends_sentence(words) or count_words(words) > 2 * FEWEST_WORDS)
    weight -= 0.6 * (is_cited(after) or is_survey_result(after))
    weight -= 0.5 * (names_document(before) and not clear)
    weight -= 0.4 * (is_survey_clause(before) and not clear)
    weight -= 0.4 * is_title_case(words)
    weight -= 0.6 * is_definition(before, words)
    return weight
