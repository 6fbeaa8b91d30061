"""The shape of a study file, as pydantic models. Only its parser knows of them."""

from enum import StrEnum
from typing import Annotated, ClassVar, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError

from qualcode.model import CaseKind, ColumnKind, Form, SourceKind
from qualcode.model.nearest import nearest_name

_ANSWERS = {"yes": "yes", "true": "yes", "y": "yes", "no": "no", "false": "no", "n": "no"}
_Choice = TypeVar("_Choice", bound=StrEnum)


def _filled(text: object) -> object:
    if text is None or (isinstance(text, str) and not text.strip()):
        raise PydanticCustomError("blank", "is empty; write something after it")
    return text.strip() if isinstance(text, str) else text


def _answer(value: object) -> object:
    if value is None:
        return None
    answer = _ANSWERS.get(value.strip().casefold()) if isinstance(value, str) else None
    if answer is None:
        raise PydanticCustomError("answer", "must be “yes” or “no”, or left out where unknown")
    return answer


def _truth(value: object) -> object:
    return _answer(value) == "yes"


def _pick(kinds: type[_Choice], value: object) -> _Choice:
    names = [str(kind) for kind in kinds]
    if isinstance(value, str) and value.strip().casefold() in names:
        return kinds(value.strip().casefold())
    near = nearest_name(value, names) if isinstance(value, str) else None
    hint = f"; did you mean “{near}”?" if near else ""
    raise PydanticCustomError(
        "choice",
        "must be one of {names}{hint}",
        {
            "names": ", ".join(names),
            "hint": hint,
        },
    )


def _text_or_nothing(value: object) -> object:
    return "" if value is None else value


def _none_as_list(value: object) -> object:
    return [] if value is None else value


def _none_as_fields(value: object) -> object:
    return {} if value is None else value


ColumnSaid = Annotated[ColumnKind, BeforeValidator(lambda v: _pick(ColumnKind, v))]
Filled = Annotated[str, BeforeValidator(_filled)]
Text = Annotated[str, BeforeValidator(_text_or_nothing)]
Answer = Annotated[str | None, BeforeValidator(_answer)]
Truth = Annotated[bool, BeforeValidator(_truth)]


class Entry(BaseModel):
    """A part of a study file: no field is accepted that it doesn't have."""

    model_config: ClassVar[ConfigDict] = ConfigDict(extra="forbid", frozen=True)


class ConsentEntry(Entry):
    """What somebody agreed to."""

    record: Answer = None
    transcribe: Answer = None
    quote: Answer = None
    archive: Answer = None
    name: Answer = None


class PersonEntry(Entry):
    """Somebody behind a label."""

    label: Filled
    kind: Annotated[CaseKind, BeforeValidator(lambda v: _pick(CaseKind, v))] = CaseKind.PERSON
    role: str | None = None
    variables: Annotated[dict[str, Text], BeforeValidator(_none_as_fields)] = {}
    consent: Annotated[ConsentEntry, BeforeValidator(_none_as_fields)] = ConsentEntry()
    present: Truth = False
    code: Filled | None = None


class SourceEntry(Entry):
    """A file and what it is."""

    file: Filled
    code: Filled
    kind: Annotated[SourceKind, BeforeValidator(lambda v: _pick(SourceKind, v))]
    form: Annotated[Form, BeforeValidator(lambda v: _pick(Form, v))] = Form.OTHER
    site: str | None = None
    people: Annotated[list[PersonEntry], BeforeValidator(_none_as_list)] = []
    columns: Annotated[dict[str, ColumnSaid], BeforeValidator(_none_as_fields)] = {}


class SiteEntry(Entry):
    """A site."""

    label: Filled


class StudyEntry(Entry):
    """A whole study file."""

    title: Filled
    invented: Truth = False
    site_word: Filled = "site"
    sites: Annotated[dict[str, SiteEntry], BeforeValidator(_none_as_fields)] = {}
    sources: Annotated[list[SourceEntry], BeforeValidator(_none_as_list)] = []
