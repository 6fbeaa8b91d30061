import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from reports import invented_study

from qualcode.model.text import clean_text
from qualcode.reports import HIDDEN_SITE, write_markdown
from qualcode.reports.markdown import escape

SPOKEN = st.text(
    st.one_of(
        st.sampled_from("\\`*_[]<>&~|#+-=.)(!:1 \n\ta$'\"“é"),
        st.characters(exclude_categories=["Cs", "Cc"]),
    ),
    min_size=1,
    max_size=60,
)


def rendered_lines(markdown):
    """Return the lines of text that a reader sees, by CommonMark."""
    lines = [""]
    for token in MarkdownIt("commonmark").parse(markdown):
        if token.type != "inline":
            assert token.type in {"paragraph_open", "paragraph_close"}, token.type
            continue
        for child in token.children:
            assert child.type in {"text", "text_special", "softbreak", "hardbreak"}, child.type
            if child.type in {"softbreak", "hardbreak"}:
                lines.append("")
            else:
                lines[-1] += child.content
        lines.append("")
    return [line.strip() for line in lines if line.strip()]


def test_the_whole_set_as_markdown(quotations, golden):
    golden("quotations.md", write_markdown(quotations))


def test_the_whole_set_with_hidden_sites(quotations, golden):
    golden("quotations_hidden_site.md", write_markdown(quotations, HIDDEN_SITE))


def test_nothing_leads_to_a_hidden_site(quotations):
    written = write_markdown(quotations, HIDDEN_SITE)
    for item in quotations.items:
        assert item.participant not in written
        assert item.source_ref not in written
    assert "Site A" not in written


@given(SPOKEN)
@settings(max_examples=200, deadline=None)
def test_whatever_is_said_is_read_as_it_was_said(words):
    said = [line.strip() for line in clean_text(words)[0].split("\n")]
    assert rendered_lines(escape(words)) == [line for line in said if line]


@given(SPOKEN)
@settings(max_examples=60, deadline=None)
def test_whatever_is_said_stays_inside_its_quotation(words):
    item = replace(invented_study.ITEMS[0], text=f"Start {words} end")
    written = write_markdown(replace(invented_study.QUOTATIONS, items=(item,)))
    tokens = MarkdownIt("commonmark").parse(written)
    kinds = [token.type for token in tokens]
    assert kinds.count("blockquote_open") == 1
    inside = tokens[kinds.index("blockquote_open") : kinds.index("blockquote_close")]
    shown = "".join(child.content for t in inside if t.type == "inline" for child in t.children)
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", clean_text(item.text)[0])


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "| a |\n# Not a heading", "`x`"])
def test_a_hostile_title_stays_words(quotations, hostile):
    written = write_markdown(replace(quotations, title=hostile))
    heading = MarkdownIt("commonmark").parse(written)[1]
    shown = "".join(child.content for child in heading.children)
    assert shown == " ".join(hostile.split())


def test_what_was_left_out_is_said_even_where_it_is_nothing(quotations):
    assert "Nothing was left out." in write_markdown(replace(quotations, left_out=()))


def test_the_heads_of_the_chains_are_there_to_trace_by(quotations):
    written = write_markdown(quotations)
    assert all(f"- {head}" in written for head in quotations.heads)
