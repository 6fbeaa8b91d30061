"""What concerns the codebook as a whole: saving it as a file, and who decides on it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from textual.content import Content

from qualcode.codebooks import load_codebook
from qualcode.model import QualcodeError
from qualcode.model.words import count
from qualcode.project.codebook.saving import SavedCodebook
from qualcode_tui.actions import undoes
from qualcode_tui.dialogs.ask import Ask
from qualcode_tui.dialogs.choose import Choose
from qualcode_tui.dialogs.outputs import ask_output
from qualcode_tui.dialogs.tell import Tell
from qualcode_tui.dialogs.typed import ask_until_taken
from qualcode_tui.folders import free_path, name_output, read_paths, say_path
from qualcode_tui.screens.codebook.changing import Changing

_ENDING = ".yaml"
_ORIGINAL_TOLD = (
    "Type or paste where the file is. Its comments, its order and its layout stay; only the lines "
    "of what differs are written anew."
)


class Keeping(Changing):
    """The acts on the whole codebook."""

    def action_save(self) -> None:
        """Save the codebook: as a new file, or into the one it came from, where there is one."""
        with self.refusals():
            self.project.require_coder()
            if self.project.exporting.has_codebook_file():
                self._ask_way()
            else:
                self._ask_book()

    def _ask_way(self) -> None:
        ways = (
            ("Bring a file up to date", "the one it came from; your comments in it stay"),
            ("A copy of that file, brought up to date", "and the file itself is left alone"),
            ("A new file", "without comments"),
        )

        def chosen(i: int | None) -> None:
            if i == len(ways) - 1:
                self._ask_book()
            elif i is not None:
                self._ask_original(as_copy=i == 1)

        answers = [
            Content.assemble((way, "bold"), (f"  {told}", "$reader-muted")) for way, told in ways
        ]
        self.app.push_screen(Choose("Save the codebook (.yaml)", answers), chosen)

    def _ask_original(self, *, as_copy: bool) -> None:
        def check(answer: str) -> str | None:
            paths = read_paths(answer)
            if len(paths) != 1 or not paths[0].is_file():
                return f"There is no file {answer}." if answer else "Type the path of a file."
            try:
                load_codebook(paths[0])
            except QualcodeError as refusal:
                return str(refusal)
            return None

        def answered(answer: str | None) -> None:
            if answer is None:
                return
            original = read_paths(answer)[0].absolute()
            if as_copy:
                copy = free_path(original)
                self._write(copy, original, None)
            else:
                self._write(original, None, None)

        ask = Ask("Which file did it come from?", _ORIGINAL_TOLD, check=check)
        self.app.push_screen(ask, answered)

    def _ask_book(self) -> None:
        books = self.project.exporting.list_codebooks()
        ids = list(books)

        def chosen(i: int | None) -> None:
            if i is not None:
                self._ask_files(ids[i : i + 1] or ids, books)

        if len(ids) == 1:
            self._ask_files(ids, books)
        else:
            codes = self.project.exporting.count_codes()
            answers = [
                Content.assemble(
                    (label, "bold"), (f"  {count(codes[book], 'code')}", "$reader-muted")
                )
                for book, label in books.items()
            ]
            both = "Both" if len(ids) == len(("one", "other")) else "All"
            own = Content.assemble(
                (both, "bold"), ("  a file for each, one after the other", "$reader-muted")
            )
            question = f"{len(ids)} codebooks, saved apart: which?"
            self.app.push_screen(Choose(question, [*answers, own]), chosen)

    def _ask_files(self, wanted: Sequence[str], labels: Mapping[str, str]) -> None:
        """Ask for the file of each codebook (by id), and write them one after the other."""
        if not wanted:
            return
        book, *others = wanted
        name = name_output(self.project.title, book, _ENDING)
        then = partial(self._ask_files, others, labels)
        write = partial(self._write, original=None, book=book, then=then)
        ask_output(self, name, f"“{labels[book]}”", write)

    def _write(
        self,
        target: Path,
        original: Path | None,
        book: str | None,
        then: Callable[[], None] = lambda: None,
    ) -> None:
        replaces = original is None and book is None
        with self.refusals():
            try:
                done = self.project.exporting.save_codebook(
                    target, original, book, replace=replaces
                )
            except OSError as error:
                self.say(f"{target} was not written: {error.strerror}.", refused=True)
                return
            self.done(f"Saved {say_path(target)}.")
            told = Tell("The codebook is saved", list(_tell_saved(done)))
            self.app.push_screen(told, lambda _: then())

    def action_lock(self) -> None:
        """Say who decides on codes."""
        with self.refusals():
            coder, lead = self.project.require_coder(), self.project.codes.lead
            if not self.project.codes.may_change():
                self.say(f"{lead} decides on codes, and alone can unlock them.", refused=True)
                return
            ways = ["Everybody changes codes", f"Only I do ({coder}); others propose"]
            answers = [Content(way) for way in (*ways, "Only somebody else does: type their name")]

            def chosen(i: int | None) -> None:
                with self.refusals():
                    if i == 0:
                        self._set_lead(None)
                    elif i == 1:
                        self._set_lead(coder)
                    elif i is not None:
                        self._ask_lead()

            now = 0 if lead is None else 1
            self.app.push_screen(Choose("Who decides on codes?", answers, now), chosen)

    def _ask_lead(self) -> None:
        others = [name for name in self.project.coders.list() if name != self.project.coder]
        told = "From then on only they change codes and can unlock them; you propose."
        if others:
            told += f" Here so far: {', '.join(others)}."

        def ask(draft: str | None, refused: str) -> Ask:
            title = "Who is to decide?"
            return Ask(title, told, check=_refuse_nobody, draft=draft, refused=refused)

        def take(name: str) -> str | None:
            try:
                self._set_lead(name)
            except QualcodeError as refusal:
                return str(refusal)
            return None

        ask_until_taken(self.app, ask, take)

    def _set_lead(self, lead: str | None) -> None:
        undo = f"{undoes()}"
        if lead is None:
            self.project.codes.unlock()
            self.done(f"Everybody can change codes now. {undo}")
            return
        self.project.codes.lock(lead)
        undo = undo if self.project.codes.may_change() else ""
        self.done(f"Locked: {lead} decides on codes, and the others propose. {undo}".strip())


def _refuse_nobody(name: str) -> str | None:
    return None if name else "Type a name."


def _tell_saved(done: SavedCodebook) -> list[str]:
    told = [f"“{done.label}”, {count(done.codes, 'code')}: {say_path(done.path)}"]
    if done.original is not None and done.updated:
        told.append(f"All comments and the layout of {done.original.name} were kept.")
    elif done.original is not None:
        told.append(
            f"{done.original.name} is laid out in a way that could not be followed, so it was "
            "written anew, without its comments."
        )
    told += [
        f"“{path}” stands under a code of another codebook; in this file it is at the top."
        for path in done.uprooted
    ]
    return told
