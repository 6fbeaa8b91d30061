"""Keeping the codebook: a part of the registry of actions."""

from qualcode_tui.actions.action import Action, Group, Scope, while_reading


def _do(scope: Scope, name: str, keys: str, act: str, label: str, help_: str) -> Action:
    return Action(name, tuple(keys.split()), label, help_, Group.CODEBOOK, scope, act)


def _change(name: str, keys: str, act: str, label: str, help_: str) -> Action:
    return _do(Scope.CODEBOOK, f"book.{name}", keys, act, label, help_)


_EVERYWHERE: tuple[Action, ...] = (
    _do(
        Scope.APP,
        "book",
        "B",
        "app.codebook",
        "The codebook",
        "Open the codebook: all codes, what they mean, and how to change them.",
    ),
    _do(
        Scope.APP,
        "looking",
        "D",
        "app.unlooked",
        "Not looked for yet",
        "List the codes that are newer, or mean something else, than when you read the text.",
    ),
)

_WHILE_READING: tuple[Action, ...] = (
    while_reading(
        Group.CODEBOOK,
        "passages",
        "l",
        "passages",
        "Passages of the code",
        "List all passages of the code at the cursor, from every source.",
    ),
)

_CHANGING: tuple[Action, ...] = (
    _change(
        "add",
        "a",
        "add",
        "Add a code",
        "Make a new code under the highlighted one, beside it or at the top.",
    ),
    _change("rename", "f2 r", "rename", "Rename", "Give the highlighted code another label."),
    _change(
        "redefine",
        "d",
        "redefine",
        "Redefine",
        "Change what the highlighted code means, its keywords and its other labels.",
    ),
    _change("move", "m", "move", "Move", "Put the highlighted code under another one."),
    _change(
        "up",
        "shift+up",
        "reorder(-1)",
        "Further up",
        "Let the code change places with the one before.",
    ),
    _change(
        "down",
        "shift+down",
        "reorder(1)",
        "Further down",
        "Let the code change places with the next one.",
    ),
    _change(
        "fold",
        "left",
        "fold",
        "Fold",
        "Hide the codes under the highlighted one; where there are none, go to the one above.",
    ),
    _change(
        "unfold",
        "right",
        "unfold",
        "Unfold",
        "Show the codes under the highlighted one again.",
    ),
    _change(
        "turn-fold",
        "space",
        "turn_fold",
        "Fold or unfold",
        "Hide the codes under the highlighted one, or show them again.",
    ),
    _change(
        "join",
        "J",
        "join",
        "Join into another",
        "Make the highlighted code part of another; its codings go along.",
    ),
    _change(
        "split",
        "p",
        "split",
        "Split",
        "Split the highlighted code into several, and sort its passages with a key each.",
    ),
    _change("recolour", "c", "recolour", "Recolour", "Give the highlighted code another colour."),
    _change(
        "delete",
        "x delete",
        "delete",
        "Delete",
        "Delete the highlighted code, or bring it back; what it touches is said first.",
    ),
    _change("note", "w", "note", "Note on a code", "Write a note on the highlighted code."),
    _change(
        "save",
        "e ctrl+s",
        "save",
        "Save as YAML",
        "Save the codebook as a file, or bring the file it came from up to date.",
    ),
    _change(
        "proposals",
        "o",
        "proposals",
        "Proposals",
        "List what others propose, and what was answered.",
    ),
    _change(
        "lock",
        "L",
        "lock",
        "Lock or unlock",
        "Say who decides on codes: everybody, or one person to whom the others propose.",
    ),
)

_SORTING: tuple[Action, ...] = (
    *(
        _do(
            Scope.SORTING,
            f"sorting.{n}",
            str(n),
            f"sort({n})",
            f"Code {n}",
            f"Give the passage to the code with the number {n}.",
        )
        for n in range(1, 10)
    ),
    _do(Scope.SORTING, "sorting.skip", "s", "skip", "Skip", "Leave the passage for another time."),
    _do(
        Scope.SORTING,
        "sorting.back",
        "backspace",
        "step_back",
        "One back",
        "Go back one passage, and take back what was done with it.",
    ),
    _do(
        Scope.SORTING,
        "sorting.open",
        "o",
        "open",
        "Open in the text",
        "Open the source at this passage.",
    ),
)

_LOOKING: tuple[Action, ...] = (
    _do(
        Scope.LOOKING,
        "looking.here",
        "y",
        "here",
        "It is here",
        "Give the whole turn the code, and go on.",
    ),
    _do(
        Scope.LOOKING,
        "looking.skip",
        "s",
        "skip",
        "Skip",
        "Leave the turn for another time, and go on.",
    ),
    _do(
        Scope.LOOKING,
        "looking.back",
        "backspace",
        "step_back",
        "One back",
        "Go back one turn, and take back what was said of it.",
    ),
    _do(
        Scope.LOOKING,
        "looking.open",
        "o",
        "open",
        "Open in the text",
        "Open the source at this turn, to code a part of it.",
    ),
)

_PASSAGES: tuple[Action, ...] = (
    _do(
        Scope.PASSAGES,
        "passages.recode",
        "r",
        "recode",
        "Recode",
        "Give the highlighted passage another code in the place of this one.",
    ),
    _do(
        Scope.PASSAGES,
        "passages.star",
        "asterisk",
        "star",
        "Star the passage",
        "Mark the highlighted passage as worth quoting, or take the star off.",
    ),
    _do(
        Scope.PASSAGES,
        "passages.remove",
        "x delete",
        "remove",
        "Remove the code",
        "Take the code off the highlighted passage.",
    ),
)

_PROPOSALS: tuple[Action, ...] = (
    _do(
        Scope.PROPOSALS,
        "proposals.accept",
        "a",
        "accept",
        "Accept",
        "Do what the highlighted proposal asks for.",
    ),
    _do(
        Scope.PROPOSALS,
        "proposals.decline",
        "x delete",
        "decline",
        "Decline",
        "Say no to the highlighted proposal, with a reason if you like.",
    ),
)

CODEBOOK: tuple[Action, ...] = (
    *_EVERYWHERE,
    *_WHILE_READING,
    *_CHANGING,
    *_SORTING,
    *_LOOKING,
    *_PASSAGES,
    *_PROPOSALS,
)
