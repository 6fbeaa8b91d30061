"""A file that people wrote is brought up to date, and keeps what they wrote beside it."""

from dataclasses import replace
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.codebooks import (
    CodebookError,
    bundled_codebooks,
    dump_codebook,
    parse_codebook,
    rewrite_codebook,
)

FILE = """\
# Agreed on 3 March. Ask before changing ids!
codebook: care   # the id of it all
label: Care
source: >-   # as printed
  A report,
  2024.

codes:   # in the order of the interview
  # --- help ---
  - id: help
    label: Help          # was “Support” at first
    definition: Help of any kind.
    # Tom: narrower?
    include: |
      Paid help # this is no comment
      and unpaid help.
    codes:
      # the hard one
      - id: help.break
        label: A break
        keywords: [respite, "day off"]   # from the pilot
        examples:
          - One long example of something that somebody could have said.   # invented

      - {id: help.money, label: Money}   # short

  # --- the rest ---
  - id: job
    colour: "#0072B2"
    label: Job
# the end
"""


def read(text=FILE):
    return parse_codebook(text, "care.yaml")


def change(book, which, /, **fields):
    return replace(
        book, codes=tuple(replace(c, **fields) if c.slug == which else c for c in book.codes)
    )


def rewrite(book, text=FILE):
    done = rewrite_codebook(text, "care.yaml", book)
    assert parse_codebook(done.text, "again") == parse_codebook(dump_codebook(book), "written")
    assert done.kept
    return done.text


def differing(text, before=FILE):
    """Return the lines that went and those that came, whatever their place."""
    old, new = before.splitlines(), text.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_a_file_that_says_the_same_is_the_same_to_the_last_blank():
    assert rewrite(read()) == FILE


def test_every_bundled_codebook_is_left_as_it_is():
    for path in bundled_codebooks().values():
        text = path.read_text(encoding="utf-8")
        assert rewrite(parse_codebook(text, path.name), text) == text


def test_only_the_line_of_a_new_label_differs_and_its_comment_stays():
    gone, come = differing(rewrite(change(read(), "help", label="Support")))
    assert gone == ["    label: Help          # was “Support” at first"]
    assert come == ["    label: Support  # was “Support” at first"]


def test_a_comment_beside_a_text_that_becomes_long_goes_above_it():
    text = rewrite(change(read(), "help", label="Help " * 30 + "."))
    assert "    # was “Support” at first\n    label: >-\n" in text


def test_a_block_of_text_is_written_anew_and_what_looks_like_a_comment_in_it_is_none():
    text = rewrite(change(read(), "help", include="Any."))
    assert "    # Tom: narrower?\n    include: Any.\n    codes:\n" in text
    assert "this is no comment" not in text


def test_comments_within_a_list_are_kept_above_it():
    text = rewrite(change(read(), "help.break", examples=("Another.",)))
    assert "        # invented\n        examples:\n          - Another.\n" in text


def test_a_new_field_stands_where_it_belongs():
    text = rewrite(change(read(), "job", definition="Paid work."))
    assert '  - id: job\n    definition: Paid work.\n    colour: "#0072B2"\n' in text


def test_a_field_that_is_empty_now_goes_and_its_comment_stays():
    text = rewrite(change(read(), "help.break", keywords=()))
    assert "keywords" not in text
    assert "# from the pilot" in text


def test_a_new_code_stands_behind_its_sister():
    book = read()
    help_ = book.codes[0]
    new = replace(
        book.codes[1], slug="help.night", id="n", label="Nights", examples=(), keywords=()
    )
    codes = (help_, book.codes[1], replace(new, parent=help_.id), *book.codes[2:])
    text = rewrite(replace(book, codes=codes))
    gone, come = differing(text)
    assert gone == []
    assert come == ["      - id: help.night", "        label: Nights"]


def test_the_first_code_under_another_opens_a_list_for_it():
    book = read()
    job = book.codes[-1]
    new = replace(job, slug="job.lost", id="l", label="Lost", colour=None, parent=job.id)
    text = rewrite(replace(book, codes=(*book.codes, new)))
    assert (
        "    label: Job\n    codes:\n      - id: job.lost\n        label: Lost\n# the end" in text
    )


def test_a_code_that_is_gone_goes_with_its_lines_only():
    book = read()
    text = rewrite(replace(book, codes=tuple(c for c in book.codes if c.slug != "help.break")))
    assert "help.break" not in text
    assert "      - {id: help.money, label: Money}   # short" in text
    assert "# --- the rest ---" in text


def test_a_code_that_moves_takes_its_comments_along():
    book = read()
    text = rewrite(replace(book, codes=tuple(replace(c, parent=None) for c in book.codes)))
    assert (
        '  # the hard one\n  - id: help.break\n    label: A break\n    keywords: [respite, "day'
        in text
    )


def test_another_order_is_taken():
    book = read()
    text = rewrite(replace(book, codes=(book.codes[-1], *book.codes[:-1])))
    assert text.index("id: job") < text.index("# --- help ---") < text.index("id: help\n")


def test_a_code_in_braces_is_written_out_once_it_differs():
    text = rewrite(change(read(), "help.money", definition="What it costs."))
    assert (
        "      - id: help.money\n        label: Money\n        definition: What it costs." in text
    )


def test_a_code_with_a_new_id_is_known_by_its_old_one():
    book = change(read(), "help.break", slug="help.rest", was=("help.break",))
    text = rewrite(book)
    assert "      # the hard one\n      - id: help.rest\n" in text
    assert "        was: [help.break]\n" in text


def test_a_flat_file_stays_flat():
    flat = dedent("""\
        codebook: flat
        label: Flat
        codes:
          - id: a
            label: A
          - id: b
            label: B
          - id: a.one   # belongs to a
            label: One
            parent: a
        """)
    book = read(flat)
    assert rewrite(book, flat) == flat
    moved = rewrite(change(book, "a.one", parent=book.codes[2].id, path="B › One"), flat)
    assert moved == flat.replace("parent: a", "parent: b")


def test_windows_line_ends_stay():
    text = FILE.replace("\n", "\r\n")
    done = rewrite_codebook(text, "care.yaml", change(read(), "job", label="Work"))
    assert done.kept
    assert done.text == text.replace("label: Job", "label: Work")


def test_a_layout_that_cannot_be_followed_is_written_anew_and_said():
    text = "{codebook: care, label: Care, codes: [{id: a, label: A}]}\n"
    done = rewrite_codebook(text, "care.yaml", change(read(text), "a", label="B"))
    assert not done.kept
    assert read(done.text).codes[0].label == "B"


def test_what_is_no_codebook_is_refused():
    with pytest.raises(CodebookError):
        rewrite_codebook("codes: 3", "care.yaml", read())


SLUGS = [code.slug for code in read()]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_is_changed_the_file_says_it_and_keeps_its_comments(data):
    book = read()
    for _ in range(data.draw(st.integers(1, 3))):
        slug = data.draw(st.sampled_from(SLUGS))
        field = data.draw(st.sampled_from(["label", "definition", "include", "exclude"]))
        words = data.draw(st.text("ab #:'\"\n-é", min_size=1, max_size=30).filter(str.strip))
        book = change(book, slug, **{field: words})
        book = change(book, slug, keywords=tuple(data.draw(st.lists(st.sampled_from("abc#")))))
    text = rewrite(book)
    for comment in ("Ask before changing ids!", "# --- the rest ---", "# the hard one"):
        assert comment in text
