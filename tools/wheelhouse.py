"""Gather every wheel that qualcode needs into one folder, for machines without a network.

    python tools/wheelhouse.py dist/qualcode-0.1.0-py3-none-any.whl dist/offline
    python tools/wheelhouse.py WHEEL FOLDER --system windows --python 3.12

pip judges conditions such as “only on Windows” by the machine it runs on. So what each wheel asks
for is read here again, as the other machine would, until nothing is missing.
"""

import argparse
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from email.parser import Parser
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

_ROOT = Path(__file__).resolve().parents[1]
# What pip calls a system, newest first, and how Python's own conditions name it.
_PLATFORMS = {
    "windows": ["win_amd64"],
    "mac-apple": [f"macosx_{n}_0_arm64" for n in (14, 13, 12, 11)],
    "mac-intel": [*(f"macosx_{n}_0_x86_64" for n in (14, 13, 12, 11)), "macosx_10_13_x86_64"],
    "linux": ["manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"],
}
_ENVIRONMENTS = {
    "windows": {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows"},
    "mac-apple": {"sys_platform": "darwin", "os_name": "posix", "platform_system": "Darwin"},
    "mac-intel": {"sys_platform": "darwin", "os_name": "posix", "platform_system": "Darwin"},
    "linux": {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux"},
}
_MACHINES = {"windows": "AMD64", "mac-apple": "arm64"}


def main() -> None:
    """Gather the wheels that the arguments ask for."""
    parser = argparse.ArgumentParser(description="Gather the wheels for an offline machine.")
    parser.add_argument("wheel", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--system", choices=[*_PLATFORMS], help="this machine's where left out")
    parser.add_argument("--python", help="as 3.12; this Python's where left out")
    asked = parser.parse_args()
    python = asked.python or f"{sys.version_info.major}.{sys.version_info.minor}"
    asked.folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(asked.wheel, asked.folder)
    gather(asked.folder, asked.system, python)
    size = sum(wheel.stat().st_size for wheel in asked.folder.glob("*.whl")) / 1e6
    number = len(list(asked.folder.glob("*.whl")))
    print(f"{number} wheels, {size:,.0f} MB, in {asked.folder}. On the other machine, in it:")
    print(f"  python -m pip install --no-index --find-links . {asked.wheel.name}")


def gather(folder: Path, system: str | None, python: str) -> None:
    """Fetch what the wheels of a folder ask for, until nothing is missing."""
    target = [f"--platform={name}" for name in _PLATFORMS[system]] if system else []
    while missing := sorted(find_missing(folder, system, python)):
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet"]
        what = ["--no-deps", "--only-binary=:all:", f"--python-version={python}", *target]
        where = [f"--constraint={_ROOT / 'constraints.txt'}", f"--dest={folder}"]
        subprocess.run([*pip, *what, *where, *missing], check=True)


def find_missing(folder: Path, system: str | None, python: str) -> set[str]:
    """Return the requirements of the wheels in a folder that no wheel there meets."""
    wheels = {parse_wheel_filename(wheel.name)[0]: wheel for wheel in folder.glob("*.whl")}
    asked = {(name, "") for name in wheels}
    missing: set[str] = set()
    waiting = set(asked)
    while waiting:
        name, extra = waiting.pop()
        for needed in read_requirements(wheels[name], system, python, extra):
            other = canonicalize_name(needed.name)
            if other not in wheels:
                missing.add(str(needed))
                continue
            # What a package is asked for with an extra needs more than the package alone.
            more = {(other, wanted) for wanted in needed.extras} - asked
            asked |= more
            waiting |= more
    return missing


def read_requirements(
    wheel: Path, system: str | None, python: str, extra: str
) -> Iterator[Requirement]:
    """Yield what a wheel with an extra ("" for none) asks for, without the conditions."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        metadata = Parser().parsestr(archive.read(name).decode("utf-8"))
    environment = {"python_version": python, "python_full_version": f"{python}.0", "extra": extra}
    if system:
        environment |= _ENVIRONMENTS[system]
        environment["platform_machine"] = _MACHINES.get(system, "x86_64")
    for line in metadata.get_all("Requires-Dist", []):
        needed = Requirement(line)
        if needed.marker is None or needed.marker.evaluate(environment):
            needed.marker = None
            yield needed


if __name__ == "__main__":
    main()
