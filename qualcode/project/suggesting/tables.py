"""A large table of answers, coded by a machine from file to file."""

from collections.abc import Callable
from pathlib import Path

from qualcode.project.errors import TakenFileError
from qualcode.project.suggesting.learning import learn
from qualcode.project.suggesting.material import gather
from qualcode.project.suggesting.table_check import check_table
from qualcode.reading.errors import MissingFileError
from qualcode.store import Store
from qualcode.store.codes import full_slug


def code_table(
    store: Store,
    source: Path,
    target: Path,
    *,
    text: str,
    role: str | None = None,
    keep: tuple[str, ...] = (),
    report: Callable[[str], None] = lambda _: None,
) -> tuple[int, int]:
    """Write the chance of every code for every row of a CSV file, learned from the project.

    `text`, `role` and `keep` name columns of it. Returns the rows in all, and how many of them an
    earlier run, broken off, had done. The rows do not come into the project. Raises
    MissingFileError, TakenFileError, UnfitTableError, and NoColumnError, DoubleColumnError,
    RowsError or TableError where the table is not as said.
    """
    from qualcode.suggest import code_file  # noqa: PLC0415 - loads scikit-learn

    if not source.is_file():
        raise MissingFileError(str(source))
    if target.exists():
        raise TakenFileError(target)
    check_table(source, [text, *([role] if role else []), *keep])
    material = gather(store)
    suggester = learn(store, material, report)
    names = [full_slug(code) for code in material.codes]
    done = code_file(
        suggester,
        source,
        target,
        text=text,
        role=role,
        keep=keep,
        names=names,
        report=lambda rows: report(f"{rows:,} rows"),
        anew=lambda rows: report(
            f"An earlier run had done {rows:,} rows, but with other options, another table or a "
            "project that has changed since: it begins anew."
        ),
    )
    return done.rows, done.before
