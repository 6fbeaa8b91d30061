import subprocess
import sys

import pytest

import qualcode.suggest


def test_importing_the_package_loads_nothing_heavy():
    heavy = ("sklearn", "scipy", "numpy", "spacy", "pandas")
    program = f"import sys, qualcode.suggest; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_every_public_name_is_there():
    for name in qualcode.suggest.__all__:
        assert getattr(qualcode.suggest, name) is not None


def test_another_name_is_not():
    with pytest.raises(AttributeError, match="no attribute 'oracle'"):
        qualcode.suggest.oracle  # noqa: B018
