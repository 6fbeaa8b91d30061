"""Doing something to the only one of some things, or to the one that is chosen."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from textual.content import Content

from qualcode_tui.bench.acts import Acts
from qualcode_tui.dialogs.choose import Choose
from qualcode_tui.screens.reading.desk import Desk

if TYPE_CHECKING:
    from qualcode.project import Project

_Thing = TypeVar("_Thing")


class Choosing(Desk):
    """The desk, with the acts that can be done on it, and a way to ask which is meant."""

    def __init__(self, project: "Project") -> None:
        super().__init__(project)
        self.acts = Acts(self.bench)

    def choose(
        self,
        question: str,
        things: Sequence[_Thing],
        say: Callable[[_Thing], Content],
        act: Callable[[_Thing], None],
    ) -> None:
        """Do something to the only one of some things, or to the one that is chosen."""
        if len(things) == 1:
            act(things[0])
            return

        def chosen(i: int | None) -> None:
            if i is not None:
                act(things[i])

        self.app.push_screen(Choose(question, [say(thing) for thing in things]), chosen)

    def go_to_turn(self, index: int) -> None:
        """Put the cursor at the start of a turn, by its index."""
        if self.bench.edges is not None:
            self.reader.go(self.bench.edges.body(index).start)
