"""A passage with its speaker, its place and the words around it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from qualcode.model import Case, Document, Span, Turn
from qualcode.model.shown import Shown
from qualcode.model.spoken import say_words
from qualcode_tui.text.cells import shown
from qualcode_tui.text.corrections import ShownText

if TYPE_CHECKING:
    from qualcode.project import Project

_AROUND = 400


@dataclass(frozen=True, slots=True)
class InContext:
    """A passage as it is shown: who speaks, where it stands, and the words with those around.

    `before` and `after` are of the same turns, cut to some length. Corrections are in place.
    """

    source: str
    turn: int
    person: str
    role: str
    site: str
    before: str
    words: str
    after: str

    @property
    def place(self) -> str:
        """Who and where, on one line."""
        who = ", ".join(part for part in (self.person, self.role) if part) or "nobody named"
        return " · ".join(
            part for part in (who, self.site, self.source, f"turn {self.turn}") if part
        )

    def content(self) -> Content:
        """Return the passage with the words around it in a weaker colour."""
        return Content.assemble(
            (self.before, "$reader-muted"),
            (self.words, "bold"),
            (self.after, "$reader-muted"),
        )


class Contexts:
    """The sources of a project, each read once, to show passages of them."""

    def __init__(self, project: "Project") -> None:
        self._project = project
        self._cases: dict[str, Case] = project.people.by_id()
        self._texts: dict[str, ShownText] = {}
        self._documents: dict[str, Document] = {}
        self._shown: dict[str, Shown] = {}

    def of(self, source: str, start: int, end: int) -> InContext:
        """Return a stretch of a source (by id) in its context."""
        if source not in self._documents:
            self._documents[source] = self._project.sources.document(source)
            self._texts[source] = ShownText(self._documents[source])
        document, text = self._documents[source], self._texts[source]
        turns = [one for one in document.turns if one.body < end and start < one.end]
        first, last = (turns[0], turns[-1]) if turns else (None, None)
        heard = dict.fromkeys(turn.case for turn in turns)
        speaking = [self._cases[item] for item in heard if item in self._cases]
        site = next((case.site for case in speaking if case.site), None) or document.source.site
        before = text.read(Span(first.body, max(first.body, start))) if first else ""
        after = text.read(Span(min(end, last.end), last.end)) if last else ""
        return InContext(
            document.source.ref,
            first.n if first else 0,
            ", ".join(case.code for case in speaking),
            ", ".join(dict.fromkeys(case.role for case in speaking if case.role)),
            site or "",
            _show(tail(before, _AROUND)),
            _show(self._say_words(document, start, end)),
            _show(head(after, _AROUND)),
        )

    def _say_words(self, document: Document, start: int, end: int) -> str:
        source = document.source.id
        if source not in self._shown:
            self._shown[source] = Shown.of(document)
        codes = {item: case.code for item, case in self._cases.items()}
        return say_words(document, codes, start, end, self._shown[source])

    def beside(self, source: str, start: int, end: int) -> tuple[str, str]:
        """Return the turn before a stretch and the one after it, with who speaks; "" for none."""
        self.of(source, start, end)
        turns = self._documents[source].turns
        before = [one for one in turns if one.end <= start]
        after = [one for one in turns if end <= one.body]
        return (
            self._say(source, before[-1]) if before else "",
            self._say(source, after[0]) if after else "",
        )

    def _say(self, source: str, turn: Turn) -> str:
        case = self._cases.get(turn.case or "")
        words = _show(self._texts[source].read(Span(turn.body, turn.end))).strip()
        return f"{case.code}: {words}" if case else words


def head(text: str, most: int) -> str:
    """Return the beginning of a text, cut between words."""
    if len(text) <= most:
        return text
    return f"{text[:most].rpartition(' ')[0]} …"


def tail(text: str, most: int) -> str:
    """Return the end of a text, cut between words."""
    if len(text) <= most:
        return text
    return f"… {text[-most:].partition(' ')[2]}"


def _show(text: str) -> str:
    """Return words as they may be sent to a terminal, their lines kept."""
    return "\n".join(shown(line) for line in text.split("\n"))
