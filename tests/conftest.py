"""What all tests share: hypothesis profiles, and the folder beside a checkout."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The long proofs run whole in `make soak`; the suite runs a seeded hundredth of each.
SOAK = os.environ.get("QUALCODE_SOAK") == "1"
settings.register_profile(
    "suite",
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.register_profile(
    "soak",
    max_examples=10_000,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("soak" if SOAK else "suite")


def pytest_addoption(parser):
    parser.addoption(
        "--golden-update",
        action="store_true",
        default=False,
        help="write golden files anew instead of comparing with them",
    )


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reports and reference data beside the checkout; tests skip where they are missing."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("the shared reports are not beside this checkout")
    return folder
