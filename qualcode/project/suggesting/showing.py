"""Whether suggestions are shown beside a text: only to somebody who cannot be led by them.

A coder first learns the material without a machine's word in their ear; and where two code one
source to be compared, the same suggestions would make them agree.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from qualcode.model.words import count
from qualcode.store import Store, coder_id
from qualcode.store.codings import list_coders_in
from qualcode.store.sources import measure_progress

FIRST_SOURCES = 3
READ_TO_THE_END = 0.9


class When(StrEnum):
    """When suggestions are shown, as the study has it."""

    AFTER_THREE = "after three"
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Showing:
    """Whether suggestions are shown in a source, and where they are not, why: a sentence."""

    shown: bool
    why: str = ""


def read_when(store: Store) -> When:
    """Return when suggestions are shown; after three sources where nobody has said."""
    said = store.read_setting("suggestions")
    return When(said) if said in tuple(When) else When.AFTER_THREE


def set_when(store: Store, when: When) -> None:
    """Say when suggestions are shown, for everybody in the study. It can be undone."""
    with store.act("show suggestions") as act:
        act.set("project", "project", {"suggestions": str(when)})


def decide(store: Store, source: str) -> Showing:
    """Return whether the present coder is shown the suggestions for a source (by id), and why not.

    A source counts as read to the end from nine tenths of its turns' characters on. Who only looks
    at a project under no name is shown all of them: nothing can be coded so.
    """
    return decide_all(store, [source])[source]


def decide_all(store: Store, sources: Iterable[str]) -> dict[str, Showing]:
    """Return for sources (by id) what `decide` says of each."""
    when, coder = read_when(store), store.coder
    if when is When.NEVER:
        off = Showing(False, "Suggestions are turned off in this study.")
        return dict.fromkeys(sources, off)
    if when is When.ALWAYS or coder is None:
        return dict.fromkeys(sources, Showing(True))
    beside = {source: _decide_beside(store, source, coder) for source in sources}
    # What somebody has read takes long to measure, and is often not asked.
    alone = None if all(beside.values()) else _decide_alone(store, coder)
    return {source: showing or alone or Showing(True) for source, showing in beside.items()}


def _decide_alone(store: Store, coder: str) -> Showing | None:
    """Return why nothing is shown to who has read too little yet, None to all others."""
    shares = measure_progress(store.conn, coder_id(coder))
    done = sum(share >= READ_TO_THE_END for share in shares.values())
    if done >= FIRST_SOURCES:
        return None
    read = f"you have marked {count(done, 'source') if done else 'none'} as read to the end"
    return Showing(False, f"Suggestions come after your first {FIRST_SOURCES} sources: {read}.")


def _decide_beside(store: Store, source: str, coder: str) -> Showing | None:
    """Return why nothing is shown where others worked too, None where nobody did."""
    others = [name for name in list_coders_in(store.conn, source) if name != coder]
    if not others:
        return None
    return Showing(
        False,
        f"Suggestions are off here: {' and '.join(others)} worked on this source too, and what "
        "each of you finds is to be your own.",
    )
