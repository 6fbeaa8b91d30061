"""Word files that meeting programs write, after the forms of Teams and Zoom."""

import pytest
from documents import document, paragraph, part
from reading_checks import assert_holds, said

from qualcode.reading import read_bytes

BREAK = "<w:r><w:br/></w:r>"
AVATAR = "<w:r><w:drawing/></w:r>"


def bold(text):
    return f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def teams(name, time, text):
    """A turn as Teams writes it: an avatar, the name, the time, a line break, the words."""
    return paragraph(AVATAR, bold(name), f"   {time}", BREAK, text)


TEAMS = [
    paragraph(bold("Evenings group-20240305_100214-Meeting Recording")),
    paragraph("5 March 2024, 10:02am"),
    paragraph("31m 7s"),
    paragraph(bold("Ines Achterberg"), " started transcription"),
    teams("Ines Achterberg", "0:03", "Shall we begin?"),
    teams("Bryn Oakley (Guest)", "0:06", "Yes. Can you hear me?"),
    teams("Ines Achterberg", "0:11", "We can."),
    teams("Bryn Oakley (Guest)", "1:02:09", "Then it was the bus &amp; the rain."),
    paragraph(bold("Ines Achterberg"), " stopped transcription"),
]


@pytest.fixture(params=[False, True], ids=["as it is", "commented on"])
def meeting(request):
    """A Teams transcript; somebody may have commented on the line that ends it."""
    blocks, parts = list(TEAMS), {}
    if request.param:
        name = f'<w:commentRangeStart w:id="0"/>{bold("Bryn Oakley (Guest)")}'
        name += '<w:commentRangeEnd w:id="0"/>'
        blocks[-2] = paragraph(name, "   1:02:09", BREAK, "Then it was the bus &amp; the rain.")
        remark = f'<w:comment w:id="0" w:author="Wen">{paragraph("who?")}</w:comment>'
        parts = {"word/comments.xml": part("comments", remark)}
    file = read_bytes(document(*blocks, parts=parts), "meeting.docx")
    assert_holds(file)
    return file


def test_a_teams_transcript_gives_turns_with_times(meeting):
    assert said(meeting)[-4:] == [
        ("Ines Achterberg", "Shall we begin?"),
        ("Bryn Oakley (Guest)", "Yes. Can you hear me?"),
        ("Ines Achterberg", "We can."),
        ("Bryn Oakley (Guest)", "Then it was the bus & the rain."),
    ]
    assert [turn.time for turn in meeting.turns if turn.label] == [3, 6, 11, 3729]


def test_who_began_and_ended_the_transcription_is_left_out_and_told(meeting):
    assert "transcription" not in meeting.decoded.text
    assert "2 notices that a transcription began or ended were left out." in meeting.left_out


def test_somebody_who_says_that_something_started_is_heard():
    file = read_bytes(
        document(
            paragraph("Jo: so"),
            paragraph("Moira: Ines started recording"),
            paragraph("Jo: oh"),
            paragraph("Moira: yes"),
        ),
        "a.docx",
    )
    assert ("Moira", "Ines started recording") in said(file)


def test_a_zoom_transcript_gives_turns_with_times():
    turns = [("[Ines Achterberg] 10:02:14", "Shall we begin?"), ("[Bryn Oakley] 10:02:19", "Yes."),
             ("[Ines Achterberg] 10:02:31", "Then let us.")]  # fmt: skip
    blocks = [paragraph(line) for turn in turns for line in turn]
    file = read_bytes(document(*blocks), "zoom.docx")
    assert_holds(file)
    assert said(file) == [
        ("Ines Achterberg", "Shall we begin?"),
        ("Bryn Oakley", "Yes."),
        ("Ines Achterberg", "Then let us."),
    ]
