"""Find codes by what somebody types: a label, another label, a keyword, roughly spelt."""

from collections.abc import Iterable, Sequence

from qualcode.model import Code

_CLOSE_ENOUGH = 84.0
_BEGINS, _WORD_BEGINS, _WITHIN = 300.0, 250.0, 200.0
_KEYWORD_WEIGHT = 0.9
_SHORTEST_FUZZY = 3


def find_codes(query: str, codes: Iterable[Code], recent: Sequence[str] = ()) -> list[Code]:
    """Return the codes that fit a query, the best first.

    Labels and other labels count in full, keywords and the labels above a little less. Codes that
    fit equally well come most recently used first (`recent`: code ids), then as the codebook has
    them. An empty query gives every code.
    """
    place = {code: i for i, code in enumerate(recent)}
    wanted = query.strip().casefold()
    scored = []
    for order, code in enumerate(codes):
        score = _score(wanted, code) if wanted else 0.0
        if score is not None:
            scored.append((-score, place.get(code.id, len(place)), order, code))
    return [code for *_, code in sorted(scored, key=lambda row: row[:3])]


def _score(wanted: str, code: Code) -> float | None:
    full = [_fit(wanted, name) for name in (code.label, *code.other_labels)]
    weaker = [_fit(wanted, word) for word in code.keywords]
    # Something like the labels above is no hint: what is typed may be the name of a new theme.
    weaker.append(_stand(wanted, code.path.casefold()))
    best = max(*full, *(_KEYWORD_WEIGHT * one for one in weaker))
    return best or None


def _fit(wanted: str, name: str) -> float:
    """Return how well what is wanted fits a name, 0 where it does not."""
    name = name.casefold()
    return _stand(wanted, name) or _resemble(wanted, name)


def _stand(wanted: str, name: str) -> float:
    if name.startswith(wanted):
        return _BEGINS
    if f" {wanted}" in name:
        return _WORD_BEGINS
    return _WITHIN if wanted in name else 0.0


def _resemble(wanted: str, name: str) -> float:
    from rapidfuzz import fuzz  # noqa: PLC0415

    if len(wanted) < _SHORTEST_FUZZY:
        return 0.0
    compare = fuzz.partial_ratio if len(wanted) <= len(name) else fuzz.ratio
    likeness = float(compare(wanted, name))
    return likeness if likeness >= _CLOSE_ENOUGH else 0.0
