"""The marks that set a label off, as patterns for the beginning of a line.

`label` is the label as it stands, `before` or `after` a time beside it. No pattern looks further
than a label can be long, so that the work stays within the line.
"""

import regex

from qualcode.reading import times
from qualcode.reading.turns.labels import MOST_CHARACTERS

_EDGE = r"[*_]{0,3}"
_LEAD = r"(?:(?:>{1,3}|[-–—•·])\s*|#{1,6}\s+)?"
_DAY = r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s+)?"
_RANGE = rf"{_DAY}{times.ANY_TIME}(?:\s*(?:-->|[-–—])\s*{times.STAMP})?"
_BOXED = rf"(?:[\[({{<]\s*{_RANGE}\s*[\])}}>]|\#{_RANGE}(?:-\d)?\#|{_RANGE})"
_FIRST = r"[\p{L}\p{N}?\[<(]"
_LABEL = rf"(?P<label>{_FIRST}[^:：\t\n]{{0,{MOST_CHARACTERS - 1}}}?)"
_PLAIN = rf"(?P<label>[\p{{L}}\p{{N}}?][^:：;\t\n\[\]<>*_–—]{{0,{MOST_CHARACTERS - 1}}}?)"
COLON = regex.compile(
    rf"{_LEAD}{_EDGE}(?:(?P<before>{_BOXED})\s*[-–—]?\s*)?{_EDGE}{_LABEL}\s*{_EDGE}"
    rf"(?:[\s,]*(?P<after>{_BOXED})\s*)?{_EDGE}(?:(?<!\d):(?![/\\])|(?<=\d):(?![/\\\d])|：){_EDGE}"
)
STAMPED = regex.compile(
    rf"{_LEAD}{_EDGE}(?:(?P<before>{_BOXED})[\s–—-]*{_EDGE}{_LABEL}{_EDGE}"
    rf"|{_LABEL}\s*{_EDGE}[\s,–—-]+(?P<after>{_BOXED}){_EDGE})\s*"
)
TAB = regex.compile(rf"(?:(?P<before>{_BOXED})\s+)?{_LABEL}(?: ?\t\s*| {{3,}})(?=\S)")
CHAT = regex.compile(
    rf"(?P<before>{_RANGE})\s+From\s+(?P<label>[^:\t\n]{{1,60}}?)"
    r"(?:\s+to\s+[^:\t\n]{1,80}?)?\s*:\s*"
)
ANGLE = regex.compile(
    rf"(?:(?P<before>{_BOXED})\s*)?(?P<label><{_FIRST}[^<>\n]{{0,{MOST_CHARACTERS - 1}}}>"
    rf"|\[{_FIRST}[^\[\]\n]{{0,{MOST_CHARACTERS - 1}}}\]"
    rf"|\({_FIRST}[^()\n]{{0,{MOST_CHARACTERS - 1}}}\))\s+(?=\S)"
)
BOLD = regex.compile(
    rf"(?P<mark>\*\*|__)"
    rf"(?P<label>[\p{{L}}\p{{N}}][^*_\n]{{0,{MOST_CHARACTERS - 1}}})(?P=mark)\s+(?=\S)"
)
DASH = regex.compile(rf"(?:(?P<before>{_BOXED})\s*)?{_PLAIN}(?:\s*-\s+|\s*[–—]\s*)(?=\S)")
SEMI = regex.compile(rf"{_PLAIN}\s?;\s+(?=\S)")
POINT = regex.compile(r"(?P<label>[\p{L}\p{N}][\p{L}\p{M}\p{N}'’ -]{0,29}?)\.\s+(?=\S)")
AFTER = regex.compile(
    rf"{_PLAIN}(?:\s*(?P<after>[\[({{]\s*{_RANGE}\s*[\])}}])\s*"
    rf"|\s{{2,}}(?P<after>{_RANGE})\s+)(?=\S)"
)
STAMP = regex.compile(rf"[\[(<{{#]\s*(?P<before>{_RANGE})(?:-\d)?\s*[\])>}}#]\s*")
STAMP_ALONE = regex.compile(rf"(?P<before>{_BOXED})")
RULE = regex.compile(r"[–—―]\s*(?=[^\s–—―-])")
