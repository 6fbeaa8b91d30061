"""Quotations without marks: where only an attribution, an introduction or a name tells."""

import regex

from qualcode.model import QuotationKind
from qualcode.quotations.attribution import Attribution, Strength
from qualcode.quotations.blocks import ends_sentence
from qualcode.quotations.marks import pair_marks
from qualcode.quotations.report import Candidate, Piece, Report
from qualcode.quotations.setoff import is_statement
from qualcode.quotations.speech import (
    count_words,
    find_voice,
    first_person,
    first_singular,
    is_testimony,
    names_document,
    sentence_before,
    sounds_spoken,
)

FEWEST_WORDS = 3
FEWEST_TOLD = 25
MOST_JOINED = 5
_ASKS = ("researcher", "interviewer", "facilitator", "moderator")
_BULLET = regex.compile(r"(?:[•●▪◦‣·*\-–—>]+|\(?\d{1,2}[.)])\s+")
_LABEL = regex.compile(r"(?P<inside>[^:.!?]{2,60}):\s+(?=[\p{Lu}\[…])")
_ENDS_SPOKEN = regex.compile(r"(?:[.!?…]|[”’\"'»])[\d¹²³*]{0,2}\s*$")
_STUDY = regex.compile(
    r"\b(?:our (?:research|study|report|findings|interviews|participants|focus groups)|"
    r"this (?:report|study|"
    r"section|chapter)|the (?:study|findings|participants|interviewees|respondents))\b",
    regex.IGNORECASE,
)


def find_unmarked(report: Report) -> list[Candidate]:
    """Return the paragraphs that an attribution or an introduction makes quotations."""
    found: list[Candidate] = []
    for n in range(len(report)):
        if n in report.taken or report.places[n].is_heading or report.places[n].voiceless:
            continue
        candidate = (
            _by_attribution(report, n) or _by_label(report, n) or _by_introduction(report, n)
        )
        if candidate is not None:
            found.append(candidate)
            report.taken.update(piece.n for piece in candidate.pieces)
    return found


def find_testimony(report: Report) -> list[Candidate]:
    """Return stories told in the first person under a person's name."""
    found: list[Candidate] = []
    n = 0
    while n < len(report):
        teller = _teller(report, n)
        run = _told_from(report, n + 1) if teller is not None else []
        if teller is not None and run:
            pieces = tuple(_whole(report, i) for i in run)
            name, role = teller
            found.append(Candidate(pieces, name, role, QuotationKind.TESTIMONY, 0.75))
            report.taken.update(run)
        n = max(n, *run) + 1 if run else n + 1
    return found


def _whole(report: Report, n: int, end: int | None = None) -> Piece:
    text = report.text(n)
    bullet = _BULLET.match(text)
    return Piece(n, bullet.end() if bullet else 0, len(text) if end is None else end)


def _by_attribution(report: Report, n: int) -> Candidate | None:
    """Take a paragraph that ends with an attribution, or that one follows."""
    text = report.text(n)
    tail = report.book.bracketed_tail(text)
    if tail is not None:
        return _take(report, n, tail[0], tail[1], 0.92) if _is_own(report, n, tail[0]) else None
    tail = report.book.dashed_tail(text)
    if tail is not None and tail[1].strength >= Strength.DETAIL and tail[0] > 0:
        return _take(report, n, tail[0], tail[1], 0.85) if _is_own(report, n, tail[0]) else None
    after = report.attribution(n + 1)
    if after is None or after.strength < Strength.DETAIL:
        return None
    if report.text(n + 1)[0] in "([–—―-":
        candidate = _take(report, n, None, after, 0.92)
    elif after.plural or not (sounds_spoken(text) and ends_sentence(text)):
        return None
    else:
        candidate = _take(report, n, None, after, 0.8 if first_person(text) else 0.65)
    if candidate is not None:
        report.taken.add(n + 1)
    return candidate


def _is_own(report: Report, n: int, at: int) -> bool:
    """Say whether brackets or a dash at the end stand after speech and not in a sentence.

    Words between marks that an author's sentence leads up to are left for `inline`.
    """
    before = report.text(n)[:at].rstrip()
    if not before or _ENDS_SPOKEN.search(before[-6:]) is None:
        return False
    regions = pair_marks(report.marks[n])
    last = next((r for r in regions if len(before) - 3 <= r.closing < len(before)), None)
    if last is None:
        return True
    lead = sentence_before(before, last.opening)
    if last.opening > 0 and not ends_sentence(before):
        return False
    return sounds_spoken(lead) or not find_voice(lead).heard


def _take(
    report: Report, n: int, end: int | None, found: Attribution, confidence: float
) -> Candidate | None:
    piece = _whole(report, n, end)
    words = report.text(n)[piece.start : piece.end].strip()
    if count_words(words) < FEWEST_WORDS or words.endswith(":"):
        return None
    if found.full_name or is_statement(found, words):
        return None
    if (found.plural or found.role is None) and not sounds_spoken(words):
        return None
    pieces = (*_earlier(report, n, words), piece)
    if not sounds_spoken(words):
        confidence -= 0.1
    return Candidate(pieces, found.text, found.role, QuotationKind.SET_OFF, confidence)


def _earlier(report: Report, n: int, words: str) -> list[Piece]:
    """Return the paragraphs before that the same person is telling, where one person clearly is."""
    pieces: list[Piece] = []
    if first_singular(words) == 0:
        return pieces
    for i in range(n - 1, max(-1, n - 1 - MOST_JOINED), -1):
        text = report.text(i)
        if i in report.taken or report.places[i].is_heading or not is_testimony(text):
            break
        if _STUDY.search(text) or text.endswith(":") or report.attribution(i) is not None:
            break
        pieces.insert(0, _whole(report, i))
    return pieces


def _by_label(report: Report, n: int) -> Candidate | None:
    """Take "Young carer: I never ..." as the words of the one who is named first."""
    text = report.text(n)
    match = _LABEL.match(text)
    found = report.book.parse(match["inside"]) if match else None
    if match is None or found is None or found.strength < Strength.DETAIL or found.plural:
        return None
    if found.role in _ASKS:
        return None
    words = text[match.end() :]
    if first_singular(words) == 0 or found.body or count_words(words) < FEWEST_WORDS:
        return None
    piece = Piece(n, match.end(), len(text))
    return Candidate((piece,), found.text, found.role, QuotationKind.SET_OFF, 0.75)


def _by_introduction(report: Report, n: int) -> Candidate | None:
    """Take a paragraph in the first person after "One carer told us:"."""
    intro = report.text(n - 1)
    if not intro.endswith(":") or n - 1 in report.taken:
        return None
    clause = sentence_before(intro, len(intro))
    voice = find_voice(clause)
    words = report.text(n)
    if not voice.heard or voice.speaker is None or voice.several or names_document(clause):
        return None
    if first_singular(words) == 0 or not ends_sentence(words):
        return None
    role = report.book.role(voice.speaker)
    return Candidate((_whole(report, n),), voice.speaker, role, QuotationKind.SET_OFF, 0.7)


def _teller(report: Report, n: int) -> tuple[str, str | None] | None:
    """Read a heading, or a line above a story, as the name or role of who tells it."""
    text = report.text(n)
    if report.places[n].voiceless or n in report.taken:
        return None
    if report.places[n].is_heading:
        name = report.named_heading(n)
        if name is not None:
            return name, None
    found = report.book.stands_alone(text)
    if found is None or found.body or found.plural or found.full_name or found.office:
        return None
    return found.text, found.role


def _told_from(report: Report, n: int) -> list[int]:
    """Return the paragraphs from a place on in which one person tells."""
    run: list[int] = []
    told = 0
    for i in range(n, len(report)):
        text = report.text(i)
        if i in report.taken or report.places[i].is_heading or report.attribution(i) is not None:
            break
        if not is_testimony(text) or _STUDY.search(text) or not ends_sentence(text):
            break
        told += count_words(text)
        run.append(i)
    return run if told >= FEWEST_TOLD else []
