"""A real terminal, kept by tmux: keys go in, the screen is read, and what comes is waited for."""

import os
import subprocess
import sys
import time
import uuid
from contextlib import contextmanager

from qualcode.project import Project

DEADLINE = 30.0
SIZES = [(80, 24), (120, 36)]
WITHOUT_TMUX = "tmux is not installed, so the workspace was not tried in a real terminal"


class Terminal:
    """A tmux session of its own, on a socket of its own."""

    def __init__(self, size):
        self.size = size
        self.socket = f"qualcode-{uuid.uuid4().hex[:12]}"

    def tmux(self, *arguments):
        command = ["tmux", "-u", "-f", os.devnull, "-L", self.socket, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    def start(self, *command, folder="."):
        width, height = map(str, self.size)
        # Readline, where a test runner loads it, sets the size of its own terminal for children.
        anew = ("env", "-u", "COLUMNS", "-u", "LINES")
        self.tmux(
            *("new-session", "-d", "-x", width, "-y", height, "-c", str(folder), *anew, *command),
            *(";", "set-option", "-g", "remain-on-exit", "on"),
        )

    def press(self, *keys):
        self.tmux("send-keys", *keys)

    def type(self, words):
        self.tmux("send-keys", "-l", words)

    def screen(self):
        return self.tmux("capture-pane", "-p")

    def all_lines(self):
        """What was written since the start, lines that the terminal broke made whole."""
        return self.tmux("capture-pane", "-p", "-J", "-S", "-")

    def settle(self):
        """Wait until the screen stands still: a line has been left, the next one has the focus."""
        before = None
        while before != (before := self.screen()):
            time.sleep(0.25)

    def wait(self, *expected, without=()):
        """Wait until the screen shows all that is expected, and return it."""
        until = time.monotonic() + DEADLINE
        while True:
            screen = self.screen()
            if all(words in screen for words in expected) and not any(
                words in screen for words in without
            ):
                return screen
            assert time.monotonic() < until, f"{expected} did not come:\n{screen}"
            time.sleep(0.03)

    def wait_for_one_of(self, *expected):
        """Wait until the screen shows one of some words, and return it."""
        until = time.monotonic() + DEADLINE
        while not any(words in (screen := self.screen()) for words in expected):
            assert time.monotonic() < until, f"none of {expected} came:\n{screen}"
            time.sleep(0.03)
        return screen

    @property
    def process(self):
        return int(self.tmux("display-message", "-p", "#{pane_pid}"))

    @property
    def is_dead(self):
        return self.tmux("display-message", "-p", "#{pane_dead}").strip() == "1"

    def wait_for_end(self):
        until = time.monotonic() + DEADLINE
        while not self.is_dead:
            assert time.monotonic() < until, self.screen()
            time.sleep(0.03)


@contextmanager
def opened(size, path, *, program=("-m", "qualcode")):
    with started(size, *program, "code", str(path), "--coder", "Guest") as terminal:
        yield terminal


@contextmanager
def started(size, *words, folder="."):
    terminal = Terminal(size)
    try:
        terminal.start(sys.executable, *words, folder=folder)
        yield terminal
    finally:
        # The server ends with its last session, and may be gone already.
        subprocess.run(
            ["tmux", "-L", terminal.socket, "kill-server"], capture_output=True, check=False
        )


def begin_study(terminal, title, coder, *, seen=()):
    """Make a project and bring in the two files of a folder `transcripts`, as the screen says.

    `seen` is what the look at the files shows. Ends where themes are chosen.
    """
    terminal.wait("Learn on a small invented study", "Make a new project", "Enter choose")
    terminal.press("Down", "Enter")
    terminal.wait("What is the study called?", "Enter next question")
    terminal.type(title)
    terminal.settle()
    terminal.press("Enter")
    terminal.settle()
    terminal.type(coder)
    terminal.settle()
    terminal.press("Enter")
    # The path itself may be wrapped: folders of tests have long names.
    terminal.wait("It will be this file:", "Everything is ready", "Enter make the project")
    terminal.press("Enter")
    terminal.wait("▸ 2  Add files", f"coder {coder}")
    terminal.press("Enter")
    terminal.wait("▸ transcripts", "Space ticks the whole of it")
    terminal.press("Space")
    terminal.wait("☑ ▸ transcripts", "▸ n Look at 1 folder")
    terminal.press("n")
    terminal.wait("▸ n Bring in 2 files", *seen)
    terminal.press("n")
    terminal.wait("2 files came in", "▸ n Next: Choose themes")
    terminal.press("n")
    terminal.wait("take this if unsure", "Enter takes the highlighted themes")


def wait_for_place(path, coder, words):
    """Wait until the file knows that a coder is in a line with some words."""
    until = time.monotonic() + DEADLINE
    while words not in (line := line_at_place(path, coder)):
        assert time.monotonic() < until, line
        time.sleep(0.05)


def line_at_place(path, coder):
    """Return the line of the imported text in which a coder was last, or nothing."""
    with Project.open(path, coder) as project:
        place = project.place.get()
        if place is None:
            return ""
        text = project.sources.document(place["source"]).text
    return text[text.rfind("\n", 0, place["position"]) + 1 :].split("\n")[0]
