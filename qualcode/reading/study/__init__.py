"""The study file beside the sources, and the folders that hold them."""

from pathlib import Path

from qualcode.reading.study.description import Study, StudyPerson, StudySource

__all__ = ["Study", "StudyPerson", "StudySource", "load_study"]


def load_study(path: Path) -> Study:
    """Read a study file.

    Raises BrokenStudyError, which names the file, the line, the field and the nearest valid name,
    and ReadingError for what is no readable file at all.
    """
    from qualcode.reading.study.parser import parse_study  # noqa: PLC0415 - slow to load

    return parse_study(path)
