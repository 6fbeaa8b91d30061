"""The report of a study as one HTML page that needs nothing but itself."""

from typing import TYPE_CHECKING

from qualcode.model.text import clean_text
from qualcode.model.words import count
from qualcode.reports.arrangement import arrange, long_date
from qualcode.reports.attribution import Attribution
from qualcode.reports.report import Cell, CoderPair, Report

if TYPE_CHECKING:
    from jinja2 import Environment


def write_html(report: Report, attribution: Attribution | None = None) -> str:
    """Return the report as one self-contained HTML page, ending in one line end.

    No script, no font, picture or style from elsewhere, and a content security policy that forbids
    them all. Every word of the study is escaped. Bars are inline SVG beside the numbers they draw.
    The page follows the reader's choice of light or dark, and prints on A4. `attribution` is the
    house style of its quotations; with a hidden site the tables still count by site.
    """
    house = attribution or Attribution()
    arranged = arrange(report.quotations, house) if report.quotations else None
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            report=report,
            arranged=arranged,
            made=long_date(report.made),
            read=_read_by_coder(report),
        )
    )


def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        loader=PackageLoader("qualcode.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        interval=_interval,
        kappa=_kappa,
        width=_width,
        whole=_whole,
    )
    environment.globals.update(count=count, has_remarks=_has_remarks)
    return environment


def _finalize(value: object) -> object:
    """Take control characters out of whatever is printed; markup stays marked as such."""
    return clean_text(value)[0] if type(value) is str else value


def _interval(cell: Cell) -> str:
    bounds = cell.bounds
    return f"{100 * bounds[0]:.0f}–{100 * bounds[1]:.0f}%" if bounds else ""


def _kappa(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}".replace("-", "−")


def _width(share: float | None) -> str:
    """Return a share as the percentage that SVG and CSS read."""
    return f"{100 * (share or 0):.1f}".removesuffix(".0")


def _whole(share: float) -> str:
    """Return a share in whole percent, never 0 or 100 unless it is."""
    if 0 < share < 1:
        share = min(max(share, 0.01), 0.99)
    return f"{100 * share:.0f}%"


def _has_remarks(agreement: CoderPair) -> bool:
    return any(row.remark for row in agreement.rows)


def _read_by_coder(report: Report) -> dict[str, int]:
    """Count the sources in which each coder has read anything, coders by name."""
    sources: dict[str, int] = {}
    for source in report.sources:
        for share in source.coders:
            sources[share.coder] = sources.get(share.coder, 0) + (share.read > 0)
    return dict(sorted(sources.items()))
