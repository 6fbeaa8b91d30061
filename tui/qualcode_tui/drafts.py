"""What is being typed on a thing, kept until it is saved or dropped."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.project import Project


class Draft:
    """The unsaved words of one dialog. `thing` names what they are about, for as long as it is."""

    def __init__(self, project: "Project", *thing: object) -> None:
        self._place, self._thing = project.place, " ".join(map(str, thing))

    def read(self) -> str:
        """Return what was typed when the dialog was last closed unasked, "" for nothing."""
        return self._place.draft(self._thing)

    def keep(self, words: str) -> bool:
        """Keep the words; return False where the file is busy."""
        return self._place.keep_draft(self._thing, words)

    def drop(self) -> None:
        """Forget the words: they are saved, or nobody wants them."""
        self._place.keep_draft(self._thing, "")
