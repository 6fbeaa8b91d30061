"""Loose ends: what somebody may want to mend before anything is counted or quoted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from qualcode.model import Case, CaseKind, Coding, Source, SourceKind
from qualcode.model.words import count
from qualcode.project.errors import NotOnlyToldError
from qualcode.store import Store
from qualcode.store.codes import list_codes
from qualcode.store.codings import CodedPassage, list_coded_passages
from qualcode.store.heard import list_heard
from qualcode.store.people import list_cases
from qualcode.store.sources import list_sources
from qualcode.store.unread import list_left_out, list_unread, list_unread_codings, mark_seen


class Loose(StrEnum):
    """The sorts of loose ends, the weightiest first."""

    UNKNOWN_SPEAKER = "speaker nobody has named"
    DOUBLE_CODING = "coded twice"
    FACILITATOR_CODED = "facilitator's words coded"
    CODED_UNREAD = "coded, not marked as read"
    UNREAD = "not read to the end"
    NO_ROLE = "no role"
    NO_SITE = "no site"
    NO_CONSENT = "consent not recorded"
    NO_DEFINITION = "code without a definition"
    UNUSED = "code never used"
    LEFT_OUT = "left out at the import"


@dataclass(frozen=True, slots=True)
class LooseEnd:
    """One thing to look at: its sort, what it is by name, and what is the matter.

    `about` is source, code, case or selection, and `id` which one; of a selection its source, with
    `start` and `end` of the words in it.
    """

    loose: Loose
    name: str
    told: str
    about: str
    id: str
    start: int = 0
    end: int = 0

    @property
    def is_only_told(self) -> bool:
        """Whether there is nothing to mend, and it is enough that somebody has seen it."""
        return self.loose is Loose.LEFT_OUT


class Tidying:
    """The loose ends of a project."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def list(self) -> list[LooseEnd]:
        """Return all loose ends, by sort. What is unread is what the present coder has not read."""
        store, conn = self._store, self._store.conn
        sources, cases = list_sources(conn), list_cases(conn)
        refs = {source.id: source.ref for source in sources}
        ends: list[LooseEnd] = []
        ends += _find_people(store, sources, cases)
        passages = list_coded_passages(conn)
        ends += _find_codings(passages, refs, cases)
        ends += _find_codings_unread(store, refs)
        ends += _find_unread(store, refs)
        ends += _find_siteless(sources, cases)
        ends += _find_codes(store, passages)
        for source, told in list_left_out(conn).items():
            ends += (LooseEnd(Loose.LEFT_OUT, refs[source], one, "source", source) for one in told)
        order = list(Loose)
        return sorted(ends, key=lambda end: order.index(end.loose))

    def see(self, end: LooseEnd) -> None:
        """Say in an act that somebody has seen what an import left out; it is listed no more.

        Raises NotOnlyToldError for a loose end that something is to be done about.
        """
        if not end.is_only_told:
            raise NotOnlyToldError(end.loose)
        mark_seen(self._store, end.id, end.told)


def _find_people(store: Store, sources: list[Source], cases: list[Case]) -> Iterator[LooseEnd]:
    """Yield unknown speakers, people without a role, and people whose consent is not recorded.

    The respondents of a survey are taken together: there may be hundreds, and none has a role.
    """
    refs = {source.id: source.ref for source in sources}
    surveys = {source.id for source in sources if source.kind is SourceKind.SURVEY}
    places: dict[str, list[str]] = {}
    turns: dict[str, int] = {}
    for heard in list_heard(store.conn):
        places.setdefault(heard.case, []).append(heard.source)
        turns[heard.case] = turns.get(heard.case, 0) + heard.turns
    there = [case for case in cases if case.id in places and not case.withdrawn]
    people = [case for case in there if case.kind is CaseKind.PERSON]
    for case in there:
        where = ", ".join(refs[source] for source in places[case.id])
        said = f"{count(turns[case.id], 'turn')} in {where}"
        if case.kind is CaseKind.UNKNOWN:
            yield LooseEnd(Loose.UNKNOWN_SPEAKER, case.code, said, "case", case.id)
        elif (
            case.kind is CaseKind.PERSON
            and not case.role
            and not surveys.issuperset(places[case.id])
        ):
            yield LooseEnd(Loose.NO_ROLE, case.code, said, "case", case.id)
    yield from _find_unrecorded(people, places, surveys, refs)


def _find_unrecorded(
    people: Iterable[Case],
    places: dict[str, list[str]],
    surveys: set[str],
    refs: dict[str, str],
) -> Iterator[LooseEnd]:
    """Yield whose consent to be quoted is not recorded, respondents by survey."""
    unrecorded: dict[str, int] = {}
    for case in people:
        if case.consent.quote is None and surveys.issuperset(places[case.id]):
            for source in places[case.id]:
                unrecorded[source] = unrecorded.get(source, 0) + 1
        elif case.consent.quote is None:
            told = "nobody wrote down whether they may be quoted"
            yield LooseEnd(Loose.NO_CONSENT, case.code, told, "case", case.id)
    for source, n in unrecorded.items():
        told = f"of {count(n, 'respondent')} nobody wrote down whether they may be quoted"
        yield LooseEnd(Loose.NO_CONSENT, refs[source], told, "source", source)


def _find_codings(
    passages: Iterable[CodedPassage], refs: dict[str, str], cases: Iterable[Case]
) -> Iterator[LooseEnd]:
    """Yield codings of facilitators' words, and a coder's second ones of words with their code."""
    facilitators = {case.id: case.code for case in cases if case.kind is CaseKind.FACILITATOR}
    last: dict[tuple[str, str, str], Coding] = {}
    for one in passages:
        coding = one.coding
        words = " ".join(one.text.split())
        place = (coding.source, coding.start, coding.end)
        if one.case in facilitators:
            told = f"“{one.path}” by {coding.coder}: “{words}”"
            name = f"{facilitators[one.case]} in {refs[coding.source]}"
            yield LooseEnd(Loose.FACILITATOR_CODED, name, told, "selection", *place)
        # Codings come in reading order, so the one that reaches furthest is enough to know.
        key = (coding.source, coding.code, coding.coder)
        before = last.get(key)
        if before is not None and coding.start < before.end:
            told = f"“{one.path}” by {coding.coder}, on words that overlap: “{words}”"
            yield LooseEnd(Loose.DOUBLE_CODING, refs[coding.source], told, "selection", *place)
        if before is None or coding.end > before.end:
            last[key] = coding


def _find_codings_unread(store: Store, refs: dict[str, str]) -> Iterator[LooseEnd]:
    for one in list_unread_codings(store.conn):
        told = (
            f"{count(one.codings, 'coding')} by {one.coder}: nobody said that these words were read"
        )
        place = (one.source, one.start, one.end)
        yield LooseEnd(Loose.CODED_UNREAD, refs[one.source], told, "selection", *place)


def _find_unread(store: Store, refs: dict[str, str]) -> Iterator[LooseEnd]:
    for one in list_unread(store.conn, store.coder) if store.coder else ():
        if one.turns == one.all_turns:
            told = f"none of its {count(one.all_turns, 'turn')} marked as read by you"
        else:
            told = (
                f"{one.turns:,} of {count(one.all_turns, 'turn')} left, "
                f"in {count(one.stretches, 'stretch', 'stretches')}"
            )
        place = (one.source, one.start, one.end)
        yield LooseEnd(Loose.UNREAD, refs[one.source], told, "selection", *place)


def _find_siteless(sources: Iterable[Source], cases: Iterable[Case]) -> Iterator[LooseEnd]:
    """Yield sources without a site, in a study that has sites."""
    listed = [one for one in sources if one.kind in (SourceKind.RECORDING, SourceKind.NOTES)]
    if not any(one.site for one in listed) and not any(case.site for case in cases):
        return
    for source in listed:
        if not source.site:
            told = "nobody said where it took place"
            yield LooseEnd(Loose.NO_SITE, source.ref, told, "source", source.id)


def _find_codes(store: Store, passages: Iterable[CodedPassage]) -> Iterator[LooseEnd]:
    codes = list_codes(store.conn)
    used = {one.coding.code for one in passages}
    parents = {code.parent for code in codes}
    for code in codes:
        name = f"“{code.path}”"
        if not code.definition.strip():
            told = "nothing says when it applies"
            yield LooseEnd(Loose.NO_DEFINITION, name, told, "code", code.id)
        if code.id not in used and code.id not in parents:
            yield LooseEnd(Loose.UNUSED, name, "no coding has it", "code", code.id)
