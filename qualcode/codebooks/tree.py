"""From codes as a file lists them to a tree, depth first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qualcode.codebooks.errors import (
    CircleOfParentsError,
    DuplicateCodeError,
    EarlierIdError,
    Place,
    RefusedYamlError,
    TwoParentsError,
    UnknownParentError,
)
from qualcode.model.code import SEPARATOR, Code, code_id

MOST_LEVELS = 20


@dataclass(frozen=True, slots=True)
class Branch:
    """A code as its file gives it.

    `above` is the id of the code it is nested under, `parent` the id that its own field names;
    `facts` are the fields of Code that the file gives as they are.
    """

    slug: str
    above: str | None
    parent: str | None
    place: Place
    parent_place: Place
    was_place: Place
    facts: dict[str, Any]

    @property
    def under(self) -> str | None:
        """The id of the code above, however it was given."""
        return self.above or self.parent


def grow(branches: Sequence[Branch], codebook: str) -> tuple[Code, ...]:
    """Return the codes depth first, brothers and sisters in the order of the file.

    Raises CodebookError for an id given twice, an earlier id that is another code's, an unknown
    parent, two parents, a circle of parents, and more than 20 levels.
    """
    named = _by_slug(branches)
    _check_earlier_ids(branches, named)
    for branch in branches:
        _check_parent(branch, named)
    _check_circles(branches, named)
    children: dict[str | None, list[Branch]] = {}
    for branch in branches:
        children.setdefault(branch.under, []).append(branch)
    codes: list[Code] = []
    ahead: list[tuple[Branch, Code | None, int]] = [
        (branch, None, 1) for branch in reversed(children.get(None, []))
    ]
    while ahead:
        branch, parent, level = ahead.pop()
        if level > MOST_LEVELS:
            raise RefusedYamlError(
                branch.place, f"more than {MOST_LEVELS} levels of codes", "Make its tree flatter."
            )
        code = _code(branch, parent, codebook)
        codes.append(code)
        ahead += [(child, code, level + 1) for child in reversed(children.get(branch.slug, []))]
    return tuple(codes)


def _code(branch: Branch, parent: Code | None, codebook: str) -> Code:
    label = branch.facts["label"]
    return Code(
        id=code_id(codebook, branch.slug),
        slug=branch.slug,
        parent=None if parent is None else parent.id,
        codebook=codebook,
        path=label if parent is None else parent.path + SEPARATOR + label,
        **branch.facts,
    )


def _by_slug(branches: Sequence[Branch]) -> dict[str, Branch]:
    named: dict[str, Branch] = {}
    for branch in branches:
        first = named.setdefault(branch.slug, branch)
        if first is not branch:
            raise DuplicateCodeError(branch.place, branch.slug, first.place.line)
    return named


def _check_earlier_ids(branches: Sequence[Branch], named: dict[str, Branch]) -> None:
    owners = dict(named)
    for branch in branches:
        for slug in branch.facts["was"]:
            owner = owners.setdefault(slug, branch)
            if owner is not branch:
                raise EarlierIdError(branch.was_place, branch.slug, slug, owner.place.line)


def _check_parent(branch: Branch, named: dict[str, Branch]) -> None:
    if branch.parent is None:
        return
    if branch.parent not in named:
        others = [slug for slug in named if slug != branch.slug]
        raise UnknownParentError(branch.parent_place, branch.slug, branch.parent, others)
    if branch.above not in (None, branch.parent):
        raise TwoParentsError(branch.parent_place, branch.slug, branch.above, branch.parent)


def _check_circles(branches: Sequence[Branch], named: dict[str, Branch]) -> None:
    sound: set[str] = set()
    for branch in branches:
        climbed: dict[str, None] = {}
        slug: str | None = branch.slug
        while slug is not None and slug not in sound:
            if slug in climbed:
                chain = list(climbed)
                raise CircleOfParentsError(named[slug].parent_place, chain[chain.index(slug) :])
            climbed[slug] = None
            slug = named[slug].under
        sound.update(climbed)
