"""Exit codes, in one place."""

DONE = 0
REFUSED = 1
WRONG_USAGE = 2
FOUND_PROBLEMS = 3
INTERRUPTED = 130
