"""Ask how many passages to draw, and by what they are shared out; then draw them."""

from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.content import Content

from qualcode.model import CaseKind
from qualcode.project.samples import CROSSED
from qualcode_tui.dialogs.ask import Ask
from qualcode_tui.dialogs.choose import Choose
from qualcode_tui.screens.step import Step

if TYPE_CHECKING:
    from qualcode.project import Project
    from qualcode.project.samples import Sample

_USUAL, _MOST, _MOST_VALUES = 50, 100_000, 12
_TOLD = (
    "They wait here to be coded, in the order of the draw. Fifty are a beginning; some 200 give a "
    "share to within a few points."
)


def ask_draw(screen: Step, drawn: "Callable[[Sample], None]") -> None:
    """Ask, draw in the background, and hand on what was drawn."""

    def numbered(answer: str | None) -> None:
        if answer is not None:
            _ask_by(screen, int(answer), drawn)

    ask = Ask("How many passages?", _TOLD, answer=str(_USUAL), check=_check, retype=True)
    screen.app.push_screen(ask, numbered)


def _check(answer: str) -> str | None:
    is_number = answer.isascii() and answer.isdigit() and len(answer) < len(str(_MOST))
    if is_number and int(answer) > 0:
        return None
    return "Type a number, as 50."


def _ask_by(screen: Step, n: int, drawn: "Callable[[Sample], None]") -> None:
    project = screen.project
    single = list_variables(project)
    variables: list[tuple[str, ...]] = [(one,) for one in single]
    if {"site", "role"} <= set(single):
        variables.insert(1, ("site", "role"))

    def chosen(i: int | None) -> None:
        if i is not None:
            _draw(screen, n, variables[i - 1] if i else None, drawn)

    def say(names: tuple[str, ...]) -> str:
        return CROSSED.join(project.site_word if one == "site" else one for one in names)

    answers = [
        Content(f"Draw {n} from all passages alike"),
        *(Content(f"Draw {n}, shared out by {say(names)}") for names in variables),
    ]
    now = 1 + variables.index(("site",)) if "site" in single else 0
    screen.app.push_screen(Choose("Shared out by what?", answers, now), chosen)


def list_variables(project: "Project") -> list[str]:
    """Return what passages can be shared out by: site, role, and what is known of most people.

    What sorts them into more than a dozen groups is left out.
    """
    people = [case for case in project.people.list() if case.kind is CaseKind.PERSON]
    sites = {source.site for source in project.sources.list()} | {case.site for case in people}
    values: defaultdict[str, list[str]] = defaultdict(list)
    for case in people:
        for name, value in case.variables.items():
            values[name].append(value)
    named = [
        name
        for name, found in values.items()
        if 1 < len(set(found)) <= _MOST_VALUES
        and (name == "role" or (name != "site" and 2 * len(found) > len(people)))
    ]
    named.sort(key=lambda name: name != "role")
    return ["site", *named] if len(sites - {None}) > 1 else named


def _draw(
    screen: Step, n: int, by: tuple[str, ...] | None, drawn: "Callable[[Sample], None]"
) -> None:
    screen.say("Drawing …")
    screen.work(lambda project: project.samples.draw(n, by=by), drawn)
