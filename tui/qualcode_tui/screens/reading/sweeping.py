"""Coding all at once, after a look: the hits of a search, or the answers to a question."""

from collections.abc import Sequence

from textual.content import Content

from qualcode.model import ColumnKind, Hit, Question, SourceKind, Span
from qualcode.model.words import count
from qualcode_tui.bench.sweep import Stretch, Sweep, sweep_answers, sweep_hits
from qualcode_tui.dialogs.choose import Choose
from qualcode_tui.dialogs.code_all import CodeAll
from qualcode_tui.dialogs.picker import Picker
from qualcode_tui.dialogs.search import Search
from qualcode_tui.refusals import refusals_said
from qualcode_tui.screens.reading.choosing import Choosing


class Sweeping(Choosing):
    """Many passages coded in one step that one undo takes back."""

    def action_code_all(self) -> None:
        """Ask for the words to search; of a survey, whether its answers are meant."""
        with refusals_said(self.app):
            questions = self._open_questions()
            if not questions:
                self._ask_words()
                return

            def chosen(i: int | None) -> None:
                if i == 0:
                    self._ask_words()
                elif i is not None:
                    self._look_at(self._answers_to(questions[i - 1]))

            answers = [Content("All that a search finds")]
            answers += [Content(f"All answers to “{one.text}”") for one in questions]
            self.app.push_screen(Choose("What is to be coded at once?", answers), chosen)

    def code_hits(self, query: str) -> None:
        """Show all that a search finds, to be coded at once."""
        with refusals_said(self.app):
            self._look_at(sweep_hits(self.bench.project, query))

    def _ask_words(self) -> None:
        refs = {source.id: source.ref for source in self.bench.project.sources.list()}

        def found(query: Hit | str | None) -> None:
            if isinstance(query, str):
                self.code_hits(query)

        self.app.push_screen(Search(self.bench.project, refs, to_code=True), found)

    def _open_questions(self) -> list[Question]:
        document = self.bench.document
        if document is None or document.source.kind is not SourceKind.SURVEY:
            return []
        asked = self.bench.project.surveys.questions(document.source.id)
        return [question for question in asked if question.kind is ColumnKind.OPEN]

    def _answers_to(self, question: Question) -> Sweep:
        assert self.bench.document is not None
        return sweep_answers(self.bench.project, question, self.bench.document.source.ref)

    def _look_at(self, sweep: Sweep) -> None:
        if not sweep.turns:
            self.refuse("Nothing was found that could be coded.")
            return

        def looked(stretches: Sequence[Stretch] | None) -> None:
            if stretches:
                self._pick_for(stretches)

        self.app.push_screen(CodeAll(sweep), looked)

    def _pick_for(self, stretches: Sequence[Stretch]) -> None:
        held = set(self.bench.codes)

        def chosen(code: str | None) -> None:
            if code is not None:
                wanted = [(one.source, one.span) for one in stretches]
                self.tell(self.acts.apply_all(wanted, code, is_new=code not in held))

        passages = count(len(stretches), "passage")
        picker = Picker(
            self.bench,
            Span(0, 0),
            self.acts.make_code,
            title=f"Code {passages} at once",
            words=" … ".join(one.words for one in stretches),
        )
        self.app.push_screen(picker, chosen)
