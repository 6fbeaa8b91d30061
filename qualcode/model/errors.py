"""The one root of every failure that qualcode foresees.

Each package keeps its own failures in its `errors` module. A failure is a class that builds its
own sentence: what happened, where, and what to do. The command line turns the class into an exit
code and prints the sentence; nothing else is shown.
"""

from typing import ClassVar


class QualcodeError(Exception):
    """Something was refused, and the message says what to do about it."""

    exit_code: ClassVar[int] = 1
