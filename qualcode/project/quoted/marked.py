"""All that a draft's own marks set apart as somebody's words.

What a report means by its marks is a judgement, and `qualcode.quotations` makes it. In a draft that
is to be proved nothing may slip through, so here every marked stretch of some length is taken.
"""

import re
from collections.abc import Iterator

from qualcode.model import Quotation, QuotationKind

# Fewer words between marks are mostly a term, a title or irony.
FEWEST_WORDS = 5
_BLOCK = re.compile(r"(?m)(?:^[ \t]*>.*(?:\n|\Z))+")
_INLINE = re.compile(r"“((?:[^“”\n]|\n(?!\s*\n))+)”|\"((?:[^\"\n]|\n(?!\s*\n))+)\"")
_MARGIN = re.compile(r"(?m)^[ \t]*>[ \t]?")
_ATTRIBUTION = re.compile(r"\s*\n\s*(?:[—–-].*|\(.*\))\s*\Z")
_MARKS = '“”"‘’ \t\n'
_UNSURE = 0.5


def find_marked(text: str, found: list[Quotation]) -> list[Quotation]:
    """Return the quotations found, and every marked stretch of the text that they left out."""
    marked = list(found)
    for one in [*_blocks(text), *_inline(text)]:
        if not any(one.start < other.end and other.start < one.end for other in marked):
            marked.append(one)
    return sorted(marked, key=lambda one: one.start)


def _blocks(text: str) -> Iterator[Quotation]:
    for match in _BLOCK.finditer(text):
        words = _MARGIN.sub("", match.group())
        words = _ATTRIBUTION.sub("", words.rstrip()).strip(_MARKS)
        yield from _quotation(words, match.start(), match.end(), QuotationKind.SET_OFF)


def _inline(text: str) -> Iterator[Quotation]:
    for match in _INLINE.finditer(text):
        words = (match.group(1) or match.group(2)).strip()
        yield from _quotation(words, match.start(), match.end(), QuotationKind.INLINE)


def _quotation(words: str, start: int, end: int, kind: QuotationKind) -> Iterator[Quotation]:
    if len(words.split()) >= FEWEST_WORDS:
        yield Quotation(words, start, end, None, None, None, None, kind, _UNSURE)
