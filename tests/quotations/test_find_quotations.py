"""What the finder takes for a quotation in a published report, one typographic habit a test.

Every report here is invented.
"""

import time

import pytest

from qualcode.model import Quotation, QuotationKind
from qualcode.quotations import find_quotations


def find_one(report: str) -> Quotation:
    found = find_quotations(report)
    assert len(found) == 1, [q.text for q in found]
    return found[0]


CARERS_SPEAK_IN_CURLY_DOUBLES = """
Bridges for Carers

Contents

Foreword	2
Evenings	3
Work	7

Foreword

We are pleased to share what forty families told our interviewers.

Evenings

The kitchen table

Most of the interviews took place at home.

“The kettle goes on at six and I start on his legs. By eight I have lifted him four times.

“Nobody trained me for that. I learned it from a leaflet.”

Carer

“ My neighbour sits with her on Mondays, which is when I swim.”

Young carer

“They asked “are you his nurse?” and I laughed.”

Carer

Work

“When I say I'm a carer they hear “unreliable. I stopped saying it.”

Local authority
"""


def test_an_utterance_with_an_opening_mark_on_every_paragraph_is_one_quotation() -> None:
    first = find_quotations(CARERS_SPEAK_IN_CURLY_DOUBLES)[0]
    assert first.text == (
        "The kettle goes on at six and I start on his legs. By eight I have lifted him four times."
        "\n\nNobody trained me for that. I learned it from a leaflet."
    )


def test_a_quotation_knows_its_chapter_and_the_nearest_heading() -> None:
    places = [(q.section, q.heading) for q in find_quotations(CARERS_SPEAK_IN_CURLY_DOUBLES)]
    assert places == [("Evenings", "The kitchen table")] * 3 + [("Work", "Work")]


def test_a_space_after_the_opening_mark_does_not_belong_to_the_words() -> None:
    second = find_quotations(CARERS_SPEAK_IN_CURLY_DOUBLES)[1]
    assert second.text == "My neighbour sits with her on Mondays, which is when I swim."
    assert second.attribution == "Young carer"


def test_marks_nested_in_the_same_marks_stay_in_the_words() -> None:
    third = find_quotations(CARERS_SPEAK_IN_CURLY_DOUBLES)[2]
    assert third.text == "They asked “are you his nurse?” and I laughed."


def test_one_closing_mark_may_close_two_levels() -> None:
    fourth = find_quotations(CARERS_SPEAK_IN_CURLY_DOUBLES)[3]
    assert fourth.text == "When I say I'm a carer they hear “unreliable. I stopped saying it."
    assert fourth.attribution == "Local authority"


SINGLE_MARKS_THAT_ARE_APOSTROPHES = """
Breaks

'I'd ring the carers' line to hear the girls' voices. It's not help, it's company.'

Former carer, coastal district

'Nobody says 'how are you?' to the one holding the coat.'

(Parent carer, focus group 2)

Staff at the carers' centre agreed that the families' rooms were too small.

'There's a word for it in my language and it isn't 'burden'.'
– Wife, 71
"""


def test_straight_single_marks_are_told_from_apostrophes_and_plural_possessives() -> None:
    found = find_quotations(SINGLE_MARKS_THAT_ARE_APOSTROPHES)
    assert [(q.text, q.attribution) for q in found] == [
        (
            "I'd ring the carers' line to hear the girls' voices. It's not help, it's company.",
            "Former carer, coastal district",
        ),
        (
            "Nobody says 'how are you?' to the one holding the coat.",
            "Parent carer, focus group 2",
        ),
        ("There's a word for it in my language and it isn't 'burden'.", "Wife, 71"),
    ]


NO_MARKS_AT_ALL = """
Support in three towns

Interviewees differed on how easily a sitter could be found.

You phone and they send a stranger. He will not open the door. (Interview participant)

Places were funded by several bodies (health, education and a lottery grant).

We are asked for numbers and we give numbers. Nobody has asked us for the names.

(Service manager)

All four programmes have ended since (Harker and Lowe 2019).

I keep a bag by the door for both of us – Daughter, site B

It's the paperwork that wakes me. – Daughter, site B
"""


def test_where_there_are_no_marks_the_attribution_tells() -> None:
    found = find_quotations(NO_MARKS_AT_ALL)
    assert [(q.text.split()[0], q.attribution, q.role) for q in found] == [
        ("You", "Interview participant", "interview participant"),
        ("We", "Service manager", "service manager"),
        ("It's", "Daughter, site B", "daughter"),
    ]


@pytest.mark.parametrize(
    ("report", "attribution", "role"),
    [
        ("“I was the last to be told.”\nCarer", "Carer", "carer"),
        ("“I was the last to be told.”\n\nSocial worker", "Social worker", "social worker"),
        ("“I was the last to be told.”\n\n \nSupport worker", "Support worker", "support worker"),
        ("“I was the last to be told.” (Carer, site B)", "Carer, site B", "carer"),
        ("“I was the last to be told.”\n\n(Practitioner)", "Practitioner", "practitioner"),
        ("“I was the last to be told.” – GP", "GP", "gp"),
        ("“I was the last to be told.”\n— Son, 34, caring for his father",
         "Son, 34, caring for his father", "son"),
        ("“I was the last to be told.”\nFemale, 54", "Female, 54", None),
        ("“I was the last to be told.”\nAisha, young carer", "Aisha, young carer", "young carer"),
        ("“I was the last to be told.” (Focus group\nparticipant)",
         "Focus group participant", "focus group participant"),
        ("“I was the last to be told.”\n\nCarer of an adult son,\nsite C",
         "Carer of an adult son, site C", "carer"),
        ("Carer, 61: “I was the last to be told.”", "Carer, 61", "carer"),
        ("One unpaid carer told us:\n\n“I was the last to be told.”", "One unpaid carer", "carer"),
        ("What young carers said\n\n“I was the last to be told.”", "young carers", "young carer"),
        ("“I was the last to be told.” (Carers Centre manager)",
         "Carers Centre manager", "carers' centre manager"),
        ("“I was the last to be told.”", None, None),
    ],
)  # fmt: skip
def test_an_attribution_is_found_wherever_it_stands(
    report: str, attribution: str | None, role: str | None
) -> None:
    found = find_one(f"The survey went to two hundred homes.\n\n{report}\n")
    assert found.text == "I was the last to be told."
    assert (found.attribution, found.role) == (attribution, role)


def test_speakers_may_stand_above_their_words_throughout_a_report() -> None:
    report = """
Voices

Nadia, 16

“I do my revision in the ambulance bay.”

Commissioner

“We buy hours. Families want evenings.”

The next chapter sets out the plan.
"""
    assert [q.attribution for q in find_quotations(report)] == ["Nadia, 16", "Commissioner"]


def test_words_in_an_authors_sentence_take_the_speaker_from_it() -> None:
    report = (
        "Transport was scarce. One parent in Ashby described the bus as ‘a rumour with a "
        "timetable’, and others walked. “It took me two hours,” said a support worker, "
        "“and I had the short route.” "
        "A third called it 'a very long way to go for soup' (volunteer, 70s).\n"
    )
    found = find_quotations(report)
    assert [(q.text, q.attribution, q.kind) for q in found] == [
        ("a rumour with a timetable", "One parent in Ashby", QuotationKind.INLINE),
        (
            "It took me two hours, and I had the short route.",
            "a support worker",
            QuotationKind.INLINE,
        ),
        ("a very long way to go for soup", "volunteer, 70s", QuotationKind.INLINE),
    ]


def test_only_a_known_group_in_the_heading_leaves_little_confidence() -> None:
    by_heading = find_one("Comments from carers\n\n“I want my Sundays back.”\n")
    by_line = find_one("Comments\n\n“I want my Sundays back.”\n\nCarer\n")
    assert by_heading.confidence < by_line.confidence


TORN_BY_PAGES = """
The long wait

“The letter came in June with the wrong name on it, so I sent it back, and the next one had a




17

Waiting in the valley

1 2 3 4 5

different wrong name on it.

“I framed that one.”2

Parent carer

2 County register of letters, 2015, www.example.org/letters

“They said the list was closed. I asked who closes a list.”¹

18

Waiting in the valley

[Carer]

“ I don't need a badge. I need a Tuesday.

Former carer

19

Waiting in the valley
"""


def test_the_furniture_of_a_page_is_left_out_of_the_words_and_not_of_the_span() -> None:
    first = find_quotations(TORN_BY_PAGES)[0]
    assert first.text == (
        "The letter came in June with the wrong name on it, so I sent it back, and the next one "
        "had a different wrong name on it.\n\nI framed that one."
    )
    span = TORN_BY_PAGES[first.start : first.end]
    assert span.startswith("The letter")
    assert "Waiting in the valley" in span
    assert span.endswith("I framed that one.")


def test_a_note_mark_at_the_closing_mark_and_a_page_turn_do_not_hide_the_speaker() -> None:
    second = find_quotations(TORN_BY_PAGES)[1]
    assert second.text == "They said the list was closed. I asked who closes a list."
    assert second.attribution == "Carer"


def test_a_closing_mark_that_was_lost_costs_confidence_and_not_the_quotation() -> None:
    _, second, third = find_quotations(TORN_BY_PAGES)
    assert third.text == "I don't need a badge. I need a Tuesday."
    assert third.attribution == "Former carer"
    assert third.confidence < second.confidence


HARD_WRAPPED = """4. Hospital and home

Relatives described how the day of going home was set, and how often
it was set without them. Two had learned of it from a taxi driver.

"She was on the step in her nightdress with the bag. I had been at
work since five and nobody had rung. You don't forget the step."
(Husband, site D)

They asked for one number to call. In the smaller of the two
hospitals a co-ordinator had since been appointed.

"I ring round. That's the whole job, and it's a whole-
time job."
Discharge co-ordinator
"""


def test_hard_wraps_read_as_single_spaces() -> None:
    first, second = find_quotations(HARD_WRAPPED)
    assert first.text == (
        "She was on the step in her nightdress with the bag. I had been at work since five and "
        "nobody had rung. You don't forget the step."
    )
    assert first.attribution == "Husband, site D"
    assert second.text == "I ring round. That's the whole job, and it's a whole-time job."
    assert second.role == "discharge co-ordinator"


def test_a_file_with_an_empty_line_after_every_line_reads_the_same() -> None:
    spaced = HARD_WRAPPED.replace("\n", "\n\n")
    tight = find_quotations(HARD_WRAPPED)
    assert [(q.text, q.attribution) for q in find_quotations(spaced)] == [
        (q.text, q.attribution) for q in tight
    ]


def test_where_nothing_is_left_out_the_span_reads_as_the_words() -> None:
    for quotation in find_quotations(SINGLE_MARKS_THAT_ARE_APOSTROPHES):
        span = SINGLE_MARKS_THAT_ARE_APOSTROPHES[quotation.start : quotation.end]
        assert span == quotation.text


TOLD_UNDER_A_NAME = """
Three lives

Idris's story

I was nine when I first signed for a parcel of dressings. I thought every boy on my street did that.

At school I kept my phone in my sock. I still flinch when it rings.

Bella’s story

“I moved back into my old room with a cot on one side and Dad on the other.

“I would do it again, but I would shout sooner.”

Olive's story

Olive is 68 and looks after her husband. She gave up choir in the spring and misses it.

About the authors

Idris Penn

I have written about families for a decade and I teach at two colleges. I live in the north.
"""


def test_a_story_in_the_first_person_under_a_name_is_testimony() -> None:
    found = find_quotations(TOLD_UNDER_A_NAME)
    assert [(q.attribution, q.kind) for q in found] == [
        ("Idris", QuotationKind.TESTIMONY),
        ("Bella", QuotationKind.TESTIMONY),
    ]
    assert found[0].text.endswith("I still flinch when it rings.")


NO_QUOTATIONS = {
    "title": "“Nothing said, nothing done”: voices from the valley",
    "definition in law": (
        "The Carers Act says that a carer is anyone who 'gives regular and substantial help'."
    ),
    "definition of a charity": (
        "A carer is “anyone who looks after a friend or relative, unpaid” (Carers Alliance)."
    ),
    "policy": "The strategy promises that 'we will value all who give their time to others'.",
    "vision": "“Every carer in the county will be seen, valued and supported.”",
    "citation": "Caring has been called 'the work that holds up all the rest' (Marsh 2011).",
    "term": "Staff spoke of the 'hidden army' and of 'young carers' alike.",
    "paraphrase": "Carers said that they were tired and that nobody had rung them.",
    "survey wording": "The survey asked: “Do you have enough time for yourself each week?”",
    "survey answer": "- “I have enough time for myself” – 31%",
    "statement of an office": (
        "“We are proud of this plan and of all who wrote it.”\n\n"
        "Councillor May Finch, Chair of the Board"
    ),
    "statement of an organisation": (
        "“Carers are at the heart of all that is done here.”\n\nNorthmoor Carers Trust"
    ),
    "signed foreword": (
        "Foreword\n\nWhen I took office I met many families and I was moved.\n\n"
        "Ruth Dale, Chief Executive"
    ),
    "signature like an attribution": (
        "We met Jo, who cares for her mother. She gets up at five.\n\nJo Ellis, Policy Manager"
    ),
    "brackets of a sentence": "Help was offered to the person at home (the carer).",
    "brackets of a reference": "Help came from two sides. (See also page 12.)",
    "title of a reference": (
        "References\n\nPell A (2012). 'I only wanted my tea: later life and care'. Leeds: Press."
    ),
    "list of people": (
        "- A person caring for twins.\n- A person caring for a friend.\n- A volunteer."
    ),
}


@pytest.mark.parametrize("passage", NO_QUOTATIONS.values(), ids=NO_QUOTATIONS.keys())
def test_what_nobody_who_took_part_said_is_no_quotation(passage: str) -> None:
    report = f"The plan was written in a year of change.\n\n{passage}\n\nThe plan ends in March.\n"
    assert find_quotations(report) == []


def test_a_project_can_name_roles_that_nobody_else_uses() -> None:
    report = "I feed forty of them before the school bell goes, every day.\n\n(Breakfast captain)\n"
    assert find_quotations(report) == []
    found = find_quotations(report, roles=["Breakfast Captain"])
    assert [(q.attribution, q.role) for q in found] == [("Breakfast captain", "breakfast captain")]


@pytest.mark.parametrize("marks", ["“", "\"' ’\n", "“a” "])
def test_time_grows_with_the_length_of_a_page_of_marks_and_not_with_its_square(marks: str) -> None:
    def cost(length: int) -> float:
        text = marks * (length // len(marks))
        start = time.process_time()
        find_quotations(text)
        return time.process_time() - start

    # Eight times the length: sixty-four times the time if it were quadratic.
    assert min(cost(400_000) for _ in range(2)) < 30 * max(cost(50_000) for _ in range(3))
