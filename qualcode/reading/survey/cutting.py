"""A survey as a text that reads down one question, with its closed answers beside it.

Each open question is a heading, "# question", a turn of nobody; below it stands a turn for each
respondent who answered, "label: words", in the order of the file.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from qualcode.model import ColumnKind
from qualcode.model.nearest import nearest_name
from qualcode.model.text import clean_text
from qualcode.model.words import count
from qualcode.reading.errors import UnknownColumnError, WordlessTableError
from qualcode.reading.sentences import were
from qualcode.reading.shape import (
    Cut,
    ReadColumn,
    ReadQuestion,
    ReadRespondent,
    ReadSurvey,
    ReadTurn,
)
from qualcode.reading.survey.grid import Column, Grid, clean_line, heading_key
from qualcode.reading.survey.guess import guess_kinds
from qualcode.reading.survey.looks import holds_contact, is_nothing, mean_words
from qualcode.reading.survey.options import choices_of, join_choices, join_options
from qualcode.reading.survey.respondents import Respondent, find_respondents

LAYOUT = "survey/1"
_EXAMPLES = 3
_EXAMPLE_CHARACTERS = 60
_GAP = "\n\n"
_OUTSIDE = (ColumnKind.PERSONAL, ColumnKind.LEFT_OUT)
_CHOSEN = frozenset({ColumnKind.CLOSED, ColumnKind.SEVERAL})


class _Text:
    """A text that grows by turns, and knows where they are."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.turns: list[ReadTurn] = []
        self.end = 0

    def add(self, head: str, words: str, label: str | None) -> None:
        """Write a turn after those that are there."""
        start = self.end + len(_GAP) if self.turns else 0
        body = start + len(head)
        self.end = body + len(words)
        self.turns.append(ReadTurn(start, body, self.end, None, label))
        self._parts.append(head + words)

    def read(self) -> str:
        """Return the text."""
        return _GAP.join(self._parts)


def cut_survey(
    grid: Grid, file: str, columns: Mapping[str, ColumnKind] | None = None, told: Sequence[str] = ()
) -> Cut:
    """Return the text of a survey, its turns, and what it holds beside them.

    `columns` says by heading what columns hold, in place of the guess; letter case and spaces do
    not count. `told` is said of the file already. Raises UnknownColumnError for a heading that is
    not there, WordlessTableError where no column has open answers.
    """
    found = join_options(grid.columns)
    given = _match(found, columns or {}, file)
    kinds, unsure = guess_kinds(found, given)
    guesses = guess_kinds(found, {})[0] if given else kinds
    asked = [pair for pair in zip(found, kinds, strict=True) if pair[1] is ColumnKind.OPEN]
    if not asked or not any(column.filled for column, _ in asked):
        # Those that somebody answered are more use than what a survey tool keeps for itself.
        answered = [one for one, kind in zip(found, kinds, strict=True) if kind in _CHOSEN] or found
        likeliest = max(answered, key=lambda one: mean_words(one.filled))
        columns_are = ", ".join(f"“{column.heading}”" for column in answered[:8])
        taken = dict(zip((column.heading for column in found), kinds, strict=True))
        raise WordlessTableError(file, columns_are, likeliest.heading, taken)
    closed = [pair for pair in zip(found, kinds, strict=True) if pair[1] in _CHOSEN]
    respondents, doubled = find_respondents(
        _ids(grid, found, kinds), grid.rows, list(_closed_answers(grid, closed))
    )
    text, questions = _lay_out(found, kinds, respondents)
    kept, replaced = clean_text(text.read())
    open_ = [column for column, _ in asked]
    left_out = (
        *told,
        *grid.told,
        *_tell_columns(found, kinds),
        *_tell_blank(open_),
        *_tell_nothing(open_),
        *doubled,
        *_tell_contacts(open_),
        *_tell_none_chosen(column for column, _ in closed),
    )
    survey = ReadSurvey(
        tuple(
            _describe(column, kind, guess)
            for column, kind, guess in zip(found, kinds, guesses, strict=True)
        ),
        tuple(questions),
        tuple(ReadRespondent(one.label, one.answers) for one in respondents),
    )
    unsure = [*grid.unsure, *unsure]
    return Cut(
        kept, LAYOUT, tuple(text.turns), left_out, replaced, survey=survey, unsure=tuple(unsure)
    )


def _match(
    found: Sequence[Column], columns: Mapping[str, ColumnKind], file: str
) -> dict[str, ColumnKind]:
    """Return what was said of columns by their headings as the file has them."""
    headings = {heading_key(column.heading): column.heading for column in found}
    given: dict[str, ColumnKind] = {}
    for said, kind in columns.items():
        heading = headings.get(heading_key(said))
        if heading is None:
            near = nearest_name(said, list(headings.values()))
            raise UnknownColumnError(file, said, near)
        given[heading] = kind
    return given


def _ids(grid: Grid, found: Sequence[Column], kinds: Sequence[ColumnKind]) -> Sequence[str]:
    for column, kind in zip(found, kinds, strict=True):
        if kind is ColumnKind.ID:
            return column.cells
    return [""] * len(grid.rows)


def _closed_answers(
    grid: Grid, closed: Sequence[tuple[Column, ColumnKind]]
) -> Iterator[dict[str, str]]:
    """Yield for each row its closed answers by heading, without the blank."""
    said: list[dict[str, str]] = [{} for _ in grid.rows]
    for column, kind in closed:
        if kind is ColumnKind.SEVERAL:
            plain = [join_choices(map(clean_line, choices)) for choices in choices_of(column)]
        else:
            plain = [clean_line(cell) for cell in column.cells]
        for answers, words in zip(said, plain, strict=True):
            if words:
                answers[column.heading] = words
    yield from said


def _lay_out(
    found: Sequence[Column], kinds: Sequence[ColumnKind], respondents: Sequence[Respondent]
) -> tuple[_Text, list[ReadQuestion]]:
    text, questions = _Text(), []
    by_place = {place: one.label for one in respondents for place in one.places}
    asked = [
        (column, kind)
        for column, kind in zip(found, kinds, strict=True)
        if kind in _CHOSEN or kind is ColumnKind.OPEN
    ]
    for column, kind in asked:
        if kind is not ColumnKind.OPEN:
            questions.append(ReadQuestion(column.place, column.heading, kind))
            continue
        text.add("# ", column.heading, None)
        first = len(text.turns)
        for place, cell in enumerate(column.cells):
            if cell.strip():
                words = cell.replace("\r\n", "\n").replace("\r", "\n").strip()
                text.add(f"{by_place[place]}: ", words, by_place[place])
        start = text.turns[first].start if len(text.turns) > first else text.end
        questions.append(ReadQuestion(column.place, column.heading, kind, start, text.end))
    return text, questions


def _describe(column: Column, kind: ColumnKind, guess: ColumnKind) -> ReadColumn:
    """Describe a column. Of one that looks personal, cells are shown only once asked for."""
    filled = column.filled
    distinct = list(dict.fromkeys(filled))
    hidden = ColumnKind.PERSONAL in {kind, guess} and kind in _OUTSIDE
    examples = () if hidden else tuple(map(_shorten, distinct[:_EXAMPLES]))
    blank = len(column.cells) - len(filled)
    return ReadColumn(column.heading, kind, len(filled), blank, len(distinct), examples)


def _shorten(cell: str) -> str:
    words = clean_line(cell)
    return words if len(words) <= _EXAMPLE_CHARACTERS else f"{words[: _EXAMPLE_CHARACTERS - 1]}…"


def _tell_columns(found: Sequence[Column], kinds: Sequence[ColumnKind]) -> Iterator[str]:
    names = {
        kind: [c.heading for c, one in zip(found, kinds, strict=True) if one is kind]
        for kind in (ColumnKind.PERSONAL, ColumnKind.LEFT_OUT)
    }
    if personal := names[ColumnKind.PERSONAL]:
        number = len(personal)
        yield (
            f"{count(number, 'column')} that may tell who somebody is {were(number)} left out: "
            f"{_quote(personal)}."
        )
    if left := names[ColumnKind.LEFT_OUT]:
        number = len(left)
        yield f"{count(number, 'column')} {were(number)} left out: {_quote(left)}."


def _tell_blank(asked: Sequence[Column]) -> Iterator[str]:
    blank = [len(column.cells) - len(column.filled) for column in asked]
    if number := sum(blank):
        verb = "is" if number == 1 else "are"
        turn = "makes" if number == 1 else "make"
        yield f"{count(number, 'open answer')} {verb} blank and {turn} no turn."


def _tell_nothing(asked: Sequence[Column]) -> Iterator[str]:
    if number := sum(is_nothing(cell) for column in asked for cell in column.filled):
        says, is_ = ("says", "is an answer") if number == 1 else ("say", "are answers")
        yield f"{count(number, 'open answer')} {says} no more than “none” or “N/A”, and {is_} too."


def _tell_contacts(asked: Sequence[Column]) -> Iterator[str]:
    if number := sum(holds_contact(cell) for column in asked for cell in column.filled):
        seem = "seems" if number == 1 else "seem"
        yield (
            f"{count(number, 'open answer')} {seem} to hold an e-mail address or a telephone "
            "number; nothing is masked by itself."
        )


def _tell_none_chosen(closed: Iterable[Column]) -> Iterator[str]:
    for column in closed:
        if number := column.none_chosen:
            has, counts = ("has", "counts") if number == 1 else ("have", "count")
            yield (
                f"{count(number, 'row')} {has} a 0 for every option of “{column.heading}” and "
                f"{counts} as blank: whether they chose none or passed it over, nobody can tell."
            )


def _quote(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
