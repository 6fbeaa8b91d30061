"""From what a document holds to its text, its turns, and the comments on them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from qualcode.model.text import clean_text
from qualcode.model.words import count
from qualcode.reading.formats.content import Content, tell_content
from qualcode.reading.formats.marks import settle, take_marks, without_marks
from qualcode.reading.rendering import one_line
from qualcode.reading.sentences import were
from qualcode.reading.shape import Cut, ReadComment, ReadTurn
from qualcode.reading.turns.layouts import cut_text

_BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment whose place is marked among the words, by its number in the list of remarks."""

    author: str | None
    time: str | None
    words: str

    @classmethod
    def of(cls, author: str | None, time: str | None, words: str) -> "Remark":
        """Return a remark of what a file says; a time that is none is left out."""
        clean = clean_text(words)[0].strip()
        return cls(one_line(author), _checked(time), clean)


def cut_content(
    content: Content,
    declared: AbstractSet[str],
    told: Iterable[str] = (),
    remarks: Sequence[Remark] = (),
) -> Cut:
    """Return the text of a document with its turns; notes follow as turns of nobody.

    The same words give the same text, whether or not somebody commented on them.
    """
    marked = settle(content.paragraphs)
    notes = [without_marks(note) for note in content.notes]
    whole = _BREAK.join([*marked, *content.notes])
    raw, spans = take_marks(whole) if remarks else (whole, {})
    # No carriage return is left in the words, so that cleaning moves no position.
    text, replaced = clean_text(raw)
    size = len(_BREAK.join(notes)) + len(_BREAK) * bool(marked) if notes else 0
    body = text[: len(text) - size]
    cut = cut_text(body, declared)
    comments = tuple(_place(text, remarks, spans))
    return Cut(
        text,
        cut.layout,
        (*cut.turns, *_cut_notes(notes, len(text) - len(_BREAK.join(notes)))),
        (*cut.left_out, *tell_content(content), *_tell_remarks(remarks, comments), *told),
        replaced,
        comments=comments,
        unsure=cut.unsure,
    )


def _cut_notes(notes: Sequence[str], position: int) -> Iterator[ReadTurn]:
    for note in notes:
        yield ReadTurn(position, position, position + len(note), None, None)
        position += len(note) + len(_BREAK)


def _place(
    text: str, remarks: Sequence[Remark], spans: Mapping[int, tuple[int, int]]
) -> Iterator[ReadComment]:
    for n, remark in enumerate(remarks):
        if n in spans and remark.words and text:
            start, end = _span(text, *spans[n])
            yield ReadComment(start, end, remark.author, remark.time, remark.words)


def _span(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without blanks at its ends, or the paragraph where nothing else is left."""
    words = text[start:end]
    if not words.strip():
        start = min(start, len(text) - 1)
        before = text.rfind(_BREAK, 0, start + 1)
        after = text.find(_BREAK, start)
        start = 0 if before < 0 else before + len(_BREAK)
        end = len(text) if after < 0 else max(after, start)
        words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _tell_remarks(remarks: Sequence[Remark], comments: Sequence[ReadComment]) -> Iterator[str]:
    wordless = sum(not remark.words for remark in remarks)
    if wordless:
        yield f"{count(wordless, 'comment')} without words {were(wordless)} left out."
    if lost := len(remarks) - wordless - len(comments):
        yield f"{count(lost, 'comment')} on words that are not kept {were(lost)} left out."


def _checked(time: str | None) -> str | None:
    try:
        datetime.fromisoformat(time or "")
    except ValueError:
        return None
    return time
