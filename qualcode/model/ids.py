"""Ids: from content for what two people can make alone, random for what only one act makes."""

import hashlib
import json
import uuid


def content_id(kind: str, *parts: str | int | None) -> str:
    """Return the 32 hex digits that follow from a kind and its parts, the same on every machine.

    Two copies of a project that never met give the same source, turn, passage, case or codebook
    code the same id, and so unite when they meet.
    """
    material = json.dumps([kind, *parts], ensure_ascii=False, separators=(",", ":"))
    return hashlib.blake2b(material.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def random_id() -> str:
    """Return 32 random hex digits, for an act or for what an act makes."""
    return uuid.uuid4().hex
