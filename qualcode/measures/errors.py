"""What cannot be measured, and why."""

from qualcode.model.errors import QualcodeError


class MeasureError(QualcodeError):
    """The root of what can be wrong with what is to be measured."""


class UnevenCodersError(MeasureError):
    """Two coders are to be compared who did not decide on the same units."""

    def __init__(self, first: int, second: int) -> None:
        super().__init__(
            f"The first coder decided on {first} units and the second on {second}. "
            "Compare them on the units that both have read."
        )


class DecisionError(MeasureError):
    """A coder's decision is neither yes nor no."""

    def __init__(self, decision: object) -> None:
        super().__init__(
            f"A decision is 1 (the code applies) or 0 (it does not), not {decision!r}. "
            "Leave out units that were not decided on."
        )


class ImpossibleShareError(MeasureError):
    """A share of nothing, of less than nothing, or of more than all."""

    def __init__(self, k: float, n: float, level: float) -> None:
        super().__init__(
            f"There is no interval at level {level:g} for {k:g} of {n:g}. "
            "The number must lie between 0 and its base, the base above 0, and the level between "
            "0 and 1."
        )


class MissingColumnError(MeasureError):
    """A frame lacks a column that the measure needs."""

    def __init__(self, frame: str, column: str) -> None:
        super().__init__(f"The frame “{frame}” has no column “{column}”. Add it.")


class GroupNameError(MeasureError):
    """A group has the name that the row of all groups together has."""

    def __init__(self, by: str, name: str) -> None:
        super().__init__(
            f"A group of “{by}” is called “{name}”, which is the name of the row for everybody. "
            "Give the group another name."
        )


class TwoClustersError(MeasureError):
    """A unit stands in two clusters, so that the clusters are not independent."""

    def __init__(self, unit: object) -> None:
        super().__init__(
            f"The unit “{unit}” stands in more than one cluster. "
            "Give each unit one cluster, such as the conversation it took part in."
        )
