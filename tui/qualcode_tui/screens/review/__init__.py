"""Suggestions judged and drawn passages coded, one after the other."""

from qualcode_tui.screens.review.drawn import DrawnPassages
from qualcode_tui.screens.review.place import ReviewPlace
from qualcode_tui.screens.review.review import Review

__all__ = ["DrawnPassages", "Review", "ReviewPlace"]
