"""What goes to other programs and comes from them."""

from qualcode.exchange.errors import CodingTableError
from qualcode.exchange.tables import COLUMNS, CodingRow, read_coding_table, write_coding_table

__all__ = [
    "COLUMNS",
    "CodingRow",
    "CodingTableError",
    "read_coding_table",
    "write_coding_table",
]
