"""From the text to the codebook's lists."""

from typing import TYPE_CHECKING, cast

from textual.content import Content

from qualcode_tui.screens.reading.choosing import Choosing

if TYPE_CHECKING:
    from qualcode_tui.app import Workspace


class ToCodebook(Choosing):
    """The way to the passages of the code at the cursor."""

    def action_passages(self) -> None:
        """List the passages of the code here, asking which where there are several."""
        found = self.bench.codings_in(self.caret) or self.bench.codings_in(self.target)
        here = list(dict.fromkeys(coding.code for coding in found))
        codes = here or self.bench.last_used[:1]
        if not codes:
            self.refuse("There is no code here, and none was used yet.")
            return

        def say(code: str) -> Content:
            known = self.bench.codes.get(code)
            return Content(known.path if known else code)

        workspace = cast("Workspace", self.app)
        self.choose("The passages of which code?", codes, say, workspace.open_passages)
