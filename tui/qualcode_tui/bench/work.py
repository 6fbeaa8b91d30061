"""What writing to the project has in common: done, looked at again, and said in a sentence."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from qualcode.model import QualcodeError
from qualcode_tui.actions import key_of
from qualcode_tui.bench.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an act: a sentence for the status line, and whether anything was saved.

    `what` is the sentence without the key that undoes it, for where keys are letters to be typed.
    """

    sentence: str
    done: bool
    what: str = ""


class Look(Enum):
    """How much is read again after an act: nothing it laid down itself, the source, or all."""

    NOTHING = auto()
    SOURCE = auto()
    ALL = auto()


class Work:
    """Acts on the workbench: each kind of them is a class of its own below this one."""

    def __init__(self, bench: Workbench) -> None:
        self.bench = bench
        self.project = bench.project

    def _do(
        self, act: Callable[[], str], after: str | None = None, look: Look = Look.SOURCE
    ) -> Outcome:
        """Do an act, look again, and return its sentence; a refusal is said and changes nothing.

        What others wrote meanwhile is read in any case.
        """
        try:
            sentence = act()
            if look is Look.ALL:
                self.bench.look_at_all()
            elif look is Look.SOURCE or self.bench.is_stale():
                self.bench.look()
        except QualcodeError as refusal:
            return Outcome(str(refusal), False)
        after = after or f"{key_of('undo')} undoes."
        return Outcome(f"{sentence} {after}", True, sentence)

    def _source(self) -> str:
        if self.bench.document is None:
            raise NoSourceOpenError
        return self.bench.document.source.id


class NoSourceOpenError(QualcodeError):
    """Something was asked of the open source while none is open."""

    def __init__(self) -> None:
        super().__init__("No source is open. Choose one in the list of sources and press Enter.")
