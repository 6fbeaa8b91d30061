"""What is known of a source, changed after its import: short name, kind, form and site."""

from functools import partial

from textual.content import Content

from qualcode.model import Source
from qualcode_tui.actions import undoes
from qualcode_tui.dialogs.ask import Ask
from qualcode_tui.dialogs.choose import Choose
from qualcode_tui.previews import FORM_WORDS, KIND_WORDS
from qualcode_tui.screens.asking import ask_line
from qualcode_tui.screens.step import Step

_REF_TOLD = "How the source is called in lists and quotations. Participant codes stay as they are."
_SITE_TOLD = (
    "Where it took place; it may stay empty. People there whose site is the present one get the "
    "new one too."
)


def ask_facts(screen: Step, source: Source) -> None:
    """Ask what is to be changed of a source, and change it."""
    site = screen.project.site_word
    known = (
        ("Short name", source.ref),
        ("What it is", KIND_WORDS[source.kind]),
        ("How they spoke", FORM_WORDS[source.form]),
        (site.capitalize(), source.site or "not said"),
    )
    answers = [Content.assemble(f"{name}  ", (value, "bold $accent")) for name, value in known]

    def chosen(i: int | None) -> None:
        match i:
            case 0:
                _ask_ref(screen, source)
            case 1:
                _ask_kind(screen, source)
            case 2:
                _ask_form(screen, source)
            case 3:
                _ask_site(screen, source)

    with screen.refusals():
        screen.project.require_coder()
        screen.app.push_screen(Choose(f"What is known of {source.ref}", answers), chosen)


def _ask_ref(screen: Step, source: Source) -> None:
    def do(ref: str) -> str | None:
        if ref == source.ref:
            return None
        screen.project.sources.rename(source.id, ref)
        return f"{source.ref} is now {ref}. {undoes()}"

    def check(ref: str) -> str | None:
        taken = {one.ref.casefold() for one in screen.project.sources.list() if one.id != source.id}
        if not ref:
            return "Type a short name."
        return f"Another source is called {ref}." if ref.casefold() in taken else None

    title = "The short name"
    ask = partial(Ask, title, _REF_TOLD, answer=source.ref, check=check, retype=True)
    ask_line(screen, ask, do)


def _ask_kind(screen: Step, source: Source) -> None:
    kinds = list(KIND_WORDS)

    def chosen(i: int | None) -> None:
        if i is not None and kinds[i] is not source.kind:
            with screen.refusals():
                screen.project.sources.set_kind(source.id, kinds[i])
                screen.done(f"{source.ref} is now: {KIND_WORDS[kinds[i]]}. {undoes()}")

    answers = [Content(KIND_WORDS[kind]) for kind in kinds]
    now = kinds.index(source.kind)
    screen.app.push_screen(Choose(f"What is {source.ref}?", answers, now), chosen)


def _ask_form(screen: Step, source: Source) -> None:
    forms = list(FORM_WORDS)

    def chosen(i: int | None) -> None:
        if i is not None and forms[i] is not source.form:
            with screen.refusals():
                screen.project.sources.set_form(source.id, forms[i])
                screen.done(f"{source.ref} is now: {FORM_WORDS[forms[i]]}. {undoes()}")

    answers = [Content(FORM_WORDS[form]) for form in forms]
    now = forms.index(source.form)
    screen.app.push_screen(Choose(f"How did they speak in {source.ref}?", answers, now), chosen)


def _ask_site(screen: Step, source: Source) -> None:
    word = screen.project.site_word.capitalize()

    def do(site: str) -> str | None:
        if site == (source.site or ""):
            return None
        screen.project.sources.set_site(source.id, site or None)
        return f"{word} of {source.ref}: {site or 'not said'}. {undoes()}"

    title, held = f"{word} of {source.ref}", source.site or ""
    ask_line(screen, partial(Ask, title, _SITE_TOLD, answer=held, retype=True), do)
