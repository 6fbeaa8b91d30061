import os
import shutil
import stat
import sys

import numpy as np
import pytest

from qualcode.suggest.memory import Keyed, Memory

SAID = "I have not slept since Tuesday"


@pytest.fixture
def asked():
    return []


@pytest.fixture
def compute(asked):
    def lengths(texts):
        asked.extend(texts)
        return np.array([[len(text), 0.5] for text in texts], dtype=np.float32)

    return lengths


def test_a_text_is_computed_once(compute, asked):
    memory = Memory(2)
    rows = memory.recall([SAID, "no", SAID], compute)
    assert rows.tolist() == [[30, 0.5], [2, 0.5], [30, 0.5]]
    memory.recall(["no", "yes"], compute)
    assert asked == [SAID, "no", "yes"]


def test_no_texts_are_no_rows(compute):
    assert Memory(2).recall([], compute).shape == (0, 2)


def test_rows_outlive_the_memory_in_a_folder(tmp_path, compute, asked):
    first = Memory(2)
    first.keep_in(tmp_path, "a model")
    first.recall([SAID, "no"], compute)
    second = Memory(2)
    second.keep_in(tmp_path, "a model")
    assert second.recall(["no", SAID], compute).tolist() == [[2, 0.5], [30, 0.5]]
    assert len(asked) == 2


def test_another_model_has_a_file_of_its_own(tmp_path, compute, asked):
    for name in ("one", "two"):
        memory = Memory(2)
        memory.keep_in(tmp_path, name)
        memory.recall([SAID], compute)
    assert asked == [SAID, SAID]


def test_neither_the_text_nor_a_hash_that_others_could_make_is_kept(tmp_path, compute):
    memory = Memory(2)
    memory.keep_in(tmp_path, "a model")
    memory.recall([SAID], compute)
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert SAID.encode() not in kept
    assert Keyed(b"").digest(SAID) not in kept
    assert Keyed(b"another key").digest(SAID) not in kept


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_the_owner_may_read_the_key(tmp_path):
    Memory(2).keep_in(tmp_path, "a model")
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600


@pytest.mark.parametrize("cut", [1, 5, 27])
def test_a_record_cut_short_is_passed_over_and_does_not_shift_the_rest(
    tmp_path, cut, compute, asked
):
    memory = Memory(2)
    memory.keep_in(tmp_path, "m")
    memory.recall([SAID, "no"], compute)
    path = tmp_path / "m.rows"
    os.truncate(path, path.stat().st_size - cut)
    for _ in range(2):
        again = Memory(2)
        again.keep_in(tmp_path, "m")
        assert again.recall([SAID, "no"], compute).tolist() == [[30, 0.5], [2, 0.5]]
    assert asked == [SAID, "no", "no"]


def test_a_damaged_record_is_computed_again(tmp_path, compute, asked):
    memory = Memory(2)
    memory.keep_in(tmp_path, "m")
    memory.recall([SAID, "no"], compute)
    path = tmp_path / "m.rows"
    data = bytearray(path.read_bytes())
    data[18] ^= 1
    path.write_bytes(data)
    again = Memory(2)
    again.keep_in(tmp_path, "m")
    assert again.recall([SAID, "no"], compute).tolist() == [[30, 0.5], [2, 0.5]]
    assert asked == [SAID, "no", SAID]


def test_nothing_is_written_where_the_folder_was_thrown_away(tmp_path, compute, asked):
    folder = tmp_path / "rows"
    memory = Memory(2)
    memory.keep_in(folder, "a model")
    memory.recall([SAID], compute)
    shutil.rmtree(folder)
    assert memory.recall(["no"], compute).tolist() == [[2, 0.5]]
    assert not folder.exists()
    memory.recall([SAID], compute)
    assert asked == [SAID, "no", SAID]
