"""A quotation set as Markdown (CommonMark, with the pipe tables of GitHub)."""

import re

from qualcode.model.text import clean_text
from qualcode.reports.arrangement import HOW_TO_TRACE, Arrangement, Printed, Theme, arrange
from qualcode.reports.attribution import Attribution
from qualcode.reports.quotation_set import QuotationSet

_MARKUP = re.compile(r"[\\`*_\[\]<>&~|$]")
_OPENING = re.compile(r"^(?:[#+\-=]|\d+(?=[.)]))")


def write_markdown(quotations: QuotationSet, attribution: Attribution | None = None) -> str:
    """Return the set as Markdown, ending in one line end.

    Every word of the study is escaped, so that what is rendered is what was said: the same
    characters, a line where there was a line. White space at the ends of a line is not kept, since
    Markdown has no way to.
    """
    arranged = arrange(quotations, attribution or Attribution())
    blocks = [
        *_front(quotations, arranged),
        *(block for theme in arranged.themes for block in _theme(theme)),
        "## Trace",
        _trace(quotations),
    ]
    return "\n\n".join(blocks) + "\n"


def escape(words: str) -> str:
    """Return the words with whatever Markdown would read as markup escaped; lines stay lines."""
    clean, _ = clean_text(words)
    return "\n".join(_escape_line(line.strip(" \t")) for line in clean.split("\n"))


def _escape_line(line: str) -> str:
    line = _MARKUP.sub(r"\\\g<0>", line)
    opening = _OPENING.match(line)
    if opening is None:
        return line
    # Digits take no backslash; the full stop or bracket after them does.
    at = opening.end() if opening.group().isdigit() else 0
    return f"{line[:at]}\\{line[at:]}"


def _one_line(words: str) -> str:
    return " ".join(escape(words).split())


def _front(quotations: QuotationSet, arranged: Arrangement) -> list[str]:
    blocks = [
        f"# {_one_line(quotations.title)}",
        f"{_one_line(quotations.study)}, made {arranged.made}",
        _one_line(arranged.what),
        f"**Base.** {arranged.base}",
        f"**Consent.** {arranged.consent}",
    ]
    if quotations.chosen:
        blocks.append(f"**How they were chosen.** {_one_line(quotations.chosen)}")
    blocks.append("## Left out")
    left_out = (f"- {_one_line(sentence)}" for sentence in quotations.left_out)
    blocks.append("\n".join(left_out) or "Nothing was left out.")
    return [*blocks, "## Themes", _counts(arranged)]


def _counts(arranged: Arrangement) -> str:
    rows = [
        "| Theme | Quotations | People | Sources | Sites |",
        "| :--- | ---: | ---: | ---: | ---: |",
    ]
    for theme in arranged.themes:
        c = theme.counts
        numbers = f"{c.quotations} | {c.people} | {c.sources} | {c.sites}"
        rows.append(f"| {_one_line(theme.path)} | {numbers} |")
    c = arranged.counts
    rows.append(
        f"| **All, each counted once** | {c.quotations} | {c.people} | {c.sources} | {c.sites} |"
    )
    return "\n".join(rows)


def _theme(theme: Theme) -> list[str]:
    blocks = [f"## {_one_line(theme.path)}"]
    for part in theme.parts:
        blocks.append(f"### {_one_line(part.heading)}")
        for printed in part.quotations:
            blocks.extend(_quotation(printed))
    return blocks


def _quotation(printed: Printed) -> list[str]:
    item = printed.item
    blocks = [f"*Before:* {_lines(item.context_before)}"] if item.context_before else []
    blocks.append("> " + _lines(item.text).replace("\n", "\n> "))
    if item.context_after:
        blocks.append(f"*After:* {_lines(item.context_after)}")
    blocks.append(f"— {_one_line(printed.attribution)} ({_one_line(printed.trace)})")
    return blocks


def _lines(words: str) -> str:
    """Return the words with a hard break at each line end and paragraphs at empty lines."""
    paragraphs = re.split(r"\n\n+", escape(words).strip("\n"))
    return "\n\n".join(paragraph.replace("\n", "\\\n") for paragraph in paragraphs)


def _trace(quotations: QuotationSet) -> str:
    heads = [f"- {_one_line(head)}" for head in quotations.heads]
    return f"{HOW_TO_TRACE}\n\n" + ("\n".join(heads) or "- none given")
