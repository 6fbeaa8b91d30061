"""The codes of a project as the codebooks they came from, each to be a file of its own."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from qualcode.model import Code, Codebook
from qualcode.store import Store
from qualcode.store.codebooks import list_loaded, list_stored_codes
from qualcode.store.codes import list_codes


@dataclass(frozen=True, slots=True)
class SplitCodebooks:
    """The codebooks of a project, and the paths of codes that a file puts at its top.

    Those stand under a code of another codebook in the project, which their file cannot say.
    """

    books: tuple[Codebook, ...]
    uprooted: tuple[str, ...]


def split_codebooks(store: Store) -> SplitCodebooks:
    """Return the codes that are listed, codebook by codebook.

    A code made in the project goes with the codebook of the code above it. Those that stand alone
    make up a codebook with the project's own name. Loaded into this project again, all of them are
    recognised.
    """
    codes = {code.id: code for code in list_codes(store.conn)}
    above = _listed_parents(store, codes)
    own = store.path.stem
    if own in {code.codebook for code in codes.values()}:
        own = f"{own}-own"
    homes: dict[str, str] = {}
    for code in codes.values():
        parent = above[code.id]
        homes[code.id] = code.codebook or (homes[parent] if parent else own)
    loaded = list_loaded(store.conn)
    title = store.read_setting("title") or store.path.stem
    books = []
    for home in dict.fromkeys(homes.values()) or [own]:
        tree = [
            replace(code, parent=parent if parent and homes[parent] == home else None)
            for code in codes.values()
            if homes[code.id] == home
            for parent in [above[code.id]]
        ]
        head = loaded.get(home, Codebook(home, title if home == own else home, ()))
        books.append(replace(head, codes=tuple(_tell_apart(tree))))
    uprooted = tuple(
        code.path
        for code in codes.values()
        if (parent := above[code.id]) is not None and homes[parent] != homes[code.id]
    )
    return SplitCodebooks(tuple(books), uprooted)


def name_files(books: tuple[Codebook, ...], target: Path) -> dict[Path, Codebook]:
    """Return the file of each codebook: the target for one, else beside it with the book's id."""
    if len(books) == 1:
        return {target: books[0]}
    return {target.with_name(f"{target.stem}-{_fit(one.id)}{target.suffix}"): one for one in books}


def _listed_parents(store: Store, codes: dict[str, Code]) -> dict[str, str | None]:
    """Return the nearest listed code above each, passing over those that were deleted."""
    raw = {one.code.id: one.into or one.code.parent for one in list_stored_codes(store.conn)}
    above: dict[str, str | None] = {}
    for code in codes.values():
        parent = code.parent
        while parent is not None and parent not in codes:
            parent = raw[parent]
        above[code.id] = parent
    return above


def _tell_apart(codes: list[Code]) -> Iterator[Code]:
    """Yield the codes with slugs that no two share, as copies that never met may have made them."""
    seen: set[str] = set()
    for code in codes:
        yield replace(code, slug=f"{code.slug}-{code.id[:8]}") if code.slug in seen else code
        seen.add(code.slug)


def _fit(name: str) -> str:
    """Return a codebook's id as part of a file's name."""
    return "".join(c if c.isalnum() or c in "-_." else "-" for c in name)
