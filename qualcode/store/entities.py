"""What the journal can say: every entity, its fields, and what they refer to.

The projection has one strict table an entity, made from this list; the schema page prints it.
Entities stand in an order in which references point upwards, save for a code's parent.
"""

from dataclasses import dataclass
from enum import StrEnum

from qualcode.model.case import CaseKind
from qualcode.model.request import RequestKind
from qualcode.model.source import Form, SourceKind
from qualcode.model.survey import ColumnKind


class Type(StrEnum):
    """How a field's value stands in its projection table."""

    TEXT = "TEXT"
    INTEGER = "INTEGER"
    REAL = "REAL"
    JSON = "JSON"
    SELECTION = "SELECTION"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its type, whether a row needs it, the entity it refers to, and what it means.

    Where `choices` are given, any other value is none at all.
    """

    name: str
    about: str
    type: Type = Type.TEXT
    required: bool = False
    refers: str | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """One sort of thing that acts make and change.

    A row is live while all its required fields have live values, none of which refers to a row
    that is not live, and while its `gone` field (every entity has one) is not true. A code keeps
    its row when gone, because codings may still use it.
    """

    name: str
    about: str
    fields: tuple[Field, ...]
    stays_when_gone: bool = False

    @property
    def references(self) -> tuple[Field, ...]:
        """The fields that refer to another entity."""
        return tuple(field for field in self.fields if field.refers)


_ASKED = (ColumnKind.OPEN, ColumnKind.CLOSED, ColumnKind.SEVERAL)


def _made() -> tuple[Field, Field]:
    return (
        Field("coder", "who did it", required=True, refers="coder"),
        Field("made", "when, UTC, ISO 8601", required=True),
    )


ENTITIES: tuple[Entity, ...] = (
    Entity(
        "project",
        "the project itself; one row, “project”",
        (
            Field("title", "what the study is called; NULL: as the file"),
            Field("site_word", "the study's own word for a site"),
            Field("lead", "the name of who decides on codes; NULL while everybody does"),
            Field("suggestions", "when suggestions are shown: after three, always or never"),
        ),
    ),
    Entity(
        "coder",
        "somebody who codes",
        (Field("name", "the name their work appears under", required=True),),
    ),
    Entity(
        "source",
        "an imported document; its words are in `text`, its turns in `turn`",
        (
            Field("ref", "short name in the study, as B-FG1", required=True),
            Field("name", "the file it came from", required=True),
            Field(
                "kind",
                "recording, notes, survey or report",
                required=True,
                choices=tuple(SourceKind),
            ),
            Field("form", "interview, focus group or other", required=True, choices=tuple(Form)),
            Field("site", "the site where it took place"),
            Field("layout", "how its turns were cut: a name and a version", required=True),
            Field("turns_hash", "hash of the turns of that layout", required=True),
            Field("words", "number of words in its turns", Type.INTEGER, required=True),
            Field("file_hash", "hash of the file's bytes"),
            Field("encoding", "how the file was encoded"),
            Field("newline", "how most of its lines ended"),
            Field("bom", "1 where a byte-order mark came first", Type.INTEGER),
            Field("left_out", "what the import left out or replaced", Type.JSON),
            Field("added", "when it was imported, UTC", required=True),
        ),
    ),
    Entity(
        "site",
        "a place that the study compares",
        (
            Field("code", "as A", required=True),
            Field("label", "what it is called; it may tell who somebody is"),
        ),
    ),
    Entity(
        "case",
        "somebody who speaks, under a participant code",
        (
            Field("code", "participant code, as B-FG1-P3", required=True),
            Field(
                "kind",
                "person, facilitator, several or unknown",
                required=True,
                choices=tuple(CaseKind),
            ),
            Field("into", "the case that this one turned out to be", refers="case"),
        ),
    ),
    Entity(
        "identity",
        "a name kept apart from everything else; same id as its case; never exported",
        (
            Field("case", "whose name", required=True, refers="case"),
            Field("name", "the label in the file", required=True),
        ),
    ),
    Entity(
        "speaker",
        "a label of one source, and whose it is",
        (
            Field("source", "the source that has the label", required=True, refers="source"),
            Field("case", "who speaks under it", required=True, refers="case"),
        ),
    ),
    Entity(
        "voice",
        "a turn that belongs to somebody else than its label says; same id as the turn",
        (
            Field("source", "the source of the turn", required=True, refers="source"),
            Field("case", "who speaks in it; NULL for nobody's words", refers="case"),
        ),
    ),
    Entity(
        "part",
        "where somebody else begins to speak in a turn; same id as the turn that begins there",
        (
            Field("source", "the source of the turn", required=True, refers="source"),
            Field("turn", "the turn as it was imported", required=True),
            Field("at", "where the other begins", Type.INTEGER, required=True),
            Field("case", "who speaks from there on; NULL for nobody's words", refers="case"),
        ),
    ),
    Entity(
        "presence",
        "somebody who was there and never speaks; counted among those who could have",
        (
            Field("source", "the conversation", required=True, refers="source"),
            Field("case", "who was there", required=True, refers="case"),
        ),
    ),
    Entity(
        "question",
        "a question of a survey; the answers to a closed one are values of the variable",
        (
            Field("source", "the survey", required=True, refers="source"),
            Field("n", "the place of its column, from 1", Type.INTEGER, required=True),
            Field("text", "the question as the heading has it", required=True),
            Field("kind", "open, closed or several", required=True, choices=_ASKED),
            Field("start", "where the answers to an open one begin", Type.INTEGER),
            Field("end", "where they end", Type.INTEGER),
        ),
    ),
    Entity(
        "variable",
        "something known of cases, as role, site or age",
        (Field("name", "what it is called", required=True),),
    ),
    Entity(
        "value",
        "a variable's value for a case",
        (
            Field("case", "whose", required=True, refers="case"),
            Field("variable", "of which variable", required=True, refers="variable"),
            Field("value", "the value, as text", required=True),
        ),
    ),
    Entity(
        "consent",
        "what a person agreed to; same id as the case; NULL: not recorded",
        (
            Field("case", "whose consent", required=True, refers="case"),
            Field("record", "to be recorded"),
            Field("transcribe", "to be transcribed"),
            Field("quote", "to be quoted"),
            Field("archive", "to have the transcript archived"),
            Field("name", "to be named"),
        ),
    ),
    Entity(
        "codebook",
        "a codebook as its file was last loaded; its id is the codebook's",
        (
            Field("label", "what it is called", required=True),
            Field("description", "what it is about"),
            Field("source", "where its themes come from"),
            Field("licence", "what others may do with them"),
        ),
    ),
    Entity(
        "code",
        "a code; one that was joined into another keeps its row and points there",
        (
            Field("codebook", "the codebook that it comes from"),
            Field("slug", "its id in the codebook", required=True),
            Field("was", "ids that it had in the codebook earlier", Type.JSON),
            Field("label", "what it is called", required=True),
            Field("other_labels", "what else it is called", Type.JSON),
            Field("definition", "what it means"),
            Field("include", "when it applies"),
            Field("exclude", "when it does not"),
            Field("examples", "example quotations", Type.JSON),
            Field("keywords", "words that often speak for it", Type.JSON),
            Field("colour", "#RRGGBB"),
            Field("parent", "the code above it", refers="code"),
            Field("into", "the code that it was joined into", refers="code"),
            Field("position", "its place among all codes", Type.REAL),
        ),
        stays_when_gone=True,
    ),
    Entity(
        "split",
        "a code whose passages are sorted into others",
        (
            Field("code", "the code that was split", required=True, refers="code"),
            Field("into", "the codes to sort into, by id; it may be one of them", Type.JSON),
        ),
    ),
    Entity(
        "coding",
        "a code on a selection, by a coder",
        (
            Field("source", "where", required=True, refers="source"),
            Field("selection", "start, end, hash of the words", Type.SELECTION, required=True),
            Field("code", "which code, as applied", required=True, refers="code"),
            Field("origin", "coded, accepted suggestion or imported", required=True),
            Field("split", "the latest split in which it was left with its code", refers="split"),
            *_made(),
        ),
    ),
    Entity(
        "star",
        "a selection, coded or not, that a coder marked as worth quoting",
        (
            Field("source", "where", required=True, refers="source"),
            Field("selection", "start, end, hash of the words", Type.SELECTION, required=True),
            *_made(),
        ),
    ),
    Entity(
        "meaning",
        "the codes as they stood, each with the hash of its meaning; the id is their hash",
        (Field("codes", "code id to meaning hash", Type.JSON, required=True),),
    ),
    Entity(
        "reading",
        "a stretch that a coder marked as read, and the codes as they stood then",
        (
            Field("source", "where", required=True, refers="source"),
            Field("selection", "start, end, hash of the words", Type.SELECTION, required=True),
            Field("meaning", "which codes, in which meaning", required=True, refers="meaning"),
            Field("only", "the codes that were looked for, by id; NULL: all", Type.JSON),
            *_made(),
        ),
    ),
    Entity(
        "note",
        "a remark on anything",
        (
            Field("about", "source, turn, selection, case, code, coding or project", required=True),
            Field("about_id", "which one; of a selection its source", required=True),
            Field("source", "where the selection is", refers="source"),
            Field("selection", "start, end, hash of the words", Type.SELECTION),
            Field("text", "the remark", required=True),
            *_made(),
        ),
    ),
    Entity(
        "seen",
        "something that an import left out, which somebody has seen; it is listed no more",
        (
            Field("source", "which source's import", required=True, refers="source"),
            Field("told", "hash of the sentence that told it", required=True),
            *_made(),
        ),
    ),
    Entity(
        "patch",
        "a correction shown in place of the imported words",
        (
            Field("source", "where", required=True, refers="source"),
            Field("selection", "start, end, hash of the words", Type.SELECTION, required=True),
            Field("words", "what to show there", required=True),
            *_made(),
        ),
    ),
    Entity(
        "quotation",
        "a quotation found in a published report; same id as its turn",
        (
            Field("source", "which report", required=True, refers="source"),
            Field("selection", "start, end, hash of the words", Type.SELECTION, required=True),
            Field("attribution", "as printed"),
            Field("section", "its chapter"),
            Field("heading", "the nearest heading above"),
            Field("kind", "set off, inline or testimony", required=True),
            Field("confidence", "0 to 1", Type.REAL, required=True),
        ),
    ),
    Entity(
        "sample",
        "a draw of passages to code, and how it was made",
        (
            Field("name", "what it is called", required=True),
            Field("frame", "the frame of passages drawn from", required=True),
            Field("seed", "the seed of the order", required=True),
            Field("variable", "what it was shared out by: site, role …; NULL for nothing"),
            Field("strata", "stratum to passages in it and number drawn", Type.JSON),
            Field("sources", "the sources that it was drawn from, by id", Type.JSON),
            *_made(),
        ),
    ),
    Entity(
        "draw",
        "one passage drawn",
        (
            Field("sample", "in which sample", required=True, refers="sample"),
            Field("source", "the passage's source", required=True, refers="source"),
            Field("passage", "which passage", required=True),
            Field("stratum", "from which stratum"),
            Field("place", "its place in the stratum's order, from 1", Type.INTEGER, required=True),
            Field("chance", "its chance of being drawn; NULL where picked", Type.REAL),
            Field(
                "reason",
                "random, picked, or check: random for one code",
                required=True,
                choices=("random", "picked", "check"),
            ),
            Field("code", "the code it was picked for, or is to check"),
        ),
    ),
    Entity(
        "verdict",
        "what a coder said to a suggestion",
        (
            Field("source", "the passage's source", required=True, refers="source"),
            Field("selection", "start, end, hash of the words", Type.SELECTION, required=True),
            Field("passage", "which passage", required=True),
            Field("code", "the code proposed", required=True, refers="code"),
            Field("verdict", "accepted, rejected or accepted as", required=True),
            Field("chosen", "of “accepted as”: the code given instead", refers="code"),
            Field("meaning", "what the proposed code meant then", refers="meaning"),
            Field("model", "which model proposed it", required=True),
            Field("probability", "how sure it was", Type.REAL),
            *_made(),
        ),
    ),
    Entity(
        "request",
        "a change of the codebook that somebody asks of whoever decides on it",
        (
            Field(
                "kind",
                "new, rename, redefine, move, join, split, recolour or delete",
                required=True,
                choices=tuple(RequestKind),
            ),
            Field("code", "the code to change; NULL for a new one", refers="code"),
            Field("fields", "what it is to be, as the act says it", Type.JSON),
            Field("told", "what it asks for in a sentence, with the labels of then"),
            Field("why", "the reason that was given"),
            Field("source", "where the words are that speak for it", refers="source"),
            Field("selection", "start, end, hash of the words", Type.SELECTION),
            *_made(),
            Field("answer", "accepted or declined; NULL while it is open"),
            Field("answered_by", "who answered", refers="coder"),
            Field("answered", "when, UTC, ISO 8601"),
            Field("because", "the reason of the answer"),
        ),
    ),
    Entity(
        "withdrawal",
        "a person who withdrew; their words are masked and what was about them erased",
        (
            Field("case", "who", required=True, refers="case"),
            Field("cases", "all cases that are this person", Type.JSON, required=True),
            Field("spans", "source to the spans masked in it", Type.JSON, required=True),
            *_made(),
        ),
    ),
    Entity(
        "export",
        "a file that left the project",
        (
            Field("kind", "quotations, report, codings, backup …", required=True),
            Field("file", "the file's name", required=True),
            Field("heads", "the heads of the chains then", Type.JSON, required=True),
            Field("sources", "whose words are in it", Type.JSON),
            *_made(),
        ),
    ),
)

BY_NAME: dict[str, Entity] = {entity.name: entity for entity in ENTITIES}
ORDER: dict[str, int] = {entity.name: place for place, entity in enumerate(ENTITIES)}
REFERENCE_FIELDS: tuple[str, ...] = tuple(
    sorted({field.name for entity in ENTITIES for field in entity.references})
)
SELECTING: tuple[str, ...] = tuple(
    entity.name
    for entity in ENTITIES
    if any(field.type is Type.SELECTION for field in entity.fields)
)
