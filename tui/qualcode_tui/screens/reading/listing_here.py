"""The codes at the cursor as a list to act on, where there is no room for a panel."""

from functools import partial

from textual.content import Content

from qualcode.model import Coding, Proposal, Span
from qualcode_tui.dialogs.codes_here import CodesHere
from qualcode_tui.dialogs.which_code import WhichCode
from qualcode_tui.screens.reading.coding import Coding as Giving
from qualcode_tui.screens.reading.judging import Judging


class ListingHere(Giving, Judging):
    """What Tab opens on a narrow screen."""

    def list_here(self) -> None:
        """List all codes at the cursor, with whose they are, and below them what is suggested."""
        codings = self.bench.codings_in(self.target)
        proposals = self.bench.proposals_in(self.target)
        if not codings and not proposals:
            self.inform(f"No codes are on {self.bench.say_place(self.target)} yet.")
            return
        items: list[Coding | Proposal] = [*codings, *proposals]

        def chosen(answer: tuple[str, int] | None) -> None:
            if answer is not None:
                self._act_on(answer[0], items[answer[1]])

        rows = [self.say_coding(one) for one in codings]
        rows += [
            Content.assemble("Suggested, not coded: ", self._say_proposal(one)) for one in proposals
        ]
        self.app.push_screen(
            CodesHere(self.bench.say_place(self.target), rows, len(codings)), chosen
        )

    def _act_on(self, what: str, item: Coding | Proposal) -> None:
        if isinstance(item, Proposal):
            if what == "open":
                self._explain(item)
            else:
                self.tell(self.acts.reject(item))
        elif what == "open":
            self._ask_instead(item)
        else:
            self._take_off(item)

    def _ask_instead(self, coding: Coding) -> None:
        """Ask which code a passage is to have in the place of the one it has."""
        others = [code for code in self.bench.codes.values() if code.id != coding.code]

        def chosen(code: str | None) -> None:
            if code:
                self.ask_about_other(
                    coding.coder,
                    "coding",
                    "Change",
                    partial(self.acts.recode, coding, code),
                    self.say_coding(coding),
                )

        place = self.bench.say_place(Span(coding.start, coding.end))
        question = f"Which code instead of “{self.bench.label(coding.code)}” on {place}?"
        self.app.push_screen(WhichCode(question, others, self.bench.colours), chosen)
