"""Codes: the codebooks of a project, loaded from files or made while coding."""

from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.codebooks import BundledCodebook, find_codebook, list_bundled, load_codebook
from qualcode.model import Code, Codebook
from qualcode.model.coder import clean_name
from qualcode.project.codebook.changes import Change, Changes
from qualcode.project.codebook.difference import CodebookDifference
from qualcode.project.codebook.errors import NoLeadError
from qualcode.project.codebook.loading import Comparison, Loading
from qualcode.project.codebook.sorting import Sorting
from qualcode.project.codebook.touched import Resting, Touched, Work, weigh
from qualcode.store import Store
from qualcode.store import codes as stored
from qualcode.store.codebooks import list_loaded, list_stored_codes
from qualcode.store.lock import read_lead

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
    """The codes of a project. `sorting` holds what splits have left to sort."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.sorting = Sorting(store)

    @staticmethod
    def bundled() -> tuple[BundledCodebook, ...]:
        """Return the codebooks that come with qualcode, the recommended one first.

        They are the same for all projects: no project need be open.
        """
        return tuple(sorted(list_bundled(), key=lambda one: one.name != RECOMMENDED))

    # Looking

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

    def deleted(self) -> frozenset[str]:
        """Return the ids of the codes that were deleted; those with codings are still listed."""
        return frozenset(one.code.id for one in list_stored_codes(self._store.conn) if one.gone)

    def touched(self, *codes: str) -> Touched:
        """Return how much work rests on codes (by id): what a new meaning would touch."""
        return Work(self._store).on(codes)

    def resting(self) -> dict[str, Resting]:
        """Return, by code id, all that rests on each code itself, not on its parts."""
        return weigh(self._store)

    def parts(self, code: str) -> tuple[Code, ...]:
        """Return the codes under a code (by id), in tree order."""
        below = Changes(self._store).below(code) - {code}
        return tuple(one for one in self.list() if one.id in below)

    # Loading

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

    # Changing: each is one act. CodebookLockedError where somebody else decides, CodeGoneError
    # where the code was deleted or joined into another.

    def add(self, label: str, *, parent: str | None = None, definition: str = "") -> Code:
        """Make a new code in place; `parent` is a code's id."""
        (item,) = self._write(Changes(self._store).new(label, parent, definition))
        return self.find(item)

    def rename(self, code: str, label: str) -> None:
        """Give a code another label. Its meaning, and so what was read for it, stays."""
        self._write(Changes(self._store).rename(code, label))

    def redefine(self, code: str, **fields: str | Sequence[str]) -> None:
        """Change definition, include or exclude, keywords, other_labels or examples.

        After a change of the first three, what was read before was not read for this code.
        """
        self._write(Changes(self._store).redefine(code, fields))

    def recolour(self, code: str, colour: str | None) -> None:
        """Give a code a colour (“#RRGGBB”), or with None that of its place in the palette."""
        self._write(Changes(self._store).recolour(code, colour))

    def move(self, code: str, parent: str | None) -> None:
        """Put a code under another one, or at the top."""
        self._write(Changes(self._store).move(code, parent))

    def reorder(self, code: str, by: int) -> None:
        """Let a code change places with the one before (-1) or behind (1) it under its parent.

        Raises NoNeighbourError where there is none. Codes of a codebook come before those made in
        the project.
        """
        self._write(Changes(self._store).reorder(code, by))

    def join(self, code: str, into: str) -> None:
        """Make two codes one: codings of the first, past and to come, count as the second's."""
        self._write(Changes(self._store).join(code, into))

    def split(self, code: str, labels: Sequence[str]) -> tuple[Code, ...]:
        """Make codes beside a code, to sort its passages into, and return the new ones.

        The code's own label among the `labels` means itself. What is not sorted stays with it;
        `sorting` offers it. Raises TooFewLabelsError for fewer than two different labels.
        """
        made = self._write(Changes(self._store).split(code, labels))
        return tuple(self.find(item) for item in made)

    def delete(self, code: str, *, with_parts: bool = False) -> None:
        """Take a code away. It stays to be seen while codings use it.

        Raises CodeHasPartsError where codes stand under it, unless they go too.
        """
        self._write(Changes(self._store).delete(code, with_parts=with_parts))

    def restore(self, code: str) -> None:
        """Bring a deleted code back, as it was."""
        self._write(Changes(self._store).restore(code))

    # The lock

    @property
    def lead(self) -> str | None:
        """The name of whoever decides on codes, None while everybody does."""
        return read_lead(self._store.conn)

    def may_change(self) -> bool:
        """Say whether the coder may change codes; others propose, with `project.requests`."""
        return self.lead in (None, self._store.coder)

    def lock(self, lead: str | None = None) -> str:
        """Let one person alone decide on codes, the coder where nobody is named; return the name.

        Of a locked codebook only its lead can hand over the key.
        """
        name = clean_name(self._store.require_coder() if lead is None else lead)
        if name is None:
            raise NoLeadError
        self._set_lead("lock", name)
        return name

    def unlock(self) -> None:
        """Let everybody change codes again. Only the lead can."""
        self._set_lead("unlock", None)

    def _set_lead(self, kind: str, lead: str | None) -> None:
        with self._store.act(kind) as act:
            act.set("project", "project", {"lead": lead})

    def _hold_against(self, codebook: Codebook, *, file_wins: bool) -> Loading:
        return Comparison(self._store, codebook, file_wins=file_wins).make()

    def _write(self, change: Change) -> tuple[str, ...]:
        with self._store.act(change.kind) as act:
            change.write(act)
        return change.made
