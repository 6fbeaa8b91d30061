"""What cannot be measured, and why."""

from numbers import Real

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


class NoListError(MeasureError):
    """A coder's decisions came as a table, or as nothing that can be gone through."""

    def __init__(self) -> None:
        super().__init__(
            "The decisions of a coder are a list or one column of 0 and 1, one for each unit. "
            "Give one code at a time."
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

    def __init__(self, k: object, n: object, level: object) -> None:
        super().__init__(
            f"There is no interval at level {_tell(level)} for {_tell(k)} of {_tell(n)}. "
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
    """Two rows that belong together are not of one length."""

    def __init__(self, name: str, found: int, against: str, wanted: int) -> None:
        super().__init__(
            f"{name} has {found} values and {against} has {wanted}. Give a value for each passage."
        )


class NoRowError(AssistedInputError):
    """A table or a single number was given where one number for each passage is wanted."""

    def __init__(self, name: str, shape: tuple[int, ...]) -> None:
        found = f"a table of {' by '.join(map(str, shape))}" if shape else "a single number"
        super().__init__(
            f"{name} is {found}. Give it as a list or one column, with one number for each passage."
        )


class DrawnDecisionError(DecisionError, AssistedInputError):
    """What a person found in a drawn passage is neither yes nor no."""

    def __init__(self, found: object, place: int | None = None) -> None:
        what = "something that is no number" if place is None else f"{found!r} at {place + 1}"
        MeasureError.__init__(
            self,
            f"y holds {what}. For each drawn passage it wants 1 where the code applies and 0 where "
            "it does not. Leave out passages that were not decided on.",
        )


class ForeignPredictionsError(AssistedInputError):
    """Predictions of drawn passages that differ from those of all as no random draw would."""

    def __init__(self, drawn: float, everybody: float) -> None:
        super().__init__(
            f"The predictions of the drawn passages (f) average {drawn:.3g} and those of all (F) "
            f"{everybody:.3g}, further apart than a random draw leaves them. See that both are of "
            "one code, the same models and one scale, that F has every passage there is, and that "
            "the passages were drawn at random and not picked."
        )


class ForeignScaleError(AssistedInputError):
    """Predictions of drawn passages on another scale than those of all."""

    def __init__(self, drawn: tuple[float, float], everybody: tuple[float, float]) -> None:
        (low, high), (least, most) = drawn, everybody
        super().__init__(
            f"The predictions of the drawn passages (f) lie between {low:.3g} and {high:.3g} and "
            f"those of all (F) between {least:.3g} and {most:.3g}. Give both on one scale, such as "
            "probabilities from 0 to 1."
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

    def __init__(self, level: object) -> None:
        super().__init__(
            f"There is no interval at level {_tell(level)}. It is a number between 0 and 1."
        )


class ImpossibleMarginError(AssistedInputError):
    """What was to be planned for cannot be."""

    def __init__(self, what: str, value: object) -> None:
        super().__init__(f"No sample can be planned with a {what} of {_tell(value)}.")


class MissingStratumError(AssistedInputError):
    """Part of the passages had no chance to be drawn, or none came."""

    def __init__(self, stratum: object, size: int) -> None:
        name = "not recorded" if stratum is None else stratum
        super().__init__(
            f"None of the {size} passages of “{name}” was drawn, so nothing is known of them. "
            "Draw more, shared out by this variable."
        )


def _tell(value: object) -> str:
    """Return a number in short, and anything else as Python would write it."""
    return f"{float(value):g}" if isinstance(value, Real) else repr(value)
