"""Corrections: what is shown in place of imported words, and whose words they are."""

from collections.abc import Iterable
from pathlib import Path

from qualcode.model import Document, Patch, Turn, content_id
from qualcode.model.shown import Shown
from qualcode.model.text import clean_text, snap_to_graphemes
from qualcode.project.correcting.errors import (
    AcrossTurnsError,
    NoSecondVoiceError,
    NotCorrectedError,
    NothingToCorrectError,
    OverlappingCorrectionError,
    SameSpeakerError,
)
from qualcode.project.correcting.listing import (
    Correction,
    CorrectionKind,
    format_corrections,
    list_corrections,
)
from qualcode.project.correcting.speakers import Speaker, name_speaker, write_new
from qualcode.project.exporting import record_export
from qualcode.project.spans.selections import select
from qualcode.store import Store
from qualcode.store.act import Act
from qualcode.store.corrections import list_parts
from qualcode.store.errors import SpanSplitsCharacterError, UnknownItemError
from qualcode.store.sources import find_turn, list_patches, read_document


class Patches:
    """Corrections of the transcript. Codings stay where they belong, since no position moves."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, source: str) -> list[Patch]:
        """Return the corrections of words in a source (by id), in order of place."""
        return list_patches(self._store.conn, source)

    def list(self, source: str | None = None) -> list[Correction]:
        """Return all corrections, of words and of speakers, of one source (by id) or of all."""
        return list_corrections(self._store, source)

    def write_list(self, target: Path, source: str | None = None) -> int:
        """Write that list as CSV, and return how many corrections are in it.

        Raises NoCoderError before anything is written where nobody is named who sends it.
        """
        self._store.require_coder()
        found = self.list(source)
        # A byte-order mark tells Excel that the table is UTF-8.
        target.write_text(format_corrections(found), encoding="utf-8-sig", newline="")
        record_export(self._store, "corrections", target, {one.source for one in found})
        return len(found)

    def take_back(self, item: str) -> Correction:
        """Take any correction of the list (by id) back, and return it as it was.

        Raises UnknownItemError.
        """
        found = next((one for one in self.list() if one.id == item), None)
        match found.kind if found else None:
            case CorrectionKind.WORDS:
                self.remove(item)
            case CorrectionKind.SPEAKER:
                self.take_turn_back(item)
            case CorrectionKind.TWO_PEOPLE:
                self.mend_split(item)
        if found is None:
            raise UnknownItemError("correction", item)
        return found

    # Words

    def correct(self, source: str, start: int, end: int, words: str) -> str | None:
        """Show other words, or none, in place of `text[start:end]`; return the patch's id.

        Corrections that stand wholly within give way; where the imported words are given, they
        come back and None is returned. Raises what a coding of the span would raise,
        AcrossTurnsError, OverlappingCorrectionError and NothingToCorrectError.
        """
        selection = select(self._store, source, start, end)
        document = read_document(self._store.conn, source)
        turn = _turn_around(document, start, end)
        words = clean_text(words)[0]
        over = [one for one in document.patches if one.start < end and start < one.end]
        for patch in over:
            if patch.start < start or end < patch.end:
                raise OverlappingCorrectionError(patch.words, turn.name)
        if words == Shown.of(document).read(start, end) and len(over) < 2:  # noqa: PLR2004 - rivals
            raise NothingToCorrectError(words)
        if words == document.text[start:end]:
            with self._store.act("uncorrect") as act:
                _remove(act, over)
            return None
        same = next((one for one in over if (one.start, one.end) == (start, end)), None)
        with self._store.act("correct") as act:
            _remove(act, [one for one in over if one is not same])
            if same:
                act.set("patch", same.id, {"words": words})
                return same.id
            return act.make(
                "patch",
                {
                    "source": source,
                    "selection": selection,
                    "words": words,
                    "coder": act.coder,
                    "made": act.time,
                },
            )

    def change(self, patch: str, words: str) -> None:
        """Put other words into a correction (by id); raises what `correct` raises."""
        found = self._find(patch)
        self.correct(found.source, found.start, found.end, words)

    def remove(self, patch: str) -> None:
        """Take a correction of words (by id) back, and any other that says the same there."""
        found = self._find(patch)
        place = (found.start, found.end, found.words)
        with self._store.act("uncorrect") as act:
            _remove(
                act,
                [one for one in self.of(found.source) if (one.start, one.end, one.words) == place],
            )

    # Speakers

    def give_turn(self, source: str, turn: str, case: Speaker) -> str | None:
        """Say that a turn, or a part of one, is somebody else's; return the case's id.

        Raises UnknownItemError, WithdrawnSpeakerError, SameSpeakerError and TakenCodeError.
        """
        found = self._turn(source, turn)
        speaker = name_speaker(self._store, source, turn, case)
        if speaker.id == found.case:
            raise SameSpeakerError(found.name, speaker.code)
        with self._store.act("correct") as act:
            # Who speaks in a later part is said where the part begins.
            entity = "voice" if found.part == 1 else "part"
            act.set(entity, turn, {"source": source, "case": speaker.id, "gone": None})
            write_new(self._store, act, source, speaker)
        return speaker.id

    def take_turn_back(self, turn: str) -> None:
        """Say that a turn (by id) is whose its label says after all."""
        if self._store.read_field("voice", turn, "source") is None:
            raise NotCorrectedError("the speaker of this turn")
        with self._store.act("uncorrect") as act:
            act.set("voice", turn, {"gone": True})

    def split_turn(self, source: str, turn: str, at: int, case: Speaker) -> str:
        """Say that from `at` on somebody else speaks in a turn, or in a part of one.

        Returns the id of the turn that begins there. Blanks at the place belong to neither.
        Raises what `give_turn` raises, NoSecondVoiceError, SpanSplitsCharacterError, and
        OverlappingCorrectionError where a correction lies across the place.
        """
        found = self._turn(source, turn)
        document = read_document(self._store.conn, source)
        at = _skip_blanks(document.text, at, found.end)
        if not (found.body < at < found.end and document.text[found.body : at].strip()):
            raise NoSecondVoiceError(found.name)
        if snap_to_graphemes(document.text, at, found.end)[0] != at:
            raise SpanSplitsCharacterError(at, found.end)
        for patch in document.patches:
            if patch.start < at < patch.end:
                raise OverlappingCorrectionError(patch.words, found.name)
        imported = self._imported(turn)
        item = content_id("turn", imported, at)
        speaker = name_speaker(self._store, source, item, case)
        if speaker.id == found.case:
            raise SameSpeakerError(found.name, speaker.code)
        said = {"source": source, "turn": imported, "at": at, "case": speaker.id, "gone": None}
        with self._store.act("split turn") as act:
            act.set("part", item, said)
            write_new(self._store, act, source, speaker)
        return item

    def mend_split(self, part: str) -> None:
        """Say that a part (by the id of its turn) belongs to what stands before it after all."""
        if self._store.read_field("part", part, "source") is None:
            raise NotCorrectedError("a turn that is two people’s")
        with self._store.act("mend turn") as act:
            act.set("part", part, {"gone": True})

    def _find(self, patch: str) -> Patch:
        source = self._store.read_field("patch", patch, "source")
        found = next((one for one in self.of(source or "") if one.id == patch), None)
        if found is None:
            raise UnknownItemError("correction", patch)
        return found

    def _turn(self, source: str, turn: str) -> Turn:
        for one in read_document(self._store.conn, source).turns:
            if one.id == turn:
                return one
        raise UnknownItemError("turn", turn)

    def _imported(self, turn: str) -> str:
        """Return the id of the imported turn that a turn is, or is a part of."""
        parts = {one.id: one.turn for one in list_parts(self._store.conn)}
        return parts.get(turn, turn)


def _turn_around(document: Document, start: int, end: int) -> Turn:
    turn = find_turn(document.turns, start)
    if turn is None or start < turn.body or turn.end < end:
        raise AcrossTurnsError
    return turn


def _skip_blanks(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _remove(act: Act, patches: Iterable[Patch]) -> None:
    for patch in patches:
        act.set("patch", patch.id, {"gone": True})
