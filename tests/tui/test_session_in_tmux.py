"""A session in a real terminal, as a newcomer has it: from the first screen to a kill and back."""

import os
import signal
import subprocess
import sys

import pytest
from terminals import begin_study, started, wait_for_place

from qualcode.model import Origin
from qualcode.project import Project

pytestmark = pytest.mark.tmux

# Five turns to each theme, so that “the same code again” has something to do.
SAID = {
    "Breaks": (
        "I have not had a day off since August, not one.",
        "A weekend away is a thing that other people have.",
        "They promised us respite and then the respite was cancelled.",
        "My sister gives me a break on Fridays, and I sleep.",
        "A holiday, no. A day off would do.",
    ),
    "Sleep": (
        "I am up three times a night with him.",
        "By four in the morning there is no point in going back to bed.",
        "The nights are the worst, nobody sleeps in our house.",
        "I fell asleep at my desk, and they were kind about it.",
        "If I could sleep one night through, I would manage the days.",
    ),
    "Money": (
        "The allowance does not cover the taxi to the hospital.",
        "We pay for the pads ourselves, and they are not cheap.",
        "I gave up my wages for this, and nobody counts that.",
        "The forms for the allowance took me three evenings.",
        "Money is what we argue about now.",
    ),
    "Friends": (
        "The group on a Tuesday is the one place where I can sit down.",
        "My friends stopped ringing after the first year.",
        "It was another carer who told me about the forms.",
        "We have a cup of tea and nobody has to explain.",
        "A friend is somebody who asks twice.",
    ),
}
LATER = (
    "I have not had a break, not a day off, not one.",
    "The nights again. I do not sleep.",
    "The allowance is late, and the money is gone.",
    "The group is what keeps me going, that and my friends.",
)
TURNS = sum(map(len, SAID.values()))
# Twenty turns are each coded and marked read; five undos take back three marks and two codings.
CODED = [(words, label) for label, several in SAID.items() for words in several][:-2]
READ = TURNS - 3


@pytest.fixture
def newcomer(own_folder):
    """Somebody's own folder, with two transcripts and a codebook of four themes."""
    study = own_folder / "transcripts"
    study.mkdir()
    first = [words for several in SAID.values() for words in several]
    for name, speaker, said in (("oak-1", "RUTH", first), ("oak-2", "JOAN", LATER)):
        # An answer is a turn of its own where somebody asks in between.
        talk = "\n\n".join(f"{speaker if n % 2 else 'OMAR'}: {one}" for n, one in enumerate(said))
        (study / f"{name}.txt").write_text(talk + "\n", encoding="utf-8")
    codes = "".join(f"  - id: {label.lower()}\n    label: {label}\n" for label in SAID)
    book = own_folder / "oak.yaml"
    book.write_text(f"codebook: oak\nlabel: Oak\ncodes:\n{codes}", encoding="utf-8")
    return own_folder


def begin(terminal, book):
    """Make a project, bring the folder in, load the themes and open the first source."""
    begin_study(terminal, "Oak", "Ana")
    terminal.press("f")
    terminal.wait("Type or paste the path of a codebook file")
    terminal.type(str(book))
    terminal.press("Enter")
    terminal.wait("Themes taken")
    terminal.press("Enter")
    terminal.wait("opens it", "0%")
    terminal.press("Enter")


def code_everything(terminal):
    """Code each of the twenty turns: each theme once by its name, then as the same again."""
    turn = 0
    for label, several in SAID.items():
        for n, _ in enumerate(several):
            turn += 1
            terminal.wait(f"turn {turn} of {TURNS}")
            if n == 0:
                terminal.press("Enter")
                terminal.wait("Type part of a code")
                terminal.type(label[:4].lower())
                terminal.wait(f"■ {label}")
                terminal.press("Enter")
            else:
                terminal.press("r")
            terminal.wait(f"Coded “{label}” on turn {turn}.", f"{turn} coding")
            terminal.press("m")
            terminal.wait(f"Marked turn {turn} as read")


def suggest(path):
    """Learn from what is coded, in another program beside the open workspace."""
    ran = subprocess.run(
        [sys.executable, "-m", "qualcode", "suggest", str(path), "--coder", "Ana"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr


def proposed(path):
    """Return the turns of the second source with suggestions, and how many each has."""
    with Project.open(path, "Ana") as project:
        source = project.sources.list()[1]
        turns = project.sources.document(source.id).turns
        at = [one.start for one in project.suggestions.of(source.id)]
        return {t.n: sum(t.start <= s < t.end for s in at) for t in turns}


def judge(terminal, key, said):
    """Accept or reject a suggestion at the cursor, the first where there are several."""
    terminal.press(key)
    if "Which suggestion" in terminal.wait_for_one_of(said, "Which suggestion"):
        terminal.press("Enter")
        terminal.wait(said)


def found(path):
    """Return what the file holds, as words: what the session must have left."""
    with Project.open(path, "Ana") as project:
        first, second = project.sources.list()
        text = {one.id: project.sources.document(one.id).text for one in (first, second)}
        coded = [(text[c.source][c.start : c.end], c) for c in project.codings.of()]
        (note,) = project.notes.list()
        (patch,) = project.patches.of(second.id)
        return {
            "coded by hand": [
                (words, project.codes.find(c.code).label)
                for words, c in sorted(coded, key=lambda pair: pair[1].start)
                if c.source == first.id
            ],
            "beside it": [(words, c.origin) for words, c in coded if c.source == second.id],
            "suggested": proposed(path),
            "turns read": len(project.readings.of(first.id)),
            "note": (note.text, text[second.id][note.start : note.end]),
            "correction": (text[second.id][patch.start : patch.end], patch.words),
            "by": {c.coder for _, c in coded},
            "is whole": [str(one) for one in project.copies.check()],
        }


def test_a_session_survives_its_end(newcomer):
    path = newcomer / "Oak.qualcode"
    with started((80, 24), "-m", "qualcode", folder=newcomer) as terminal:
        begin(terminal, newcomer / "oak.yaml")
        code_everything(terminal)
        for _ in range(5):
            before = terminal.screen()
            terminal.press("u")
            terminal.wait("Undone: ", without=[before])
        terminal.wait("18 codings")
        suggest(path)
        suggested = proposed(path)
        assert all(n >= 1 for n in suggested.values())
        terminal.press("s")
        terminal.wait("T1 is oak-1.txt")
        terminal.press("Down", "Enter")
        terminal.wait(f"turn 1 of {len(LATER)}")
        terminal.press("I")
        terminal.wait("When are suggestions shown?")
        terminal.press("Down", "Enter")
        terminal.wait("Suggestions are shown in every source", "┊ likely: Breaks")
        judge(terminal, "a", "Accepted “")
        terminal.press("j")
        terminal.wait(f"turn 2 of {len(LATER)}", "a accepts a suggested code")
        judge(terminal, "z", "Rejected “")
        terminal.press("j")
        terminal.wait(f"turn 3 of {len(LATER)}")
        terminal.press("w")
        terminal.wait("A note on turn 3", "Ctrl+S save the note")
        terminal.type("She counted on her fingers.")
        terminal.wait("She counted on her fingers.")
        terminal.press("C-s")
        terminal.wait("✎ Ana: She counted")
        terminal.press("j")
        terminal.wait(f"turn 4 of {len(LATER)}")
        terminal.press("Right", "e")
        terminal.wait("What is wrong in turn 4?", "Correct the words “group”")
        terminal.press("Enter")
        terminal.wait("Correct words of turn 4", "Now:")
        terminal.type("choir")
        terminal.wait("The ‹choir› is")
        terminal.press("Enter")
        terminal.wait("The ‹choir› is what keeps me going")
        wait_for_place(path, "Ana", LATER[3])
        os.kill(terminal.process, signal.SIGKILL)
        terminal.wait_for_end()

    there = {
        "coded by hand": CODED,
        "beside it": [(LATER[0], Origin.ACCEPTED)],
        "suggested": suggested | {1: suggested[1] - 1, 2: suggested[2] - 1},
        "turns read": READ,
        "note": ("She counted on her fingers.", LATER[2]),
        "correction": ("group", "choir"),
        "by": {"Ana"},
        "is whole": [],
    }
    assert found(path) == there
    with started((80, 24), "-m", "qualcode", folder=newcomer) as terminal:
        terminal.wait("Opened before", "Oak")
        terminal.press("Enter")
        terminal.wait(f"turn 4 of {len(LATER)}", "The ‹choir› is what keeps me going")
        terminal.press("u")
        terminal.wait("Undone: corrected", "The group is what keeps me going")
        terminal.press("U")
        terminal.wait("The ‹choir› is what keeps me going")
        terminal.press("q")
        terminal.wait_for_end()
    assert found(path) == there
