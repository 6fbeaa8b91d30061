"""How many people and conversations speak of each theme, and how far coders agree."""

from collections.abc import Callable, Sequence
from itertools import combinations

from qualcode.measures import ALL, GroupNameError
from qualcode.model import ColumnKind, Question
from qualcode.project.coders import find_coder
from qualcode.project.counts.agreeing import CodeAgreement, agree
from qualcode.project.counts.assisted import count_assisted
from qualcode.project.counts.assisted_tables import FIVE_POINTS, PASSAGES, AssistedCounts
from qualcode.project.counts.drawn import count_drawn
from qualcode.project.counts.errors import PeopleNotDrawnError
from qualcode.project.counts.prevalence import count_units, list_notes, list_variables
from qualcode.project.counts.tallies import (
    CONVERSATIONS,
    PEOPLE,
    QUOTATIONS,
    RESPONDENTS,
    Prevalence,
)
from qualcode.project.counts.units import LabelledTurns, label_turns, narrow_turns
from qualcode.project.errors import (
    ClosedQuestionError,
    NoCodesError,
    NoSourcesError,
    SameCoderError,
    TooFewCodersError,
    UnknownVariableError,
)
from qualcode.project.surveys import is_answer
from qualcode.store import Store
from qualcode.store.codings import list_codings, list_readings
from qualcode.store.surveys import list_questions


class Counting:
    """Counts and agreement. A machine's suggestions are never part of either."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def prevalence(
        self, by: str | None = None, coder: str | None = None, question: Question | None = None
    ) -> Prevalence:
        """Count, for every theme, who speaks of it, by a variable (role, site …) and for all.

        Conversations and people of interviews and focus groups are counted plainly: they were
        chosen, not drawn, so no interval would be sound. Survey respondents get Wilson intervals,
        and so do the passages of a random draw: those of `assisted` without its model.

        With an open `question` of a survey only its answers count: whoever left it blank has none,
        and so is in no base. Raises ClosedQuestionError for another.
        """
        name = find_coder(self._store, coder) if coder else None
        labelled = self._labelled(name)
        if question:
            labelled = _answers_to(labelled, question)
        if by is not None:
            self._must_vary(labelled, by)
        found = [
            *(
                count_units(labelled, unit, by)
                for unit in (CONVERSATIONS, PEOPLE, RESPONDENTS, QUOTATIONS)
            ),
        ]
        drawn, told = (None, ()) if question else count_drawn(self._store, by, name)
        tables = tuple(table for table in (*found, drawn) if table is not None)
        return Prevalence(tables, (*list_notes(labelled, tables), *told))

    def assisted(
        self,
        by: str | None = None,
        coder: str | None = None,
        *,
        unit: str = PASSAGES,
        within: float = FIVE_POINTS,
        report: Callable[[str], None] = lambda _: None,
    ) -> AssistedCounts:
        """Estimate what share of all passages speaks of each theme, those nobody read included.

        It rests on what people coded of a random draw, sharpened by a model's predictions of every
        passage. `by` is a variable; `within` the margin to plan for, as a share; `report` is told
        what goes on. Raises PeopleNotDrawnError for another unit than passages, and where the draw
        does not allow an estimate what `counts.assisted.count_assisted` raises.
        """
        if unit != PASSAGES:
            raise PeopleNotDrawnError(unit)
        name = find_coder(self._store, coder) if coder else None
        if by is not None and by not in self.variables():
            raise UnknownVariableError(by, self.variables())
        return count_assisted(self._store, by, name, within, report)

    def variables(self) -> list[str]:
        """Return the names of what prevalence can be counted by.

        A question with several choices is left out: its values are combinations of them.
        """
        several = {
            question.text
            for question in list_questions(self._store.conn)
            if question.kind is ColumnKind.SEVERAL
        }
        return [name for name in list_variables(self._labelled(None)) if name not in several]

    def coders(self) -> list[str]:
        """Return the names of all who coded or read."""
        conn = self._store.conn
        return sorted(
            {one.coder for one in list_codings(conn)} | {one.coder for one in list_readings(conn)}
        )

    def agreement(self, coders: Sequence[str] | None = None) -> list[CodeAgreement]:
        """Return Cohen's kappa by code and over all codes, for each pair of coders.

        The units are the turns that both have read with the code in its present meaning. Raises
        TooFewCodersError, SameCoderError, and UnknownItemError where nobody has the name.
        """
        names = [find_coder(self._store, one) for one in coders] if coders else self.coders()
        if len(names) < 2:  # noqa: PLR2004 - a pair
            raise TooFewCodersError(names)
        if len(set(names)) < len(names):
            raise SameCoderError(max(names, key=names.count))
        labels = {name: label_turns(self._store, name) for name in names}
        return [
            one
            for first, second in combinations(names, 2)
            for one in agree(first, second, labels[first], labels[second])
        ]

    def _labelled(self, coder: str | None) -> LabelledTurns:
        labelled = label_turns(self._store, coder)
        if not labelled.codes:
            raise NoCodesError
        if not labelled.turns:
            raise NoSourcesError
        return labelled

    def _must_vary(self, labelled: LabelledTurns, by: str) -> None:
        known = list_variables(labelled)
        if by not in known:
            raise UnknownVariableError(by, known)
        if any(one.group(by) == ALL for one in labelled.turns):
            raise GroupNameError(by, ALL)


def _answers_to(labelled: LabelledTurns, question: Question) -> LabelledTurns:
    if question.kind is not ColumnKind.OPEN:
        raise ClosedQuestionError(question.text)
    return narrow_turns(
        labelled,
        [
            place
            for place, one in enumerate(labelled.turns)
            if is_answer(question, one.turn.source, one.turn.start)
        ],
    )
