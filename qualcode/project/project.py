"""One open project, and the doors to all that can be done with it."""

from pathlib import Path
from types import TracebackType
from typing import Self

from qualcode.model.coder import clean_name
from qualcode.project.coders import Coders
from qualcode.project.codes import Codes
from qualcode.project.codings import Codings
from qualcode.project.copies import Copies
from qualcode.project.counting import Counting
from qualcode.project.exporting import Exporting
from qualcode.project.history import History
from qualcode.project.intake.planning import TITLED
from qualcode.project.intake.values import printable
from qualcode.project.notes import Notes
from qualcode.project.patches import Patches
from qualcode.project.people import People
from qualcode.project.place import Place
from qualcode.project.quoting import Quoting
from qualcode.project.readings import Readings
from qualcode.project.reporting import Reporting
from qualcode.project.requests import Requests
from qualcode.project.samples import Samples
from qualcode.project.search import Search
from qualcode.project.seeking import Seeking
from qualcode.project.sources import Sources
from qualcode.project.stars import Stars
from qualcode.project.suggestions import Suggestions
from qualcode.project.surveys import Surveys
from qualcode.project.tidying import Tidying
from qualcode.store import Store
from qualcode.store.errors import ReadingOnlyError
from qualcode.store.faults import explain


class Project:
    """An open project. Use it as a context manager, from one thread.

    `coder` is the name under which work is written; without one a write is refused.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.sources = Sources(store)
        self.people = People(store)
        self.surveys = Surveys(store)
        self.coders = Coders(store)
        self.codes = Codes(store)
        self.requests = Requests(store)
        self.codings = Codings(store)
        self.readings = Readings(store)
        self.stars = Stars(store)
        self.notes = Notes(store)
        self.patches = Patches(store)
        self.search = Search(store)
        self.history = History(store)
        self.suggestions = Suggestions(store)
        self.samples = Samples(store)
        self.seeking = Seeking(store)
        self.counting = Counting(store)
        self.quoting = Quoting(store)
        self.reporting = Reporting(store)
        self.exporting = Exporting(store)
        self.tidying = Tidying(store)
        self.copies = Copies(store)
        self.place = Place(store)

    @classmethod
    def create(cls, path: Path, coder: str | None = None, title: str | None = None) -> "Project":
        """Make a project file and open it; raises ProjectExistsError.

        Without a coder nothing can be written into it yet, the title included.
        """
        store = Store.create(path, clean_name(coder))
        if store.coder:
            with store.act(TITLED if title else "init") as act:
                act.set("project", "project", {"title": title or printable(path.stem)})
        return cls(store)

    @classmethod
    def open(cls, path: Path, coder: str | None = None) -> "Project":
        """Open a project file; raises a StoreError that says what is wrong with it."""
        return cls(Store.open(path, clean_name(coder)))

    def close(self) -> None:
        """Leave one file and let go of it."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            named = explain(self._store.conn, self.path, error) if error else None
        finally:
            self.close()
        if named is not None:
            raise named from error

    @property
    def path(self) -> Path:
        """Where the file stands."""
        return self._store.path

    @property
    def coder(self) -> str | None:
        """The name under which work is written."""
        return self._store.coder

    def require_coder(self) -> str:
        """Return the coder's name; raises NoCoderError where nobody is named."""
        return self._store.require_coder()

    @property
    def title(self) -> str:
        """What the study is called."""
        return self._store.read_setting("title") or self.path.stem

    @property
    def site_word(self) -> str:
        """The study's own word for a site."""
        return self._store.read_setting("site_word") or "site"

    def variable(self, word: str) -> str:
        """Return the variable that a word means: the study's own word for a site is the site."""
        return "site" if word.casefold() == self.site_word.casefold() else word

    @property
    def warning(self) -> str | None:
        """What is unsafe about the folder the project is in, None where nothing is known.

        Or that it can only be read there.
        """
        if self._store.reading_only:
            return str(ReadingOnlyError(self.path))
        risk = self._store.risk
        return risk.sentence if risk else None

    def wait_at_most(self, seconds: float) -> None:
        """Refuse a write after so many seconds in which another holds the file; ten at first."""
        self._store.wait_at_most(seconds)

    def data_version(self) -> int:
        """Return a number that differs after another process has written to the file."""
        return self._store.data_version()
