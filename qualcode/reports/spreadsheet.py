"""A quotation set as CSV that a spreadsheet opens without running anything in it."""

import csv
import io

from qualcode.model.text import clean_text
from qualcode.reports.arrangement import Printed, arrange
from qualcode.reports.attribution import Attribution
from qualcode.reports.quotation_set import QuotationSet

BOM = "\ufeff"
COLUMNS = (
    *("ref", "text", "attribution", "theme", "theme_path", "person"),
    *("participant", "role", "site", "source", "turn", "coders"),
    *("context_before", "context_after", "consent", "study", "made", "heads"),
)
GUARDED = "apostrophe_added"
_TELLING_SITE = frozenset({"participant", "site", "source", "turn"})
_FORMULA = tuple("=+-@＝＋－＠")


def write_csv(quotations: QuotationSet, attribution: Attribution | None = None) -> str:
    r"""Return the set as CSV (RFC 4180, CRLF), with a byte-order mark so that Excel reads UTF-8.

    One row a quotation, in print order. Coders and heads are joined by "; ". With hidden sites
    the columns participant, site, source and turn are not there.

    A spreadsheet may run a cell that starts with = + - @ or their full-width forms, after white
    space or not; one that starts with a tab or a line end is as unsafe. Such a cell gets one
    apostrophe in front, and the last column, `apostrophe_added`, names the columns of the row
    where that was done, joined by a space. So nothing is lost: take one apostrophe from the front
    of each cell that is named there.
    """
    house = attribution or Attribution()
    columns = [c for c in COLUMNS if house.show_site or c not in _TELLING_SITE]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*columns, GUARDED])
    for printed in arrange(quotations, house).quotations:
        values = _values(printed, quotations)
        cells = {column: clean_text(values[column])[0] for column in columns}
        guarded = [column for column, cell in cells.items() if may_run(cell)]
        row = [f"'{cell}" if column in guarded else cell for column, cell in cells.items()]
        writer.writerow([*row, " ".join(guarded)])
    return BOM + out.getvalue()


def guard(cell: str) -> str:
    """Return a cell with an apostrophe in front where a spreadsheet may take it for a formula."""
    return f"'{cell}" if may_run(cell) else cell


def may_run(cell: str) -> bool:
    """Say whether a spreadsheet may take a cell for a formula."""
    return cell.startswith(("\t", "\n")) or cell.lstrip().startswith(_FORMULA)


def _values(printed: Printed, quotations: QuotationSet) -> dict[str, str]:
    item = printed.item
    return {
        "ref": item.ref,
        "text": item.text,
        "attribution": printed.attribution,
        "theme": item.code_label,
        "theme_path": item.code_path,
        "person": printed.person,
        "participant": item.participant,
        "role": item.role or "",
        "site": item.site or "",
        "source": item.source_ref,
        "turn": str(item.turn),
        "coders": "; ".join(item.coders),
        "context_before": item.context_before,
        "context_after": item.context_after,
        "consent": str(item.consent),
        "study": quotations.study,
        "made": quotations.made,
        "heads": "; ".join(quotations.heads),
    }
