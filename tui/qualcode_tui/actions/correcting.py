"""Correcting the transcript: a part of the registry of actions."""

from qualcode_tui.actions.action import Action, Group, while_reading

CORRECTING: tuple[Action, ...] = (
    while_reading(
        Group.CODE,
        "correct",
        "e",
        "correct",
        "Correct the text",
        "Correct a misheard word, a wrong speaker, or a turn that is two people's, or take a "
        "correction back. The imported text and all codings stay.",
    ),
)
