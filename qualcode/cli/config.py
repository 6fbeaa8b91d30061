"""What a user set once: the name under which their coding appears."""

import json
import os
import tomllib
from pathlib import Path


def config_path() -> Path:
    """Return where the configuration is kept; QUALCODE_CONFIG names another place."""
    named = os.environ.get("QUALCODE_CONFIG")
    if named:
        return Path(named)
    import platformdirs

    return platformdirs.user_config_path("qualcode") / "config.toml"


def read_coder() -> str | None:
    """Return the configured coder: QUALCODE_CODER, else the configuration file's `coder`."""
    named = os.environ.get("QUALCODE_CODER", "").strip()
    if named:
        return named
    try:
        settings = tomllib.loads(config_path().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    coder = settings.get("coder")
    return coder.strip() or None if isinstance(coder, str) else None


def write_coder(coder: str) -> Path:
    """Keep a name as the coder's, for all projects, and return where it is kept."""
    path = config_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    # A JSON string is a TOML string.
    path.write_text(f"coder = {json.dumps(coder, ensure_ascii=False)}\n", encoding="utf-8")
    return path
