"""The journal: who did what, as a growing set of acts, each proved by a chain of hashes.

Every writing process has a session of its own, and every session a chain. A change is sealed by a
salted digest; the hash of an event covers its digests and not the words, so that the words of
somebody who withdraws can be erased and the chain still verifies. What stands here is the form of
the journal and the arithmetic of the chain; writing is in `act`.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

Json: TypeAlias = bool | int | float | str | list[Any] | dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A writing process: who, with what program, since when, and the chain heads it began from."""

    id: str
    coder: str
    app: str
    started: str
    parents: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """One act, as it stands in the journal."""

    id: str
    session: str
    seq: int
    lamport: int
    time: str
    coder: str
    kind: str
    undoes: str | None
    rows_hash: str
    prev: str
    hash: str

    @property
    def order(self) -> tuple[int, str, int]:
        """The place of the act among all acts, the same in every copy."""
        return (self.lamport, self.session, self.seq)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One field given a value. `value` and `salt` are None where it was erased by a withdrawal.

    `value` is JSON. `was` is a JSON list of the changes that this one replaces ("event/n").
    """

    event: str
    n: int
    entity: str
    id: str
    field: str
    value: str | None
    was: str | None
    salt: bytes | None
    digest: bytes

    @property
    def key(self) -> str:
        """The change's own name, as `was` gives it."""
        return f"{self.event}/{self.n}"


def event_id(session: str, seq: int) -> str:
    """Return the name of an event."""
    return f"{session}.{seq}"


def encode(value: Json) -> str:
    """Return the one JSON form of a value."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def decode_value(value: str | None) -> Json:
    """Return the value that JSON stands for, None where it was erased."""
    decoded: Json = None if value is None else json.loads(value)
    return decoded


def seal(salt: bytes, entity: str, item: str, field: str, value: str, was: str | None) -> bytes:
    """Return the digest of a change: 32 bytes that tell nothing once the salt is gone."""
    content = encode([entity, item, field, value, was])
    return hashlib.blake2b(content.encode("utf-8"), key=salt, digest_size=32).digest()


def hash_rows(digests: Iterable[bytes]) -> str:
    """Return the hash of an event's digests, in order."""
    return hashlib.blake2b(b"".join(digests), digest_size=32).hexdigest()


def hash_session(session: SessionRow) -> str:
    """Return what the first event of a session has as its `prev`."""
    parts = [session.id, session.coder, session.app, session.started, session.parents]
    return hashlib.blake2b(encode(parts).encode("utf-8"), digest_size=32).hexdigest()


def hash_event(
    *,
    session: str,
    seq: int,
    lamport: int,
    time: str,
    coder: str,
    kind: str,
    undoes: str | None,
    rows_hash: str,
    prev: str,
) -> str:
    """Return the hash of an event: of the one before it, its header and its rows."""
    header = encode([prev, session, seq, lamport, time, coder, kind, undoes, rows_hash])
    return hashlib.blake2b(header.encode("utf-8"), digest_size=32).hexdigest()


def verify_event(event: EventRow, changes: list[ChangeRow], prev: str) -> str | None:
    """Return what is wrong with an event and its changes in order, None where all is right."""
    if event.prev != prev:
        return f"act {event.id} does not follow the act before it"
    if event.id != event_id(event.session, event.seq):
        return f"act {event.id} is out of its place"
    if [change.n for change in changes] != list(range(len(changes))):
        return f"act {event.id} has lost a change"
    if hash_rows(change.digest for change in changes) != event.rows_hash:
        return f"the changes of act {event.id} are not those that were written"
    for change in changes:
        if change.value is None or change.salt is None:
            continue
        digest = seal(change.salt, change.entity, change.id, change.field, change.value, change.was)
        if digest != change.digest:
            return f"change {change.key} ({change.entity} {change.field}) was altered"
    return None if event.hash == _rehash(event) else f"act {event.id} was altered"


def _rehash(event: EventRow) -> str:
    return hash_event(
        session=event.session,
        seq=event.seq,
        lamport=event.lamport,
        time=event.time,
        coder=event.coder,
        kind=event.kind,
        undoes=event.undoes,
        rows_hash=event.rows_hash,
        prev=event.prev,
    )
