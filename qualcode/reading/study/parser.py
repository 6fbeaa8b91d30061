"""From a study file to its dataclasses, with errors that name the line and the field."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from pydantic import ValidationError

from qualcode.codebooks.errors import CodebookError, EmptyCodebookError
from qualcode.codebooks.nodes import Node, line_of, plain, read_yaml
from qualcode.model import Consent
from qualcode.model.nearest import nearest_name
from qualcode.model.text import UnreadableTextError, decode
from qualcode.reading.errors import (
    BrokenStudyError,
    BrokenYamlError,
    EmptyFileError,
    UndecodableFileError,
)
from qualcode.reading.files import load_bytes
from qualcode.reading.study import Study, StudyPerson, StudySource
from qualcode.reading.study.entries import (
    ConsentEntry,
    Entry,
    PersonEntry,
    SiteEntry,
    SourceEntry,
    StudyEntry,
)
from qualcode.reading.study.places import real_path
from qualcode.reading.turns.labels import label_key

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_Steps = tuple[str | int, ...]
_ENTRIES: dict[str, type[Entry]] = {
    "sources": SourceEntry,
    "people": PersonEntry,
    "consent": ConsentEntry,
    "sites": SiteEntry,
}
_MUST = {
    "missing": "is missing. Add it",
    "string_type": "must be text",
    "list_type": "must be a list, each part after a hyphen",
    "dict_type": "must be names, each with a colon and a value",
    "model_type": "must be fields, each with a colon and a value",
}


class _File:
    """A study file while it is read: knows the line of everything."""

    def __init__(self, name: str, node: Node) -> None:
        self._name = name
        self._node = node

    def error(self, steps: _Steps, reason: str) -> BrokenStudyError:
        return BrokenStudyError(self._name, line_of(self._node, steps), _field(steps), reason)


def parse_study(path: Path) -> Study:
    """Read a study file. Raises ReadingError."""
    node = _read_node(path)
    file = _File(path.name, node)
    if not isinstance(node.value, dict):
        raise file.error((), "a study file begins with the field “title:”.")
    try:
        entry = StudyEntry.model_validate(plain(node))
    except ValidationError as invalid:
        # An unknown field comes first: it explains the missing one.
        first = min(
            invalid.errors(include_url=False),
            key=lambda e: (e["type"] != "extra_forbidden", line_of(node, e["loc"])),
        )
        raise _explain(first, file) from None
    for error in _contradictions(entry, file, path.parent):
        raise error
    return Study(
        title=entry.title,
        invented=entry.invented,
        site_word=entry.site_word,
        sites={code: site.label for code, site in entry.sites.items()},
        sources=tuple(_source(source) for source in entry.sources),
        folder=path.parent,
    )


def _read_node(path: Path) -> Node:
    data = load_bytes(path)
    try:
        return read_yaml(decode(data).text, path.name)
    except UnreadableTextError as error:
        raise UndecodableFileError(path.name, str(error)) from None
    except EmptyCodebookError:
        raise EmptyFileError(path.name) from None
    except CodebookError as error:
        raise BrokenYamlError(path.name, str(error).replace("codebook", "study file")) from None


def _explain(error: "ErrorDetails", file: _File) -> BrokenStudyError:
    steps = error["loc"]
    if error["type"] == "extra_forbidden":
        parents = [step for step in steps[:-1] if step in _ENTRIES]
        known = list((_ENTRIES[str(parents[-1])] if parents else StudyEntry).model_fields)
        near = nearest_name(str(steps[-1]), known)
        hint = f"did you mean “{near}”?" if near else f"the fields here are {', '.join(known)}."
        return file.error(steps, f"there is no such field; {hint}")
    reason = _MUST.get(error["type"], error["msg"])
    return file.error(steps, reason if reason.endswith("?") else f"{reason}.")


def _contradictions(entry: StudyEntry, file: _File, folder: Path) -> Iterator[BrokenStudyError]:
    """Yield what is wrong between the parts of a study file."""
    codes: set[str] = set()
    files: set[str] = set()
    participants: set[str] = set()
    for n, source in enumerate(entry.sources):
        here = ("sources", n)
        if not _stays_inside(source.file, folder):
            yield file.error((*here, "file"), "must stay inside the folder of the study file.")
        if source.file in files:
            yield file.error((*here, "file"), f"“{source.file}” stands twice; remove one.")
        if source.code.casefold() in codes:
            yield file.error((*here, "code"), f"“{source.code}” is taken; choose another code.")
        if source.site is not None and source.site not in entry.sites:
            near = nearest_name(source.site, list(entry.sites))
            hint = f"did you mean “{near}”?" if near else "add it to “sites”."
            yield file.error((*here, "site"), f"there is no site “{source.site}”; {hint}")
        codes.add(source.code.casefold())
        files.add(source.file)
        labels: set[str] = set()
        for m, person in enumerate(source.people):
            if label_key(person.label) in labels:
                yield file.error(
                    (*here, "people", m, "label"), f"“{person.label}” stands twice; remove one."
                )
            labels.add(label_key(person.label))
            code = (person.code or "").casefold()
            if code and code in participants:
                yield file.error(
                    (*here, "people", m, "code"),
                    f"“{person.code}” is taken; choose another code. If the two are one person, "
                    "join them after the import.",
                )
            participants.add(code)


def _stays_inside(name: str, folder: Path) -> bool:
    if PureWindowsPath(name).anchor or ".." in PurePosixPath(name.replace("\\", "/")).parts:
        return False
    try:
        return real_path(folder / name).is_relative_to(real_path(folder))
    except (OSError, ValueError, RuntimeError):
        return False


def _source(entry: SourceEntry) -> StudySource:
    people = tuple(
        StudyPerson(
            p.label,
            p.kind,
            p.role,
            dict(p.variables),
            Consent(**p.consent.model_dump()),
            p.present,
            p.code,
        )
        for p in entry.people
    )
    return StudySource(
        entry.file,
        entry.code,
        entry.kind,
        entry.form,
        entry.site,
        people,
        dict(entry.columns),
    )


def _field(steps: _Steps) -> str:
    """Return the path of a field, people counting from one: “sources[2].people[1].kind”."""
    shown = ""
    for step in steps:
        shown += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if shown else step
    return shown
