"""People: the list of who speaks, and a page for each."""

from qualcode_tui.screens.people.everybody import People
from qualcode_tui.screens.people.person import Person

__all__ = ["People", "Person"]
