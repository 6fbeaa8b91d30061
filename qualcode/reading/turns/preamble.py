"""The lines above the first speaker of a transcript: a title, a date, who was there."""

from collections.abc import Iterator, Sequence

import regex

from qualcode.model import CaseKind
from qualcode.model.words import count
from qualcode.reading.turns.headers import Header
from qualcode.reading.turns.kinds import guess_kind, is_known_sort
from qualcode.reading.turns.lines import Line
from qualcode.reading.turns.spelling import bare_label, label_key

_SHORTEST_NAME = 3


def tell_preamble(text: str, lines: Sequence[Line], headers: Sequence[Header]) -> Iterator[str]:
    """Yield a sentence where lines stand before the first header, and whether they hold names."""
    above = lines[: headers[0].line]
    if not above:
        return
    number = len(above)
    told = (
        f"{count(number, 'line')} before the first speaker {'is' if number == 1 else 'are'} kept "
        "as the document's own words."
    )
    words = label_key(text[above[0].start : above[-1].end])
    if named := [label for key, label in _names(headers).items() if _holds(words, key)]:
        told += (
            f" {'It names' if number == 1 else 'They name'} people who speak further down "
            f"({', '.join(named)}), and names within a text stay as they are."
        )
    yield told


def _names(headers: Sequence[Header]) -> dict[str, str]:
    """Return labels that are names, and neither sorts of speaker nor initials, by their keys."""
    labels = dict.fromkeys(bare_label(header.label or "") for header in headers)
    return {
        label_key(label): label
        for label in labels
        if len(label) >= _SHORTEST_NAME
        and guess_kind(label)[0] is CaseKind.PERSON
        and not is_known_sort(label)
    }


def _holds(words: str, name: str) -> bool:
    return bool(
        regex.search(rf"(?<![\p{{L}}\p{{N}}]){regex.escape(name)}(?![\p{{L}}\p{{N}}])", words)
    )
