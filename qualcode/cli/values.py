"""What may stand at an option: sorts of value of our own where click's let too much through.

`told` says in words what fits; `qualcode.cli.usage` makes the sentence of a refusal.
"""

import math
from pathlib import Path
from typing import Any, ClassVar

import click

_MOST = 10**9


class Word(click.types.StringParamType):
    """Words of which at least one is there: an empty name must not pass for none given."""

    name = "text"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click's form
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str:
        """Return the words as they came."""
        word = str(value)
        if not word.strip():
            self.fail("nothing stands there", param, ctx)
        return word


class Place(click.Path):
    """A file or folder, there already or not; an empty path would mean the folder one is in."""

    def __init__(self) -> None:
        super().__init__(path_type=Path, readable=False)

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click's form
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:  # noqa: ANN401 - click's form
        """Return the path."""
        if not str(value).strip():
            self.fail("nothing stands there", param, ctx)
        path: Any = super().convert(value, param, ctx)
        # “.” has no name that a sentence could say.
        return path if path.name else path.absolute()


class Number(click.types.IntParamType):
    """A whole number from 1 up; what is larger than anything there is to count is cut down."""

    name = "number"
    told: ClassVar[str] = "a whole number of 1 or more"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click's form
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> int:
        """Return the number."""
        try:
            number = int(value)
        except ValueError:
            number = 0
        if number < 1:
            self.fail(f"{value} is not {self.told}", param, ctx)
        return min(number, _MOST)


class Between(click.types.FloatParamType):
    """A number between two others, neither of them included; not-a-number is none."""

    name = "number"

    def __init__(self, low: float, high: float) -> None:
        self.low, self.high = low, high
        self.told = f"a number above {low:g} and below {high:g}"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click's form
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> float:
        """Return the number."""
        try:
            number = float(value)
        except ValueError:
            number = math.nan
        if not self.low < number < self.high:
            self.fail(f"{value} is not {self.told}", param, ctx)
        return number


WORD = Word()
NUMBER = Number()
