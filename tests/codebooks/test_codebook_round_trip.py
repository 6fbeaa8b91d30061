"""What is written reads back equal, and nothing else than a CodebookError comes of nonsense."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.codebooks import CodebookError, UnknownParentError, dump_codebook, parse_codebook
from qualcode.model import Code, Codebook
from qualcode.model.code import SEPARATOR, code_id

ODD = [
    "no",
    "null",
    "~",
    "12:30",
    "- a",
    "a: b",
    "x #y",
    "'",
    '"',
    "[",
    "&a",
    "*a",
    "!t",
    "|",
    ">",
    "? a",
    "?a ?a",
]
characters = st.characters(
    codec="utf-8", exclude_categories=["Cs", "Cc", "Cn"], include_characters="\n\t"
)
words = st.text(characters, max_size=40) | st.sampled_from(ODD)
filled = words.filter(str.strip)
slugs = st.text(
    st.characters(categories=["L", "N"], include_characters=".-_ "), min_size=1, max_size=9
)
slugs = slugs.filter(lambda slug: slug == slug.strip() and slug.isprintable())
colours = st.none() | st.from_regex(r"#[0-9A-F]{6}", fullmatch=True)
several = st.lists(filled, max_size=3).map(tuple)


@st.composite
def codebooks(draw):
    """A codebook depth first: each code goes under the last one or one of those above it."""
    book = draw(slugs)
    codes, branch = [], []
    drawn = draw(st.lists(slugs, max_size=9, unique=True))
    earlier, drawn = drawn[7:], drawn[:7]
    for slug in drawn:
        branch = branch[: draw(st.integers(0, len(branch)))]
        label = draw(filled)
        code = Code(
            id=code_id(book, slug),
            slug=slug,
            label=label,
            other_labels=draw(several),
            definition=draw(words),
            include=draw(words),
            exclude=draw(words),
            examples=draw(several),
            keywords=draw(several),
            colour=draw(colours),
            parent=branch[-1].id if branch else None,
            codebook=book,
            path=SEPARATOR.join([*(above.label for above in branch), label]),
            was=tuple(earlier) if slug == drawn[-1] else (),
        )
        codes.append(code)
        branch.append(code)
    return Codebook(book, draw(filled), tuple(codes), draw(words), draw(words), draw(words))


def read_or_refuse(text):
    with suppress(CodebookError):
        return parse_codebook(text, "nonsense.yaml")
    return None


@settings(max_examples=60, deadline=None)
@given(codebooks())
def test_a_codebook_reads_back_equal(codebook):
    assert parse_codebook(dump_codebook(codebook), "again.yaml") == codebook


def test_long_text_is_wrapped_without_trailing_spaces():
    code = Code(
        code_id("b", "a"), "a", "A", definition="word " * 60 + "end", codebook="b", path="A"
    )
    text = dump_codebook(Codebook("b", "B", (code,)))
    assert parse_codebook(text, "b").codes[0].definition == code.definition
    assert [line for line in text.splitlines() if line != line.rstrip() or len(line) > 101] == []


def test_a_code_whose_parent_is_elsewhere_is_not_written():
    code = Code(code_id("b", "a"), "a", "A", parent="nowhere", codebook="b", path="A")
    with pytest.raises(UnknownParentError, match="nowhere"):
        dump_codebook(Codebook("b", "B", (code,)))


def test_a_dump_starts_with_what_a_reader_looks_for():
    codebook = Codebook("b", "B", (), description="D")
    assert dump_codebook(codebook) == "codebook: b\nlabel: B\ndescription: D\ncodes: []\n"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60) | st.text("abc:-[]{}&*!|>'\"%@#?, \n\\x0", max_size=60))
def test_nonsense_is_a_codebook_or_a_codebook_error(text):
    for candidate in (text, f"codebook: a\nlabel: A\ncodes:\n- id: a\n  label: {text}\n"):
        codebook = read_or_refuse(candidate)
        if codebook is not None:
            assert parse_codebook(dump_codebook(codebook), "again.yaml") == codebook


def test_a_code_made_elsewhere_gets_this_codebooks_id():
    code = Code("random", "a", "A", codebook=None, path="A")
    again = parse_codebook(dump_codebook(Codebook("b", "B", (code,))), "b").codes[0]
    assert again == replace(code, id=code_id("b", "a"), codebook="b")
