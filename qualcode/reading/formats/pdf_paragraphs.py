"""From printed lines to paragraphs: joined where the page was too narrow, kept apart elsewhere."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from qualcode.model.words import count
from qualcode.reading.formats.content import Content
from qualcode.reading.formats.pdf_hyphens import Hyphens
from qualcode.reading.formats.pdf_lines import Line
from qualcode.reading.sentences import were
from qualcode.reading.turns.headers import find_headers
from qualcode.reading.turns.labels import is_known_sort, is_name_like, label_key
from qualcode.reading.turns.lines import split_lines
from qualcode.reading.turns.shapes import Shape

_BULLET = regex.compile(r"[•▪◦●○■□‣⁃➢➤✓\ue000-\uf8ff]\s*")
_ITEM = regex.compile(r"(?:\d{1,2}|[a-z])[.)]\s")
_NOTE = regex.compile(r"(?:\d{1,3}|[*†‡])\s*\p{L}")
_ENDS_SENTENCE = regex.compile(r"[.?!…:]['\"’”)\]]*$")
_LOWER = regex.compile(r"['\"‘“(]?\p{Ll}")
# Shares: of the usual distance of lines, of the type's size, and of the lines' usual length.
_WIDER, _LARGER, _SMALLER, _INDENT, _FULL = 1.25, 1.15, 0.9, 0.8, 0.85
_NEAR = 12


def join_lines(pages: Sequence[Sequence[Line]]) -> tuple[Content, tuple[str, ...]]:
    """Return the paragraphs of some pages, notes apart, and what is said of how they were made."""
    size = _usual_size(pages)
    bodies, notes = zip(*(_split_notes(page, size) for page in pages), strict=True)
    hyphens = Hyphens(line.words for page in pages for line in page)
    joiner = _Joiner(bodies)
    content = Content()
    for lines in joiner.paragraphs():
        words = hyphens.join([line.words for line in lines])
        if bullet := _BULLET.match(words):
            content.items += 1
            words = words[bullet.end() :]
        content.paragraphs.append(words)
    content.paragraphs = [paragraph for paragraph in content.paragraphs if paragraph.strip()]
    for page in notes:
        content.notes += _join_notes(page, hyphens)
    return content, tuple(_tell(joiner.joined, hyphens))


def _usual_size(pages: Sequence[Sequence[Line]]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.words)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _split_notes(page: Sequence[Line], size: float) -> tuple[list[Line], list[Line]]:
    """Part a page from the notes at its foot: small type that begins with a number or a mark."""
    first = len(page)
    while first and 0 < page[first - 1].size <= _SMALLER * size:
        first -= 1
    while first < len(page) and not _NOTE.match(page[first].words):
        first += 1
    return list(page[:first]), list(page[first:])


def _join_notes(lines: Sequence[Line], hyphens: Hyphens) -> Iterator[str]:
    note: list[str] = []
    for line in lines:
        if note and _NOTE.match(line.words):
            yield hyphens.join(note)
            note = []
        note.append(line.words)
    if note:
        yield hyphens.join(note)


class _Joiner:
    """Decides line by line whether a paragraph goes on."""

    def __init__(self, pages: Sequence[Sequence[Line]]) -> None:
        self.joined = 0
        self._lines = [(n, line) for n, page in enumerate(pages) for line in page]
        self._labels = [_label(line.words) for _, line in self._lines]
        self._counts = Counter(label for label in self._labels if label)
        self._distance = self._usual_distance()

    def paragraphs(self) -> Iterator[list[Line]]:
        """Yield the lines of each paragraph."""
        running: list[Line] = []
        for i, (_, line) in enumerate(self._lines):
            if running and self._breaks(i):
                yield running
                running = []
            self.joined += bool(running)
            running.append(line)
        if running:
            yield running

    def _breaks(self, i: int) -> bool:
        """Say whether a paragraph ends before line `i`."""
        (page_above, above), (page, line) = self._lines[i - 1], self._lines[i]
        if self._opens_turn(i) or _BULLET.match(line.words) or self._opens_item(i):
            return True
        if above.size and line.size and not 1 / _LARGER < line.size / above.size < _LARGER:
            return True
        down = above.y - line.y
        if page == page_above and self._distance and down > _WIDER * self._distance:
            return True
        if page == page_above and self._is_indented(i):
            return True
        return self._is_short(i - 1) and (
            bool(_ENDS_SENTENCE.search(above.words)) or not _LOWER.match(line.words)
        )

    def _opens_turn(self, i: int) -> bool:
        label = self._labels[i]
        return label is not None and (self._counts[label] > 1 or is_known_sort(label))

    def _opens_item(self, i: int) -> bool:
        return bool(_ITEM.match(self._lines[i][1].words)) and self._is_short(i - 1)

    def _is_short(self, i: int) -> bool:
        """Say whether the next line's first word would have fitted on line `i`."""
        near = sorted(len(line.words) for _, line in self._lines[max(0, i - _NEAR) : i + _NEAR])
        usual = near[int(0.9 * (len(near) - 1))]
        following = self._lines[i + 1][1].words.split(maxsplit=1)[0]
        return len(self._lines[i][1].words) + 1 + len(following) <= _FULL * usual

    def _is_indented(self, i: int) -> bool:
        """Say whether line `i` begins further in than the lines above and below it."""
        if i + 1 >= len(self._lines):
            return False
        x = self._lines[i][1].x - _INDENT * self._lines[i][1].size
        return self._lines[i - 1][1].x < x and self._lines[i + 1][1].x < x

    def _usual_distance(self) -> float:
        """Return the least of the distances between lines that are common; 0 where none is."""
        distances: Counter[float] = Counter()
        for (page_above, above), (page, line) in pairwise(self._lines):
            if page == page_above and above.y - line.y > 0.5 * line.size > 0:
                distances[round(2 * (above.y - line.y)) / 2] += 1
        common = [d for d, number in distances.items() if number >= 0.1 * distances.total()]
        return min(common, default=0.0)


def _label(words: str) -> str | None:
    """Return the key of the label that a line opens with, or "" for a time alone; else None."""
    for header in find_headers(words, split_lines(words)):
        if header.shape in {Shape.COLON, Shape.STAMPED, Shape.STAMP}:
            if header.label is None:
                return ""
            if is_name_like(header.label):
                return label_key(header.label)
    return None


def _tell(joined: int, hyphens: Hyphens) -> Iterator[str]:
    if joined:
        yield f"{count(joined, 'line')} broken by the width of the page {were(joined)} joined."
    if number := hyphens.closed:
        yield f"{count(number, 'word')} broken with a hyphen {were(number)} made whole."
    if number := hyphens.kept:
        yield f"{count(number, 'word')} broken at a hyphen kept it."
