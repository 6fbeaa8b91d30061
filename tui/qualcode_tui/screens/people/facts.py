"""What is known of a person: as rows to read, and as questions that change it."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from textual.content import Content

from qualcode.model import Case
from qualcode.model.case import CONSENT_QUESTIONS
from qualcode_tui.actions import undoes
from qualcode_tui.dialogs.ask import Ask
from qualcode_tui.dialogs.choose import Choose
from qualcode_tui.previews import SPEAKER_WORDS
from qualcode_tui.screens.asking import ask_line
from qualcode_tui.screens.step import Step

CONSENT_WORDS = {
    "record": "agreed to be recorded",
    "transcribe": "agreed to be transcribed",
    "quote": "agreed to be quoted",
    "archive": "agreed to be archived",
    "name": "agreed to be named",
}
_CODE, _KIND, _VALUE, _CONSENT, _MORE = "code", "kind", "value:", "consent:", "more"
_UNKNOWN = "not said"
_TOLD = {
    "role": "As in carer, commissioner, nurse. Counts and quotations go by it.",
    "site": "Where they belong to; it may stay empty.",
}


class Fact(NamedTuple):
    """Something known of a person: its id here, what it is called, and what is known."""

    id: str
    name: str
    value: str


def list_facts(case: Case, site_word: str) -> list[Fact]:
    """Return all that is or could be known of a person, and last a place for something else."""
    others = sorted(name for name in case.variables if name not in ("role", "site"))
    return [
        Fact(_CODE, "participant code", case.code),
        Fact(_KIND, "kind", "withdrawn" if case.withdrawn else SPEAKER_WORDS[case.kind]),
        Fact(f"{_VALUE}role", "role", case.role or _UNKNOWN),
        Fact(f"{_VALUE}site", site_word, case.site or _UNKNOWN),
        *(Fact(f"{_VALUE}{name}", name, case.variables[name]) for name in others),
        *(
            Fact(f"{_CONSENT}{one}", CONSENT_WORDS[one], getattr(case.consent, one) or _UNKNOWN)
            for one in CONSENT_QUESTIONS
        ),
        Fact(_MORE, "something else", "Enter says what, as age or years of caring"),
    ]


def ask_facts(screen: Step, case: Case, join: Callable[[], None]) -> None:
    """Ask what is to be changed of a person, and change it; `join` says they are somebody else."""
    facts = list_facts(case, screen.project.site_word)
    answers = [Content.assemble(f"{one.name}  ", (one.value, "bold $accent")) for one in facts]
    answers.append(Content("the same person as somebody else"))

    def chosen(i: int | None) -> None:
        if i == len(facts):
            join()
        elif i is not None:
            ask_fact(screen, case, facts[i].id)

    with screen.refusals():
        screen.project.require_coder()
        # Where somebody belongs to is what is most often missing, so the list begins there.
        screen.app.push_screen(Choose(f"What is known of {case.code}", answers, 1), chosen)


def ask_fact(screen: Step, case: Case, fact: str) -> None:
    """Ask for one fact of a person by the id that `list_facts` gives it."""
    with screen.refusals():
        screen.project.require_coder()
        if fact == _CODE:
            _ask_code(screen, case)
        elif fact == _KIND:
            _ask_kind(screen, case)
        elif fact == _MORE:
            _ask_more(screen, case)
        elif fact.startswith(_CONSENT):
            _ask_consent(screen, case, fact.removeprefix(_CONSENT))
        else:
            _ask_value(screen, case, fact.removeprefix(_VALUE))


def _ask_code(screen: Step, case: Case) -> None:
    def do(code: str) -> str | None:
        if code == case.code:
            return None
        screen.project.people.set_code(case.id, code)
        return f"{case.code} is now {code}. {undoes()}"

    def check(code: str) -> str | None:
        return None if code else "Type a participant code."

    told = "How the person is called everywhere. Let it not tell who they are."
    ask = partial(Ask, "The participant code", told, answer=case.code, check=check, retype=True)
    ask_line(screen, ask, do)


def _ask_kind(screen: Step, case: Case) -> None:
    kinds = list(SPEAKER_WORDS)

    def chosen(i: int | None) -> None:
        if i is not None and kinds[i] is not case.kind:
            with screen.refusals():
                screen.project.people.set_kind(case.id, kinds[i])
                screen.done(f"{case.code} is now: {SPEAKER_WORDS[kinds[i]]}. {undoes()}")

    answers = [Content(SPEAKER_WORDS[kind]) for kind in kinds]
    now = kinds.index(case.kind)
    screen.app.push_screen(Choose(f"Who is {case.code}?", answers, now), chosen)


def _ask_value(screen: Step, case: Case, variable: str) -> None:
    held = case.variables.get(variable, "")
    word = screen.project.site_word if variable == "site" else variable
    name = word[:1].upper() + word[1:]

    def do(answer: str) -> str | None:
        if answer == held:
            return None
        screen.project.people.set_value(case.id, variable, answer or None)
        return f"{name} of {case.code}: {answer or _UNKNOWN}. {undoes()}"

    told = _TOLD.get(variable, "Leave it empty where it is not known.")
    ask_line(screen, partial(Ask, f"{name} of {case.code}", told, answer=held, retype=True), do)


def _ask_more(screen: Step, case: Case) -> None:
    def check(name: str) -> str | None:
        return None if name else "Type what it is that you know, as age."

    def answered(name: str | None) -> None:
        if name is not None:
            _ask_value(screen, case, screen.project.variable(name))

    told = "What is it that you know? Spell it alike for everybody: counts can go by it."
    screen.app.push_screen(Ask(f"Something else of {case.code}", told, check=check), answered)


def _ask_consent(screen: Step, case: Case, question: str) -> None:
    words = CONSENT_WORDS[question].removeprefix("agreed ")

    def chosen(i: int | None) -> None:
        if i is not None:
            answer = ("yes", "no")[i]
            with screen.refusals():
                screen.project.people.record_consent(case, question, answer)
                agreed = "agreed" if answer == "yes" else "did not agree"
                screen.done(f"{case.code} {agreed} {words}. {undoes()}")

    no = "No: never quoted from now on" if question == "quote" else "No"
    answers = [Content(f"Yes, {CONSENT_WORDS[question]}"), Content(no)]
    screen.app.push_screen(Choose(f"Did {case.code} agree {words}?", answers), chosen)
