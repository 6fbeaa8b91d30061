"""The codebook: the tree of codes, and the screens that lie behind it."""

from qualcode_tui.screens.codebook.book import Book
from qualcode_tui.screens.codebook.looking import Looking, Unlooks
from qualcode_tui.screens.codebook.passages import Passages
from qualcode_tui.screens.codebook.proposals import Proposals
from qualcode_tui.screens.codebook.sorting import Sorting

__all__ = ["Book", "Looking", "Passages", "Proposals", "Sorting", "Unlooks"]
