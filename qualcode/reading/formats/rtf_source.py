"""A Rich Text source made ready for striprtf: nothing in it but running text, fonts and stand-ins.

striprtf writes cells with bars and drops notes and comments. So what is laid out is announced by
code points that are for ever no characters, and told apart again in the text that comes out.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

import regex

from qualcode.reading.formats.marks import MARK, mark_end, mark_start
from qualcode.reading.formats.rtf_groups import Group, Part, Token

CELL, ROW, TABLE, LINE = "\ufdd1", "\ufdd2", "\ufdd3", "\ufdd4"
NOTE, NOTE_END, REMARK, AUTHOR_END, REMARK_END = "\ufdd5", "\ufdd6", "\ufdd7", "\ufdd8", "\ufdd9"
_STAND_INS = {"cell": CELL, "row": ROW, "trowd": TABLE, "line": LINE}
_ONE_LINE = {"nestcell": " ", "nestrow": "\\par "}
_TAKEN = range(ord(MARK), ord(REMARK_END) + 1)
_RAW = regex.compile(r"[\x80-\xff]")
_PAGES = {
    *("header", "headerl", "headerr", "headerf"),
    *("footer", "footerl", "footerr", "footerf"),
}
_PICTURES = {"pict", "shppict", "object", "shp"}
_LISTED = {"listtext", "pntext"}
_PASSED_OVER = {"fldinst", "nonshppict", "atnid", "atndate", "atnref", "atnparent", "atnicn"}
_CODE_PAGES = {"ansicpg", "fcharset", "cpg"}
_MOST_FONTS = 1_000


class Source:
    """The source of a document. `counts` says how often something was taken out, by sort.

    `dates` has the date of each comment as the source writes it, or None.
    """

    def __init__(self, root: Group, *, own_code_page: bool) -> None:
        self.counts: Counter[str] = Counter()
        annotations = [group for group in root.below() if group.name == "annotation"]
        self.dates = [_number_of(group, "atndate") for group in annotations]
        references = [_number_of(group, "atnref") for group in annotations]
        starts = {group.number for group in root.below() if group.name == "atrfstart"}
        self._numbers = {r: n for n, r in enumerate(references) if r is not None and r in starts}
        self._ranged = set(self._numbers.values())
        self._annotated = 0
        self._author: list[Part] = []
        self._own_code_page = own_code_page
        self._root = Group(list(self._clean(root.parts)))

    def write(self) -> str:
        """Return the source."""
        return "".join(self._root.write())

    def _clean(self, parts: Iterable[Part]) -> Iterator[Part]:
        for part in parts:
            if isinstance(part, Group):
                yield from self._replace(part)
            elif part.word in _STAND_INS:
                yield from _stand_in(_STAND_INS[part.word])
            elif part.word in _ONE_LINE:
                yield Token(_ONE_LINE[part.word])
            elif part.word == "u" and (part.number or 0) % 0x10000 in _TAKEN:
                yield Token("?")
            elif self._own_code_page or part.word not in _CODE_PAGES:
                self.counts["inserted"] += part.word == "revised"
                yield _without_raw_bytes(part)

    def _replace(self, group: Group) -> Iterator[Part]:
        name = group.name
        if "deleted" in group.words:
            self.counts["deleted"] += 1
        elif name in _PAGES:
            self.counts["pages"] += any(map(_has_words, group.below()))
        elif name in _PICTURES:
            boxed = any(inner.name == "shptxt" for inner in group.below())
            self.counts["text box" if boxed else "picture"] += 1
        elif name in _LISTED:
            self.counts["item"] += _has_sign(group)
        elif name not in _PASSED_OVER:
            yield from self._take_in(group, name)

    def _take_in(self, group: Group, name: str) -> Iterator[Part]:
        if name == "fonttbl":
            yield from self._fonts(group)
        elif name == "footnote":
            yield from self._enclose(NOTE, group.parts, NOTE_END)
        elif name == "atnauthor":
            self._author = group.parts
        elif name in {"atrfstart", "atrfend"}:
            yield from self._anchor(group)
        elif name == "annotation":
            yield from self._annotate(group)
        else:
            yield Group(list(self._clean(group.parts)))

    def _fonts(self, group: Group) -> Iterator[Part]:
        """Yield the fonts and their code pages alone, a line each: the rest is slow to search."""
        fonts = [_facts(one) for one in group.below()][:_MOST_FONTS]
        lines = [f"{{\\f{f}\\fcharset{charset} x;}}\n" for f, charset in fonts if f is not None]
        if self._own_code_page:
            yield Group([Token("\\fonttbl", "fonttbl"), *map(Token, lines)])

    def _enclose(self, before: str, parts: list[Part], after: str) -> Iterator[Part]:
        """Yield a group with the parts of a destination that are to be read as text."""
        running = [p for p in parts if not isinstance(p, Token) or not _opens_destination(p)]
        yield Group([*_stand_in(before), *self._clean(running), *_stand_in(after)])

    def _anchor(self, group: Group) -> Iterator[Part]:
        n = None if group.number is None else self._numbers.get(group.number)
        if n is not None:
            yield from _stand_in((mark_start if group.name == "atrfstart" else mark_end)(n))

    def _annotate(self, group: Group) -> Iterator[Part]:
        n = self._annotated
        self._annotated += 1
        if n not in self._ranged:
            yield from _stand_in(mark_start(n) + mark_end(n))
        yield from self._enclose(REMARK, self._author, AUTHOR_END)
        yield from self._enclose("", group.parts, REMARK_END)
        self._author = []


def _stand_in(characters: str) -> Iterator[Token]:
    for character in characters:
        if character.isascii():
            yield Token(character)
        else:
            yield Token(f"\\u{ord(character) - 0x10000}?", "u")


def _without_raw_bytes(token: Token) -> Token:
    """Return the token with bytes above ASCII written as such, for the code page to decode."""
    if token.word or token.source.isascii():
        return token
    return Token(_RAW.sub(lambda match: f"\\'{ord(match.group()):02x}", token.source))


def _number_of(group: Group, name: str) -> int | None:
    """Return the number that the part of an annotation with this name holds."""
    parts = (part for part in group.parts if isinstance(part, Group) and part.name == name)
    return next((part.number for part in parts), None)


def _facts(group: Group) -> tuple[int | None, int]:
    """Return the number of a font and of its character set."""
    numbers = {p.word: p.number for p in group.parts if isinstance(p, Token)}
    return numbers.get("f"), numbers.get("fcharset") or 0


def _opens_destination(token: Token) -> bool:
    return token.source == "\\*" or token.word in {"footnote", "annotation", "atnauthor", "ftnalt"}


def _has_words(group: Group) -> bool:
    return any(
        isinstance(part, Token) and not part.word and any(map(str.isalnum, part.source))
        for part in group.parts
    )


def _has_sign(group: Group) -> bool:
    """Say whether a list's text is a bullet or number, and not the blank before a heading."""
    signs = {"u", "bullet"} & set(group.words)
    raw = (p.source for p in group.parts if isinstance(p, Token) and not p.word)
    return bool(signs) or any(source.startswith("\\'") or source.strip() for source in raw)
