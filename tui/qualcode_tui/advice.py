"""What the project advises, in the words of the screens: keys and steps in place of commands."""

import re
from functools import partial

from qualcode_tui.actions import name_keys

# What the sentences of the project say to type, and what is done here instead, by which action.
_HERE = (
    (r"Load a codebook: qualcode codebook load PROJECT \S+", "“Choose themes” comes first."),
    (r"Import some: qualcode import PROJECT FILE…", "“Add files” comes first."),
    (
        r"Add --coder NAME, or say it once for all: qualcode init --coder NAME",
        "Press {home} and open “Your name”.",
    ),
    (
        r"may be one person, spelt two ways\.",
        (
            "may be one person, spelt two ways: say so under People, with {people.join}, "
            "once they are in."
        ),
    ),
    (r"say so with qualcode people (?:PROJECT )?--join", "say so under People, with {people.join}"),
    (
        r"join them: qualcode people (?:PROJECT )?--join",
        "join them under People, with {people.join}.",
    ),
    (r", or rename that source: qualcode sources PROJECT --rename \S+ NEW", "."),
    (
        r"add them with qualcode people (?:PROJECT )?--read",
        "add them under People, with {people.read}",
    ),
    (
        r"Say which encoding it has with --encoding",
        "Go to it with Enter and try others with {preview.change}",
    ),
    (r"try --encoding", "try another encoding"),
    (r"Choose another name, or add --force\.", "Choose another name."),
    (
        r"To propose it to them, add --propose.*$",
        "In the codebook, with {book}, the same keys propose it to them.",
    ),
)
_PATTERNS = [(re.compile(said), here) for said, here in _HERE]


def say_here(sentence: str) -> str:
    """Return a sentence with what to type at a command line put as what to do on a screen."""
    for pattern, here in _PATTERNS:
        sentence = pattern.sub(partial(_say_instead, here), sentence)
    return sentence


def _say_instead(here: str, _: re.Match[str]) -> str:
    return name_keys(here)
