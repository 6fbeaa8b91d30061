"""From the model to a codebook's file.

The YAML is written here and not by a library, since the round-trip writer of ruamel.yaml loses
characters where it wraps quoted text, and writes rows with a “?” that do not read back.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from textwrap import wrap

from qualcode.codebooks.errors import UnknownParentError
from qualcode.model.code import Code, Codebook

WIDTH = 100
STEP = "  "
_TOP = ("description", "source", "licence")
_TEXTS = ("definition", "include", "exclude")
_BARE = re.compile(r"[^\W\d_][\w ,.;?!'’‘“”()/–—%£-]*(?<! )")
# Bare, these words would be no words to some reader of YAML.
_VALUES = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


def dump_codebook(codebook: Codebook) -> str:
    """Return a codebook as YAML, children nested under their parents, empty fields left out.

    What `parse_codebook` gave is written so that it reads back equal. A code made elsewhere gets,
    on reading, the id and path that follow from this codebook.

    Raises UnknownParentError where a code's parent is not in the codebook.
    """
    children = _children(codebook)
    lines = [f"codebook: {_text(codebook.id)}", f"label: {_text(codebook.label)}"]
    for name in _TOP:
        lines += write_field(name, getattr(codebook, name), "")
    tops = children.get(None, [])
    lines.append("codes:" if tops else "codes: []")
    for code in tops:
        lines += _code(code, children, STEP)
    return "\n".join(lines) + "\n"


def _children(codebook: Codebook) -> dict[str | None, list[Code]]:
    slugs = {code.id: code.slug for code in codebook}
    children: dict[str | None, list[Code]] = {}
    for code in codebook:
        if code.parent is not None and code.parent not in slugs:
            raise UnknownParentError(codebook.id, code.slug, code.parent, list(slugs.values()))
        children.setdefault(code.parent, []).append(code)
    return children


def _code(code: Code, children: Mapping[str | None, list[Code]], indent: str) -> Iterator[str]:
    yield from write_code(code, indent)
    if code.id in children:
        yield f"{indent}{STEP}codes:"
        for child in children[code.id]:
            yield from _code(child, children, indent + STEP * 2)


def write_code(code: Code, indent: str) -> Iterator[str]:
    """Yield the lines of a code without those under it; its hyphen stands after the indent."""
    inner = indent + STEP
    yield f"{indent}- id: {_text(code.slug)}"
    yield f"{inner}label: {_text(code.label)}"
    yield from write_row("was", code.was, inner)
    yield from write_row("other labels", code.other_labels, inner)
    for name in _TEXTS:
        yield from write_field(name, getattr(code, name), inner)
    yield from write_examples(code.examples, inner)
    yield from write_row("keywords", code.keywords, inner)
    yield from write_field("colour", code.colour or "", inner)


def write_field(name: str, text: str, indent: str) -> Iterator[str]:
    """Yield the lines of a field that is text; none where it is empty."""
    if text:
        yield from _wrapped(f"{indent}{name}: ", text, indent + STEP)


def write_row(name: str, texts: Iterable[str], indent: str) -> Iterator[str]:
    """Yield the line of a field that is a short list; none where it is empty."""
    words = [_quoted(text) if set(text) & set(",?") else _text(text) for text in texts]
    if words:
        yield f"{indent}{name}: [{', '.join(words)}]"


def write_examples(examples: Iterable[str], indent: str) -> Iterator[str]:
    """Yield the lines of the examples, each on lines of its own; none where there are none."""
    listed = list(examples)
    if listed:
        yield f"{indent}examples:"
    for example in listed:
        yield from _wrapped(f"{indent}{STEP}- ", example, indent + STEP * 2)


def _wrapped(start: str, text: str, indent: str) -> Iterator[str]:
    """Write a text on one line, or as a folded block where it is long and folding keeps it."""
    line = start + _text(text)
    if len(line) <= WIDTH or not text.isprintable() or "" in text.split(" "):
        yield line
        return
    yield start + ">-"
    width = max(WIDTH - len(indent), WIDTH // 2)
    for part in wrap(text, width, break_long_words=False, break_on_hyphens=False):
        yield indent + part


def _text(text: str) -> str:
    """Write a text on one line: bare where no reader of YAML can mistake it, else quoted."""
    if _BARE.fullmatch(text) and text.isprintable() and text.casefold() not in _VALUES:
        return text
    return _quoted(text)


def _quoted(text: str) -> str:
    # A JSON string is a YAML string (YAML 1.2.2, section 1.1), once what YAML calls not printable
    # is escaped.
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() else _escape(c) for c in quoted)


def _escape(character: str) -> str:
    point = ord(character)
    return f"\\U{point:08x}"
