"""Coding what is selected, and taking it back: a part of the registry of actions."""

from qualcode_tui.actions.action import Action, Group, while_reading

CODING: tuple[Action, ...] = (
    while_reading(
        Group.CODE,
        "code.pick",
        "enter c",
        "pick",
        "Code",
        "Choose a code for the selected words, or for the whole turn if none are selected.",
    ),
    while_reading(
        Group.CODE,
        "code.repeat",
        "r",
        "repeat",
        "Same code again",
        "Give the selected words, or the turn, the code that was used last.",
    ),
    *(
        while_reading(
            Group.CODE,
            f"code.quick-{n}",
            str(n),
            f"quick({n})",
            f"Recent code {n}",
            f"Give the selected words, or the turn, the code with the number {n}.",
        )
        for n in range(1, 10)
    ),
    while_reading(
        Group.CODE,
        "code.remove",
        "x delete",
        "remove",
        "Remove code",
        "Take a code off the words at the cursor; asks which where there are several, and once "
        "more where it is another coder's.",
    ),
    while_reading(
        Group.CODE,
        "code.fit",
        "R",
        "fit",
        "Fit to words",
        "Move the ends of a code to the selected words; with none selected, select those it is on.",
    ),
    while_reading(
        Group.CODE,
        "code.in-vivo",
        "v",
        "in_vivo",
        "Code in their words",
        "Make a theme that is called as the selected words are, and give it to them.",
    ),
    while_reading(
        Group.CODE,
        "code.all",
        "C",
        "code_all",
        "Code all at once",
        "Code all that a search finds, or all answers to a question of a survey, after a look.",
    ),
    while_reading(
        Group.CODE,
        "star",
        "asterisk",
        "star",
        "Star",
        "Mark the passage as worth quoting, coded or not; press again to take the star off.",
    ),
    while_reading(
        Group.CODE,
        "note",
        "w",
        "note",
        "Note",
        "Write a note on the selected words or the turn, or open one that is there.",
    ),
    while_reading(
        Group.CODE,
        "copy",
        "y ctrl+c",
        "copy",
        "Copy",
        "Copy the selected words, the coded passage at the cursor or the turn, with who said it.",
    ),
    while_reading(Group.CODE, "undo", "u ctrl+z", "undo", "Undo", "Undo the last thing you did."),
    while_reading(
        Group.CODE, "redo", "U ctrl+r ctrl+y", "redo", "Redo", "Do again what was undone last."
    ),
)
