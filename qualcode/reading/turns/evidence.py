"""Which of the lines that may open a turn do, judged from the whole file.

One line says little: "Note: bring the form" looks like "Moira: I brought the form". A file of turns
shows by labels that come back, by labels that transcribers use, and by how much of it they open.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from qualcode.reading.turns.cover import without_cover_sheet
from qualcode.reading.turns.headers import Header
from qualcode.reading.turns.kinds import is_known_sort, names_several
from qualcode.reading.turns.labels import is_word
from qualcode.reading.turns.lines import Line, count_blocks
from qualcode.reading.turns.shapes import Shape
from qualcode.reading.turns.spelling import label_key
from qualcode.reading.turns.tally import Tally
from qualcode.reading.turns.words import SmallWords

_ALMOST_ALL, _MOST = 0.8, 0.5
# A label in small letters must come so often, and have so few words, beside labels that are names.
_OFTEN, _FEW_WORDS = 3, 2


def choose_headers(
    headers: Sequence[Header],
    text: str,
    lines: Sequence[Line],
    declared: AbstractSet[str] = frozenset(),
    words: SmallWords | None = None,
) -> list[Header]:
    """Return the headers of one shape that open turns of speakers; none where there are no turns.

    The keys of labels that are `declared` count in a labelled file without more evidence.
    """
    words = words or SmallWords(text)
    candidates = without_cover_sheet(headers, text, lines, declared)
    if not candidates:
        return []
    spaced = count_blocks(lines) > 1
    tally = Tally(candidates, _count_openings(candidates, lines))
    if tally.weak:
        candidates = [h for h in candidates if _is_no_word(h, declared, words)]
        tally = Tally(candidates, _count_openings(candidates, lines))
    if not tally.shows_speakers():
        return _lone_header(candidates, lines)
    if tally.alone:
        return list(_choose_alone(candidates, text, tally, declared, words, spaced=spaced))
    spaced = _mostly_after_blank(candidates, tally)
    return [
        header
        for header in candidates
        if (key := header.key) in declared
        or names_several(key)
        or tally.is_machine_made(header)
        or (
            _is_trusted(header, tally, words)
            if key in tally.recurring
            else key in tally.names
            and (header.after_blank or not spaced)
            and tally.fits_style(header)
            and not is_word(header.label or "", words.counts)
        )
    ]


def choose_declared(
    headers: Sequence[Header], text: str, lines: Sequence[Line], declared: AbstractSet[str]
) -> list[Header]:
    """Return the headers whose labels are declared, whatever the rest of the file looks like."""
    candidates = without_cover_sheet(headers, text, lines, declared)
    return [header for header in candidates if header.key in declared]


def _count_openings(headers: Sequence[Header], lines: Sequence[Line]) -> int:
    """Count the places where a turn could begin: paragraphs, or lines where no line is blank.

    Names that stand as paragraphs of their own open the paragraph below them.
    """
    paragraphs = count_blocks(lines)
    if paragraphs == 1:
        return len(lines)
    if not headers or headers[0].shape is not Shape.ALONE:
        return paragraphs
    counts = Counter(h.key for h in headers)
    apart = (
        h.last + 1 < len(lines) and h.after_blank and lines[h.last + 1].after_blank
        for h in headers
        if counts[h.key] > 1
    )
    return paragraphs - sum(apart)


def _is_trusted(header: Header, tally: Tally, words: SmallWords) -> bool:
    """Say whether a label that comes back is believed at this line."""
    label = header.label or ""
    key = label_key(label)
    if key in tally.known:
        return True
    if key in tally.names:
        return key in tally.timed or tally.fits_style(header) or label.isupper()
    if not tally.strong or tally.opens_nearly_all:
        return True
    elsewhere = words.counts.get(key, 0) - (tally.counts[key] if label.islower() else 0)
    return tally.counts[key] >= _OFTEN and len(key.split()) <= _FEW_WORDS and elsewhere <= 0


def _is_no_word(header: Header, declared: AbstractSet[str], words: SmallWords) -> bool:
    label = header.label or ""
    return label_key(label) in declared or is_known_sort(label) or not is_word(label, words.counts)


def _choose_alone(
    headers: Sequence[Header],
    text: str,
    tally: Tally,
    declared: AbstractSet[str],
    words: SmallWords,
    *,
    spaced: bool,
) -> Iterator[Header]:
    """Yield the names on lines of their own; what follows a name at once is its words."""
    sure = (tally.names & tally.recurring) | tally.known | declared
    most = tally.share(tally.names) >= _MOST
    previous = -2
    for header in headers:
        key = header.key
        opens = header.after_blank or not spaced
        wanted = key in sure or (
            most
            and key in tally.names
            and text[header.start] != "#"
            and tally.fits_style(header)
            and not is_word(header.label or "", words.counts)
        )
        if opens and wanted and header.line != previous + 1:
            previous = header.last
            yield header


def _mostly_after_blank(headers: Sequence[Header], tally: Tally) -> bool:
    after = [h.after_blank for h in headers if h.key in tally.recurring]
    return sum(after) > _ALMOST_ALL * len(after)


def _lone_header(headers: Sequence[Header], lines: Sequence[Line]) -> list[Header]:
    """Return the one header of a file that opens with a known sort of speaker, if it does."""
    if headers and headers[0].line == 0 and headers[0].shape is not Shape.ALONE:
        first = headers[0]
        if is_known_sort(first.label or "") and len(headers) <= len(lines):
            return [first]
    return []
