"""Keys of one's own: the table `[keys]` of the configuration, as far as it can be followed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import combinations

from qualcode.project.preferences import Entry, config_path, read_fault, read_table
from qualcode_tui.actions.action import Action, Scope, use_keys
from qualcode_tui.actions.keys import read_key, say_key, say_keys

_IN_LISTS = frozenset({"up", "down", "pageup", "pagedown", "home", "end"})
_FIXED = _IN_LISTS | {"enter", "escape", "tab", "shift+tab", "ctrl+c", "ctrl+p", "ctrl+q"}
_READING = frozenset({Scope.TEXT, Scope.READING})
_LISTS = frozenset(
    {
        *(Scope.SOURCES, Scope.PEOPLE, Scope.PERSON, Scope.NOTES, Scope.HISTORY, Scope.TIDY),
        *(Scope.PASSAGES, Scope.PROPOSALS, Scope.CLOSED),
    }
)


@dataclass(frozen=True, slots=True)
class Remapping:
    """Which actions have keys of their user's own, by id, and what of the file was not followed."""

    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    refused: tuple[str, ...] = ()


def use_configured_keys(actions: Iterable[Action]) -> Remapping:
    """Read the configured keys, let the actions be done by them, and say what came of it."""
    fault = read_fault()
    if fault is not None:
        refused = f"{config_path()} is not read, so all keys are the usual ones: {fault}."
        found = Remapping(refused=(refused,))
    else:
        found = remap(read_table("keys"), actions)
    use_keys(found.keys)
    return found


def remap(wanted: Iterable[Entry], actions: Iterable[Action]) -> Remapping:
    """Give actions the keys that a user wants, each for itself; what cannot be is refused.

    `refused` holds a sentence for each line that is not followed: it names file and line.
    """
    by_id = {action.id: action for action in actions}
    keys: dict[str, tuple[str, ...]] = {}
    places: dict[str, str] = {}
    refused = []
    for entry in wanted:
        place = _say_place(entry)
        action = by_id.get(entry.name)
        if action is None:
            refused.append(f"{place}: {_say_unknown(entry.name, by_id)}")
            continue
        read, reason = _read(entry.value, action)
        if reason is None:
            keys[action.id], places[action.id] = read, place
        else:
            refused.append(f"{place}: {reason}")
    while (clash := _first_clash(keys, by_id)) is not None:
        lost, holder, key = clash
        del keys[lost.id]
        usual = say_keys(lost.usual_keys)
        refused.append(
            f"{places[lost.id]}: “{lost.id}” cannot be on {say_key(key)}, where “{holder.id}” is "
            f"on the same screen, so it stays on {usual}; choose another key for one of them."
        )
    return Remapping(keys, tuple(refused))


def share_a_screen(one: Scope, other: Scope) -> bool:
    """Say whether actions of two scopes can be done on one screen, so that no key is for both."""
    both = {one, other}
    if one is other or Scope.APP in both:
        return True
    if _READING & both:
        return both <= _READING
    return Scope.STEP in both or (Scope.LIST in both and bool(_LISTS & both))


def _read(value: object, action: Action) -> tuple[tuple[str, ...], str | None]:
    """Return the keys that are wanted for an action, and why that cannot be."""
    words = _split(value)
    if not words:
        return (), f'write the key of “{action.id}” in quotation marks, as in "f2" or "x, f2".'
    found = []
    for word in words:
        key = read_key(word)
        if key is None:
            return (), (
                f"a terminal sends no key “{word}” by itself; write a letter or a sign, or a name "
                "as in f2, space, ctrl+s, alt+s, shift+right."
            )
        if key in _FIXED and key not in action.usual_keys and not _may_move(action, key):
            return (), (
                f"{say_key(key)} does the same on every screen and cannot be given to "
                f"“{action.id}”; choose another key."
            )
        found.append(key)
    return tuple(dict.fromkeys(found)), None


def _split(value: object) -> list[str]:
    if isinstance(value, str):
        # A comma alone is a key; else it parts keys.
        words = [value] if value.strip() == "," else value.split(",")
        return [word.strip() for word in words if word.strip()]
    if isinstance(value, list) and all(isinstance(word, str) for word in value):
        return [word.strip() for word in value if word.strip()]
    return []


def _may_move(action: Action, key: str) -> bool:
    return action.scope is Scope.TEXT and key in _IN_LISTS


def _first_clash(
    keys: Mapping[str, tuple[str, ...]], by_id: Mapping[str, Action]
) -> tuple[Action, Action, str] | None:
    """Return a remapped action, another one of its screens, and a key that both would have.

    Of two that are remapped it is the one further down in the file.
    """
    order = list(keys)
    holders: dict[str, list[Action]] = {}
    for action in by_id.values():
        for key in keys.get(action.id, action.usual_keys):
            holders.setdefault(key, []).append(action)
    clashes = [
        (pair, key)
        for key, several in holders.items()
        for pair in combinations(several, 2)
        if share_a_screen(pair[0].scope, pair[1].scope) and keys.keys() & {a.id for a in pair}
    ]
    if not clashes:
        return None

    def rank(action: Action) -> int:
        return order.index(action.id) if action.id in keys else -1

    pair, key = max(clashes, key=lambda clash: max(map(rank, clash[0])))
    holder, lost = sorted(pair, key=rank)
    return lost, holder, key


def _say_place(entry: Entry) -> str:
    line = f", line {entry.line}" if entry.line else ""
    return f"{config_path()}{line}"


def _say_unknown(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), 1)
    meant = f"did you mean “{near[0]}”" if near else "“qualcode keys” lists those there are"
    sign = "?" if near else "."
    return f"there is no action “{name}”; {meant}{sign}"
