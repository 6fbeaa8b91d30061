"""A random draw as it stands: which of its passages count, of what groups, and what was found.

Passages are drawn one by one, from all or within strata, and never whole conversations. So however
alike the passages of one conversation are, they do not come together into the draw more often than
chance has it, and its error is that of single passages (Cochran 1977, Sampling Techniques, ch. 2
and 5). That is its error as to the share of all passages of this corpus, and of no other.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.model import Case, Code, Passage, QualcodeError
from qualcode.project.counts.drawn_frame import DrawnFrame, find_frames, must_hold
from qualcode.project.counts.errors import GroupNotDrawnError, UnreadDrawError
from qualcode.project.counts.units import list_variables_of, roll_up, split_labels
from qualcode.project.errors import NoSourcesError, UnknownVariableError
from qualcode.project.samples import EVERYTHING, NOT_RECORDED, group_passages
from qualcode.project.suggesting.frame import cases_where, cut_frame, group_by_speaker
from qualcode.store import Store

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class DrawnCorpus:
    """The passages of a draw with what is known of each, in rows; codes in columns, rolled up.

    `own_read` is `read` before it was rolled up. `conversations` are whose words each passage is.
    `strata` and `groups` are None where the draw was from all, and where nothing groups. `fitting`
    is how many draws could have been counted in place of this one.
    """

    frame: DrawnFrame
    codes: Sequence[Code]
    said: "NDArray[np.bool_]"
    read: "NDArray[np.bool_]"
    own_read: "NDArray[np.bool_]"
    speaking: Sequence[Case | None]
    conversations: Sequence[str]
    strata: Sequence[str] | None
    groups: Sequence[str] | None
    by: str | None
    fitting: int

    def counting(self, column: int) -> list[int]:
        """Return the rows that count for a code."""
        return self.frame.counting(self.read[:, column])

    def list_groups(self) -> list[str]:
        """Return the names of the groups, those of whom nothing is recorded last."""
        return sorted(set(self.groups or ()), key=lambda name: (name == NOT_RECORDED, name))

    def explain(self, column: int) -> QualcodeError:
        """Return why nothing can be told of a code."""
        rows = self.counting(column)
        shared = ((self.by, self.groups), (self.frame.sample.variable, self.strata))
        for by, groups in shared:
            own = [groups[row] for row in rows] if groups else []
            if own and set(groups or ()) - set(own):
                return miss(by or "", groups or (), own)
        first = next((name for name, places in self.frame.places.items() if places), None)
        places = [place for some in self.frame.places.values() for place in some]
        silent = sum(
            bool(self.said[place].any()) and not self.read[place].any() for place in places
        )
        return UnreadDrawError(None if first == EVERYTHING else first, silent)

    def list_notes(self) -> list[str]:
        """Return what must be said of the draw itself, a sentence each."""
        sample = self.frame.sample
        notes = [_ONE_BY_ONE]
        if self.fitting > 1:
            notes.append(
                f"{self.fitting} random draws can tell of this. The one of which most was read in "
                f"its order counts, the latest among equals: “{sample.name}”, seed {sample.seed}."
            )
        if self.frame.later:
            notes.append(
                f"{self.frame.later} passages are of sources that came after the draw, and are "
                f"left out. Draw again with seed {sample.seed} to take them in: what was read "
                "counts."
            )
        return notes


_ONE_BY_ONE = (
    "Passages were drawn one by one, so alike passages of one conversation do not widen the "
    "interval. It tells of these conversations, not of others."
)


def gather_drawn(
    store: Store, codes: Sequence[Code], by: str | None, coder: str | None
) -> DrawnCorpus:
    """Return all that is known of the passages of a draw; what forbids an estimate is raised.

    Of the random draws that fit, the one of which most was read counts. Raises NotDrawnError,
    OutgrownDrawError, UnreadDrawError, GroupNotDrawnError, NoSourcesError and
    UnknownVariableError.
    """
    import numpy as np  # noqa: PLC0415

    found = cut_frame(store)
    if not found:
        raise NoSourcesError
    frames = find_frames(store, found, by)
    frame = _choose(store, frames, codes, coder)
    passages, variable = frame.passages, frame.sample.variable
    strata = _group(store, passages, variable) if variable else None
    must_hold(frame, strata or [EVERYTHING] * len(passages))
    groups = _group(store, passages, by) if by else None
    said, read = _labels(store, frame, codes, coder)
    speaking = cases_where(store, passages)
    corpus = DrawnCorpus(
        frame,
        codes,
        roll_up(said, codes, np.logical_or),
        roll_up(read, codes, np.logical_and),
        read,
        speaking,
        group_by_speaker(store, passages, speaking),
        strata,
        groups,
        by,
        len(frames),
    )
    if not any(corpus.counting(column) for column in range(len(codes))):
        raise corpus.explain(0)
    return corpus


def _choose(
    store: Store, frames: Sequence[DrawnFrame], codes: Sequence[Code], coder: str | None
) -> DrawnFrame:
    """Return the draw of which most counts; the latest among equals."""
    import numpy as np  # noqa: PLC0415

    best, most = frames[-1], -1
    for frame in frames:
        read = roll_up(_labels(store, frame, codes, coder)[1], codes, np.logical_and)
        counted = sum(len(frame.counting(column)) for column in read.T)
        if counted >= most:
            best, most = frame, counted
    return best


def _labels(
    store: Store, frame: DrawnFrame, codes: Sequence[Code], coder: str | None
) -> "tuple[NDArray[np.bool_], NDArray[np.bool_]]":
    return split_labels(store, span_passages(frame.passages), codes, coder)


def span_passages(passages: Sequence[Passage]) -> list[tuple[str, str, int, int]]:
    """Return passages as spans to be labelled: id, source, start, end."""
    return [(one.id, one.source, one.start, one.end) for one in passages]


def _group(store: Store, passages: Sequence[Passage], by: str) -> list[str]:
    found = group_passages(store, passages, by)
    if not any(found.values()):
        raise UnknownVariableError(by, list_variables_of(store))
    return [found.get(one.id) or NOT_RECORDED for one in passages]


def miss(by: str, groups: Sequence[str], own: Sequence[str]) -> GroupNotDrawnError:
    """Return what to say of the first group that has passages, and none among those drawn."""
    sizes, drawn = Counter(groups), set(own)
    name = next(one for one in sorted(sizes) if one not in drawn)
    return GroupNotDrawnError(by, name, sizes[name])
