"""A limit on the time that a library may take over somebody's file.

Libraries that parse documents have had endless loops, and a file can be made to find the next one.
The limit is by the size of the file, so that an honest long report is read to its end.
"""

import contextlib
import ctypes
import gc
import threading
from collections.abc import Callable
from typing import TypeVar

from qualcode.reading.errors import SlowDocumentError

LEAST_SECONDS = 4.0
SECONDS_PER_MEGABYTE = 40.0
# How often a library is told again, where it passed over what was raised.
_AGAIN = 0.2
_A_MOMENT = 0.05
_Result = TypeVar("_Result")
_set_raised = ctypes.pythonapi.PyThreadState_SetAsyncExc


class _OutOfTime(BaseException):
    """Raised in the midst of a library, past every handler of ordinary exceptions in it."""


def read_in_time(file: str, size: int, work: Callable[[], _Result]) -> _Result:
    """Return what `work` gives for a file of `size` bytes.

    Raises SlowDocumentError after LEAST_SECONDS and SECONDS_PER_MEGABYTE for each megabyte.
    """
    seconds = LEAST_SECONDS + SECONDS_PER_MEGABYTE * size / 1e6
    watch = _Watch(seconds)
    try:
        try:
            watch.start()
            return work()
        finally:
            watch.end()
    except _OutOfTime:
        raise SlowDocumentError(file, seconds) from None
    finally:
        watch.end_for_sure()


class _Watch:
    """Raises _OutOfTime in the thread that made it, again and again, unless it is ended in time.

    That thread may be interrupted at any step, so it holds no lock and waits for none for long:
    what it shares with the clock are flags that are only ever set, and locks used as bells.
    """

    def __init__(self, seconds: float) -> None:
        self._thread = ctypes.c_ulong(threading.get_ident())
        self._ended = self._finished = self._raised = False
        self._collecting = gc.isenabled()
        self._wake, self._done = threading.Lock(), threading.Lock()
        self._wake.acquire()
        self._done.acquire()
        self._clock = threading.Thread(target=self._run, args=(seconds,), daemon=True)

    def start(self) -> None:
        """Start the clock."""
        self._clock.start()

    def _run(self, seconds: float) -> None:
        wait = seconds
        while not self._wake.acquire(timeout=wait) and not self._ended:
            self._raised = True
            # What is raised while garbage is collected is lost.
            gc.disable()
            # The interpreter raises it between two steps of Python code.
            _set_raised(self._thread, ctypes.py_object(_OutOfTime))
            wait = _AGAIN
        self._finished = True
        self._done.release()

    def end(self) -> None:
        """Stop the clock, and take back what was raised and has not come yet."""
        self._ended = True
        with contextlib.suppress(RuntimeError):  # rung before
            self._wake.release()
        while not self._finished:
            self._done.acquire(timeout=_A_MOMENT)
        if self._raised:
            self._raise_the_last()

    def _raise_the_last(self) -> None:
        """Raise once more, and catch it: in place of what was raised and has not come yet.

        To take it back instead would leave the interpreter looking out for it for good: every call
        would be slower, and under a tracer (a debugger, coverage) Python 3.11 would never go on.
        """
        with contextlib.suppress(_OutOfTime):
            _set_raised(self._thread, ctypes.py_object(_OutOfTime))
            while True:
                pass

    def end_for_sure(self) -> None:
        """Stop the clock, even where it strikes just now."""
        while True:
            try:
                self.end()
                if self._raised and self._collecting:
                    gc.enable()
            except _OutOfTime:
                continue
            return
