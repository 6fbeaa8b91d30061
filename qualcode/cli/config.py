"""What a user set once: the name under which their coding appears.

It is kept by the façade, which is loaded only when a name is asked for, so that help is quick.
"""

from pathlib import Path


def read_coder() -> str | None:
    """Return the configured coder, None where nobody has said a name."""
    from qualcode.project import preferences

    return preferences.read_coder()


def write_coder(coder: str) -> Path:
    """Keep a name as the coder's, for all projects, and return where it is kept."""
    from qualcode.project import preferences

    return preferences.write_coder(coder)
