"""Learning again beside the screens: one refit at a time, and a word when it is done."""

from typing import TYPE_CHECKING

from qualcode.model import QualcodeError
from qualcode_tui.screens.review import Review
from qualcode_tui.screens.review.wording import say_refit
from qualcode_tui.studies import Studies
from qualcode_tui.working import is_stopped, work_beside

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.project import Project
    from qualcode.project.suggestions import Refit

_SAID_FOR = 12


class StoppedError(QualcodeError):
    """The workspace was left while something was being learned."""

    def __init__(self) -> None:
        super().__init__("Learning was stopped. The suggestions are as they were.")


class Learner(Studies):
    """The app as far as it learns from what is coded.

    `learning` says what goes on, and is None while nothing does.
    """

    learning: str | None = None

    def learn(self) -> bool:
        """Begin to learn from the open project; say whether that was possible."""
        project = self.project
        if project is None or self.learning is not None:
            return False
        path = project.path
        self.learning = "Learning"

        def report(line: str) -> None:
            if is_stopped():
                raise StoppedError
            self.call_later(self._hear, path, line)

        def job(beside: "Project") -> "Refit":
            return beside.suggestions.refit(report)

        def done(refit: "Refit") -> None:
            self._end(path, say_refit(refit))

        def refused(sentence: str) -> None:
            self._end(path, sentence, refused=True)

        work_beside(self, project, job, done, refused)
        return True

    def _hear(self, path: "Path", line: str) -> None:
        if self.learning is not None:
            self.learning = line
            for review in self._reviews(path):
                review.hear(None)

    def _end(self, path: "Path", sentence: str, *, refused: bool = False) -> None:
        self.learning = None
        if self.project is None or self.project.path != path:
            return
        reviews = self._reviews(path)
        for review in reviews:
            review.hear(sentence, refused=refused)
        if not reviews:
            self.notify(
                sentence,
                title="Suggestions",
                severity="warning" if refused else "information",
                timeout=_SAID_FOR,
                markup=False,
            )

    def _reviews(self, path: "Path") -> list[Review]:
        if self.project is None or self.project.path != path:
            return []
        return [one for one in self.screen_stack if isinstance(one, Review) and one.is_mounted]
