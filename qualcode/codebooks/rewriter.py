"""A codebook's file brought to what the codebook is now, comments, order and wording kept.

Only the lines of fields that differ are written anew. A library's round trip would lay out the
whole file in its own way, and lose characters of long texts.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from qualcode.codebooks._outline import CODES, Block, Segment, UnknownShapeError, read_outline
from qualcode.codebooks.errors import CodebookError
from qualcode.codebooks.parser import parse_codebook
from qualcode.codebooks.writer import (
    STEP,
    dump_codebook,
    write_code,
    write_examples,
    write_field,
    write_row,
)
from qualcode.model.code import Code, Codebook

_TOP = ("codebook", "label", "description", "source", "licence", CODES)
_ROWS = {"was": "was", "other labels": "other_labels", "keywords": "keywords"}
_TEXTS = ("label", "definition", "include", "exclude", "colour")
_FIELDS = ("id", "label", "was", "other labels", "definition", "include", "exclude", "examples")
Write: TypeAlias = Callable[[str], Iterator[str]]
_RANKS = {name: n for n, name in enumerate((*_FIELDS, "keywords", "colour", "parent", CODES))}


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The text of a file; `kept` says whether what was laid out by hand could be kept."""

    text: str
    kept: bool


def rewrite_codebook(text: str, name: str, codebook: Codebook) -> Rewritten:
    """Return a codebook's file with what differs from the codebook changed, and all else as it is.

    Codes are known by their ids, also by those in `was`. A code that is no longer there goes, with
    its lines; a new one stands behind its sister. Where the file is laid out in a way that cannot
    be followed, it is written anew. `name` is what errors call the file.

    Raises CodebookError where the text is no codebook.
    """
    written = dump_codebook(codebook)
    before, wanted = parse_codebook(text, name), parse_codebook(written, name)
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    try:
        lines = _Rewriting(read_outline(plain), before, wanted).lines()
        again = "\n".join(lines) + "\n"
        kept = parse_codebook(again, name) == wanted
    except (UnknownShapeError, CodebookError):
        kept = False
    if not kept:
        return Rewritten(written, kept=False)
    return Rewritten(again.replace("\n", "\r\n") if "\r\n" in text else again, kept=True)


class _Rewriting:
    """One file, the codebook it was, and the one it is to be."""

    def __init__(self, root: Block, before: Codebook, wanted: Codebook) -> None:
        self._root, self._before, self._wanted = root, before, wanted
        self._old = {code.slug: code for code in before}
        self._new = {code.slug: code for code in wanted}
        self._slugs = {code.id: code.slug for code in (*before, *wanted)}
        self._was = {
            self._find_old(code): code.slug for code in wanted if self._find_old(code) is not None
        }
        self._blocks = {block.slug: block for block in _walk(root) if block.slug is not None}
        self._above = {
            child.slug: block.slug for block in (root, *_walk(root)) for child in block.children
        }
        self._leads: dict[str, list[str]] = {}
        self._drop_changed_wholes()
        self._members = self._gather()

    def lines(self) -> Iterator[str]:
        """Yield the lines of the file as it is to be."""
        self._change_top()
        head = self._root.find(CODES)
        for segment in self._root.segments:
            if segment is head:
                yield from segment.lead
                yield from self._codes(self._root, None, segment)
            else:
                yield from (*segment.lead, *segment.lines)
        yield from self._root.tail

    # Which code of the file is which, and where it is to stand

    def _find_old(self, code: Code) -> str | None:
        return next((slug for slug in (code.slug, *code.was) if slug in self._old), None)

    def _parent(self, code: Code) -> str | None:
        return self._slugs[code.parent] if code.parent else None

    def _same_parent(self, old: Code, new: Code) -> bool:
        above = self._parent(old)
        return (self._was.get(above) if above else None) == self._parent(new) and (
            above is None or above in self._was
        )

    def _drop_changed_wholes(self) -> None:
        """Let go of codes in braces that differ, so that they are written anew."""
        for slug, block in list(self._blocks.items()):
            if not block.is_whole or slug is None:
                continue
            inside = {slug, *_under(self._before, self._old[slug])}
            same = all(
                one in self._was
                and self._was[one] == one
                and not any(self._differing(self._old[one], self._new[one]))
                and self._same_parent(self._old[one], self._new[one])
                for one in inside
            )
            now = {slug, *_under(self._wanted, self._new[slug])} if same else set()
            if now != inside:
                self._leads[slug] = block.lead
                del self._blocks[slug]

    def _covered(self) -> set[str]:
        """Return the codes that stand within the braces of another."""
        return {
            one
            for slug, block in self._blocks.items()
            if block.is_whole and slug is not None
            for one in _under(self._before, self._old[slug])
        }

    def _gather(self) -> dict[str | None, list[str]]:
        """Return, by the code they are nested under in the file, the codes in their new order."""
        covered = self._covered()
        members: dict[str | None, list[str]] = {}
        for code in self._wanted:
            if code.slug not in covered:
                members.setdefault(self._home(code), []).append(code.slug)
        return {home: self._arrange(home, slugs) for home, slugs in members.items()}

    def _home(self, code: Code) -> str | None:
        """Return the code that a code is to be nested under in the file."""
        old = self._find_old(code)
        block = self._blocks.get(old or "")
        if old is not None and block is not None:
            above = self._above[old]
            if above is None and block.find("parent") is not None:
                return None
            if above is not None and self._same_parent(self._old[old], code):
                return self._was[above]
            if above is None and self._parent(code) is None:
                return None
        return self._parent(code)

    def _arrange(self, home: str | None, slugs: list[str]) -> list[str]:
        """Put codes in the order of the file, new ones behind the one they come after.

        `slugs` come in the order they are to be read in. Where those of the file are to be read in
        another order than before, all take the new one.
        """
        stay = [one for one in slugs if self._stays(home, one)]
        read = [self._was[code.slug] for code in self._before if code.slug in self._was]
        if [one for one in read if one in stay] != stay:
            return slugs
        place = {slug: n for n, slug in enumerate(self._blocks)}
        order = sorted(stay, key=lambda one: place[self._find_old(self._new[one]) or ""])
        for n, one in enumerate(slugs):
            if one not in stay:
                before = next((other for other in reversed(slugs[:n])), None)
                order.insert(0 if before is None else order.index(before) + 1, one)
        return order

    def _stays(self, home: str | None, slug: str) -> bool:
        old = self._find_old(self._new[slug])
        if old is None or old not in self._blocks:
            return False
        above = self._above[old]
        return (self._was.get(above) if above else None) == home

    # Writing

    def _codes(self, block: Block, home: str | None, segment: Segment | None) -> Iterator[str]:
        members = self._members.get(home, [])
        comment = "".join(f"  {one}" for one in segment.comments) if segment else ""
        if members:
            column = block.segments[0].column
            if segment is not None and block.children:
                yield from segment.lines
            else:
                yield f"{' ' * column}codes:{comment}"
            dash = block.children[0].column if block.children else column + len(STEP)
            for slug in members:
                yield from self._code(self._new[slug], dash)
        elif home is None:
            yield f"codes: []{comment}"

    def _code(self, code: Code, dash: int) -> Iterator[str]:
        old = self._find_old(code)
        block = self._blocks.get(old or "")
        if block is None or old is None:
            block = Block(code.slug, dash, lead=self._leads.get(old or "", []))
            lines = list(write_code(code, " " * dash))
            block.segments = [Segment("id", dash + len(STEP), lines)]
        elif not block.is_whole:
            self._change(block, self._old[old], code)
        body = [*block.lead]
        if block.is_whole:
            body += block.lines
        for segment in block.segments:
            if segment.key != CODES:
                body += [*segment.lead, *segment.lines]
        yield from _shift(body, dash - block.column)
        nested = list(self._codes(block, code.slug, block.find(CODES)))
        yield from _shift(nested, dash - block.column)
        yield from _shift(block.tail, dash - block.column)

    def _change(self, block: Block, old: Code, new: Code) -> None:
        """Write the fields of a code anew that differ."""
        for key, write in self._differing(old, new):
            _put(block, key, write, _RANKS)
        above = self._parent(new)
        if block.find("parent") is not None and above != self._parent(old):
            # Beside its parent's name a code stands at the top; nested, it needs none.
            named = above or "" if self._above[old.slug] is None else ""
            _put(block, "parent", _text_writer("parent", named), _RANKS)

    @staticmethod
    def _differing(old: Code, new: Code) -> Iterator[tuple[str, Write]]:
        """Yield the fields that differ, each with what writes it at an indent."""
        if old.slug != new.slug:
            yield "id", lambda indent: write_field("id", new.slug, indent)
        for name in _TEXTS:
            if getattr(old, name) != getattr(new, name):
                yield name, _text_writer(name, getattr(new, name) or "")
        for key, name in _ROWS.items():
            if getattr(old, name) != getattr(new, name):
                yield key, _row_writer(key, getattr(new, name))
        if old.examples != new.examples:
            yield "examples", lambda indent: write_examples(new.examples, indent)

    def _change_top(self) -> None:
        ranks = {name: n for n, name in enumerate(_TOP)}
        for key in _TOP[:-1]:
            name = "id" if key == "codebook" else key
            value = getattr(self._wanted, name)
            if getattr(self._before, name) != value:
                _put(self._root, key, _text_writer(key, value), ranks)


def _text_writer(name: str, text: str) -> Write:
    return lambda indent: write_field(name, text, indent)


def _row_writer(name: str, texts: Sequence[str]) -> Write:
    return lambda indent: write_row(name, texts, indent)


def _put(block: Block, key: str, write: Write, ranks: Mapping[str, int]) -> None:
    """Write a field anew in its place, or where it belongs; one with nothing in it goes."""
    found = block.find(key)
    column = block.segments[0].column
    lines = list(write(" " * column))
    if found is None:
        behind = [n for n, one in enumerate(block.segments) if n and ranks[one.key] > ranks[key]]
        segment = Segment(key, column, lines)
        block.segments.insert(behind[0] if behind else len(block.segments), segment)
        return
    above = [f"{' ' * column}{comment}" for comment in found.comments]
    if not lines:
        block.segments.remove(found)
        below = next(iter(block.segments[1:]), None)
        if below is None:
            block.tail = [*found.lead, *above, *block.tail]
        else:
            below.lead = [*found.lead, *above, *below.lead]
        return
    if found is block.segments[0]:
        # The first field stands behind the hyphen of its code.
        lines[0] = found.lines[0][: found.column] + lines[0][column:]
        block.lead += [line[column - block.column :] for line in above if len(lines) > 1]
    if len(lines) == 1:
        lines[0] += "".join(f"  {comment}" for comment in found.comments)
    elif found is not block.segments[0]:
        found.lead += above
    found.lines = lines


def _walk(block: Block) -> Iterator[Block]:
    """Yield the blocks under a block, in the order of the file."""
    for child in block.children:
        yield child
        yield from _walk(child)


def _under(codebook: Codebook, code: Code) -> Iterator[str]:
    """Yield the ids of the codes that stand under one, however deep."""
    below = {code.id}
    for one in codebook:
        if one.parent in below:
            below.add(one.id)
            yield one.slug


def _shift(lines: Sequence[str], by: int) -> Iterator[str]:
    """Yield lines further to the right, or to the left as far as there are blanks."""
    for line in lines:
        if by >= 0:
            yield " " * by + line if line.strip() else line
        else:
            yield line[min(-by, len(line) - len(line.lstrip(" "))) :]
