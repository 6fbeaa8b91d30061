"""The text as it is laid out: edges, lines, lanes and corrections. Pure; no widget."""
