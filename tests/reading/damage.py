"""Ways to damage a file, each drawn by a seeded chance."""

import io
import re
import warnings
import zipfile

_TOKENS = [
    b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\xf0\x9f\x98\x80", b"\r", b"\x0b", b"\x1b",
    b"\xc2\x85",
    b"Moira: ", b"\n\n", b"\t", b"00:00:01.000 --> 00:00:02.000\n", b"<v ", b"</v>", b"-->",
    b"&#0;",
    b"&#xD800;", b"&amp;", b"\\u-10240?", b"{\\rtf1", b"\\'", b"}", b"{", b'"', b",", b"---\n",
    b"<table><tr><td>", b"</p>", b"<!--", b"]]>", b"<![CDATA[", b"%%EOF", b"endobj", b"stream\n",
    b"99999999999", b"-1", b"0.00000001", b"PK\x03\x04", b"<script>", b"\xe2\x80\xae",
    b"=HYPERLINK(",
]  # fmt: skip
# How often the parts of an archive stay well formed: what is torn is refused early.
_WELL_FORMED = 0.6
_FRAGMENTS = [b"", b"<", b">", b"</", b'="', b"<a>", b"&", b"&x;", b" w:val='9e9'", b"]]>", b"\x00"]


def damaged(rng, data, other):
    """The bytes after one to three sorts of damage; parts of `other` may come into them."""
    for _ in range(rng.randint(1, 3)):
        if data[:2] == b"PK" and rng.random() < 0.9:
            data = _damage_member(rng, data)
        else:
            data = rng.choice(_WAYS)(rng, data, other)
    return data


def _place(rng, data):
    return rng.randrange(len(data) + 1)


def _flip(rng, data, _other):
    content = bytearray(data)
    for _ in range(rng.randint(1, 8) if content else 0):
        content[rng.randrange(len(content))] = rng.randrange(256)
    return bytes(content)


def _cut(rng, data, _other):
    return data[: _place(rng, data)]


def _drop(rng, data, _other):
    start = _place(rng, data)
    return data[:start] + data[start + rng.randint(1, 200) :]


def _double(rng, data, _other):
    start = _place(rng, data)
    part = data[start : start + rng.randint(1, 400)]
    return data[:start] + part * rng.randint(2, 40) + data[start:]


def _splice(rng, data, other):
    start = _place(rng, data)
    return data[:start] + other[_place(rng, other) :]


def _insert(rng, data, _other):
    for _ in range(rng.randint(1, 5)):
        start = _place(rng, data)
        data = data[:start] + rng.choice(_TOKENS) * rng.choice([1, 1, 2, 60]) + data[start:]
    return data


def _tear(rng, data, _other):
    """Tear XML: a mark goes, comes twice or gives way to another."""
    marks = [i for i, byte in enumerate(data) if byte in b"<>/\"'&="]
    for place in sorted(rng.sample(marks, min(len(marks), rng.randint(1, 3))), reverse=True):
        data = data[:place] + rng.choice(_FRAGMENTS) + data[place + rng.randint(0, 2) :]
    return data


def _exchange(rng, data, _other):
    """Put tags, values or words in the place of others, so that the parts stay well formed."""
    pattern = rng.choice([rb'"[^"<>]*"', rb">[^<>]+<", rb"<[^<>/]+/>", rb"\\[a-z]+-?\d*"])
    found = list(re.finditer(pattern, data))
    for _ in range(rng.randint(1, 3) if found else 0):
        one, other = rng.choice(found), rng.choice(found)
        value = (
            other.group() if rng.random() < 0.7 else one.group()[:1] + b"-99999" + one.group()[-1:]
        )
        data = data[: one.start()] + value + data[one.end() :]
        found = list(re.finditer(pattern, data))
        if not found:
            break
    return data


_WAYS = [_flip, _cut, _drop, _double, _splice, _insert, _tear, _exchange]


def _damage_member(rng, data):
    """Damage what an archive holds, and pack it soundly again."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old:
            members = [(m.filename, old.read(m)) for m in old.infolist()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        return _flip(rng, data, data)
    except Exception as error:
        if type(error).__name__ != "error":  # zlib.error
            raise
        return _flip(rng, data, data)
    if not members:
        return data
    chosen = rng.randrange(len(members))
    name, content = members[chosen]
    chance = rng.random()
    if chance < 0.1:
        del members[chosen]
    elif chance < 0.15:
        members[chosen] = (rng.choice(["../x.xml", "x" * 300, name.upper(), "word/"]), content)
    elif chance < 0.2:
        members.append(members[chosen])
    else:
        other = rng.choice(members)[1]
        way = _exchange if rng.random() < _WELL_FORMED else rng.choice(_WAYS)
        members[chosen] = (name, way(rng, content, other))
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        warnings.simplefilter("ignore")
        for member, content_ in members:
            new.writestr(member, content_)
    return buffer.getvalue()
