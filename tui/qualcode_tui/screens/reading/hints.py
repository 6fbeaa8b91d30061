"""Which hints stand at the foot of the reading screen, by where the focus is."""

from qualcode_tui.widgets.bars import Hint

_CLOSE = Hint.of("back", "back to the text")
_CLEAR = Hint.of("back", "all codes again")


def choose_hints(
    *,
    in_codebook: bool,
    is_narrowed: bool,
    in_here: bool,
    has_selection: bool,
    has_codes_here: bool,
    has_suggestions_here: bool,
    place: str,
) -> list[Hint]:
    """Return what can be done now, the likeliest first; the last is always shown."""
    if in_codebook:
        return [
            Hint("Enter", f"code {place}", "enter"),
            Hint("↑↓", "choose", "down"),
            Hint("a–z", "type to find", "down"),
            Hint("←→", "fold, unfold", "left"),
            _CLEAR if is_narrowed else _CLOSE,
        ]
    if in_here:
        return [
            Hint.of("code.remove", "remove this code"),
            Hint("↑↓", "choose", "down"),
            Hint.of("undo", "undo"),
            _CLOSE,
        ]
    remove = [Hint.of("code.remove", "remove code")] if has_codes_here else []
    judge = [
        Hint.of("suggestion.accept", "accept"),
        Hint.of("suggestion.reject", "reject"),
    ]
    suggested = judge if has_suggestions_here else []
    if has_selection:
        return [
            Hint.of("code.pick", "code words"),
            *suggested,
            Hint("1–9", "recent", "1"),
            Hint.of("code.repeat", "same again"),
            Hint.of("back", "let go"),
            *remove,
            Hint("Shift+←→", "more, less", "shift+right"),
            Hint.of("read.mark", "read"),
            Hint.of("undo", "undo"),
            Hint.of("help", "all keys"),
        ]
    return [
        *(suggested or [Hint("↑↓", "read", "down")]),
        Hint.of("code.pick", "code turn"),
        Hint.of("select.grow", "select"),
        Hint.of("read.mark", "mark read"),
        Hint.of("home", "home"),
        Hint.of("undo", "undo"),
        *remove,
        Hint.of("search", "search"),
        Hint.of("codebook", "codebook"),
        Hint.of("sources", "sources"),
        Hint.of("read.next", "next unread"),
        Hint.of("help", "all keys"),
    ]
