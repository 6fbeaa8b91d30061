"""What an import left out leaves the list of loose ends when somebody has seen it."""

import shutil

import pytest

from qualcode.project.errors import NotOnlyToldError
from qualcode.project.tidying import Loose


@pytest.fixture
def captions(project, tmp_path):
    """A project of one captions file, of which the import left two sorts of things out."""
    (tmp_path / "a.vtt").write_text(
        "WEBVTT\n\nSTYLE\n::cue {}\n\n00:00.000 --> 00:02.000\n<v Mo>I had a week away.\n\n"
        "00:02.000 --> 00:04.000\nAnd then?\n\n00:04.000 --> 00:06.000\n<v Mo>I got by.\n",
        encoding="utf-8",
    )
    assert not [one for one in project.sources.import_files([tmp_path / "a.vtt"]) if one.refused]
    return project


def left_out(project):
    return [one for one in project.tidying.list() if one.loose is Loose.LEFT_OUT]


def test_one_that_was_seen_is_listed_no_more_until_that_is_undone(captions):
    before = left_out(captions)
    captions.tidying.see(before[0])
    assert left_out(captions) == before[1:]
    assert (
        captions.history.undo()
        == "Undone: said “seen” to something that the import of T1 left out."
    )
    assert left_out(captions) == before
    captions.history.redo()
    assert left_out(captions) == before[1:]


def test_it_can_be_seen_again_after_an_undo_and_by_two_people(captions, open_as):
    first = left_out(captions)[0]
    captions.tidying.see(first)
    tom = open_as(captions.path, "Tom")
    tom.tidying.see(first)
    captions.history.undo()
    captions.tidying.see(first)
    assert first not in left_out(captions)


def test_two_who_say_so_in_two_copies_agree(captions, open_as, tmp_path):
    first, second = left_out(captions)[:2]
    copy = shutil.copyfile(captions.path, tmp_path / "copy.qualcode")
    captions.tidying.see(first)
    tom = open_as(copy, "Tom")
    tom.tidying.see(first)
    tom.tidying.see(second)
    assert not captions.copies.merge(copy).conflicts
    assert first not in left_out(captions)
    assert second not in left_out(captions)


def test_what_can_be_mended_is_not_only_seen(captions):
    other = next(one for one in captions.tidying.list() if one.loose is not Loose.LEFT_OUT)
    with pytest.raises(NotOnlyToldError, match="leaves the list of loose ends when it is mended"):
        captions.tidying.see(other)
