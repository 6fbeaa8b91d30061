"""Reasons to doubt that the labels of a text are those of a conversation, a sentence for each."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

import regex

from qualcode.model import CaseKind
from qualcode.model.words import count
from qualcode.reading.sentences import agree, quote_few
from qualcode.reading.shape import ReadTurn
from qualcode.reading.turns.headers import Header
from qualcode.reading.turns.kinds import guess_kind, is_known_sort, names_several
from qualcode.reading.turns.labels import is_name_like, is_plausible
from qualcode.reading.turns.lines import Line
from qualcode.reading.turns.shapes import Shape
from qualcode.reading.turns.spelling import label_key

_FEWEST_QUESTIONS, _TITLE_WORDS, _FEW = 3, 8, 0.2
_FEWEST_TURNS, _FEWEST_HEADINGS, _HEADINGS = 5, 3, 0.25
_ALMOST_ALL = 0.8
_LOOKED_AT = 300
_QUESTION = regex.compile("[?？؟\u037e]")
_FIRST_WORDS = 8
_STOP = regex.compile(r"\p{L}\.\s")
# A label after the end of a sentence, as where two people share a paragraph.
_WITHIN = regex.compile(r"[.?!…)\]”\"’*] +\**(?P<label>\p{L}[^:.?!\n]{0,30}?)\**:\**[ \t]")
_PRONOUNS = frozenset(["me", "myself", "him", "himself", "herself", "us", "them", "everybody else"])


def doubt_conversation(
    text: str,
    lines: Sequence[Line],
    headers: Sequence[Header],
    chosen: Sequence[Header],
    turns: Sequence[ReadTurn],
    declared: AbstractSet[str],
) -> Iterator[str]:
    """Doubt the labels of the `chosen` headers; those that are `declared` are sure to speak."""
    spelt = {h.key: h.label or "" for h in reversed(chosen)}
    counts = Counter(h.key for h in chosen)
    yield from _doubt_lone(spelt, text, turns)
    yield from _doubt_within(text, turns, counts)
    yield from _doubt_unnamed(text, lines, chosen, spelt.values())
    unsaid = {key: label for key, label in spelt.items() if key not in declared}
    again = {key: label for key, label in unsaid.items() if counts[key] > 1}
    if again:
        yield from _doubt_runs(again, len(spelt), turns)
        yield from _doubt_same_words(again, len(spelt), text, turns)
    yield from _doubt_quoted(unsaid, chosen)
    if not declared and not any(is_known_sort(label) for label in spelt.values()):
        yield from _doubt_talk(text, headers, chosen)


def _doubt_lone(spelt: Mapping[str, str], text: str, turns: Sequence[ReadTurn]) -> Iterator[str]:
    """Doubt that one label speaks alone, where paragraphs without a label stand in its turns."""
    if len(spelt) == 1 and any(t.label and "\n" in text[t.body : t.end] for t in turns):
        (label,) = spelt.values()
        yield (
            f"Only “{label}” is named: if others speak without a name, their words stand in the "
            f"turns of “{label}”."
        )


def _doubt_within(text: str, turns: Sequence[ReadTurn], counts: Mapping[str, int]) -> Iterator[str]:
    """Doubt turns with a label in the midst of a line."""
    found: defaultdict[str, list[tuple[str, ReadTurn]]] = defaultdict(list)
    for turn in turns:
        for match in _WITHIN.finditer(text, turn.body, turn.end):
            label = match["label"].strip()
            found[label_key(label)].append((label, turn))
    shown = [
        place
        for key, places in found.items()
        for place in places
        if key in counts or (len(places) > 1 and is_name_like(places[0][0]))
    ]
    if shown:
        number = len(shown)
        labels = list(dict.fromkeys(f"{label}:" for label, _ in shown))
        starts = {turn.start: text[turn.start : turn.end] for _, turn in shown}
        begun = [" ".join(words.split()[:_FIRST_WORDS]) for words in starts.values()]
        few = [f"{words} …" for words in begun]
        yield (
            f"{count(number, 'place')} within a paragraph {agree(number, 'looks', 'look')} as if "
            f"another speaker began there: {quote_few(labels)}, in what begins with "
            f"{quote_few(few)}."
        )


def _doubt_unnamed(
    text: str, lines: Sequence[Line], chosen: Sequence[Header], labels: Iterable[str]
) -> Iterator[str]:
    """Doubt paragraphs without a label: where nobody is there to ask, and where they are titles."""
    taken = {n for h in chosen for n in range(h.line, h.last + 1)}
    after = {h.last + 1 for h in chosen if text[h.body : lines[h.last].end].strip() == ""}
    plain = [
        n
        for n in range(chosen[0].last + 1, len(lines))
        if n not in taken and n not in after and lines[n].after_blank
    ]
    followed = [n for n in plain if n + 1 in taken and lines[n + 1].after_blank]
    asked = sum(text[lines[n].end - 1] in "?？؟" for n in followed)
    if asked >= _FEWEST_QUESTIONS and not any(
        guess_kind(label)[0] is CaseKind.FACILITATOR for label in labels
    ):
        yield (
            f"{count(asked, 'paragraph')} without a name {agree(asked, 'asks', 'ask')} something, "
            "and nobody is named who leads: they stand as words of whoever spoke before."
        )
    titles = [n for n in followed if _is_title(text[lines[n].words : lines[n].end])]
    if titles and len(titles) <= _FEW * len(chosen):
        shown = quote_few([text[lines[n].words : lines[n].end] for n in titles])
        number = len(titles)
        yield (
            f"{count(number, 'paragraph')} may be {agree(number, 'a heading', 'headings')}, and "
            f"{agree(number, 'stands', 'stand')} as words of whoever spoke before: {shown}."
        )


def _is_title(line: str) -> bool:
    words = line.split(maxsplit=_TITLE_WORDS)
    return len(words) <= _TITLE_WORDS and line[0].isupper() and line[-1].isalnum()


def _doubt_runs(spelt: Mapping[str, str], number: int, turns: Sequence[ReadTurn]) -> Iterator[str]:
    """Doubt labels, of so many, whose turns all follow one another, as the fields of a form do."""
    order = [label_key(t.label) for t in turns if t.label is not None]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, key in enumerate(order):
        places[key].append(place)
    alone = [
        label
        for key, label in spelt.items()
        if 1 < len(found := places[key]) < len(order)
        and found[-1] - found[0] == len(found) - 1
        and not names_several(label)
    ]
    if alone and len(alone) < number:
        yield (
            f"The turns of {quote_few(alone)} follow one another, and nobody speaks between "
            "them: check that a speaker is meant."
        )


def _doubt_same_words(
    spelt: Mapping[str, str], number: int, text: str, turns: Sequence[ReadTurn]
) -> Iterator[str]:
    """Doubt labels, of so many, that say the same each time, as the running head of a page does."""
    lines: defaultdict[str, list[str]] = defaultdict(list)
    for turn in turns:
        if turn.label is not None:
            words = text[turn.body : min(turn.end, turn.body + _LOOKED_AT)]
            lines[label_key(turn.label)].append(words.partition("\n")[0].strip())
    same = [
        label
        for key, label in spelt.items()
        if len(said := lines[key]) > 1
        and len(set(said)) == 1
        and " " in said[0]
        and not is_known_sort(label)
    ]
    if same and 2 * len(same) < number:
        yield (
            f"{quote_few(same)} {agree(len(same), 'says', 'say')} the same words each time: check "
            "that it is a speaker and not the head of a page."
        )


def _doubt_quoted(spelt: Mapping[str, str], chosen: Sequence[Header]) -> Iterator[str]:
    """Doubt labels within the paragraphs of others, and pronouns: they may be told talk."""
    after: Counter[str] = Counter()
    for header in chosen:
        after[header.key] += header.after_blank
    number = Counter(h.key for h in chosen)
    spaced = after.total() >= _ALMOST_ALL * number.total()
    told = [
        label
        for key, label in spelt.items()
        if (spaced and number[key] > 1 and not after[key]) or key in _PRONOUNS
    ]
    if told:
        yield (
            f"{quote_few(told)} may be somebody whose words another speaker tells: check that a "
            "speaker is meant."
        )


def _doubt_talk(text: str, headers: Sequence[Header], chosen: Sequence[Header]) -> Iterator[str]:
    """Doubt that there is a conversation, where headings stand among the labels or nobody asks."""
    opened = {h.line for h in chosen}
    headings = [
        h.label or ""
        for h in headers
        if h.shape is Shape.COLON
        and h.line > chosen[0].line
        and h.line not in opened
        and not is_plausible(h.label or "")
    ]
    many = len(headings) >= max(_FEWEST_HEADINGS, _HEADINGS * len(chosen))
    quiet = len(chosen) >= _FEWEST_TURNS and _STOP.search(text) and not _QUESTION.search(text)
    if many or quiet:
        labels = quote_few(list(dict.fromkeys(h.label or "" for h in chosen)))
        why = f"lines begin with {quote_few(headings)} too" if many else "nobody asks anything"
        yield (
            f"{labels} may be headings of a text that is no conversation, since {why}: check that "
            "speakers are meant."
        )
