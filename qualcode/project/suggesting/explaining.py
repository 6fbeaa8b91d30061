"""Why a code is suggested for a passage, as far as it can be said in words."""

from dataclasses import dataclass

from qualcode.model import Proposal
from qualcode.store import Store
from qualcode.store.codes import find_code
from qualcode.store.codings import CodedPassage, list_codings, show_codings
from qualcode.store.local import read_card
from qualcode.store.sources import list_turns, read_texts


@dataclass(frozen=True, slots=True)
class Explanation:
    """The words of the passage that speak for the code, and coded passages most like it.

    `words` stand as in the passage, the weightiest first. `alike` are passages that people gave
    the code, the most alike first, none of them the passage itself. Both may be empty. `model` is
    the id of the model that made the proposal, `calibrated` false where it learned from too little.
    """

    words: tuple[str, ...]
    alike: tuple[CodedPassage, ...]
    model: str = ""
    calibrated: bool = True


def explain(store: Store, proposal: Proposal) -> Explanation:
    """Return what speaks for a proposal: words shared with the code's meaning and its passages."""
    from qualcode.suggest.evidence import find_evidence, open_usage  # noqa: PLC0415

    code = find_code(store.conn, proposal.code)
    texts = read_texts(store.conn)
    coded = [
        one
        for one in list_codings(store.conn, code=code.id)
        if one.source != proposal.source or one.end <= proposal.start or proposal.end <= one.start
    ]
    meaning = (code.label, *code.other_labels, code.definition, code.include, *code.keywords)
    found = find_evidence(
        texts[proposal.source][proposal.start : proposal.end],
        ". ".join((*meaning, *code.examples)),
        [texts[one.source][one.start : one.end] for one in coded],
        open_usage(
            texts.values(),
            lambda: (texts[turn.source][turn.body : turn.end] for turn in list_turns(store.conn)),
        ),
    )
    alike = show_codings(store.conn, [coded[place] for place, _ in found.alike])
    card = read_card(store.conn) or {}
    calibrated = bool(card.get("calibrated", True))
    return Explanation(found.words, tuple(alike), proposal.model, calibrated)
