"""Where a codebook sends coders on to another code: “(use breaks.refused)”."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from qualcode.model.code import Codebook
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
