"""What leaves a project as tables and files, and the record that it did."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from qualcode.codebooks import dump_codebook, list_bundled
from qualcode.codebooks.bundled import SUFFIXES
from qualcode.exchange import write_coding_table
from qualcode.project.codebook.files import name_files, split_codebooks
from qualcode.project.codebook.saving import SavedCodebook, save_codebook
from qualcode.project.errors import TakenFileError
from qualcode.project.intake.values import printable
from qualcode.reports.own_files import is_own_file
from qualcode.reports.table import Cell, Table, write_table
from qualcode.store import Store
from qualcode.store.codebooks import list_loaded
from qualcode.store.codes import full_slug, list_codes
from qualcode.store.codings import list_coded_passages, list_notes, list_proposals
from qualcode.store.exports import list_exported
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
    """Codings as a table, the codebook, and any list."""

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

    def write_table(
        self,
        path: Path,
        title: str,
        columns: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        *,
        sources: Iterable[str] = (),
        notes: Sequence[str] = (),
    ) -> None:
        """Write a list as a Word document (.docx) or an Excel sheet (.xlsx), and record that.

        `rows` are as long as `columns`; numbers stay numbers in Excel, and no cell can run as a
        formula. `sources` are the ids of those whose words are in it. Raises NoCoderError,
        TakenFileError where a file stands there, TableEndingError, and OSError.
        """
        self._store.require_coder()
        if path.exists():
            raise TakenFileError(path)
        study = self._store.read_setting("title") or self._store.path.stem
        table = Table(
            title=title,
            study=study,
            made=today(),
            columns=tuple(columns),
            rows=tuple(map(tuple, rows)),
            notes=tuple(notes),
        )
        write_table(table, path)
        record_export(self._store, "list", path, sources)

    def list_codebooks(self) -> dict[str, str]:
        """Return the labels of the codebooks that would leave, by id; codes made here have one."""
        return {book.id: book.label for book in split_codebooks(self._store).books}

    def count_codes(self) -> dict[str, int]:
        """Return how many codes each codebook that would leave has, by its id."""
        return {book.id: len(book) for book in split_codebooks(self._store).books}

    def has_codebook_file(self) -> bool:
        """Say whether a codebook came from a file of somebody's own, or was saved as one."""
        brought = list_loaded(self._store.conn).keys() - {one.name for one in list_bundled()}
        files = map(Path, list_exported(self._store.conn))
        return bool(brought) or any(file.suffix in SUFFIXES for file in files)

    def save_codebook(
        self,
        target: Path,
        original: Path | None = None,
        codebook: str | None = None,
        *,
        replace: bool = False,
    ) -> SavedCodebook:
        """Write one codebook to a file, with the comments of the file it came from, and record it.

        See `save_codebook` for what is meant by each, and what is raised.
        """
        self._store.require_coder()
        done = save_codebook(self._store, target, original, codebook, replace=replace)
        record_export(self._store, "code", target, [])
        return done

    def find_own(self, paths: Iterable[Path]) -> set[Path]:
        """Return those of the paths that stand where qualcode wrote: by record, or by their maker.

        What has the name of a file that left this project is one, and so is a Word or Excel file
        that says qualcode made it, for whatever project.
        """
        return find_own(self._store, paths)

    def _codings(self) -> tuple[str, Exported]:
        conn = self._store.conn
        slugs = {code.id: full_slug(code) for code in list_codes(conn)}
        refs = {source.id: source.ref for source in list_sources(conn)}
        rows = [
            (
                refs[one.coding.source],
                one.coding.start,
                one.coding.end,
                one.imported,
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


def find_own(store: Store, paths: Iterable[Path]) -> set[Path]:
    """Return those of the paths that qualcode wrote: see `Exporting.find_own`."""
    written = list_exported(store.conn)
    return {path for path in paths if printable(path.name) in written or is_own_file(path)}


def _is_table(target: Path) -> bool:
    return target.suffix.lower() == ".csv"


def record_export(
    store: Store, kind: str, target: Path, sources: Iterable[str] | None = None
) -> None:
    """Write down that a file left, so that a withdrawal can say where words went.

    `sources` are those whose words are in it, None where that is not known.
    """
    with store.act("export") as act:
        act.make(
            "export",
            {
                "kind": kind,
                "file": printable(target.name),
                "heads": store.heads,
                "sources": None if sources is None else sorted(set(sources)),
                "coder": act.coder,
                "made": act.time,
            },
        )


def today() -> str:
    """Return the date that stands on what leaves today, ISO 8601."""
    return date.today().isoformat()  # noqa: DTZ011 - the reader's own calendar is meant
