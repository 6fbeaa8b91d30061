"""Arithmetic on spans that are sorted and do not overlap."""

from bisect import bisect_right
from collections.abc import Sequence

from qualcode.model import Span


def count_shared(spans: Sequence[Span], span: Span) -> int:
    """Count the code points of a span that lie in any of the sorted, separate spans."""
    i = max(0, bisect_right(spans, span.start, key=lambda one: one.start) - 1)
    shared = 0
    while i < len(spans) and spans[i].start < span.end:
        shared += spans[i].intersect(span)
        i += 1
    return shared
