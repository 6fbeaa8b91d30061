"""Files become texts with turns.

`read` gives the text of a file as it is to be imported, where each turn stands in it, a guess at
who speaks, and a sentence for whatever was left out. `load_study` reads the file in which a study
says what its sources are and who the people in them are.
"""

from qualcode.reading.errors import ReadingError, WordlessTableError
from qualcode.reading.file import read, read_bytes
from qualcode.reading.plain_table import read_rows
from qualcode.reading.report import cut_report
from qualcode.reading.shape import (
    ReadColumn,
    ReadComment,
    ReadFile,
    ReadSpeaker,
    ReadSurvey,
    ReadTurn,
)
from qualcode.reading.study import Study, StudyPerson, StudySource, load_study
from qualcode.reading.study.folders import expand, find_study
from qualcode.reading.study.places import real_path
from qualcode.reading.turns.labels import is_known_sort, label_key

__all__ = [
    "ReadColumn",
    "ReadComment",
    "ReadFile",
    "ReadSpeaker",
    "ReadSurvey",
    "ReadTurn",
    "ReadingError",
    "Study",
    "StudyPerson",
    "StudySource",
    "WordlessTableError",
    "cut_report",
    "expand",
    "find_study",
    "is_known_sort",
    "label_key",
    "load_study",
    "read",
    "read_bytes",
    "read_rows",
    "real_path",
]
