"""Reading the guides: their fenced blocks, and the commands in them with what they print.

A block may be marked by HTML comments just above it:

    <!-- not run: why -->     the commands are shown only
    <!-- file: name -->       the block is a file that the guide's reader has
    <!-- leaves with 3 -->    the last command of the block leaves with this exit code
"""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GUIDES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))

_FENCE = re.compile(r"```(?P<language>\w*)\s*")
_MARK = re.compile(r"<!-- (?P<mark>not run|file|leaves with):? (?P<value>.+?) -->")
_RULE = re.compile(r"-{3,}")
_ANY_LINES = "…"


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its words, its marks, and the line where it begins."""

    language: str
    words: str
    marks: dict[str, str]
    line: int


@dataclass(frozen=True)
class Step:
    """A command of a console block, what the guide says it prints, and its exit code."""

    command: tuple[str, ...]
    prints: str
    code: int
    line: int


def read_blocks(page: str) -> Iterator[Block]:
    marks: dict[str, str] = {}
    language: str | None = None
    words: list[str] = []
    begun = 0
    for number, line in enumerate(page.splitlines(), 1):
        if language is None:
            if fence := _FENCE.fullmatch(line):
                language, words, begun = fence["language"], [], number
            elif mark := _MARK.fullmatch(line.strip()):
                marks[mark["mark"]] = mark["value"]
            elif line.strip():
                marks = {}
        elif line.rstrip() == "```":
            yield Block(language, "\n".join(words) + "\n", marks, begun)
            language, marks = None, {}
        else:
            words.append(line)


def read_steps(block: Block) -> list[Step]:
    commands: list[tuple[int, str, list[str]]] = []
    goes_on = False
    for number, line in enumerate(block.words.splitlines(), block.line + 1):
        if goes_on:
            begun, command, prints = commands.pop()
            commands.append((begun, command.removesuffix("\\") + line, prints))
            goes_on = line.endswith("\\")
        elif line.startswith("$ "):
            commands.append((number, line[2:], []))
            goes_on = line.endswith("\\")
        elif commands:
            commands[-1][2].append(line)
        elif line.strip():
            raise ValueError(f"line {number} prints before any command: {line}")
    last = len(commands) - 1
    code = int(block.marks.get("leaves with", "0"))
    return [
        Step(tuple(shlex.split(command)), "\n".join(prints), code if n == last else 0, number)
        for n, (number, command, prints) in enumerate(commands)
    ]


def fits(shown: str, printed: str) -> bool:
    """Say whether a guide shows what was printed.

    A line of "…" stands for any lines, "…" in a line for any words. Blank lines, the width of
    columns and the length of rules do not matter. A guide that shows nothing shows what fits.
    """
    lines = [_plain(line) for line in shown.splitlines() if line.strip()]
    pattern = "".join(
        r"(?:.*\n)*?" if line == _ANY_LINES else _words(line) + r"\n" for line in lines
    )
    page = "".join(f"{_plain(line)}\n" for line in printed.splitlines() if line.strip())
    return not lines or re.fullmatch(pattern, page) is not None


def _words(line: str) -> str:
    return ".*?".join(re.escape(part) for part in line.split("…"))


def _plain(line: str) -> str:
    return " ".join(_RULE.sub("---", line).split())
