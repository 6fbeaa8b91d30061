"""What files hold, before anything is stored: turns, speakers, guesses, doubts."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from qualcode.model import CaseKind, Form, QualcodeError, SourceKind
from qualcode.project.intake.planning import (
    REPORT_LAYOUT,
    ImportPlan,
    PreparedFile,
    next_ref,
    prepare,
    refuse_taken,
)
from qualcode.project.intake.updating import find_held
from qualcode.project.intake.values import printable
from qualcode.project.intake.voices import list_unheard
from qualcode.reading import (
    ReadSpeaker,
    ReadSurvey,
    StudyPerson,
    StudySource,
    WordlessTableError,
    is_known_sort,
    label_key,
)
from qualcode.store import Store
from qualcode.store.errors import StoreError
from qualcode.store.people import list_labels, list_refs_in_use
from qualcode.store.sources import read_source


@dataclass(frozen=True, slots=True)
class FilePreview:
    """What an import would make of one file.

    `described` is all that would be said of it, guesses filled in: change it and hand it to the
    import. Of a table that is refused because no column of it seems to hold words, `wordless` is
    the same. `numbered` says that its short name is only the next free one. `known` is the short
    name of the source that holds this text already. `unsure` and `left_out` hold a sentence for
    each doubt and for each sort of thing that stays outside. Where `refused` gives a reason, the
    rest is empty, but for `wordless`.
    """

    path: Path
    described: StudySource | None = None
    turns: int = 0
    words: int = 0
    layout: str = ""
    speakers: tuple[ReadSpeaker, ...] = ()
    survey: ReadSurvey | None = None
    comments: int = 0
    unsure: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    known: str | None = None
    numbered: bool = False
    refused: str | None = None
    wordless: StudySource | None = None


def preview_files(
    store: Store, plan: ImportPlan, *, encoding: str | None, quotations: bool
) -> Iterator[FilePreview]:
    """Read the files of a plan and yield what an import would make of each; store nothing."""
    seen = _Seen.begin(store, plan)
    for path in plan.files:
        try:
            prepared = prepare(store, plan, path, encoding=encoding, quotations=quotations)
            yield _preview(store, prepared, seen)
        except StoreError:
            raise
        except WordlessTableError as error:
            wordless = _describe_wordless(plan.source_of(path), path, error)
            yield FilePreview(
                path, numbered=not wordless.code, refused=str(error), wordless=wordless
            )
        except QualcodeError as error:
            yield FilePreview(path, refused=str(error))


@dataclass(slots=True)
class _Seen:
    """What the project holds, and what the preview came by on its way.

    `refs` are the short names that are taken, `texts` those of the sources by id, and `labels`
    where each name of a person stands.
    """

    refs: set[str]
    texts: dict[str, str] = field(default_factory=dict)
    labels: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def begin(cls, store: Store, plan: ImportPlan) -> "_Seen":
        seen = cls(list_refs_in_use(store.conn) | plan.refs)
        for name, ref, _ in list_labels(store.conn):
            seen.labels.setdefault(label_key(name), set()).add(ref)
        return seen

    def meet(self, described: StudySource) -> list[str]:
        """Return a sentence for each person's name that stands in other files too; note them."""
        told = []
        for person in described.people:
            # “P01” is somebody else in every file, and nobody takes it for a name.
            if person.kind is not CaseKind.PERSON or is_known_sort(person.label):
                continue
            places = self.labels.setdefault(label_key(person.label), set())
            others = sorted(places - {described.code})
            if others:
                told.append(
                    f"“{person.label}” also speaks in {', '.join(others)}: if they are one person, "
                    "say so with qualcode people --join."
                )
            places.add(described.code)
        return told


def _preview(store: Store, prepared: PreparedFile, seen: _Seen) -> FilePreview:
    file, quoted = prepared.file, prepared.layout == REPORT_LAYOUT
    known = seen.texts.get(prepared.source)
    if known is None and prepared.held is not None:
        known = store.read_field("source", prepared.source, "ref")
    described = _describe(store, prepared, known, seen)
    if prepared.described and prepared.described.code:
        refuse_taken(store, described.code, prepared.source)
    seen.refs.add(described.code)
    seen.texts[prepared.source] = described.code
    survey = file.survey is not None
    return FilePreview(
        path=prepared.path,
        described=described,
        turns=len(prepared.said),
        words=prepared.words,
        layout=prepared.layout,
        speakers=() if quoted else file.speakers,
        survey=file.survey,
        comments=len(file.comments),
        unsure=(*file.unsure, *([] if survey or quoted else seen.meet(described))),
        left_out=(*file.left_out, *prepared.absent),
        known=known,
        numbered=known is None and not (prepared.described and prepared.described.code),
    )


def _describe(store: Store, prepared: PreparedFile, known: str | None, seen: _Seen) -> StudySource:
    """Return what is said of the file, filled in with what the project has, then with guesses."""
    file, said = prepared.file, prepared.described
    people = _list_people(store, prepared)
    columns = {column.heading: column.kind for column in file.survey.columns} if file.survey else {}
    if said:
        return StudySource(
            said.file,
            said.code or known or next_ref(said.kind, seen.refs),
            said.kind,
            said.form,
            said.site,
            people,
            {**columns, **said.columns},
        )
    name = printable(prepared.path.name)
    if known and prepared.held is not None:
        held = read_source(store.conn, prepared.source)
        return StudySource(name, held.ref, held.kind, held.form, held.site, people, columns)
    ref = known or next_ref(prepared.kind, seen.refs)
    return StudySource(name, ref, prepared.kind, file.form, None, people, columns)


def _describe_wordless(
    said: StudySource | None, path: Path, error: WordlessTableError
) -> StudySource:
    """Return what is said of a table without words, filled in with guesses of its columns."""
    if said is None:
        name = printable(path.name)
        said = StudySource(name, "", SourceKind.SURVEY, Form.OTHER, None, ())
    return replace(said, columns={**error.kinds, **said.columns})


def _list_people(store: Store, prepared: PreparedFile) -> tuple[StudyPerson, ...]:
    """Return a person for each label of the file, then those who are named and not heard."""
    if prepared.layout == REPORT_LAYOUT:
        return prepared.described.people if prepared.described else ()
    said = prepared.described.people if prepared.described else ()
    named = {label_key(person.label): person for person in said}
    held = {
        label_key(voice.name or ""): CaseKind(kind)
        for item, voice in (find_held(store, prepared) if prepared.held else {}).items()
        if (kind := store.read_field("case", item, "kind"))
    }
    spoken = [
        named.get(key := label_key(one.label)) or StudyPerson(one.label, held.get(key, one.kind))
        for one in prepared.file.speakers
    ]
    unheard = list_unheard(prepared.file, prepared.described) if prepared.described else []
    return (*spoken, *unheard)
