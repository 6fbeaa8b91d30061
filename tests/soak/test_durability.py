"""What was confirmed is there: after kill -9, and with four people writing at once."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from soak import examples
from studies import add_code, add_source

from qualcode.store import Store
from qualcode.store.check import check_store

WRITER = Path(__file__).with_name("writer.py")
TEXT = "Wen: " + "abcdefghij" * 200 + "\n"


@pytest.fixture
def path(tmp_path):
    target = tmp_path / "study.qualcode"
    store = Store.create(target, "Asha")
    add_source(store, TEXT, "A-INT1")
    add_code(store, "work", "Work")
    store.close()
    return target


def start(path, coder, count, first=0):
    return subprocess.Popen(
        [sys.executable, str(WRITER), str(path), coder, str(count), str(first)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def confirmed(said):
    return {line for line in said.split("\n") if len(line) == 32}


def held(path):
    store = Store.open(path)
    ids = {row[0] for row in store.conn.execute("SELECT id FROM coding")}
    problems = [one.sentence for one in check_store(store.conn) if one.problem]
    store.close()
    return ids, problems


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no kill -9")
def test_nothing_confirmed_is_lost_to_kill_9(path):
    chance = random.Random(7)
    expected = set()
    for turn in range(examples(200)):
        process = start(path, "Asha", 100_000, turn * 400)
        first = process.stdout.readline()
        time.sleep(chance.random() * 0.3)
        os.kill(process.pid, signal.SIGKILL)
        rest, _ = process.communicate()
        expected |= confirmed(first + rest)
    ids, problems = held(path)
    assert len(expected) > 0
    assert expected <= ids
    assert problems == []


def test_four_people_write_at_once_and_nothing_is_lost(path):
    each = examples(1000)
    coders = ["Asha", "Tom", "Wen", "Zoe"]
    writers = [start(path, coder, each, n * each) for n, coder in enumerate(coders)]
    said = [writer.communicate() for writer in writers]
    expected = {one for out, _ in said for one in confirmed(out)}
    assert [errors for _, errors in said] == [""] * 4
    ids, problems = held(path)
    assert len(expected) == 4 * each
    assert expected == ids
    assert problems == []
