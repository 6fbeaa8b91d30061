"""A transcriber's own lines: the recording ends, there is a break, an action is minuted."""

import regex

from qualcode.reading.times import ANY_TIME

_LONGEST = 100
_THING = (
    r"(?:transcript(?:ion)?|recording|interview|tape|session|meeting|audio(?: file)?|file"
    r"|focus group|discussion|conversation|call|side [ab\d]|part (?:\d|one|two|three))"
)
_ENDS = regex.compile(
    rf"(?:the )?(?:end|close|conclusion) of (?:the )?(?:{_THING} ?)+(?:\d{{1,3}})?"
    rf"|(?:the )?(?:{_THING} )+(?:now )?(?:ends?|ended|stops?|stopped|finish(?:es|ed)|conclude[sd]"
    r"|cuts? (?:out|off)|(?:is )?(?:switched|turned) off|off)(?: here)?"
    r"|.{1,60} stopped (?:the )?(?:transcription|recording)"
    r"|diwedd y (?:recordiad|trawsgrifiad)"
    # Services sign what they wrote with an address.
    r"|(?:transcribed|transcript(?:ion)?|captions?) (?:by|with) (?:https?://)?[\w-]+(?:\.[\w-]+)+/?",
    regex.IGNORECASE,
)
_MARKED_END = regex.compile(r"(?:the )?ends?|fin|diwedd", regex.IGNORECASE)
_PAUSES = regex.compile(
    rf"(?:the )?(?:{_THING} )+(?:paused|pauses|resumes?|resumed|restart(?:s|ed)|continues"
    r"|begins|starts|started)"
    r"|.{1,60} started (?:the )?(?:transcription|recording)"
    rf"|(?:change|changes|changing) of (?:the )?{_THING}|new (?:tape|file|recording)",
    regex.IGNORECASE,
)
_MARKED_PAUSE = regex.compile(
    r"(?:(?:short|brief|tea|coffee|lunch|comfort|five minute|\d+ minutes?) )?(?:break|interval)"
    r"(?: for .{1,40}| in .{1,40}|s? here)?|(?:after|before) the break|interruption"
    r"|pause in .{1,40}",
    regex.IGNORECASE,
)
_MINUTED = regex.compile(
    r"(?:actions?(?: points?)?|agreed|decisions?|resolved|(?:transcriber|typist)['’]?s? notes?"
    r"|note (?:by|from) (?:the )?(?:transcriber|typist)|post-meeting note)\s*:.+",
    regex.IGNORECASE,
)
_MARKS = "[](){}<>*_-–—=#~ .!\t"
_TIMED = regex.compile(rf"[\s,@–—-]*(?:at )?[\[(]?{ANY_TIME}[\])]?$", regex.IGNORECASE)


def is_end(line: str) -> bool:
    """Say whether a line says that the recording or the transcript ends."""
    words, marked = _bare(line)
    if not words:
        return False
    plain = words.isupper() or marked
    return bool(_ENDS.fullmatch(words) or (plain and _MARKED_END.fullmatch(words)))


def is_pause(line: str) -> bool:
    """Say whether a line says that the recording pauses, or goes on, or that there is a break."""
    words, marked = _bare(line)
    if not words:
        return False
    return bool(_PAUSES.fullmatch(words) or (marked and _MARKED_PAUSE.fullmatch(words)))


def is_minuted(line: str) -> bool:
    """Say whether a line is the minute taker's: an action, a decision, a note of the typist's."""
    return bool(_MINUTED.match(line.lstrip(_MARKS)))


def _bare(line: str) -> tuple[str, bool]:
    """Return the words of a line without its marks and its time, and whether it had marks."""
    if len(line) > _LONGEST:
        return "", False
    words = line.strip(_MARKS)
    words = _TIMED.sub("", words).strip(_MARKS)
    return " ".join(words.split()), line[:1] in "[({<*-–—=#~"
