"""What the project advises, in the words of the screens: keys and steps in place of commands."""

import re

# What the sentences of the project say to type, and what is done here instead.
_HERE = (
    (r"Load a codebook: qualcode codebook load PROJECT \S+", "“Choose themes” comes first."),
    (r"Import some: qualcode import PROJECT FILE…", "“Add files” comes first."),
    (
        r"Add --coder NAME, or say it once for all: qualcode init --coder NAME",
        "Press h and open “Your name”.",
    ),
    (
        r"may be one person, spelt two ways\.",
        "may be one person, spelt two ways: say so under People, with j, once they are in.",
    ),
    (r"say so with qualcode people (?:PROJECT )?--join", "say so under People, with j"),
    (r"join them: qualcode people (?:PROJECT )?--join", "join them under People, with j."),
    (r", or rename that source: qualcode sources PROJECT --rename \S+ NEW", "."),
    (r"add them with qualcode people (?:PROJECT )?--read", "add them under People, with r"),
    (r"Say which encoding it has with --encoding", "Go to it with Enter and try others with →"),
    (r"try --encoding", "try another encoding"),
    (r"Choose another name, or add --force\.", "Choose another name."),
)
_PATTERNS = [(re.compile(said), here) for said, here in _HERE]


def say_here(sentence: str) -> str:
    """Return a sentence with what to type at a command line put as what to do on a screen."""
    for pattern, here in _PATTERNS:
        sentence = pattern.sub(here, sentence)
    return sentence
