"""Where a codebook sends coders on to another code: “(use breaks.refused)”."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import regex

from qualcode.model.code import Code, Codebook
from qualcode.model.nearest import nearest_name

_USE = regex.compile(r"\(use ([^()]+)\)")
_BETWEEN = regex.compile(r",? or |,? and |, ")
_APART = regex.compile(rf"({_BETWEEN.pattern})")
_ID = regex.compile(r"[\w-]+(?:\.[\w-]+)*")
_QUOTED = regex.compile(r"[“\"]([^“”\"]+)[”\"]")
_NOT_IN_NAMES = regex.compile(r"[“”\"()]")


@dataclass(frozen=True, slots=True)
class LostReference:
    """A code, by its id in the codebook, that sends coders to one that is not there."""

    code: str
    named: str
    nearest: str | None


def find_lost_references(codebook: Codebook) -> Iterator[LostReference]:
    """Yield each code that is named after “use”, in brackets, and is not in the codebook.

    Words that cannot be an id are no reference: “(use with care)”.
    """
    known = {code.slug for code in codebook}
    for code in codebook:
        for text in (code.definition, code.include, code.exclude):
            for listed in _USE.findall(text):
                for named in _BETWEEN.split(listed):
                    if _ID.fullmatch(named) and named not in known:
                        yield LostReference(code.slug, named, nearest_name(named, known))


def name_references(text: str, labels: Mapping[str, str]) -> str:
    """Return a rule with the codes it sends coders to by label: “(use “Refused breaks”)”.

    `labels` holds them by id within the codebook; what is not among them stays as it is.
    """

    def name(found: regex.Match[str]) -> str:
        return str(_ID.sub(lambda one: _quote(labels, one.group()), found.group()))

    return str(_USE.sub(name, text))


class ReferenceNames:
    """The codes that a codebook's rules may name, by labels that come back as the same codes.

    Of codes that are called alike the whole path is the name; a code whose name would not be found
    again keeps its id. A code of the `codebook` itself goes before those of others.
    """

    def __init__(self, codes: Iterable[Code], codebook: str | None) -> None:
        ordered = sorted(codes, key=lambda code: code.codebook == codebook)
        by_slug = {slug: code for code in ordered for slug in (*code.was, code.slug)}
        held = Counter(name.casefold() for one in ordered for name in {one.label, one.path})
        self._ids = frozenset(by_slug)
        self._names: dict[str, str] = {}
        self._slugs: dict[str, str] = {}
        for slug, code in by_slug.items():
            name = next((one for one in (code.label, code.path) if held[one.casefold()] == 1), "")
            if name and not _NOT_IN_NAMES.search(name) and by_slug[code.slug] is code:
                self._names[slug] = name
                self._slugs[name.casefold()] = code.slug

    def show(self, text: str) -> str:
        """Return a rule as people read it: “(use “Refused breaks”)”."""
        return name_references(text, self._names)

    def read(self, text: str) -> str:
        """Return a rule as the codebook keeps it: “(use breaks.refused)”.

        A name counts with its quotation marks, and without them where it stands alone. What is no
        code's name stays as it was typed.
        """
        return str(_USE.sub(self._read_listed, text))

    def _read_listed(self, found: regex.Match[str]) -> str:
        listed = _QUOTED.sub(lambda one: self._read_name(one[1], one[0]), found[1])
        # A bare word that is an id means that code, whatever another one is called.
        parts = (
            part if part in self._ids else self._read_name(part, part)
            for part in _APART.split(listed)
        )
        return f"(use {''.join(parts)})"

    def _read_name(self, name: str, otherwise: str) -> str:
        return self._slugs.get(" ".join(name.split()).casefold(), otherwise)


def labels_of(codes: Iterable[Code], codebook: str | None) -> dict[str, str]:
    """Return labels by the ids, present and earlier ones, that a codebook's rules may name.

    A code of the codebook itself goes before those of others.
    """
    ordered = sorted(codes, key=lambda code: code.codebook == codebook)
    return {slug: code.label for code in ordered for slug in (*code.was, code.slug)}


def _quote(labels: Mapping[str, str], slug: str) -> str:
    return f"“{labels[slug]}”" if slug in labels else slug
