"""Behind `project.quoting`: passages as they are said, and drafts held against the sources."""
