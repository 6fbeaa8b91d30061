"""Learning: a suggester fitted to the material, and how far it can be trusted."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.model import Codebook
from qualcode.project.suggesting.encoding import open_encoder
from qualcode.project.suggesting.material import Material
from qualcode.store import Store
from qualcode.store.sources import list_sources

if TYPE_CHECKING:
    from qualcode.suggest import ModelCard, Suggester


def learn(
    store: Store, material: Material, report: Callable[[str], None] = lambda _: None
) -> "Suggester":
    """Return a suggester that learned from all that people said of the passages."""
    from qualcode.suggest import Suggester  # noqa: PLC0415 - loads scikit-learn

    report(f"Learning from {len(material.coded)} of {len(material.passages)} passages")
    coded = material.coded
    return Suggester(open_encoder(store), random_state=0).fit(
        [material.passages[row].text for row in coded],
        material.known[coded],
        groups=[material.groups[row] for row in coded],
        roles=[material.roles[row] for row in coded],
        codebook=Codebook("project", "project", tuple(material.codes)),
        codes=[code.id for code in material.codes],
        pool=[material.passages[row].text for row in material.uncoded],
        read=material.read[coded],
    )


def judge(
    store: Store,
    material: Material,
    suggester: "Suggester",
    report: Callable[[str], None] = lambda _: None,
) -> "ModelCard":
    """Return the card of a suggester that learned from the material.

    Where sites are known it has figures by site, and of each site judged by the others. Its remarks
    name the sources and sites whose words are unlike what was learned.
    """
    from qualcode.suggest import evaluate  # noqa: PLC0415 - loads scikit-learn

    if not suggester.cold_start_:
        report("Judging the model on conversations it had not seen")
    coded = material.coded
    sites = [material.sites[row] for row in coded]
    card = evaluate(
        suggester,
        material.known[coded],
        [material.groups[row] for row in coded],
        sites if any(sites) else None,
    )
    if material.uncoded and not suggester.cold_start_:
        report("Comparing what is new with what was learned")
    return replace(card, remarks=(*card.remarks, *_remark_unlike(store, material, suggester)))


def _remark_unlike(store: Store, material: Material, suggester: "Suggester") -> list[str]:
    """Return a sentence for each site, and each source of another site, that is new and unlike."""
    if suggester.cold_start_:
        return []
    word = store.read_setting("site_word") or "site"
    remarks = []
    for name, rows in _list_new(store, material, word).items():
        found = suggester.unlike(
            [material.passages[row].text for row in rows], [material.roles[row] for row in rows]
        )
        if found.is_drift:
            remarks.append(
                f"What is said in {name} is unlike what was learned "
                f"({found.unlike} of {found.texts} passages, where 1 in 10 is usual): "
                "code some of it before leaning on suggestions there."
            )
    return remarks


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
