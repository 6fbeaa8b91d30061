"""Where suggestions lean on little: sources and sites whose words are unlike what was learned."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qualcode.project.suggesting.material import Material
from qualcode.store import Store
from qualcode.store.sources import list_sources

if TYPE_CHECKING:
    from qualcode.suggest import Suggester


@dataclass(frozen=True, slots=True)
class Unlike:
    """A site, or a source of another site, that is new to the model and unlike what it learned.

    `name` is “site D”, or a source's short name; `sources` are ids. Of `texts` passages that were
    compared `unlike` are less familiar than nine in ten of those that were learned from.
    """

    name: str
    sources: tuple[str, ...]
    texts: int
    unlike: int

    @property
    def line(self) -> str:
        """What is said beside a suggestion, in one line."""
        return (
            f"{self.name[:1].upper()}{self.name[1:]} is unlike what was learned "
            f"({self.unlike} of {self.texts} passages): trust its suggestions less."
        )

    @property
    def remark(self) -> str:
        """What is said on the card."""
        return (
            f"What is said in {self.name} is unlike what was learned "
            f"({self.unlike} of {self.texts} passages, where 1 in 10 is usual): "
            "code some of it before leaning on suggestions there."
        )


def find_unlike(store: Store, material: Material, suggester: "Suggester") -> tuple[Unlike, ...]:
    """Return what of the material is new and unlike what a suggester learned from it, by name."""
    if suggester.cold_start_:
        return ()
    word = store.read_setting("site_word") or "site"
    found = []
    for name, rows in _list_new(store, material, word).items():
        told = suggester.unlike(
            [material.passages[row].text for row in rows], [material.roles[row] for row in rows]
        )
        if told.is_drift:
            sources = dict.fromkeys(material.passages[row].source for row in rows)
            found.append(Unlike(name, tuple(sources), told.texts, told.unlike))
    return tuple(found)


def read_unlike(card: dict[str, Any] | None) -> list[Unlike]:
    """Return what a stored card tells of it; nothing where there is no card, or an older one."""
    told = (card or {}).get("unlike", ())
    return [Unlike(**{**one, "sources": tuple(one["sources"])}) for one in told]


def _list_new(store: Store, material: Material, word: str) -> dict[str, Sequence[int]]:
    """Return the rows of each site of which nothing was looked at, and of such sources elsewhere.

    A site's sources are one: what is unlike there is the site.
    """
    refs = {source.id: source.ref for source in list_sources(store.conn)}
    sources = {material.passages[row].source for row in material.coded}
    sites = {material.sites[row] for row in material.coded}
    found: dict[str, list[int]] = {}
    for row in material.uncoded:
        source, site = material.passages[row].source, material.sites[row]
        if site and site not in sites:
            found.setdefault(f"{word} {site}", []).append(row)
        elif source not in sources:
            found.setdefault(refs[source], []).append(row)
    return dict(sorted(found.items()))
