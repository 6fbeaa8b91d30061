"""Comments in Word documents: who said what, and on which words exactly."""

import pytest
from documents import document, paragraph, part, table, words
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_checks import assert_holds, said

from qualcode.reading import read_bytes

_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_W15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'


def start(n):
    return f'<w:commentRangeStart w:id="{n}"/>'


def end(n):
    return f'<w:commentRangeEnd w:id="{n}"/>{reference(n)}'


def reference(n):
    return f'<w:r><w:commentReference w:id="{n}"/></w:r>'


def comment(n, *paragraphs, author="Wen", date="2024-03-06T09:30:00Z"):
    body = "".join(paragraphs)
    return f'<w:comment w:id="{n}" w:author="{author}" w:date="{date}">{body}</w:comment>'


def read(*blocks, comments=(), parts=None):
    """Read a document; without its comments it gives the same text."""
    comments = comments or [comment(n, paragraph(f"remark {n}")) for n in range(4)]
    file = read_bytes(
        document(
            *blocks,
            parts={"word/comments.xml": part("comments", "".join(comments)), **(parts or {})},
        ),
        "a.docx",
    )
    assert_holds(file)
    plain = read_bytes(document(*blocks), "a.docx")
    assert file.decoded.text == plain.decoded.text
    return file


def on(file):
    """Each comment's words, and the words that it stands on."""
    return {c.words: file.decoded.text[c.start : c.end] for c in file.comments}


TALK = [paragraph("Interviewer: why?"), paragraph("Moira: because"), paragraph("Moira: yes")]


def test_a_comment_stands_on_the_words_it_marks():
    file = read(*TALK, paragraph("Moira: we went ", start(0), "to the hall", end(0), " on foot 😀"))
    assert on(file) == {"remark 0": "to the hall"}
    [remark] = file.comments
    assert (remark.author, remark.time) == ("Wen", "2024-03-06T09:30:00Z")
    assert said(file)[-1] == ("Moira", "we went to the hall on foot 😀")


def test_positions_count_code_points_after_an_emoji():
    file = read(*TALK, paragraph("Moira: 😀😀 ", start(0), "late", end(0)))
    assert on(file) == {"remark 0": "late"}


def test_a_comment_may_begin_at_the_label():
    file = read(*TALK, paragraph(start(0), "Moira: no", end(0)))
    assert on(file) == {"remark 0": "Moira: no"}


def test_a_comment_may_run_over_paragraphs():
    file = read(
        *TALK,
        paragraph("Jo: the ", start(0), "bus"),
        paragraph("Moira: it"),
        paragraph("Jo: late", end(0), " x"),
    )
    assert on(file) == {"remark 0": "bus\n\nMoira: it\n\nJo: late"}


def test_a_comment_may_stand_between_paragraphs():
    file = read(
        *TALK, start(0), paragraph("Jo: one"), paragraph("Moira: two"), end(0), paragraph("Jo: x")
    )
    assert on(file) == {"remark 0": "Jo: one\n\nMoira: two"}


def test_blanks_at_the_ends_are_no_part_of_what_is_marked():
    file = read(*TALK, paragraph("Moira: on", start(0), " Monday ", end(0), "I think"))
    assert on(file) == {"remark 0": "Monday"}


def test_several_comments_may_stand_on_the_same_words_and_overlap():
    file = read(
        *TALK,
        paragraph(
            *("Moira: ", start(0), start(1), "the choir", end(1), " and "),
            *(start(2), "tea", end(0), " too", end(2)),
        ),
    )
    assert on(file) == {
        "remark 0": "the choir and tea",
        "remark 1": "the choir",
        "remark 2": "tea too",
    }


def test_comments_stand_in_cells_of_a_table_of_turns():
    rows = [["Moira", "one"], ["Jo", "two"], ["Moira", "three"], ["Jo", "four"]]
    marked = table(*rows).replace(
        paragraph("two"), paragraph(start(0), "two", end(0))
    ).replace(paragraph("three"), paragraph("three ", start(1), "times", end(1)))  # fmt: skip
    file = read(marked)
    assert on(file) == {"remark 0": "two", "remark 1": "times"}
    assert said(file)[2] == ("Moira", "three times")


def test_a_comment_on_the_name_in_a_table_leaves_the_table_a_transcript():
    rows = [["Moira:", "one"], ["Jo:", "two"], ["Moira:", "three"]]
    file = read(table(*rows).replace(paragraph("Jo:"), paragraph(start(0), "Jo:", end(0))))
    assert said(file) == [("Moira", "one"), ("Jo", "two"), ("Moira", "three")]
    assert on(file) == {"remark 0": "Jo"}


def test_a_comment_on_a_time_stands_where_the_time_does():
    rows = [["00:05", "Moira", "one"], ["00:09", "Jo", "two"], ["00:11", "Moira", "x"]]
    file = read(table(*rows).replace(paragraph("00:09"), paragraph(start(0), "00:09", end(0))))
    assert on(file) == {"remark 0": "[00:09] Jo: two"}


def test_a_comment_over_a_tracked_change_stands_on_what_is_kept():
    changed = (
        f'<w:ins w:id="7" w:author="x">{words("never ")}</w:ins>'
        '<w:del w:id="8" w:author="x"><w:r><w:delText>always </w:delText></w:r></w:del>'
    )
    file = read(*TALK, paragraph("Moira: I ", start(0), changed, "went", end(0), " out"))
    assert on(file) == {"remark 0": "never went"}


def test_a_comment_that_begins_in_deleted_words_keeps_its_place():
    gone = f'<w:del w:id="8" w:author="x">{start(0)}<w:r><w:delText>so </w:delText></w:r></w:del>'
    file = read(*TALK, paragraph("Moira: ", gone, "late", end(0), " again"))
    assert on(file) == {"remark 0": "late"}


def test_a_comment_on_deleted_words_alone_stands_on_its_paragraph():
    gone = '<w:del w:id="8" w:author="x"><w:r><w:delText>so </w:delText></w:r></w:del>'
    file = read(*TALK, paragraph("Moira: ", start(0), gone, end(0), "late again"))
    assert on(file) == {"remark 0": "Moira: late again"}


def test_a_comment_without_a_range_stands_on_its_paragraph():
    file = read(*TALK, paragraph("Moira: two", reference(0)), paragraph("Jo: three"))
    assert on(file) == {"remark 0": "Moira: two"}


def test_a_reply_is_a_comment_of_its_own_where_the_first_one_stands():
    remarks = [
        f'<w:comment w:id="{n}" w:author="{author}"><w:p {_W14} w14:paraId="0000000{n}">'
        f"{words(text)}</w:p></w:comment>"
        for n, author, text in [(0, "Wen", "is this money?"), (1, "Tom", "time, I think")]
    ]
    reply = '<w15:commentEx w15:paraId="00000001" w15:paraIdParent="00000000"/>'
    threads = f"<w15:commentsEx {_W15}>{reply}</w15:commentsEx>"
    file = read(
        *TALK,
        paragraph("Moira: ", start(0), "the rota", end(0), " again"),
        comments=remarks,
        parts={"word/commentsExtended.xml": threads},
    )
    assert on(file) == {"is this money?": "the rota", "time, I think": "the rota"}
    assert [c.author for c in file.comments] == ["Wen", "Tom"]


def test_a_comment_of_several_paragraphs_keeps_its_lines():
    remark = comment(0, paragraph("first"), paragraph("second"), author=" ", date="yesterday")
    file = read(*TALK, paragraph("Jo: ", start(0), "so", end(0)), comments=[remark])
    [found] = file.comments
    assert (found.words, found.author, found.time) == ("first\nsecond", None, None)


def test_comments_without_words_and_without_a_place_are_told():
    remarks = [comment(0, paragraph(" ")), comment(1, paragraph("nowhere"))]
    file = read(*TALK, paragraph("Jo: ", start(0), "so", end(0)), comments=remarks)
    assert file.comments == ()
    assert "1 comment without words was left out." in file.left_out
    assert "1 comment on words that are not kept was left out." in file.left_out


def test_a_comment_in_a_footnote_stands_in_the_note():
    notes = part(
        "footnotes",
        f'<w:footnote w:id="2">{paragraph("she ", start(0), "laughs", end(0))}</w:footnote>',
    )
    file = read_bytes(
        document(
            *TALK,
            paragraph("Moira: well", '<w:r><w:footnoteReference w:id="2"/></w:r>'),
            parts={
                "word/footnotes.xml": notes,
                "word/comments.xml": part("comments", comment(0, paragraph("where?"))),
            },
        ),
        "a.docx",
    )
    assert on(file) == {"where?": "laughs"}


def test_words_that_look_like_a_mark_stay_words():
    file = read_bytes(
        document(
            paragraph("Jo: \ufdd00s\ufdd0 so"),
            paragraph("Jo: ", start(0), "late", end(0)),
            parts={"word/comments.xml": part("comments", comment(0, paragraph("x")))},
        ),
        "a.docx",
    )
    assert on(file) == {"x": "late"}
    assert "0s" in file.decoded.text


_PIECES = st.sampled_from(["so ", "late", " ", "😀", "Moira: ", "\u00a0x", "<w:r><w:br/></w:r>"])


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.lists(st.lists(_PIECES, max_size=5), min_size=1, max_size=4), st.data())
def test_wherever_a_comment_stands_the_text_is_the_same_and_so_are_its_words(lines, data):
    places = [(p, i) for p, line in enumerate(lines) for i in range(len(line) + 1)]
    first, last = sorted(data.draw(st.tuples(st.sampled_from(places), st.sampled_from(places))))
    blocks, inside, marked = [], False, ""
    for p, line in enumerate(lines):
        runs = []
        for i in range(len(line) + 1):
            if (p, i) == first:
                runs.append(start(0))
                inside = True
            if (p, i) == last:
                runs.append(end(0))
                inside = False
            if i < len(line):
                runs.append(line[i])
                marked += ("\n" if "br" in line[i] else line[i]) if inside else ""
        blocks.append(paragraph(*runs))
    if not "".join(piece for line in lines for piece in line if "<" not in piece).strip():
        return
    file = read(*blocks)
    if marked.strip():
        assert "".join(on(file)["remark 0"].split()) == "".join(marked.split())


@pytest.mark.parametrize("broken", ["<w:comments", "", "<a/>"])
def test_broken_comments_do_not_pass_for_none(broken):
    from qualcode.reading import ReadingError

    data = document(*TALK, parts={"word/comments.xml": broken})
    if broken == "<a/>":
        assert read_bytes(data, "a.docx").comments == ()
        return
    with pytest.raises(ReadingError, match="not a sound Word document"):
        read_bytes(data, "a.docx")
