"""Speakers' roles in the kernel: words of the same role count for more than words of another."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from qualcode.suggest.arrays import Floats

BASE = 0.3


class Roles:
    """The factor .3 + .7·[same role] on a kernel.

    A text whose role nobody knows stands in the middle of the roles there are, so that the factor
    stays an inner product: .3 + .7/√R against each of R known roles, 1 against another unknown. A
    role that was not there to learn from gets .3 against all. Without any roles the factor is 1.
    """

    def fit(self, roles: Sequence[str | None]) -> Self:
        """Learn which roles there are."""
        self.names = sorted({role for role in roles if role})
        return self

    def encode(self, roles: Sequence[str | None] | None, n: int) -> "Floats":
        """Return n × R rows; all zero for a role that was not learned."""
        import numpy as np  # noqa: PLC0415

        place = {name: i for i, name in enumerate(self.names)}
        rows = np.zeros((n, len(self.names)))
        for i, role in enumerate(roles if roles is not None else [None] * n):
            if role in place:
                rows[i, place[role]] = 1.0
            elif not role:
                rows[i] = len(place) ** -0.5 if place else 0.0
        return rows

    def factor(self, left: "Floats", right: "Floats") -> "Floats":
        """Return the factor of each pair of encoded rows; a 1 × 1 one where there are no roles."""
        import numpy as np  # noqa: PLC0415

        if not self.names:
            return np.ones((1, 1))
        product: Floats = BASE + (1 - BASE) * (left @ right.T)
        return product
