"""What the project advises to type is put as what to do on the screens."""

import pytest

from qualcode.model.text import UnreadableTextError
from qualcode.project.errors import NoCodesError, NoSourcesError, TakenCodeError, TakenRefError
from qualcode.store.errors import CodebookLockedError, NoCoderError
from qualcode_tui.advice import say_here

ERRORS = [
    *(NoCodesError(), NoSourcesError(), NoCoderError(), UnreadableTextError("utf-8")),
    *(TakenCodeError("A-P1"), TakenRefError("A-FG1", "a.txt"), CodebookLockedError("Ana")),
]


@pytest.mark.parametrize("error", ERRORS)
def test_no_advice_on_a_screen_names_a_command(error):
    said = say_here(str(error))
    assert "qualcode" not in said
    assert "--" not in said
    assert said.endswith(".")


def test_other_sentences_stay_as_they_are():
    assert say_here("There is nothing of yours to undo.") == "There is nothing of yours to undo."


def test_a_name_spelt_two_ways_is_told_with_where_to_say_so():
    told = say_here("“Maureeen” and “Maureen” may be one person, spelt two ways.")
    assert told.endswith("spelt two ways: say so under People, with j, once they are in.")
