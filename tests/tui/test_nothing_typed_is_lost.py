"""What was typed is asked for again where it was refused, and comes back where one turns back."""

import pytest
from textual.widgets import Input, TextArea
from typing_hands import Typed, settle, until, until_screen

from qualcode.codebooks import load_codebook
from qualcode.model.request import RequestKind
from qualcode.project import Project
from qualcode.store.errors import ProjectBusyError
from qualcode_tui.app import Workspace
from qualcode_tui.dialogs.ask import Ask
from qualcode_tui.dialogs.correct_speaker import CorrectSpeaker
from qualcode_tui.dialogs.correct_words import CorrectWords
from qualcode_tui.dialogs.meaning import Meaning
from qualcode_tui.dialogs.picker import Picker
from qualcode_tui.screens.codebook import Book, Proposals
from qualcode_tui.screens.reading import Reading
from qualcode_tui.widgets.bars import StatusBar

SMALL = (80, 24)
WORDS = "Rest that somebody was offered, and did not take."
BOOK = """\
codebook: ours
label: Ours
codes:
  - id: breaks
    label: Breaks
    definition: Time off.
    exclude: sleep at night (use nights)
  - id: nights
    label: Nights
"""


@pytest.fixture
def project(tmp_path):
    """Ana's project of one source and two codes, one of which sends on to the other."""
    (tmp_path / "A-INT1.txt").write_text(
        "RUTH: By the evening I am worn out.\n\nOMAR: So am I.\n", encoding="utf-8"
    )
    (tmp_path / "ours.yaml").write_text(BOOK, encoding="utf-8")
    with Project.create(tmp_path / "study.qualcode", "Ana") as made:
        assert [one.refused for one in made.sources.import_files([tmp_path / "A-INT1.txt"])] == [
            None
        ]
        made.codes.load(load_codebook(tmp_path / "ours.yaml"))
        yield made


@pytest.fixture
def locked(project):
    """The same project, in which Lea decides on codes."""
    project.codes.lock("Lea")
    return project


@pytest.fixture
def busy_once(project, monkeypatch):
    """What lets an act of a part of the project find the file busy once, and then do it."""

    def refuse(part, act):
        do, refused = getattr(part, act), []

        def at_first_refused(*args, **kwargs):
            if not refused:
                refused.append(True)
                raise ProjectBusyError(project.path)
            return do(*args, **kwargs)

        monkeypatch.setattr(part, act, at_first_refused)

    return refuse


async def open_book(pilot, *keys):
    await pilot.press("B")
    book = await until_screen(pilot, Book)
    await pilot.app.workers.wait_for_complete()
    await settle(pilot, *keys)
    return book


def line(pilot):
    return pilot.app.screen.query_one(Input).value


def said(pilot):
    return pilot.app.screen.query_one(StatusBar).sentence


def title(pilot):
    return str(pilot.app.screen.query_one(".box").border_title)


async def asked(pilot, begin):
    await until(pilot, lambda: isinstance(pilot.app.screen, Ask) and title(pilot).startswith(begin))
    await pilot.pause()


# A file that is busy


async def test_a_new_code_that_cannot_be_saved_is_asked_for_again(project, busy_once):
    busy_once(project.codes, "add")
    async with Workspace(project).run_test(size=SMALL) as pilot:
        book = await open_book(pilot, "a", "end", "enter", Typed("Refused"), "enter")
        await settle(pilot, Typed(WORDS), "enter")
        await until(pilot, lambda: "Another program" in said(pilot))
        assert (title(pilot), line(pilot)) == ("A new code: Refused", WORDS)
        await settle(pilot, "enter")
        await until(pilot, lambda: pilot.app.screen is book)
        assert project.codes.find("Refused").definition == WORDS


async def test_a_meaning_that_cannot_be_saved_is_asked_for_again(project, busy_once):
    busy_once(project.codes, "redefine")
    async with Workspace(project).run_test(size=SMALL) as pilot:
        book = await open_book(pilot, "d", *" Any time.", "ctrl+s")
        await until(pilot, lambda: "Another program" in said(pilot))
        assert isinstance(pilot.app.screen, Meaning)
        assert pilot.app.screen.query_one("#definition", TextArea).text == "Time off. Any time."
        await settle(pilot, "ctrl+s")
        await until(pilot, lambda: pilot.app.screen is book)
        assert project.codes.find("Breaks").definition == "Time off. Any time."


async def test_a_theme_typed_where_one_codes_is_asked_for_again(project, busy_once):
    busy_once(project.codes, "add")
    source = project.sources.list()[0].id
    async with Workspace(project, source).run_test(size=SMALL) as pilot:
        await until_screen(pilot, Reading)
        await settle(pilot, "enter", Typed("Worn out"), "enter", Typed(WORDS), "enter")
        await until(pilot, lambda: "Another program" in said(pilot))
        assert line(pilot) == WORDS
        await settle(pilot, "enter")
        await until_screen(pilot, Reading)
        made = project.codes.find("Worn out")
        assert made.definition == WORDS
        assert [one.code for one in project.codings.of()] == [made.id]


async def test_corrected_words_and_a_new_speaker_are_asked_for_again(project, busy_once):
    busy_once(project.patches, "correct")
    busy_once(project.patches, "give_turn")
    source = project.sources.list()[0].id
    async with Workspace(project, source).run_test(size=SMALL) as pilot:
        await until_screen(pilot, Reading)
        await settle(pilot, "e", "enter", *"Towards", "enter")
        await until(pilot, lambda: "Another program" in said(pilot))
        assert isinstance(pilot.app.screen, CorrectWords)
        assert line(pilot) == "Towards"
        await settle(pilot, "enter")
        await until_screen(pilot, Reading)
        assert [one.after for one in project.patches.list(source)] == ["Towards"]
        await settle(pilot, "e", "down", "enter", Typed("P9"), "enter")
        await until(pilot, lambda: "Another program" in said(pilot))
        assert isinstance(pilot.app.screen, CorrectSpeaker)
        assert line(pilot) == "P9"
        await settle(pilot, "enter")
        await until_screen(pilot, Reading)
        assert "P9" in {one.code for one in project.people.list()}


# A locked codebook


async def test_esc_at_the_why_brings_what_was_typed_back_step_by_step(locked):
    async with Workspace(locked).run_test(size=SMALL) as pilot:
        book = await open_book(pilot, "a", "end", "enter", Typed("Refused"), "enter")
        await settle(pilot, Typed(WORDS), "enter")
        await asked(pilot, "Propose it to Lea")
        await settle(pilot, "escape")
        await asked(pilot, "A new code: Refused")
        assert line(pilot) == WORDS
        await settle(pilot, "enter", Typed("To be kept apart."), "enter")
        await until(pilot, lambda: pilot.app.screen is book)
        (one,) = locked.requests.of()
        assert (one.fields["definition"], one.why) == (WORDS, "To be kept apart.")


async def test_esc_at_the_why_brings_the_whole_form_of_a_meaning_back(locked):
    async with Workspace(locked).run_test(size=SMALL) as pilot:
        await open_book(pilot, "d", *" Any time.", "tab", *"days off", "ctrl+s")
        await asked(pilot, "Propose it to Lea")
        await settle(pilot, "escape")
        form = await until_screen(pilot, Meaning)
        texts = [form.query_one(name, TextArea).text for name in ("#definition", "#include")]
        assert texts == ["Time off. Any time.", "days off"]


async def test_a_reason_that_cannot_be_saved_is_asked_for_again(locked, busy_once):
    busy_once(locked.requests, "ask")
    async with Workspace(locked).run_test(size=SMALL) as pilot:
        book = await open_book(pilot, "r", *"Rest", "enter")
        await asked(pilot, "Propose it to Lea")
        await settle(pilot, Typed("It is shorter."), "enter")
        await until(pilot, lambda: "Another program" in said(pilot))
        assert line(pilot) == "It is shorter."
        await settle(pilot, "enter")
        await until(pilot, lambda: pilot.app.screen is book)
        assert [one.why for one in locked.requests.of()] == ["It is shorter."]


async def test_what_would_be_refused_is_said_before_anybody_asks_why(locked):
    async with Workspace(locked).run_test(size=SMALL) as pilot:
        await open_book(pilot, "r", *"Nights", "enter")
        await asked(pilot, "Another label")
        assert line(pilot) == "Nights"
        assert "Nights" in said(pilot)
        assert locked.requests.of() == []


async def test_a_reason_to_decline_that_cannot_be_saved_is_asked_for_again(locked, busy_once):
    with Project.open(locked.path, "Tom") as tom:
        tom.requests.ask(RequestKind.NEW, label="Choir")
    with Project.open(locked.path, "Lea") as lea:
        busy_once(lea.requests, "decline")
        async with Workspace(lea).run_test(size=SMALL) as pilot:
            await open_book(pilot, "n")
            await until_screen(pilot, Proposals)
            await settle(pilot, "x", Typed("It is Nights."), "enter")
            await until(pilot, lambda: "Another program" in said(pilot))
            assert line(pilot) == "It is Nights."
            await settle(pilot, "enter")
            await until_screen(pilot, Proposals)
            assert [one.because for one in lea.requests.of(answered=True)] == ["It is Nights."]


# Esc


async def test_esc_after_more_than_a_few_words_asks_once(project):
    async with Workspace(project).run_test(size=SMALL) as pilot:
        await open_book(pilot, "a", "end", "enter", Typed("Refused"), "enter", Typed(WORDS))
        await settle(pilot, "escape")
        assert line(pilot) == WORDS
        assert "not saved" in said(pilot)
        # Typing on takes the warning back, so that the next Esc asks again.
        await settle(pilot, Typed("!"), "escape")
        assert line(pilot) == f"{WORDS}!"
        await settle(pilot, "escape")
        await asked(pilot, "A new code")
        assert line(pilot) == "Refused"


async def test_a_word_or_two_are_left_with_one_esc(project):
    async with Workspace(project).run_test(size=SMALL) as pilot:
        book = await open_book(pilot, "r", *"Time off")
        await settle(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is book)


# Codes named in a rule


async def test_a_form_names_other_codes_by_label_and_keeps_their_ids(project):
    async with Workspace(project).run_test(size=SMALL) as pilot:
        book = await open_book(pilot, "d")
        form = pilot.app.screen
        area = form.query_one("#exclude", TextArea)
        assert area.text == "sleep at night (use “Nights”)"
        assert form.changes == {}
        area.text = "sleep by day or night (use “Nights”)"
        await settle(pilot, "ctrl+s")
        await until(pilot, lambda: pilot.app.screen is book)
        code = project.codes.find("Breaks")
        assert code.exclude == "sleep by day or night (use nights)"


# The picker, in which keys are letters


async def test_the_picker_names_no_key_that_would_type_a_letter(project):
    source = project.sources.list()[0].id
    async with Workspace(project, source).run_test(size=SMALL) as pilot:
        await until_screen(pilot, Reading)
        await settle(pilot, "enter")
        await until_screen(pilot, Picker)
        await settle(pilot, "tab")
        await until(pilot, lambda: "Coded" in said(pilot))
        assert said(pilot) == "Coded “Breaks” on turn 1. Esc, then u, undoes."
