"""What leaves a project as tables and files, and the record that it did."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from qualcode.codebooks import dump_codebook
from qualcode.exchange import write_coding_table
from qualcode.project.codebook.files import name_files, split_codebooks
from qualcode.project.values import printable
from qualcode.store import Store
from qualcode.store.codes import full_slug, list_codes
from qualcode.store.codings import list_coded_passages, list_notes, list_proposals
from qualcode.store.people import list_cases
from qualcode.store.sources import list_sources


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote: how many of what, what was left out, and what to mind.

    `left_out` and `mind` hold a sentence each. `files` are the files with how much is in each.
    """

    written: int
    what: str
    left_out: tuple[str, ...]
    mind: tuple[str, ...] = ()
    files: tuple[tuple[Path, int], ...] = ()


class Exporting:
    """Codings as a table, and the codebook."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def write(self, target: Path) -> Exported:
        """Write codings (.csv) or the codebook (.yaml), by the file's ending.

        Several codebooks become several files, named as `targets` says. Raises NoCoderError before
        anything is written where nobody is named who sends it.
        """
        self._store.require_coder()
        if not _is_table(target):
            return self._write_codebooks(target)
        text, done = self._codings()
        # A byte-order mark tells Excel that the table is UTF-8.
        target.write_text(text, encoding="utf-8-sig", newline="")
        record_export(self._store, done.what, target)
        return replace(done, files=((target, done.written),))

    def targets(self, target: Path) -> tuple[Path, ...]:
        """Return the files that `write` would write."""
        if _is_table(target):
            return (target,)
        return tuple(name_files(split_codebooks(self._store).books, target))

    def _codings(self) -> tuple[str, Exported]:
        conn = self._store.conn
        slugs = {code.id: full_slug(code) for code in list_codes(conn)}
        refs = {source.id: source.ref for source in list_sources(conn)}
        rows = [
            (
                refs[one.coding.source],
                one.coding.start,
                one.coding.end,
                one.text,
                slugs[one.coding.code],
                one.coding.coder,
            )
            for one in list_coded_passages(conn)
        ]
        left_out = ["when and how each coding was made, and who has read what."]
        notes = len(list_notes(conn))
        if notes:
            left_out.append(f"{notes} notes.")
        proposals = len(list_proposals(conn))
        if proposals:
            left_out.append(f"{proposals} suggestions, which are not codings.")
        refused = sum(case.consent.quote == "no" for case in list_cases(conn))
        mind = []
        if refused:
            people = "1 person" if refused == 1 else f"{refused} people"
            mind.append(
                "The table is for work, not for print: it holds everybody's words, those of "
                f"{people} who did not agree to be quoted too."
            )
        return write_coding_table(rows), Exported(len(rows), "coding", tuple(left_out), tuple(mind))

    def _write_codebooks(self, target: Path) -> Exported:
        split = split_codebooks(self._store)
        files = name_files(split.books, target)
        for path, book in files.items():
            path.write_text(dump_codebook(book), encoding="utf-8", newline="")
            record_export(self._store, "code", path)
        mind = tuple(
            f"“{path}” stands under a code of another codebook; in its own file it is at the top."
            for path in split.uprooted
        )
        written = tuple((path, len(book)) for path, book in files.items())
        return Exported(sum(len(book) for book in split.books), "code", (), mind, written)


def _is_table(target: Path) -> bool:
    return target.suffix.lower() == ".csv"


def record_export(store: Store, kind: str, target: Path) -> None:
    """Write down that a file left, so that a withdrawal can say where words went."""
    with store.act("export") as act:
        act.make(
            "export",
            {
                "kind": kind,
                "file": printable(target.name),
                "heads": store.heads,
                "coder": act.coder,
                "made": act.time,
            },
        )


def today() -> str:
    """Return the date that stands on what leaves today, ISO 8601."""
    return date.today().isoformat()  # noqa: DTZ011 - the reader's own calendar is meant
