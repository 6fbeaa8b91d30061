"""The data that comes with qualcode: in the installed package, or beside it in a checkout."""

import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from qualcode.codebooks.errors import BundledFolderMissingError, CodebookNotFoundError
from qualcode.codebooks.nodes import plain, read_yaml

SUFFIXES = (".yaml", ".yml")
_CODE = re.compile(r"^ *- id: ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class BundledCodebook:
    """A codebook that comes with qualcode: its name and label, how many codes, what it is about."""

    name: str
    label: str
    codes: int
    about: str


def bundled_folder(kind: str) -> Path:
    """Return the folder of bundled data of a kind, "codebooks" or "corpus".

    Raises BundledFolderMissingError where qualcode was installed without it.
    """
    from importlib.resources import files  # noqa: PLC0415

    package = Path(str(files("qualcode")))
    for folder in (package / "_bundled" / kind, package.parent / kind):
        if folder.is_dir():
            return folder
    raise BundledFolderMissingError(kind)


def bundled_codebooks() -> dict[str, Path]:
    """Return the codebooks that come with qualcode: name to path, in the order of their names."""
    return {
        path.stem: path
        for path in sorted(bundled_folder("codebooks").iterdir())
        if path.suffix in SUFFIXES
    }


def list_bundled() -> tuple[BundledCodebook, ...]:
    """Return what a choice of codebooks shows, in the order of their names.

    Only the head of each file is read as YAML and its codes are counted by line, which is quick
    and, for these files, exact.
    """
    return tuple(_summarise(name, path) for name, path in bundled_codebooks().items())


def _summarise(name: str, path: Path) -> BundledCodebook:
    head, _, codes = path.read_text(encoding="utf-8").partition("\ncodes:\n")
    fields = plain(read_yaml(head, path.name))
    said = fields if isinstance(fields, dict) else {}
    about = str(said.get("description") or "")
    return BundledCodebook(name, str(said.get("label") or name), len(_CODE.findall(codes)), about)


def find_codebook(name_or_path: str) -> Path:
    """Return the path of a codebook, given a bundled one's name or a path to a file.

    Raises CodebookNotFoundError, which names the nearest bundled codebook.
    """
    bundled = bundled_codebooks()
    if name_or_path in bundled:
        return bundled[name_or_path]
    path = Path(name_or_path)
    # Before Python 3.14, is_file() raises for a NUL in the name and for a name that is too long.
    with suppress(OSError, ValueError):
        if path.is_file():
            return path
    raise CodebookNotFoundError(name_or_path, bundled)
