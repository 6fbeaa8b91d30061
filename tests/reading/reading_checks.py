"""What holds of every file that was read, and short ways to write what was."""

from qualcode.reading import ReadFile, label_key, read_bytes


def read_text(text, name="talk.txt", labels=()):
    return read_bytes(text.encode(), name, labels=labels)


def said(file):
    """Each turn as its label and its words."""
    text = file.decoded.text
    return [(turn.label, text[turn.body : turn.end]) for turn in file.turns]


def kinds(file):
    return {speaker.label: str(speaker.kind) for speaker in file.speakers}


def assert_turns_hold(text, turns):
    position = 0
    for turn in turns:
        assert position <= turn.start <= turn.body <= turn.end <= len(text)
        assert not text[position : turn.start].strip()
        if turn.label is not None:
            assert label_key(turn.label) in label_key(text[turn.start : turn.body])
        position = turn.end
    assert not text[position:].strip()


def assert_holds(file: ReadFile):
    assert_turns_hold(file.decoded.text, file.turns)
    heard = [label for label, _ in said(file) if label is not None]
    assert {s.label: s.turns for s in file.speakers} == {x: heard.count(x) for x in heard}
    for gone in file.decoded.replaced:
        assert file.decoded.text[gone.position] in "\ufffd\n"
