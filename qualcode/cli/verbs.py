"""The verbs of the command line: where each is, and the line that help prints of it.

Help reads this table and imports none of the verbs, so that it is there at once.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb: its module below `qualcode.cli.commands`, its attribute there, and what it does."""

    module: str
    attribute: str
    about: str


SECTIONS: dict[str, dict[str, Verb]] = {
    "Begin": {
        "demo": Verb("demo", "demo", "Run the whole job on a small invented study."),
        "init": Verb("init", "init", "Make a new project."),
        "import": Verb("sources", "import_", "Bring in transcripts, surveys, notes or reports."),
        "codebook": Verb("codebook", "codebook", "Load, list and save the themes to code with."),
    },
    "Read and code": {
        "code": Verb("code", "code", "Open the workspace for reading and coding."),
        "apply": Verb("codings", "apply", "Put a code on a passage, or apply a table of codings."),
        "codings": Verb("codings", "codings", "List what is coded."),
        "note": Verb("notes", "note", "Write a note on a source, code, person or coding."),
        "notes": Verb("notes", "notes", "List the notes."),
        "correct": Verb("correct", "correct", "Correct a misheard word or a wrong speaker."),
        "search": Verb("search", "search", "Find words in what people said."),
        "undo": Verb("history", "undo", "Undo your latest act, or any act by its id."),
        "redo": Verb("history", "redo", "Take your latest undo back."),
        "keys": Verb("keys", "keys", "Print every key of the workspace, and which you changed."),
        "log": Verb("history", "log", "Show who did what."),
    },
    "Sources and people": {
        "sources": Verb("sources", "sources", "List the sources of a project."),
        "people": Verb("people", "people", "List who speaks, and say what is known of them."),
        "consent": Verb("people", "consent", "Show and record what people agreed to."),
        "withdraw": Verb("people", "withdraw", "Take a person's words out, for good."),
    },
    "Suggest": {
        "suggest": Verb("suggest", "suggest", "Learn from your coding and propose codes."),
        "evaluate": Verb("evaluate", "evaluate", "Say how good the suggestions are."),
        "sample": Verb("sample", "sample", "Draw passages at random to code."),
    },
    "Count": {
        "survey": Verb("survey", "survey", "Tables of a survey's answers, and its open answers."),
        "prevalence": Verb("count", "prevalence", "Count who speaks of each theme, with its base."),
        "agreement": Verb("count", "agreement", "Compare two coders, theme by theme."),
    },
    "Quote and report": {
        "quotes": Verb("quotes", "quotes", "Write a quotation set, or check a draft's quotations."),
        "quotations": Verb("quotations", "quotations", "Find the quotations in published reports."),
        "report": Verb("report", "report", "Write a report as one web page."),
        "export": Verb("export", "export", "Write codings or the codebook to a file."),
    },
    "Look after": {
        "tidy": Verb("tidy", "tidy", "List loose ends: what may be worth mending."),
        "merge": Verb("copies", "merge", "Bring in the work of another copy."),
        "check": Verb("copies", "check", "Prove that every passage reads what was coded."),
        "backup": Verb("copies", "backup", "Write a whole copy, safely."),
    },
}
VERBS: dict[str, Verb] = {name: verb for part in SECTIONS.values() for name, verb in part.items()}
