"""Everything that writes: each act is done, looked at again, and said in a sentence.

This is the one place that writes to the project, so that writes can move to a worker together.
"""

from qualcode_tui.bench.coding import CodingWork
from qualcode_tui.bench.judging import JudgingWork
from qualcode_tui.bench.marking import MarkingWork
from qualcode_tui.bench.undoing import UndoingWork


class Acts(CodingWork, JudgingWork, MarkingWork, UndoingWork):
    """What a coder does on the workbench."""
