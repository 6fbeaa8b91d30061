"""Writing what a people sheet changes, as one act."""

from qualcode.model import Case, Consent, content_id
from qualcode.model.case import CONSENT_QUESTIONS
from qualcode.project.intake.attending import Attendee, write_attendee, write_presence
from qualcode.project.intake.values import set_value
from qualcode.project.people_sheet.difference import NewPerson, PeopleDifference, PersonChange
from qualcode.store import Store
from qualcode.store.act import Act
from qualcode.store.people import list_joined


def take(store: Store, difference: PeopleDifference) -> None:
    """Write all of a difference; one undo takes it back."""
    with store.act("people") as act:
        for change in difference.changes:
            _write(store, act, change)
        for person in difference.new:
            _write_new(act, person)
        for join in difference.joins:
            act.set("case", join.case, {"into": join.into})


def _write(store: Store, act: Act, change: PersonChange) -> None:
    parts = list_joined(store.conn, change.case)
    if change.sort in ("code", "kind"):
        act.set("case", change.case, {change.sort: change.after})
    elif change.sort == "consent":
        # A “no” to one label is the person's, so an answer is that of all their labels.
        for part in parts:
            act.set("consent", part, {"case": part, change.name: change.after})
    elif change.sort == "presence":
        for part in parts:
            _write_presence(store, act, change, part)
    else:
        # Where it is taken away, no other label of theirs may still say it.
        for part in [change.case] if change.after else parts:
            set_value(act, part, change.name, change.after)


def _write_presence(store: Store, act: Act, change: PersonChange, part: str) -> None:
    item = content_id("presence", change.name, part)
    if change.after and part == change.case:
        write_presence(act, change.name, part)
    elif not change.after and store.read_field("presence", item, "case"):
        act.set("presence", item, {"gone": True})


def _write_new(act: Act, person: NewPerson) -> None:
    answers = {name: person.consent.get(name) for name in CONSENT_QUESTIONS}
    case = Case(
        person.case,
        person.code,
        person.kind,
        person.variables.get("role"),
        person.variables.get("site"),
        person.variables,
        Consent(**answers),
    )
    for source in person.sources:
        write_attendee(act, source, Attendee(case, person.name))
