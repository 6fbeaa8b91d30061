"""How a printed quotation says whose words it prints: a house style as a pattern."""

from dataclasses import dataclass
from string import Formatter

from qualcode.reports.errors import AttributionError, HiddenSiteError

FIELDS = ("role", "participant", "person", "site", "source", "turn", "ref")
TELLING_SITE = frozenset({"participant", "site", "source", "turn"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """A house style such as "{role}, {participant}", checked when it is made.

    `pattern` may hold {role}, {participant} ("B-FG1-P3"), {person} ("Person 4", numbered within
    one set), {site}, {source} ("B-FG1"), {turn} and {ref}. Anything else in braces raises
    AttributionError. What nobody recorded is printed as "role not recorded".

    With `show_site` False nothing printed beside a quotation may lead to the site: codes of
    participants and sources mostly begin with it, so the pattern may then hold {role}, {person}
    and {ref} only (else HiddenSiteError), and the traces beside a quotation keep to its ref.
    """

    pattern: str = "{role}, {participant}"
    show_site: bool = True

    def __post_init__(self) -> None:
        used = self._fields()
        if not used:
            raise AttributionError(self.pattern, "it names nobody", FIELDS)
        for field in used:
            if not self.show_site and field in TELLING_SITE:
                raise HiddenSiteError(self.pattern, field)

    def fill(self, values: dict[str, str]) -> str:
        """Return the attribution for one quotation; `values` holds every field."""
        words = self.pattern.format_map(values)
        return words[:1].upper() + words[1:] if self.pattern.startswith("{role}") else words

    def _fields(self) -> tuple[str, ...]:
        try:
            parts = list(Formatter().parse(self.pattern))
        except ValueError:
            raise AttributionError(self.pattern, "a brace has no partner", FIELDS) from None
        used = []
        for _, field, spec, conversion in parts:
            if field is None:
                continue
            if field not in FIELDS:
                reason = f"“{field}” is nothing that is known of a quotation"
                raise AttributionError(self.pattern, reason, FIELDS)
            if spec or conversion:
                raise AttributionError(self.pattern, f"“{field}” takes no format", FIELDS)
            used.append(field)
        return tuple(used)


HIDDEN_SITE = Attribution("{role}, {person}", show_site=False)
