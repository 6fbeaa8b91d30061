"""Which hints stand at the foot of the reading screen, by where the focus is."""

from qualcode_tui.widgets.bars import Hint


def choose_hints(
    *,
    in_codebook: bool,
    is_narrowed: bool,
    in_here: bool,
    has_selection: bool,
    has_codes_here: bool,
    has_suggestions_here: bool,
    place: str,
    leads_back: bool,
) -> list[Hint]:
    """Return what can be done now, the likeliest first; the last is always shown."""
    if in_codebook:
        return [
            Hint("Enter", f"code {place}", "enter"),
            Hint("↑↓", "choose", "down"),
            Hint("a–z", "type to find", "down"),
            Hint("←→", "fold, unfold", "left"),
            Hint.of("back", "all codes again" if is_narrowed else "back to the text"),
        ]
    if in_here:
        return [
            Hint("Enter", "open", "enter"),
            Hint.of("code.remove", "remove"),
            Hint("↑↓", "choose", "down"),
            Hint.of("star", "star"),
            Hint.of("undo", "undo"),
            Hint.of("back", "back to the text"),
        ]
    remove = [Hint.of("code.remove", "remove code")] if has_codes_here else []
    judge = [
        Hint.of("suggestion.accept", "accept"),
        Hint.of("suggestion.reject", "reject"),
    ]
    why = [Hint.of("suggestion.why", "why")] if has_suggestions_here else []
    suggested = judge if has_suggestions_here else []
    leave = "return" if has_selection else "back"
    to_list = [Hint.of(leave, "back to the list")] if leads_back else []
    if has_selection:
        return [
            Hint.of("code.pick", "code words"),
            *to_list,
            *suggested,
            Hint.span("code.quick-1", "code.quick-9", "recent"),
            Hint.of("code.repeat", "same again"),
            Hint.of("back", "let go"),
            *why,
            *remove,
            Hint.both("select.word-back", "select.word-on", "more, less"),
            Hint.of("star", "star"),
            Hint.of("note", "note"),
            Hint.of("code.in-vivo", "code in their words"),
            Hint.of("read.mark", "read"),
            Hint.of("correct", "correct"),
            Hint.of("undo", "undo"),
            Hint.of("help", "all keys"),
        ]
    return [
        *(suggested or [Hint("↑↓", "read", "down")]),
        Hint.of("code.pick", "code turn"),
        *to_list,
        Hint.of("select.grow", "select"),
        Hint.of("read.mark", "mark read"),
        *why,
        Hint.of("home", "home"),
        Hint.of("undo", "undo"),
        *remove,
        Hint.of("note", "note"),
        Hint.of("star", "star"),
        Hint.of("correct", "correct"),
        Hint.of("search", "search"),
        Hint.of("codebook", "codebook"),
        Hint.of("sources", "sources"),
        Hint.of("read.next", "next unread"),
        Hint.of("help", "all keys"),
    ]
