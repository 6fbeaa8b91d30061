"""Reading what somebody asks of whoever decides on codes."""

import json
import sqlite3

from qualcode.model.request import Answer, Request, RequestKind

_REQUESTS = """
    SELECT request.id, request.kind, request.code, request.fields, request.told, request.why,
           request.source, request.start, request."end", asked.name, request.made, request.answer,
           answered.name, request.because
    FROM request JOIN coder AS asked ON asked.id = request.coder
    LEFT JOIN coder AS answered ON answered.id = request.answered_by
    ORDER BY request.made, request.id
"""


def list_requests(conn: sqlite3.Connection) -> list[Request]:
    """Return all requests, oldest first, the answered ones too."""
    return [_request(*row) for row in conn.execute(_REQUESTS)]


def _request(
    item: str,
    kind: str,
    code: str | None,
    fields: str | None,
    told: str | None,
    why: str | None,
    source: str | None,
    start: int | None,
    end: int | None,
    coder: str,
    made: str,
    answer: str | None,
    answered_by: str | None,
    because: str | None,
) -> Request:
    said = json.loads(fields) if fields else {}
    return Request(
        item,
        RequestKind(kind),
        code,
        coder,
        made,
        said if isinstance(said, dict) else {},
        told or "",
        why or "",
        source,
        start,
        end,
        Answer(answer) if answer in tuple(Answer) else None,
        answered_by,
        because or "",
    )
