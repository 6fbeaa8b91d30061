"""Going about in the open source: to a turn, to what is coded, not coded, suggested or found."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from qualcode.model import CaseKind, Hit, Span
from qualcode.model.words import count
from qualcode_tui.actions import key_of
from qualcode_tui.dialogs.ask import Ask
from qualcode_tui.screens.reading.choosing import Choosing
from qualcode_tui.text.destination import find_turn, name_somebody
from qualcode_tui.text.edges import Unit
from qualcode_tui.text.matching import find_words


class Moving(Choosing):
    """The ways through the text that need more than its words."""

    _code_followed: str | None = None
    _hits: Sequence[Hit] = ()
    _sought = ""

    def action_go_to(self) -> None:
        """Ask where to go: a turn, a time, or whose next turn."""
        bench, here = self.bench, self.reader.turn
        edges = bench.edges
        if edges is None or not edges.turns:
            self.inform("This source has no turns.")
            return

        def check(words: str) -> str | None:
            found = find_turn(words, edges.turns, bench.cases, here)
            return found if isinstance(found, str) else None

        def go(words: str | None) -> None:
            found = words and find_turn(words, edges.turns, bench.cases, here)
            if isinstance(found, int):
                self.go_to_turn(found)
                self.inform(f"This is {edges.turns[found].name}.")

        somebody = name_somebody(edges.turns, bench.cases)
        told = "A turn: 212   A time: 12:30 or 1:02:03"
        told += f"   Somebody’s next turn: {somebody}" if somebody else ""
        self.app.push_screen(Ask("Go to", told, check=check), go)

    # The code at hand

    def action_passage(self, forward: bool) -> None:
        """Go to the next or the previous passage of the code at hand."""
        code = self._code_at_hand()
        if code is None:
            self.inform("No code is used here, and none was used before.")
            return
        self._code_followed = code
        shown = (one for one in self.bench.codings if one.code == code and self.bench.shows(one))
        starts = sorted({coding.start for coding in shown})
        label = self.bench.label(code)
        side = "after" if forward else "before"
        at = self._go_along(starts, forward=forward)
        if at is None:
            self.inform(
                f"There is no passage of “{label}” {side} this one in this source."
                f"{self._say_elsewhere(code)}"
            )
        else:
            self.inform(f"“{label}”: passage {at + 1} of {len(starts)}, {self._turn_here()}.")

    def _say_elsewhere(self, code: str) -> str:
        """Return whether other sources have passages of a code, and which key lists them."""
        codings = self.bench.project.codings.of(code=code)
        others = {coding.source for coding in codings if self.bench.shows(coding)} - {self.source}
        if not others:
            return " No other source has one."
        return f" {count(len(others), 'other source')}: {key_of('passages')} lists all."

    def _code_at_hand(self) -> str | None:
        """Return the code at the cursor, the one that is being followed first, or the last used."""
        at = Span(self.reader.caret, self.reader.caret + 1)
        here = [coding.code for coding in self.bench.codings_in(at)]
        for code in (self._code_followed, *self.bench.last_used):
            if code in here:
                return code
        return here[0] if here else next(iter(self.bench.last_used), None)

    # What is not coded yet

    def action_uncoded(self, forward: bool) -> None:
        """Go to the next or the previous turn that the coder has not coded."""
        edges, here = self.bench.edges, self.reader.turn
        turns = range(len(edges.turns)) if edges else range(0)
        way = turns[here + 1 :] if forward else turns[:here][::-1]
        found = next((index for index in way if self._is_uncoded(index)), None)
        side = "after" if forward else "before"
        if found is None:
            self.inform(f"Every turn {side} this one is coded. Facilitators’ turns do not count.")
            return
        self.go_to_turn(found)
        self.inform(f"Nothing is coded in {self._turn_here()} yet.")

    def _is_uncoded(self, index: int) -> bool:
        bench = self.bench
        if bench.edges is None or not len(bench.edges.body(index)):
            return False
        case = bench.cases.get(bench.edges.turns[index].case or "")
        if case is not None and case.kind is CaseKind.FACILITATOR:
            return False
        codings = bench.codings_in(bench.edges.body(index))
        return not any(bench.coder in {None, coding.coder} for coding in codings)

    # What is suggested

    def action_suggestion(self, forward: bool) -> None:
        """Go to the next or the previous passage that a code is suggested for."""
        starts = sorted({proposal.start for proposal in self.bench.proposals})
        at = self._go_along(starts, forward=forward)
        if at is None:
            side = "after" if forward else "before"
            some = f"Nothing is suggested {side} this place."
            self.inform(some if starts else "Nothing is suggested in this source.")
            return
        first = next(p for p in self.bench.proposals if p.start == starts[at])
        accept, reject = key_of("suggestion.accept"), key_of("suggestion.reject")
        said = f"Suggestion {at + 1} of {len(starts)}: {self.bench.say_proposal(first)}."
        self.inform(f"{said} {accept} accepts, {reject} rejects.")

    # What was searched for

    def keep_hits(self, hits: Sequence[Hit], sought: str, at: Hit) -> None:
        """Keep what a search found, to go from one hit to the next, and select the one at hand."""
        self._hits, self._sought = tuple(hits), sought
        self.reader.select(next(iter(self._places_in(at)), Span(at.start, at.end)))
        self._say_next()

    def action_hit(self, forward: bool) -> None:
        """Go to the next or the previous hit of the last search in this source."""
        turns = sorted({hit.start: hit for hit in self._hits if hit.source == self.source}.items())
        here = [place for _, hit in turns for place in self._places_in(hit)]
        if not here:
            search = key_of("search")
            some = f"The last search found nothing in this source. {search} searches."
            self.inform(some if self._hits else f"Nothing was searched for yet. {search} searches.")
            return
        at = self._go_along([hit.start for hit in here], forward=forward)
        if at is None:
            last = "last" if forward else "first"
            which = f"{last} of {len(here)} hits" if len(here) > 1 else "only hit"
            back = self.way_back.name if self.way_back else ""
            more = f" {key_of('return')} goes back to {back}." if back else ""
            self.inform(f"This is the {which} in this source.{more}")
            return
        self.reader.select(here[at])
        self.reader.show_found(here[at])
        self.inform(f"Hit {at + 1} of {len(here)}, {self._turn_here()}.")

    def _places_in(self, hit: Hit) -> list[Span]:
        """Return where the words that were searched for stand in a turn; all of it, if nowhere."""
        edges, shown = self.bench.edges, self.bench.shown
        if edges is None or shown is None:
            return []
        words = edges.units(Unit.WORD, edges.turn_at(hit.start))
        places = find_words(self._sought, [shown.read(word) for word in words])
        found = [Span(words[first].start, words[last].end) for first, last in places]
        return found or [Span(hit.start, hit.end)]

    # What all of these share

    def _go_along(self, starts: Sequence[int], *, forward: bool) -> int | None:
        """Go to the next or the previous of some sorted places; return which, None at the end."""
        selected = self.reader.selection
        caret = selected.start if selected else self.reader.caret
        at = bisect_right(starts, caret) if forward else bisect_left(starts, caret) - 1
        if not 0 <= at < len(starts):
            return None
        self.reader.go(starts[at])
        return at

    def _turn_here(self) -> str:
        edges = self.bench.edges
        return edges.turns[self.reader.turn].name if edges else ""

    # What is shown

    def action_only_mine(self) -> None:
        """Show only the coder's own codings in the text, or everybody's again."""
        if self.bench.coder is None:
            self.inform("Nobody is named as the coder, so no coding is one’s own.")
            return
        self.bench.only_mine = not self.bench.only_mine
        self.show_work()
        key = key_of("show.only-mine")
        self.inform(
            f"Only your own codings, stars and notes are shown. {key} shows everybody’s."
            if self.bench.only_mine
            else f"Everybody’s work is shown. {key} shows only yours."
        )
