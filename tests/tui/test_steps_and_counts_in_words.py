"""The steps of a study, and counts, as they are said."""

import csv
import io
from dataclasses import replace

import pytest

from qualcode.project.counts.tallies import Prevalence, ThemeCount, ThemeTable
from qualcode.project.counts.wording import countable, say_count, say_table
from qualcode_tui.count_file import write_counts
from qualcode_tui.steps import Facts, StepName, list_steps, next_step

NEW = Facts(None, 0, 0, 0, 0.0, 0, 0, 0, 0)
NAMED = replace(NEW, coder="Ana")
FILLED = replace(NAMED, sources=2, words=3000, people=3, others=1)
READY = replace(FILLED, codes=22)
CODED = replace(READY, read=1.0, codings=5, own=4)


@pytest.mark.parametrize(
    ("facts", "step"),
    [
        (NEW, StepName.NAME),
        (NAMED, StepName.FILES),
        (FILLED, StepName.THEMES),
        (READY, StepName.READ),
        (replace(READY, read=1.0), StepName.READ),
        (replace(READY, codings=5, read=0.5), StepName.READ),
        (CODED, StepName.COUNTS),
    ],
)
def test_what_comes_next_is_the_first_thing_that_is_not_done(facts, step):
    assert next_step(facts) is step
    assert [row.name for row in list_steps(facts) if row.sign == "▸"] == [step]


def test_each_step_says_how_it_stands():
    said = {row.name: row.state for row in list_steps(CODED)}
    assert said[StepName.NAME] == "Ana"
    assert said[StepName.FILES] == "2 sources, 3,000 words"
    assert said[StepName.THEMES] == "22 codes in the codebook"
    assert said[StepName.READ] == "100% read, 5 codings, 4 of them yours"
    assert said[StepName.PEOPLE] == "3 people, 1 other label"


ROOM_AT_80_CELLS = 40


def test_what_a_step_is_for_fits_on_the_smallest_terminal():
    assert [row.state for row in list_steps(NEW) if len(row.state) > ROOM_AT_80_CELLS] == []


def test_nothing_is_called_read_to_the_end_while_a_word_is_left():
    rows = {row.name: row for row in list_steps(replace(CODED, read=0.998))}
    assert rows[StepName.READ].state.startswith("99% read")


def theme(code, group, n, base, beyond=0, low=None, high=None):
    return ThemeCount(code, code, code.count("›"), group, n, base, beyond, low, high)


TABLE = ThemeTable(
    "people",
    "site",
    ("A", "B", "all"),
    (
        theme("Money", "A", 3, 5),
        theme("Money", "B", 0, 0, beyond=1),
        theme("Money", "all", 3, 5, beyond=1),
    ),
    {"Money": (1, 1)},
)


def test_a_count_is_said_with_its_base():
    assert say_count(theme("x", "all", 5, 7)) == "5 of 7"
    assert say_count(theme("x", "all", 5, 7, beyond=2)) == "5 of 7 (+2 unread)"
    assert say_count(theme("x", "all", 0, 0)) == "–"
    assert say_count(theme("x", "all", 5, 10, low=0.24, high=0.76)) == "5 of 10 (50%, 24%–76%)"


def test_a_table_says_its_groups_with_the_studys_word_for_a_site():
    table = say_table(TABLE, "town")
    assert table.groups == ("town A", "town B", "all", "by town")
    assert [row.cells for row in table.rows] == [
        ("3 of 5", "– (+1 unread)", "3 of 5 (+1 unread)", "in 1 of 1")
    ]
    assert table.title == "People who speak of each theme"


def test_tables_in_which_nothing_was_counted_are_passed_over_and_people_come_first():
    empty = replace(TABLE, unit="respondents", counts=(theme("Money", "all", 0, 0),))
    conversations = replace(TABLE, unit="conversations")
    found = countable(Prevalence((conversations, empty, TABLE), ()))
    assert [table.unit for table in found] == ["people", "conversations"]


def test_a_table_is_written_with_its_notes_and_no_formula():
    risky = replace(TABLE, counts=(theme("=1+1", "all", 3, 5),), groups=("all",), by=None)
    words = write_counts(say_table(risky, "site"), ["A note."], "Maple")
    rows = list(csv.reader(io.StringIO(words)))
    assert rows[0] == ["theme", "all", "n", "base"]
    assert rows[1] == ["'=1+1", "3 of 5", "3", "5"]
    assert rows[3:] == [["Maple: People who speak of each theme"], ["A note."]]


def test_two_themes_of_one_name_keep_their_own_numbers():
    counts = (theme("Health › Training", "all", 3, 5), theme("Work › Training", "all", 1, 4))
    twins = replace(TABLE, counts=counts, groups=("all",), by=None)
    rows = list(csv.reader(io.StringIO(write_counts(say_table(twins, "site"), [], "Maple"))))
    assert [row[-2:] for row in rows[1:3]] == [["3", "5"], ["1", "4"]]
