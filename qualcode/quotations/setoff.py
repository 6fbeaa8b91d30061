"""Quotations set off between marks: one paragraph, or several with a mark at the head of each."""

from collections.abc import Sequence

from qualcode.model import QuotationKind
from qualcode.quotations.attribution import Attribution, Strength
from qualcode.quotations.blocks import ends_sentence
from qualcode.quotations.report import Candidate, Report
from qualcode.quotations.speech import (
    count_words,
    find_voice,
    first_person,
    first_singular,
    is_cited,
    is_survey_clause,
    is_survey_result,
    is_testimony,
    is_title_case,
    names_document,
    sentence_before,
    sounds_spoken,
)
from qualcode.quotations.utterance import Utterance, label_at, opening_at, read_utterance

FEWEST_WORDS = 4
MOST_LISTED = 12


def find_set_off(report: Report) -> list[Candidate]:
    """Return the quotations whose paragraphs begin with an opening mark."""
    openings = [opening_at(report, n) for n in range(len(report))]
    before_style = _speaks_before(report, openings)
    found: list[Candidate] = []
    n = 0
    while n < len(report):
        at = openings[n]
        following = n + 1
        while at is not None:
            utterance = read_utterance(report, n, at)
            if utterance is None:
                break
            candidate, is_decided = _judge(report, utterance, at, before_style=before_style)
            found.extend([candidate] if candidate is not None else [])
            if is_decided:
                report.taken.update(range(n, utterance.next))
            if is_decided or not utterance.closed:
                following = max(following, utterance.next)
            at = utterance.rest
        n = following
    return found


def _speaks_before(report: Report, openings: Sequence[int | None]) -> bool:
    """Say whether this report prints the speaker above the words rather than below them."""
    above = below = 0
    padded = [None, None, *openings, None, None]
    for n in range(len(report)):
        if openings[n] is None:
            continue
        above += padded[n] is None and report.attribution(n - 1) is not None
        below += padded[n + 4] is None and report.attribution(n + 1) is not None
    return above > below


def _judge(
    report: Report, said: Utterance, at: int, *, before_style: bool
) -> tuple[Candidate | None, bool]:
    """Decide whether an utterance between marks is a quotation, and whose.

    Returns also whether that is the last word on its paragraphs: a public statement is none.
    """
    n = said.pieces[0].n
    words = report.read(said.pieces)
    found = said.found
    if found is None and said.rest is None:
        after = report.attribution(said.next)
        if after is not None and not (before_style and report.attribution(n - 1) is not None):
            found = after
            said.next += 1
    if found is None:
        found = label_at(report, n, at)
    if found is None and before_style:
        found = report.attribution(n - 1)
    if found is not None:
        return _attributed(report, said, words, found), True
    candidate = _unattributed(report, said, words)
    return candidate, candidate is not None


def _attributed(
    report: Report, said: Utterance, words: str, found: Attribution
) -> Candidate | None:
    if is_statement(found, words) or count_words(words) < FEWEST_WORDS // 2:
        return None
    if report.places[said.pieces[0].n].voiceless and found.strength < Strength.ROLE:
        return None
    confidence = {Strength.ROLE: 0.97, Strength.DETAIL: 0.93, Strength.NAME: 0.85}[found.strength]
    if not said.closed:
        confidence -= 0.07
    return Candidate(tuple(said.pieces), found.text, found.role, QuotationKind.SET_OFF, confidence)


def is_statement(found: Attribution, words: str) -> bool:
    """Say whether an attribution makes the words a public statement and no participant's."""
    if found.full_name and found.office:
        return True
    return found.body and found.named and first_singular(words) == 0


def _unattributed(report: Report, said: Utterance, words: str) -> Candidate | None:
    n = said.pieces[0].n
    pieces = tuple(said.pieces)
    intro = _introduction(report, n)
    voice = find_voice(intro if intro.endswith(":") else "")
    if not _may_be_said(report, n, words, intro, heard=voice.heard):
        return None
    last = said.pieces[-1]
    after = report.text(last.n)[last.end + 1 : last.end + 200]
    if is_cited(after) or is_survey_result(after):
        return None
    name = report.named_heading(n)
    if name is not None and is_testimony(words):
        confidence = 0.9 if said.closed else 0.8
        return Candidate(pieces, name, None, QuotationKind.TESTIMONY, confidence)
    group = report.group_heading(n)
    spoken = 0.2 * (first_person(words) > 0) + 0.05 * sounds_spoken(words)
    among = opening_at(report, n - 1) is not None or opening_at(report, said.next) is not None
    spoken += 0.05 * ends_sentence(words) + 0.1 * among
    confidence = 0.35 + spoken + 0.15 * (voice.heard or group is not None) - 0.1 * (not said.closed)
    if voice.heard and voice.speaker is not None:
        role = report.book.role(voice.speaker)
        sure = max(confidence, 0.7 if voice.several else 0.85)
        return Candidate(pieces, voice.speaker, role, QuotationKind.SET_OFF, sure)
    who, role = group if group is not None else (None, None)
    return Candidate(pieces, who, role, QuotationKind.SET_OFF, min(confidence, 0.75))


def _introduction(report: Report, n: int) -> str:
    """Return the author's sentence above the words, or above the list that they stand in."""
    above = n - 1
    while above > max(0, n - MOST_LISTED) and opening_at(report, above) is not None:
        above -= 1
    text = report.text(above)
    return sentence_before(text, len(text))


def _may_be_said(report: Report, n: int, words: str, intro: str, *, heard: bool) -> bool:
    """Say whether words between marks that nobody is named for can be a participant's."""
    if report.places[n].voiceless or report.places[n].is_heading:
        return False
    if count_words(words) < FEWEST_WORDS or is_title_case(words):
        return False
    if not ends_sentence(words) and first_person(words) == 0 and not heard:
        return False
    asks = intro.endswith(":") and (names_document(intro) or is_survey_clause(intro))
    return heard or not asks
