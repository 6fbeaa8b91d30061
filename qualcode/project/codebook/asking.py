"""A request for a change of the codebook: what it would write, and how it is said."""

from collections.abc import Callable, Mapping
from typing import Any

from qualcode.codebooks.references import ReferenceNames
from qualcode.model import Code
from qualcode.model.request import Request, RequestKind
from qualcode.project.codebook.changes import Change, Changes
from qualcode.project.codebook.difference import DETAILS, MEANING
from qualcode.project.codebook.errors import UnreadableRequestError
from qualcode.store import Store


def plan_request(
    store: Store, kind: RequestKind, code: str | None, fields: Mapping[str, Any]
) -> Change:
    """Return what a request would write.

    Raises UnreadableRequestError where it does not say enough, and whatever the act would refuse.
    """
    asked, changes = _Fields(fields), Changes(store)
    if kind is RequestKind.NEW:
        definition = asked.maybe("definition") or ""
        return changes.new(asked.text("label"), asked.maybe("parent"), definition)
    if code is None:
        raise UnreadableRequestError
    return _PLANS[kind](changes, code, asked)


def say_request(request: Request, codes: Mapping[str, Code]) -> str:
    """Return what a request asks for, in a sentence without its full stop."""
    return _SENTENCES[request.kind](_Words(request, codes))


class _Fields:
    """What a request says a code is to be; it may come from anybody's copy."""

    def __init__(self, said: Mapping[str, Any]) -> None:
        self._said = said

    def text(self, name: str) -> str:
        value = self._said.get(name)
        if not isinstance(value, str):
            raise UnreadableRequestError
        return value

    def maybe(self, name: str) -> str | None:
        return None if self._said.get(name) is None else self.text(name)

    def texts(self, name: str) -> list[str]:
        value = self._said.get(name)
        if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
            raise UnreadableRequestError
        return list(value)

    def meaning(self) -> dict[str, Any]:
        """Return the fields of a new meaning: nothing else, and each of the right sort."""
        if not self._said or set(self._said) - {*MEANING, *DETAILS}:
            raise UnreadableRequestError
        return {
            name: self.text(name) if name in MEANING else self.texts(name) for name in self._said
        }

    def flag(self, name: str) -> bool:
        return self._said.get(name) is True


_PLANS: dict[RequestKind, Callable[[Changes, str, _Fields], Change]] = {
    RequestKind.RENAME: lambda changes, code, said: changes.rename(code, said.text("label")),
    RequestKind.REDEFINE: lambda changes, code, said: changes.redefine(code, said.meaning()),
    RequestKind.MOVE: lambda changes, code, said: changes.move(code, said.maybe("parent")),
    RequestKind.JOIN: lambda changes, code, said: changes.join(code, said.text("into")),
    RequestKind.SPLIT: lambda changes, code, said: changes.split(code, said.texts("labels")),
    RequestKind.RECOLOUR: lambda changes, code, said: changes.recolour(code, said.maybe("colour")),
    RequestKind.DELETE: lambda changes, code, said: changes.delete(
        code, with_parts=said.flag("with_parts")
    ),
}


class _Words:
    """The words of a request's sentence."""

    def __init__(self, request: Request, codes: Mapping[str, Code]) -> None:
        self._request, self._codes = request, codes
        self.code = self.name(request.code)

    def name(self, code: object) -> str:
        found = self._codes.get(str(code))
        return f"“{found.path}”" if found else "a code that is gone"

    def named(self, field: str) -> str:
        return self.name(self._request.fields.get(field))

    def has(self, field: str) -> bool:
        return bool(self._request.fields.get(field))

    def quoted(self, field: str) -> str:
        value = self._request.fields.get(field)
        texts = value if isinstance(value, list | tuple) else [value or ""]
        return ", ".join(f"“{text}”" for text in texts)

    def meaning(self) -> str:
        code = self._codes.get(str(self._request.code))
        names = ReferenceNames(self._codes.values(), code.codebook if code else None)
        return "; ".join(
            f"{name.replace('_', ' ')} {names.show(self.quoted(name))}"
            for name in (*MEANING, *DETAILS)
            if name in self._request.fields
        )

    def under(self) -> str:
        return f" under {self.named('parent')}" if self.has("parent") else ""


_SENTENCES: dict[RequestKind, Callable[[_Words], str]] = {
    RequestKind.NEW: lambda said: (
        f"Make {said.quoted('label')}{said.under()}"
        + (f": {said.quoted('definition')}" if said.has("definition") else "")
    ),
    RequestKind.RENAME: lambda said: f"Call {said.code} {said.quoted('label')}",
    RequestKind.REDEFINE: lambda said: f"Redefine {said.code}: {said.meaning()}",
    RequestKind.MOVE: lambda said: f"Put {said.code}{said.under() or ' at the top'}",
    RequestKind.JOIN: lambda said: f"Join {said.code} into {said.named('into')}",
    RequestKind.SPLIT: lambda said: f"Split {said.code} into {said.quoted('labels')}",
    RequestKind.RECOLOUR: lambda said: (
        f"Recolour {said.code}" + (f": {said.quoted('colour')}" if said.has("colour") else "")
    ),
    RequestKind.DELETE: lambda said: (
        f"Delete {said.code}" + (" with all under it" if said.has("with_parts") else "")
    ),
}
