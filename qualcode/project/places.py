"""Where a project may safely stand."""

from qualcode.store.folder import FolderRisk, assess_folder

__all__ = ["FolderRisk", "assess_folder"]
