"""Whatever comes, keys or words or the mouse or another size: nothing breaks, the file is sound."""

import random
import shutil

import pytest
from at_rest import come_to_rest
from pictured_study import make_study, write_files
from soak import examples
from textual import events
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Input, TextArea

from qualcode.project import Project
from qualcode_tui.actions import ACTIONS
from qualcode_tui.app import Workspace

KEYS = sorted({key for action in ACTIONS for key in action.keys} - {"q", "ctrl+q"})
MOVES = "up down left right enter escape tab shift+tab pagedown pageup home end space backspace"
WORDS = ("week", "Breaks", "x y", "ü", "👩‍👩‍👧", "12:30", "turn 3", "")
SIZES = ((80, 24), (100, 30), (160, 50), (60, 20), (40, 12))
SEEDS = range(examples(200))
STEPS = 400 if len(SEEDS) > 5 else 80  # of each hand
LOST_IN_A_DIALOG = 25


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    """A folder with files and the project that was made of them."""
    folder = tmp_path_factory.mktemp("any")
    write_files(folder / "files")
    make_study(folder / "study.qualcode", folder / "files")
    return folder


@pytest.fixture
def path(study, own_folder, monkeypatch):
    """The project of one example, in a folder that is the hand's to spoil."""
    shutil.copytree(study, own_folder / "work")
    monkeypatch.chdir(own_folder / "work")
    return own_folder / "work" / "study.qualcode"


class Hand:
    """Somebody who does not know what they do. What they did last is told where it goes wrong."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.did = []

    def press(self, app, key):
        self.did.append(key)
        event = events.Key(key, key if len(key) == 1 else None)
        event.set_sender(app)
        app._driver.send_message(event)

    def write(self, app):
        words = self.chance.choice(WORDS)
        self.did.append(repr(words))
        if isinstance(app.focused, Input):
            app.focused.insert_text_at_cursor(words)
        elif isinstance(app.focused, TextArea):
            app.focused.insert(words)

    def resize(self, app):
        size = Size(*self.chance.choice(SIZES))
        self.did.append(str(tuple(size)))
        app._driver._size = size
        app._driver.send_message(events.Resize(size, size))

    async def click(self, pilot):
        screen = pilot.app.screen
        x, y = (self.chance.randrange(max(1, side)) for side in screen.size)
        times = self.chance.choice((1, 1, 2, 3))
        self.did.append(f"{times} × ({x}, {y})")
        await pilot.click(screen, offset=(x, y), times=times)

    async def do(self, pilot):
        app, sort = pilot.app, self.chance.random()
        if sort < 0.47:
            self.press(app, self.chance.choice(KEYS))
        elif sort < 0.82:
            self.press(app, self.chance.choice(MOVES.split()))
        elif sort < 0.92:
            self.write(app)
        elif sort < 0.95:
            self.resize(app)
        elif app.screen.size == app.size:
            await self.click(pilot)
        if self.chance.random() < 0.7:
            await come_to_rest(app)


async def let_loose(hand, app):
    """Let a hand do what it will, until it has left the program or is tired."""
    async with app.run_test(size=hand.chance.choice(SIZES)) as pilot:
        in_dialogs = 0
        for _ in range(STEPS):
            if not app._running or app._exit or app._exception:
                break
            await hand.do(pilot)
            in_dialogs = in_dialogs + 1 if isinstance(app.screen, ModalScreen) else 0
            if in_dialogs > LOST_IN_A_DIALOG:
                # What was typed there is only given up when that is said twice.
                for _ in range(3):
                    hand.press(app, "escape")
                    await come_to_rest(app)
                in_dialogs = 0
        await come_to_rest(app)


@pytest.mark.parametrize("seed", SEEDS)
async def test_nothing_breaks_whatever_comes(path, seed):
    hand = Hand(seed)
    with Project.open(path, hand.chance.choice(("Ana", "Tom"))) as project:
        source = hand.chance.choice([None, *(one.id for one in project.sources.list())])
        app = Workspace(project, source)
        try:
            await let_loose(hand, app)
        except Exception as fault:
            fault.add_note(f"It was done last: {' '.join(hand.did[-30:])}")
            raise
    assert app.fault is None
    with Project.open(path, "Ana") as project:
        assert [one.sentence for one in project.copies.check() if one.problem] == []
