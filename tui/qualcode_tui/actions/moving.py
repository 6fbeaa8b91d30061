"""Moving through the text: a part of the registry of actions."""

from qualcode_tui.actions.action import Action, Group, on_text

MOVING: tuple[Action, ...] = (
    on_text(Group.MOVE, "move.up", "up", "line(-1)", "Line up", "Go one line up."),
    on_text(Group.MOVE, "move.down", "down", "line(1)", "Line down", "Go one line down."),
    on_text(
        Group.MOVE,
        "move.left",
        "left",
        "step('word', False)",
        "Word back",
        "Go to the word before.",
    ),
    on_text(
        Group.MOVE, "move.right", "right", "step('word', True)", "Word on", "Go to the next word."
    ),
    on_text(
        Group.MOVE,
        "move.sentence-on",
        "full_stop ctrl+right",
        "step('sentence', True)",
        "Sentence on",
        "Go to the next sentence.",
    ),
    on_text(
        Group.MOVE,
        "move.sentence-back",
        "comma ctrl+left",
        "step('sentence', False)",
        "Sentence back",
        "Go to the start of the sentence, then to the one before.",
    ),
    on_text(
        Group.MOVE,
        "move.turn-on",
        "j ctrl+down",
        "step('turn', True)",
        "Next turn",
        "Go to the next turn.",
    ),
    on_text(
        Group.MOVE,
        "move.turn-back",
        "k ctrl+up",
        "step('turn', False)",
        "Turn before",
        "Go to the start of the turn, then to the one before.",
    ),
    on_text(
        Group.MOVE, "move.page-down", "pagedown", "page(1)", "Page down", "Go one screen down."
    ),
    on_text(Group.MOVE, "move.page-up", "pageup", "page(-1)", "Page up", "Go one screen up."),
    on_text(
        Group.MOVE,
        "move.line-start",
        "home",
        "edge_of_line(False)",
        "Line start",
        "Go to the start of the line.",
    ),
    on_text(
        Group.MOVE,
        "move.line-end",
        "end",
        "edge_of_line(True)",
        "Line end",
        "Go to the last word of the line.",
    ),
    on_text(
        Group.MOVE, "move.top", "ctrl+home", "edge_of_text(False)", "Top", "Go to the first turn."
    ),
    on_text(
        Group.MOVE,
        "move.bottom",
        "ctrl+end",
        "edge_of_text(True)",
        "Bottom",
        "Go to the last turn.",
    ),
)
