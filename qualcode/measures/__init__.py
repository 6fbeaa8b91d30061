"""Counts with their base, intervals, agreement, and which passages a zero is known of.

Frames, tuples and arrays come in and go out; nothing here knows of a project.
"""

from qualcode.measures.agreement import Agreement, cohen_kappa
from qualcode.measures.counts import ALL, NOT_RECORDED, count_themes
from qualcode.measures.errors import (
    DecisionError,
    GroupNameError,
    ImpossibleShareError,
    MeasureError,
    MissingColumnError,
    TwoClustersError,
    UnevenCodersError,
)
from qualcode.measures.intervals import Interval, clustered_interval, wilson_interval
from qualcode.measures.labels import label_passages

__all__ = [
    "ALL",
    "NOT_RECORDED",
    "Agreement",
    "DecisionError",
    "GroupNameError",
    "ImpossibleShareError",
    "Interval",
    "MeasureError",
    "MissingColumnError",
    "TwoClustersError",
    "UnevenCodersError",
    "clustered_interval",
    "cohen_kappa",
    "count_themes",
    "label_passages",
    "wilson_interval",
]
