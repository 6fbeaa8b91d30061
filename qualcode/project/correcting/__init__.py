"""Behind `project.patches`: whose words they are, what is refused, and the list of corrections."""
