"""Where somebody is among the suggestions, kept while they look elsewhere."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class ReviewPlace:
    """Which order was chosen, and what was left for another time.

    `code` is the code (by id) whose suggestions are gone through, None for all in the order of
    use; `skipped` are passages (by id), the one left last at the end; `at` is the passage that is
    to be looked at next, None for the first.
    """

    code: str | None = None
    skipped: list[str] = field(default_factory=list)
    at: str | None = None
