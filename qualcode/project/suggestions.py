"""Suggestions: what a model learned from human coding proposes for what is uncoded."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from qualcode.model import (
    CaseKind,
    Code,
    Codebook,
    Coding,
    Origin,
    Passage,
    Proposal,
    Selection,
    Turn,
)
from qualcode.model.source import SourceKind
from qualcode.project.counts.units import label_spans
from qualcode.project.errors import NoCodesError, NoSourcesError
from qualcode.project.explaining import Explanation, explain
from qualcode.project.reviewing import Waiting, count_judged, find_waiting
from qualcode.project.showing import Showing, When, decide, read_when, set_when
from qualcode.store import Store
from qualcode.store.clock import now
from qualcode.store.codes import find_code, list_codes
from qualcode.store.codings import (
    find_coding,
    list_proposals,
)
from qualcode.store.content import insert_passages, read_passages, read_text
from qualcode.store.errors import AlreadyCodedError, UnknownItemError
from qualcode.store.local import read_card, replace_proposals
from qualcode.store.people import list_cases
from qualcode.store.sources import (
    find_turn,
    list_imported_turns,
    list_sources,
    list_turns,
    read_document,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from qualcode.suggest import ModelCard

PROPOSED_PER_PASSAGE = 3
LEAST_PROBABILITY = 0.1
EVEN_ODDS = 0.5


@dataclass(frozen=True, slots=True)
class Refit:
    """What a refit did: what it learned from, what it proposes, and how good it proved."""

    passages: int
    coded: int
    proposals: int
    cold_start: bool
    card: "ModelCard"


@dataclass(frozen=True, slots=True)
class _Material:
    """The passages of a project with what is known of each, in the shape that models take."""

    passages: list[Passage]
    codes: list[Code]
    known: "NDArray[np.float64]"
    roles: list[str | None]


class Suggestions:
    """A machine's proposals. They are never codings, and never counted as such."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, source: str | None = None) -> list[Proposal]:
        """Return what is proposed and not yet judged, best first within a passage."""
        return list_proposals(self._store.conn, source)

    def showing(self, source: str) -> Showing:
        """Say whether the coder is shown suggestions for a source (by id), and if not, why.

        See `showing.decide`: not in a coder's first three sources, nor where another worked too.
        """
        return decide(self._store, source)

    def when(self) -> When:
        """Return when suggestions are shown in this study."""
        return read_when(self._store)

    def show_when(self, when: When) -> None:
        """Say when suggestions are shown, for everybody in the study."""
        set_when(self._store, when)

    def waiting(self) -> Waiting:
        """Return what waits to be judged in all sources, in the order in which to judge it.

        What the coder is not shown (`showing`) is counted and not offered.
        """
        return find_waiting(self._store)

    def judged(self, since: datetime) -> int:
        """Count what the coder said yes or no to since a time (with its zone)."""
        return count_judged(self._store, since)

    def explain(self, proposal: Proposal) -> Explanation:
        """Return the words that speak for a proposal, and coded passages most like it."""
        return explain(self._store, proposal)

    def card(self) -> dict[str, Any] | None:
        """Return the card of the model whose proposals stand, None before the first."""
        return read_card(self._store.conn)

    def refit(self, report: Callable[[str], None] = lambda _: None) -> Refit:
        """Learn from all human coding and put new proposals in the place of the old ones.

        `report` is told what goes on. Proposals are made for passages and codes that nobody has
        looked at; the codes of a passage that was read are settled.
        """
        material, suggester, card = self._learn(report)
        report("Proposing")
        proposals = _propose(suggester, material)
        text = json.dumps(asdict(card), ensure_ascii=False)
        replace_proposals(self._store, proposals, card.model, now(), text)
        return Refit(
            len(material.passages), card.passages, len(proposals), suggester.cold_start_, card
        )

    def judge(self, report: Callable[[str], None] = lambda _: None) -> "ModelCard":
        """Return how good suggestions are on conversations the model had not seen.

        Nothing is written but new passages.
        """
        return self._learn(report)[2]

    def _learn(self, report: Callable[[str], None]) -> "tuple[_Material, Any, ModelCard]":
        from qualcode.suggest import evaluate  # noqa: PLC0415 - loads scikit-learn

        report("Cutting turns into passages")
        material = self._gather()
        rows = _coded(material)
        report(f"Learning from {rows.sum()} of {len(material.passages)} passages")
        suggester, groups = self._fit(material)
        if not suggester.cold_start_:
            report("Judging the model on conversations it had not seen")
        return material, suggester, evaluate(suggester, material.known[rows], groups)

    def accept(self, proposal: Proposal) -> Coding:
        """Make a proposal a coding of the coder's own; both names are kept.

        Raises AlreadyCodedError where the coder has this code on the passage already.
        """
        return self._accept("accept", proposal, proposal.code)

    def accept_as(self, proposal: Proposal, code: str) -> Coding:
        """Give another code (by id) than the one proposed, and so say no to that: one act.

        Raises AlreadyCodedError where the coder has this code on the passage already.
        """
        if code == proposal.code:
            return self.accept(proposal)
        return self._accept("accept as", proposal, code)

    def _accept(self, kind: str, proposal: Proposal, code: str) -> Coding:
        place = (proposal.source, proposal.start, proposal.end)
        label = find_code(self._store.conn, code).label
        if find_coding(self._store.conn, *place, code, self._store.coder or ""):
            raise AlreadyCodedError(label)
        with self._store.act(kind) as act:
            chosen = None if code == proposal.code else code
            selection = self._judge(act, proposal, "accepted as" if chosen else "accepted", chosen)
            item = act.make(
                "coding",
                {
                    "source": proposal.source,
                    "selection": selection,
                    "code": code,
                    "origin": Origin.CODED if chosen else Origin.ACCEPTED,
                    "coder": act.coder,
                    "made": act.time,
                },
            )
        origin = Origin.CODED if chosen else Origin.ACCEPTED
        return Coding(item, *place, code, self._store.coder or "", origin, act.time)

    def reject(self, proposal: Proposal) -> None:
        """Say no to a proposal. It is not proposed again."""
        with self._store.act("reject") as act:
            self._judge(act, proposal, "rejected")

    def _judge(
        self,
        act: Any,  # noqa: ANN401
        proposal: Proposal,
        verdict: str,
        chosen: str | None = None,
    ) -> Selection:
        text = read_text(self._store.conn, proposal.source)
        if text is None:
            raise UnknownItemError("source", proposal.source)
        selection = Selection.of(text, proposal.start, proposal.end)
        act.make(
            "verdict",
            {
                "source": proposal.source,
                "selection": selection,
                "passage": proposal.passage,
                "code": proposal.code,
                "verdict": verdict,
                "chosen": chosen,
                "model": proposal.model,
                "probability": proposal.probability,
                "coder": act.coder,
                "made": act.time,
            },
        )
        return selection

    def _gather(self) -> _Material:
        codes = list_codes(self._store.conn)
        if not codes:
            raise NoCodesError
        passages = cut_frame(self._store)
        if not passages:
            raise NoSourcesError
        known = label_spans(
            self._store, [(one.id, one.source, one.start, one.end) for one in passages], codes
        )
        cases = {case.id: case for case in list_cases(self._store.conn)}
        turns = turns_where(self._store, passages)
        roles = []
        for passage in passages:
            turn = turns.get(passage.id)
            case = cases.get(turn.case or "") if turn else None
            roles.append(case.role if case else None)
        return _Material(passages, codes, known, roles)

    def _fit(self, material: _Material) -> tuple[Any, list[str] | None]:
        from qualcode.suggest import Suggester  # noqa: PLC0415 - loads scikit-learn

        rows = _coded(material)
        coded = [one for one, is_coded in zip(material.passages, rows, strict=True) if is_coded]
        pool = [
            one.text for one, is_coded in zip(material.passages, rows, strict=True) if not is_coded
        ]
        groups = [one.source for one in coded]
        suggester = Suggester(random_state=0).fit(
            [one.text for one in coded],
            material.known[rows],
            groups=groups,
            roles=[role for role, is_coded in zip(material.roles, rows, strict=True) if is_coded],
            codebook=Codebook("project", "project", tuple(material.codes)),
            codes=[code.id for code in material.codes],
            pool=pool,
        )
        return suggester, groups


def cut_frame(store: Store) -> list[Passage]:
    """Cut every source into passages, store what is new, and return those of the present frame.

    Facilitators' words and a document's own are context only; a survey answer is one passage. A
    turn that was split is cut as it was imported: passages are drawn, and never cut again.
    """
    from qualcode.suggest import SEGMENTER, VERSION, cut_passages  # noqa: PLC0415 - loads spaCy

    cases = {case.id: case for case in list_cases(store.conn)}
    new: list[Passage] = []
    for source in list_sources(store.conn):
        document = read_document(store.conn, source.id)
        # Beside people's turns, nobody's words are a title, a note of the transcriber's or a
        # survey's question; where nobody is named, they are all there is.
        printed = source.kind is SourceKind.REPORT or any(turn.case for turn in document.turns)
        heard = [
            turn for turn in document.turns if not _is_context(turn.case, cases, printed=printed)
        ]
        imported = list_imported_turns(store.conn, source.id)
        skip = {turn.id for turn in imported} - {
            turn.id for turn in imported if any(turn.n == one.n for one in heard)
        }
        new += [
            passage
            for passage in cut_passages(document.text, imported, skip)
            if any(one.body < passage.end and passage.start < one.end for one in heard)
        ]
    with store.transaction():
        frame = insert_passages(store.conn, SEGMENTER, VERSION, new)
    ids = {passage.id for passage in new}
    return [passage for passage in read_passages(store.conn, frame) if passage.id in ids]


def turns_where(store: Store, passages: Iterable[Passage]) -> dict[str, Turn]:
    """Return, by passage, the turn or part of one in which it begins."""
    turns: dict[str, list[Turn]] = {}
    for turn in list_turns(store.conn):
        turns.setdefault(turn.source, []).append(turn)
    found = {one.id: find_turn(turns.get(one.source, ()), one.start) for one in passages}
    return {passage: turn for passage, turn in found.items() if turn}


def _is_context(case: str | None, cases: dict[str, Any], *, printed: bool) -> bool:
    if case is None:
        return printed
    return case in cases and (cases[case].kind is CaseKind.FACILITATOR or cases[case].withdrawn)


def _coded(material: _Material) -> "NDArray[np.bool_]":
    """Return which passages somebody looked at for any code."""
    import numpy as np  # noqa: PLC0415

    return np.asarray(~np.isnan(material.known).all(axis=1), dtype=np.bool_)


def _propose(suggester: Any, material: _Material) -> list[Proposal]:  # noqa: ANN401
    """Return the best proposals of each passage, among the codes that nobody looked for there."""
    import numpy as np  # noqa: PLC0415

    open_rows = np.flatnonzero(np.isnan(material.known).any(axis=1))
    if not len(open_rows):
        return []
    probabilities = suggester.predict_proba(
        [material.passages[n].text for n in open_rows], [material.roles[n] for n in open_rows]
    )
    proposals: list[Proposal] = []
    for n, row in zip(open_rows, probabilities, strict=True):
        passage = material.passages[n]
        candidates: Sequence[int] = [
            int(column)
            for column in np.argsort(-row, kind="stable")
            if np.isnan(material.known[n, column])
            and row[column] >= max(LEAST_PROBABILITY, suggester.thresholds_[column] / 2)
        ]
        proposals += [
            Proposal(
                passage.id,
                passage.source,
                passage.start,
                passage.end,
                material.codes[column].id,
                float(row[column]),
                rank,
                _is_likely(suggester, column, float(row[column])),
                suggester.model_,
            )
            for rank, column in enumerate(candidates[:PROPOSED_PER_PASSAGE], 1)
        ]
    return proposals


def _is_likely(suggester: Any, column: int, probability: float) -> bool:  # noqa: ANN401
    """Say whether a proposal may be called likely: as the word is meant, and as the code needs.

    Where nothing was learned, nothing has shown that any proposal is.
    """
    enough = max(EVEN_ODDS, float(suggester.thresholds_[column]))
    return probability >= enough and not suggester.cold_start_
