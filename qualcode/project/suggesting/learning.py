"""Learning: a suggester fitted to the material, and how far it can be trusted."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.model import Codebook
from qualcode.project.suggesting.encoding import open_encoder
from qualcode.project.suggesting.material import Material
from qualcode.project.suggesting.unlike import Unlike, find_unlike
from qualcode.store import Store

if TYPE_CHECKING:
    from qualcode.suggest import ModelCard, Suggester


def learn(
    store: Store, material: Material, report: Callable[[str], None] = lambda _: None
) -> "Suggester":
    """Return a suggester that learned from all that people said of the passages."""
    from qualcode.suggest import Suggester  # noqa: PLC0415 - loads scikit-learn

    report(f"Learning from {len(material.coded)} of {len(material.passages)} passages")
    coded = material.coded
    groups = [material.groups[row] for row in coded]
    return Suggester(open_encoder(store), random_state=0).fit(
        [material.passages[row].text for row in coded],
        material.known[coded],
        # Of one conversation alone the card says what that means.
        groups=groups if len(set(groups)) > 1 else None,
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
) -> "tuple[ModelCard, tuple[Unlike, ...]]":
    """Return the card of a suggester that learned from the material, and what is unlike that.

    Where sites are known the card has figures by site, and of each site judged by the others. Its
    remarks name the sources and sites whose words are unlike what was learned.
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
    unlike = find_unlike(store, material, suggester)
    return replace(card, remarks=(*card.remarks, *(one.remark for one in unlike))), unlike
