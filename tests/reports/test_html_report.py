import re
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from math import nan
from xml.etree import ElementTree as ET

import pytest

from qualcode.reports import (
    HIDDEN_SITE,
    Cell,
    CellError,
    Crosstab,
    CrosstabError,
    CrosstabRow,
    MadeDateError,
    PeopleRow,
    PeopleTable,
    Report,
    ThemeRow,
    write_html,
)

VOID = {"meta", "br"}
HOSTILE = "<script>alert(1)</script><svg onload=alert(2)>\"'{{ 7*7 }}{% raise %}&amp;</style>"


class Page(HTMLParser):
    """The tags, attributes and words of a page; unbalanced tags fail."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.words, self.open = [], [], [], []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes.extend((tag, name, value or "") for name, value in attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes.extend((tag, name, value or "") for name, value in attrs)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())


def poison(value):
    """Put hostile words after every string of a dataclass that may hold any."""
    kept = {"made", "consent", "order", "unit"}
    if isinstance(value, tuple):
        return tuple(poison(part) for part in value)
    if is_dataclass(value):
        changed = {
            f.name: poison(getattr(value, f.name)) for f in fields(value) if f.name not in kept
        }
        return replace(value, **changed)
    return value + HOSTILE if value and type(value) is str else value


def one_theme(cell, small=5):
    row = ThemeRow("Money", "Money", 0, cell, None, None)
    return Report("T", "S", "2031-05-14", "0.1.0", themes=(row,), small=small)


def table_of(written, section):
    page = written[written.index(f'<section id="{section}">') :]
    return page[page.index("<tbody>") : page.index("</tbody>")]


def test_the_whole_report(report, golden):
    golden("report.html", write_html(report))


def test_an_empty_report_says_what_is_not_there(golden):
    empty = Report("Nothing yet", "A study to come", "2031-05-14", "0.1.0")
    written = write_html(empty)
    golden("report_empty.html", written)
    text = Page(written).text
    assert "No source has been imported yet." in text
    assert "No theme has been counted yet." in text
    assert "nothing can be said about their agreement" in text
    assert "No suggestion was asked for" in text
    assert "No quotation has been chosen" in text


def test_hostile_words_stay_words_in_every_field(report):
    plain, hostile = Page(write_html(report)), Page(write_html(poison(report)))
    assert hostile.tags == plain.tags
    assert [(tag, name) for tag, name, _ in hostile.attributes] == [
        (tag, name) for tag, name, _ in plain.attributes
    ]
    assert "{{ 7*7 }}" in hostile.text


def test_nothing_is_asked_for_from_elsewhere(report):
    written = write_html(report)
    page = Page(written)
    assert not {"script", "link", "img", "iframe", "object", "base"} & set(page.tags)
    references = [v for _, name, v in page.attributes if name in {"href", "src", "xlink:href"}]
    assert references
    assert all(reference.startswith("#") for reference in references)
    assert not re.search(r"@import|url\(|https?:", written)
    policy = [v for _, name, v in page.attributes if name == "content"]
    assert "default-src 'none'; style-src 'unsafe-inline'" in policy


def test_each_link_of_the_contents_leads_somewhere(report):
    page = Page(write_html(report))
    targets = {value for _, name, value in page.attributes if name == "id"}
    links = {value[1:] for _, name, value in page.attributes if name == "href"}
    assert links == targets


def test_the_page_has_light_dark_and_paper(report):
    written = write_html(report)
    assert "prefers-color-scheme: dark" in written
    assert "size: A4" in written


def test_each_bar_is_sound_svg_as_wide_as_the_share():
    written = write_html(one_theme(Cell(9, 13, 0.42, 0.87)))
    (bar,) = re.findall(r"<svg.*?</svg>", written)
    base, drawn, span = ET.fromstring(bar)
    assert base.get("width") == "100"
    assert float(drawn.get("width")) == pytest.approx(100 * 9 / 13, abs=0.05)
    assert span.get("d") == "M42 5H87"


def test_a_count_stands_with_its_base_and_its_interval():
    table = Page(
        "<table>"
        + table_of(write_html(one_theme(Cell(9, 13, 0.42, 0.87))), "themes")
        + "</tbody></table>"
    )
    assert table.text.startswith("Money 9 of 13 42–87%")


@pytest.mark.parametrize(("low", "high"), [(None, None), (nan, nan), (0.2, nan)])
def test_no_interval_is_printed_where_none_was_given(low, high):
    table = table_of(write_html(one_theme(Cell(9, 13, low, high))), "themes")
    assert "%" not in table
    assert "span" not in re.findall(r"<path class=\"(\w+)", table)


@pytest.mark.parametrize(
    ("cell", "marked"),
    [
        (Cell(4, 7, 0.2, 0.9), True),
        (Cell(4, 8, 0.2, 0.9), False),
        (Cell(4, 7), False),
        (Cell(20, 49, 0.3, 0.5, clusters=4), True),
        (Cell(4, 7, 0.2, 0.9, clusters=13), False),
        (Cell(4, 7, 0.2, 0.9, estimate=0.5), False),
    ],
)
def test_an_interval_on_fewer_than_eight_conversations_is_indicative(cell, marked):
    assert ("‡" in table_of(write_html(one_theme(cell)), "themes")) is marked


@pytest.mark.parametrize(("n", "marked"), [(0, False), (1, True), (4, True), (5, False)])
def test_small_counts_of_people_are_marked(n, marked):
    row = ThemeRow("Money", "Money", 0, None, Cell(n, 20), None)
    written = write_html(replace(one_theme(None), themes=(row,)))
    assert ("†" in table_of(written, "themes")) is marked


def test_what_nobody_read_is_a_dash_and_no_zero():
    table = table_of(write_html(one_theme(None)), "themes")
    assert table.count(">–<") == 3
    assert " of " not in table


def test_suggestions_are_marked_as_not_counted(report):
    text = Page(write_html(report)).text
    assert "Not counted. What follows was proposed by a classifier." in text
    assert "proposals 140 accepted by a person 51" in text


def test_a_kappa_that_means_nothing_is_a_dash_with_its_reason(report):
    table = table_of(write_html(report), "agreement")
    row = table[table.rindex("<tr") :]
    assert "<b>–</b>" in row
    assert "neither used the code" in row


def test_heads_and_hashes_are_there_to_trace_by(report):
    written = write_html(report)
    traced = written[written.index('<section id="trace">') :]
    assert all(head in traced for head in report.heads)
    assert all(file.hash in traced for file in report.files)


def test_quotations_do_not_lead_to_a_hidden_site(report):
    written = write_html(report, HIDDEN_SITE)
    start = written.index('<section id="quotations">')
    printed = written[start : written.index("</section>", start)]
    assert "Person 1" in printed
    assert "B-FG1" not in printed


def test_quotations_are_verbatim(report):
    text = write_html(report)
    quoted = re.findall(r"<blockquote>(.*?)</blockquote>", text, re.DOTALL)
    assert sorted(quoted) == sorted(item.text for item in report.quotations.items)


@pytest.mark.parametrize(
    ("n", "base", "low", "high"),
    [(5, 4, None, None), (-1, 4, None, None), (1, 4, 0.5, 0.2), (1, 4, 0, 1.2)],
)
def test_a_count_that_cannot_be_is_refused(n, base, low, high):
    with pytest.raises(CellError):
        Cell(n, base, low, high)


def test_a_row_has_a_cell_for_each_column():
    with pytest.raises(CrosstabError, match="1 cells for 2 columns"):
        Crosstab("site", "people", ("A", "B"), (CrosstabRow("Money", "Money", 0, (None,)),))
    with pytest.raises(CrosstabError):
        PeopleTable(("A", "B"), (PeopleRow("carer", (1,), 1),), (1, 0), 1)


def test_a_report_is_made_on_a_date():
    with pytest.raises(MadeDateError, match="ISO 8601"):
        Report("T", "S", "yesterday", "0.1.0")
