"""How far coders agree, turn by turn."""

from collections.abc import Iterable
from dataclasses import dataclass

from qualcode.measures import Agreement, cohen_kappa
from qualcode.model import Code
from qualcode.project.units import LabelledTurns


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """How far two coders agree on a code (None: on all codes together), turn by turn."""

    first: str
    second: str
    code: Code | None
    agreement: Agreement


def agree(
    first: str, second: str, one: LabelledTurns, two: LabelledTurns
) -> Iterable[CodeAgreement]:
    """Yield the agreement on all codes together, and on each code.

    The units are the turns that both have read with the code in its present meaning.
    """
    import numpy as np  # noqa: PLC0415

    both = ~np.isnan(one.own) & ~np.isnan(two.own)
    everything = cohen_kappa(one.own[both].astype(int).tolist(), two.own[both].astype(int).tolist())
    yield CodeAgreement(first, second, None, everything)
    for column, code in enumerate(one.codes):
        rows = both[:, column]
        a, b = one.own[rows, column].astype(int), two.own[rows, column].astype(int)
        yield CodeAgreement(first, second, code, cohen_kappa(a.tolist(), b.tolist()))
