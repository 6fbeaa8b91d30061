"""Small documents to read in tests: invented talk, and text that is hard to show."""

from qualcode.model import Case, CaseKind, Document, Form, Source, SourceKind, Turn, content_id

TALK = (
    ("A-FG1-F", 0, "Thank you all for coming. What does a usual week look like for you?"),
    (
        "A-FG1-P1",
        7,
        (
            "I do the mornings, and then I go to work. By the evening I am worn out. "
            "Nobody from the council has rung me since the spring."
        ),
    ),
    ("A-FG1-P2", 31, "Same here. I have not had a day off since August."),
    ("A-FG1-F", 44, "And who do you turn to?"),
    (
        "A-FG1-P1",
        47,
        (
            "My sister, when she can. The carers’ group on a Tuesday is the one place "
            "where I can sit down with a cup of tea and not explain myself to anybody. "
            "They helped me with the forms too — I would never have got the allowance otherwise."
        ),
    ),
    ("A-FG1-P3", 75, "Naïve café talk: 漢字 and 👩🏽‍🦽‍➡️, e\u0301tude, عائشة."),
    ("A-FG1-P2", 81, "Mm."),
)


def make_source(ref="A-FG1", words=0):
    return Source(
        id=content_id("source", ref),
        ref=ref,
        name=f"{ref}.txt",
        kind=SourceKind.RECORDING,
        form=Form.FOCUS_GROUP,
        site="A",
        added="2026-01-01T09:00:00Z",
        words=words,
    )


def make_cases():
    codes = dict.fromkeys(code for code, _, _ in TALK)
    return {
        content_id("case", code): Case(
            id=content_id("case", code),
            code=code,
            kind=CaseKind.FACILITATOR if code.endswith("F") else CaseKind.PERSON,
            role="facilitator" if code.endswith("F") else "carer",
            site="A",
        )
        for code in codes
    }


def make_document(talk=TALK, ref="A-FG1"):
    """A document of (speaker, seconds, words): labels in the text, as in a file."""
    text, turns = "", []
    source = make_source(ref, words=sum(len(words.split()) for _, _, words in talk))
    for n, (code, time, words) in enumerate(talk, 1):
        label = f"{code}: "
        start, body = len(text), len(text) + len(label)
        text += label + words
        turns.append(
            Turn(
                id=content_id("turn", source.id, n),
                source=source.id,
                n=n,
                start=start,
                body=body,
                end=len(text),
                time=float(time),
                case=content_id("case", code),
            )
        )
        text += "\n\n"
    return Document(source, text, tuple(turns))
