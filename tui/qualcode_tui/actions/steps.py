"""What can be done on the screens around the text: a part of the registry of actions."""

from qualcode_tui.actions.action import Action, Group, Scope


def _step(name: str, keys: str, act: str, label: str, help_: str) -> Action:
    return Action(f"step.{name}", tuple(keys.split()), label, help_, Group.STEPS, Scope.STEP, act)


def _files(scope: Scope, name: str, keys: str, act: str, label: str, help_: str) -> Action:
    return Action(name, tuple(keys.split()), label, help_, Group.FILES, scope, act)


def _result(scope: Scope, name: str, keys: str, act: str, label: str, help_: str) -> Action:
    return Action(name, tuple(keys.split()), label, help_, Group.RESULTS, scope, act)


STEP_ACTIONS: tuple[Action, ...] = (
    _step("choose", "enter", "choose", "Choose", "Open or choose what is highlighted."),
    _step("next", "n", "go_on", "Next", "Do what the bar at the foot offers to do next."),
    _step("back", "escape", "back", "Back", "Go back to where you came from."),
    _step("undo", "u ctrl+z", "undo", "Undo", "Undo what you did last, wherever that was."),
    _step("redo", "U ctrl+r ctrl+y", "redo", "Redo", "Do again what you undid last."),
    Action(
        "recent.forget",
        ("x", "delete"),
        "Take off the list",
        "Take a recent project off the list. The file itself is left alone.",
        Group.STEPS,
        Scope.HOME,
        "forget",
    ),
    _files(
        Scope.FILES,
        "files.tick",
        "space",
        "tick",
        "Tick a file",
        "Choose the highlighted file or folder, or let it go again.",
    ),
    _files(Scope.FILES, "files.up", "backspace", "up", "Folder above", "Go to the folder above."),
    _files(
        Scope.FILES,
        "files.path",
        "slash",
        "type_path",
        "Type a path",
        "Type or paste where a file or a folder is.",
    ),
    _files(
        Scope.PREVIEW,
        "preview.change",
        "right space",
        "change(1)",
        "Change",
        "Take the highlighted thing for what it can be next; Enter shows all it can be.",
    ),
    _files(
        Scope.PREVIEW,
        "preview.change-back",
        "left",
        "change(-1)",
        "Change back",
        "Take the highlighted thing for what came before.",
    ),
    _files(
        Scope.PREVIEW,
        "preview.leave-out",
        "x delete",
        "leave_out",
        "Leave a file out",
        "Leave the file out, or take it in again.",
    ),
    _files(
        Scope.BOOKS,
        "books.file",
        "f",
        "choose_file",
        "A file of your own",
        "Take the themes from a codebook file of your own (.yaml).",
    ),
    _files(
        Scope.BOOKS,
        "books.themes-on",
        "right",
        "scroll_themes(1)",
        "More of its themes",
        "Read on in the themes of the highlighted codebook.",
    ),
    _files(
        Scope.BOOKS,
        "books.themes-back",
        "left",
        "scroll_themes(-1)",
        "Themes before",
        "Go back in the themes of the highlighted codebook.",
    ),
    _result(
        Scope.COUNTS,
        "counts.by",
        "right",
        "by(1)",
        "Count by the next",
        "Count by the next thing that is known of people, as site or role.",
    ),
    _result(
        Scope.COUNTS,
        "counts.by-back",
        "left",
        "by(-1)",
        "Count by the last",
        "Count by what came before.",
    ),
    _result(
        Scope.COUNTS,
        "counts.sideways",
        "shift+right",
        "sideways(1)",
        "Columns to the right",
        "Show the columns of a wide table that lie further to the right.",
    ),
    _result(
        Scope.COUNTS,
        "counts.sideways-back",
        "shift+left",
        "sideways(-1)",
        "Columns to the left",
        "Go back to the columns further to the left.",
    ),
    _result(
        Scope.COUNTS,
        "counts.unit",
        "w",
        "unit",
        "What is counted",
        "Count people, conversations, respondents or quotations.",
    ),
    _result(
        Scope.COUNTS,
        "counts.save",
        "s ctrl+s",
        "save",
        "Save the table",
        "Write the table to a file: for Excel, for Word, or for any spreadsheet.",
    ),
    _result(
        Scope.COUNTS,
        "counts.closed",
        "c",
        "closed",
        "Closed questions",
        "Count the answers to a closed question of a survey.",
    ),
    _result(
        Scope.CLOSED,
        "closed.by",
        "b",
        "by",
        "Count by",
        "Choose what the answers are counted by, as role or site.",
    ),
    _result(
        Scope.QUOTATIONS,
        "quotations.tick",
        "space",
        "tick",
        "Tick a theme",
        "Take the highlighted theme, or leave it out.",
    ),
    _result(
        Scope.QUOTATIONS,
        "quotations.all",
        "a",
        "all",
        "All or none",
        "Take every theme; press again to let all of them go.",
    ),
    _result(
        Scope.QUOTATIONS,
        "quotations.starred",
        "asterisk",
        "starred",
        "Only starred",
        "Take only passages that somebody marked with a star; press again for all of them.",
    ),
)
