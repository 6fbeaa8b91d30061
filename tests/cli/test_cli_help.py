"""Help: every command has it, with an example that runs, and it is there at once."""

import re
import shlex
import subprocess
import sys

import click
import pytest
from corpus_project import CORPUS, SOURCES, TABLES
from docx import Document

from qualcode.cli.main import verbs
from qualcode.cli.verbs import VERBS

HEAVY = (
    *("spacy", "sklearn", "pandas", "textual", "numpy", "sqlite_utils", "scipy", "docx"),
    *("jinja2", "pydantic", "ruamel", "mammoth"),
)


def every_command():
    """Return (words, command) for every verb and what is below it."""
    found = []
    for name in VERBS:
        command = verbs.get_command(click.Context(verbs), name)
        found.append(((name,), command))
        if isinstance(command, click.Group):
            found += [((name, below), one) for below, one in command.commands.items()]
    return found


COMMANDS = every_command()
EXAMPLES = [
    (words, line.strip())
    for words, command in COMMANDS
    for line in command.help.partition("Example:")[2].splitlines()
    if line.strip()
]
# These draw on a terminal, or are tried in tests of their own.
ELSEWHERE = {"qualcode code", "qualcode demo"}


@pytest.mark.parametrize("words", [words for words, _ in COMMANDS], ids=" ".join)
def test_every_command_has_help_with_an_example_of_itself(qualcode, words):
    told = qualcode(*words, "--help")
    assert (told.code, told.err) == (0, "")
    assert "Example:" in told.out
    examples = [line for mine, line in EXAMPLES if mine == words]
    assert examples
    assert all(line.startswith(f"qualcode {words[0]}") for line in examples)


@pytest.mark.parametrize(("words", "line"), EXAMPLES, ids=lambda one: str(one)[:60])
def test_every_example_is_a_command_line_that_is_understood(words, line):
    command, name, rest, above = verbs, "qualcode", shlex.split(line)[1:], None
    while True:
        context = command.make_context(name, list(rest), parent=above)
        if not isinstance(command, click.Group):
            break
        name, command, rest = command.resolve_command(
            context, [*context._protected_args, *context.args]
        )
        above = context
    assert command is not verbs
    assert words[0] == shlex.split(line)[1]


@pytest.fixture
def desk(study, tmp_path, monkeypatch):
    """A folder that holds all that the examples name, under Asha's name."""
    import shutil

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUALCODE_CODER", "Asha")
    shutil.copyfile(study, "carers-tom.qualcode")
    shutil.copytree(CORPUS / "transcripts", "transcripts")
    shutil.copyfile(CORPUS.parent / "codebooks" / "cross-cutting.yaml", "my-codebook.yaml")
    draft = Document()
    draft.add_paragraph("One of them said: “I thought a carer had a tunic and a little white car.”")
    draft.save("draft.docx")
    (tmp_path / "report.txt").write_text(
        "Findings\n\n“Nobody had asked me how I was, not once in four years.” (Carer, site B)\n",
        encoding="utf-8",
    )
    (tmp_path / "answers.csv").write_text("id,answer\n1,No break\n", encoding="utf-8")
    assert SOURCES
    assert TABLES
    return tmp_path


@pytest.mark.parametrize(
    "line",
    [
        line
        for line in dict.fromkeys(line for _, line in EXAMPLES)
        if " ".join(line.split()[:2]) not in ELSEWHERE
    ],
)
def test_every_example_runs(desk, qualcode, line):
    if line.startswith("qualcode init"):
        (desk / "carers.qualcode").unlink()
    if line.startswith("qualcode redo"):
        assert qualcode("undo", "carers.qualcode").code == 0
    ran = qualcode(*shlex.split(line)[1:], answer="y\n")
    assert ran.code == 0, ran.err


def test_help_lists_every_verb_under_its_section(qualcode):
    told = qualcode("--help").out
    for name, verb in VERBS.items():
        assert re.search(rf"^  {name} +{re.escape(verb.about[:30])}", told, re.MULTILINE)


def modules_after(program):
    """Return which heavy libraries a program has loaded in a process of its own."""
    look = (
        f"{program}\nimport sys\nprint([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", look], capture_output=True, text=True, timeout=60, check=True
    )
    return ran.stderr.strip().splitlines()[-1]


def helping(*words):
    """Return a program that asks for help on a verb."""
    return (
        f"import sys; sys.argv = ['qualcode', *{words!r}, '--help']\n"
        "from qualcode.cli import main\n"
        "try: main()\n"
        "except SystemExit as left: assert left.code == 0"
    )


@pytest.mark.parametrize(
    "program", ["import qualcode", "import qualcode.cli", helping(), helping("codings")]
)
def test_help_loads_no_heavy_library(program):
    assert modules_after(program) == "[]"


def test_help_of_all_verbs_together_loads_no_heavy_library():
    every = "\n".join(helping(name) for name in VERBS)
    assert modules_after(every) == "[]"
