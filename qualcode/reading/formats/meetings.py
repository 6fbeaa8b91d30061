"""Lines that meeting programs write into their transcripts and nobody said."""

import regex

from qualcode.model.words import count
from qualcode.reading.formats.marks import only_marks, without_marks
from qualcode.reading.sentences import were

_NOTICE = regex.compile(
    r"[^\n:]{1,80}\s(?:started|stopped)\s(?:the\s)?(?:transcription|recording)\.?", regex.IGNORECASE
)
_MOST_WORDS = 8


def without_notices(paragraphs: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """Return the paragraphs without those that say who started or stopped the transcription.

    The second value is a sentence that tells how many there were.
    """
    kept = [only_marks(p) if _is_notice(without_marks(p)) else p for p in paragraphs]
    number = sum(map(_is_notice, map(without_marks, paragraphs)))
    if not number:
        return paragraphs, ()
    told = f"{count(number, 'notice')} that a transcription began or ended {were(number)} left out."
    return [paragraph for paragraph in kept if paragraph], (told,)


def _is_notice(paragraph: str) -> bool:
    return len(paragraph.split()) <= _MOST_WORDS and bool(_NOTICE.fullmatch(paragraph))
