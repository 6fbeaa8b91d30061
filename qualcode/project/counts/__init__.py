"""Who speaks of each theme, and how far coders agree: from labelled turns to tables."""
