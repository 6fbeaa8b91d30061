"""A project in memory, with the face of qualcode.project.Project that the workspace looks at."""

from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

from scenes import make_cases, make_document

from qualcode.model import Code, Coding, Hit, QualcodeError, Reading, random_id
from qualcode.project.sources import CoderProgress, SourceProgress
from qualcode.project.suggesting.showing import Showing

CODES = (
    # label, parent, colour, definition, include, exclude, other labels, keywords
    ("Time for oneself", None, "#CC6677", "Hours that are the carer's own.", "", "", (), ("time",)),
    (
        "Breaks",
        "Time for oneself",
        "#4477AA",
        "A stretch in which somebody else does the caring.",
        "days off, holidays, an evening out",
        "sleep at night (use Sleep)",
        ("Respite",),
        ("day off", "holiday"),
    ),
    ("Sleep", "Time for oneself", "#88CCEE", "Nights.", "", "", (), ("night", "tired")),
    ("Money", None, "#DDCC77", "What caring costs and what is paid for it.", "", "",
     ("Finances",), ("allowance", "benefits")),
    ("Peer support", None, "#117733", "Help from others who care.", "carers’ groups", "", (),
     ("group",)),
    ("Work", None, None, "Paid work beside caring.", "", "", ("Employment",), ("job",)),
)  # fmt: skip


def make_codes():
    codes, ids = [], {}
    for label, parent, colour, definition, include, exclude, others, keywords in CODES:
        ids[label] = f"code-{label.lower().replace(' ', '-')}"
        path = f"{parent} › {label}" if parent else label
        codes.append(
            Code(
                id=ids[label],
                slug=ids[label],
                label=label,
                other_labels=others,
                definition=definition,
                include=include,
                exclude=exclude,
                keywords=keywords,
                colour=colour,
                parent=ids.get(parent),
                path=path,
            )
        )
    return codes


class RefusedError(QualcodeError):
    """What the store says when it will not do something."""


@dataclass
class FakeProject:
    """Two sources, six codes and one coder; every act is kept, and can be undone."""

    title: str = "Days of care"
    coder: str | None = "ana"
    path: Path = Path("days.qualcode")
    warning: str | None = None
    site_word: str = "site"
    documents: list = field(default_factory=lambda: [make_document(), make_document(ref="B-IV1")])
    held: list = field(default_factory=list)
    read: list = field(default_factory=list)
    proposals: list = field(default_factory=list)
    judged: list = field(default_factory=list)
    unlike: dict = field(default_factory=dict)
    version: int = 1

    def __post_init__(self):
        self.kept = None
        self.done, self.undone = [], []
        self.cases, self.book = make_cases(), make_codes()
        self.sources = SimpleNamespace(
            list=lambda: [d.source for d in self.documents],
            document=lambda name: next(d for d in self.documents if d.source.id == name),
            progress=self._progress,
            overview=self._overview,
            voices=lambda: {
                d.source.id: {t.case for t in d.turns if t.case} for d in self.documents
            },
        )
        self.people = SimpleNamespace(
            by_id=lambda: self.cases, list=lambda: list(self.cases.values())
        )
        self.codes = SimpleNamespace(list=lambda: self.book, lead=None)
        self.codings = SimpleNamespace(
            of=self._codings,
            codes_used=self._codes_used,
            apply=self._apply,
            remove=self._remove,
            examples=lambda *_: [],
        )
        self.stars = SimpleNamespace(of=lambda _: [])
        self.readings = SimpleNamespace(
            of=lambda source: [r for r in self.read if r.source == source],
            mark=self._mark,
            unmark=self._unmark,
        )
        self.history = SimpleNamespace(undo=self._undo, redo=self._redo)
        self.surveys = SimpleNamespace(all_beside=lambda _: {})
        self.notes = SimpleNamespace(list=lambda *_: [])
        self.search = SimpleNamespace(turns=self._search)
        self.suggestions = SimpleNamespace(
            of=lambda source: [
                p for p in self.proposals if p.source == source and p not in self.judged
            ],
            accept=self._accept,
            reject=self._reject,
            showing=lambda _: Showing(shown=True),
            unlike=lambda: self.unlike,
        )
        self.place = SimpleNamespace(
            get=lambda: self.kept,
            set=self._keep,
            draft=lambda _: "",
            keep_draft=lambda *_: True,
        )

    def wait_at_most(self, seconds):
        self.patience = seconds

    def data_version(self):
        return self.version

    def _keep(self, place):
        self.kept = place

    def _progress(self, _coder):
        return {
            d.source.id: sum(r.end - r.start for r in self.read if r.source == d.source.id)
            / max(1, sum(t.end - t.body for t in d.turns))
            for d in self.documents
        }

    def _overview(self):
        read = self._progress(self.coder)
        return {
            d.source.id: SourceProgress(
                d.source.id,
                len(d.turns),
                0,
                tuple(
                    CoderProgress(
                        coder,
                        read[d.source.id] if coder == self.coder else 0.0,
                        sum(c.source == d.source.id and c.coder == coder for c in self.held),
                        0,
                    )
                    for coder in {self.coder, *(c.coder for c in self.held)} - {None}
                ),
            )
            for d in self.documents
        }

    def _codings(self, source=None, code=None, coder=None):
        return [
            c
            for c in self.held
            if source in (None, c.source) and code in (None, c.code) and coder in (None, c.coder)
        ]

    def _codes_used(self, coder):
        return [c.code for c in sorted(self.held, key=lambda c: c.time) if c.coder == coder]

    def _change(self, what, held, read, judged=None):
        self.done.append((what, self.held, self.read, self.judged))
        self.undone.clear()
        self.held, self.read = held, read
        self.judged = self.judged if judged is None else judged

    def _apply(self, source, start, end, code):
        if self.coder is None:
            raise RefusedError("Say who you are with --coder before you code.")
        if (source, start, end, code) in [(c.source, c.start, c.end, c.code) for c in self.held]:
            raise RefusedError("These words have this code already.")
        time = f"2026-01-01T10:00:{len(self.done):02}Z"
        coding = Coding(random_id(), source, start, end, code, self.coder, "coded", time)
        self._change("coded", [*self.held, coding], self.read)
        return coding

    def _accept(self, proposal):
        if self.coder is None:
            raise RefusedError("Say who you are with --coder before you code.")
        place = (proposal.source, proposal.start, proposal.end, proposal.code)
        coding = Coding(random_id(), *place, self.coder, "accepted suggestion", "2026-01-01")
        self._change("accepted", [*self.held, coding], self.read, [*self.judged, proposal])
        return coding

    def _reject(self, proposal):
        self._change("rejected", self.held, self.read, [*self.judged, proposal])

    def _remove(self, coding, seen=None):  # noqa: ARG002 - nobody else is here
        self._change("removed", [c for c in self.held if c.id != coding], self.read)

    def _mark(self, source, start, end):
        reading = Reading(random_id(), source, start, end, self.coder, "2026-01-01T10:00:00Z")
        self._change("read", self.held, [*self.read, reading])
        return reading

    def _unmark(self, source, start, end):
        left = [r for r in self.read if r.source != source or r.end <= start or end <= r.start]
        self._change("not read", self.held, left)

    def _undo(self):
        if not self.done:
            raise RefusedError("There is nothing of yours to undo.")
        what, *then = self.done.pop()
        self.undone.append((what, self.held, self.read, self.judged))
        self.held, self.read, self.judged = then
        return f"Undone: {what}."

    def _redo(self):
        if not self.undone:
            raise RefusedError("There is nothing to do again.")
        what, *then = self.undone.pop()
        self.done.append((what, self.held, self.read, self.judged))
        self.held, self.read, self.judged = then
        return f"Done again: {what}."

    def _search(self, query, limit=200):
        return [
            Hit(d.source.id, t.id, t.n, t.body, t.end, d.text[t.body : t.end][:60])
            for d in self.documents
            for t in d.turns
            if query.casefold() in d.text[t.body : t.end].casefold()
        ][:limit]
