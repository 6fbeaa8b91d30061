"""Speaker labels: when two are the same, what looks like one, and what stands behind it."""

import unicodedata
from collections.abc import Set as AbstractSet

import regex

from qualcode.model import CaseKind

MOST_CHARACTERS = 50
_MOST_WORDS = 5
_SPACES = regex.compile(r"\s+")
_ONE_MARK = str.maketrans(dict.fromkeys("‘’ʼ´`′", "'") | dict.fromkeys("‐‑‒–—―−", "-"))
_ROLE = regex.compile(r"(?P<name>\S.*?)\s*(?:\((?P<role>[^()]+)\)|\s[-–—]\s(?P<part>\S.*))")
_NUMBER = r"(?:[ ._#-]?\d{1,3}[a-z]?)?"

_FACILITATOR = regex.compile(
    r"(?:i|int|iv|ivr|intvr?|interviewer|facilitator|fac|co-?facilitator|moderator|mod"
    rf"|researcher|co-?researcher|q){_NUMBER}|f\d{{1,2}}"
)
_SEVERAL = regex.compile(
    r"(?:(?:several|multiple|many|all|various|both|different|mixed|other|group|male/female"
    r"|female/male|m/f|f/m)\s)?(?:voices|speakers|everyone|everybody|group|crosstalk)"
    r"|(?:several|multiple|all|many|both)(?: (?:people|participants|women|men|carers|talking))?"
    r"|group (?:response|laughter|discussion)|m/f|f/m|overlapping (?:voices|speech|talk)"
    r"|all together"
)
_UNKNOWN = regex.compile(
    r"\?+|(?:unknown|unidentified|unid|unclear|unnamed|inaudible)(?: [\p{L}\d]+){0,2}"
    r"|(?:speaker|voice|participant|person|male|female|man|woman)[ -]?\?+|u[fm]\d?"
    r"|[\p{L}\d]{1,12} ?\?+"
)
_SORT = regex.compile(
    r"(?:participant|part|respondent|interviewee|speaker|spk|carer|caregiver|resp|male|female"
    r"|man|woman|voice|person|subject|staff|practitioner|professional|commissioner|manager"
    rf"|gp|nurse|social worker|support worker|volunteer|mother|father|parent){_NUMBER}"
    rf"|(?:[a-z]{{1,4}}\d{{0,2}}[-_ ]?)?[prsmac]\d{{1,3}}[a-z]?|[a-z]{{1,3}}\d{{1,3}}"
)
_UNSURE_SORT = regex.compile(
    r"(?:speaker|spk|voice|male|female|man|woman|person|subject|staff|professional)"
    r"(?:[ ._#-]?\d{1,3})?|[a-z]|[fms]\d{1,3}"
)
_NAME_WORD = regex.compile(
    r"[\p{Lu}\p{Lt}\p{Lo}][\p{L}\p{M}\p{N}'’.\-]*|\d{1,3}|&|/|[\p{L}\d]+\?|\?"
)
_SMALL_WORDS = frozenset(
    """
    de der den van von la le di da dos bin ibn al el y and of the & carer carers participant
    speaker nurse worker practitioner manager lead daughter son wife husband mother father mum
    dad partner sister brother friend officer voice voices male female staff person
    interviewer researcher facilitator
    """.split()  # noqa: SIM905 - a list of this length reads better as words
)

# Words that begin a line of prose, a heading or a form, and never a speaker's label.
_LEADS = frozenset(
    """
    later thoughts reflection reflections observation observations next meanwhile context overall
    note notes nb ps warning important remember example examples eg ie summary background aim
    aims objective objectives method methods methodology finding findings result results
    conclusion conclusions recommendation recommendations introduction discussion appendix
    annex figure fig table box chart chapter section part step stage page contents key source
    sources reference references theme themes topic topics question questions answer answers
    action actions issue issues option options point points task tasks item items email e-mail
    tel telephone phone fax web website address url http https www isbn copyright published
    keywords abstract acknowledgements foreword preface definition outcome outcomes impact
    evidence update reason reasons problem problems solution solutions need needs priority
    priorities commitment commitments quote quotes quotation strength strengths weakness
    challenge challenges goal goals vision mission total average mean median base percent
    monday tuesday wednesday thursday friday saturday sunday today tomorrow yesterday morning
    afternoon evening break lunch coffee welcome close agenda the this these there those that
    it we they he she you but and so or if when what why how who where which for in on at to
    as because first second third firstly secondly thirdly finally lastly however also then
    now yes no well ok okay yeah yep right sure exactly absolutely oh ah um er mm mmm mhm hmm
    my our his her their its one two three four five dear thanks thank remember see read not
    only just like a an by with from about after before recommendation laughter laughs pause
    silence recording transcription transcript transcribed transcriber
    """.split()  # noqa: SIM905 - a list of this length reads better as words
)
_NAMES_THAT_ARE_WORDS = frozenset(
    """
    will hope joy grace rose may mark bill frank pat sue win dawn iris ivy faith april june august
    dale dean drew ernest gay gene glen grant guy heath holly jack jasmine jean jewel lance lily
    miles olive pearl penny peg ray rich rob robin ruby rusty sandy sky summer violet wade art ben
    bob carol chase chuck clay cliff daisy don earnest ginger hazel heather jade lane nick poppy
    """.split()  # noqa: SIM905 - a list of this length reads better as words
)
_FORM_FIELDS = frozenset(
    """
    date time venue location place site present attendees attending participants recording
    transcript transcriber transcribed duration length project file filename ref reference id
    title subject study version setting language consent interview session code recorded
    format pseudonym age gender ethnicity
    """.split()  # noqa: SIM905 - a list of this length reads better as words
)


def label_key(label: str) -> str:
    """Return what two spellings of one label share: “MOIRA ” and “Moira” are one speaker.

    Straight and curly apostrophes are the same, and so are all dashes.
    """
    plain = unicodedata.normalize("NFC", label).translate(_ONE_MARK).strip(" \t\n\u00a0*_[]<>:：")
    return _SPACES.sub(" ", plain or label.strip()).casefold()


def bare_label(label: str) -> str:
    """Return the label without the role it carries: “Moira (carer)” gives “Moira”."""
    match = _ROLE.fullmatch(label.strip())
    return match["name"] if match else label.strip()


def guess_kind(label: str) -> tuple[CaseKind, bool]:
    """Guess from the label alone what stands behind it, and say whether the guess is firm."""
    key = label_key(label)
    match = _ROLE.fullmatch(key)
    name, role = (match["name"], match["role"] or match["part"]) if match else (key, "")
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
    return CaseKind.PERSON, len(name) > 1 and not _UNSURE_SORT.fullmatch(name)


def is_known_sort(label: str) -> bool:
    """Say whether the label is one that transcribers use for a sort of speaker ("P01", "Int")."""
    key = label_key(bare_label(label))
    patterns = (_FACILITATOR, _SEVERAL, _UNKNOWN, _SORT)
    return len(key) > 1 and key not in _LEADS and any(p.fullmatch(key) for p in patterns)


def names_several(label: str) -> bool:
    """Say whether the label is one that transcribers use for several at once (“All”)."""
    return bool(_SEVERAL.fullmatch(label_key(label)))


def is_name_like(label: str) -> bool:
    """Say whether the label is written as a name or a known sort is, and not as prose is."""
    if is_known_sort(label):
        return True
    words = bare_label(label).split()
    if not words or not is_plausible(label):
        return False
    return bool(_NAME_WORD.fullmatch(words[0])) and all(
        _NAME_WORD.fullmatch(word) or word.casefold() in _SMALL_WORDS for word in words[1:]
    )


def is_plausible(label: str) -> bool:
    """Say whether the label is at least short, and does not begin as prose does."""
    words = label_key(bare_label(label)).split()
    return (
        0 < len(words) <= _MOST_WORDS
        and words[0].rstrip(".") not in _LEADS
        and words[0] not in _FORM_FIELDS
        and not any(mark in label for mark in ';!“”"|=@\\')
    )


def is_word(label: str, words: AbstractSet[str]) -> bool:
    """Say whether a label of one word is in a set of small-case words, and no name besides."""
    key = label_key(label)
    return key in words and key not in _NAMES_THAT_ARE_WORDS


def is_form_field(label: str) -> bool:
    """Say whether the label heads a line of a cover sheet (“Date”, “Venue”)."""
    words = label_key(label).split()
    return bool(words) and words[0] in _FORM_FIELDS
