"""Codes: the codebooks of a project, loaded from files or made while coding."""

from dataclasses import dataclass

from qualcode.codebooks import BundledCodebook, find_codebook, list_bundled, load_codebook
from qualcode.model import Code, Codebook, random_id
from qualcode.project.codebook.difference import CodebookDifference
from qualcode.project.codebook.loading import Comparison, Loading
from qualcode.project.codebook.touched import Touched, Work
from qualcode.project.errors import (
    CodeHasPartsError,
    CodeInUseError,
    EmptyLabelError,
    ExistingLabelError,
    MovedIntoItselfError,
)
from qualcode.store import Store
from qualcode.store import codes as stored
from qualcode.store.codebooks import list_loaded

RECOMMENDED = "cross-cutting"


@dataclass(frozen=True, slots=True)
class LoadedCodebook:
    """What loading a codebook did: how many codes are new, changed, and no longer in the file."""

    label: str
    new: int
    changed: int
    missing: tuple[str, ...]
    difference: CodebookDifference


class Codes:
    """The codes of a project."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @staticmethod
    def bundled() -> tuple[BundledCodebook, ...]:
        """Return the codebooks that come with qualcode, the recommended one first.

        They are the same for all projects: no project need be open.
        """
        return tuple(sorted(list_bundled(), key=lambda one: one.name != RECOMMENDED))

    def list(self) -> list[Code]:
        """Return the codes in tree order, codebook by codebook, each parent before its children."""
        return stored.list_codes(self._store.conn)

    def codebooks(self) -> dict[str, str]:
        """Return the labels of the codebooks that were loaded, by their ids."""
        return {item: book.label for item, book in list_loaded(self._store.conn).items()}

    def find(self, name: str) -> Code:
        """Return the code with this id, slug, path or label; the error names the nearest.

        A name that codes of two codebooks share is refused, with how to name each.
        """
        return stored.find_code(self._store.conn, name)

    def compare(self, codebook: Codebook, *, file_wins: bool = False) -> CodebookDifference:
        """Return what loading a codebook would change, and what work that touches.

        What was changed in the project since the codebook was last loaded, while its file stayed
        as it was, is kept, unless the `file_wins`. Writes nothing.
        """
        return self._hold_against(codebook, file_wins=file_wins).difference

    def load(self, codebook: Codebook, *, file_wins: bool = False) -> LoadedCodebook:
        """Bring the codes of a codebook in as one act, or update those that are there.

        Does what `compare` says, which is also in what is returned. Codes that are no longer in
        the file stay, with their codings; a file that says nothing new writes nothing.
        """
        loading = self._hold_against(codebook, file_wins=file_wins)
        loading.write(self._store)
        done = loading.difference
        missing = tuple(one.label for one in done.missing)
        return LoadedCodebook(codebook.label, len(done.new), len(done.changed), missing, done)

    def load_bundled(self, name: str = RECOMMENDED) -> LoadedCodebook:
        """Load a codebook that comes with qualcode, by its name; see `load`."""
        return self.load(load_codebook(find_codebook(name)))

    def touched(self, *codes: str) -> Touched:
        """Return how much work rests on codes (by id): what a new meaning would touch."""
        return Work(self._store).on(codes)

    def parts(self, code: str) -> tuple[Code, ...]:
        """Return the codes under a code (by id), in tree order."""
        below = self._below(code) - {code}
        return tuple(one for one in self.list() if one.id in below)

    def add(self, label: str, *, parent: str | None = None, definition: str = "") -> Code:
        """Make a new code in place; `parent` is a code's id."""
        label = self._fit_label(label, parent)
        item = random_id()
        fields = {"slug": item[:8], "label": label, "parent": parent, "definition": definition}
        said = {name: value for name, value in fields.items() if value}
        with self._store.act("new code") as act:
            act.make("code", {**said, "position": float(len(self.list()))}, item)
        return self.find(item)

    def rename(self, code: str, label: str) -> None:
        """Give a code another label. Its meaning, and so what was read for it, stays."""
        label = self._fit_label(label, self.find(code).parent, but=code)
        with self._store.act("rename") as act:
            act.set("code", code, {"label": label})

    def redefine(self, code: str, **fields: str) -> None:
        """Change definition, include or exclude. What was read before was not read for this."""
        with self._store.act("redefine") as act:
            act.set("code", code, fields)

    def move(self, code: str, parent: str | None) -> None:
        """Put a code under another one, or at the top."""
        moved = self.find(code)
        if parent is not None and parent in self._below(code):
            raise MovedIntoItselfError(moved.label)
        self._fit_label(moved.label, parent, but=code)
        with self._store.act("move") as act:
            act.set("code", code, {"parent": parent})

    def join(self, code: str, into: str) -> None:
        """Make two codes one: codings of the first, past and to come, count as the second's."""
        if into in self._below(code):
            raise CodeInUseError(self.find(code).label)
        with self._store.act("join") as act:
            act.set("code", code, {"into": into})

    def delete(self, code: str, *, with_parts: bool = False) -> None:
        """Take a code away. It stays to be seen while codings use it.

        Raises CodeHasPartsError where codes stand under it, unless they go too.
        """
        below = self._below(code)
        if len(below) > 1 and not with_parts:
            raise CodeHasPartsError(self.find(code).label, len(below) - 1)
        with self._store.act("delete code") as act:
            for one in sorted(below):
                act.set("code", one, {"gone": True})

    def _hold_against(self, codebook: Codebook, *, file_wins: bool) -> Loading:
        return Comparison(self._store, codebook, file_wins=file_wins).make()

    def _fit_label(self, label: str, parent: str | None, *, but: str | None = None) -> str:
        """Return a label without spaces at its ends; refuse one that a sister of the code has."""
        label = label.strip()
        if not label:
            raise EmptyLabelError
        for one in self.list():
            if one.id != but and one.parent == parent and one.label.casefold() == label.casefold():
                raise ExistingLabelError(label)
        return label

    def _below(self, code: str) -> set[str]:
        """Return the code and all codes under it."""
        below = {code}
        for one in self.list():
            if one.parent in below:
                below.add(one.id)
        return below
