"""Running heads, feet and page numbers: what stands at the edge of page after page."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import regex

from qualcode.model.words import count
from qualcode.reading.formats.pdf_lines import Line
from qualcode.reading.sentences import were

# How many lines from either end of a page may be a head or a foot.
_EDGE = 3
_LEAST_PAGES = 3
_LEAST_SHARE = 0.4
_NUMBER = regex.compile(r"\d{1,4}")
_PAGE_NUMBER = regex.compile(
    r"\W*(?:page|p\.?)?\W*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", regex.IGNORECASE
)
_SHOWN = 60


def take_heads(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], tuple[str, ...]]:
    """Return the pages without the lines that come back at their edges, and what is said of it.

    A line comes back where the same words, but for a number that grows by one a page, stand near
    the same end of at least three pages and of two in five.
    """
    found: defaultdict[str, set[int]] = defaultdict(set)
    for number, page in enumerate(pages):
        for i in _edges(page):
            for key in _keys(page[i].words, number):
                found[key].add(number)
    least = max(_LEAST_PAGES, _LEAST_SHARE * len(pages))
    recurring = {key for key, where in found.items() if len(where) >= least}
    recurring |= {key for key, where in found.items() if len(where) > 1 and _is_number(key, pages)}
    kept: list[list[Line]] = []
    taken: dict[str, int] = {}
    for number, page in enumerate(pages):
        gone = set(_peel(page, number, recurring))
        kept.append([line for i, line in enumerate(page) if i not in gone])
        for i in sorted(gone):
            taken[page[i].words] = taken.get(page[i].words, 0) + 1
    return kept, tuple(_tell(taken))


def _edges(page: Sequence[Line]) -> list[int]:
    """Return which lines are near an end of the page."""
    return sorted({*range(min(_EDGE, len(page))), *range(max(0, len(page) - _EDGE), len(page))})


def _peel(page: Sequence[Line], number: int, recurring: set[str]) -> Iterator[int]:
    """Yield the lines that come back, from either end up to the first that does not."""
    for inwards in (range(len(page)), range(len(page) - 1, -1, -1)):
        for i in inwards[:_EDGE]:
            if not recurring & set(_keys(page[i].words, number)):
                break
            yield i


def _keys(words: str, page: int) -> Iterator[str]:
    """Yield the words as they are, and with each number as its distance from the page's own."""
    plain = " ".join(words.split())
    yield plain
    for match in _NUMBER.finditer(plain):
        yield f"{plain[: match.start()]}\0{int(match[0]) - page}\0{plain[match.end() :]}"


def _is_number(key: str, pages: Sequence[Sequence[Line]]) -> bool:
    """Say whether the key is of a page number and nothing else: two pages are enough for that."""
    if "\0" not in key or len(pages) < 2:  # noqa: PLR2004 - one page has nothing to compare
        return False
    before, _, after = key.split("\0")
    return bool(_PAGE_NUMBER.fullmatch(f"{before}1{after}"))


def _tell(taken: dict[str, int]) -> Iterator[str]:
    if taken:
        number = sum(taken.values())
        # The commonest says most of what they are.
        shown = max(taken, key=lambda words: (taken[words], len(words)))[:_SHOWN]
        lines = count(number, "line")
        yield f"{lines} that came back page after page {were(number)} left out, such as “{shown}”."
