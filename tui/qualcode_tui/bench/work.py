"""What writing to the project has in common: done, looked at again, and said in a sentence."""

from collections.abc import Callable
from dataclasses import dataclass

from qualcode.model import QualcodeError
from qualcode_tui.bench.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an act: a sentence for the status line, and whether anything was saved."""

    sentence: str
    done: bool


class Work:
    """Acts on the workbench: each kind of them is a class of its own below this one."""

    def __init__(self, bench: Workbench) -> None:
        self.bench = bench
        self.project = bench.project

    def _do(
        self, act: Callable[[], str], after: str = "u undoes.", *, look_at_all: bool = False
    ) -> Outcome:
        try:
            sentence = act()
            if look_at_all:
                self.bench.look_at_all()
            else:
                self.bench.look()
        except QualcodeError as refusal:
            return Outcome(str(refusal), False)
        return Outcome(f"{sentence} {after}", True)

    def _source(self) -> str:
        if self.bench.document is None:
            raise NoSourceOpenError
        return self.bench.document.source.id


class NoSourceOpenError(QualcodeError):
    """Something was asked of the open source while none is open."""

    def __init__(self) -> None:
        super().__init__("No source is open. Choose one in the list of sources and press Enter.")
