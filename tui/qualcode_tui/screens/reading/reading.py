"""The reading screen: what can be done to the open source, each sort in a module of its own."""

from qualcode_tui.actions import bindings
from qualcode_tui.actions.action import Scope
from qualcode_tui.screens.reading.codebook import ToCodebook
from qualcode_tui.screens.reading.coding import Coding
from qualcode_tui.screens.reading.copying import Copying
from qualcode_tui.screens.reading.correcting import Correcting
from qualcode_tui.screens.reading.fitting import Fitting
from qualcode_tui.screens.reading.judging import Judging
from qualcode_tui.screens.reading.listing_here import ListingHere
from qualcode_tui.screens.reading.marking import Marking
from qualcode_tui.screens.reading.moving import Moving
from qualcode_tui.screens.reading.noting import Noting
from qualcode_tui.screens.reading.returning import Returning
from qualcode_tui.screens.reading.starring import Starring
from qualcode_tui.screens.reading.sweeping import Sweeping
from qualcode_tui.screens.reading.undoing import Undoing


class Reading(
    ListingHere,
    Coding,
    Copying,
    Correcting,
    Fitting,
    Judging,
    Marking,
    Moving,
    Noting,
    Returning,
    Starring,
    Sweeping,
    ToCodebook,
    Undoing,
):
    """One source, open for reading and coding."""

    SCOPES = (Scope.TEXT, Scope.READING)
    BINDINGS = bindings(Scope.READING)
