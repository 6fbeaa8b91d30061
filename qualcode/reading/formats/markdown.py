"""Markdown: the lines of facts about a file (YAML front matter) that may stand above its words."""

from collections.abc import Sequence
from dataclasses import replace

import regex

from qualcode.model import Decoded, Replaced
from qualcode.model.words import count
from qualcode.reading.turns.labels import label_key

_MOST_LINES = 200
_FENCE = "---"
_CLOSING = {"---", "..."}
_FIELD = regex.compile(r"(?P<name>[\p{L}_][\p{L}\p{N}_ -]{0,40}):(?:\s+(?P<value>\S.*))?\s*")
_GOES_ON = regex.compile(r"\s+\S.*|-(?:\s.*)?|#.*|\s*")
_TOLD = ("title", "date")
_LONGEST = 100


def split_front_matter(decoded: Decoded) -> tuple[Decoded, tuple[str, ...]]:
    """Return the text below the front matter, and a sentence that tells its title and date.

    Front matter begins in the first line with three hyphens, ends with three more, and has a name
    and a colon in each line between, no name twice. Where a name is also a label below, it is
    talk, and stays.
    """
    lines = decoded.text.split("\n", _MOST_LINES + 1)
    if lines[0].rstrip() != _FENCE:
        return decoded, ()
    last = next((n for n, line in enumerate(lines) if n and line.rstrip() in _CLOSING), 0)
    fields = _read_fields(lines[1:last]) if last else None
    size = sum(len(line) + 1 for line in lines[: last + 1])
    below = decoded.text[size:]
    if not fields or last > _MOST_LINES or not below.strip() or _holds_label(below, fields):
        return decoded, ()
    size += len(below) - len(below.lstrip("\n"))
    replaced = tuple(
        Replaced(gone.position - size, gone.character)
        for gone in decoded.replaced
        if gone.position >= size
    )
    said = [f"{name} “{fields[name]}”" for name in _TOLD if fields.get(name)]
    told = f"The front matter ({count(last + 1, 'line')}) was left out"
    told += f"; it gives the {' and the '.join(said)}." if said else "."
    return replace(decoded, text=decoded.text[size:], replaced=replaced), (told,)


def _read_fields(lines: Sequence[str]) -> dict[str, str] | None:
    """Return the values by name in small letters; None where the lines are no front matter."""
    fields: dict[str, str] = {}
    for line in lines:
        field = _FIELD.fullmatch(line)
        if field:
            name = field["name"].strip().casefold()
            if name in fields:
                return None
            fields[name] = (field["value"] or "").strip().strip("\"'")[:_LONGEST]
        elif not fields or not _GOES_ON.fullmatch(line):
            return None
    return fields


def _holds_label(text: str, fields: dict[str, str]) -> bool:
    starts = {line.partition(":")[0] for line in text.split("\n") if ":" in line[:60]}
    return bool({label_key(start) for start in starts} & {label_key(name) for name in fields})
