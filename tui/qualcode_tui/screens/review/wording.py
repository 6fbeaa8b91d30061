"""What is said of suggestions as a whole: what they rest on, and what is not shown of them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from qualcode.model.words import count
from qualcode_tui.actions import key_of

if TYPE_CHECKING:
    from qualcode.project.suggesting.reviewing import Waiting
    from qualcode.project.suggestions import Refit

_GROUPS = ("conversation or respondent", "conversations or respondents")
COLD = "Nothing is coded yet: suggestions rest on the codebook's words alone."


def say_refit(refit: "Refit") -> str:
    """Return what came of learning again, in a sentence or two."""
    made = f"{count(refit.proposals, 'suggestion')} for what nobody has looked at."
    if refit.cold_start:
        return f"{COLD} {made}"
    return f"Learned from {count(refit.coded, 'passage')}: {made}"


def say_held_back(waiting: "Waiting") -> list[str]:
    """Return how many suggestions are held back and why, a sentence for each reason."""
    return [
        f"{count(one.proposals, 'suggestion')} in {count(one.sources, 'source')} held back. "
        f"{one.why}"
        for one in waiting.held_back
    ]


def say_card(card: Mapping[str, Any] | None) -> list[str]:
    """Return what a model's card says, shortly."""
    if card is None:
        return ["Nothing has been learned yet."]
    if not card.get("passages"):
        return [*card.get("remarks", (COLD,))]
    figures, blind = card["figures"], card["baseline"]
    said = [
        f"Learned from {count(card['passages'], 'passage')}"
        + (f" of {count(card['groups'], *_GROUPS)}." if card["groups"] else ".")
    ]
    if figures["recall_at_3"] is not None and blind["recall_at_3"] is not None:
        said.append(
            "On conversations it had not seen, the first three suggestions held "
            f"{figures['recall_at_3']:.0%} of what people coded. Naming the commonest codes "
            f"without reading a word would hold {blind['recall_at_3']:.0%}."
        )
    if card["calibration_error"] is not None:
        said.append(
            f"What it gives as a chance was off by {100 * card['calibration_error']:.0f} points of "
            "a hundred on average."
        )
    return [*said, *_say_sites(card), *card["remarks"]]


def _say_sites(card: Mapping[str, Any]) -> list[str]:
    """Return how good suggestions are by site, and how good if it had been left out."""
    told = [
        f"{one['site']} {one['recall_at_3']:.0%} ({one['recall_elsewhere']:.0%})"
        for one in card.get("sites", ())
        if one["recall_at_3"] is not None and one["recall_elsewhere"] is not None
    ]
    if not told:
        return []
    heads = "The same by site, and in brackets what it would be with nothing coded there"
    return [f"{heads}: {', '.join(told)}."]


def say_nothing_waits(
    waiting: "Waiting",
    left: int,
    learning: str | None,
    code: str | None,
    *,
    has_learned: bool,
) -> str:
    """Return why no suggestion is shown: `left` passages for another time, of one code or all."""
    if learning:
        return (
            f"{learning} …\n\nThe machine learns from what is coded, or from the codebook where "
            "nothing is. You may go elsewhere meanwhile."
        )
    if left:
        return f"{count(left, 'passage')} left for another time."
    if code is not None:
        return f"All suggestions of “{code}” are judged."
    if waiting.held_back:
        when = f"{key_of('review.when')} says when suggestions are shown in this study."
        return "\n\n".join([*say_held_back(waiting), when])
    if not has_learned:
        return "Nothing has been suggested yet."
    return "All that was suggested is judged. What you said teaches the next suggestions."
