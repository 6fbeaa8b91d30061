"""Judging what a model proposes: a part of the registry of actions."""

from qualcode_tui.actions.action import Action, Group, while_reading

SUGGESTIONS: tuple[Action, ...] = (
    while_reading(
        Group.CODE,
        "suggestion.accept",
        "a",
        "accept",
        "Accept suggestion",
        "Make a code that is suggested here a coding of your own; asks which where there are "
        "several.",
    ),
    while_reading(
        Group.CODE,
        "suggestion.reject",
        "z",
        "reject",
        "Reject suggestion",
        "Say no to a code that is suggested here; it is not proposed again.",
    ),
)
