"""What a report of a study holds: counts that somebody else has made, ready to print."""

from dataclasses import dataclass
from datetime import date
from math import isnan

from qualcode.reports.errors import CellError, CrosstabError, MadeDateError
from qualcode.reports.quotation_set import QuotationSet

FEW_CONVERSATIONS = 8


@dataclass(frozen=True, slots=True)
class Cell:
    """A count with its base, and an interval where one was computed.

    `n` out of `base` different people, conversations or sites; `low` and `high` bound the share
    n / base (0 to 1), None or NaN where no interval is sound. `clusters` is how many conversations
    the interval rests on, `base` where it is None. `estimate` is the share where a random draw
    stands for more than `base`: a part may count there by its size. What cannot be raises
    CellError.
    """

    n: int
    base: int
    low: float | None = None
    high: float | None = None
    clusters: int | None = None
    estimate: float | None = None

    def __post_init__(self) -> None:
        bounds = self.bounds
        if not 0 <= self.n <= self.base or (bounds and not 0 <= bounds[0] <= bounds[1] <= 1):
            raise CellError(self.n, self.base, self.low, self.high)

    @property
    def share(self) -> float | None:
        """The estimate, or else n / base, None where the base is nothing."""
        if self.estimate is not None:
            return self.estimate
        return self.n / self.base if self.base else None

    @property
    def bounds(self) -> tuple[float, float] | None:
        """The interval, where there is one."""
        if self.low is None or self.high is None or isnan(self.low) or isnan(self.high):
            return None
        return self.low, self.high

    @property
    def indicative(self) -> bool:
        """Whether an interval rests on fewer than 8 respondents or conversations that were asked.

        That of a random draw is as wide as it has to be.
        """
        if self.estimate is not None:
            return False
        rests_on = self.base if self.clusters is None else self.clusters
        return self.bounds is not None and rests_on < FEW_CONVERSATIONS


@dataclass(frozen=True, slots=True)
class CoderShare:
    """What one coder did in a source: the share of its passages read (0 to 1), and codings."""

    coder: str
    read: float
    codings: int


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source of the study; `people` counts those who speak in it and take part."""

    ref: str
    kind: str
    form: str
    site: str | None
    words: int
    people: int
    coders: tuple[CoderShare, ...] = ()


@dataclass(frozen=True, slots=True)
class PeopleRow:
    """How many people of a role (None: not recorded) each site has, and how many in all."""

    role: str | None
    by_site: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class PeopleTable:
    """People by role and site.

    `totals` and `total` count each person once, so they can be less than the sum of the rows:
    a person may hold several roles. A row or `totals` of another length than `sites` raises
    CrosstabError.
    """

    sites: tuple[str, ...]
    rows: tuple[PeopleRow, ...]
    totals: tuple[int, ...]
    total: int

    def __post_init__(self) -> None:
        for row in self.rows:
            _check_width(row.role or "role not recorded", row.by_site, self.sites)
        _check_width("all", self.totals, self.sites)


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A code and who speaks of it; `depth` is 0 at the top of the codebook.

    `conversations`, `people` and `sites` are each None where nothing was read with this code.
    """

    code_path: str
    label: str
    depth: int
    conversations: Cell | None
    people: Cell | None
    sites: Cell | None


@dataclass(frozen=True, slots=True)
class CrosstabRow:
    """A code's cells, one a column; None where nothing of that column was read with this code."""

    code_path: str
    label: str
    depth: int
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Crosstab:
    """Themes by site, or by role.

    `by` is what the columns are ("site"), `unit` what the cells count ("people" or
    "conversations"), `columns` their names. A row of another length raises CrosstabError.
    """

    by: str
    unit: str
    columns: tuple[str, ...]
    rows: tuple[CrosstabRow, ...]

    def __post_init__(self) -> None:
        for row in self.rows:
            _check_width(row.code_path, row.cells, self.columns)


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """How two coders agree on one code.

    `passages` both have read; `both`, `only_first` and `only_second` count those they coded.
    `kappa` is None where it means nothing, and `remark` then says why.
    """

    code_path: str
    label: str
    depth: int
    passages: int
    both: int
    only_first: int
    only_second: int
    kappa: float | None
    low: float | None = None
    high: float | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class CoderPair:
    """Agreement of two coders, code by code; `measure` names the coefficient ("Cohen's kappa").

    `blind` says whether neither saw the other's codes, None where that is not recorded.
    """

    first: str
    second: str
    measure: str
    rows: tuple[AgreementRow, ...]
    blind: bool | None = None


@dataclass(frozen=True, slots=True)
class CardFigure:
    """A figure of a model's card as it is to be printed: a name, a value, what it rests on."""

    name: str
    value: str
    base: str = ""


@dataclass(frozen=True, slots=True)
class SuggestionSummary:
    """What a machine proposed and what people said to it. None of it is counted anywhere else.

    `open` are proposals nobody has judged; `accepted_as` were accepted as another code.
    """

    model: str
    proposals: int
    accepted: int
    accepted_as: int
    rejected: int
    open: int
    card: tuple[CardFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file the study rests on, and the hash by which it is known."""

    ref: str
    name: str
    hash: str


@dataclass(frozen=True, slots=True)
class Report:
    """One study as a reader outside it may see it.

    Attributes
    ----------
    title, study
        What the report is called, and the study it is of.
    made
        The date, ISO 8601; anything else raises MadeDateError.
    version
        The version of qualcode that made it.
    about
        A paragraph on the study: who was spoken with, when, by whom. Empty for none.
    sources, people, themes, crosstabs, agreement, suggestions
        The tables. An empty tuple or None prints the sentence that says so.
    quotations
        A few quotations for each theme, already chosen; None for none.
    notes
        What a reader must know of this study's method, one sentence or paragraph each.
    heads, files
        The heads of the project's chains, and the files it rests on.
    level
        The level of all intervals, as printed.
    small
        Counts of people from 1 up to, not including, this are marked as small.
    """

    title: str
    study: str
    made: str
    version: str
    about: str = ""
    sources: tuple[SourceRow, ...] = ()
    people: PeopleTable | None = None
    themes: tuple[ThemeRow, ...] = ()
    crosstabs: tuple[Crosstab, ...] = ()
    agreement: tuple[CoderPair, ...] = ()
    suggestions: SuggestionSummary | None = None
    quotations: QuotationSet | None = None
    notes: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    files: tuple[FileRow, ...] = ()
    level: str = "95%"
    small: int = 5

    def __post_init__(self) -> None:
        try:
            date.fromisoformat(self.made)
        except ValueError:
            raise MadeDateError(self.made) from None


def _check_width(row: str, cells: tuple[object, ...], columns: tuple[str, ...]) -> None:
    if len(cells) != len(columns):
        raise CrosstabError(row, len(cells), len(columns))
