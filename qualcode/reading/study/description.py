"""The study file: what the sources of a study are, and who the people in them are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from qualcode.model import CaseKind, ColumnKind, Consent, Form, SourceKind
from qualcode.reading.study.places import real_path


@dataclass(frozen=True, slots=True)
class StudyPerson:
    """Somebody behind a speaker label of one source.

    `present` says that they were there and never speak, so that no turn has the label. `code` is
    the participant code they go by, None for the next free one.
    """

    label: str
    kind: CaseKind
    role: str | None = None
    variables: Mapping[str, str] = field(default_factory=dict)
    consent: Consent = field(default_factory=Consent)
    present: bool = False
    code: str | None = None


@dataclass(frozen=True, slots=True)
class StudySource:
    """A file of the study. `file` is relative to the study file, with forward slashes.

    `columns` says, by heading, what columns of a survey hold.
    """

    file: str
    code: str
    kind: SourceKind
    form: Form
    site: str | None
    people: tuple[StudyPerson, ...]
    columns: Mapping[str, ColumnKind] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Study:
    """A study file. `sites` gives each site's label by its code; `folder` is where the file is."""

    title: str
    invented: bool
    site_word: str
    sites: Mapping[str, str]
    sources: tuple[StudySource, ...]
    folder: Path

    def path_of(self, source: StudySource) -> Path:
        """Return where a source's file is."""
        return self.folder / source.file

    def source_of(self, path: Path) -> StudySource | None:
        """Return what the study says of a file, or None."""
        wanted = real_path(path)
        return next((s for s in self.sources if real_path(self.path_of(s)) == wanted), None)
