"""A report as the finders read it, and the candidates they hand on."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import regex

from qualcode.model import QuotationKind
from qualcode.quotations.attribution import Attribution, RoleBook, Strength
from qualcode.quotations.blocks import Paragraph, read_paragraphs
from qualcode.quotations.headings import Place, heading_words, read_places
from qualcode.quotations.lines import Line, read_lines
from qualcode.quotations.marks import Mark, read_marks
from qualcode.quotations.roles import LONGEST_ROLE
from qualcode.quotations.vocabulary import COMMON_QUALIFIERS, PEOPLE

_CLOSED = regex.compile(r"[.!?…][”\"’'»]$|[”»]$")
_SHORT_LINE = regex.compile(r"\p{Lu}[^.!?:“”\"]{2,60}")
_STORY = regex.compile(
    r"(?:case study(?: (?:\d{1,2}|[A-Z]))?\s*[:–—-]?\s*)?"
    r"(?P<name>\p{Lu}[\p{L}'’-]*(?:\s(?:and\s)?\p{Lu}[\p{L}'’-]*){0,2}?)"
    r"(?:['’]s?|s['’])\s+(?i:(?:own\s+|personal\s+|caring\s+)?(?:stor(?:y|ies)|experiences?|"
    r"journey|account|words|"
    r"testimony|perspective|view|voice|day))\b.{0,60}"
)
_MY_STORY = regex.compile(
    r"(?:my|a carer['’]s|a young carer['’]s|one carer['’]s) (?:own )?"
    r"(?:story|experience|journey)\b.{0,40}|in (?:my|(?:his|her|their)) own words",
    regex.IGNORECASE,
)
_CASE_STUDY = regex.compile(
    r"(?i:case study(?: (?:\d{1,2}|[A-Z]))?|profile)\s*[:–—-]\s*(?P<name>\p{Lu}[\p{L}'’-]+)"
)
_GROUP_CUE = regex.compile(
    r"\b(?:said|say|says|told|tell|views?|voices?|words|comments?|quotes?|quotations?|thoughts?|"
    r"feedback|heard|responses|from|perspectives?|experiences)\b",
    regex.IGNORECASE,
)
_JOINING = frozenset(("and", "&", "the", "from"))


class Piece(NamedTuple):
    """A stretch of one paragraph's text, half-open."""

    n: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a quotation: its pieces in order, who speaks as printed, and how sure it is."""

    pieces: tuple[Piece, ...]
    speaker: str | None
    role: str | None
    kind: QuotationKind
    confidence: float


class Report:
    """The paragraphs of a report with their places and marks, and which of them are taken."""

    def __init__(self, text: str, roles: Iterable[str] = ()) -> None:
        self.book = RoleBook([*roles, *_learn_roles(read_lines(text))])
        self.paragraphs: list[Paragraph] = read_paragraphs(text, self.book)
        self.places: list[Place] = read_places(self.paragraphs, self.book)
        self.marks: list[list[Mark]] = [read_marks(p.text) for p in self.paragraphs]
        self.taken: set[int] = set()

    def __len__(self) -> int:
        return len(self.paragraphs)

    def text(self, n: int) -> str:
        """Return the text of a paragraph, or nothing beyond either end."""
        return self.paragraphs[n].text if 0 <= n < len(self.paragraphs) else ""

    def read(self, pieces: Sequence[Piece]) -> str:
        """Return the words of the pieces: a space within a paragraph, an empty line between two."""
        words = ""
        for i, piece in enumerate(pieces):
            if i:
                words += " " if piece.n == pieces[i - 1].n else "\n\n"
            words += self.text(piece.n)[piece.start : piece.end].strip()
        return words

    def attribution(self, n: int) -> Attribution | None:
        """Read a paragraph that is nothing but an attribution, or return None."""
        if not 0 <= n < len(self.paragraphs) or n in self.taken:
            return None
        paragraph = self.paragraphs[n]
        found = self.book.stands_alone(paragraph.text)
        if found is None or self.places[n].is_heading or self._is_listed(n):
            return None
        public = found.full_name and found.office
        if found.strength > Strength.NAME or public or paragraph.text[0] in "–—―-([":
            return found
        return found if paragraph.gap == 0 else None

    def _is_listed(self, n: int) -> bool:
        """Say whether a paragraph is one entry of a list and its dash or star a bullet."""
        sign = self.text(n)[:2]
        if sign[:1] not in "-–—*•" or sign == "**":
            return False
        return sign in (self.text(n - 1)[:2], self.text(n + 1)[:2])

    def named_heading(self, n: int) -> str | None:
        """Return the person whom the heading of a paragraph names as the teller of a story."""
        heading = self.places[n].heading
        return None if heading is None else story_name(heading)

    def group_heading(self, n: int) -> tuple[str, str] | None:
        """Return the people whom the heading of a paragraph names as speakers, and their role."""
        heading = self.places[n].heading
        if heading is None:
            return None
        whole = self.book.parse(heading)
        if whole is not None and whole.role is not None:
            return whole.text, whole.role
        if _GROUP_CUE.search(heading) is None:
            return None
        words = [word.strip(":,?") for word in heading_words(heading).split()]
        for end in range(len(words), 0, -1):
            start = end
            while start > 0 and _is_role_word(words[start - 1], last=start == end):
                start -= 1
            role = self.book.role(" ".join(words[start:end])) if start < end else None
            if role is not None:
                return " ".join(words[start:end]), role
        return None


def story_name(heading: str) -> str | None:
    """Return the name in "Amal's story", "My story" as it stands, or None for another heading."""
    bare = heading.strip("*_# ")
    for pattern in (_STORY, _CASE_STUDY):
        match = pattern.fullmatch(bare) if pattern is _STORY else pattern.match(bare)
        if match:
            return match["name"]
    return bare if _MY_STORY.fullmatch(bare) else None


def _is_role_word(word: str, *, last: bool) -> bool:
    low = word.casefold().removesuffix("s" if last else "")
    return low in COMMON_QUALIFIERS - _JOINING or (last and low in PEOPLE)


def _learn_roles(lines: Sequence[Line]) -> list[str]:
    """Return short lines that stand after closing marks twice or more and nowhere else."""
    after: Counter[str] = Counter()
    elsewhere: set[str] = set()
    before = ""
    for line in lines:
        if _SHORT_LINE.fullmatch(line.text) and len(line.text.split()) <= LONGEST_ROLE:
            if _CLOSED.search(before[-4:]):
                after[line.text] += 1
            else:
                elsewhere.add(line.text)
        before = line.text
    return [role for role, count in after.items() if count > 1 and role not in elsewhere]
