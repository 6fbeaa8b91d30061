"""Saying what is known of a case within an act."""

from qualcode.model import Case, Consent, content_id
from qualcode.model.case import CONSENT_QUESTIONS
from qualcode.store.act import Act


def printable(name: str) -> str:
    """Return a file's name as text, with � for bytes that are none."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def set_value(act: Act, case: str, variable: str, value: str | None) -> None:
    """Say a variable's value for a case; None takes it away."""
    variable_id = content_id("variable", variable)
    act.set("variable", variable_id, {"name": variable})
    act.set(
        "value",
        content_id("value", case, variable_id),
        {"case": case, "variable": variable_id, "value": value},
    )


def set_known(act: Act, item: str, case: Case) -> None:
    """Say all that is known of a case under an id; what is not known is not said."""
    known = {"role": case.role, "site": case.site, **case.variables}
    for name, value in known.items():
        if value is not None:
            set_value(act, item, name, value)
    set_consent(act, item, case.consent)


def set_consent(act: Act, case: str, consent: Consent) -> None:
    """Say the answers that are recorded; what is not recorded is not said."""
    answers = {name: getattr(consent, name) for name in CONSENT_QUESTIONS}
    recorded = {name: answer for name, answer in answers.items() if answer is not None}
    if recorded:
        act.set("consent", case, {"case": case, **recorded})
