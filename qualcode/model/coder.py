"""The name under which somebody's work appears."""

import unicodedata


def clean_name(name: str | None) -> str | None:
    """Return a coder's name in one form, so that one person is one coder; None for a blank one.

    Spaces are made single. Letters with marks are composed (NFC), since keyboards and file systems
    differ in that and nobody can see it.
    """
    return unicodedata.normalize("NFC", " ".join((name or "").split())) or None
