"""Where turns begin in a text, and who speaks in them."""
