"""What a survey says of its respondents, and under which participant codes they go."""

from collections.abc import Mapping
from dataclasses import replace

import regex

from qualcode.model import Case

# A name makes no participant code, however short it is: a sign has a digit in it.
_SIGN = regex.compile(r"(?=.*\d)[A-Za-z0-9][A-Za-z0-9_-]{0,7}")
_OWN_NAMES = frozenset({"role", "site"})


def sign_of(label: str) -> str | None:
    """Return a respondent's id where it is short and plain, to end a participant code with.

    >>> sign_of("0007"), sign_of("Moira"), sign_of("118674532190")
    ('0007', None, None)
    """
    return label if _SIGN.fullmatch(label) else None


def variable_of(question: str) -> str:
    """Return the name of the variable whose values are the answers to a question.

    It is called like the question, save that “Role” and “Site” are the role and the site that
    everything is counted by.
    """
    plain = question.casefold()
    return plain if plain in _OWN_NAMES else question


def with_answers(case: Case, answers: Mapping[str, str]) -> Case:
    """Return a case with its closed answers as variables.

    What was said of the person goes before them; they go before the site of the whole source.
    """
    known = {variable_of(question): answer for question, answer in answers.items()}
    role, site = known.pop("role", None), known.pop("site", None)
    return replace(
        case,
        role=case.role or role,
        site=site or case.site,
        variables={**known, **case.variables},
    )
