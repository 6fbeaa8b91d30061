"""The calibration plot, as lines of text: what was said against what was found."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.suggest.metrics import Bin

_WIDTH = 40
_SAID, _FOUND, _BOTH = "│", "●", "◉"


def plot_calibration(bins: Sequence["Bin"]) -> str:
    """Return a line for each bin: │ where the proposals' mean chance lies, ● their share that held.

    Where the two meet (◉) the chances are what they claim to be.
    """
    lines = [f"{'chance':>9}  0%{'100%':>{_WIDTH - 1}}  said  held  pairs"]
    for one in bins:
        cells = ["·"] * (_WIDTH + 1)
        said, found = round(one.said * _WIDTH), round(one.found * _WIDTH)
        cells[said] = _SAID
        cells[found] = _BOTH if found == said else _FOUND
        span = f"{one.low:.0%}–{one.high:.0%}"
        lines.append(
            f"{span:>9}  {''.join(cells)}  {one.said:4.0%}  {one.found:4.0%}  {one.pairs:>5}"
        )
    return "\n".join(lines)
