"""The shape of a codebook's file, as pydantic models. Only the parser knows of them."""

import re
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

LONGEST_ID = 200
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


def _filled(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("blank", "is empty; write something after it")
    return text


def _identifier(text: str) -> str:
    if text != text.strip() or not text.isprintable() or len(text) > LONGEST_ID:
        raise PydanticCustomError(
            "identifier",
            f"must be one line of at most {LONGEST_ID} characters without spaces at its ends",
        )
    return _filled(text)


def _colour(text: str | None) -> str:
    if text is None:
        raise PydanticCustomError(
            "colour", 'is empty; put quotation marks round the colour, as in "#0072B2"'
        )
    if not _COLOUR.fullmatch(text):
        raise PydanticCustomError(
            "colour", 'must be # and six of 0–9 and A–F in quotation marks, as in "#0072B2"'
        )
    return text.upper()


def _nothing_is_blank(value: object) -> object:
    return "" if value is None else value


def _nothing_is_none(value: object) -> object:
    return [] if value is None else value


Text = Annotated[str, BeforeValidator(_nothing_is_blank)]
FilledText = Annotated[Text, AfterValidator(_filled)]
Identifier = Annotated[Text, AfterValidator(_identifier)]
Colour = Annotated[str | None, AfterValidator(_colour)]
Texts = Annotated[list[FilledText], BeforeValidator(_nothing_is_none)]
Identifiers = Annotated[list[Identifier], BeforeValidator(_nothing_is_none)]


class _Entry(BaseModel):
    model_config: ClassVar[ConfigDict] = ConfigDict(extra="forbid", strict=True, frozen=True)

    @classmethod
    def field_names(cls) -> list[str]:
        """Name the fields as they are written in the file."""
        return [field.alias or name for name, field in cls.model_fields.items()]


class CodeEntry(_Entry):
    """A code as it stands in the file, with the codes nested under it."""

    id: Identifier
    label: FilledText
    was: Identifiers = []
    other_labels: Texts = Field(default=[], alias="other labels")
    definition: Text = ""
    include: Text = ""
    exclude: Text = ""
    examples: Texts = []
    keywords: Texts = []
    colour: Colour = None
    parent: str | None = None
    codes: Annotated[list["CodeEntry"], BeforeValidator(_nothing_is_none)] = []


class CodebookEntry(_Entry):
    """A whole file."""

    codebook: Identifier
    label: FilledText
    description: Text = ""
    source: Text = ""
    licence: Text = ""
    codes: Annotated[list[CodeEntry], BeforeValidator(_nothing_is_none)]
