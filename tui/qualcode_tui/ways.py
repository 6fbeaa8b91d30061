"""The ways to the lists of a study, and from a row of one to what it is about."""

from pathlib import Path
from typing import TYPE_CHECKING

from qualcode_tui.returning import Returning, WayBack
from qualcode_tui.screens.codebook import Book, Looking, Passages, Proposals, Sorting, Unlooks
from qualcode_tui.screens.history import History
from qualcode_tui.screens.notes import Notes
from qualcode_tui.screens.people import People, Person
from qualcode_tui.screens.review import DrawnPassages, Review, ReviewPlace
from qualcode_tui.screens.tidy import Tidy

if TYPE_CHECKING:
    from qualcode.model import Code
    from qualcode.project import Project


class Ways(Returning):
    """The app as far as it goes from list to list."""

    came_from_text = False
    _review_from_text = False
    _unlooked_from: "Code | None" = None

    def __init__(self, project: "Project | None") -> None:
        super().__init__(project)
        self._review_places: dict[Path, ReviewPlace] = {}

    def action_people(self, at: str | None = None) -> None:
        """List who speaks, beginning at a case (by id) if one is given."""
        self.go(lambda: People(at))

    def action_notes(self) -> None:
        """List all notes."""
        self.go(Notes)

    def action_history(self) -> None:
        """List who did what and when."""
        self.go(History)

    def action_tidy(self) -> None:
        """List what may be worth mending."""
        self.go(Tidy)

    def open_person(self, case: str) -> None:
        """Open the page of a person (by id)."""
        self.lead_to(lambda: Person(case))

    def open_source_row(self, source: str) -> None:
        """Go to the list of sources, to the row of one (by id)."""
        sources = self.sources
        if sources is not None:
            sources.highlight(source)
            self.lead_to(lambda: sources)

    def action_codebook(self) -> None:
        """Open the codebook."""
        self._note_where()
        self.go(Book)

    def open_code(self, code: str) -> None:
        """Open the codebook at a code (by id)."""
        self.go(lambda: Book(code))

    def visit_code(self, code: str) -> None:
        """Open the codebook at a code (by id), to come back from it to the list shown now."""
        self.lead_to(lambda: Book(code))

    def open_passages(self, code: str) -> None:
        """List the passages of a code (by id)."""
        self._note_where()
        from_text = self.screen is self.reading
        self.lead_to(lambda: Passages(code, from_text=from_text))

    def open_sorting(self, code: str) -> None:
        """Sort the passages of a code (by id) that was split."""
        self.go(lambda: Sorting(code))

    def open_proposals(self) -> None:
        """List what is proposed for the codebook."""
        self.go(Proposals)

    def action_unlooked(self, at: str | None = None) -> None:
        """List the codes that were not looked for yet, beginning at one (by id) if given."""
        self._note_where()
        if not isinstance(self.screen, Looking | Unlooks):
            here = self.screen
            self._unlooked_from = here.here if isinstance(here, Book) else None
        self.go(lambda: Unlooks(at))

    def leave_unlooked(self) -> None:
        """Go back to the codebook where one came from it, else to where one was before."""
        if self._unlooked_from is not None:
            self.open_code(self._unlooked_from.id)
        else:
            self.leave_codebook()

    def leave_codebook(self) -> None:
        """Go back to the text where one came from it, else to the steps of the study."""
        if self.came_from_text:
            self.action_read()
        else:
            self.action_home()

    def _note_where(self) -> None:
        """Note whether somebody comes to the codebook from the text."""
        if not isinstance(self.screen, Book | Looking | Passages | Proposals | Sorting | Unlooks):
            self.came_from_text = self.screen is self.reading

    def action_review(self) -> None:
        """Go through what is suggested, where one left off."""
        project = self.project
        if project is not None:
            self._note_text()
            place = self._review_places.setdefault(project.path, ReviewPlace())
            self.go(lambda: Review(place))

    def action_drawn(self) -> None:
        """Code what was drawn at random, or draw."""
        self._note_text()
        self.go(DrawnPassages)

    def leave_review(self) -> None:
        """Go back to the text where one came from it, else to the steps of the study."""
        if self._review_from_text:
            self.action_read()
        else:
            self.action_home()

    def _note_text(self) -> None:
        """Note whether somebody comes to the suggestions from the text."""
        if not isinstance(self.screen, DrawnPassages | Review):
            self._review_from_text = self.screen is self.reading

    def open_looking(self, code: str) -> None:
        """Go through the turns that a code (by id) was not looked for in."""
        self.go(lambda: Looking(code))

    def open_passage(self, source: str, start: int, end: int) -> None:
        """Open a source (by id) at words of it, which are pointed out; the way back leads here."""
        self.call_later(self.open_words, source, start, end, self.way_from_here())

    async def open_words(
        self, source: str, start: int, end: int, way: WayBack | None = None
    ) -> None:
        """Open a source (by id) at words of it, and keep the way back."""
