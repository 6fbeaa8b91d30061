"""The report: one self-contained page with the tables of a project and a few quotations."""

from collections.abc import Iterable
from pathlib import Path

from qualcode import __version__, reports
from qualcode.model import Case, CaseKind, Source
from qualcode.model.code import SEPARATOR
from qualcode.project.counting import Counting
from qualcode.project.counts.agreeing import CodeAgreement
from qualcode.project.counts.tallies import (
    CONVERSATIONS,
    PEOPLE,
    Prevalence,
    ThemeCount,
    ThemeTable,
)
from qualcode.project.errors import TooFewCodersError
from qualcode.project.exporting import record_export, today
from qualcode.project.quoting import Choice, Quoting
from qualcode.project.suggesting.telling import list_figures
from qualcode.store import Store, coder_id
from qualcode.store.codings import list_codings, list_proposals, list_verdicts
from qualcode.store.local import read_card
from qualcode.store.people import list_cases, list_speakers
from qualcode.store.sources import list_sources, measure_progress

QUOTATIONS_PER_THEME = 3


class Reporting:
    """Reports of a project."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def compose(self) -> reports.Report:
        """Return the report of the project as it stands."""
        counting = Counting(self._store)
        variables = counting.variables()
        columns = [name for name in ("site", "role") if name in variables]
        by = {name: counting.prevalence(name) for name in columns}
        plain = by["site"] if "site" in by else counting.prevalence()
        sources = list_sources(self._store.conn)
        return reports.Report(
            title="Themes, counts and quotations",
            study=self._store.read_setting("title") or self._store.path.stem,
            made=today(),
            version=__version__,
            sources=tuple(self._source_rows(sources)),
            people=_people_table(list_cases(self._store.conn)),
            themes=tuple(_theme_rows(plain)),
            crosstabs=tuple(
                _crosstab(table) for prevalence in by.values() for table in prevalence.tables
            ),
            agreement=tuple(self._pairs(counting)),
            suggestions=self._suggestions(),
            quotations=Quoting(self._store).choose(
                Choice(most=QUOTATIONS_PER_THEME), "A few quotations"
            ),
            notes=plain.notes,
            heads=tuple(self._store.heads),
            files=tuple(
                reports.FileRow(
                    one.ref, one.name, self._store.read_field("source", one.id, "file_hash") or ""
                )
                for one in sources
            ),
        )

    def write(self, target: Path, attribution: reports.Attribution | None = None) -> None:
        """Write the report as one HTML file.

        Raises NoCoderError before anything is written where nobody is named who sends it.
        """
        self._store.require_coder()
        page = reports.write_html(self.compose(), attribution)
        target.write_text(page, encoding="utf-8", newline="\n")
        record_export(self._store, "report", target)

    def _source_rows(self, sources: Iterable[Source]) -> Iterable[reports.SourceRow]:
        conn = self._store.conn
        coders = Counting(self._store).coders()
        read = {name: measure_progress(conn, coder_id(name)) for name in coders}
        people = {case.id for case in list_cases(conn) if case.kind is CaseKind.PERSON}
        speakers = [pair for pair in list_speakers(conn) if pair[1] in people]
        codings = list_codings(conn)
        for source in sources:
            shares = [
                reports.CoderShare(
                    name,
                    read[name].get(source.id, 0.0),
                    sum(one.source == source.id and one.coder == name for one in codings),
                )
                for name in coders
            ]
            yield reports.SourceRow(
                source.ref,
                source.kind,
                source.form,
                source.site,
                source.words,
                sum(one == source.id for one, _ in speakers),
                tuple(shares),
            )

    def _pairs(self, counting: Counting) -> Iterable[reports.CoderPair]:
        try:
            found = counting.agreement()
        except TooFewCodersError:
            return
        for first, second in dict.fromkeys((one.first, one.second) for one in found):
            rows = [one for one in found if (one.first, one.second) == (first, second)]
            yield reports.CoderPair(
                first, second, "Cohen's kappa", tuple(_agreement_row(one) for one in rows)
            )

    def _suggestions(self) -> reports.SuggestionSummary | None:
        conn = self._store.conn
        card = read_card(conn)
        if card is None:
            return None
        said = [one.verdict for one in list_verdicts(conn)]
        waiting = len(list_proposals(conn))
        return reports.SuggestionSummary(
            model=str(card["model"])[:8],
            proposals=waiting + len(said),
            accepted=said.count("accepted"),
            accepted_as=said.count("accepted as"),
            rejected=said.count("rejected"),
            open=waiting,
            card=tuple(list_figures(card)),
        )


def _people_table(cases: list[Case]) -> reports.PeopleTable | None:
    people = [case for case in cases if case.kind is CaseKind.PERSON and not case.withdrawn]
    if not people:
        return None
    sites = sorted({case.site or "not recorded" for case in people})
    roles = sorted({case.role or "" for case in people})

    def count(role: str | None, site: str | None) -> int:
        return sum(
            (role is None or (case.role or "") == role)
            and (site is None or (case.site or "not recorded") == site)
            for case in people
        )

    return reports.PeopleTable(
        tuple(sites),
        tuple(
            reports.PeopleRow(
                role or None, tuple(count(role, site) for site in sites), count(role, None)
            )
            for role in roles
        ),
        tuple(count(None, site) for site in sites),
        len(people),
    )


def _cell(count: ThemeCount | None) -> reports.Cell | None:
    if count is None or count.base == 0:
        return None
    return reports.Cell(count.n, count.base, count.low, count.high, estimate=count.estimate)


def _theme_rows(prevalence: Prevalence) -> Iterable[reports.ThemeRow]:
    tables = {table.unit: table for table in prevalence.tables}
    conversations, people = tables.get(CONVERSATIONS), tables.get(PEOPLE)
    some = conversations or people or next(iter(tables.values()), None)
    if some is None:
        return
    for count in _all_counts(some).values():
        spread = some.places.get(count.code) if some.by == "site" else None
        yield reports.ThemeRow(
            count.path,
            count.path.rsplit(SEPARATOR, 1)[-1],
            count.depth,
            _cell(_all_counts(conversations).get(count.code)),
            _cell(_all_counts(people).get(count.code)),
            reports.Cell(*spread) if spread and spread[1] and count.base else None,
        )


def _all_counts(table: ThemeTable | None) -> dict[str, ThemeCount]:
    return {one.code: one for one in table.counts if one.group == "all"} if table else {}


def _crosstab(table: ThemeTable) -> reports.Crosstab:
    cells = {(one.code, one.group): one for one in table.counts}
    return reports.Crosstab(
        table.by or "",
        table.unit,
        table.groups,
        tuple(
            reports.CrosstabRow(
                one.path,
                one.path.rsplit(SEPARATOR, 1)[-1],
                one.depth,
                tuple(_cell(cells.get((code, group))) for group in table.groups),
            )
            for code, one in _all_counts(table).items()
        ),
    )


def _agreement_row(one: CodeAgreement) -> reports.AgreementRow:
    found = one.agreement
    path = one.code.path if one.code else "All themes together"
    return reports.AgreementRow(
        path,
        path.rsplit(SEPARATOR, 1)[-1],
        path.count(SEPARATOR),
        found.n,
        found.both,
        found.only_first,
        found.only_second,
        found.kappa,
        remark=found.remark,
    )
