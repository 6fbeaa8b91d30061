"""Headings that survey tools write, and headings that ask who somebody is."""

import regex

from qualcode.reading.survey.grid import heading_key

_NO = r"(?:number|no\.?|#)"
_ID = regex.compile(
    r"(?:(?:unique )?(?:respondent|response|participant|case|record|submission|study|survey|carer"
    rf"|person|reference|unique) ?(?:id|code|ref|reference|identifier|{_NO})"
    rf"|respondent|participant|case|reference|id|code|ref|{_NO}|urn|uid)"
)
_WHEN = r"(?:date|time|at|on|date ?/ ?time|date and time|timestamp)"
_LEFT_OUT = regex.compile(
    rf"(?:survey )?(?:start|end|started|ended|finish|finished|completion|completed|recorded"
    rf"|submitted|submit|created|modified|last modified) ?{_WHEN}?(?: \(.*\))?"
    rf"|(?:submission|response|entry|interview) ?{_WHEN}(?: \(.*\))?"
    r"|(?:date|time) ?(?:submitted|started|ended|completed|created|modified|stamp)"
    r"|startdate|enddate|recordeddate|submitdate|datestamp|timestamp|last ?page|seed"
    r"|(?:duration|time taken|interview time|total time)(?: \(.*\))?"
    r"|(?:response )?(?:status|progress)|response type|percent complete|distribution ?channel"
    r"|collector(?: id| name)?|custom data(?: \d+)?|(?:user ?|start ?)?language"
    r"|survey (?:name|version|link|url)|device|browser|user agent|operating system|refurl"
    r"|referrer|(?:total )?points(?: - .*)?|feedback - .*|quiz feedback|grade posted time"
    r"|external ?(?:data)? ?reference|network id|tags|unnamed: \d+"
)
_WHOSE = (
    r"(?:(?:what(?:'s|’s| is| are)|please (?:give|enter|write|state|tell us|provide)) )?"
    r"(?:(?:your|the|my|carer(?:'s|s)?|participant(?:'s|s)?|respondent(?:'s|s)?|contact|recipient"
    r"|person(?:'s|s)?) )*"
)
_PERSONAL = regex.compile(
    _WHOSE + r"(?:(?:(?:full|first|last|middle|family|given|preferred)[ -]?)?names?"
    r"|sur[ -]?names?|forenames?|initials|signature|user ?name|twitter|facebook"
    r"|(?:first|fore|given)[ -]?(?:name)? and (?:last|sur|family)[ -]?name|name and surname"
    r"|name and (?:address|e-?mail|contact details)|contact details"
    r"|(?:(?:home|postal|street|e-?mail|ip) ?)?address(?:es)?|ip|e-?mail"
    r"|recipient ?(?:first ?name|last ?name|e-?mail)"
    r"|(?:(?:home|full) |first (?:part|half) of (?:your )?)?(?:post ?codes?|postal codes?)"
    r"|zip(?: code)?"
    rf"|(?:(?:contact|daytime|evening|home|work|mobile) )*(?:telephone|phone|mobile|landline)"
    rf"(?: {_NO})?|contact {_NO}|nhs(?: {_NO})?|(?:national insurance|ni|nino)(?: {_NO})?"
    r"|date of birth|d\.?o\.?b\.?|birth ?(?:date|day)|(?:location ?)?(?:latitude|longitude)"
    r")(?: \(.{0,40}\))?[?:*. ]*"
)
_PERSONAL_WORD = regex.compile(
    r"\b(?:e-?mail|(?:tele)?phone|mobile|address|post ?code|date of birth|nhs number"
    r"|contact details|name)\b"
)
_OPEN = regex.compile(
    r"\b(?:specify|comments?|tell us|describe|explain|why|in your own words|own words"
    r"|anything else|anything you|would help|could be (?:better|improved)|suggest\p{L}*"
    r"|please (?:give|add|say more)|details|thoughts|examples?|reasons?)\b"
)
_ALL = regex.compile(
    r"\b(?:all that apply|more than one"
    r"|(?:tick|select|choose|mark|pick|check) (?:all|any|up to|as many|one or more))\b"
)
_WORDS = frozenset(
    """
    text words response utterance transcript answer content speech comment comments responses
    answers feedback
    """.split()  # noqa: SIM905 - a list of this length reads better as words
)


def is_id(heading: str) -> bool:
    """Say whether a heading is one of those under which it says who answers."""
    return _ID.fullmatch(heading_key(heading).replace("_", " ").rstrip(":")) is not None


def is_left_out(heading: str) -> bool:
    """Say whether a survey tool keeps its own accounts in this column."""
    return _LEFT_OUT.fullmatch(heading_key(heading).replace("_", " ")) is not None


def is_personal_heading(heading: str) -> bool:
    """Say whether a column asks for a name, an address or another trace of a person."""
    return _PERSONAL.fullmatch(heading_key(heading).replace("_", " ")) is not None


def names_personal(heading: str) -> bool:
    """Say whether a heading speaks of such a trace, perhaps to ask something else."""
    return _PERSONAL_WORD.search(heading_key(heading)) is not None


def asks_for_words(heading: str) -> bool:
    """Say whether a heading asks for somebody's own words."""
    return is_words(heading) or _OPEN.search(heading_key(heading)) is not None


def asks_for_all(heading: str) -> bool:
    """Say whether a heading asks for as many choices as apply."""
    return _ALL.search(heading_key(heading)) is not None


def is_words(heading: str) -> bool:
    """Say whether a heading is nothing but a name for words: "answer", "comments"."""
    return heading_key(heading).replace("_", " ") in _WORDS


def is_known_heading(cell: str) -> bool:
    """Say whether a cell is a heading that is known, and so no answer."""
    if not cell.strip() or is_words(cell):
        return bool(cell.strip())
    return is_id(cell) or is_personal_heading(cell) or is_left_out(cell)
