"""The study that is pictured: two transcripts, two coders, and always the same hour."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from qualcode.model import Passage, Proposal, content_id
from qualcode.project import Project
from qualcode.project.suggesting.showing import When
from qualcode.store.content import insert_passages
from qualcode.store.local import replace_proposals

GROUP = """\
FACILITATOR: Thank you for coming. What does a usual week look like?

RUTH: I do the mornings and then I go to work. By the evening I am worn out. Nobody has rung me \
since the spring, and I have stopped waiting for it.

OMAR: Same here. I have not had a day off since August.

FACILITATOR: And who helps?

RUTH: The group on a Tuesday is the one place where I can sit down with a cup of tea.

OMAR: Nobody. I ring and ring.
"""
INTERVIEW = """\
INTERVIEWER: How did it begin?

JOAN: With a fall. I moved back in with Dad the same week.

INTERVIEWER: And now?

JOAN: Now I am up three times a night, and I fall asleep at my desk.
"""
THEMES = (
    ("Breaks", "Hours or days in which somebody else does the caring."),
    ("Sleep", "Nights, and how short they are."),
    ("Peer support", "Help from others who care."),
    ("Being left alone with it", ""),
)
CODED = (
    ("Ana", "I have not had a day off since August", "Breaks"),
    ("Ana", "Same here. I have not had a day off since August.", "Being left alone with it"),
    ("Ana", "The group on a Tuesday", "Peer support"),
    ("Ana", "up three times a night", "Sleep"),
    ("Tom", "Nobody has rung me since the spring", "Being left alone with it"),
)
SUGGESTED = (("Nobody. I ring and ring.", "Being left alone with it", 0.83),)
LATER = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)


class Clock(datetime):
    """A clock that goes on by a minute each time somebody looks at it."""

    _next = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    @classmethod
    def now(cls, tz=None):
        Clock._next += timedelta(minutes=1)
        return Clock._next.astimezone(tz)

    @classmethod
    def begin(cls, at=datetime(2026, 3, 2, 9, 0, tzinfo=UTC)):
        Clock._next = at


class Stopped(datetime):
    """A clock that stands still, two days after the first act."""

    @classmethod
    def now(cls, tz=None):
        return LATER.astimezone(tz)


def write_files(folder: Path) -> None:
    """Lay out the files as they come."""
    folder.mkdir(parents=True)
    (folder / "maple-fg.txt").write_text(GROUP, encoding="utf-8")
    (folder / "maple-int.txt").write_text(INTERVIEW, encoding="utf-8")
    (folder / "scan.doc").write_bytes(b"\xd0\xcf\x11\xe0 old")


def make_study(path: Path, files: Path) -> None:
    """Make the project: imported, coded, read to a half, noted, and with one suggestion."""
    Clock.begin()
    with Project.create(path, "Ana", "Maple carers") as project:
        list(project.sources.import_files([files / "maple-fg.txt", files / "maple-int.txt"]))
        for label, definition in THEMES:
            project.codes.add(label, definition=definition)
        group = project.sources.list()[0].id
        code_all(project, "Ana")
        project.readings.mark(group, 0, where(project, "And who helps?")[2])
        project.notes.add("source", group, "The room was cold; nobody took their coat off.")
        project.suggestions.show_when(When.ALWAYS)
        suggest(project)
    with Project.open(path, "Tom") as project:
        code_all(project, "Tom")
        project.readings.mark_all(group)


def code_all(project, coder):
    """Code what a coder coded."""
    codes = {code.label: code.id for code in project.codes.list()}
    for name, words, label in CODED:
        if name == coder:
            project.codings.apply(*where(project, words), codes[label])


def where(project, words):
    """Return the source in which words stand, and where they begin and end."""
    for source in project.sources.list():
        at = project.sources.document(source.id).text.find(words)
        if at >= 0:
            return source.id, at, at + len(words)
    raise LookupError(words)


def suggest(project):
    """Put suggestions beside passages, as a model would."""
    passages, proposals = [], []
    codes = {code.label: code.id for code in project.codes.list()}
    for words, label, probability in SUGGESTED:
        source, start, end = where(project, words)
        turns = project.sources.document(source).turns
        turn = next(turn.id for turn in turns if turn.start <= start < turn.end)
        name = content_id("passage", source, start)
        passages.append(Passage(name, source, turn, 1, start, end, words))
        place = (name, source, start, end, codes[label])
        proposals.append(Proposal(*place, probability, 1, likely=True, model="m"))
    store = project.suggestions._store
    with store.transaction():
        insert_passages(store.conn, "turns", "1", passages)
    replace_proposals(store, proposals, "m", "2026-03-02T10:00:00Z", "{}")
