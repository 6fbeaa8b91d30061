"""Doing something to the only one of some things, or to the one that is chosen."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from textual.content import Content

from qualcode.model import Coding as Coded
from qualcode.model import Span
from qualcode_tui.bench.acts import Acts
from qualcode_tui.bench.work import Outcome
from qualcode_tui.dialogs.choose import Choose
from qualcode_tui.screens.reading.desk import Desk
from qualcode_tui.text.cells import clip
from qualcode_tui.widgets.here import HereList, HerePanel, Item

if TYPE_CHECKING:
    from qualcode.project import Project

_Thing = TypeVar("_Thing")
_WORDS_SHOWN = 60


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

    def refuse(self, sentence: str) -> None:
        """Say why nothing was done."""
        self.tell(Outcome(sentence, done=False))

    def ask_about_other(
        self, whose: str, what: str, verb: str, act: Callable[[], Outcome], said: Content
    ) -> None:
        """Do something to what is another coder's, only when asked once more."""
        if whose == self.bench.coder:
            self.tell(act())
            return

        def chosen(i: int | None) -> None:
            if i == 1:
                self.tell(act())

        question = f"This is {whose}'s {what}. {verb} it all the same?"
        answers = [Content("No, leave it"), Content(f"Yes, {verb.lower()} it: ") + said]
        self.app.push_screen(Choose(question, answers), chosen)

    def go_to_turn(self, index: int) -> None:
        """Put the cursor at the start of a turn, by its index."""
        if self.bench.edges is not None:
            self.reader.go(self.bench.edges.body(index).start)

    @property
    def item(self) -> Item | None:
        """What is highlighted in the list of what is here, while one is in it."""
        if not self.query_one(HereList).has_focus:
            return None
        return self.query_one(HerePanel).item

    @property
    def caret(self) -> Span:
        """The selected words, or the one code point that the cursor is on."""
        return self.reader.selection or Span(self.reader.caret, self.reader.caret + 1)

    @property
    def passage(self) -> Span:
        """The passage meant: what is selected, else the coding at the cursor, else the turn.

        Of several codings it is the shortest, one's own before others'; in the list of what is
        here it is the one that is highlighted.
        """
        item = self.item
        if item is not None and item.start is not None and item.end is not None:
            return Span(item.start, item.end)
        if self.reader.selection is not None:
            return self.reader.selection
        here = self.bench.codings_in(self.caret)
        if not here:
            return self.target
        best = min(here, key=lambda one: (not self.bench.is_own(one), one.end - one.start))
        return Span(best.start, best.end)

    def removable(self) -> list[Coded]:
        """Return the codings at the cursor; those of the target if only there is one's own.

        One's own stand first.
        """
        if isinstance(self.item, Coded):
            return [self.item]
        here, around = self.bench.codings_in(self.caret), self.bench.codings_in(self.target)
        own_here, own_around = (any(map(self.bench.is_own, some)) for some in (here, around))
        found = here if here and (own_here or not own_around) else around
        return sorted(found, key=self.bench.is_own, reverse=True)

    def say_coding(self, coding: Coded) -> Content:
        """Return a coding as a choice: its code, and whose it is, and where."""
        code = self.bench.codes.get(coding.code)
        name = code.path or code.label if code else self.bench.label(coding.code)
        place = self.bench.say_place(Span(coding.start, coding.end))
        return Content.assemble(name, (f"  {coding.coder}, on {place}", "$reader-muted"))

    def read_words(self, span: Span, most: int = _WORDS_SHOWN) -> str:
        """Return the words of a stretch on one line, as shown, cut to so many cells."""
        return clip(self.bench.say_words(span), most)
