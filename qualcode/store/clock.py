"""The time of an act."""

from datetime import UTC, datetime


def now() -> str:
    """Return the present time, UTC, ISO 8601 with microseconds and a Z."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
