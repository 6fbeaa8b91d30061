"""The words that a text has in small letters: what stands among them is seldom a name."""

from collections import Counter
from collections.abc import Mapping
from functools import cached_property

import regex

_SMALL = regex.compile(r"(?<![\p{L}\p{M}'’])\p{Ll}{3,}(?![\p{L}\p{M}])")


class SmallWords:
    """How often a text has each of its words in small letters, counted when first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How often each word stands in the text."""
        return Counter(match.group() for match in _SMALL.finditer(self._text))
