"""Loading a codebook into a project, and what a changed one would do."""
