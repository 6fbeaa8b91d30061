"""What reads words with: the encoder a user named, and what it keeps of a project's texts.

The choice is the user's own, for all projects, and stands in their configuration. A sentence
encoder is slow, so what it computes is kept in the user's cache folder, by a keyed hash and without
the words. It still says something of the words, so it goes when anybody withdraws.
"""

import hashlib
import shutil
from pathlib import Path

from qualcode.project import preferences
from qualcode.project.errors import NoEncoderError
from qualcode.store import Store

AUTO = "auto"
NAMED = (AUTO, "static", "tfidf")
_SETTING = "encoder"


def read_encoder() -> str:
    """Return the encoder that the user named: “auto”, “static”, “tfidf”, or a folder."""
    return preferences.read_setting(_SETTING) or AUTO


def write_encoder(name: str) -> Path:
    """Keep the encoder for all projects, and return where that is kept.

    Raises EncoderFolderError or NoStaticTableError where it cannot be used here.
    """
    if name in NAMED:
        from qualcode.suggest.encoders import Encoders  # noqa: PLC0415 - loads scikit-learn

        Encoders(name)
    else:
        from qualcode.suggest import open_transformer  # noqa: PLC0415 - loads SciPy

        name = str(Path(name).expanduser().absolute())
        open_transformer(Path(name))
    return preferences.write_setting(_SETTING, name)


def open_encoder(store: Store) -> object:
    """Return the named encoder as a suggester takes it; raises NoEncoderError where it is gone."""
    name = read_encoder()
    if name in NAMED:
        return name
    from qualcode.suggest import open_transformer  # noqa: PLC0415 - loads SciPy

    if not Path(name).is_dir():
        raise NoEncoderError(name)
    return open_transformer(Path(name), cache_folder(store))


def cache_folder(store: Store) -> Path:
    """Return where what was computed of a project's texts is kept."""
    place = str(store.path.resolve()).encode("utf-8", "surrogatepass")
    return _all_caches() / hashlib.sha256(place).hexdigest()[:16]


def forget_texts() -> None:
    """Throw away all that was kept of texts, on disk and in memory.

    Of all projects: a copy, or a file that was moved, has a folder of its own with the same words.
    """
    from qualcode.suggest import forget  # noqa: PLC0415 - loads NumPy

    shutil.rmtree(_all_caches(), ignore_errors=True)
    forget()


def _all_caches() -> Path:
    import platformdirs  # noqa: PLC0415 - help is there without it

    return platformdirs.user_cache_path("qualcode") / "texts"
