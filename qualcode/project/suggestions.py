"""Suggestions: what a model learned from human coding proposes for what is uncoded."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.model import Coding, Origin, Proposal, Selection
from qualcode.project.codebook.standing import require_code
from qualcode.project.readings import keep_meaning
from qualcode.project.suggesting.encoding import read_encoder, write_encoder
from qualcode.project.suggesting.explaining import Explanation, explain
from qualcode.project.suggesting.learning import judge, learn
from qualcode.project.suggesting.material import Material, gather
from qualcode.project.suggesting.proposing import propose
from qualcode.project.suggesting.reviewing import Waiting, count_judged, find_waiting
from qualcode.project.suggesting.showing import Showing, When, decide, read_when, set_when
from qualcode.project.suggesting.tables import code_table
from qualcode.project.suggesting.unlike import read_unlike
from qualcode.store import Store
from qualcode.store.act import Act
from qualcode.store.clock import now
from qualcode.store.codes import joined_meanings
from qualcode.store.codings import find_coding, list_proposals
from qualcode.store.content import read_text
from qualcode.store.errors import AlreadyCodedError, UnknownItemError
from qualcode.store.local import read_card, replace_proposals

if TYPE_CHECKING:
    from qualcode.suggest import ModelCard, Suggester


@dataclass(frozen=True, slots=True)
class Refit:
    """What a refit did: what it learned from, what it proposes, and how good it proved."""

    passages: int
    coded: int
    proposals: int
    cold_start: bool
    card: "ModelCard"


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

    def unlike(self) -> dict[str, str]:
        """Return, by source (id), a line on how it is unlike what the standing model learned from.

        Sources that are like it, or of which something was coded when it learned, are not in it.
        """
        told = read_unlike(self.card())
        return {source: one.line for one in told for source in one.sources}

    def refit(self, report: Callable[[str], None] = lambda _: None) -> Refit:
        """Learn from all human coding and put new proposals in the place of the old ones.

        `report` is told what goes on. Proposals are made for passages and codes that nobody has
        looked at; the codes of a passage that was read are settled.
        """
        material, suggester = self._learn(report)
        card, unlike = judge(self._store, material, suggester, report)
        report("Proposing")
        proposals = propose(suggester, material)
        told = {**asdict(card), "unlike": [asdict(one) for one in unlike]}
        text = json.dumps(told, ensure_ascii=False)
        replace_proposals(self._store, proposals, card.model, now(), text)
        return Refit(
            len(material.passages), card.passages, len(proposals), suggester.cold_start_, card
        )

    def judge(self, report: Callable[[str], None] = lambda _: None) -> "ModelCard":
        """Return how good suggestions are on conversations, and at sites, the model had not seen.

        Nothing is written but new passages.
        """
        material, suggester = self._learn(report)
        return judge(self._store, material, suggester, report)[0]

    def code_table(
        self,
        source: Path,
        target: Path,
        *,
        text: str,
        role: str | None = None,
        keep: tuple[str, ...] = (),
        report: Callable[[str], None] = lambda _: None,
    ) -> tuple[int, int]:
        """Write the chance of every code for every row of a CSV file; see `tables.code_table`."""
        return code_table(
            self._store, source, target, text=text, role=role, keep=keep, report=report
        )

    def encoder(self) -> str:
        """Return what words are read with: “auto”, “static”, “tfidf”, or a folder."""
        return read_encoder()

    def read_with(self, encoder: str) -> Path:
        """Say what words are read with, for all projects of this user; return where that is kept.

        Raises EncoderFolderError or NoStaticTableError where it cannot be used.
        """
        return write_encoder(encoder)

    def _learn(self, report: Callable[[str], None]) -> "tuple[Material, Suggester]":
        report("Cutting turns into passages")
        material = gather(self._store)
        return material, learn(self._store, material, report)

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
        label = require_code(self._store, code)
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
        act: Act,
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
                "meaning": keep_meaning(act, joined_meanings(act.conn, proposal.code)),
                "model": proposal.model,
                "probability": proposal.probability,
                "coder": act.coder,
                "made": act.time,
            },
        )
        return selection
