import subprocess
import sys

import qualcode.reports


def test_loading_the_package_loads_nothing_heavy():
    heavy = {"docx", "jinja2", "matplotlib", "pandas", "lxml", "numpy"}
    code = "import sys, qualcode.reports; print(*{m.split('.')[0] for m in sys.modules})"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert heavy & set(loaded) == set()


def test_every_exported_name_is_there_and_described():
    for name in qualcode.reports.__all__:
        assert getattr(qualcode.reports, name).__doc__
