"""How far coders agree, turn by turn."""

from collections.abc import Iterable
from dataclasses import dataclass

from qualcode.measures import Agreement, cohen_kappa
from qualcode.model import Code
from qualcode.project.counts.units import LabelledTurns


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
    both = one.own_read & two.own_read
    a, b = one.own_said.astype(int), two.own_said.astype(int)
    together = cohen_kappa(a[both].tolist(), b[both].tolist())
    yield CodeAgreement(first, second, None, together)
    for column, code in enumerate(one.codes):
        rows = both[:, column]
        found = cohen_kappa(a[rows, column].tolist(), b[rows, column].tolist())
        yield CodeAgreement(first, second, code, found)
