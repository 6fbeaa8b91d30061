import pytest

from qualcode.reports import HIDDEN_SITE, Attribution, AttributionError, HiddenSiteError

VALUES = {
    "role": "carer",
    "participant": "b-FG1-P3",
    "person": "Person 4",
    "site": "B",
    "source": "B-FG1",
    "turn": "14",
    "ref": "Q-3f9a2c",
}


def test_the_usual_style_is_the_role_and_the_participant():
    assert Attribution().fill(VALUES) == "Carer, b-FG1-P3"


def test_a_house_style_may_name_the_site():
    assert Attribution("{role}, site {site}").fill(VALUES) == "Carer, site B"


def test_a_participant_code_is_never_changed_to_begin_a_line():
    assert Attribution("{participant}, {role}").fill(VALUES) == "b-FG1-P3, carer"


def test_doubled_braces_are_braces():
    assert Attribution("{{{ref}}}").fill(VALUES) == "{Q-3f9a2c}"


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("{role}, {name}", "“name” is nothing"),
        ("{role.__class__}", "nothing that is known"),
        ("{0}", "nothing that is known"),
        ("{}", "nothing that is known"),
        ("{role", "no partner"),
        ("{role!r}", "takes no format"),
        ("{role:>99999999}", "takes no format"),
        ("a carer", "names nobody"),
        ("", "names nobody"),
    ],
)
def test_a_pattern_that_cannot_be_filled_is_refused_when_it_is_made(pattern, reason):
    with pytest.raises(AttributionError, match=reason):
        Attribution(pattern)


@pytest.mark.parametrize("field", ["site", "participant", "source", "turn"])
def test_a_hidden_site_refuses_whatever_leads_to_it(field):
    with pytest.raises(HiddenSiteError, match=f"prints {{{field}}}"):
        Attribution(f"{{role}}, {{{field}}}", show_site=False)


def test_a_hidden_site_leaves_role_and_person():
    assert HIDDEN_SITE.fill(VALUES) == "Carer, Person 4"
