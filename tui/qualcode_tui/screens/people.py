"""People: who speaks, and what is known of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qualcode.model import Case, CaseKind
from qualcode.model.words import count
from qualcode_tui.actions import bindings
from qualcode_tui.actions.action import Scope
from qualcode_tui.dialogs.ask import Ask
from qualcode_tui.dialogs.choose import Choose
from qualcode_tui.dialogs.confirm import Confirm
from qualcode_tui.dialogs.outputs import ask_output
from qualcode_tui.dialogs.tell import Tell
from qualcode_tui.folders import read_paths, say_path
from qualcode_tui.previews import SPEAKER_WORDS
from qualcode_tui.screens.step import Step
from qualcode_tui.text.cells import clip, fit, width_of
from qualcode_tui.widgets.bars import Hint
from qualcode_tui.widgets.rows import Rows

if TYPE_CHECKING:
    from qualcode.project import Project

_KIND, _WORDS = 14, 62
_SHEET_TOLD = (
    "Open it with a spreadsheet, fill in what is known (role, site, consent …), save it, and press "
    "r here to read it back. It holds people's names: keep it where only you can read it."
)


class People(Step):
    """A row for everybody who speaks. Enter says what is known of them."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.STEP, Scope.PEOPLE)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.PEOPLE)]
    DEFAULT_CSS = """
    People {
        & #columns { height: auto; padding: 1 1 0 1; color: $reader-muted; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.cases: list[Case] = []
        self.conversations: dict[str, list[str]] = {}
        self.first_words: dict[str, str] = {}
        self._said_at: str | None = None

    def compose_body(self) -> Iterable[Widget]:
        """Put the people in a list."""
        yield Static(id="columns", markup=False)
        yield Rows(id="people")

    def look(self) -> None:
        """List the people."""
        self.cases = self.project.people.list()
        self.lay_out()
        rows = self.query_one(Rows)
        rows.focus()
        people = sum(case.kind is CaseKind.PERSON for case in self.cases)
        others = len(self.cases) - people
        told = count(people, "person", "people")
        self.show_top(f"{self.project.title} · people", f"{told}, {count(others, 'other label')}")
        self._say_words()
        self.show_hints(
            [
                Hint.of("step.choose", "say who it is"),
                Hint("↑↓", "choose", "down"),
                Hint.of("people.join", "two are one"),
                Hint.of("people.write", "write spreadsheet"),
                Hint.of("people.read", "read it back"),
                Hint.of("step.back", "steps of the study"),
            ]
        )
        self.work(_listen, self._heard)

    def lay_out(self) -> None:
        """Fit the rows to the width."""
        rows = self.query_one(Rows)
        here, widths = rows.here, _Widths.of(self.cases, rows.size.width - 3)
        rows.set_options(
            Option(_say(case, self.conversations.get(case.id, []), widths), id=case.id)
            for case in self.cases
        )
        rows.keep(here)
        heads = widths.lay("person", "kind", "role", self.project.site_word, "speaks in")
        self.query_one("#columns", Static).update(f" {''.join(heads)}")

    def _heard(self, heard: "_Heard") -> None:
        self.conversations, self.first_words = heard
        self.lay_out()
        self._say_words()

    @on(OptionList.OptionHighlighted)
    def _say_words(self) -> None:
        """Say what the highlighted person says first, since no name is shown to know them by."""
        case = self.here
        if case is not None and case.id == self._said_at:
            return
        self._said_at = None
        words = self.first_words.get(case.id, "") if case else ""
        if case is not None and words:
            said = clip(words, max(20, self.size.width - width_of(case.code) - 18))
            self.say(f"{case.code} says first: “{said}”")
        elif self.cases:
            self.say("Enter says who the highlighted one is. Names are kept apart, never shown.")
        else:
            self.say("Nobody speaks yet: “Add files” comes first.")

    @property
    def here(self) -> Case | None:
        """The highlighted person."""
        name = self.query_one(Rows).here
        return next((case for case in self.cases if case.id == name), None)

    @on(OptionList.OptionSelected)
    def _change(self) -> None:
        case = self.here
        if case is None:
            return
        site = self.project.site_word
        known = (
            ("Kind", SPEAKER_WORDS[case.kind]),
            ("Role", case.role or "not said"),
            (site.capitalize(), case.site or "not said"),
            ("Agreed to be quoted", case.consent.quote or "not recorded"),
            ("Is the same person as somebody else", ""),
        )
        answers = [Content.assemble(f"{name}  ", (value, "bold $accent")) for name, value in known]

        def chosen(i: int | None) -> None:
            match i:
                case 0:
                    self._ask_kind(case)
                case 1:
                    self._ask_value(case, "role", "Role", "As in carer, commissioner, nurse.")
                case 2:
                    told = "Where they belong to; it may stay empty."
                    self._ask_value(case, "site", site.capitalize(), told)
                case 3:
                    self._ask_consent(case)
                case 4:
                    self.action_join()

        self.app.push_screen(Choose(f"What is known of {case.code}", answers), chosen)

    def _ask_kind(self, case: Case) -> None:
        kinds = list(SPEAKER_WORDS)

        def chosen(i: int | None) -> None:
            if i is not None:
                with self.refusals():
                    self.project.people.set_kind(case.id, kinds[i])
                    self._done(f"{case.code} is now: {SPEAKER_WORDS[kinds[i]]}.")

        answers = [Content(SPEAKER_WORDS[kind]) for kind in kinds]
        self.app.push_screen(Choose(f"Who is {case.code}?", answers), chosen)

    def _ask_value(self, case: Case, variable: str, word: str, told: str) -> None:
        held = (case.role if variable == "role" else case.site) or ""

        def answered(answer: str | None) -> None:
            if answer is not None and answer != held:
                with self.refusals():
                    self.project.people.set_value(case.id, variable, answer or None)
                    self._done(f"{word} of {case.code}: {answer or 'not said'}.")

        ask = Ask(f"{word} of {case.code}", told, answer=held, retype=True)
        self.app.push_screen(ask, answered)

    def _ask_consent(self, case: Case) -> None:
        def chosen(i: int | None) -> None:
            if i is not None:
                answer = ("yes", "no")[i]
                with self.refusals():
                    self.project.people.record_consent(case, "quote", answer)
                    self._done(f"{case.code} said {answer} to being quoted.")

        answers = [Content("Yes, agreed to be quoted"), Content("No: never quoted from now on")]
        self.app.push_screen(Choose(f"Did {case.code} agree?", answers), chosen)

    def action_join(self) -> None:
        """Say that the highlighted person and another one are the same."""
        case = self.here
        others = [one for one in self.cases if case is not None and one.id != case.id]
        if case is None or not others:
            self.say("There is nobody else.", refused=True)
            return

        def chosen(i: int | None) -> None:
            if i is not None:
                with self.refusals():
                    differences = self.project.people.join(case.id, others[i].id)
                    sentence = f"{case.code} is now {others[i].code}."
                    self._done(f"{sentence} u on the reading screen undoes.", at=others[i].id)
                    if differences:
                        self.app.push_screen(Tell("They are one person now", differences))

        others.sort(key=lambda one: not self._meet(case, one))
        answers = [
            Content.assemble(
                (one.code, "bold"),
                f"  {SPEAKER_WORDS[one.kind]}",
                (f"\n  {clip(self.first_words.get(one.id, ''), _WORDS)}", "$reader-muted"),
            )
            for one in others
        ]
        self.app.push_screen(Choose(f"Who is the same person as {case.code}?", answers), chosen)

    def action_write_sheet(self) -> None:
        """Write the spreadsheet of the people."""

        def write(path: Path) -> None:
            with self.refusals():
                try:
                    rows = self.project.people.write_sheet(path)
                except OSError as error:
                    self.say(f"{path} was not written: {error.strerror}.", refused=True)
                    return
                told = [f"{count(rows, 'row')} in {say_path(path)}", _SHEET_TOLD]
                self.app.push_screen(Tell("The spreadsheet is written", told))

        with self.refusals():
            self.project.require_coder()
            ask_output(self, "people.xlsx", "People", write)

    def action_read_sheet(self) -> None:
        """Read the spreadsheet of the people back; what it changes is shown first."""

        def answered(answer: str | None) -> None:
            if answer is not None:
                with self.refusals():
                    self._compare(read_paths(answer)[0])

        told = "Type or paste the path of the spreadsheet that was written here and filled in."
        suggested = self.project.path.parent / "people.xlsx"
        answer = say_path(suggested) if suggested.exists() else ""
        ask = Ask("Read the people back", told, answer=answer, check=_refuse_missing)
        self.app.push_screen(ask, answered)

    def _compare(self, path: Path) -> None:
        difference = self.project.people.compare_sheet(path)
        if not difference:
            told = ["The spreadsheet says nothing that the study does not.", *difference.ignored]
            self.app.push_screen(Tell("Nothing changes", told))
            return

        def agreed(yes: bool | None) -> None:
            if yes:
                with self.refusals():
                    self.project.people.take_sheet(difference)
                    self._done("Took over what the spreadsheet says.")

        sentences = [*difference.sentences, *difference.ignored]
        title = "What the spreadsheet changes"
        self.app.push_screen(Confirm(title, sentences, "take all of it"), agreed)

    def _meet(self, one: Case, other: Case) -> bool:
        """Say whether two labels stand in one conversation."""
        places = self.conversations
        return not set(places.get(one.id, ())).isdisjoint(places.get(other.id, ()))

    def _done(self, sentence: str, at: str | None = None) -> None:
        self.look()
        rows = self.query_one(Rows)
        rows.keep(at or rows.here)
        self._said_at = rows.here
        self.say(sentence)


class _Heard(NamedTuple):
    """By case id: the short names of the sources somebody speaks in, and what they say first."""

    conversations: dict[str, list[str]]
    words: dict[str, str]


def _listen(project: "Project") -> _Heard:
    """Return who speaks where, and what they say first."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    words: dict[str, str] = {}
    for source in project.sources.list():
        document = project.sources.document(source.id)
        for turn in document.turns:
            if turn.case and source.ref not in found[turn.case]:
                found[turn.case].append(source.ref)
                said = " ".join(document.text[turn.body : turn.end].split())
                words.setdefault(turn.case, said)
    return _Heard(dict(found), words)


class _Widths(NamedTuple):
    """The cells of a row: person, kind, role, site, and where they speak."""

    code: int
    kind: int
    role: int
    site: int
    places: int

    @classmethod
    def of(cls, cases: Sequence[Case], width: int) -> "_Widths":
        """Share out a width by what the longest of each needs."""
        code = _longest((case.code for case in cases), 8, 18)
        role = _longest((case.role or "" for case in cases), 4, 20)
        site = _longest((case.site or "" for case in cases), 4, 12)
        return cls(code, _KIND, role, site, max(0, width - code - _KIND - role - site - 8))

    def lay(self, *words: str) -> list[str]:
        """Return the words of a row, each as wide as its column."""
        *first, last = (fit(word, cells) for word, cells in zip(words, self, strict=True))
        return [*(f"{word}  " for word in first), last]


def _longest(words: Iterable[str], least: int, most: int) -> int:
    return max(least, min(most, max(map(width_of, words), default=0)))


def _refuse_missing(answer: str) -> str | None:
    paths = read_paths(answer)
    if len(paths) != 1 or not paths[0].is_file():
        return f"There is no file {answer}." if answer else "Type the path of a file."
    return None


def _say(case: Case, conversations: list[str], widths: _Widths) -> Content:
    kind = "withdrawn" if case.withdrawn else SPEAKER_WORDS[case.kind]
    refused = "  ✗ not to be quoted" if case.consent.quote == "no" else ""
    where = ", ".join(conversations) + refused
    said = widths.lay(case.code, kind, case.role or "", case.site or "", where)
    style = "" if case.kind is CaseKind.PERSON else "$reader-muted"
    return Content.assemble(
        (said[0], "bold"), (said[1], style), said[2], said[3], (said[4], "$reader-muted")
    )
