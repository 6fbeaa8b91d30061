"""Sources: what was imported, and importing more."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from qualcode.model import Document, Form, Source, SourceKind
from qualcode.project.errors import EmptyRefError
from qualcode.project.exporting import find_own
from qualcode.project.intake.imported import ImportedFile
from qualcode.project.intake.importing import import_file
from qualcode.project.intake.planning import plan_files, refuse_taken, write_study
from qualcode.project.intake.previewing import FilePreview, preview_files
from qualcode.project.intake.values import set_value
from qualcode.reading import StudySource, find_study
from qualcode.store import Store, coder_id
from qualcode.store import sources as stored
from qualcode.store.people import list_cases, list_speakers
from qualcode.store.progress import CoderProgress, SourceProgress, measure_sources
from qualcode.store.surveys import list_present

__all__ = ["CoderProgress", "SourceProgress", "Sources"]


class Sources:
    """The sources of a project."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def list(self) -> list[Source]:
        """Return the sources in the order of their short names."""
        return stored.list_sources(self._store.conn)

    def find(self, name: str) -> Source:
        """Return the source with this short name, id or file name; the error names the nearest."""
        return stored.find_source(self._store.conn, name)

    def document(self, source: str) -> Document:
        """Return a source (by id) with its text, turns and corrections."""
        return stored.read_document(self._store.conn, source)

    def texts(self) -> dict[str, str]:
        """Return the imported text of every source, by id."""
        return stored.read_texts(self._store.conn)

    def progress(self, coder: str) -> dict[str, float]:
        """Return, by source id, the share (0 to 1) that a coder has marked as read."""
        return stored.measure_progress(self._store.conn, coder_id(coder))

    def overview(self) -> dict[str, SourceProgress]:
        """Return, by source id, how far each is read and coded, and by whom."""
        return measure_sources(self._store.conn)

    def voices(self) -> dict[str, set[str]]:
        """Return, by source id, the ids of the cases that speak in it or were there."""
        conn = self._store.conn
        found: dict[str, set[str]] = {}
        for source, case in (*list_speakers(conn), *list_present(conn)):
            found.setdefault(source, set()).add(case)
        return found

    def rename(self, source: str, ref: str) -> None:
        """Give a source (by id) another short name; participant codes stay.

        Raises EmptyRefError, and TakenRefError where another source has the name.
        """
        wanted = " ".join(ref.split())
        if not wanted:
            raise EmptyRefError
        refuse_taken(self._store, wanted, source)
        with self._store.act("sources") as act:
            act.set("source", source, {"ref": wanted})

    def set_kind(self, source: str, kind: SourceKind) -> None:
        """Say what a source (by id) is: a recording, notes, a survey or a report."""
        with self._store.act("sources") as act:
            act.set("source", source, {"kind": kind})

    def set_form(self, source: str, form: Form) -> None:
        """Say how the people of a source (by id) were spoken with."""
        with self._store.act("sources") as act:
            act.set("source", source, {"form": form})

    def set_site(self, source: str, site: str | None) -> None:
        """Say at which site a source (by id) took place, None for nowhere that is compared.

        Whoever was there and has the source's present site as their own gets the new one too.
        """
        conn = self._store.conn
        before = stored.read_source(conn, source).site
        there = {
            case for where, case in (*list_speakers(conn), *list_present(conn)) if where == source
        }
        with self._store.act("sources") as act:
            act.set("source", source, {"site": site})
            for case in list_cases(conn):
                if case.id in there and case.site is not None and case.site == before:
                    set_value(act, case.id, "site", site)

    def find_own(self, paths: Sequence[Path]) -> set[Path]:
        """Return the files in folders of these paths that qualcode wrote itself, and are no source.

        A file that is named itself, or by study.yaml, is never one. See `Exporting.find_own`.
        """
        plan = plan_files(paths, {})
        inside = {path for path in plan.files if path not in paths and not plan.source_of(path)}
        return find_own(self._store, inside)

    def study_of(self, paths: Sequence[Path]) -> Path | None:
        """Return the study file that says what these files and folders are, None for none.

        It is in the folder of one of them or in the one above it, or given itself.
        """
        return find_study(paths)

    def preview(
        self,
        paths: Sequence[Path],
        *,
        encoding: str | None = None,
        quotations: bool = False,
        said: Mapping[Path, StudySource] | None = None,
        without: Collection[Path] = (),
    ) -> Iterator[FilePreview]:
        """Read files and folders one by one, and yield what an import would make of each.

        Nothing is stored, and nobody need be named. What is `described` may be changed with
        `dataclasses.replace` and handed to `import_files` as what is `said` of the file's path.
        Files `without` are passed over.
        """
        plan = plan_files(paths, said or {}, without)
        yield from preview_files(self._store, plan, encoding=encoding, quotations=quotations)

    def import_files(
        self,
        paths: Sequence[Path],
        *,
        encoding: str | None = None,
        quotations: bool = False,
        said: Mapping[Path, StudySource] | None = None,
        without: Collection[Path] = (),
    ) -> Iterator[ImportedFile]:
        """Import files and folders one by one, and yield what became of each.

        A `study.yaml` beside the files says what they are; what is `said` of a path goes before
        it. Each file is one act, all or nothing; a file that is refused is yielded with the reason,
        and the rest goes in. What is now said of a file that is in the project already is taken
        over. Files `without` are passed over.
        """
        self._store.require_coder()
        plan = plan_files(paths, said or {}, without)
        if plan.study:
            write_study(self._store, plan.study)
        for path in plan.files:
            yield import_file(self._store, plan, path, encoding=encoding, quotations=quotations)
