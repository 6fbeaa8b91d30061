"""What stands where there is no value."""

import math

import numpy as np


def is_missing(value: object) -> bool:
    """Tell whether a value is None, nan, masked, or what pandas puts where there is none."""
    if isinstance(value, float | np.floating):
        return math.isnan(value)
    return value is None or value is np.ma.masked or type(value).__name__ in {"NAType", "NaTType"}
