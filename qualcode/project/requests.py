"""Requests: changes of the codebook that somebody proposes to whoever decides on it."""

import json
from collections.abc import Mapping
from typing import Any

from qualcode.model import Code, Origin, Selection
from qualcode.model.request import Answer, Request, RequestKind
from qualcode.project.codebook.asking import plan_request, say_request
from qualcode.project.codebook.errors import AnsweredRequestError, WaitingRequestError
from qualcode.project.codings import add_coding
from qualcode.project.spans.selections import select
from qualcode.store import Store, coder_id
from qualcode.store.codes import list_codes
from qualcode.store.errors import (
    CodebookLockedError,
    EmptySpanError,
    OutsideTurnsError,
    UnknownItemError,
)
from qualcode.store.lock import read_lead
from qualcode.store.requests import list_requests


class Requests:
    """What is proposed and what was answered. Anybody may ask, and the lead answers."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, *, answered: bool = False) -> list[Request]:
        """Return the open requests, oldest first; with `answered` the answered ones instead."""
        every = list_requests(self._store.conn)
        return [one for one in every if (one.answer is not None) == answered]

    def find(self, name: str) -> Request:
        """Return the one request whose id begins so, or raise UnknownItemError."""
        fits = [one for one in list_requests(self._store.conn) if name and one.id.startswith(name)]
        if len(fits) != 1:
            raise UnknownItemError("proposal", name)
        return fits[0]

    def check(
        self,
        kind: RequestKind,
        code: str | None = None,
        **fields: Any,  # noqa: ANN401 - those of the act
    ) -> None:
        """Raise what `ask` would refuse of these fields, and ask nothing."""
        plan_request(self._store, kind, code, fields)
        asked = _key_of(kind, code, fields)
        for one in self.of():
            if _key_of(one.kind, one.code, one.fields) == asked:
                by = "You" if one.coder == self._store.coder else one.coder
                raise WaitingRequestError(self.say(one), by)

    def ask(
        self,
        kind: RequestKind,
        code: str | None = None,
        *,
        why: str = "",
        source: str | None = None,
        span: tuple[int, int] | None = None,
        **fields: Any,  # noqa: ANN401 - those of the act
    ) -> Request:
        """Propose a change of a code (by id), and return the request.

        `fields` are what the act takes: `label`, `parent` and `definition` of a new code, `label`,
        `parent`, `into`, `labels`, `colour`, `with_parts`, or the fields of a new meaning. What the
        act would refuse is refused at once, and so is what waits for an answer already.
        `source` and `span` are words that speak for it.
        """
        self.check(kind, code, **fields)
        told = self.say(Request("", kind, code, "", "", fields))
        said: dict[str, Any] = {"kind": kind, "code": code, "fields": fields, "told": told}
        said["why"] = why or None
        if source is not None and span is not None:
            said |= {"source": source, "selection": select(self._store, source, *span)}
        with self._store.act("propose") as act:
            item = act.make("request", {**said, "coder": act.coder, "made": act.time})
        return self.find(item)

    def accept(self, request: str) -> tuple[Code, ...]:
        """Do what a request (by id) asks, and answer it, in one act; return the codes it made.

        The words for which a new code was proposed get it, as a coding of whoever proposed it.
        Raises CodebookLockedError for others than the lead, AnsweredRequestError, and what the act
        itself refuses.
        """
        found = self._open(request)
        change = plan_request(self._store, found.kind, found.code, found.fields)
        words = self._words_of(found)
        with self._store.act("accept proposal") as act:
            change.write(act)
            if words is not None and found.source is not None:
                by = coder_id(found.coder)
                for made in change.made:
                    add_coding(act, found.source, words, made, Origin.CODED, by)
            act.set("request", found.id, self._answer(Answer.ACCEPTED, act.time))
        return tuple(code for code in list_codes(self._store.conn) if code.id in change.made)

    def decline(self, request: str, because: str = "") -> None:
        """Say no to a request (by id), with the reason if there is one to give."""
        found = self._open(request)
        with self._store.act("decline proposal") as act:
            answer = self._answer(Answer.DECLINED, act.time)
            act.set("request", found.id, {**answer, "because": because or None})

    def say(self, request: Request) -> str:
        """Return what a request asks for, or asked for, in a sentence without its full stop."""
        if request.answer is not None and request.told:
            return request.told
        return say_request(request, {code.id: code for code in list_codes(self._store.conn)})

    def _words_of(self, request: Request) -> Selection | None:
        """Return the words that a new code was proposed for, where they can still be coded."""
        if request.kind is not RequestKind.NEW or request.source is None:
            return None
        if request.start is None or request.end is None:
            return None
        try:
            return select(self._store, request.source, request.start, request.end)
        except (UnknownItemError, EmptySpanError, OutsideTurnsError):
            # The source was taken out of the project meanwhile, or its words were.
            return None

    def _open(self, request: str) -> Request:
        """Return a request that the coder may answer."""
        lead = read_lead(self._store.conn)
        if lead not in (None, self._store.require_coder()):
            raise CodebookLockedError(lead or "")
        found = self.find(request)
        if found.answer is not None:
            raise AnsweredRequestError(found.answer, found.answered_by or "Somebody")
        return found

    def _answer(self, answer: Answer, time: str) -> dict[str, Any]:
        by = coder_id(self._store.require_coder())
        return {"answer": answer, "answered_by": by, "answered": time}


def _key_of(kind: RequestKind, code: str | None, fields: Mapping[str, Any]) -> str:
    """Return what two requests share that ask for the same; of a new code the label is enough."""
    if kind is RequestKind.NEW:
        return f"{kind} {' '.join(str(fields.get('label')).split()).casefold()}"
    said = {name: value for name, value in fields.items() if value not in (None, False)}
    return f"{kind} {code} {json.dumps(said, sort_keys=True)}"
