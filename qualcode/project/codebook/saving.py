"""A codebook of the project as a file, beginning from the file it came from where there is one."""

from dataclasses import dataclass
from pathlib import Path

from qualcode.codebooks import dump_codebook, parse_codebook, rewrite_codebook
from qualcode.codebooks.parser import read_text
from qualcode.model import Codebook
from qualcode.project.codebook.errors import UnsaidCodebookError, WrongOriginalError
from qualcode.project.codebook.files import split_codebooks
from qualcode.project.errors import TakenFileError
from qualcode.store import Store


@dataclass(frozen=True, slots=True)
class SavedCodebook:
    """A codebook that was written: which, of how many codes, and how.

    `updated` says whether the comments, order and layout of a file were kept; where that file could
    not be followed, it is False and `original` is still named. `uprooted` are the paths of codes
    that stand under a code of another codebook, and at the top of the file.
    """

    path: Path
    label: str
    codes: int
    original: Path | None
    updated: bool
    uprooted: tuple[str, ...]


def save_codebook(
    store: Store,
    target: Path,
    original: Path | None = None,
    codebook: str | None = None,
    *,
    replace: bool = False,
) -> SavedCodebook:
    """Write a codebook of the project to `target`.

    With the `original` file, or `replace` and a file at the target, only what differs is changed
    in it and its comments stay; which codebook is meant follows from it. Without, `codebook` (an
    id) says which, where there are several.

    Raises TakenFileError, WrongOriginalError, UnsaidCodebookError, CodebookError and OSError.
    """
    if target.exists() and not replace:
        raise TakenFileError(target)
    split = split_codebooks(store)
    books = {book.id: book for book in split.books}
    begin = original or (target if target.exists() else None)
    text = None if begin is None else read_text(begin)
    if text is None or begin is None:
        chosen, written, updated = _choose(books, codebook), None, False
    else:
        name = parse_codebook(text, begin.name).id
        if name not in books:
            raise WrongOriginalError(begin, name, list(books))
        chosen = books[name]
        done = rewrite_codebook(text, begin.name, chosen)
        written, updated = done.text, done.kept
    part = target.with_name(f"{target.name}.part")
    try:
        part.write_text(written or dump_codebook(chosen), encoding="utf-8", newline="")
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return SavedCodebook(target, chosen.label, len(chosen), begin, updated, split.uprooted)


def _choose(books: dict[str, Codebook], wanted: str | None) -> Codebook:
    if wanted is None and len(books) == 1:
        return next(iter(books.values()))
    if wanted not in books:
        raise UnsaidCodebookError(list(books))
    return books[wanted]
