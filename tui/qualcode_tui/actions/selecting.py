"""Selecting words: a part of the registry of actions."""

from qualcode_tui.actions.action import Action, Group, on_text

SELECTING: tuple[Action, ...] = (
    on_text(
        Group.SELECT,
        "select.grow",
        "space",
        "grow",
        "Select sentence",
        "Select the sentence; press again for the whole turn, and again to let go.",
    ),
    on_text(
        Group.SELECT,
        "select.word-on",
        "shift+right",
        "extend('word', True)",
        "Add word",
        "Select a word more.",
    ),
    on_text(
        Group.SELECT,
        "select.word-back",
        "shift+left",
        "extend('word', False)",
        "Drop word",
        "Select a word less, or a word before.",
    ),
    on_text(
        Group.SELECT,
        "select.line-down",
        "shift+down",
        "extend_line(1)",
        "Add line",
        "Select a line more.",
    ),
    on_text(
        Group.SELECT,
        "select.line-up",
        "shift+up",
        "extend_line(-1)",
        "Drop line",
        "Select a line less.",
    ),
    on_text(
        Group.SELECT,
        "select.sentence-on",
        "greater_than_sign ctrl+shift+right",
        "extend('sentence', True)",
        "Add sentence",
        "Select to the end of the sentence, then a sentence more.",
    ),
    on_text(
        Group.SELECT,
        "select.sentence-back",
        "less_than_sign ctrl+shift+left",
        "extend('sentence', False)",
        "Drop sentence",
        "Select a sentence less, or a sentence before.",
    ),
    on_text(
        Group.SELECT,
        "select.turn-on",
        "J ctrl+shift+down",
        "extend('turn', True)",
        "Add turn",
        "Select to the end of the turn, then a turn more.",
    ),
    on_text(
        Group.SELECT,
        "select.turn-back",
        "K ctrl+shift+up",
        "extend('turn', False)",
        "Drop turn",
        "Select a turn less, or a turn before.",
    ),
)
