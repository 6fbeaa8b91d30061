"""Suggestions at the command line: the whole card, the encoder, and tables of answers."""

import json

import pytest


@pytest.fixture
def cache(home, monkeypatch):
    """What encoders compute is kept in the test's own home."""
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: home / "cache" / name)


def test_the_card_is_told_whole(qualcode, study):
    ran = qualcode("evaluate", study)
    assert ran.code == 0
    assert "Judging the model" in ran.err
    for part in (
        "True themes among the first three proposed",
        "The first three, at a site that was left out",
        "average precision    by chance",
        "in the first three    if it were left out",
        "said  held  pairs",
    ):
        assert part in ran.out


def test_the_card_as_json_has_all_of_it(qualcode, study):
    card = json.loads(qualcode("evaluate", study, "--json").out)
    assert {"codes", "figures", "sites", "across_sites", "calibration", "remarks"} <= card.keys()
    assert [one["site"] for one in card["sites"]] == ["A", "B", "C", "D"]


def test_an_encoder_is_named_once(qualcode, suggested_study, cache, home):
    ran = qualcode("suggest", suggested_study, "--encoder", "tfidf")
    assert ran.code == 0
    assert "Words are read with tfidf from now on" in ran.err
    assert "Words are read with: TF-IDF." in qualcode("evaluate", suggested_study).err
    assert qualcode("suggest", suggested_study, "--encoder", "auto").code == 0
    assert 'encoder = "auto"' in (home / "config.toml").read_text()


def test_a_folder_without_an_encoder_is_refused(qualcode, suggested_study, tmp_path, cache):
    ran = qualcode("suggest", suggested_study, "--encoder", tmp_path)
    assert ran.code == 1
    assert "cannot serve as an encoder: it has no model.safetensors" in ran.err


def test_a_table_goes_from_file_to_file(qualcode, suggested_study, tmp_path):
    source, target = tmp_path / "answers.csv", tmp_path / "coded.csv"
    source.write_text("id,said\n7,I never get a break\n8,No\n", encoding="utf-8")
    words = ("suggest", suggested_study, "--table", source, "--text-column", "said")
    ran = qualcode(*words, "-o", target, "--keep", "id")
    assert ran.code == 0
    assert "chances for 2 rows. A machine's, and no coding." in ran.err
    assert target.read_text(encoding="utf-8").startswith("row,id,cross-cutting:")
    again = qualcode(*words, "-o", target)
    assert again.code == 1
    assert "is there already" in again.err


def test_a_column_that_is_not_there_is_named(qualcode, suggested_study, tmp_path):
    source = tmp_path / "answers.csv"
    source.write_text("id,said\n7,No\n", encoding="utf-8")
    out = ("-o", tmp_path / "coded.csv")
    ran = qualcode("suggest", suggested_study, "--table", source, "--text-column", "answer", *out)
    assert ran.code == 1
    assert "has no column “answer”. It has id, said." in ran.err


def test_a_table_that_is_not_there_is_told_before_anything_is_learned(
    qualcode, suggested_study, tmp_path
):
    words = ("--table", tmp_path / "zz.csv", "--text-column", "said", "-o", tmp_path / "o.csv")
    ran = qualcode("suggest", suggested_study, *words)
    assert ran.code == 1
    assert "There is no file" in ran.err
    assert "Learning" not in ran.err


def test_half_of_what_a_table_needs_is_wrong_usage(qualcode, suggested_study, tmp_path):
    assert qualcode("suggest", suggested_study, "--table", tmp_path / "a.csv").code == 2
    assert qualcode("suggest", suggested_study, "--text-column", "said").code == 2


def test_where_suggestions_lean_on_little_it_is_said(qualcode, study, tmp_path):
    """A new source in words of its own: said with the suggestions, on the card, and in the data."""
    words = ("compiler", "register", "linker", "opcode", "heap", "mutex", "kernel", "branch")
    lines = [
        f"Zoe: {' '.join(words[(n * k) % 8] for k in range(1, 13))} {n}.\nInt: Go on.\n"
        for n in range(30)
    ]
    (tmp_path / "alien.txt").write_text("".join(lines), encoding="utf-8")
    assert qualcode("import", study, tmp_path / "alien.txt", "--coder", "Lead").code == 0
    said = "is unlike what was learned"
    assert said in qualcode("suggest", study).err
    assert said in qualcode("evaluate", study).err
    data = json.loads(qualcode("suggest", study, "--json").out)
    told = {one["source"] for one in data if one["unlike"]}
    assert len(told) == 1
    assert {one["source"] for one in data if not one["unlike"]}.isdisjoint(told)
