"""What can be coded all at once: the hits of a search, or the answers to a question."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.model import CaseKind, Question, Span
from qualcode_tui.text.corrections import ShownText
from qualcode_tui.text.edges import Edges, Unit
from qualcode_tui.text.matching import find_sentences

if TYPE_CHECKING:
    from qualcode.project import Project

MOST = 2000


@dataclass(frozen=True, slots=True)
class Stretch:
    """One stretch that would be coded: its source (by id), its place in words, and its words.

    What a facilitator says is `left_out` until somebody takes it in.
    """

    source: str
    place: str
    span: Span
    words: str
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class Sweep:
    """All that was found, as the sentences of it and as whole turns; either may be coded."""

    title: str
    sentences: tuple[Stretch, ...]
    turns: tuple[Stretch, ...]


def sweep_hits(project: "Project", query: str) -> Sweep:
    """Return what a search finds in all sources, in reading order.

    Where no one sentence has the words, the whole turn stands among the sentences too.
    """
    hits = project.search.turns(query, MOST)
    refs = {source.id: source.ref for source in project.sources.list()}
    cases = project.people.by_id()
    sentences: list[Stretch] = []
    turns: list[Stretch] = []
    for source in sorted({hit.source for hit in hits}, key=lambda one: refs[one]):
        document = project.sources.document(source)
        shown = ShownText(document)
        edges = Edges(document, shown.corrected)
        for index in sorted({edges.turn_at(hit.start) for hit in hits if hit.source == source}):
            turn = document.turns[index]
            case = cases.get(turn.case or "")
            asks = case is not None and case.kind is CaseKind.FACILITATOR
            place = f"{refs[source]} · {turn.name}{' · facilitator' if asks else ''}"
            spans = edges.units(Unit.SENTENCE, index)
            found = find_sentences(query, [shown.read(span) for span in spans])
            whole = edges.body(index)
            turns.append(Stretch(source, place, whole, shown.read(whole), asks))
            sentences += [
                Stretch(source, place, span, shown.read(span), asks)
                for span in ([spans[n] for n in found] or [whole])
            ]
    return Sweep(f"Code all that has “{query}”", tuple(sentences), tuple(turns))


def sweep_answers(project: "Project", question: Question, ref: str) -> Sweep:
    """Return all answers to an open question of a survey, each of them whole."""
    answers = tuple(
        Stretch(question.source, f"{ref} · {answer.case.code}", answer.span, answer.words)
        for answer in project.surveys.answers(question)
        if answer.span is not None
    )
    return Sweep(f"Code all answers to “{question.text}”", (), answers)
