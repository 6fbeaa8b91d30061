"""The façade: everything that a program can do with a project, a method an act.

The command line and the workspace speak to this package and to no other below it.
"""

from qualcode.project.project import Project

__all__ = ["Project"]
