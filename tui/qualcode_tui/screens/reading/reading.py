"""The reading screen: what can be done to the open source, each sort in a module of its own."""

from qualcode_tui.actions import bindings
from qualcode_tui.actions.action import Scope
from qualcode_tui.screens.reading.coding import Coding
from qualcode_tui.screens.reading.judging import Judging
from qualcode_tui.screens.reading.marking import Marking
from qualcode_tui.screens.reading.undoing import Undoing


class Reading(Coding, Judging, Marking, Undoing):
    """One source, open for reading and coding."""

    SCOPES = (Scope.TEXT, Scope.READING)
    BINDINGS = bindings(Scope.READING)
