"""Which of the lines that may open a turn do, judged from the whole file.

One line says little: "Note: bring the form" looks like "Moira: I brought the form". A file of turns
shows by labels that come back, by labels that transcribers use, and by how much of it they open.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

import regex

from qualcode.reading.turns.headers import Header, Line, Shape, count_blocks
from qualcode.reading.turns.labels import (
    is_form_field,
    is_known_sort,
    is_name_like,
    is_plausible,
    is_word,
    label_key,
    names_several,
)

# Shares of the file's paragraphs that labels must open before they are believed: for two labels
# that come back, for one, for labels that never come back with a known sort among them and
# without, and for names on lines of their own.
_TWO_LABELS, _ONE_LABEL, _ONCE_ONLY, _NEARLY_ALL, _ALONE = 0.05, 0.3, 0.5, 0.75, 0.3
_SMALL = regex.compile(r"(?<![\p{L}\p{M}'’])\p{Ll}{3,}(?![\p{L}\p{M}])")
_COVER_LINES = 30
_FEW_WORDS = 5


class _Tally:
    """The labels of one shape in a file, by what can be said for them."""

    def __init__(self, headers: Sequence[Header], paragraphs: int) -> None:
        self.counts = Counter(label_key(h.label or "") for h in headers)
        self.spelt = {label_key(h.label or ""): h.label or "" for h in reversed(headers)}
        self.alone = bool(headers) and headers[0].shape is Shape.ALONE
        self.names = {key for key, label in self.spelt.items() if is_name_like(label)}
        self.known = {key for key, label in self.spelt.items() if is_known_sort(label)}
        self.recurring = {
            key for key, label in self.spelt.items() if self.counts[key] > 1 and is_plausible(label)
        } | {key for key in self.known if self.counts[key] > 1}
        self._paragraphs = max(1, paragraphs)

    def share(self, keys: set[str]) -> float:
        return sum(self.counts[key] for key in keys) / self._paragraphs

    def shows_speakers(self) -> bool:
        strong = self.names & self.recurring
        if self.alone:
            return bool(strong) and len(self.names) > 1 and self.share(self.names) >= _ALONE
        if len(strong) > 1 and (strong & self.known or self.share(strong) >= _TWO_LABELS):
            return True
        if strong and (strong & self.known or self.share(self.names) >= _ONE_LABEL):
            return True
        least = _ONCE_ONLY if self.names & self.known else _NEARLY_ALL
        once = len(self.names) > 1 and self.share(self.names) >= least
        small = {key for key in self.recurring if " " not in key}
        return once or (len(small) > 1 and self.share(small) >= _ONCE_ONLY)


def choose_headers(
    headers: Sequence[Header],
    text: str,
    lines: Sequence[Line],
    declared: AbstractSet[str] = frozenset(),
) -> list[Header]:
    """Return the headers that open turns of speakers; none where the file is not labelled so.

    The keys of labels that are `declared` count in a labelled file without more evidence.
    """
    candidates = _without_cover_sheet(headers, text, lines, declared)
    paragraphs = count_blocks(lines)
    tally = _Tally(candidates, len(lines) if paragraphs == 1 else paragraphs)
    if not tally.shows_speakers():
        return _lone_header(candidates, lines)
    if tally.alone:
        return list(_choose_alone(candidates, tally, declared, spaced=paragraphs > 1))
    spaced = _mostly_after_blank(candidates, tally)
    words = _small_words(text) if len(tally.recurring) < len(tally.counts) else frozenset()
    return [
        header
        for header in candidates
        if (key := label_key(header.label or "")) in tally.recurring | declared
        or names_several(key)
        or (
            key in tally.names
            and (header.after_blank or not spaced)
            and not is_word(header.label or "", words)
        )
    ]


def choose_declared(
    headers: Sequence[Header], text: str, lines: Sequence[Line], declared: AbstractSet[str]
) -> list[Header]:
    """Return the headers whose labels are declared, whatever the rest of the file looks like."""
    candidates = _without_cover_sheet(headers, text, lines, declared)
    return [header for header in candidates if label_key(header.label or "") in declared]


def _choose_alone(
    headers: Sequence[Header], tally: _Tally, declared: AbstractSet[str], *, spaced: bool
) -> Iterator[Header]:
    """Yield the names on lines of their own; what follows a name at once is its words."""
    most = tally.share(tally.names) >= _ONCE_ONLY
    wanted = tally.names if most else (tally.names & tally.recurring) | tally.known | declared
    previous = -2
    for header in headers:
        opens = header.after_blank or not spaced
        if opens and header.line != previous + 1 and label_key(header.label or "") in wanted:
            previous = header.line
            yield header


def _mostly_after_blank(headers: Sequence[Header], tally: _Tally) -> bool:
    after = [h.after_blank for h in headers if label_key(h.label or "") in tally.recurring]
    return sum(after) > 0.8 * len(after)


def _small_words(text: str) -> frozenset[str]:
    """Return the words that the text has in small letters: what stands among them is no name."""
    return frozenset(match.group() for match in _SMALL.finditer(text))


def _lone_header(headers: Sequence[Header], lines: Sequence[Line]) -> list[Header]:
    """Return the one header of a file that opens with a known sort of speaker, if it does."""
    if headers and headers[0].line == 0 and headers[0].shape is not Shape.ALONE:
        first = headers[0]
        if is_known_sort(first.label or "") and len(headers) <= len(lines):
            return [first]
    return []


def _without_cover_sheet(
    headers: Sequence[Header], text: str, lines: Sequence[Line], declared: AbstractSet[str]
) -> list[Header]:
    """Leave out the lines of a cover sheet (“Date: …”), and names that stand among them.

    The sheet ends with a blank line, or where a label that comes back or is declared opens a turn.
    """
    labelled = [h for h in headers if h.label]
    fields = [
        h.line
        for h in labelled
        if h.line < _COVER_LINES
        and is_form_field(h.label or "")
        and label_key(h.label or "") not in declared
    ]
    if not fields:
        return labelled
    counts = Counter(label_key(h.label or "") for h in labelled)
    sure = declared | {key for key, number in counts.items() if number > 1}
    turns = {h.line for h in labelled if label_key(h.label or "") in sure}
    last = max(fields)
    end = last + 1
    while end < len(lines) and not lines[end].after_blank and end not in turns:
        end += 1

    def on_cover(header: Header) -> bool:
        few = len(text[header.body : lines[header.line].end].split()) < _FEW_WORDS
        if header.line <= last:
            return few or label_key(header.label or "") not in declared
        return few and header.line < end

    return [h for h in labelled if not on_cover(h)]
