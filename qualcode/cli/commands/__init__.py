"""The verbs, grouped by what they speak of."""
