"""Decisions about files at their preview, said once for all of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from qualcode.model import CaseKind, ColumnKind, SourceKind
from qualcode.model.nearest import nearest_name
from qualcode.project.intake.errors import NoSuchLabelError
from qualcode.project.intake.previewing import FilePreview
from qualcode.reading import StudySource, label_key


def decide(
    previews: Iterable[FilePreview],
    *,
    kind: SourceKind | None = None,
    kinds: Mapping[str, CaseKind] | None = None,
    columns: Mapping[str, ColumnKind] | None = None,
) -> dict[Path, StudySource]:
    """Return what is to be said of each file, by path, for another preview or for the import.

    `kind` says what all of the files are, `kinds` what stands behind a speaker label wherever it
    comes, `columns` what a column of a survey holds, by heading. Raises NoSuchLabelError where no
    file has the label or the heading.
    """
    kinds, columns = kinds or {}, columns or {}
    found = [(one, known) for one in previews if (known := one.described or one.wordless)]
    labels = [person.label for _, known in found for person in known.people]
    headings = [heading for _, known in found for heading in known.columns]
    _must_be_there("speaker", kinds, labels)
    _must_be_there("column", columns, headings)
    by_key = {label_key(label): one for label, one in kinds.items()}
    return {one.path: _say(one, known, kind, by_key, columns) for one, known in found}


def _say(
    preview: FilePreview,
    described: StudySource,
    kind: SourceKind | None,
    kinds: Mapping[str, CaseKind],
    columns: Mapping[str, ColumnKind],
) -> StudySource:
    by_heading = {label_key(heading): one for heading, one in columns.items()}
    people = tuple(
        replace(person, kind=kinds.get(label_key(person.label), person.kind))
        for person in described.people
    )
    return replace(
        described,
        # The number of a recording is none of notes, so another is chosen.
        code="" if preview.numbered else described.code,
        kind=kind or described.kind,
        people=people,
        columns={
            name: by_heading.get(label_key(name), held) for name, held in described.columns.items()
        },
    )


def _must_be_there(what: str, wanted: Iterable[str], known: Sequence[str]) -> None:
    keys = {label_key(name) for name in known}
    for name in wanted:
        if label_key(name) not in keys:
            raise NoSuchLabelError(what, name, nearest_name(name, known))
