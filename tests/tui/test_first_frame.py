"""The first frame of a source that is opened has everything in it; nothing fills up by and by."""

import pytest
from fake_project import FakeProject
from typing_hands import until

from qualcode_tui.app import Workspace
from qualcode_tui.widgets.bars import StatusBar
from qualcode_tui.widgets.codebook import CodeList
from qualcode_tui.widgets.reader import Reader


class Filmed(Workspace):
    """Notes at each frame whether text, codebook and status line were there."""

    def __init__(self, *given):
        super().__init__(*given)
        self.frames = []

    def _display(self, screen, renderable):
        super()._display(screen, renderable)
        if renderable is not None and not self._batch_count:
            readers = screen.query(Reader)
            said = bool(readers) and bool(screen.query_one(StatusBar).sentence)
            listed = bool(readers) and bool(screen.query_one(CodeList).options)
            self.frames.append((bool(readers) and readers.first().is_laid_out, listed, said))


async def test_text_codebook_and_next_step_are_in_the_first_frame_and_in_each_after_it():
    project = FakeProject()
    app = Filmed(project, project.sources.list()[0].id)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert set(app.frames) == {(True, True, True)}


@pytest.mark.parametrize(
    ("size", "names"),
    [
        ((80, 24), ["-narrow", "-short"]),
        ((120, 40), ["-medium", "-tall"]),
        ((160, 33), ["-wide", "-short"]),
    ],
)
async def test_a_screen_is_made_with_the_classes_that_its_size_will_give_it(size, names):
    app = Workspace(FakeProject())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert app._size_classes() == names
        assert app.screen.classes >= set(names)


async def test_the_text_is_wrapped_anew_for_each_size_of_the_terminal():
    project = FakeProject()
    app = Workspace(project, project.sources.list()[0].id)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        desk, reader = app.screen.query_one("#desk"), app.screen.query_one(Reader)
        for width in (112, 100, 90, 118):
            await pilot.resize_terminal(width, 40)
            await until(pilot, lambda wanted=width: desk.size.width == wanted)
            await until(pilot, lambda: reader.is_laid_out)
