"""The workspace on one long transcript, beside a Textual app with nothing in it.

Keys and sizes go in by the driver, as from a terminal, and what is drawn is turned into what would
be sent to one. Keys come at the pace of a key that is held down; the processor's time is that of
all that a key sets off until the next one comes, the panels that follow the cursor included.
"""

import asyncio
import gc
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from itertools import pairwise
from pathlib import Path
from statistics import mean, median

from textual.geometry import Size

from benchmarks.figures import Figure, percentile, tell
from benchmarks.study import LargeStudy
from benchmarks.workspace_app import PAGES, SIZE, Empty, Watched, hold
from benchmarks.workspace_study import CODER, LongTranscript
from qualcode.project import Project
from qualcode_tui import calm_collector
from qualcode_tui.app import Workspace
from qualcode_tui.widgets.bars import StatusBar
from qualcode_tui.widgets.reader import Reader

MOUNTS = 9
KEYS = 120
CODINGS = 25
RESIZES = 12
_SETTLED, _PATIENCE = 0.15, 5.0
_HALF, _MOST = 50, 95


class WatchedWorkspace(Watched, Workspace):
    """The workspace."""


def time_workspace(study: LargeStudy) -> Iterator[Figure]:
    """Mount, move, page, code and resize, and say how much memory that takes."""
    path = LongTranscript(study.folder).path
    tell("Driving the workspace")
    calm_collector()  # as the program does when it opens the workspace
    with Project.open(path, CODER) as project:
        yield from asyncio.run(_measure(project))
    if Path("/proc/self/status").exists():
        yield _weigh(path)


async def _measure(project: Project) -> list[Figure]:
    source = project.sources.list()[0].id

    def open_workspace() -> Watched:
        return WatchedWorkspace(project, source)

    pairs = [(await _mount(open_workspace), await _mount(Empty)) for _ in range(MOUNTS + 1)][1:]
    figures = _mounts([one for one, _ in pairs], [other for _, other in pairs])
    async with _running(Empty()) as app:
        empty_keys = await _press_all(app, ["shift+right"] * KEYS)
        empty_pages = await _press_all(app, ["pagedown"] * PAGES)
        empty_sizes = [await _resize(app, n) for n in range(RESIZES)]
    async with _running(open_workspace()) as app:
        reader = app.screen.query_one(Reader)
        app.sent = 0
        moves, sent = await _press_all(app, _selection_keys()), app.sent
        pages = await _press_all(app, ["pagedown"] * PAGES)
        figures += _both("a selection move, processor", moves, empty_keys, "≤ 2.5 ms")
        figures += _both("a cold page, processor", pages, empty_pages, "≤ 10 ms")
        codings = [await _code(app, reader, n) for n in range(CODINGS)]
        figures += _both("a new coding, from the key until drawn", codings, (), "≤ 50 ms")
        sizes = [await _resize(app, n) for n in range(RESIZES)]
        figures += _both("resized, wrapped and drawn again", sizes, empty_sizes, "≤ 150 ms")
    figures.append(Figure("sent to the terminal for the moves", f"{sent / 1000:.0f} kB"))
    return figures


# Mounting


async def _mount(make: Callable[[], Watched]) -> tuple[float, float, float]:
    """Return the seconds until an app is mounted and at rest, of the processor, and until drawn."""
    gc.collect()
    begun, spent = time.perf_counter(), time.process_time()
    app = make()
    drawn = 0.0

    def note() -> None:
        nonlocal drawn
        if not drawn and _shows_all(app):
            drawn = time.perf_counter() - begun

    app.drawn = note
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        rested, spent = time.perf_counter() - begun, time.process_time() - spent
        if not _shows_all(app):
            raise RuntimeError("The transcript is not shown.")
        return rested, spent, drawn


def _shows_all(app: Watched) -> bool:
    """Say whether an app has all to draw that it will show: of the workspace, text and margin."""
    if not isinstance(app, Workspace):
        return True
    readers = app.screen.query(Reader)
    page = readers.first().page if readers else None
    return page is not None and page.margin.lanes > 0


def _mounts(
    ours: Sequence[tuple[float, float, float]], beside: Sequence[tuple[float, float, float]]
) -> list[Figure]:
    names = ("mounted and at rest", "mounted and at rest, processor", "mounted, until drawn")
    wanted = ("ratio ≤ 3", "", "")
    return [
        Figure(
            name,
            _ms(median(one[i] for one in ours)),
            _ms(median(other[i] for other in beside)),
            f"{median(a[i] / b[i] for a, b in zip(ours, beside, strict=True)):.1f}",
            wanted[i],
            f"median of {len(ours)}",
        )
        for i, name in enumerate(names)
    ]


# Driving


def _selection_keys() -> list[str]:
    """Words, lines and sentences more, and fewer again, as somebody fits a selection."""
    block = ["shift+right"] * 12 + ["shift+left"] * 4 + ["shift+down"] * 4 + ["shift+up"] * 2
    block += ["greater_than_sign"] * 4 + ["less_than_sign"] * 2 + ["right", "down"]
    return (block * (KEYS // len(block) + 1))[:KEYS]


@asynccontextmanager
async def _running(app: Watched) -> AsyncIterator[Watched]:
    async with app.run_test(size=SIZE):
        await asyncio.sleep(_SETTLED)
        yield app


async def _press_all(app: Watched, keys: Sequence[str]) -> list[float]:
    """Return the processor's seconds from each key until the next one comes."""
    gc.collect()
    clock = [time.process_time()]
    await hold(app, keys, lambda: clock.append(time.process_time()))
    await asyncio.sleep(_SETTLED)
    return [after - before for before, after in pairwise(clock)]


async def _code(app: Watched, reader: Reader, n: int) -> float:
    """Select some words further on, and code them with the first quick key."""
    assert reader.edges is not None
    assert reader.page is not None
    turn = 10 + 3 * n
    reader.go(reader.edges.body(turn).start)
    for _ in range(min(5, len(reader.edges.words(turn)))):
        reader.action_extend("word", forward=True)
    await asyncio.sleep(_SETTLED)
    margin = reader.page.margin
    before = len(margin.marks)
    return await _until_drawn(
        app, lambda: len(margin.marks) == before + 1, lambda: app.send_key("1")
    )


async def _resize(app: Watched, n: int) -> float:
    """Make the terminal wider or narrower."""
    size = Size(SIZE[0] - 10 * (1 + n % 3), SIZE[1])

    def is_shown() -> bool:
        readers = app.screen.query(Reader)
        return app.screen.size == size and (not readers or readers.first().is_laid_out)

    return await _until_drawn(app, is_shown, lambda: app.send_size(size))


async def _until_drawn(app: Watched, is_shown: Callable[[], bool], do: Callable[[], None]) -> float:
    """Return the seconds from doing something until it is drawn."""
    done: asyncio.Future[float] = asyncio.get_running_loop().create_future()

    def look() -> None:
        if not done.done() and is_shown():
            done.set_result(time.perf_counter())

    app.drawn = look
    begun = time.perf_counter()
    do()
    try:
        ended = await asyncio.wait_for(done, _PATIENCE)
    except TimeoutError:
        bars = app.screen.query(StatusBar)
        said = bars.first().sentence if bars else ""
        raise RuntimeError(f"It was not drawn. The screen says: {said}") from None
    app.drawn = Watched.drawn
    await asyncio.sleep(_SETTLED)
    return ended - begun


# Saying


def _both(what: str, ours: Sequence[float], beside: Sequence[float], wanted: str) -> list[Figure]:
    """Return a line for the median and one for the 95th percentile, with the mean beside it."""
    runs = f"{len(ours)}, mean {_ms(mean(ours))}"
    return [
        Figure(
            f"{what}, {name}",
            _ms(percentile(ours, share)),
            _ms(percentile(beside, share)) if beside else "",
            wanted=wanted if share == _HALF else "",
            runs=runs if share == _HALF else "",
        )
        for share, name in ((_HALF, "median"), (_MOST, "p95"))
    ]


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.1f} ms"


def _weigh(path: Path) -> Figure:
    """Compare the most memory that each program has held, each in a process of its own."""
    ours, beside = (_most_memory(*words) for words in ((str(path), CODER), ()))
    return Figure(
        "most memory of the program, paged through",
        f"{ours:.0f} MB",
        f"{beside:.0f} MB",
        f"{ours / beside:.1f}",
    )


def _most_memory(*words: str) -> float:
    command = [sys.executable, "-m", "benchmarks.workspace_app", *words]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    return int(done.stdout) / 1000
