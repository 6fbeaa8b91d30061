"""The command line: verbs over the façade, each loaded only when it is asked for."""

from qualcode.cli.main import main

__all__ = ["main"]
