"""One module a format: the bytes or the text of a file become a text with turns."""
