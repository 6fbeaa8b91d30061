"""Remarks in the margin of a file come in as notes on the words, by whoever wrote them."""

from collections import Counter
from collections.abc import Iterable

from qualcode.model import Selection, Span, content_id
from qualcode.model.coder import clean_name
from qualcode.reading import ReadComment, ReadFile
from qualcode.store import Store, coder_id
from qualcode.store.act import Act
from qualcode.store.withdrawal import withdrawn_spans

NAMELESS = "unnamed commenter"


def write_comments(store: Store, act: Act, source: str, file: ReadFile) -> int:
    """Write the remarks that the project does not have yet as notes, and count them.

    A remark's id follows from its place, its author and its time, so that no second import and no
    other copy doubles it. What stands on words that were withdrawn stays out.
    """
    masked = withdrawn_spans(store.conn).get(source, [])
    added = store.read_field("source", source, "added") or act.time
    text = file.decoded.text
    written = 0
    for item, comment in _identify(source, file.comments):
        where = Span(comment.start, comment.end)
        if any(where.overlaps(span) for span in masked):
            continue
        author = clean_name(comment.author) or NAMELESS
        act.set("coder", coder_id(author), {"name": author})
        fields: dict[str, object] = {
            "about": "selection" if where else "source",
            "about_id": source,
            "source": source,
            "text": comment.words,
            "coder": coder_id(author),
            "made": comment.time or added,
        }
        if where:
            fields["selection"] = Selection.of(text, comment.start, comment.end)
        written += act.set("note", item, fields)
    return written


def _identify(source: str, comments: Iterable[ReadComment]) -> Iterable[tuple[str, ReadComment]]:
    """Yield each remark with its id, those of one place, author and time in their order."""
    alike: Counter[str] = Counter()
    for comment in comments:
        if not comment.words.strip():
            continue
        said = (comment.start, comment.end, comment.author, comment.time)
        first = content_id("comment", source, *said)
        alike[first] += 1
        yield content_id("note", source, *said, alike[first]), comment
