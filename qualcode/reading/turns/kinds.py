"""What stands behind a label: a person, several people, whoever asks, or nobody can say."""

from functools import lru_cache

import regex

from qualcode.model import CaseKind
from qualcode.reading.turns.spelling import label_key, split_role
from qualcode.reading.turns.vocabulary import LEADS

_LONGEST = 200
_KEPT = 100_000
_NUMBER = r"(?:[ ._#-]?\d{1,3}[a-z]?)?"
_FACILITATOR = regex.compile(
    r"(?:i|int|iv|ivr|intvr?|interviewer|facilitator|fac|co-?facilitator|moderator|mod"
    r"|researcher|co-?researcher|note[- ]?taker|scribe"
    r"|lead researcher|research (?:assistant|associate|fellow)|q|host"
    r"|chair(?:person|man|woman)?|cyfwelydd|hwylusydd|interviewerin|moderatorin"
    r"|enqu[eê]t(?:eur|rice)|intervieweu(?:r|se)|entrevistador[a]?|moderador[a]?"
    r"|интервьюер|модератор|访谈者|采访者|主持人|聞き手|インタビュアー|司会|면접자|진행자"
    rf"){_NUMBER}|f\d{{1,2}}"
)
_SEVERAL = regex.compile(
    r"(?:(?:several|multiple|many|all|various|both|different|mixed|other|group|male/female"
    r"|female/male|m/f|f/m)\s)?(?:voices|speakers|everyone|everybody|group|crosstalk)"
    r"|(?:several|multiple|all|many|both)(?: (?:people|participants|women|men|carers|talking))?"
    r"|group (?:response|laughter|discussion)|m/f|f/m|overlapping (?:voices|speech|talk)"
    r"|all together|(?:all|everyone|several|group)(?: (?:at once|speaking|laugh(?:ing)?))"
    r"|audience|pawb|tous|todos|alle|все|大家"
)
_ROOM = regex.compile(
    r"(?:.+ )?(?:\p{L}*room|(?:town|village|church|parish|community|memorial|chapel) hall"
    r"|hub|library|cent(?:re|er)|lounge|studio|kitchen|suite|theatre|boardroom|laptop|ipad|tablet"
    r"|surgery|clinic|office|table|group|team)(?:'s)?"
    r"(?: (?:ipad|laptop|tablet|pc|screen|camera|mic|microphone|audio|tv|\p{L}|\d{1,3}\p{L}?))?"
    r"|mtg rm.*|conf(?:erence)? .*|(?:.+ )?rm ?\d+"
)
_JOINED = regex.compile(r"\s*(?:&|\+|/|\band\b|\bund\b|\bet\b)\s*")
_UNKNOWN = regex.compile(
    r"\?+|(?:unknown|unidentified|unid|unclear|unnamed|inaudible)(?: [\p{L}\d]+){0,2}"
    r"|(?:speaker|voice|participant|person|male|female|man|woman)[ -]?\?+|u[fm]\d?"
    r"|[\p{L}\d]{1,12} ?\?+"
)
_SORT = regex.compile(
    r"(?:participant|part|respondent|interviewee|speaker|spk|carer|caregiver|resp|male|female"
    r"|(?:male|female|man's|woman's|new|another|other) (?:voice|speaker|participant|carer)"
    r"|man|woman|voice|person|subject|staff|practitioner|professional|commissioner|manager"
    rf"|gp|nurse|social worker|support worker|volunteer|mother|father|parent){_NUMBER}"
    rf"|(?:[a-z]{{1,4}}\d{{0,2}}[-_ ]?)?[prsmac]\d{{1,3}}[a-z]?|[a-z]{{1,3}}\d{{1,3}}"
)
_KNOWN = regex.compile(
    "|".join(f"(?:{sort.pattern})" for sort in (_FACILITATOR, _SEVERAL, _UNKNOWN, _SORT))
)
_UNSURE_SORT = regex.compile(
    r"(?:speaker|spk|voice|male|female|man|woman|person|subject|staff|professional|host|chair)"
    r"(?:[ ._#-]?\d{1,3})?|[a-z]|[fms]\d{1,3}"
    r"|(?:male|female|man's|woman's|new|another|other) (?:voice|speaker|participant|carer)"
    r"(?:[ ._#-]?\d{1,3})?"
)


@lru_cache(_KEPT)
def guess_kind(label: str) -> tuple[CaseKind, bool]:
    """Guess from the label alone what stands behind it, and say whether the guess is firm."""
    if len(label) > _LONGEST:
        return CaseKind.PERSON, False
    name, role = split_role(label_key(label))
    role = role if len(role) > 1 else ""
    for kind, pattern in (
        (CaseKind.SEVERAL, _SEVERAL),
        (CaseKind.UNKNOWN, _UNKNOWN),
        (CaseKind.FACILITATOR, _FACILITATOR),
    ):
        if role and pattern.fullmatch(role):
            return kind, True
        if pattern.fullmatch(name):
            return kind, not _UNSURE_SORT.fullmatch(name)
    if is_room(name) or len(joined_names(name)) > 1:
        return CaseKind.SEVERAL, False
    return CaseKind.PERSON, len(name) > 1 and not _UNSURE_SORT.fullmatch(name)


@lru_cache(_KEPT)
def is_known_sort(label: str) -> bool:
    """Say whether the label is one that transcribers use for a sort of speaker ("P01", "Int")."""
    key = split_role(label_key(label))[0]
    return 1 < len(key) <= _LONGEST and key not in LEADS and bool(_KNOWN.fullmatch(key))


def names_several(label: str) -> bool:
    """Say whether the label is one that transcribers use for several at once (“All”)."""
    return bool(_SEVERAL.fullmatch(label_key(label)))


def is_room(label: str) -> bool:
    """Say whether a label is a room or a shared machine, where several may sit together."""
    return bool(_ROOM.fullmatch(label_key(label)))


def joined_names(label: str) -> list[str]:
    """Return the names that a label joins: “Moira & Derek” gives two, “Moira” one."""
    return [part for part in _JOINED.split(split_role(label)[0]) if part]
