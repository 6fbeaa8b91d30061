"""The words that speak for what is suggested: looked for beside the screen, a passage at a time."""

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from qualcode.model import Proposal, QualcodeError
from qualcode_tui.screens.review.judging import Judging

if TYPE_CHECKING:
    from qualcode.project import Project
    from qualcode.project.suggesting.explaining import Explanation


class Explaining(Judging):
    """Reasons for the suggestions of the passage, shown as soon as they are found."""

    _is_looking = False

    def find_reasons(self) -> None:
        """Look for what speaks for each suggestion here, unless that is known or going on."""
        wanted = [one for one in self.queue.here if one not in self.reasons]
        if wanted and not self._is_looking:
            self._is_looking = True
            self.work(partial(_explain, wanted), self._found, self._not_found)

    def show_reasons(self) -> None:
        """Show the reasons that are known by now."""

    def _found(self, reasons: "dict[Proposal, Explanation]") -> None:
        self._is_looking = False
        self.reasons.update(reasons)
        if reasons.keys() & set(self.queue.here):
            self.show_reasons()
        if reasons:
            self.find_reasons()

    def _not_found(self, _: str) -> None:
        self._is_looking = False


def _explain(wanted: list[Proposal], project: "Project") -> "dict[Proposal, Explanation]":
    """Return why each is suggested; one that is gone by now has no reason."""
    found = {}
    for one in wanted:
        with suppress(QualcodeError):
            found[one] = project.suggestions.explain(one)
    return found
