import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import invented_study

from qualcode.model.text import clean_text
from qualcode.reports import HIDDEN_SITE, write_csv

CELL = st.text(
    st.one_of(
        st.sampled_from("'=+-@\t\n\r ＝\",;"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=20,
)


def rows_of(written):
    return list(csv.DictReader(io.StringIO(written.removeprefix("\ufeff"), newline="")))


def restored(row):
    """Do what the documentation tells a reader to do."""
    for column in row["apostrophe_added"].split():
        row[column] = row[column].removeprefix("'")
    return row


def with_text(text):
    return replace(invented_study.QUOTATIONS, items=(replace(invented_study.ITEMS[0], text=text),))


def test_the_whole_set_as_csv(quotations, golden):
    golden("quotations.csv", write_csv(quotations))


def test_excel_is_told_that_it_is_utf8(quotations):
    assert write_csv(quotations).encode().startswith(b"\xef\xbb\xbf")


def test_lines_end_as_the_standard_says(quotations):
    assert write_csv(replace(quotations, items=())).endswith(",apostrophe_added\r\n")


def test_a_row_a_quotation_with_the_words_verbatim(quotations):
    rows = {row["ref"]: restored(row) for row in rows_of(write_csv(quotations))}
    assert {ref: row["text"] for ref, row in rows.items()} == {
        item.ref: item.text for item in quotations.items
    }


@pytest.mark.parametrize(
    "formula",
    [
        "=HYPERLINK('http://example.org')",
        "+44 was the number",
        "-1 I would say",
        "@home",
        "\t=1+1",
        " =1+1",
        "\n=1+1",
        "\r=1+1",
        "＝1+1",
    ],
)
def test_no_cell_runs_as_a_formula(formula):
    (row,) = rows_of(write_csv(with_text(formula)))
    assert row["text"].startswith("'")
    assert row["apostrophe_added"] == "text"


def test_words_that_begin_with_an_apostrophe_are_left_alone():
    (row,) = rows_of(write_csv(with_text("'Cause nobody asked.")))
    assert row["text"] == "'Cause nobody asked."
    assert row["apostrophe_added"] == ""


def test_every_column_is_guarded(quotations):
    item = replace(
        quotations.items[0],
        ref="=1",
        code_label="=2",
        code_path="=3",
        participant="=4",
        role="=5",
        site="=6",
        source_ref="=7",
        coders=("=8",),
        context_before="=9",
        context_after="=10",
    )
    hostile = replace(quotations, study="=11", heads=("=12",), items=(item,))
    (row,) = rows_of(write_csv(hostile))
    assert not [cell for cell in row.values() if cell.startswith("=")]


@given(CELL, CELL)
@settings(max_examples=200, deadline=None)
def test_the_guard_loses_nothing(text, before):
    item = replace(invented_study.ITEMS[0], text=text, context_before=before)
    written = write_csv(replace(invented_study.QUOTATIONS, items=(item,)))
    (row,) = map(restored, rows_of(written))
    assert row["text"] == clean_text(text)[0]
    assert row["context_before"] == clean_text(before)[0]


def test_hidden_sites_have_no_column(quotations):
    written = write_csv(quotations, HIDDEN_SITE)
    assert not {"site", "participant", "source", "turn"} & set(rows_of(written)[0])
    assert "B-FG1" not in written
