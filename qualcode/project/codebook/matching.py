"""Which code of a project each code of a file is, and where it stands among them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qualcode.model import Code, Codebook
from qualcode.project.codebook.difference import MissingCode, PossibleNewId
from qualcode.project.codebook.errors import ReusedCodeIdError
from qualcode.store.codebooks import StoredCode


@dataclass(frozen=True, slots=True)
class Match:
    """A code of the file, the id it has or gets in the project, and what is stored of it.

    `stored` is None where it is new; `others` are stored codes that are the same one too, by the
    field “was”, and are to be joined into it.
    """

    code: Code
    id: str
    stored: StoredCode | None
    others: tuple[StoredCode, ...] = ()


def match_codes(codebook: Codebook, stored: list[StoredCode]) -> list[Match]:
    """Find each code of the file among those that are stored, in the order of the file.

    A code is known by its id in the codebook; by an id that its field “was” names; or, where it
    was made in the project and came out with the codebook, by the short name it was given then.

    Raises ReusedCodeIdError where a new code has the id by which another was once known.
    """
    by_id = {one.code.id: one for one in stored}
    own = _shelve(one for one in stored if one.code.codebook is None)
    ours = _shelve(one for one in stored if one.code.codebook == codebook.id)
    matches = []
    for code in codebook:
        found = [one for slug in (code.slug, *code.was) for one in ours.get(slug, ())]
        # Copies that never met may hold one code under two ids: all choose the one that follows
        # from the file.
        found.sort(key=lambda one: one.code.id != code.id)
        found += own.get(code.slug, ())
        if not found:
            if taken := by_id.get(code.id):
                raise ReusedCodeIdError(code.slug, taken.code.label)
            matches.append(Match(code, code.id, None))
            continue
        home = next((one for one in found if one.stands), found[0])
        others = tuple(one for one in found if one is not home and one.stands)
        matches.append(Match(code, home.code.id, home, others))
    return matches


def place_codes(matches: Sequence[Match]) -> tuple[dict[str, float], bool]:
    """Return the positions to write, by code id, and whether known codes change their order.

    Codes that stand in the file's order keep their positions, and new ones go between them.
    Codes made in the project keep theirs in any case.
    """
    ours = [m for m in matches if m.stored is None or m.stored.code.codebook is not None]
    held = [m.stored.position if m.stored else None for m in ours]
    known = [place for place in held if place is not None]
    if known != sorted(set(known)):
        return {m.id: float(n) for n, m in enumerate(ours)}, True
    places: dict[str, float] = {}
    last = -1.0
    for n, (match, place) in enumerate(zip(ours, held, strict=True)):
        if place is None:
            ahead = next((one for one in held[n:] if one is not None), None)
            place = last + 1 if ahead is None else (last + ahead) / 2  # noqa: PLW2901 - found here
            if ahead is not None and not last < place < ahead:
                return {m.id: float(k) for k, m in enumerate(ours)}, False
            places[match.id] = place
        last = place
    return places, False


def find_possible_ids(
    missing: Sequence[MissingCode], new: Sequence[Code], stored: Mapping[str, StoredCode]
) -> list[PossibleNewId]:
    """Return the pairs of a missing and a new code with the same label or definition."""
    pairs = []
    for one in missing:
        gone = stored[one.id].code
        for other in new:
            alike = tuple(
                name
                for name in ("label", "definition")
                if _fold(getattr(gone, name))
                and _fold(getattr(gone, name)) == _fold(getattr(other, name))
            )
            if alike:
                pairs.append(PossibleNewId(one, other, alike))
    return pairs


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())


def _shelve(stored: Iterable[StoredCode]) -> dict[str, list[StoredCode]]:
    shelves: dict[str, list[StoredCode]] = {}
    for one in stored:
        shelves.setdefault(one.code.slug, []).append(one)
    return shelves
