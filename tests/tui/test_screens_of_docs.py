"""The pictures of the workspace ask for nothing from elsewhere."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

SCREENS = Path(__file__).parents[2] / "docs" / "screens"

NAMES = ("home", "steps", "preview", "reader", "picker", "sources", "suggestions", "paper")


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_whole_and_needs_no_network(name):
    svg = (SCREENS / f"{name}.svg").read_text(encoding="utf-8")
    root = ET.fromstring(svg)
    assert len(list(root.iter("{http://www.w3.org/2000/svg}text"))) > 20
    assert "/tmp" not in svg
    asked_for = svg.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not [sign for sign in ("http", "@import", "@font-face", "url(") if sign in asked_for]
