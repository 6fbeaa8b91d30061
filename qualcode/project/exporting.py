"""What leaves a project as tables and files, and the record that it did."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from qualcode.codebooks import dump_codebook
from qualcode.exchange import write_coding_table
from qualcode.model import Code, Codebook
from qualcode.project.values import printable
from qualcode.store import Store
from qualcode.store.codes import list_codes
from qualcode.store.codings import list_coded_passages, list_notes, list_proposals
from qualcode.store.people import list_cases
from qualcode.store.sources import list_sources


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote: how many of what, what was left out, and what to mind.

    `left_out` and `mind` hold a sentence each.
    """

    written: int
    what: str
    left_out: tuple[str, ...]
    mind: tuple[str, ...] = ()


class Exporting:
    """Codings as a table, and the codebook."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def write(self, target: Path) -> Exported:
        """Write codings (.csv) or the codebook (.yaml), by the file's ending.

        Raises NoCoderError before anything is written where nobody is named who sends it.
        """
        self._store.require_coder()
        if target.suffix.lower() == ".csv":
            text, done = self._codings()
        else:
            text, done = self._codebook()
        # A byte-order mark tells Excel that the table is UTF-8; YAML has none.
        encoding = "utf-8-sig" if target.suffix.lower() == ".csv" else "utf-8"
        target.write_text(text, encoding=encoding, newline="")
        record_export(self._store, done.what, target)
        return done

    def _codings(self) -> tuple[str, Exported]:
        conn = self._store.conn
        slugs = {
            code.id: f"{code.codebook}:{code.slug}" if code.codebook else code.slug
            for code in list_codes(conn)
        }
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

    def _codebook(self) -> tuple[str, Exported]:
        codes = tuple(_tell_apart(list_codes(self._store.conn)))
        title = self._store.read_setting("title") or self._store.path.stem
        book = Codebook(self._store.path.stem, title, codes)
        return dump_codebook(book), Exported(len(codes), "code", ())


def _tell_apart(codes: list[Code]) -> Iterator[Code]:
    """Yield the codes with slugs that no two share, as the codes of two codebooks may."""
    shared = Counter(code.slug for code in codes)
    for code in codes:
        alone = shared[code.slug] == 1 or code.codebook is None
        yield code if alone else replace(code, slug=f"{code.codebook}.{code.slug}")


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
