"""A quotation set laid out for print: by theme, then site, then role, with counts and traces."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from qualcode.model import SourceKind
from qualcode.model.words import count
from qualcode.reports.attribution import Attribution
from qualcode.reports.quotation_set import Order, QuotationSet, QuoteConsent, QuotedItem

HOW_TO_TRACE = (
    "Each reference (Q-…) leads back to its transcript line, codes and consent in the project. "
    "Heads of its chains when this was made:"
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A quotation with the words printed under it.

    `person` is "Person 4", numbered within the set; `attribution` the house style filled in;
    `trace` what leads back to the transcript ("Q-3f9a2c · B-FG1, turn 14 · coded by AM").
    """

    item: QuotedItem
    person: str
    attribution: str
    trace: str


@dataclass(frozen=True, slots=True)
class Part:
    """The quotations of one site and role under a theme (of one role, where sites are hidden)."""

    heading: str
    quotations: tuple[Printed, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many different passages, people, sources and sites some quotations come from.

    People are those who are named by a code. Of the sources some are `conversations`, some `notes`,
    some published `reports`; of surveys the `answers` count, a respondent's to a question each.
    """

    quotations: int
    people: int
    sources: int
    sites: int
    conversations: int
    notes: int
    answers: int
    reports: int

    @classmethod
    def of(cls, items: Iterable[QuotedItem]) -> "Counts":
        """Count what is different, so that a passage under two codes is one."""
        items = tuple(items)
        kinds = {item.source_ref: item.kind for item in items}
        of_kind = Counter(kinds.values())
        return cls(
            quotations=len({item.ref for item in items}),
            people=len({one.participant for one in items if one.participant != one.source_ref}),
            sources=len(kinds),
            sites=len({item.site for item in items if item.site is not None}),
            conversations=of_kind[SourceKind.RECORDING],
            notes=of_kind[SourceKind.NOTES],
            answers=len({(i.source_ref, i.turn) for i in items if i.kind is SourceKind.SURVEY}),
            reports=of_kind[SourceKind.REPORT],
        )


@dataclass(frozen=True, slots=True)
class Theme:
    """A code with its quotations in print order."""

    path: str
    label: str
    counts: Counts
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The whole set in print order, with its counts and the sentences that stand before it."""

    themes: tuple[Theme, ...]
    counts: Counts
    what: str
    base: str
    consent: str
    made: str

    @property
    def quotations(self) -> tuple[Printed, ...]:
        """Every quotation, in print order."""
        return tuple(q for theme in self.themes for part in theme.parts for q in part.quotations)


def arrange(quotations: QuotationSet, attribution: Attribution) -> Arrangement:
    """Lay the set out for print in a house style."""
    groups = _by_theme(quotations, attribution)
    people = _number_people(item for items in groups for item in items)
    counts = Counts.of(quotations.items)
    return Arrangement(
        themes=tuple(_theme(items, attribution, people) for items in groups),
        counts=counts,
        what=_what(quotations.study),
        base=_base(quotations, counts),
        consent=_consent(quotations.items),
        made=long_date(quotations.made),
    )


def long_date(iso: str) -> str:
    """Return "14 May 2031" for "2031-05-14", whatever the locale."""
    day = date.fromisoformat(iso)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def _by_theme(quotations: QuotationSet, attribution: Attribution) -> list[list[QuotedItem]]:
    groups: dict[str, list[QuotedItem]] = {}
    for item in quotations.items:
        groups.setdefault(item.code_path, []).append(item)
    paths = list(groups)
    if quotations.order == Order.ALPHABET:
        paths.sort(key=lambda path: (path.casefold(), path))
    elif quotations.order == Order.MOST_PEOPLE:
        paths.sort(key=lambda path: -Counts.of(groups[path]).people)
    return [sorted(groups[path], key=lambda i: _place(i, attribution)) for path in paths]


def _place(item: QuotedItem, attribution: Attribution) -> tuple[object, ...]:
    role = (item.role is None, item.role or "")
    if not attribution.show_site:
        # Sorting by participant or source would put a site's people side by side.
        return (*role, item.ref)
    site = (item.site is None, item.site or "")
    return (*site, *role, item.participant, item.source_ref, item.turn, item.ref)


def _number_people(items: Iterable[QuotedItem]) -> dict[str, str]:
    people: dict[str, str] = {}
    for item in items:
        people.setdefault(item.participant, f"Person {len(people) + 1}")
    return people


def _theme(items: list[QuotedItem], attribution: Attribution, people: dict[str, str]) -> Theme:
    parts: dict[str, list[Printed]] = {}
    for item in items:
        printed = _print(item, attribution, people[item.participant])
        parts.setdefault(_heading(item, attribution), []).append(printed)
    return Theme(
        path=items[0].code_path,
        label=items[0].code_label,
        counts=Counts.of(items),
        parts=tuple(Part(heading, tuple(printed)) for heading, printed in parts.items()),
    )


def _heading(item: QuotedItem, attribution: Attribution) -> str:
    role = _role(item)
    role = role[:1].upper() + role[1:]
    if not attribution.show_site:
        return role
    site = "Site not recorded" if item.site is None else f"Site {item.site}"
    return f"{site} · {role}"


def _role(item: QuotedItem) -> str:
    return item.role or "role not recorded"


def _print(item: QuotedItem, attribution: Attribution, person: str) -> Printed:
    values = {
        "role": _role(item),
        "participant": item.participant,
        "person": person,
        "site": item.site or "site not recorded",
        "source": item.source_ref,
        "turn": str(item.turn),
        "ref": item.ref,
    }
    trace = [item.ref]
    if attribution.show_site:
        trace.append(f"{item.source_ref}, turn {item.turn}")
    if item.coders:
        trace.append("coded by " + ", ".join(item.coders))
    if item.consent == QuoteConsent.NOT_RECORDED:
        trace.append("consent to quote not recorded")
    return Printed(item, person, attribution.fill(values), " · ".join(trace))


def _what(study: str) -> str:
    return (
        f"Words that people said in the study {study}, printed as they stand in the transcripts. "
        "People appear under codes, never under names. "
        "Quotations show what was said and how. They do not show how many think so."
    )


def _base(quotations: QuotationSet, counts: Counts) -> str:
    people = _of(counts.people, quotations.people, "person", "people")
    kinds = (
        (counts.conversations, quotations.conversations, "conversation", "conversations"),
        (counts.notes, quotations.notes, "set of notes", "sets of notes"),
        (counts.answers, quotations.answers, "survey answer", "survey answers"),
        (counts.reports, None, "published report", "published reports"),
    )
    where = [_of(n, base, one, many) for n, base, one, many in kinds if n or base]
    where.append(_of(counts.sites, quotations.sites, "site", "sites"))
    return (
        f"{count(counts.quotations, 'quotation')} from {people}, "
        f"in {', '.join(where[:-1]) or 'no source'} and {where[-1]} of the study."
    )


def _of(n: int, base: int | None, one: str, many: str) -> str:
    if base is None:
        return count(n, one, many)
    return f"{n:,} of {base:,} {one if base == 1 else many}"


def _consent(items: tuple[QuotedItem, ...]) -> str:
    people = {item.participant for item in items}
    unasked = {i.participant for i in items if i.consent == QuoteConsent.NOT_RECORDED}
    if not people:
        return "There is no quotation in this set."
    if not unasked:
        return "Everybody quoted agreed to be quoted."
    return (
        f"For {len(unasked):,} of {count(len(people), 'person', 'people')} quoted no answer about "
        "being quoted is recorded. Their quotations are marked; ask before printing them."
    )
