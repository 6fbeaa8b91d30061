"""Counts with their base, intervals, agreement, and which passages a zero is known of.

Frames, tuples and arrays come in and go out; nothing here knows of a project.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from qualcode.measures.agreement import Agreement, cohen_kappa
from qualcode.measures.counts import ALL, NOT_RECORDED, count_themes
from qualcode.measures.errors import (
    AssistedInputError,
    DecisionError,
    ForeignPredictionsError,
    ForeignScaleError,
    GroupNameError,
    ImpossibleShareError,
    MeasureError,
    MissingColumnError,
    MissingStratumError,
    NoListError,
    TwoClustersError,
    UnevenCodersError,
)
from qualcode.measures.intervals import Interval, clustered_interval, wilson_interval
from qualcode.measures.labels import label_passages

if TYPE_CHECKING:
    from qualcode.measures.assisted import (
        AssistedPrevalence,
        Planned,
        assisted_by_group,
        assisted_prevalence,
        plan_more,
        plan_sample,
    )

__all__ = [
    "ALL",
    "NOT_RECORDED",
    "Agreement",
    "AssistedInputError",
    "AssistedPrevalence",
    "DecisionError",
    "ForeignPredictionsError",
    "ForeignScaleError",
    "GroupNameError",
    "ImpossibleShareError",
    "Interval",
    "MeasureError",
    "MissingColumnError",
    "MissingStratumError",
    "NoListError",
    "Planned",
    "TwoClustersError",
    "UnevenCodersError",
    "assisted_by_group",
    "assisted_prevalence",
    "clustered_interval",
    "cohen_kappa",
    "count_themes",
    "label_passages",
    "plan_more",
    "plan_sample",
    "wilson_interval",
]

# These need NumPy from the start, which what only opens a project should not wait for.
_ASSISTED = {
    "AssistedPrevalence",
    "Planned",
    "assisted_by_group",
    "assisted_prevalence",
    "plan_more",
    "plan_sample",
}


def __getattr__(name: str) -> object:
    """Import a public name of `assisted` when it is first asked for."""
    if name not in _ASSISTED:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module("qualcode.measures.assisted"), name)
