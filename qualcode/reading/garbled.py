"""Words that look as if the file was read, or once saved, in an encoding that it does not have."""

from collections.abc import Iterator
from itertools import islice

import regex

from qualcode.model import Decoded
from qualcode.model.text import REPLACEMENT
from qualcode.model.words import count
from qualcode.reading.sentences import quote_few, were

_GUESSED = "cp1252"
_MOST_LETTERS, _FEW = 30, 4
# A capital with an accent after a small letter, three letters with accents in a row, and a sign
# within a word: all rare in the languages that Windows-1252 is for.
_ODD = regex.compile(
    r"\p{Ll}[À-ÖØ-ÞŠŒŽŸ]"
    r"|[À-ÖØ-öø-ÿŠŒŽŸšœžƒ]{3}"
    r"|\p{L}[¡-§©«¬®¯±-³µ¶¸¹»-¿×÷€›˜™]\p{L}|\p{L}[‚„†‡ˆ‰‹]"
)
# UTF-8 that was taken for Windows-1252 and saved again: “â€™” stands for an apostrophe.
_TWICE = regex.compile(
    r"â€[\u0080-\u009d\u02dc\u0153\u2018-\u201d\u2026\u2122]|Ã[\u00a0-\u00bf]|Â[£«»°½]"
)


def doubt_letters(decoded: Decoded, *, guessed: bool) -> Iterator[str]:
    """Doubt the encoding of a file; `guessed` where nobody said which it has."""
    text = decoded.text
    if found := _find_words(text, _TWICE):
        why = (
            "were garbled before they came here: if the file can be saved again from where it was "
            "made, do so as UTF-8"
            if guessed or decoded.encoding.casefold().startswith("utf")
            else f"may be wrong: try without --encoding {decoded.encoding}"
        )
        yield f"Words such as {quote_few(found)} {why}."
    elif guessed and decoded.encoding == _GUESSED and (odd := _find_words(text, _ODD)):
        yield (
            f"The file was read as Windows-1252, which makes words such as {quote_few(odd)} of it. "
            "If they are wrong, say its encoding with --encoding, such as mac-roman or cp1250."
        )
    replaced = sum(text[gone.position] == REPLACEMENT for gone in decoded.replaced)
    if (lost := text.count(REPLACEMENT) - replaced) > 0:
        letters = f"{count(lost, 'letter')} {were(lost)}"
        yield f"{letters} lost before the file came here (“{REPLACEMENT}”)."


def _find_words(text: str, pattern: regex.Pattern[str]) -> list[str]:
    """Return the words around the first few places where the pattern stands."""
    return [_word_at(text, match.start()) for match in islice(pattern.finditer(text), _FEW)]


def _word_at(text: str, place: int) -> str:
    """Return the word around a place in the text."""
    start = end = place
    while start > 0 and place - start < _MOST_LETTERS and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and end - place < _MOST_LETTERS and not text[end].isspace():
        end += 1
    return text[start:end].strip(".,;:!?()\"'“”")
