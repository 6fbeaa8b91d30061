"""Where in a report a paragraph stands: its chapter and the nearest heading above it."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from qualcode.quotations.attribution import RoleBook
from qualcode.quotations.blocks import Paragraph, ends_sentence
from qualcode.quotations.marks import read_marks
from qualcode.quotations.vocabulary import REPORTING_VERB

LONGEST = 140
MOST_WORDS = 20
MOST_MISSES = 4
_CONTENTS = regex.compile(
    r"(?:table of )?contents(?: page)?|what(?:['’]s| is) in this \p{L}+", regex.IGNORECASE
)
_ENTRY = regex.compile(
    r"(?:(?P<number>\d{1,2}(?:\.\d{1,2})*)[.)]?[\s\t]+)?(?P<title>\p{L}[^\t]{2,140}?)"
    r"(?:\s*\.{2,}\s*|\s*…+\s*|\t+|\s+)(?P<page>\d{1,3}|[ivxl]{1,5})"
)
_NUMBER = regex.compile(
    r"(?:chapter|section|part)?\s*(\d{1,2})(?:\.(?!\d)|:|\))?\s+(?=\p{Lu})", regex.IGNORECASE
)
_CHAPTER = regex.compile(
    r"(?:chapter|part|section)\s+(?:\d{1,2}|[ivx]{1,4}|one|two|three|four|five|six|seven)\b",
    regex.IGNORECASE,
)
_MARKDOWN = regex.compile(r"(#{1,6})\s+")
_STANDARD = regex.compile(
    r"(?:foreword|preface|executive summary|summary|key messages|key findings|introduction|"
    r"background|method(?:s|ology)|conclusions?(?: and recommendations)?|recommendations|"
    r"discussion|references|bibliography|acknowledge?ments|glossary|notes|"
    r"(?:appendix|annex)\b.{0,60}|about (?:the authors?|us|this (?:report|research|project)))",
    regex.IGNORECASE,
)
_DANGLING = regex.compile(
    r"\b(?:the|an?|of|at|in|on|to|for|with|and|or|but|by|as|that|which|from|is|are|was|were|be|how|"
    r"their|"
    r"when|who|has|have|had|will|this|these|our|we|they|it)$",
    regex.IGNORECASE,
)
_SHAPE = regex.compile(r"[\p{Lu}\d“‘\"'][^\t@]*[\p{L}\p{N}?)’'”\"!*:]")
_SENTENCES = regex.compile(r"\p{Ll}[.!?][”’\"')]*\s+[\p{Lu}(]")
_EMPHASIS = regex.compile(r"^[#*_\s]+|[*_\s]+$")
_LETTERS = regex.compile(r"[^\p{L}\d]+")
# Nobody who took part speaks here.
_VOICELESS = regex.compile(
    r"(?:foreword|preface|references|bibliography|acknowledge?ments|contents|about the authors?|"
    r"about us|endnotes|footnotes|glossary|copyright|further reading|"
    r"(?:ministerial |a )?(?:message|introduction|statement|welcome|letter) (?:from|by)\b.*|"
    r".{0,40}\bforeword\b.{0,40})",
    regex.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Place:
    """The chapter and the nearest heading above a paragraph, each None where there is none.

    `is_heading` says that the paragraph is a heading itself; `voiceless` that it stands in a
    foreword, a list of references or the like, where nobody who took part speaks.
    """

    section: str | None
    heading: str | None
    is_heading: bool
    voiceless: bool


def read_places(paragraphs: Sequence[Paragraph], book: RoleBook) -> list[Place]:
    """Return the place of each paragraph, in their order."""
    inside, chapters = _read_contents(paragraphs)
    if not chapters:
        chapters = _marked_chapters(paragraphs)
    places: list[Place] = []
    section: str | None = None
    heading: str | None = None
    for n, paragraph in enumerate(paragraphs):
        is_heading = n not in inside and _is_heading(paragraphs, n, book, chapters)
        if is_heading:
            title = heading_words(paragraph.text)
            heading = title
            if _is_chapter(paragraph.text, chapters):
                section = title
        voiceless = n in inside or any(
            title is not None and _VOICELESS.fullmatch(title) for title in (section, heading)
        )
        places.append(Place(section, heading, is_heading, voiceless))
    return places


def heading_words(text: str) -> str:
    """Return a heading without its number and emphasis."""
    bare = _EMPHASIS.sub("", text)
    number = _NUMBER.match(bare)
    return bare[number.end() :] if number and len(bare) > number.end() else bare


def _key(title: str) -> str:
    return _LETTERS.sub("", title.casefold())


def _read_contents(paragraphs: Sequence[Paragraph]) -> tuple[set[int], set[str]]:
    """Return the paragraphs of the contents list, and the chapters it names."""
    inside: set[int] = set()
    entries: list[tuple[str | None, str]] = []
    first = next(
        (n for n, p in enumerate(paragraphs) if _CONTENTS.fullmatch(_EMPHASIS.sub("", p.text))),
        None,
    )
    if first is None:
        return inside, set()
    inside.add(first)
    misses = 0
    for n in range(first + 1, len(paragraphs)):
        found = [m for line in paragraphs[n].lines if (m := _ENTRY.fullmatch(line.text))]
        misses = 0 if found else misses + 1
        if misses > MOST_MISSES or (entries and not found and ends_sentence(paragraphs[n].text)):
            break
        if found:
            inside.update(range(first, n + 1))
            entries.extend((m["number"], m["title"].strip()) for m in found)
    numbered = {_key(title) for number, title in entries if number and "." not in number}
    return inside, numbered or {_key(title) for _, title in entries}


def _marked_chapters(paragraphs: Sequence[Paragraph]) -> set[str]:
    """Take chapters from the marks of the file where no contents list names them."""
    levels = [(len(m[1]), p.text) for p in paragraphs if (m := _MARKDOWN.match(p.text))]
    for level in sorted({level for level, _ in levels}):
        titles = [text for at, text in levels if at == level]
        if len(titles) > 1:
            return {_key(heading_words(text)) for text in titles}
    return {
        _key(heading_words(p.text))
        for p in paragraphs
        if len(p.text) <= LONGEST and _CHAPTER.match(_EMPHASIS.sub("", p.text))
    }


def _is_chapter(text: str, chapters: set[str]) -> bool:
    bare = _EMPHASIS.sub("", text)
    return (
        _key(heading_words(text)) in chapters
        or _CHAPTER.match(bare) is not None
        or _STANDARD.fullmatch(heading_words(text)) is not None
    )


def _is_heading(
    paragraphs: Sequence[Paragraph], n: int, book: RoleBook, chapters: set[str]
) -> bool:
    text = paragraphs[n].text
    bare = _EMPHASIS.sub("", text)
    if not bare or len(bare) > LONGEST or len(bare.split()) > MOST_WORDS:
        return False
    if _MARKDOWN.match(text) or _key(heading_words(text)) in chapters:
        return True
    if _STANDARD.fullmatch(bare):
        return True
    if _SHAPE.fullmatch(bare) is None or _SENTENCES.search(bare) or _DANGLING.search(bare):
        return False
    if ends_sentence(bare) and bare[-1] != "?":
        return False
    return _stands_above_text(paragraphs, n, bare, book)


def _stands_above_text(paragraphs: Sequence[Paragraph], n: int, bare: str, book: RoleBook) -> bool:
    """Say whether a short line without a stop has something to be the heading of."""
    if bare[-1] == ":" and (len(bare.split()) > MOST_WORDS // 3 or REPORTING_VERB.search(bare)):
        return False
    if book.bracketed_tail(bare) is not None or _names_speaker(paragraphs, n, bare, book):
        return False
    if not any(c.isalpha() for c in bare) or n + 1 >= len(paragraphs):
        return False
    marks = read_marks(bare)
    return not (marks and marks[0].opens and marks[0].at == 0)


def _names_speaker(paragraphs: Sequence[Paragraph], n: int, bare: str, book: RoleBook) -> bool:
    """Say whether a short line is the attribution of what stands above or below it."""
    if book.stands_alone(bare) is None:
        return False
    if n > 0 and _is_speech_before(paragraphs[n - 1].text):
        return True
    return n + 1 < len(paragraphs) and paragraphs[n + 1].text[0] in "“‘\"'"


def _is_speech_before(text: str) -> bool:
    return text[-1] in "”’\"'»" or ends_sentence(text)
