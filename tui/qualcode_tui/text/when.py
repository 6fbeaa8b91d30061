"""When something was done, in plain words and the reader's own time."""

from datetime import UTC, datetime

_WEEK = 7


def say_when(time: str, now: datetime | None = None) -> str:
    """Return a time (UTC, ISO 8601) as “today 14:05”, “Tuesday 14:05” or “3 Mar 2026”.

    `now` is the reader's time, with its zone. What is no time is returned as it stands.
    """
    try:
        read = datetime.fromisoformat(time)
    except ValueError:
        return time
    if read.tzinfo is None:
        read = read.replace(tzinfo=UTC)
    now = now or datetime.now().astimezone()
    local = read.astimezone(now.tzinfo)
    days = (now.date() - local.date()).days
    clock = f"{local:%H:%M}"
    if days == 0:
        return f"today {clock}"
    if days == 1:
        return f"yesterday {clock}"
    if 0 < days < _WEEK:
        return f"{local:%A} {clock}"
    return f"{local.day} {local:%b %Y}"


def say_moment(time: str) -> str:
    """Return a time (UTC, ISO 8601) in full, “3 March 2026 at 14:05”, in the reader's own zone."""
    try:
        read = datetime.fromisoformat(time)
    except ValueError:
        return time
    local = (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone()
    return f"{local.day} {local:%B %Y} at {local:%H:%M}"
