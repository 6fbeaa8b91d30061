"""What an encoder computed before, by a keyed hash of the text and never by the text itself.

In memory the key is drawn anew each time. On disk it lies in a file of its own that only its owner
may read, so that without it nobody can try guesses of what was said against the hashes. The rows
themselves still say something of the texts: the folder belongs where the texts are, and is thrown
away with them.
"""

import hashlib
import os
import secrets
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats32 = NDArray[np.float32]

_DIGEST, _KEY = 16, 32
_KEY_FILE = "key"


class Keyed:
    """Hashes of texts under one secret key."""

    def __init__(self, key: bytes | None = None) -> None:
        self._key = key or secrets.token_bytes(_KEY)

    def digest(self, text: str) -> bytes:
        """Return 16 bytes that tell a text from others."""
        data = text.encode("utf-8", "surrogatepass")
        return hashlib.blake2b(data, key=self._key, digest_size=_DIGEST).digest()


class Memory:
    """Rows of `width` numbers by text, in memory, and in a folder once one is named."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._keyed = Keyed()
        self._rows: dict[bytes, Floats32] = {}
        self._file: Path | None = None

    def keep_in(self, folder: Path, name: str) -> None:
        """Keep rows in a folder from now on, in one file a `name`, and take what is there.

        A record that was cut short or damaged is passed over.
        """
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name.replace(' ', '-')}.rows"
        if path == self._file:
            return
        self._keyed = Keyed(_read_key(folder / _KEY_FILE))
        self._file = path
        self._rows = self._read(path) if path.is_file() else {}

    def recall(
        self, texts: Sequence[str], compute: "Callable[[Sequence[str]], Floats32]"
    ) -> "Floats32":
        """Return n × width rows, computing those of new texts only, each once."""
        digests = [self._keyed.digest(text) for text in texts]
        new = {
            digest: text
            for digest, text in zip(digests, texts, strict=True)
            if digest not in self._rows
        }
        if new:
            found = dict(zip(new, compute(list(new.values())), strict=True))
            self._rows.update(found)
            self._append(found)
        rows = [self._rows[digest] for digest in digests]
        return np.stack(rows) if rows else np.zeros((0, self._width), dtype=np.float32)

    def _append(self, found: "dict[bytes, Floats32]") -> None:
        if self._file is None:
            return
        # Somebody threw the folder away, because what was said in it is to be forgotten.
        if not self._file.with_name(_KEY_FILE).is_file():
            self._file, self._rows = None, dict(found)
            return
        records = []
        for digest, row in found.items():
            record = digest + row.astype("<f4").tobytes()
            records.append(record + zlib.crc32(record).to_bytes(4, "little"))
        with self._file.open("ab") as file:
            # What an interrupted run left of a record would shift all that follow.
            whole = file.tell() - file.tell() % self._size
            if whole != file.tell():
                file.truncate(whole)
            file.write(b"".join(records))

    def _read(self, path: Path) -> "dict[bytes, Floats32]":
        data, size = path.read_bytes(), self._size
        rows = {}
        for start in range(0, len(data) - size + 1, size):
            record, check = data[start : start + size - 4], data[start + size - 4 : start + size]
            if zlib.crc32(record).to_bytes(4, "little") == check:
                row = np.frombuffer(record, dtype="<f4", offset=_DIGEST)
                rows[record[:_DIGEST]] = row.astype(np.float32)
        return rows

    @property
    def _size(self) -> int:
        return _DIGEST + 4 * self._width + 4


def _read_key(path: Path) -> bytes:
    """Return the key of a folder, and draw it where there is none."""
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()[:_KEY].ljust(_KEY, b"\0")
    with os.fdopen(file, "wb") as opened:
        key = secrets.token_bytes(_KEY)
        opened.write(key)
    return key
