"""Keeping track of reading, finding, and going about: a part of the registry of actions."""

from qualcode_tui.actions.action import Action, Group, while_reading

READING: tuple[Action, ...] = (
    while_reading(
        Group.READ,
        "read.mark",
        "m",
        "mark",
        "Mark read",
        "Mark the turn, or the selected words, as read and go on to the next unread turn.",
    ),
    while_reading(
        Group.READ,
        "read.unmark",
        "M",
        "unmark",
        "Mark unread",
        "Mark the turn, or the selected words, as not read.",
    ),
    while_reading(
        Group.READ, "read.next", "n", "unread(True)", "Next unread", "Go to the next unread turn."
    ),
    while_reading(
        Group.READ,
        "read.previous",
        "p",
        "unread(False)",
        "Unread before",
        "Go to the unread turn before this one.",
    ),
    while_reading(
        Group.FIND,
        "search",
        "slash ctrl+f",
        "app.search",
        "Search",
        "Search the words of every source, and go to what is found.",
    ),
    while_reading(
        Group.FIND,
        "sources",
        "s",
        "app.sources",
        "Sources",
        "Go to the list of sources and progress.",
    ),
    while_reading(
        Group.FIND,
        "return",
        "backspace",
        "return",
        "Back to the list",
        "Go back to the list that the passage was opened from, at the same row; Esc does it too.",
    ),
    while_reading(
        Group.SCREEN,
        "back",
        "escape",
        "back",
        "Let go",
        "Let go of the selection; go from a panel to the text, or to the list you came from.",
    ),
    while_reading(
        Group.SCREEN,
        "codebook",
        "b",
        "codebook",
        "Codebook",
        "Go to the codebook, and back to the text.",
    ),
    while_reading(
        Group.SCREEN,
        "show.only-mine",
        "O",
        "only_mine",
        "Only my codings",
        "Show only your own codings, stars and notes, or everybody's again.",
    ),
)
