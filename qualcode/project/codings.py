"""Codings: a code on a selection, applied and removed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from qualcode.exchange import CodingRow, read_coding_table
from qualcode.model import Coding, Origin, QualcodeError, Selection, Span
from qualcode.project.codebook.standing import require_code
from qualcode.project.errors import (
    ChangedMeanwhileError,
    GoneMeanwhileError,
    UnverifiedCodingError,
    WordsNotFoundError,
    WordsNotUniqueError,
)
from qualcode.project.readings import add_reading
from qualcode.project.spans.locating import find_places, nearest_words
from qualcode.project.spans.selections import select, select_all
from qualcode.store import Store
from qualcode.store import codings as stored
from qualcode.store.act import Act
from qualcode.store.codes import find_code
from qualcode.store.errors import AlreadyCodedError, UnknownItemError
from qualcode.store.sources import find_source, read_document, read_texts


class Codings:
    """The codings of a project."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(
        self, source: str | None = None, code: str | None = None, coder: str | None = None
    ) -> list[Coding]:
        """Return codings in reading order, narrowed by source id, code id and coder's name."""
        return stored.list_codings(self._store.conn, source, code, coder)

    def codes_used(self, coder: str) -> list[str]:
        """Return the code (by id) of each coding by a coder (by name), oldest first."""
        return stored.list_codes_used(self._store.conn, coder)

    def passages(
        self, source: str | None = None, code: str | None = None, coder: str | None = None
    ) -> list[stored.CodedPassage]:
        """Return codings with their words, code path and speaker."""
        return stored.list_coded_passages(self._store.conn, source, code, coder)

    def examples(
        self, code: str, apart_from: tuple[str, int, int] | None = None, most: int = 2
    ) -> list[stored.CodedPassage]:
        """Return passages with a code (by id), one's own first, then the latest.

        None of them shares words with the stretch (source id, start, end) they stand `apart_from`,
        nor with each other.
        """
        latest = sorted(self.of(code=code), key=lambda one: one.time, reverse=True)
        own = [one for one in latest if one.coder == self._store.coder]
        taken = [apart_from] if apart_from else []
        found: list[Coding] = []
        for one in (*own, *(one for one in latest if one.coder != self._store.coder)):
            place = (one.source, one.start, one.end)
            if len(found) < most and not any(_share(place, other) for other in taken):
                taken.append(place)
                found.append(one)
        return stored.show_codings(self._store.conn, found)

    def apply(
        self, source: str, start: int, end: int, code: str, *, origin: Origin = Origin.CODED
    ) -> Coding:
        """Put a code (by id) on `text[start:end]` of a source (by id), and return the coding.

        Raises a QualcodeError where the span is no passage of the source, holds no words, cuts a
        visible character, or has the coder's same code already, and where the code is gone.
        """
        coder = self._store.require_coder()
        label = require_code(self._store, code)
        selection = select(self._store, source, start, end)
        if stored.find_coding(self._store.conn, source, start, end, code, coder):
            raise AlreadyCodedError(label)
        with self._store.act("code") as act:
            item = add_coding(act, source, selection, code, origin)
        return Coding(item, source, start, end, code, coder, origin, act.time)

    def apply_many(self, spans: Iterable[tuple[str, int, int]], code: str) -> int:
        """Put a code (by id) on many spans, (source id, start, end), in one act; count the new.

        What lies within words that have the same code from the coder already is passed over. Every
        other span must be a passage, as for `apply`, or nothing is coded.
        """
        coder = self._store.require_coder()
        require_code(self._store, code)
        held: defaultdict[str, list[Span]] = defaultdict(list)
        for coding in self.of(code=code, coder=coder):
            held[coding.source].append(Span(coding.start, coding.end))
        wanted: dict[str, list[tuple[int, int]]] = {}
        for source, start, end in dict.fromkeys(spans):
            if not any(one.contains(Span(start, end)) for one in held[source]):
                wanted.setdefault(source, []).append((start, end))
        selections = [
            (source, selection)
            for source, some in wanted.items()
            for selection in select_all(self._store, source, some)
        ]
        with self._store.act("code all") as act:
            for source, selection in selections:
                add_coding(act, source, selection, code, Origin.CODED)
        return len(selections)

    # Each of these takes the coding as somebody `seen` it; where it is another by now, nothing is
    # done, and GoneMeanwhileError or ChangedMeanwhileError says so.

    def remove(self, coding: str, *, seen: Coding | None = None) -> None:
        """Take a coding (by id) off. An undo brings it back."""
        self._must_be(coding, seen)
        with self._store.act("uncode") as act:
            act.set("coding", coding, {"gone": True})

    def recode(self, coding: str, code: str, *, seen: Coding | None = None) -> None:
        """Give a coding another code (by id), its passage and coder staying."""
        self._must_be(coding, seen)
        require_code(self._store, code)
        with self._store.act("recode") as act:
            act.set("coding", coding, {"code": code})

    def resize(self, coding: str, start: int, end: int, *, seen: Coding | None = None) -> None:
        """Move the ends of a coding.

        Raises what `apply` raises, AlreadyCodedError where its coder has its code there already.
        """
        source = self._must_be(coding, seen)
        code, coder = self._told(coding)
        if stored.find_coding(self._store.conn, source, start, end, code, coder):
            raise AlreadyCodedError(find_code(self._store.conn, code).label)
        selection = select(self._store, source, start, end)
        with self._store.act("resize") as act:
            act.set("coding", coding, {"selection": selection})

    def locate(self, source: str, words: str) -> tuple[int, int]:
        """Return where words stand in a source (by id); they must stand there exactly once.

        Straight and curly marks are alike where the words do not stand there as they are typed.
        Raises WordsNotFoundError, which names the nearest words, and WordsNotUniqueError.
        """
        document = read_document(self._store.conn, source)
        places = find_places(document.text, words)
        if not places:
            spoken = [document.text[turn.body : turn.end] for turn in document.turns]
            raise WordsNotFoundError(words, nearest_words(words, spoken))
        if len(places) > 1:
            raise WordsNotUniqueError(words)
        return places[0], places[0] + len(words)

    def apply_table(
        self, file: Path, *, read: bool = False, skip: Collection[str] = ()
    ) -> dict[str, int]:
        """Apply a table of codings (CSV), each under the coder it names, and count them by coder.

        Every row must read in its source what it says, or nothing is applied. The work of each
        coder is one act. `read` says that each coder read every source in the table to its end;
        without it silence is no "no". Rows of the sources in `skip` (short names) are passed over.
        """
        rows = [row for row in read_coding_table(file) if row.source not in skip]
        sources = {
            name: find_source(self._store.conn, name).id for name in {r.source for r in rows}
        }
        texts = read_texts(self._store.conn)
        codes: dict[str, str] = {}
        for row in rows:
            codes[row.code] = codes.get(row.code) or self._find_code(file, row)
            words = texts[sources[row.source]][row.start : row.end]
            if words != row.text:
                said = f"{row.source} reads “{words}” from {row.start} to {row.end}."
                raise UnverifiedCodingError(file.name, row.number, said)
        coders = sorted({row.coder for row in rows})
        return {
            coder: self._apply_rows(
                coder, [row for row in rows if row.coder == coder], sources, texts, codes, read=read
            )
            for coder in coders
        }

    def _apply_rows(
        self,
        coder: str,
        rows: Sequence[CodingRow],
        sources: dict[str, str],
        texts: dict[str, str],
        codes: dict[str, str],
        *,
        read: bool,
    ) -> int:
        held = {
            (one.source, one.start, one.end, one.code)
            for one in stored.list_codings(self._store.conn, coder=coder)
        }
        applied = 0
        with self._store.act("apply", coder=coder) as act:
            for row in rows:
                source, code = sources[row.source], codes[row.code]
                if (source, row.start, row.end, code) in held:
                    continue
                applied += 1
                selection = Selection.of(texts[source], row.start, row.end)
                add_coding(act, source, selection, code, Origin.IMPORTED)
            for source in sorted({sources[row.source] for row in rows}) if read else ():
                add_reading(act, source, texts[source], 0, len(texts[source]))
        return applied

    def _find_code(self, file: Path, row: CodingRow) -> str:
        try:
            return find_code(self._store.conn, row.code).id
        except QualcodeError as error:
            raise UnverifiedCodingError(file.name, row.number, str(error)) from None

    def _told(self, coding: str) -> tuple[str, str]:
        """Return the code (id) and the coder (name) of a coding."""
        coder = self._store.read_field("coding", coding, "coder") or ""
        code = self._store.read_field("coding", coding, "code") or ""
        return code, self._store.read_field("coder", coder, "name") or ""

    def _must_be(self, coding: str, seen: Coding | None) -> str:
        """Return the source of a coding that is there, and still as it was seen."""
        source = self._store.read_field("coding", coding, "source")
        now = stored.read_coding(self._store.conn, coding) if seen else None
        if seen is not None and (now is None or source is None):
            raise GoneMeanwhileError(self._label(seen.code))
        if source is None:
            raise UnknownItemError("coding", coding)
        if seen is not None and now is not None:
            moved = (now.start, now.end) != (seen.start, seen.end)
            if moved or now.code != seen.code:
                raise ChangedMeanwhileError(self._label(seen.code), self._label(now.code))
        return source

    def _label(self, code: str) -> str:
        return self._store.read_field("code", code, "label") or "a code"


def add_coding(
    act: Act,
    source: str,
    selection: Selection,
    code: str,
    origin: Origin,
    coder: str | None = None,
) -> str:
    """Say a coding within an act, and return its id; a `coder` (by id) may be another."""
    return act.make(
        "coding",
        {
            "source": source,
            "selection": selection,
            "code": code,
            "origin": origin,
            "coder": coder or act.coder,
            "made": act.time,
        },
    )


def _share(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    """Say whether two stretches (source, start, end) share words."""
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]
