"""Choose whose words they are: a list of people that typing narrows, or a new participant code."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from qualcode.model import CaseKind
from qualcode.project.correcting.speakers import NewSpeaker
from qualcode_tui.bench.correcting import SpeakerChoice
from qualcode_tui.dialogs.dialog import Dialog
from qualcode_tui.text.cells import clip, fit
from qualcode_tui.widgets.bars import Hint, Hints, StatusBar
from qualcode_tui.widgets.pointed import PointedList

_NAME, _INDENT = 18, 2
_PRINTED = "under this code, which is printed: no names"


class CorrectSpeaker(Dialog[SpeakerChoice | None]):
    """People to choose from, in the order given. It gives back the one chosen, or None.

    What is typed and is nobody's participant code can be made a new one. A `draft` that was
    refused is highlighted again, with what was typed for it, and the sentence why is shown.
    """

    BINDINGS = [
        Binding("escape", "dismiss(None)", "Cancel", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "move(-8)", show=False),
        Binding("pagedown", "move(8)", show=False),
    ]
    DEFAULT_CSS = """
    CorrectSpeaker {
        align: center middle;
        & > Vertical {
            width: 90%; max-width: 84; height: auto; max-height: 90%;
            background: $surface; border: round $border; padding: 1 1 0 1;
        }
        & .told { height: auto; max-height: 3; padding: 0 1 1 1; color: $reader-muted; }
        & Input { border: none; height: 1; padding: 0 1; background: $panel; }
        & Input:focus { border: none; }
        & OptionList {
            height: auto; max-height: 10; margin-top: 1; border: none; background: $surface;
        }
        & StatusBar { background: $surface; }
        & Hints { dock: none; background: $surface; }
    }
    """

    def __init__(
        self,
        question: str,
        words: str,
        choices: Sequence[SpeakerChoice],
        *,
        draft: SpeakerChoice | None = None,
        refused: str = "",
    ) -> None:
        super().__init__()
        self._draft, self._refused = draft, refused
        self._question, self._words, self._choices = question, words, choices
        self._found: list[SpeakerChoice] = []
        self._found_for: str | None = None

    def compose(self) -> ComposeResult:
        """Put the people under the words and the line to type in."""
        with Vertical(classes="box") as box:
            box.border_title = self._question
            yield Static(f"“{self._words}”", classes="told", markup=False)
            typed = self._draft.name if self._draft and self._draft not in self._choices else ""
            yield Input(typed, placeholder="Type part of a code or role, or a new participant code")
            yield PointedList()
            yield StatusBar()
            yield Hints()

    def on_mount(self) -> None:
        """Show everybody."""
        self.query_one(OptionList).can_focus = False
        self.query_one(Hints).set_hints(
            (
                Hint("Enter", "it is theirs", "enter"),
                Hint("↑↓", "choose", "down"),
                Hint("a–z", "type to find", "down"),
                Hint("Esc", "change nothing", "escape"),
            )
        )
        self._fill(self.query_one(Input).value)
        if self._draft in self._found:
            self.query_one(OptionList).highlighted = self._found.index(self._draft)

    def on_resize(self) -> None:
        """Fit the rows to the width, once the list has taken its own; who is at hand stays."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        self._fill(self.query_one(Input).value)

    def action_move(self, by: int) -> None:
        """Highlight somebody else."""
        people = self.query_one(OptionList)
        if people.option_count:
            people.highlighted = max(
                0, min(people.option_count - 1, (people.highlighted or 0) + by)
            )

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        if self._draft is None or event.value != self._draft.name:
            self._refused = ""
        self._fill(event.value)

    @on(Input.Submitted)
    def _choose(self) -> None:
        at = self.query_one(OptionList).highlighted
        if at is not None and at < len(self._found):
            self.dismiss(self._found[at])

    @on(OptionList.OptionSelected)
    def _click(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._found[event.option_index])

    def _fill(self, typed: str) -> None:
        code = " ".join(typed.split())
        wanted = code.casefold()
        self._found = [one for one in self._choices if wanted in one.key.casefold()]
        if wanted and all(wanted != one.name.casefold() for one in self._choices):
            self._found += [
                SpeakerChoice(NewSpeaker(code), code, f"somebody new, {_PRINTED}"),
                SpeakerChoice(
                    NewSpeaker(code, CaseKind.FACILITATOR), code, f"a new facilitator, {_PRINTED}"
                ),
            ]
        people = self.query_one(OptionList)
        at = (people.highlighted or 0) if typed == self._found_for else 0
        self._found_for = typed
        people.set_options(Option(self._say(one)) for one in self._found)
        people.highlighted = at if self._found else None
        none = "" if self._found else "They speak in this turn already. Choose somebody else."
        told = self._refused or none
        self.query_one(StatusBar).say(told, refused=bool(self._refused))

    def _say(self, choice: SpeakerChoice) -> Content:
        """Return a row: code and what is known, and below it how they begin to speak here."""
        room = max(_NAME, self.query_one(OptionList).size.width - 4)
        name = fit(choice.name, _NAME)
        lines: list[str | tuple[str, str]] = [(name, "bold")]
        lines.append((f"  {clip(choice.about, room - _NAME - 2)}", "$reader-muted"))
        if choice.heard:
            heard = clip(choice.heard, room - _INDENT)
            lines.append((f"\n{' ' * _INDENT}{heard}", "$reader-muted"))
        return Content.assemble(*lines)
