"""The finder on the three published reports that stand beside a checkout, counted by hand."""

from collections import Counter
from pathlib import Path

import pytest

from qualcode.model import QuotationKind, decode
from qualcode.quotations import find_quotations

REPORTS = Path(__file__).parents[3] / "shared" / "reports"
SET_OFF, INLINE, TESTIMONY = QuotationKind.SET_OFF, QuotationKind.INLINE, QuotationKind.TESTIMONY


@pytest.mark.shared
@pytest.mark.parametrize(
    ("number", "kinds"),
    [
        ("000", {SET_OFF: 51, TESTIMONY: 3}),
        ("002", {SET_OFF: 36, INLINE: 4}),
        ("003", {}),
    ],
)
def test_as_many_quotations_are_found_as_readers_counted(
    number: str, kinds: dict[QuotationKind, int]
) -> None:
    files = list(REPORTS.glob(f"{number}_*.txt"))
    if not files:
        pytest.skip("the reports do not stand beside this checkout")
    found = find_quotations(decode(files[0].read_bytes()).text)
    assert Counter(quotation.kind for quotation in found) == kinds
