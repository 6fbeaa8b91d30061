"""A list: rows of a table that can be narrowed, put in order, copied and saved as a file."""

from typing import ClassVar

from textual.binding import BindingType

from qualcode_tui.actions import bindings
from qualcode_tui.actions.action import Scope
from qualcode_tui.screens.list_narrowing import Narrowing
from qualcode_tui.screens.list_saving import Saving
from qualcode_tui.text.table import Cell, Column, Row

__all__ = ["Cell", "Column", "Listing", "Row"]


class Listing(Narrowing, Saving):
    """A screen of rows under headings.

    Whoever makes one gives `NAME` (“sources”: in the title line and in the names of files),
    `columns`, `read_rows`, and `open_row` for Enter; the rest may be given. What another process
    writes to the project is seen within two seconds.
    """

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.STEP, Scope.LIST)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.LIST)]
