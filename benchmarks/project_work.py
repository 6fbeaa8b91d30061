"""Import, coding, retrieval, and the long jobs, over the large study."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import median

from benchmarks import raw
from benchmarks.figures import Figure, measure, percentile, repeat, tell
from benchmarks.study import CODINGS, TRANSCRIPTS, WORDS, LargeStudy, invent_spans
from qualcode.project import Project
from qualcode.store import Store

IMPORTS = 3
SINGLE_CODINGS = 300
RETRIEVALS = 5
OPENINGS = 5


def time_import(study: LargeStudy) -> Iterator[Figure]:
    """Import all transcripts, and write the rows that this makes without qualcode."""
    files = study.transcripts
    ours, beside = [], []
    for n in range(1, IMPORTS + 1):
        tell(f"Importing {TRANSCRIPTS} transcripts, {n} of {IMPORTS}")
        path = study.folder / f"import {n}.qualcode"
        project = Project.create(path, "Asha")

        def bring_in(project: Project = project) -> int:
            words = sum(one.words for one in project.sources.import_files(files))
            project.close()
            return words

        seconds, words = measure(bring_in)
        if words != TRANSCRIPTS * WORDS:
            raise RuntimeError(f"{words} words were imported, not {TRANSCRIPTS * WORDS}.")
        ours.append(seconds)
        beside.append(_write_raw(study, path, n))
        path.unlink()
    total = TRANSCRIPTS * WORDS
    yield Figure(
        f"{TRANSCRIPTS} transcripts of {WORDS:,} words, an act a file",
        f"{median(ours):.2f} s, {total / median(ours):,.0f} words/s",
        f"{median(beside):.2f} s, {total / median(beside):,.0f} words/s",
        f"{median(a / b for a, b in zip(ours, beside, strict=True)):.1f}",
        runs=f"median of {IMPORTS}",
    )


def _write_raw(study: LargeStudy, imported: Path, n: int) -> float:
    acts = raw.rows_by_act(imported)
    path = study.folder / f"raw {n}.qualcode"
    Store.create(path).close()
    conn = raw.connect(path)
    seconds, _ = measure(lambda: raw.write_rows(conn, acts))
    path.unlink()
    return seconds


def time_coding(study: LargeStudy) -> Iterator[Figure]:
    """Commit single codings to a project that has many, by turns with bare commits."""
    path = study.copy(study.coded, "coding")
    conn = raw.connect(study.folder / "bare.db")
    conn.execute("CREATE TABLE bare (n INTEGER PRIMARY KEY, words TEXT NOT NULL)")
    ours, beside = [], []
    tell(f"Coding {SINGLE_CODINGS} passages one by one")
    with Project.open(path, "Wen") as project:
        codes = project.codes.list()
        source = project.sources.list()[TRANSCRIPTS // 2]
        document = project.sources.document(source.id)
        turns = [(turn.body, turn.end) for turn in document.turns]
        spans = dict.fromkeys(islice(invent_spans(turns, document.text, 3), 2 * SINGLE_CODINGS))
        for n, (start, end) in enumerate(list(spans)[:SINGLE_CODINGS]):
            code = codes[n % len(codes)].id
            ours += repeat(lambda: project.codings.apply(source.id, start, end, code), 1)  # noqa: B023 - it runs at once
            beside += repeat(lambda: raw.commit_one(conn, n), 1)  # noqa: B023
    raw.close(conn)
    for share, wanted in ((50, "< 5 ms (peers: 12 and 37)"), (95, "< 5 ms")):
        one, other = percentile(ours, share), percentile(beside, share)
        yield Figure(
            f"one coding committed, p{share}",
            f"{1000 * one:.2f} ms",
            f"{1000 * other:.2f} ms",
            f"{one / other:.1f}",
            wanted,
            f"{len(ours)}",
        )


def time_retrieval(study: LargeStudy) -> Iterator[Figure]:
    """Read all codings with text, source, speaker and code path."""
    path = study.coded
    conn = raw.connect(path)
    ours, beside = [], []
    tell(f"Retrieving {CODINGS:,} codings")
    with Project.open(path) as project:
        for _ in range(RETRIEVALS):
            seconds, passages = measure(project.codings.passages)
            ours.append(seconds)
            seconds, rows = measure(lambda: raw.join_passages(conn))
            beside.append(seconds)
    conn.close()
    if not len(passages) == len(rows) == CODINGS:
        raise RuntimeError(f"{len(passages)} and {len(rows)} codings were read, not {CODINGS}.")
    yield Figure(
        f"{CODINGS:,} codings with text, source, speaker, code path",
        f"{median(ours):.2f} s",
        f"{median(beside):.2f} s",
        f"{median(a / b for a, b in zip(ours, beside, strict=True)):.1f}",
        "< 1 s (a peer: 13–16 s)",
        f"median of {RETRIEVALS}",
    )


def time_long_jobs(study: LargeStudy) -> Iterator[Figure]:
    """Open, check, merge and refit, for information."""
    path = study.copy(study.coded, "long jobs")
    other = study.coded_by_another

    def open_and_close() -> None:
        Project.open(path).close()

    seconds = repeat(open_and_close, OPENINGS)
    yield Figure("open and close", f"{1000 * median(seconds):.1f} ms", runs=f"median of {OPENINGS}")
    with Project.open(path, "Asha") as project:
        tell("Learning and proposing")
        fitted, refit = measure(project.suggestions.refit)
        yield _once(f"refit of suggestions ({refit.coded:,} passages learned from)", fitted)
        tell("Checking")
        checked, findings = measure(lambda: list(project.copies.check()))
        problems = sum(one.problem for one in findings)
        yield _once(f"check of {CODINGS:,} codings ({problems} problems)", checked)
        tell("Merging")
        merged, report = measure(lambda: project.copies.merge(other))
        yield _once(f"merge of two copies ({report.codings:,} codings come in)", merged)


def _once(what: str, seconds: float) -> Figure:
    return Figure(what, f"{seconds:.1f} s")
