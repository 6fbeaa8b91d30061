"""Where a project file stands: a folder that syncs or a network drive is a risk to a database."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path, PurePath

_SYNCED = {
    "onedrive": "OneDrive",
    "sharepoint": "SharePoint",
    "dropbox": "Dropbox",
    "icloud drive": "iCloud",
    "icloud~": "iCloud",
    "mobile documents": "iCloud",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "nextcloud": "Nextcloud",
}
_NETWORK_FILE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ncpfs", "fuse.sshfs", "davfs", "vboxsf"}
)
_WINDOWS_REMOTE_DRIVE = 4


@dataclass(frozen=True, slots=True)
class FolderRisk:
    """Why the folder is unsafe for several writers: `what` names the service or drive."""

    what: str

    @property
    def sentence(self) -> str:
        """Say what follows from it."""
        return (
            f"This folder is kept by {self.what}, which can copy a project half-written. "
            "Only one person at a time can write here. Safer: keep the project on this computer's "
            "own disk, and share copies made with qualcode backup."
        )


def assess_folder(path: Path) -> FolderRisk | None:
    """Return the risk of the folder that the path is in, None where there is none known."""
    resolved = path.resolve()
    for part in resolved.parent.parts:
        for mark, name in _SYNCED.items():
            if part.casefold().startswith(mark) or f" - {mark}" in part.casefold():
                return FolderRisk(name)
    return FolderRisk("a network drive") if _is_network(resolved) else None


def _is_network(path: Path) -> bool:
    if sys.platform == "win32":
        return _is_windows_network(path)
    if sys.platform == "darwin":
        return path.parts[:2] == ("/", "Volumes")
    return _linux_file_system(path, Path("/proc/self/mounts")) in _NETWORK_FILE_SYSTEMS


def _is_windows_network(path: PurePath) -> bool:
    if path.drive.startswith("\\\\"):
        return True
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only where it is needed

        return ctypes.windll.kernel32.GetDriveTypeW(f"{path.drive}\\") == _WINDOWS_REMOTE_DRIVE
    return False


def _linux_file_system(path: Path, mounts: Path) -> str:
    """Return the type of the file system that the path is on, "" where nothing tells."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    best, found = -1, ""
    for line in lines:
        fields = line.split(" ")
        needed = 3
        if len(fields) < needed:
            continue
        point = fields[1].replace("\\040", " ")
        if os.path.commonpath([point, str(path)]) == point and len(point) >= best:
            best, found = len(point), fields[2]
    return found
