"""What is on the words at the cursor: codings, by whom, suggestions, stars and notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qualcode.model import Coding, Note, Proposal, Span, Star
from qualcode_tui.actions import key_of
from qualcode_tui.bench.workbench import NOTE, STAR, Workbench
from qualcode_tui.colours import mark_colour
from qualcode_tui.text.cells import clip, width_of
from qualcode_tui.text.short_labels import initials
from qualcode_tui.widgets.asking import Asking
from qualcode_tui.widgets.codebook import SWATCH
from qualcode_tui.widgets.steady import SteadyList

Item: TypeAlias = Coding | Proposal | Star | Note

_SUGGESTED = "┊"
_LEAST, _ROOMY = 6, 60
_NOTE_SHOWN = 240


class HereList(SteadyList):
    """The rows of what is at the cursor."""

    BINDINGS = [Binding("x,delete,backspace", "remove", "Remove", show=False)]

    class Remove(Message):
        """What is highlighted is to go."""

    def action_remove(self) -> None:
        """Ask for the removal of what is highlighted."""
        self.post_message(self.Remove())


class HereResized(Message):
    """The panel or the line has another width, or is there now: what it tells is to be fitted."""


class HerePanel(Vertical, Asking):
    """The list of what is here, under a title that names the place.

    What somebody stands on in it may go from another window. Then nothing is highlighted, so that
    the next key does nothing to what came to its place.
    """

    @dataclass
    class Opened(Message):
        """Something in the list was chosen."""

        item: Item

    @dataclass
    class Remove(Message):
        """Something in the list is to be taken away, or said no to."""

        item: Item

    @dataclass
    class Lost(Message):
        """What is highlighted has gone, or was changed, in another window."""

        item: Item

    DEFAULT_CSS = """
    HerePanel {
        & > HereList {
            height: 1fr; padding: 0 1; background: $surface;
        }
        & > #beside {
            height: auto; max-height: 8; border-top: solid $border-blurred;
            scrollbar-size-vertical: 1;
        }
        & .title { color: $reader-muted; padding: 0 1; height: 1; }
        & #answers { height: auto; padding: 0 1; }
        &:focus-within > .title { color: $accent; text-style: bold; }
    }
    """

    items: tuple[Item, ...] = ()
    _shown: tuple[object, ...] | None = None
    _span: Span | None = None
    _let_go: Item | None = None
    _lost: Item | None = None
    _answers: Sequence[tuple[str, str]] = ()

    def compose(self) -> ComposeResult:
        """Put the list under its title."""
        yield Static("Codes here", classes="title")
        yield HereList(id="here-list")

    def on_resize(self) -> None:
        """Ask for what is here anew."""
        self.post_message(HereResized())

    def show(self, bench: Workbench, span: Span) -> None:
        """Show what is on a stretch."""
        self._show_answers(bench.answers_beside(span))
        items: list[Item] = [*bench.codings_in(span), *bench.proposals_in(span)]
        items += [*bench.stars_in(span), *bench.notes_in(span)]
        title = self.query_one(".title", Static)
        title.update(Content(f"Codes here: {bench.say_place(span)}"), layout=False)
        shown = (*items, self.app.theme, self.size.width)
        if shown == self._shown:
            return
        self._shown, before = shown, self.item
        self.items = tuple(items)
        background = self.background_colors[1].hex6
        room = max(8, self.size.width - 5)
        rows = [Option(_row(bench, item, background, room), id=_id_of(item)) for item in items]
        if not rows:
            rows = [Option(Content.styled("none yet", "$reader-muted"), disabled=True)]
        here = self.query_one(HereList)
        place = here.highlighted or 0
        is_lost = here.has_focus and span == self._span and self._is_lost(before)
        self._span, self._let_go = span, None
        here.set_options(rows)
        kept = next((n for n, one in enumerate(items) if _is_same(one, before)), place)
        if is_lost and before is not None:
            self._lost = before
            self.post_message(self.Lost(before))
        elif not here.has_focus or before is not None:
            self._lost = None
        here.highlighted = min(kept, len(items) - 1) if items and self._lost is None else None
        if here.has_focus:
            self.ask_of(tuple(items))

    def _is_lost(self, before: Item | None) -> bool:
        """Say whether what was highlighted has gone, or is another, by somebody else's doing."""
        if before is None or isinstance(before, Proposal) or _is_same(before, self._let_go):
            return False
        return not any(_is_same(one, before) for one in self.items)

    @property
    def item(self) -> Item | None:
        """What is highlighted in the list."""
        at = self.query_one(HereList).highlighted
        return self.items[at] if at is not None and at < len(self.items) else None

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if self.item is not None:
            self.post_message(self.Opened(self.item))

    @on(HereList.Remove)
    def _take_away(self, event: HereList.Remove) -> None:
        event.stop()
        if self.item is not None:
            self._let_go = self.item
            self.post_message(self.Remove(self.item))
        elif self._lost is not None:
            self.post_message(self.Lost(self._lost))

    @on(OptionList.OptionHighlighted)
    def _find_again(self) -> None:
        self._lost = None

    def _show_answers(self, answers: Sequence[tuple[str, str]]) -> None:
        """Show what a respondent chose beside what they wrote, where there is anything."""
        if list(answers) == list(self._answers):
            return
        self._answers = answers
        said = _say_answers(answers)
        if self.query("#beside"):
            self.query_one("#beside").display = bool(answers)
            self.query_one("#answers", Static).update(said)
        else:
            title = Static("Chosen by the same person", classes="title")
            inner = title, Static(said, id="answers")
            self.mount(VerticalScroll(*inner, id="beside", can_focus=False))


def _say_answers(answers: Sequence[tuple[str, str]]) -> Content:
    parts: list[str | tuple[str, str]] = []
    for question, answer in answers:
        parts += [(f"{question}  ", "$reader-muted"), (answer, "bold"), "\n"]
    return Content.assemble(*parts[:-1])


def _is_same(one: Item, before: Item | None) -> bool:
    """Say whether something is what was highlighted: a coding may have moved, but not its code."""
    if isinstance(one, Proposal) or isinstance(before, Proposal) or before is None:
        return one == before
    if isinstance(one, Coding) and isinstance(before, Coding) and one.code != before.code:
        return False
    return one.id == before.id


def _id_of(item: Item) -> str | None:
    return None if isinstance(item, Proposal) else item.id


def _row(bench: Workbench, item: Item, background: str, room: int) -> Content:
    match item:
        case Coding():
            return _coding(bench, item, background, room)
        case Proposal():
            return _proposal(bench, item, room)
        case Star():
            return _star(bench, item, room)
        case Note():
            return _note(item)


def _coding(bench: Workbench, coding: Coding, background: str, room: int) -> Content:
    code = bench.codes.get(coding.code)
    colour = mark_colour(bench.colour(coding.code), background)
    label = bench.label(coding.code)
    path = code.path if code and width_of(code.path) <= room else label
    place = clip(f"{coding.coder}, on {bench.say_place(Span(coding.start, coding.end))}", room)
    return Content.assemble(
        (f"{SWATCH} ", colour), clip(path or label, room), (f"\n  {place}", "$reader-muted")
    )


def _proposal(bench: Workbench, proposal: Proposal, room: int) -> Content:
    label = clip(bench.label(proposal.code), room)
    said = [f"{bench.say_likely(proposal)}; suggested, not coded"]
    if bench.unlike:
        said.append("unlike what was learned")
    lines = "".join(f"\n  {clip(line, room)}" for line in said)
    return Content.styled(f"{_SUGGESTED} {label}{lines}", "italic $reader-muted")


def _star(bench: Workbench, star: Star, room: int) -> Content:
    place = clip(f"{star.coder}, on {bench.say_place(Span(star.start, star.end))}", room)
    return Content.assemble(
        (f"{STAR} ", "$accent"), "worth quoting", (f"\n  {place}", "$reader-muted")
    )


def _note(note: Note) -> Content:
    said = clip(" ".join(note.text.split()), _NOTE_SHOWN)
    return Content.assemble((f"{NOTE} ", "$accent"), said, (f"\n  {note.coder}", "$reader-muted"))


class HereLine(Static):
    """The codes at the cursor on one line, for screens with no room for the panel."""

    DEFAULT_CSS = """
    HereLine { height: 1; background: $background; padding: 0 1; }
    """

    def on_resize(self) -> None:
        """Ask for what is here anew."""
        self.post_message(HereResized())

    def show(self, bench: Workbench, span: Span) -> None:
        """Show the codes of a stretch, as many as fit."""
        background = self.background_colors[1].hex6
        rows = [
            (SWATCH, mark_colour(bench.colour(c.code), background), _said(bench, c))
            for c in bench.codings_in(span)
        ]
        rows += [(_SUGGESTED, "$reader-muted", _said(bench, p)) for p in bench.proposals_in(span)]
        stars = [(f"{STAR} ", "$accent")] if bench.stars_in(span) else []
        parts: list[Content | str | tuple[str, str]] = [*stars]
        room = self.content_size.width - 2 * len(stars)
        key = f": {key_of('panel.next')}" if self.content_size.width >= _ROOMY else ""
        for i, (sign, style, label) in enumerate(rows):
            left = len(rows) - i
            more = f"+{left} more{key}"
            after = width_of(more) if left > 1 else 0
            if i and width_of(label) + 5 + after > room:
                parts.append((f"{more}   ", "$reader-muted"))
                room -= after + 3
                break
            said = clip(label, room - 5 - after)
            parts += [(f"{sign} ", style), f"{said}   "]
            room -= width_of(said) + 5
        notes = "   ".join(
            f"{NOTE} {note.coder}: {' '.join(note.text.split())}" for note in bench.notes_in(span)
        )
        if not rows and not notes:
            parts.append(("No codes here yet.", "$reader-muted"))
        elif notes and room > _LEAST:
            parts.append((clip(notes, room), "$accent"))
        self.update(Content.assemble(*parts), layout=False)


def _said(bench: Workbench, item: Coding | Proposal) -> str:
    """Return a code, and where several people coded the source, the initials of whose it is."""
    if isinstance(item, Proposal):
        return bench.say_proposal(item)
    coders = {coding.coder for coding in bench.codings}
    whose = f" ({initials(item.coder, coders)})" if len(coders) > 1 else ""
    return f"{bench.label(item.code)}{whose}"
