"""What can be done on every screen: a part of the registry of actions."""

from qualcode_tui.actions.action import Action, Group, Scope


def _way(name: str, key: str, act: str, label: str, help_: str) -> Action:
    return Action(name, (key,), label, help_, Group.LISTS, Scope.APP, act)


EVERYWHERE: tuple[Action, ...] = (
    _way("people", "P", "app.people", "People", "List who speaks, with a page for each."),
    _way("notes", "N", "app.notes", "Notes", "List all notes, whatever they are about."),
    _way(
        "history",
        "H",
        "app.history",
        "History",
        "List who did what and when; one act can be undone there.",
    ),
    _way(
        "tidy",
        "T",
        "app.tidy",
        "Loose ends",
        "List what may be worth mending: unread stretches, unknown speakers, double codings.",
    ),
    Action(
        "home",
        ("h",),
        "Home of the study",
        "Go to the steps of the study, from wherever you are.",
        Group.SCREEN,
        Scope.APP,
        "app.home",
    ),
    Action(
        "panel.next",
        ("tab",),
        "Next panel",
        "Go from the text to the codebook, to the codes here, and back to the text; on a narrow "
        "screen, list the codes here.",
        Group.SCREEN,
        Scope.APP,
        "app.focus_next",
    ),
    Action(
        "theme",
        ("t",),
        "Light or dark",
        "Change between dusk, paper and high contrast.",
        Group.SCREEN,
        Scope.APP,
        "app.next_theme",
    ),
    Action(
        "help",
        ("question_mark", "f1"),
        "All keys",
        "Show every key and what it does.",
        Group.SCREEN,
        Scope.APP,
        "app.help",
    ),
    Action(
        "palette",
        ("ctrl+p",),
        "Commands",
        "Find anything that can be done by typing its name.",
        Group.SCREEN,
        Scope.APP,
        "app.command_palette",
    ),
    Action(
        "quit",
        ("q", "ctrl+q"),
        "Leave",
        "Leave the workspace. Everything is saved already.",
        Group.SCREEN,
        Scope.APP,
        "app.quit",
    ),
)
