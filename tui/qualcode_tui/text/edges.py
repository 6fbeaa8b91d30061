"""The edges of a document: where its turns, sentences and words begin and end.

All offsets are code points of the source's text. Turns are found by bisection; the sentences and
words of a turn are looked for when somebody first comes to it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

import regex

from qualcode.model import Document, Span, Turn
from qualcode.model.text import snap_to_graphemes
from qualcode_tui.text.cells import is_narrow

_TOKEN = regex.compile(r"[^\s—–…/]+")
_MARKS = regex.compile(r"^\p{P}+|\p{P}+$")
_SENTENCE_END = regex.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|\n+")
_ABBREVIATIONS = frozenset(("mr.", "mrs.", "ms.", "dr.", "prof.", "st.", "e.g.", "i.e.", "etc."))


class Unit(StrEnum):
    """What a step moves or widens by."""

    WORD = "word"
    SENTENCE = "sentence"
    TURN = "turn"


class Edges:
    """The turns, sentences and words of one document, and the steps from one to the next.

    `whole` are stretches that nothing may cut, whatever stands in them: corrections.
    """

    def __init__(self, document: Document, whole: Iterable[Span] = ()) -> None:
        self.text = document.text
        self.turns: tuple[Turn, ...] = document.turns
        self._starts = [turn.body for turn in self.turns]
        self._whole: list[Span] = []
        for span in sorted(whole):
            # What one character joins, nothing cuts either.
            snapped = Span(*snap_to_graphemes(self.text, span.start, span.end))
            if self._whole and self._whole[-1].overlaps(snapped):
                snapped = Span(self._whole.pop().start, snapped.end)
            self._whole.append(snapped)
        self.words = lru_cache(maxsize=64)(self._find_words)
        self.sentences = lru_cache(maxsize=64)(self._find_sentences)

    def turn_at(self, offset: int) -> int:
        """Return the index of the turn that holds an offset, or of the last one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def body(self, index: int) -> Span:
        """Return where the words of a turn stand."""
        turn = self.turns[index]
        return Span(turn.body, turn.end)

    def units(self, unit: Unit, index: int) -> tuple[Span, ...]:
        """Return the words, the sentences or the whole of a turn, in order."""
        if unit is Unit.WORD:
            return self.words(index)
        if unit is Unit.SENTENCE:
            return self.sentences(index)
        return (self.body(index),)

    def unit_at(self, unit: Unit, offset: int) -> Span:
        """Return the word, sentence or turn at an offset, or the nearest before it in the turn."""
        if not self.turns:
            return Span(offset, offset)
        index = self.turn_at(offset)
        spans = self.units(unit, index)
        if not spans:
            return self.body(index)
        return spans[max(0, bisect_right(spans, offset, key=lambda span: span.start) - 1)]

    def next_start(self, unit: Unit, offset: int) -> int:
        """Return where the next unit begins, or the offset itself after the last."""
        for index in range(self.turn_at(offset), len(self.turns)):
            spans = self.units(unit, index)
            i = bisect_right(spans, offset, key=lambda span: span.start)
            if i < len(spans):
                return spans[i].start
        return offset

    def next_end(self, unit: Unit, offset: int) -> int:
        """Return where the unit at or after an offset ends, or the offset after the last."""
        for index in range(self.turn_at(offset), len(self.turns)):
            spans = self.units(unit, index)
            i = bisect_right(spans, offset, key=lambda span: span.end)
            if i < len(spans):
                return spans[i].end
        return offset

    def previous_start(self, unit: Unit, offset: int) -> int:
        """Return where the unit before an offset begins, or the offset before the first."""
        for index in range(self.turn_at(offset), -1, -1):
            spans = self.units(unit, index)
            i = bisect_left(spans, offset, key=lambda span: span.start)
            if i:
                return spans[i - 1].start
        return offset

    def previous_end(self, unit: Unit, offset: int) -> int:
        """Return where the last unit that ends before an offset ends, or the offset itself."""
        for index in range(self.turn_at(offset), -1, -1):
            spans = self.units(unit, index)
            i = bisect_left(spans, offset, key=lambda span: span.end)
            if i:
                return spans[i - 1].end
        return offset

    def extend(self, unit: Unit, anchor: int, head: int, *, forward: bool) -> int:
        """Return where the moving end of a selection goes: outward to the far edge of a unit.

        Coming back towards the anchor it gives one unit up at a time and stops at the anchor.
        """
        if forward and head >= anchor:
            return self.next_end(unit, head)
        if forward:
            return min(self.next_start(unit, head), anchor)
        if head <= anchor:
            return self.previous_start(unit, head)
        return max(self.previous_end(unit, head), anchor)

    def snap(self, start: int, end: int) -> Span:
        """Widen a stretch so that it cuts no user-perceived character and no correction."""
        if start >= end:
            return Span(start, end)
        if not (self._is_plain_edge(start) and self._is_plain_edge(end)):
            start, end = snap_to_graphemes(self.text, start, end)
        return Span(self._whole_at(start).start, self._whole_at(end).end)

    def _whole_at(self, edge: int) -> Span:
        """Return the correction that an edge falls inside of, or the edge itself."""
        i = bisect_left(self._whole, edge, key=lambda span: span.start) - 1
        found = self._whole[i] if i >= 0 else None
        return found if found is not None and edge < found.end else Span(edge, edge)

    def _is_plain_edge(self, at: int) -> bool:
        """Say whether what stands on either side of an edge can never be one character."""
        left, right = max(0, at - 1), min(len(self.text), at + 1)
        if self.text[left:at] == "\n":
            left = at
        if self.text[at:right] == "\n":
            right = at
        return is_narrow(self.text, left, right)

    def count_words(self, span: Span) -> int:
        """Count the words that share a code point with a stretch."""
        first, last = self.turn_at(span.start), self.turn_at(max(span.start, span.end - 1))
        return sum(
            word.overlaps(span) for index in range(first, last + 1) for word in self.words(index)
        )

    def _find_words(self, index: int) -> tuple[Span, ...]:
        body = self.body(index)
        words: list[Span] = []
        for token in _TOKEN.finditer(self.text, body.start, body.end):
            start, end = token.span()
            bare = _MARKS.sub("", token.group())
            if bare:
                start = self.text.index(bare, start)
                end = start + len(bare)
            span = self.snap(start, end)
            # Marks between two words may be one grapheme with both: then they are one word.
            if words and words[-1].overlaps(span):
                span = Span(words.pop().start, span.end)
            words.append(Span(span.start, min(span.end, body.end)))
        return tuple(words)

    def _find_sentences(self, index: int) -> tuple[Span, ...]:
        body = self.body(index)
        sentences: list[Span] = []
        start = body.start
        for mark in _SENTENCE_END.finditer(self.text, body.start, body.end):
            last_word = self.text[start : mark.end()].rsplit(None, 1)[-1:]
            if last_word and last_word[0].lower() in _ABBREVIATIONS:
                continue
            self._add_sentence(sentences, start, mark.end())
            start = mark.end()
        self._add_sentence(sentences, start, body.end)
        return tuple(sentences)

    def _add_sentence(self, sentences: list[Span], start: int, end: int) -> None:
        words = self.text[start:end]
        bare = words.strip()
        if bare:
            start += len(words) - len(words.lstrip())
            span = self.snap(start, start + len(bare))
            if sentences and sentences[-1].overlaps(span):
                span = Span(sentences.pop().start, span.end)
            sentences.append(span)
