"""What a project knows of each person, as a people sheet shows it."""

from collections import Counter
from dataclasses import dataclass

from qualcode.model import Case, CaseKind, SourceKind
from qualcode.store import Store
from qualcode.store.people import list_cases, list_joined, list_names
from qualcode.store.sources import list_sources, list_turns
from qualcode.store.surveys import list_present


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody of the project: names kept apart, and turns by the short names of the sources.

    `present` are the short names of the sources in which they were without a word.
    """

    case: Case
    names: tuple[str, ...]
    turns: dict[str, int]
    present: tuple[str, ...]

    @property
    def silent(self) -> bool:
        """Whether they were somewhere, and speak nowhere."""
        return bool(self.present) and not self.turns

    @property
    def refs(self) -> list[str]:
        """The short names of all sources they are in."""
        return sorted({*self.turns, *self.present})


def list_known(store: Store) -> list[KnownPerson]:
    """Return all who did not withdraw, by participant code; voices of a printed report are none."""
    conn = store.conn
    sources = {source.id: source for source in list_sources(conn)}
    kept_apart = list_names(conn)
    turns: dict[str, Counter[str]] = {}
    for turn in list_turns(conn):
        if turn.case:
            turns.setdefault(turn.case, Counter())[turn.source] += 1
    present: dict[str, set[str]] = {}
    for source, item in list_present(conn):
        present.setdefault(item, set()).add(sources[source].ref)
    known = []
    for case in list_cases(conn):
        spoken = turns.get(case.id, Counter())
        printed = spoken and all(sources[one].kind is SourceKind.REPORT for one in spoken)
        if case.withdrawn or (printed and case.kind is CaseKind.UNKNOWN):
            continue
        parts = (case.id, *list_joined(conn, case.id))
        names = (kept_apart.get(part) for part in parts)
        known.append(
            KnownPerson(
                case,
                tuple(dict.fromkeys(name for name in names if name)),
                {sources[one].ref: number for one, number in spoken.items()},
                tuple(sorted(present.get(case.id, ()))),
            )
        )
    return known
