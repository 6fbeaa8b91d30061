"""What can be done on every list: a part of the registry of actions."""

from qualcode_tui.actions.action import Action, Group, Scope


def _list(name: str, keys: str, act: str, label: str, help_: str) -> Action:
    return Action(f"list.{name}", tuple(keys.split()), label, help_, Group.LISTS, Scope.LIST, act)


def _of(scope: Scope, name: str, keys: str, act: str, label: str, help_: str) -> Action:
    return Action(name, tuple(keys.split()), label, help_, Group.LISTS, scope, act)


_EVERY: tuple[Action, ...] = (
    _list(
        "filter",
        "slash",
        "filter",
        "Narrow by words",
        "Type words, and the list shows only the rows that have them. Esc shows all again.",
    ),
    _list(
        "variable",
        "v",
        "narrow",
        "Narrow by a fact",
        "Show only the rows of one site, role, kind or whatever is known of them.",
    ),
    _list("sort", "o", "sort", "Order", "Choose by which column the list is ordered."),
    _list(
        "save",
        "ctrl+s",
        "save_list",
        "Save the list",
        "Save the rows that are shown as a Word file or an Excel file.",
    ),
    _list("copy", "y", "copy_row", "Copy the row", "Copy the highlighted row, to paste elsewhere."),
)

_SOURCES: tuple[Action, ...] = (
    _of(
        Scope.SOURCES,
        "sources.search",
        "ctrl+f",
        "app.search",
        "Search all sources",
        "Search the words of every source, and go to what is found.",
    ),
    _of(
        Scope.SOURCES,
        "sources.edit",
        "e",
        "edit",
        "Change a source",
        "Change the short name, the kind, the form or the site of the highlighted source.",
    ),
    _of(
        Scope.SOURCES,
        "sources.note",
        "w",
        "note",
        "Note on a source",
        "Write a note on the highlighted source.",
    ),
)

_PEOPLE: tuple[Action, ...] = (
    _of(
        Scope.PEOPLE,
        "people.edit",
        "e",
        "edit",
        "Change a person",
        "Change what is known of the highlighted person: kind, role, site, consent or other facts.",
    ),
    _of(
        Scope.PEOPLE,
        "people.note",
        "w",
        "note",
        "Note on a person",
        "Write a note on the highlighted person.",
    ),
    _of(
        Scope.PEOPLE,
        "people.join",
        "j",
        "join",
        "Two are one",
        "Say that the highlighted person and another one are the same person.",
    ),
    _of(
        Scope.PEOPLE,
        "people.write",
        "W",
        "write_sheet",
        "Write spreadsheet",
        "Write a spreadsheet of the people, to fill in what is known of them.",
    ),
    _of(
        Scope.PEOPLE,
        "people.read",
        "R",
        "read_sheet",
        "Read spreadsheet",
        "Read the spreadsheet of the people back; what it changes is shown first.",
    ),
)

_PERSON: tuple[Action, ...] = (
    _of(
        Scope.PERSON,
        "person.note",
        "w",
        "note",
        "Note on this person",
        "Write a note on the person whose page it is.",
    ),
)

_NOTES: tuple[Action, ...] = (
    _of(
        Scope.NOTES,
        "notes.edit",
        "e",
        "edit",
        "Change a note",
        "Change the words of the highlighted note.",
    ),
    _of(
        Scope.NOTES,
        "notes.delete",
        "x delete",
        "delete",
        "Delete a note",
        "Delete the highlighted note; an undo brings it back.",
    ),
    _of(
        Scope.NOTES,
        "notes.new",
        "w",
        "new",
        "Note on the study",
        "Write a note on the study as a whole.",
    ),
)

_HISTORY: tuple[Action, ...] = (
    _of(
        Scope.HISTORY,
        "history.revert",
        "x r",
        "revert",
        "Undo this act",
        "Undo the highlighted act alone, whoever did it; bring it back where it is undone.",
    ),
    _of(
        Scope.HISTORY,
        "history.go-to",
        "g",
        "go_to",
        "Go to the words",
        "Open the source at the words that the highlighted act is about.",
    ),
)

_TIDY: tuple[Action, ...] = (
    _of(
        Scope.TIDY,
        "tidy.seen",
        "x delete",
        "see",
        "Seen",
        "Say that you have seen what an import left out, and take it off this list.",
    ),
)

LISTS: tuple[Action, ...] = (
    *_EVERY,
    *_SOURCES,
    *_PEOPLE,
    *_PERSON,
    *_NOTES,
    *_HISTORY,
    *_TIDY,
)
