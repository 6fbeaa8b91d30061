"""Changing one code of the tree: its label, place, meaning, colour, and whether it is there."""

from functools import partial, reduce
from operator import or_

from textual.content import Content

from qualcode.model import Code
from qualcode.model.request import RequestKind
from qualcode.model.words import count
from qualcode.project.codebook.changes import read_colour
from qualcode.project.codebook.errors import UnknownColourError
from qualcode.project.codebook.touched import Resting
from qualcode_tui.actions import key_of, undoes
from qualcode_tui.colours import mark_colour
from qualcode_tui.dialogs.ask import Ask
from qualcode_tui.dialogs.choose import Choose
from qualcode_tui.dialogs.confirm import Confirm
from qualcode_tui.dialogs.meaning import Meaning
from qualcode_tui.dialogs.which_code import WhichCode
from qualcode_tui.screens.codebook.changing import Changing
from qualcode_tui.screens.codebook.swatches import SWATCHES, name_colour
from qualcode_tui.screens.noting import ask_note
from qualcode_tui.widgets.codebook import SWATCH

_LABEL_TOLD = "What the code is called, in a few words."
_MEANING_TOLD = (
    "What is it about? A sentence will do; it may stay empty. What you read before was not read "
    "with it in mind, and is offered to be looked at again."
)
_TOP = "at the top, under no other code"
_NOT_EMPTY = "Type a label."


class Editing(Changing):
    """The acts on the highlighted code."""

    def action_add(self) -> None:
        """Make a new code: under the highlighted one, beside it, or at the top."""
        code = self.here
        if code is None or code.id in self.deleted:
            self._ask_new(None)
            return
        places: dict[str | None, str] = {code.id: f"Under “{code.label}”"}
        if code.parent is not None:
            places[code.parent] = f"Beside it, under “{self.codes[code.parent].label}”"
        places[None] = "At the top"

        def chosen(i: int | None) -> None:
            if i is not None:
                self._ask_new(list(places)[i])

        answers = [Content(place) for place in places.values()]
        with self.refusals():
            self.project.require_coder()
            self.app.push_screen(Choose("Where does the new code stand?", answers), chosen)

    def _ask_new(
        self, parent: str | None, label: str | None = None, definition: str = "", refused: str = ""
    ) -> None:
        """Ask for the label and the meaning of a new code; Esc goes back from one to the other."""

        def named(label: str | None) -> None:
            if label is not None:
                self._ask_definition(parent, label, definition)

        ask = Ask(
            "A new code",
            _LABEL_TOLD,
            check=lambda label: None if label else _NOT_EMPTY,
            draft=label,
            refused=refused,
        )
        self.app.push_screen(ask, named)

    def _ask_definition(
        self, parent: str | None, label: str, definition: str = "", refused: str = ""
    ) -> None:
        def answered(definition: str | None) -> None:
            if definition is None:
                self._ask_new(parent, label)
            else:
                self._make(label, parent, definition)

        ask = Ask(
            f"A new code: {label}",
            _MEANING_TOLD,
            draft=definition,
            refused=refused,
            leave="back to the label",
        )
        self.app.push_screen(ask, answered)

    def _make(self, label: str, parent: str | None, definition: str) -> None:
        def again(refused: str) -> None:
            if self.is_taken(label, parent):
                self._ask_new(parent, label, definition, refused)
            else:
                self._ask_definition(parent, label, definition, refused)

        self.change(
            RequestKind.NEW,
            None,
            lambda: self.project.codes.add(label, parent=parent, definition=definition).id,
            f"Made “{label}”.",
            again,
            label=label,
            parent=parent,
            definition=definition,
        )

    def is_taken(self, label: str, parent: str | None) -> bool:
        """Say whether a code in a place is called so already."""
        wanted = " ".join(label.split()).casefold()
        return any(
            one.parent == parent and one.label.casefold() == wanted for one in self.codes.values()
        )

    def action_rename(self) -> None:
        """Give the code another label."""
        self.with_here(self._ask_label)

    def _ask_label(self, code: Code, draft: str | None = None, refused: str = "") -> None:
        def answered(label: str | None) -> None:
            if label is not None and label != code.label:
                self.change(
                    RequestKind.RENAME,
                    code,
                    lambda: self.project.codes.rename(code.id, label),
                    f"“{code.label}” is now called “{label}”.",
                    partial(self._ask_label, code, label),
                    label=label,
                )

        ask = Ask(
            f"Another label for “{code.label}”",
            "Its meaning stays, and so does all that was coded and read.",
            answer=code.label,
            check=lambda label: None if label else _NOT_EMPTY,
            retype=True,
            draft=draft,
            refused=refused,
        )
        self.app.push_screen(ask, answered)

    def action_redefine(self) -> None:
        """Change what the code means, in a form."""
        self.with_here(self._ask_meaning)

    def _ask_meaning(
        self, code: Code, draft: dict[str, str | list[str]] | None = None, refused: str = ""
    ) -> None:
        def answered(fields: dict[str, str | list[str]] | None) -> None:
            if fields:
                self.change(
                    RequestKind.REDEFINE,
                    code,
                    lambda: self.project.codes.redefine(code.id, **fields),
                    self._say_redefined(code, fields),
                    partial(self._ask_meaning, code, fields),
                    **fields,
                )

        touched = self.project.codes.touched(code.id)
        told = [f"{touched.sentence[:1].upper()}{touched.sentence[1:]}"]
        told[0] += ", which stay." if touched.codings else "."
        if touched.sources:
            told.append(
                f"With another definition or rule, {count(touched.sources, 'source')} read "
                "so far will be offered to be looked at again."
            )
        form = Meaning(code, self.codes.values(), told, self.verb, draft=draft, refused=refused)
        self.app.push_screen(form, answered)

    @staticmethod
    def _say_redefined(code: Code, fields: dict[str, str | list[str]]) -> str:
        if {"definition", "include", "exclude"} & set(fields):
            return f"“{code.label}” has a new meaning. {key_of('looking')} looks for it anew."
        return f"“{code.label}” has other words; its meaning is the same."

    def action_move(self) -> None:
        """Put the code under another one, or at the top."""

        def ask(code: Code) -> None:
            below = {one.id for one in self.project.codes.parts(code.id)} | {code.id}
            others = [one for one in self.codes.values() if one.id not in below | self.deleted]

            def chosen(parent: str | None) -> None:
                if parent is not None:
                    under = f"under “{self.codes[parent].label}”" if parent else "at the top"
                    self.change(
                        RequestKind.MOVE,
                        code,
                        lambda: self.project.codes.move(code.id, parent or None),
                        f"“{code.label}” now stands {under}.",
                        parent=parent or None,
                    )

            none = _TOP if code.parent is not None else None
            question = f"Under which code does “{code.label}” belong?"
            self.app.push_screen(
                WhichCode(question, others, self.colours, none=none, named=self.codes), chosen
            )

        self.with_here(ask)

    def action_reorder(self, by: int) -> None:
        """Let the code change places with its neighbour."""

        def move(code: Code) -> None:
            self.project.codes.reorder(code.id, by)
            way = "up" if by < 0 else "down"
            self.done(f"Moved “{code.label}” {way}. {undoes()}")

        self.with_here(move)

    def action_join(self) -> None:
        """Make the code part of another."""

        def ask(code: Code) -> None:
            below = {one.id for one in self.project.codes.parts(code.id)} | {code.id}
            others = [one for one in self.codes.values() if one.id not in below | self.deleted]
            codings = len(self.resting.get(code.id, Resting()).codings)

            def chosen(into: str | None) -> None:
                if into:
                    other = self.codes[into].label
                    self.change(
                        RequestKind.JOIN,
                        code,
                        lambda: self._join(code.id, into),
                        f"“{code.label}” is now “{other}”, with {count(codings, 'coding')}.",
                        into=into,
                    )

            question = f"Into which code does “{code.label}” go?"
            self.app.push_screen(
                WhichCode(question, others, self.colours, agree="join", named=self.codes), chosen
            )

        self.with_here(ask, also_deleted=True)

    def _join(self, code: str, into: str) -> str:
        self.project.codes.join(code, into)
        return into

    def action_recolour(self) -> None:
        """Give the code another colour: one that everybody can tell apart, or any."""

        def ask(code: Code) -> None:
            held = [one.colour for one in self.codes.values() if one.id != code.id]
            background = self.background_colors[1].hex6
            answers = []
            for colour, name in SWATCHES.items():
                others = held.count(colour)
                told = f"  {count(others, 'other code')} too" if others else ""
                answers.append(
                    Content.assemble(
                        (SWATCH * 3, mark_colour(colour, background)),
                        f" {name}",
                        (told, "$reader-muted"),
                    )
                )
            answers += [Content("another: type it as #RRGGBB"), Content("as its place gives it")]
            colours = [*SWATCHES]

            def chosen(i: int | None) -> None:
                if i is not None and i < len(colours):
                    self._recolour(code, colours[i])
                elif i == len(colours):
                    self._ask_colour(code)
                elif i is not None:
                    self._recolour(code, None)

            now = colours.index(code.colour) if code.colour in colours else 0
            self.app.push_screen(Choose(f"A colour for “{code.label}”", answers, now), chosen)

        self.with_here(ask)

    def _ask_colour(self, code: Code) -> None:
        def check(answer: str) -> str | None:
            try:
                read_colour(answer)
            except UnknownColourError as refusal:
                return str(refusal)
            return None

        def answered(colour: str | None) -> None:
            if colour is not None:
                self._recolour(code, read_colour(colour))

        told = "# and six of 0–9 and A–F: two each for red, green and blue, as in #0072B2."
        ask = Ask(f"A colour for “{code.label}”", told, answer=code.colour or "#", check=check)
        self.app.push_screen(ask, answered)

    def _recolour(self, code: Code, colour: str | None) -> None:
        self.change(
            RequestKind.RECOLOUR,
            code,
            lambda: self.project.codes.recolour(code.id, colour),
            f"“{code.label}” is {name_colour(colour) or 'coloured by its place'} now.",
            colour=colour,
        )

    def action_delete(self) -> None:
        """Delete the code, once what it touches was looked at; a deleted one comes back."""

        def ask(code: Code) -> None:
            if code.id in self.deleted:
                self.project.codes.restore(code.id)
                self.done(f"“{code.label}” is back. {undoes()}")
                return
            parts = self.project.codes.parts(code.id)
            every = [self.resting.get(one.id, Resting()) for one in (code, *parts)]
            told = [*reduce(or_, every).sentences()]
            if parts:
                told.insert(0, f"{count(len(parts), 'code')} under it, which go too.")
            if any(one.codings for one in every):
                told.append("The codings stay, and the code is listed as deleted while it has any.")

            def agreed(yes: bool | None) -> None:
                if yes:
                    self.change(
                        RequestKind.DELETE,
                        code,
                        lambda: self.project.codes.delete(code.id, with_parts=bool(parts)),
                        f"Deleted “{code.label}”.",
                        with_parts=bool(parts),
                    )

            verb = "delete it" if self.project.codes.may_change() else "propose it"
            self.app.push_screen(Confirm(f"Delete “{code.path}”?", told, verb), agreed)

        self.with_here(ask, also_deleted=True)

    def action_note(self) -> None:
        """Write a note on the code."""

        def ask(code: Code) -> None:
            ask_note(self, "code", code.id, f"“{code.label}”")

        self.with_here(ask, also_deleted=True)
