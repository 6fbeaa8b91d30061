"""Surveys: what was asked, who answered what, and tables of closed answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qualcode.measures.survey_table import Answered, SurveyTable, tabulate_answers
from qualcode.model import Case, ColumnKind, Question, Span
from qualcode.model.nearest import nearest_name
from qualcode.model.shown import Shown
from qualcode.project.errors import (
    AmbiguousQuestionError,
    NoSurveysError,
    OpenQuestionError,
    SeveralGroupsError,
    UnknownSurveyQuestionError,
    UnknownVariableError,
)
from qualcode.project.exporting import record_export
from qualcode.project.intake.respondents import variable_of
from qualcode.store import Store
from qualcode.store.people import list_cases, list_speakers
from qualcode.store.sources import list_sources, read_document, read_source
from qualcode.store.surveys import list_questions

# Between the choices of one respondent, as they are stored.
_CHOICES = "; "


@dataclass(frozen=True, slots=True)
class Answer:
    """What one respondent answered. `span` is where an open answer stands in its source."""

    case: Case
    words: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question with how many respondents answered it, and how many left it blank.

    `ref` is the short name of its survey.
    """

    question: Question
    ref: str
    answered: int
    blank: int


class Surveys:
    """The surveys of a project. Nobody who withdrew is in any of their counts."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def questions(self, source: str | None = None) -> list[Question]:
        """Return the questions of all surveys, or of one (by id), in the order of their columns."""
        return list_questions(self._store.conn, source)

    def find(self, name: str, source: str | None = None) -> Question:
        """Return a question by number ("3", "S1:3" where there are several surveys), text or id.

        With `source` only the questions of that survey (by id) are looked at. Raises
        NoSurveysError, AmbiguousQuestionError, and UnknownSurveyQuestionError, which names the
        nearest.
        """
        questions = self.questions(source)
        if not questions:
            raise NoSurveysError
        refs = {source.id: source.ref for source in list_sources(self._store.conn)}
        wanted = _key(name)
        for fits in (
            [one for one in questions if name == one.id],
            [
                one
                for one in questions
                if wanted in (f"{one.n}", _key(f"{refs[one.source]}:{one.n}"))
            ],
            [one for one in questions if wanted == _key(one.text)],
            [one for one in questions if wanted and _key(one.text).startswith(wanted)],
        ):
            if len(fits) == 1:
                return fits[0]
            if fits:
                raise AmbiguousQuestionError(name, [f"{refs[q.source]}:{q.n}" for q in fits])
        raise UnknownSurveyQuestionError(name, nearest_name(name, [one.text for one in questions]))

    def respondents(self, source: str) -> list[Case]:
        """Return all who answered a survey (by id), and left it blank, by participant code."""
        there = {case for where, case in list_speakers(self._store.conn) if where == source}
        cases = list_cases(self._store.conn)
        return [case for case in cases if case.id in there and not case.withdrawn]

    def asked(self, source: str | None = None) -> list[AskedQuestion]:
        """Return the questions of all surveys, or of one (by id), with how many answered."""
        refs = {one.id: one.ref for one in list_sources(self._store.conn)}
        questions = self.questions(source)
        sizes = {where: len(self.respondents(where)) for where in {q.source for q in questions}}
        found = []
        for question in questions:
            answered = len({answer.case.id for answer in self.answers(question)})
            blank = sizes[question.source] - answered
            found.append(AskedQuestion(question, refs[question.source], answered, blank))
        return found

    def answers(self, question: Question) -> list[Answer]:
        """Return the answers to a question, blank ones passed over.

        Those to an open one stand in file order, with corrections shown; others by participant.
        """
        if question.kind is ColumnKind.OPEN:
            return list(self._open_answers(question))
        variable = variable_of(question.text)
        return [
            Answer(case, case.variables[variable])
            for case in self.respondents(question.source)
            if case.variables.get(variable)
        ]

    def table(self, question: Question, by: str | None = None) -> SurveyTable:
        """Count the answers to a closed question, by a variable of the respondents or for all.

        Percentages are of those who answered. Who answers a survey is seldom a random sample, so
        no interval is given. Raises OpenQuestionError, UnknownVariableError, SeveralGroupsError.
        """
        if question.kind is ColumnKind.OPEN:
            raise OpenQuestionError(question.text)
        cases = self.respondents(question.source)
        variable, several = variable_of(question.text), question.kind is ColumnKind.SEVERAL
        group = self._find_variable(by, cases, question.source) if by is not None else None
        if group and any(
            one.kind is ColumnKind.SEVERAL and variable_of(one.text) == group
            for one in self.questions(question.source)
        ):
            raise SeveralGroupsError(group)
        site = read_source(self._store.conn, question.source).site
        answers = [
            Answered(
                _choices(case.variables.get(variable, ""), several=several),
                _group_of(case, group, site),
            )
            for case in cases
        ]
        return tabulate_answers(answers, question.text, several=several, by=group)

    def beside(self, case: str) -> list[tuple[str, str]]:
        """Return (question, answer) of a respondent's closed answers, in the order of the columns.

        Nothing for somebody (by id) who answered no survey. Blank answers are passed over.
        """
        there = {where for where, item in list_speakers(self._store.conn) if item == case}
        beside = (self.all_beside(source).get(case, []) for source in there)
        return list(dict(pair for pairs in beside for pair in pairs).items())

    def all_beside(self, source: str) -> dict[str, list[tuple[str, str]]]:
        """Return what stands beside the open answers of a survey, by the id of the respondent."""
        closed = [one for one in self.questions(source) if one.kind is not ColumnKind.OPEN]
        return {
            case.id: [
                (question.text, case.variables[variable_of(question.text)])
                for question in closed
                if case.variables.get(variable_of(question.text))
            ]
            for case in self.respondents(source)
        }

    def write_table(self, question: Question, target: Path, by: str | None = None) -> None:
        """Write the table of a closed question as .csv or .xlsx, and record that it left.

        Raises what `table` raises, NoCoderError, and OSError.
        """
        from qualcode.reports.survey_table import write_survey_table  # noqa: PLC0415

        self._store.require_coder()
        write_survey_table(self.table(question, by), target)
        record_export(self._store, "survey table", target)

    def _open_answers(self, question: Question) -> Iterator[Answer]:
        conn = self._store.conn
        cases = {case.id: case for case in list_cases(conn) if not case.withdrawn}
        document = read_document(conn, question.source)
        shown = Shown.of(document)
        for turn in document.turns:
            if turn.case in cases and is_answer(question, turn.source, turn.start):
                words = shown.read(turn.body, turn.end)
                yield Answer(cases[turn.case], words, Span(turn.body, turn.end))

    def _find_variable(self, by: str, cases: list[Case], source: str) -> str:
        """Return a variable by its name, or by whatever a question of the survey is found by."""
        known = {name for case in cases for name in case.variables} | {"site"}
        names = {_key(name): name for name in known}
        if _key(by) in names:
            return names[_key(by)]
        try:
            variable = variable_of(self.find(by, source).text)
        except UnknownSurveyQuestionError:
            variable = ""
        if variable not in known:
            raise UnknownVariableError(by, sorted(known))
        return variable


def is_answer(question: Question, source: str, start: int) -> bool:
    """Say whether a turn of a source that begins at `start` answers an open question."""
    if question.start is None or question.end is None or question.source != source:
        return False
    return question.start <= start < question.end


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _choices(answer: str, *, several: bool) -> tuple[str, ...]:
    parts = answer.split(_CHOICES) if several else [answer]
    return tuple(part for part in parts if part)


def _group_of(case: Case, variable: str | None, site: str | None) -> str | None:
    if variable is None:
        return None
    return (case.site or site) if variable == "site" else case.variables.get(variable)
