"""What a codebook holds is seen before it is taken."""

import pytest
from textual.widgets import Static
from typing_hands import until

from qualcode.codebooks import find_codebook, load_codebook
from qualcode.project import Project
from qualcode_tui.app import Workspace
from qualcode_tui.screens.books import Books
from qualcode_tui.widgets.rows import Rows


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_themes_of_the_highlighted_codebook_are_shown_and_none_is_taken(tmp_path, size):
    with Project.create(tmp_path / "new.qualcode", "Ana") as project:
        async with Workspace(project).run_test(size=size) as pilot:
            await pilot.pause()
            pilot.app.action_books()
            await until(pilot, lambda: isinstance(pilot.app.screen, Books))
            rows = pilot.app.screen.query_one(Rows)
            await until(pilot, lambda: rows.here is not None)

            def told():
                return str(pilot.app.screen.query_one("#themes", Static).render())

            for key in ("down", "home"):
                await pilot.press(key)
                await pilot.pause()
                book = load_codebook(find_codebook(rows.here))
                assert told().startswith(f"{book.label}: {len(book)} themes")
                assert all(code.label in told() for code in book)
            await pilot.press("end")
            await until(pilot, lambda: "once its file is chosen" in told())
            assert project.codes.list() == []
