"""Sources: what was imported, and importing more."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from qualcode.model import Document, Source
from qualcode.project.imported import ImportedFile
from qualcode.project.importing import import_file, plan_import
from qualcode.store import Store, coder_id
from qualcode.store import sources as stored


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

    def import_files(
        self, paths: Sequence[Path], *, encoding: str | None = None, quotations: bool = False
    ) -> Iterator[ImportedFile]:
        """Import files and folders one by one, and yield what became of each.

        A `study.yaml` beside the files says what they are. Each file is one act, all or nothing;
        a file that is refused is yielded with the reason, and the rest goes in. What the study now
        says of a file that is in the project already is taken over.
        """
        plan = plan_import(self._store, paths)
        for path in plan.files:
            yield import_file(self._store, plan, path, encoding=encoding, quotations=quotations)
