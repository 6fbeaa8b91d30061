"""Everything that writes: each act is done, looked at again, and said in a sentence.

This is the one place that writes to the project, so that writes can move to a worker together.
"""

from qualcode_tui.bench.coding import CodingWork
from qualcode_tui.bench.correcting import CorrectingWork
from qualcode_tui.bench.judging import JudgingWork
from qualcode_tui.bench.marking import MarkingWork
from qualcode_tui.bench.noting import NotingWork
from qualcode_tui.bench.starring import StarringWork
from qualcode_tui.bench.undoing import UndoingWork


class Acts(
    CodingWork, CorrectingWork, JudgingWork, MarkingWork, NotingWork, StarringWork, UndoingWork
):
    """What a coder does on the workbench."""
