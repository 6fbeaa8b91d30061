"""The spreadsheet of people: written, filled in by hand, and read back with its difference."""
