"""Where a codebook sends coders on to another code: “(use breaks.refused)”."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import regex

from qualcode.model.code import Code, Codebook
from qualcode.model.nearest import nearest_name

_USE = regex.compile(r"\(use ([^()]+)\)")
_BETWEEN = regex.compile(r",? or |,? and |, ")
_ID = regex.compile(r"[\w-]+(?:\.[\w-]+)*")


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


def labels_of(codes: Iterable[Code], codebook: str | None) -> dict[str, str]:
    """Return labels by the ids, present and earlier ones, that a codebook's rules may name.

    A code of the codebook itself goes before those of others.
    """
    ordered = sorted(codes, key=lambda code: code.codebook == codebook)
    return {slug: code.label for code in ordered for slug in (*code.was, code.slug)}


def _quote(labels: Mapping[str, str], slug: str) -> str:
    return f"“{labels[slug]}”" if slug in labels else slug
