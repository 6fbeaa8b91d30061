"""Copying a passage from the reading screen, with who said it where."""

from qualcode.project.quoted.saying import Place
from qualcode_tui.actions import key_of
from qualcode_tui.refusals import refusals_said
from qualcode_tui.screens.reading.choosing import Choosing


class Copying(Choosing):
    """The passage on its way to the clipboard."""

    def action_copy(self) -> None:
        """Copy the passage with its attribution."""
        span = self.passage
        if self.source is None or not len(span):
            return
        with refusals_said(self.app):
            copied = self.bench.project.quoting.say(Place(self.source, span.start, span.end))
            self.app.copy_to_clipboard(copied)
            place = self.bench.say_place(span)
            *_, last = copied.splitlines()
            mind = f" {last}" if last.startswith("[") else ""
            self.inform(
                f"Copied {place}, with who said it.{mind} If your terminal does not pass it on, "
                f"use {key_of('list.save')} in the list of passages."
            )
