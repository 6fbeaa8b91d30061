"""Files become texts with turns.

`read` gives the text of a file as it is to be imported, where each turn stands in it, a guess at
who speaks, and a sentence for whatever was left out. `load_study` reads the file in which a study
says what its sources are and who the people in them are.
"""

from qualcode.reading.errors import ReadingError
from qualcode.reading.file import read, read_bytes
from qualcode.reading.report import cut_report
from qualcode.reading.shape import ReadFile, ReadSpeaker, ReadTurn
from qualcode.reading.study import Study, StudyPerson, StudySource, load_study
from qualcode.reading.study.folders import expand, find_study
from qualcode.reading.turns.labels import label_key

__all__ = [
    "ReadFile",
    "ReadSpeaker",
    "ReadTurn",
    "ReadingError",
    "Study",
    "StudyPerson",
    "StudySource",
    "cut_report",
    "expand",
    "find_study",
    "label_key",
    "load_study",
    "read",
    "read_bytes",
]
