"""The columns of a people sheet: what they are called, and which variable is behind each."""

from collections.abc import Iterable

from qualcode.model.case import CONSENT_QUESTIONS

CODE = "participant code"
NEW_CODE = "new code"
NAME = "name in the file"
WHERE = "conversations"
TURNS = "turns"
KIND = "kind"
SILENT = "present but silent"
ROLE = "role"
SAME = "same person as"
SHEET = "People"
LEADING = (CODE, NEW_CODE, NAME, WHERE, TURNS, KIND, SILENT, ROLE)
CONSENTS = {f"consent to {question}": question for question in CONSENT_QUESTIONS}
_FIXED = frozenset((*LEADING, SAME, *CONSENTS, "site"))
_PREFIX = "variable: "


def heading_of(variable: str, site_word: str) -> str:
    """Return what the column of a variable is called; role and site have columns of their own.

    A variable that is called as another column gets a word in front.
    """
    if variable == "site":
        return site_word
    taken = variable.casefold() in {*_FIXED, site_word.casefold()} and variable != ROLE
    return f"{_PREFIX}{variable}" if taken or variable.startswith(_PREFIX) else variable


def variable_of(heading: str, site_word: str) -> str | None:
    """Return the variable of a column, None for one that is none."""
    plain = heading.casefold()
    if plain in (site_word.casefold(), "site"):
        return "site"
    if plain == ROLE:
        return ROLE
    if plain in _FIXED:
        return None
    return heading.removeprefix(_PREFIX)


def all_headings(variables: Iterable[str], site_word: str) -> list[str]:
    """Return the headings in order, for variables beside the role and the site."""
    extra = (heading_of(name, site_word) for name in variables)
    return [*LEADING, heading_of("site", site_word), *extra, *CONSENTS, SAME]
