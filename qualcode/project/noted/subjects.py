"""What notes are about: found by name, and named for a reader."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from qualcode.model import Note
from qualcode.project.errors import AmbiguousSubjectError, UnknownSubjectError
from qualcode.store import Store
from qualcode.store.codes import find_code, list_codes
from qualcode.store.codings import list_coded_passages
from qualcode.store.errors import UnknownItemError
from qualcode.store.people import find_case, list_cases, list_targets
from qualcode.store.sources import find_source, list_sources, list_turns

PROJECT = "project"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a note is about: the sort of thing and its id as a note has them, and its name."""

    about: str
    id: str
    name: str


def find_subject(store: Store, name: str) -> Subject:
    """Return what a name means: a source, a code, a person, a coding's id, or “project”.

    The sort may stand before it, as in “code:breaks”. Raises UnknownSubjectError, and
    AmbiguousSubjectError where the name fits several.
    """
    if name == PROJECT:
        return Subject(PROJECT, PROJECT, "the project")
    finders: dict[str, Callable[[Store, str], Subject]] = {
        "source": _find_source,
        "code": _find_code,
        "person": _find_person,
        "coding": _find_coding,
    }
    sort, colon, rest = name.partition(":")
    if colon and sort in finders:
        return finders[sort](store, rest.strip())
    found: dict[str, Subject] = {}
    for one, find in finders.items():
        try:
            found[one] = find(store, name)
        except UnknownItemError:
            continue
    if len(found) > 1:
        raise AmbiguousSubjectError(name, list(found))
    if not found:
        raise UnknownSubjectError(name)
    return next(iter(found.values()))


def name_subjects(store: Store, notes: Iterable[Note]) -> dict[str, str]:
    """Return, by note id, the name of what each note is about, empty where it is gone."""
    conn = store.conn
    refs = {source.id: source.ref for source in list_sources(conn)}
    names: dict[tuple[str, str], str] = {(PROJECT, PROJECT): "the project"}
    names |= {("source", item): ref for item, ref in refs.items()}
    names |= {("code", code.id): f"“{code.path}”" for code in list_codes(conn)}
    codes = {case.id: case.code for case in list_cases(conn)}
    names |= {
        ("case", case): codes[target]
        for case, target in list_targets(conn).items()
        if target in codes
    }
    names |= {("turn", turn.id): f"{turn.name} of {refs[turn.source]}" for turn in list_turns(conn)}
    names |= {
        ("coding", one.coding.id): f"“{one.path}” in {refs[one.coding.source]}"
        for one in list_coded_passages(conn)
    }
    return {
        note.id: _name_place(store, note, refs)
        if note.about == "selection"
        else names.get((note.about, note.about_id), "")
        for note in notes
    }


def _name_place(store: Store, note: Note, refs: Mapping[str, str]) -> str:
    """Return the turn in which the words stand that a note is about, else their source."""
    ref = refs.get(note.about_id, "")
    start = -1 if note.start is None else note.start
    for turn in list_turns(store.conn, note.about_id):
        if turn.start <= start < turn.end:
            return f"{turn.name} of {ref}"
    return ref


def _find_source(store: Store, name: str) -> Subject:
    found = find_source(store.conn, name)
    return Subject("source", found.id, found.ref)


def _find_code(store: Store, name: str) -> Subject:
    found = find_code(store.conn, name)
    return Subject("code", found.id, f"“{found.path}”")


def _find_person(store: Store, name: str) -> Subject:
    found = find_case(store.conn, name)
    return Subject("case", found.id, found.code)


def _find_coding(store: Store, name: str) -> Subject:
    for one in list_coded_passages(store.conn):
        if one.coding.id == name:
            return Subject("coding", name, f"the coding “{one.path}”")
    raise UnknownItemError("coding", name)
