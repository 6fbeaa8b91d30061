"""What leaves a study for its readers: quotation sets and one self-contained report.

Everything here takes plain dataclasses that somebody else has filled, and gives back a string or
writes one file. Nothing reads a project, counts a theme or opens a connection.
"""

from qualcode.reports.attribution import HIDDEN_SITE, Attribution
from qualcode.reports.errors import (
    AttributionError,
    CellError,
    ConsentMissingError,
    CrosstabError,
    DuplicateQuotationError,
    HiddenSiteError,
    MadeDateError,
)
from qualcode.reports.html import write_html
from qualcode.reports.markdown import write_markdown
from qualcode.reports.quotation_set import Order, QuotationSet, QuoteConsent, QuotedItem
from qualcode.reports.report import (
    AgreementRow,
    CardFigure,
    Cell,
    CoderPair,
    CoderShare,
    Crosstab,
    CrosstabRow,
    FileRow,
    PeopleRow,
    PeopleTable,
    Report,
    SourceRow,
    SuggestionSummary,
    ThemeRow,
)
from qualcode.reports.spreadsheet import write_csv
from qualcode.reports.word import write_word

__all__ = [
    "HIDDEN_SITE",
    "AgreementRow",
    "Attribution",
    "AttributionError",
    "CardFigure",
    "Cell",
    "CellError",
    "CoderPair",
    "CoderShare",
    "ConsentMissingError",
    "Crosstab",
    "CrosstabError",
    "CrosstabRow",
    "DuplicateQuotationError",
    "FileRow",
    "HiddenSiteError",
    "MadeDateError",
    "Order",
    "PeopleRow",
    "PeopleTable",
    "QuotationSet",
    "QuoteConsent",
    "QuotedItem",
    "Report",
    "SourceRow",
    "SuggestionSummary",
    "ThemeRow",
    "write_csv",
    "write_html",
    "write_markdown",
    "write_word",
]
