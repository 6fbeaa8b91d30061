"""Quotation sets: coded passages with who said them, ready for a report."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from qualcode import reports
from qualcode.model import Case, CaseKind, Code, Document, content_id
from qualcode.model.source import Source, SourceKind
from qualcode.model.spoken import say_words, turns_in
from qualcode.project.coders import find_coder
from qualcode.project.errors import UnknownGroupError
from qualcode.project.exporting import record_export, today
from qualcode.project.quoted.saying import Placed, attribute, warn
from qualcode.project.quoted.verifying import CheckedQuotation, check_draft
from qualcode.store import Store
from qualcode.store.codes import find_code, list_codes
from qualcode.store.codings import CodedPassage, list_coded_passages
from qualcode.store.people import list_cases
from qualcode.store.sources import list_sources, read_document


@dataclass(frozen=True, slots=True)
class Choice:
    """Which quotations to take: by code (any name of it), site and role; None takes all.

    `codes` are ids, and take just these codes, without those under them. `consented_only` leaves
    out whoever's consent to be quoted is not recorded. A recorded "no" always leaves out. `most` is
    the largest number a theme, None for no limit; passages with a star come first then. `starred`
    takes only those.
    """

    code: str | None = None
    site: str | None = None
    role: str | None = None
    coder: str | None = None
    consented_only: bool = False
    most: int | None = None
    codes: frozenset[str] | None = None
    starred: bool = False


@dataclass(slots=True)
class _Shelf:
    """What is needed to print a passage: documents by source, cases, codes."""

    store: Store
    cases: dict[str, Case]
    codes: dict[str, Code]
    documents: dict[str, Document] = field(default_factory=dict)

    def document(self, source: str) -> Document:
        if source not in self.documents:
            self.documents[source] = read_document(self.store.conn, source)
        return self.documents[source]

    @property
    def names(self) -> dict[str, str]:
        return {item: case.code for item, case in self.cases.items()}


class Quoting:
    """Quotations of what was coded."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def choose(
        self, choice: Choice | None = None, title: str = "Quotations"
    ) -> reports.QuotationSet:
        """Return the quotations that fit the choice, by theme, and what was left out and why.

        Raises UnknownGroupError where nothing has the site or the role, and UnknownItemError.
        """
        choice = choice or Choice()
        coder = find_coder(self._store, choice.coder) if choice.coder else None
        shelf = _Shelf(
            self._store,
            {case.id: case for case in list_cases(self._store.conn)},
            {code.id: code for code in list_codes(self._store.conn)},
        )
        sources = list_sources(self._store.conn)
        _must_be_known(choice, shelf.cases.values(), sources)
        wanted = _wanted_codes(self._store, shelf.codes, choice)
        passages = [
            one
            for one in list_coded_passages(self._store.conn, coder=coder)
            if one.coding.code in wanted and (one.starred or not choice.starred)
        ]
        left_out: Counter[str] = Counter()
        starred: set[str] = set()
        items: dict[tuple[str, str], reports.QuotedItem] = {}
        for passage in passages:
            item = _quote(shelf, passage, choice, left_out)
            if item is None:
                continue
            if passage.starred:
                starred.add(item.ref)
            held = items.get((item.ref, item.code_path))
            coders = sorted({*item.coders, *(held.coders if held else ())})
            items[item.ref, item.code_path] = replace(item, coders=tuple(coders))
        order = {code.path: place for place, code in enumerate(shelf.codes.values())}
        ordered = sorted(items.values(), key=lambda item: order[item.code_path])
        kept = _limit(ordered, choice.most, starred, left_out)
        return reports.QuotationSet(
            title=title,
            study=self._store.read_setting("title") or self._store.path.stem,
            made=today(),
            heads=tuple(self._store.heads),
            items=tuple(kept),
            left_out=tuple(_say_left_out(count, why) for why, count in sorted(left_out.items())),
            chosen=_say_choice(choice, has_stars=bool(starred)),
            people=sum(
                case.kind is CaseKind.PERSON and not case.withdrawn for case in shelf.cases.values()
            )
            or None,
            conversations=sum(one.kind is SourceKind.RECORDING for one in sources) or None,
            notes=sum(one.kind is SourceKind.NOTES for one in sources) or None,
            answers=_count_answers(shelf, sources) or None,
            sites=len(_list_sites(shelf, sources)) or None,
        )

    def say(self, passage: CodedPassage | Placed) -> str:
        """Return a passage as it may be pasted: its words as shown, then who said them where.

        Anything that stands in a source will do (`saying.Place` for what is only selected). A line
        in brackets follows where somebody in it did not agree to be quoted, or nobody recorded it.
        """
        place: Placed = passage.coding if isinstance(passage, CodedPassage) else passage
        shelf = _Shelf(self._store, {case.id: case for case in list_cases(self._store.conn)}, {})
        document = shelf.document(place.source)
        turns = turns_in(document.turns, place.start, place.end)
        speakers = [shelf.cases[turn.case] for turn in turns if turn.case in shelf.cases]
        words = say_words(document, shelf.names, place.start, place.end)
        published = document.source.kind is SourceKind.REPORT
        lines = [f"“{words}”", f"— {attribute(document, turns, speakers)}"]
        return "\n".join([*lines, *filter(None, [warn(speakers, published=published)])])

    def write(
        self,
        quotations: reports.QuotationSet,
        target: Path,
        attribution: reports.Attribution | None = None,
    ) -> None:
        """Write a set as Word (.docx), Markdown (.md) or CSV (.csv), by the file's ending.

        Raises NoCoderError before anything is written where nobody is named who sends it.
        """
        self._store.require_coder()
        match target.suffix.lower():
            case ".docx":
                reports.write_word(quotations, target, attribution)
            case ".csv":
                target.write_text(
                    reports.write_csv(quotations, attribution), encoding="utf-8", newline=""
                )
            case _:
                target.write_text(
                    reports.write_markdown(quotations, attribution), encoding="utf-8", newline="\n"
                )
        record_export(self._store, "quotations", target)

    def check(self, draft: Path) -> list[CheckedQuotation]:
        """Hold every quotation of a draft against the words of the project's sources."""
        return check_draft(self._store, draft)


def _wanted_codes(store: Store, codes: dict[str, Code], choice: Choice) -> set[str]:
    """Return a code with all codes under it, the codes that are named, or all codes."""
    if choice.codes is not None:
        return set(codes) & choice.codes
    if choice.code is None:
        return set(codes)
    wanted = {find_code(store.conn, choice.code).id}
    for code in codes.values():  # parents stand before their children
        if code.parent in wanted:
            wanted.add(code.id)
    return wanted


def _must_be_known(choice: Choice, cases: Iterable[Case], sources: Iterable[Source]) -> None:
    """Raise UnknownGroupError where a choice is of a site or a role that nobody has."""
    people = list(cases)
    known = {
        "site": {one.site for one in people} | {one.site for one in sources},
        "role": {one.role for one in people},
    }
    for variable, value in (("site", choice.site), ("role", choice.role)):
        if value is not None and value not in known[variable]:
            raise UnknownGroupError(variable, value, sorted(filter(None, known[variable])))


def _quote(
    shelf: _Shelf, passage: CodedPassage, choice: Choice, left_out: Counter[str]
) -> reports.QuotedItem | None:
    coding = passage.coding
    document = shelf.document(coding.source)
    turns = turns_in(document.turns, coding.start, coding.end)
    heard = [shelf.cases[turn.case] for turn in turns if turn.case in shelf.cases]
    speakers = [one for one in heard if one.kind is not CaseKind.FACILITATOR]
    if heard and not speakers:
        left_out["passages were left out because only a facilitator speaks there"] += 1
        return None
    case = speakers[0] if speakers else None
    site = (case.site if case else None) or document.source.site
    role = case.role if case else None
    if choice.site not in (None, site) or choice.role not in (None, role):
        return None
    reason = _refuse(speakers, document, choice)
    if reason:
        left_out[reason] += 1
        return None
    agreed = all(one.consent.quote == "yes" for one in speakers) and bool(speakers)
    code = shelf.codes[coding.code]
    return reports.QuotedItem(
        ref="Q-" + content_id("quotation", coding.source, coding.start, coding.end)[:8],
        text=passage.text,
        code_path=code.path,
        code_label=code.label,
        participant=case.code if case else document.source.ref,
        role=role,
        site=site,
        source_ref=document.source.ref,
        turn=turns[0].n if turns else 0,
        coders=(coding.coder,),
        consent=reports.QuoteConsent.YES if agreed else reports.QuoteConsent.NOT_RECORDED,
        kind=document.source.kind,
    )


def _count_answers(shelf: _Shelf, sources: Iterable[Source]) -> int:
    """Return how many answers respondents wrote; whoever withdrew wrote none."""
    surveys = [one.id for one in sources if one.kind is SourceKind.SURVEY]
    return sum(
        turn.case in shelf.cases and not shelf.cases[turn.case].withdrawn
        for survey in surveys
        for turn in shelf.document(survey).turns
    )


def _list_sites(shelf: _Shelf, sources: Iterable[Source]) -> set[str]:
    """Return where the study was made: the sites of what was said, and of those who said it."""
    said = {one.site for one in sources if one.kind is not SourceKind.REPORT}
    speaking = {case.site for case in shelf.cases.values() if not case.withdrawn}
    return {site for site in said | speaking if site}


def _refuse(speakers: Iterable[Case], document: Document, choice: Choice) -> str | None:
    """Return why a passage must stay, None where it may leave."""
    if any(case.withdrawn for case in speakers):
        return "passages of people who withdrew were left out"
    if any(case.consent.quote == "no" for case in speakers):
        return "passages were left out because somebody there did not agree to be quoted"
    published = document.source.kind is SourceKind.REPORT
    if choice.consented_only and not published and any(c.consent.quote != "yes" for c in speakers):
        return "passages were left out because consent to quote is not recorded"
    return None


def _limit(
    items: list[reports.QuotedItem], most: int | None, starred: set[str], left_out: Counter[str]
) -> list[reports.QuotedItem]:
    """Return at most so many a theme: those with a star (by ref) before all others.

    Beyond that everybody once before anybody twice, sites in turn.
    """
    if most is None:
        return items
    kept: list[reports.QuotedItem] = []
    for path in dict.fromkeys(item.code_path for item in items):
        waiting = [item for item in items if item.code_path == path]
        people: Counter[str] = Counter()
        sites: Counter[str | None] = Counter()
        for _ in range(min(most, len(waiting))):
            item = min(
                waiting,
                key=lambda one: (
                    one.ref not in starred,
                    people[one.participant],
                    sites[one.site],
                ),
            )
            waiting.remove(item)
            people[item.participant] += 1
            sites[item.site] += 1
            kept.append(item)
        if waiting:
            left_out["passages were left out to keep to the number asked for"] += len(waiting)
    return kept


def _say_left_out(count: int, why: str) -> str:
    if count == 1:
        why = why.replace("passages", "passage", 1).replace(" were ", " was ", 1)
    return f"{count} {why}."


def _say_themes(choice: Choice) -> str:
    if choice.codes is not None:
        return f"with {len(choice.codes)} chosen theme{'' if len(choice.codes) == 1 else 's'}"
    return f"with the theme “{choice.code}” and those under it" if choice.code else "with any theme"


def _say_choice(choice: Choice, *, has_stars: bool) -> str:
    parts = [
        _say_themes(choice),
        f"at {choice.site}" if choice.site else "",
        f"by people whose role is “{choice.role}”" if choice.role else "",
        f"coded by {choice.coder}" if choice.coder else "",
        "with a star" if choice.starred else "",
    ]
    chosen = "All passages coded " + ", ".join(part for part in parts if part) + "."
    if choice.most is not None:
        first = "those with a star first, " if has_stars and not choice.starred else ""
        chosen += f" At most {choice.most} a theme, {first}everybody once before anybody twice."
    return chosen
