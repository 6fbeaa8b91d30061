"""Slow work beside the screen: in a thread of its own, on the project opened there once more.

A project belongs to the thread that opened it, so nothing of the screen's own is touched.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from textual.dom import DOMNode
from textual.worker import get_current_worker

from qualcode.model import QualcodeError

if TYPE_CHECKING:
    from qualcode.project import Project

_Result = TypeVar("_Result")


def work_aside(
    owner: DOMNode,
    job: Callable[[], _Result],
    done: Callable[[_Result], None],
    refused: Callable[[str], None],
) -> None:
    """Do a job in a thread, then call `done` with what it gave, or `refused` with a sentence.

    Both are called on the thread of the screen or app that owns it. A job begun later takes the
    place of this one: what this one gives is then dropped.
    """

    def run() -> None:
        worker = get_current_worker()
        try:
            result = job()
        except QualcodeError as refusal:
            if not worker.is_cancelled:
                owner.call_later(refused, str(refusal))
        except OSError as error:
            where = f" {error.filename}" if error.filename else ""
            reason = f"The system refused{where}: {error.strerror or error}."
            if not worker.is_cancelled:
                owner.call_later(refused, reason)
        else:
            if not worker.is_cancelled:
                owner.call_later(done, result)

    owner.run_worker(run, thread=True, exclusive=True, group="aside")


def work_beside(
    owner: DOMNode,
    project: "Project",
    job: "Callable[[Project], _Result]",
    done: Callable[[_Result], None],
    refused: Callable[[str], None],
) -> None:
    """Do a job on a project, opened once more in a thread; otherwise as `work_aside`."""
    reopen, path, coder = type(project).open, project.path, project.coder

    def run() -> _Result:
        with reopen(path, coder) as beside:
            return job(beside)

    work_aside(owner, run, done, refused)


def is_stopped() -> bool:
    """Say within a job whether nobody waits for it any more."""
    return get_current_worker().is_cancelled
