"""Golden files: what a reader gets, kept whole, so that any change to it is seen.

After a wanted change run `pytest tests/reports --golden-update`, then read the difference of the
files in tests/reports/golden before keeping them.
"""

from pathlib import Path

import pytest
from reports import invented_study

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def golden(request):
    """Return a function that compares bytes with a golden file."""
    update = request.config.getoption("--golden-update")

    def same(name, text):
        path = GOLDEN / name
        if update:
            path.write_bytes(text.encode())
        assert path.read_bytes().decode() == text

    return same


@pytest.fixture
def quotations():
    return invented_study.QUOTATIONS


@pytest.fixture
def report():
    return invented_study.REPORT
