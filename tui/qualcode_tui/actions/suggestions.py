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
    while_reading(
        Group.CODE,
        "suggestion.accept-as",
        "A",
        "accept_as",
        "Another code",
        "Give another code than the one suggested here, which is thereby rejected.",
    ),
    while_reading(
        Group.CODE,
        "suggestion.why",
        "i",
        "why",
        "Why suggested",
        "Show how sure a suggestion is, which words speak for it, and passages like this one.",
    ),
    while_reading(
        Group.CODE,
        "suggestion.when",
        "I",
        "when_suggested",
        "When to suggest",
        "Say when suggestions are shown: after a coder's first three sources, always or never.",
    ),
)
