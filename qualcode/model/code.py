"""A code and the codebook it comes from."""

from collections.abc import Iterator
from dataclasses import dataclass

from qualcode.model.ids import content_id

SEPARATOR = " › "


@dataclass(frozen=True, slots=True)
class Code:
    """One theme: what it is called and when it applies.

    `slug` is its id within its codebook ("assessment.never"); `parent` is the id (not the slug) of
    the code above it, or None; `path` is the labels from the top, joined by " › ". `was` are the
    slugs it had earlier, so that codings made under them are still its own.
    """

    id: str
    slug: str
    label: str
    other_labels: tuple[str, ...] = ()
    definition: str = ""
    include: str = ""
    exclude: str = ""
    examples: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    colour: str | None = None
    parent: str | None = None
    codebook: str | None = None
    path: str = ""
    was: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Codebook:
    """A tree of codes, parents before children, in the order its author gave.

    `source` is the citation of where the themes come from, `licence` what others may do with them.
    """

    id: str
    label: str
    codes: tuple[Code, ...]
    description: str = ""
    source: str = ""
    licence: str = ""

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __len__(self) -> int:
        return len(self.codes)


def code_id(codebook: str, slug: str) -> str:
    """Return the id of a codebook's code: the same in every project that loads the codebook."""
    return content_id("code", codebook, slug)
