"""Words that a hyphen parts at the end of a printed line: made whole where that is safe."""

from collections.abc import Iterable, Sequence

import regex

_WORD = regex.compile(r"[\p{L}\p{M}]+(?:[-‐][\p{L}\p{M}]+)*")
_BROKEN = regex.compile(r"(?P<head>[\p{L}\p{M}]+)[-‐]$")
_REST = regex.compile(r"(?P<rest>\p{Ll}[\p{L}\p{M}]*)")
_SOFT = "\u00ad"
_LONGEST = 40


class Hyphens:
    """Joins lines, and counts the words that were made whole and those that kept a hyphen.

    A word loses its hyphen only where the file has it without one elsewhere, and never with one.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self.closed = 0
        self.kept = 0
        self._words = {
            match.group().casefold().replace("‐", "-")
            for line in lines
            for match in _WORD.finditer(line)
        }

    def join(self, lines: Sequence[str]) -> str:
        """Return the lines as one, a blank where each ended."""
        text = lines[0]
        for line in lines[1:]:
            broken, rest = _BROKEN.search(text[-_LONGEST:]), _REST.match(line)
            if text.endswith(_SOFT):
                self.closed += 1
                text = text.removesuffix(_SOFT) + line
            elif broken and rest:
                whole = (broken["head"] + rest["rest"]).casefold()
                with_hyphen = f"{broken['head']}-{rest['rest']}".casefold()
                safe = whole in self._words and with_hyphen not in self._words
                self.closed += safe
                self.kept += not safe
                text = (text[:-1] if safe else text) + line
            else:
                text = f"{text} {line}"
        return text
