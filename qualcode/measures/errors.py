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


class AssistedInputError(MeasureError):
    """The root of what can be wrong with a sample and its predictions."""


class EmptySampleError(AssistedInputError):
    """Nothing was drawn, so nothing can be said."""

    def __init__(self) -> None:
        super().__init__("The sample is empty. Code some passages that were drawn at random.")


class OversizedSampleError(AssistedInputError):
    """More was drawn than there is."""

    def __init__(self, drawn: int, there: int, stratum: object = None) -> None:
        where = "" if stratum is None else f" of “{stratum}”"
        super().__init__(
            f"{drawn} passages{where} were drawn, and there are {there}{where}. F needs a "
            "prediction for every passage, those of the sample included."
        )


class UnevenLengthsError(AssistedInputError):
    """Two rows that belong together are not of one length, or are no rows."""

    def __init__(
        self, name: str, found: int, against: str, wanted: int, *, dimensions: bool = False
    ) -> None:
        unit = "dimensions" if dimensions else "values"
        super().__init__(
            f"{name} has {found} {unit} and {against} has {wanted}. Give a value for each passage."
        )


class MissingPredictionError(AssistedInputError):
    """A value that must be a number is none."""

    def __init__(self, name: str, place: int, value: float | None) -> None:
        found = "something that is no number" if value is None else f"{value}"
        super().__init__(
            f"{name} holds {found} (from value {place + 1} on). It needs a number for each passage."
        )


class BadLabelError(AssistedInputError):
    """What names a cluster or a stratum cannot be compared."""

    def __init__(self, name: str, label: object) -> None:
        super().__init__(f"{name} holds {label!r}. Give each passage one name, a word or a number.")


class ImpossibleLevelError(AssistedInputError):
    """A level is a share of all samples."""

    def __init__(self, level: float) -> None:
        super().__init__(f"There is no interval at level {level:g}. It lies between 0 and 1.")


class ImpossibleMarginError(AssistedInputError):
    """What was to be planned for cannot be."""

    def __init__(self, what: str, value: float) -> None:
        super().__init__(f"No sample can be planned with a {what} of {value:g}.")


class MissingStratumError(AssistedInputError):
    """Part of the passages had no chance to be drawn, or none came."""

    def __init__(self, stratum: object, size: int) -> None:
        name = "not recorded" if stratum is None else stratum
        super().__init__(
            f"None of the {size} passages of “{name}” was drawn, so nothing is known of them. "
            "Draw more, shared out by this variable."
        )
