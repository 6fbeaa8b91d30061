"""The study file: what the sources of a study are, and who the people in them are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from qualcode.model import CaseKind, Consent, Form, SourceKind


@dataclass(frozen=True, slots=True)
class StudyPerson:
    """Somebody behind a speaker label of one source."""

    label: str
    kind: CaseKind
    role: str | None = None
    variables: Mapping[str, str] = field(default_factory=dict)
    consent: Consent = field(default_factory=Consent)


@dataclass(frozen=True, slots=True)
class StudySource:
    """A file of the study. `file` is relative to the study file, with forward slashes."""

    file: str
    code: str
    kind: SourceKind
    form: Form
    site: str | None
    people: tuple[StudyPerson, ...]


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
        wanted = path.resolve()
        return next((s for s in self.sources if self.path_of(s).resolve() == wanted), None)


def load_study(path: Path) -> Study:
    """Read a study file.

    Raises BrokenStudyError, which names the file, the line, the field and the nearest valid name,
    and ReadingError for what is no readable file at all.
    """
    from qualcode.reading.study_file import parse_study  # noqa: PLC0415 - slow to load

    return parse_study(path)
