"""The people sheet: a spreadsheet of who is in a study, to be filled in and read back."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from qualcode.project.people_sheet.columns import (
    CODE,
    CONSENTS,
    KIND,
    NAME,
    NEW_CODE,
    SAME,
    SHEET,
    SILENT,
    TURNS,
    WHERE,
    all_headings,
    heading_of,
)
from qualcode.project.people_sheet.errors import LongCellError
from qualcode.project.people_sheet.known import KnownPerson
from qualcode.reports.spreadsheet import may_run

HELP = "How to fill this in"
_MOST_CHARACTERS = 32_767
_WIDTH = {"least": 9, "most": 40}
_WHAT_IT_IS = (
    ("What this is", "Everybody in the project, with what is known of them so far."),
    (
        "Take care",
        f"The column “{NAME}” holds names. Keep this file as safely as consent forms are kept.",
    ),
    (
        "Blank cells",
        "What the project knows stays. Only --clear takes away what you emptied.",
    ),
)
_COLUMNS = (
    (CODE, "Who the row is about. Do not change it; write another code under “new code”."),
    (NEW_CODE, "Another participant code, where you want one. No two people may share one."),
    (f"{NAME}, {TURNS}", "For you to know who it is. Changes here are passed over."),
    (
        WHERE,
        "Where they are, a comma between two. Of somebody who never spoke it can be changed.",
    ),
    (KIND, "person, facilitator, several or unknown. Only persons are counted as people."),
    (SILENT, "yes for somebody who was there and never speaks. They count as people, too."),
    ("role, site and others", "As you want to count. A column with a new heading is a new fact."),
    (", ".join(CONSENTS), "yes or no. Leave blank what nobody wrote down."),
    (SAME, "The participant code of another row, where the two are one person."),
    (
        "Somebody new",
        f"Add a row: “{CODE}” blank, “yes” under “{SILENT}”, and “{WHERE}” filled in.",
    ),
)


def write_sheet(path: Path, people: Iterable[KnownPerson], site_word: str) -> None:
    """Write a people sheet as XLSX or, where the name ends in .csv, as CSV.

    Every cell is text, so that codes keep their zeros; nothing in one is run as a formula.
    """
    known = list(people)
    variables = sorted({name for one in known for name in one.case.variables} - {"role", "site"})
    headings = all_headings(variables, site_word)
    rows = [_row(one, variables, site_word) for one in known]
    table = [[row.get(heading, "") for heading in headings] for row in rows]
    if path.suffix.casefold() == ".csv":
        _write_csv(path, headings, table)
    else:
        _write_workbook(path, headings, table)


def _row(person: KnownPerson, variables: Sequence[str], site_word: str) -> dict[str, str]:
    case = person.case
    answers = {heading: getattr(case.consent, name) or "" for heading, name in CONSENTS.items()}
    named = {
        heading_of(name, site_word): case.variables.get(name, "")
        for name in ("role", "site", *variables)
    }
    return {
        CODE: case.code,
        NAME: "; ".join(person.names),
        WHERE: ", ".join(person.refs),
        TURNS: str(sum(person.turns.values())),
        KIND: str(case.kind),
        SILENT: "yes" if person.silent else "no",
        **named,
        **answers,
    }


def _write_csv(path: Path, headings: Sequence[str], table: Iterable[Sequence[str]]) -> None:
    # A byte-order mark tells Excel that it is UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        for row in (headings, *table):
            writer.writerow([guard(cell) for cell in row])


def guard(cell: str) -> str:
    """Return a cell with an apostrophe in front where a spreadsheet might run it as a formula."""
    return f"'{cell}" if _needs_guard(cell) else cell


def unguard(cell: str) -> str:
    """Take away the apostrophe that `guard` put in front."""
    return cell[1:] if cell.startswith("'") and _needs_guard(cell[1:]) else cell


def _needs_guard(cell: str) -> bool:
    return may_run(cell.lstrip("'"))


def _write_workbook(path: Path, headings: Sequence[str], table: Sequence[Sequence[str]]) -> None:
    import xlsxwriter  # noqa: PLC0415 - only where a workbook is written

    options = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        # Text format keeps the zeros of what is typed into a cell later.
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(SHEET)
        sheet.freeze_panes(1, 1)
        for n, heading in enumerate(headings):
            longest = max((len(row[n]) for row in table), default=0)
            width = min(max(longest, len(heading), _WIDTH["least"]) + 2, _WIDTH["most"])
            sheet.set_column(n, n, width, text)
            sheet.write_string(0, n, heading, bold)
        for place, row in enumerate(table, 1):
            for n, cell in enumerate(row):
                if len(cell) > _MOST_CHARACTERS:
                    raise LongCellError(row[0], headings[n])
                if cell:
                    sheet.write_string(place, n, cell, text)
        guide = book.add_worksheet(HELP)
        guide.set_column(0, 0, 28, bold)
        guide.set_column(1, 1, 90, text)
        for place, (what, how) in enumerate((*_WHAT_IT_IS, *_COLUMNS)):
            guide.write_string(place, 0, what, bold)
            guide.write_string(place, 1, how, text)
