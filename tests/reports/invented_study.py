"""A study that never took place: every person, word and number here is made up."""

from math import nan

from qualcode.reports import (
    AgreementRow,
    CardFigure,
    Cell,
    CoderPair,
    CoderShare,
    Crosstab,
    CrosstabRow,
    FileRow,
    PeopleRow,
    PeopleTable,
    QuotationSet,
    QuoteConsent,
    QuotedItem,
    Report,
    SourceRow,
    SuggestionSummary,
    ThemeRow,
)

HEADS = (
    "anna-laptop 214 5f0c2b9e41d7a6638c1e90b7d24fa35e",
    "rashid-desk 97 c81d7e3302ab94f6d05b7a1e6c93f248",
)
BREAKS = "Time away from caring"
BREAKS_NONE = "Time away from caring › No break at all"
MONEY = "Money"
ASKING = "Asking for help › Passed from office to office"


def item(ref, text, path, participant, role, site, turn, **more):
    return QuotedItem(
        ref=ref,
        text=text,
        code_path=path,
        code_label=path.rsplit(" › ", 1)[-1],
        participant=participant,
        role=role,
        site=site,
        source_ref=participant.rsplit("-", 1)[0],
        turn=turn,
        coders=more.pop("coders", ("AM",)),
        consent=more.pop("consent", QuoteConsent.YES),
        **more,
    )


ITEMS = (
    item(
        "Q-3f9a2c",
        "I have not slept a whole night since the spring before last. You stop counting. "
        "You listen through the wall, that is what you do instead of sleeping.",
        BREAKS_NONE,
        "B-FG1-P3",
        "carer",
        "B",
        14,
        coders=("AM", "RK"),
    ),
    item(
        "Q-71be04",
        "They gave us four hours on a Thursday.\nIt takes me one to get to the shops and one to "
        "get back.\n\nSo what I have is two hours in a week, and in those I do the washing.",
        BREAKS_NONE,
        "A-INT2-P1",
        "carer",
        "A",
        31,
        context_before="And the sitting service, has that made a difference?",
        context_after="Right. And before that there was nothing?",
    ),
    item(
        "Q-c05d18",
        "When a carer says “I’m fine”, I have learned to wait. Nobody is fine at that speed.",
        BREAKS_NONE,
        "A-INT4-P1",
        "support worker",
        "A",
        9,
        consent=QuoteConsent.NOT_RECORDED,
    ),
    item(
        "Q-9a44e1",
        "My brother came for a week and I sat in the car by the reservoir and ate chips. "
        "Best day of the year.",
        BREAKS,
        "B-FG1-P1",
        "carer",
        "B",
        52,
        context_before="When did you last have a day for yourself?",
    ),
    item(
        "Q-12ff70",
        "I ring one number, they give me the other number. I ring the other number, they ask who "
        "gave me that number.",
        ASKING,
        "B-FG1-P3",
        "carer",
        "B",
        77,
        coders=("RK",),
    ),
    item(
        "Q-8b3d55",
        "=We keep a list on the fridge: who we rang, when, what they said. It is on its third "
        "sheet.",
        ASKING,
        "A-INT5-P2",
        "young carer",
        "A",
        6,
    ),
    item(
        "Q-e77c93",
        "There is no one office that holds the whole of it. I wish I could tell them there was.",
        ASKING,
        "B-INT3-P1",
        None,
        None,
        20,
    ),
    item(
        "Q-40d2aa",
        "I gave up the job in March. The petrol alone, two hospitals, was more than I was bringing "
        "home.",
        MONEY,
        "A-INT2-P1",
        "carer",
        "A",
        40,
    ),
)

QUOTATIONS = QuotationSet(
    title="Time away: carers’ words for chapter 3",
    study="Two Valleys study of breaks from caring",
    made="2031-05-14",
    heads=HEADS,
    items=ITEMS,
    left_out=(
        "3 passages of 2 people who did not agree to be quoted.",
        "1 passage that could tell who somebody is (an illness that few have).",
    ),
    chosen="For each theme up to four, by hand, from all that are coded with it: first spread over "
    "people, then over roles and sites. Short ones were preferred where two say the same.",
    people=21,
    conversations=13,
    sites=2,
)


def theme(path, depth, conversations, people, sites):
    return ThemeRow(path, path.rsplit(" › ", 1)[-1], depth, conversations, people, sites)


def cross(path, depth, *cells):
    return CrosstabRow(path, path.rsplit(" › ", 1)[-1], depth, cells)


def source(ref, form, site, words, people, *coders):
    return SourceRow(ref, "recording", form, site, words, people, coders)


HELP = "Asking for help"
SOURCES = (
    source("A-INT1", "interview", "A", 6120, 1, CoderShare("AM", 1.0, 31)),
    source(
        "A-INT2", "interview", "A", 7480, 1, CoderShare("AM", 1.0, 44), CoderShare("RK", 0.5, 12)
    ),
    source("A-INT4", "interview", "A", 5010, 1, CoderShare("AM", 1.0, 19)),
    source("A-INT5", "interview", "A", 4890, 2, CoderShare("RK", 0.998, 27)),
    source(
        "B-FG1", "focus group", "B", 11342, 7, CoderShare("AM", 1.0, 88), CoderShare("RK", 1.0, 79)
    ),
    source("B-INT3", "interview", None, 3904, 1),
)
FILES = tuple(
    FileRow(s.ref, f"{s.ref.lower()}.docx", f"{i:x}3c1f0b7a9e84d2650c{i:x}e9a7b1f4d83b6")
    for i, s in enumerate(SOURCES, 4)
)

REPORT = Report(
    title="Time away from caring",
    study="Two Valleys study of breaks from caring",
    made="2031-05-14",
    version="0.1.0",
    about="Between January and March 2031 we spoke with 21 carers and people who work with them, "
    "in two valleys that share a hospital and little else.",
    sources=SOURCES,
    people=PeopleTable(
        sites=("A", "B"),
        rows=(
            PeopleRow("carer", (6, 7), 13),
            PeopleRow("young carer", (2, 0), 2),
            PeopleRow("support worker", (3, 4), 7),
            PeopleRow(None, (0, 1), 1),
        ),
        totals=(10, 11),
        total=21,
    ),
    themes=(
        theme(BREAKS, 0, Cell(11, 13, 0.58, 0.96), Cell(16, 21), Cell(2, 2)),
        theme(BREAKS_NONE, 1, Cell(9, 13, 0.42, 0.87), Cell(12, 21), Cell(2, 2)),
        theme(HELP, 0, Cell(8, 13, nan, nan), Cell(10, 21), Cell(2, 2)),
        theme(ASKING, 1, Cell(4, 6, 0.25, 0.92), Cell(4, 9), Cell(1, 1)),
        theme(MONEY, 0, Cell(0, 13), Cell(0, 21), Cell(0, 2)),
        theme("Work", 0, None, None, None),
    ),
    crosstabs=(
        Crosstab(
            "site",
            "conversations",
            ("A", "B"),
            (
                cross(BREAKS, 0, Cell(6, 7, 0.45, 0.98), Cell(5, 6, 0.40, 0.98)),
                cross(BREAKS_NONE, 1, Cell(6, 7), Cell(3, 6)),
                cross(HELP, 0, Cell(3, 7), Cell(5, 6)),
                cross(ASKING, 1, None, Cell(4, 6)),
                cross(MONEY, 0, Cell(0, 7), Cell(0, 6)),
            ),
        ),
        Crosstab(
            "role",
            "people",
            ("carer", "young carer", "support worker"),
            (
                cross(BREAKS, 0, Cell(11, 13), Cell(1, 2), Cell(5, 7)),
                cross(BREAKS_NONE, 1, Cell(9, 13), Cell(1, 2), Cell(3, 7)),
                cross(HELP, 0, Cell(7, 13), Cell(0, 2), Cell(4, 7)),
                cross(ASKING, 1, Cell(4, 6), None, Cell(0, 3)),
                cross(MONEY, 0, Cell(0, 13), Cell(0, 2), Cell(0, 7)),
            ),
        ),
    ),
    agreement=(
        CoderPair(
            "AM",
            "RK",
            "Cohen’s kappa",
            (
                AgreementRow(BREAKS, BREAKS, 0, 186, 41, 9, 6, 0.79, 0.68, 0.88),
                AgreementRow(BREAKS_NONE, "No break at all", 1, 186, 22, 7, 8, 0.70, 0.55, 0.83),
                AgreementRow(HELP, HELP, 0, 186, 3, 6, 11, 0.22, nan, nan, "few coded passages"),
                AgreementRow(
                    MONEY, MONEY, 0, 186, 0, 0, 0, None, None, None, "neither used the code"
                ),
            ),
            blind=True,
        ),
    ),
    suggestions=SuggestionSummary(
        model="linear classifier on word and character counts, refitted 12 May 2031",
        proposals=140,
        accepted=51,
        accepted_as=12,
        rejected=49,
        open=28,
        card=(
            CardFigure("Mean average precision", "0.41", "186 passages held out, 2 conversations"),
            CardFigure("Found among the first three proposals", "63%", "97 coded passages"),
        ),
    ),
    quotations=QUOTATIONS,
    notes=(
        "“Work” was added to the codebook in April and has not been read for yet.",
        "The focus group had one microphone; 14 turns could not be given to a person.",
    ),
    heads=HEADS,
    files=FILES,
)
