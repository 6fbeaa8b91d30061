"""Judging suggestions one by one, and coding what was drawn: a part of the registry of actions."""

from qualcode_tui.actions.action import Action, Group, Scope


def _do(scope: Scope, name: str, keys: str, act: str, label: str, help_: str) -> Action:
    return Action(name, tuple(keys.split()), label, help_, Group.REVIEW, scope, act)


def _judge(name: str, keys: str, act: str, label: str, help_: str) -> Action:
    return _do(Scope.REVIEW, f"review.{name}", keys, act, label, help_)


def _drawn(name: str, keys: str, act: str, label: str, help_: str) -> Action:
    return _do(Scope.DRAWN, f"drawn.{name}", keys, act, label, help_)


def _passing(scope: Scope, name: str) -> tuple[Action, ...]:
    """Return what every screen has that goes through passages one by one."""
    return (
        _do(
            scope,
            f"{name}.skip",
            "s",
            "skip",
            "Skip",
            "Leave the passage for another time, and go on.",
        ),
        _do(
            scope,
            f"{name}.back",
            "backspace",
            "step_back",
            "One back",
            "Go back one step, and take back what was said there.",
        ),
        _do(
            scope,
            f"{name}.open",
            "o",
            "open",
            "Open in the text",
            "Open the source at this passage, to code more or fewer words.",
        ),
    )


_EVERYWHERE: tuple[Action, ...] = (
    _do(
        Scope.APP,
        "review",
        "Q",
        "app.review",
        "Judge suggestions",
        "Go through all that is suggested, passage by passage, from every source.",
    ),
    _do(
        Scope.APP,
        "drawn",
        "S",
        "app.drawn",
        "Random passages",
        "Draw passages at random, and code them one by one without suggestions.",
    ),
)

_JUDGING: tuple[Action, ...] = (
    _judge(
        "accept",
        "a",
        "accept",
        "Accept",
        "Make the highlighted suggestion a coding of your own.",
    ),
    _judge(
        "reject",
        "z",
        "reject",
        "Reject",
        "Say no to the highlighted suggestion; it is not proposed again.",
    ),
    _judge(
        "accept-as",
        "A",
        "accept_as",
        "Another code",
        "Give another code than the highlighted one, which is thereby rejected.",
    ),
    _judge(
        "read",
        "m",
        "mark",
        "Mark as read",
        "Say that you read the passage for every code: what you did not give it counts as a no.",
    ),
    _judge(
        "why",
        "i",
        "why",
        "Why suggested",
        "Show which words speak for the highlighted suggestion, and passages like this one.",
    ),
    *_passing(Scope.REVIEW, "review"),
    _judge(
        "order",
        "c",
        "order",
        "By code or by use",
        "Go through the suggestions of one code, or of all, those first that serve most.",
    ),
    _judge(
        "learn",
        "r",
        "learn",
        "Learn again",
        "Learn from all that is coded by now, and suggest anew; you can work on meanwhile.",
    ),
    _judge(
        "figures",
        "f",
        "figures",
        "How good they are",
        "Show what suggestions were learned from, how good they proved, and what is held back.",
    ),
    _judge(
        "when",
        "I",
        "when_suggested",
        "When to suggest",
        "Say when suggestions are shown: after a coder's first three sources, always or never.",
    ),
)

_DRAWN: tuple[Action, ...] = (
    _drawn(
        "read",
        "m",
        "mark",
        "Read, go on",
        "Say that you read the passage and nothing more is in it, and go on to the next.",
    ),
    *(
        _drawn(
            f"quick-{n}",
            str(n),
            f"quick({n})",
            f"Quick code {n}",
            f"Give the passage the code with the number {n}.",
        )
        for n in range(1, 10)
    ),
    *_passing(Scope.DRAWN, "drawn"),
    _drawn(
        "draw",
        "d",
        "draw",
        "Draw passages",
        "Draw passages at random, shared out by site or role if you like.",
    ),
)

REVIEW: tuple[Action, ...] = (*_EVERYWHERE, *_JUDGING, *_DRAWN)
