"""The reading screen: one source, open to be read and coded."""

from qualcode_tui.screens.reading.reading import Reading

__all__ = ["Reading"]
