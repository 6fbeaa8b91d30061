"""Behind `project.notes`: what a note is about, and where it stands."""
