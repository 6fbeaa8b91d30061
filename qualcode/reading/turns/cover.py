"""Cover sheets: the fields above a transcript, which look like labels and are none."""

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from qualcode.reading.turns.headers import Header
from qualcode.reading.turns.labels import is_form_field
from qualcode.reading.turns.lines import Line

_COVER_LINES = 30
_FEW_WORDS = 5


def without_cover_sheet(
    headers: Sequence[Header], text: str, lines: Sequence[Line], declared: AbstractSet[str]
) -> list[Header]:
    """Leave out the lines of a cover sheet (“Date: …”), and names that stand among them.

    The sheet ends with a blank line, or where a label that comes back or is declared opens a turn.
    """
    labelled = [h for h in headers if h.label]
    fields = [
        h.line
        for h in labelled
        if h.line < _COVER_LINES and is_form_field(h.label or "") and h.key not in declared
    ]
    if not fields:
        return labelled
    counts = Counter(h.key for h in labelled)
    sure = declared | {key for key, number in counts.items() if number > 1}
    turns = {h.line for h in labelled if h.key in sure}
    last = max(fields)
    end = last + 1
    while end < len(lines) and not lines[end].after_blank and end not in turns:
        end += 1

    def on_cover(header: Header) -> bool:
        few = len(text[header.body : lines[header.last].end].split()) < _FEW_WORDS
        if header.line <= last:
            return few or header.key not in declared
        return few and header.line < end

    return [h for h in labelled if not on_cover(h)]
