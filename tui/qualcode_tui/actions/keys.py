"""Keys as people say and write them, and as Textual spells them."""

import string
from collections.abc import Iterable

from textual.binding import Binding
from textual.keys import Keys, format_key

_SAID = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "escape": "Esc",
    "delete": "Del",
    "backspace": "⌫",
    "enter": "Enter",
    "space": "Space",
}
_NAMES = {
    **{said.casefold(): key for key, said in _SAID.items()},
    "return": "enter",
    "page up": "pageup",
    "page down": "pagedown",
    "spacebar": "space",
    "ins": "insert",
}
_NAMED = {
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete"),
    *("backspace", "enter", "escape", "tab", "space"),
    *(f"f{n}" for n in range(1, 13)),
}
_MODIFIERS = ("ctrl", "alt", "shift")
# A terminal sends these as Tab, a new line, Enter and Backspace.
_SENT_AS_OTHERS = {"h", "i", "j", "m"}
_SIGNS = frozenset(string.punctuation)
_KNOWN = {key.value for key in Keys}


def say_key(key: str) -> str:
    """Return a key as people say it: "Ctrl+→", "Shift+↓", "Esc", "m"."""
    *modifiers, last = key.split("+")
    return "+".join([*(modifier.capitalize() for modifier in modifiers), _say_last(last)])


def say_keys(keys: Iterable[str]) -> str:
    """Return keys as people say them: "Enter or c"."""
    return " or ".join(map(say_key, keys))


def read_key(words: str) -> str | None:
    """Return a key in Textual's spelling: "question_mark" for "?", "ctrl+s" for "Ctrl+S".

    None where no terminal sends such a key by itself: "shift+enter", "ctrl+i" (which is Tab).
    """
    if len(words) == 1 and words not in _NAMES:
        return _character(words) if words.isprintable() and words != " " else None
    *before, last = words.strip().split("+")
    modifiers = [modifier.strip().casefold() for modifier in before]
    last = _NAMES.get(last.strip().casefold(), last.strip())
    if len(last) == 1:
        return _combined(modifiers, last)
    last = last.casefold()
    if last not in _NAMED:
        # Unicode names far more than there are keys for.
        return last if not modifiers and format_key(last) in _SIGNS else None
    if not modifiers:
        return last
    key = "+".join([*sorted(modifiers), last])
    return key if key in _KNOWN else None


def _character(character: str) -> str:
    (binding,) = Binding.make_bindings([Binding("comma" if character == "," else character, "key")])
    return binding.key


def _combined(modifiers: list[str], last: str) -> str | None:
    """Return a letter or digit with modifiers, where a terminal can tell it from others."""
    match modifiers:
        case ["shift"] if last.isalpha():
            return last.upper()
        case ["ctrl"] if last.isascii() and last.isalpha():
            return None if last.lower() in _SENT_AS_OTHERS else f"ctrl+{last.lower()}"
        case ["alt"] if last.isascii() and last.isalnum() and not last.isupper():
            return f"alt+{last}"
    return None


def _say_last(key: str) -> str:
    if key in _SAID or len(key) == 1:
        return _SAID.get(key, key)
    sign = format_key(key)
    return sign if key not in _NAMED and len(sign) == 1 else key.capitalize()
