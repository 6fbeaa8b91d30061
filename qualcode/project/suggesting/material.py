"""The material: the passages of a project with what people said of each, as models take it."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from qualcode.model import Code, Passage
from qualcode.project.counts.units import label_spans, split_labels
from qualcode.project.errors import NoCodesError, NoSourcesError
from qualcode.project.suggesting.frame import cases_where, cut_frame, group_by_speaker
from qualcode.store import Store
from qualcode.store.codes import list_codes
from qualcode.store.sources import list_sources

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Material:
    """All passages with what is known of each, in rows; codes in columns.

    `known` is 1 coded, 0 looked at without, NaN not looked for. A coding made before its code had
    its present meaning leaves the passage not looked for, until it is read with that meaning.
    `read` is true where somebody marked the passage as read for the code, and was not led there.
    `groups` are the conversation of each passage, of a survey its respondent; `roles` and `sites`
    are None where not recorded.
    """

    passages: list[Passage]
    codes: list[Code]
    known: "NDArray[np.float64]"
    read: "NDArray[np.bool_]"
    groups: list[str]
    roles: list[str | None]
    sites: list[str | None]

    @cached_property
    def looked(self) -> "NDArray[np.bool_]":
        """Which cells somebody said something of."""
        import numpy as np  # noqa: PLC0415

        found: NDArray[np.bool_] = ~np.isnan(self.known)
        return found

    @cached_property
    def coded(self) -> list[int]:
        """The rows that somebody looked at for any code."""
        return [row for row, said in enumerate(self.looked) if said.any()]

    @cached_property
    def uncoded(self) -> list[int]:
        """The other rows."""
        return [row for row, said in enumerate(self.looked) if not said.any()]

    def column(self, code: str) -> int:
        """Return the column of a code (by id)."""
        return next(n for n, one in enumerate(self.codes) if one.id == code)


def gather(store: Store) -> Material:
    """Return the material of a project; raises NoCodesError or NoSourcesError where it has none.

    A “no” to a suggestion is a 0 for that code there, whatever else of the passage was read.
    """
    codes = list_codes(store.conn)
    if not codes:
        raise NoCodesError
    passages = cut_frame(store)
    if not passages:
        raise NoSourcesError
    spans = [(one.id, one.source, one.start, one.end) for one in passages]
    speaking = cases_where(store, passages)
    places = {source.id: source.site for source in list_sources(store.conn)}
    return Material(
        passages,
        codes,
        label_spans(store, spans, codes, refusals=True, present=True),
        split_labels(store, spans, codes)[1],
        group_by_speaker(store, passages, speaking),
        [case.role if case else None for case in speaking],
        [
            (case.site if case else None) or places[one.source]
            for one, case in zip(passages, speaking, strict=True)
        ],
    )
