"""How many examples a long proof runs: all of them in `make soak`, a hundredth in the suite."""

import os


def examples(all_of_them: int) -> int:
    """Return the number of examples to run now."""
    return all_of_them if os.environ.get("QUALCODE_SOAK") == "1" else max(5, all_of_them // 100)
