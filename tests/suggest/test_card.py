import dataclasses

import numpy as np
import pytest

from qualcode.suggest import (
    ModelCard,
    SiteFigures,
    Suggester,
    evaluate,
    likelihood_word,
    plot_calibration,
)
from qualcode.suggest.card import NOT_CALIBRATED, NOTHING_CODED
from qualcode.suggest.errors import NotFittedError, ShapeError
from qualcode.suggest.metrics import Bin
from qualcode.suggest.sites import remark_sites


@pytest.fixture(scope="module")
def fitted(study, codebook):
    return Suggester().fit(study.texts, study.Y, groups=study.carers, codebook=codebook)


@pytest.fixture(scope="module")
def card(study, fitted):
    return evaluate(fitted, study.Y, study.carers)


def test_the_card_counts_what_was_learned_from(card, study, fitted):
    assert isinstance(card, ModelCard)
    assert card.model == fitted.model_
    assert (card.passages, card.groups) == (80, 8)
    assert [code.positives for code in card.codes] == study.Y.sum(axis=0).tolist()
    assert [code.base for code in card.codes] == pytest.approx(study.Y.mean(axis=0).tolist())


def test_the_card_is_frozen(card):
    with pytest.raises(dataclasses.FrozenInstanceError):
        card.model = "another"


def test_a_suggester_that_learned_beats_the_baseline(card):
    assert card.figures.mean_average_precision > 0.9
    assert card.figures.macro_f1 > card.baseline.macro_f1
    assert card.figures.micro_f1 > card.baseline.micro_f1
    assert card.figures.recall_at_3 > card.baseline.recall_at_3
    assert 0 <= card.calibration_error < 0.2
    assert card.remarks == ()


def test_the_baseline_is_what_the_shares_give_alone(card, study):
    share = study.Y.mean(axis=0)
    assert card.baseline.mean_average_precision == pytest.approx(share.mean())
    assert card.baseline.macro_f1 == pytest.approx((2 * share / (1 + share)).mean())


def test_codings_without_rhyme_or_reason_do_not_beat_it(study):
    noise = (np.random.default_rng(9).random((80, 2)) < 0.3).astype(float)
    deaf = Suggester().fit(["same words"] * 80, noise, groups=study.carers, codes=["x", "y"])
    figures = evaluate(deaf, noise, study.carers).figures
    assert figures.mean_average_precision < noise.mean() + 0.05


def test_two_conversations_are_called_a_guess(study, codebook):
    owners = ["A", "B"] * 40
    pair = Suggester().fit(study.texts, study.Y, groups=owners, codebook=codebook)
    assert evaluate(pair, study.Y, owners).remarks == (
        "Only 2 conversations: these figures are a guess.",
    )


def test_one_conversation_is_said_to_flatter(study, codebook):
    owners = ["A"] * 80
    with pytest.warns(UserWarning, match="one group"):
        alone = Suggester().fit(study.texts, study.Y, groups=owners, codebook=codebook)
    (remark,) = evaluate(alone, study.Y, owners).remarks
    assert "flatter" in remark


def test_rare_and_absent_codes_are_pointed_out(study, codebook):
    rare = study.Y.copy()
    rare[:, 0] = 0
    rare[3:, 1] = 0
    rare[:3, 1] = 1
    suggester = Suggester().fit(study.texts, rare, groups=study.carers, codebook=codebook)
    found = evaluate(suggester, rare, study.carers)
    assert found.codes[0].average_precision is None
    assert [remark[:10] for remark in found.remarks] == ["1 code has", "1 code has"]
    assert "no coded passage" in found.remarks[0]
    assert "fewer than 5" in found.remarks[1]


def test_a_cold_start_has_no_figures_and_says_that_its_probabilities_are_no_chances(codebook):
    cold = Suggester().fit([], np.zeros((0, 4)), codebook=codebook)
    found = evaluate(cold, np.zeros((0, 4)), [])
    assert found.passages == 0
    assert found.figures.mean_average_precision is None
    assert found.calibration_error is None
    assert found.remarks == (NOTHING_CODED, NOT_CALIBRATED)


def test_codes_nobody_said_no_to_have_no_figures(study, codebook):
    only_yes = np.where(study.Y == 1, 1.0, np.nan)
    suggester = Suggester().fit(study.texts, only_yes, groups=study.carers, codebook=codebook)
    found = evaluate(suggester, only_yes, study.carers)
    assert found.figures.mean_average_precision is None
    assert [code.base for code in found.codes] == [None] * 4
    assert [code.positives for code in found.codes] == study.Y.sum(axis=0).tolist()
    assert found.remarks[0] == NOT_CALIBRATED
    assert found.remarks[1].startswith("4 codes have no passage that was read without")


def test_passages_nobody_looked_at_are_not_counted(study, codebook):
    partly = study.Y.copy()
    partly[:30] = np.nan
    suggester = Suggester().fit(study.texts, partly, groups=study.carers, codebook=codebook)
    found = evaluate(suggester, partly, study.carers)
    assert found.passages == 50
    assert found.codes[0].looked == 50


def test_only_a_fitted_suggester_is_judged_and_only_by_its_own_codings(study, fitted):
    with pytest.raises(NotFittedError):
        evaluate(Suggester(), study.Y)
    with pytest.raises(ShapeError):
        evaluate(fitted, study.Y[:10], study.carers)


@pytest.mark.parametrize(
    ("p", "word"), [(0.6, "likely"), (0.4, "likely"), (0.3, "possible"), (0.1, "unlikely")]
)
def test_likelihood_in_words(p, word):
    assert likelihood_word(p, threshold=0.4) == word


@pytest.fixture(scope="module")
def by_site(study, fitted):
    sites = ["north" if i % 8 < 4 else "south" for i in range(80)]
    return evaluate(fitted, study.Y, study.carers, sites)


def test_every_site_has_figures_where_it_was_learned_from_and_where_it_was_not(by_site, study):
    north, south = by_site.sites
    assert (north.site, north.passages, south.passages) == ("north", 40, 40)
    assert north.positives + south.positives == study.Y.sum()
    assert north.recall_at_3 > 0.8
    assert north.recall_elsewhere > 0.8
    assert by_site.across_sites.mean_average_precision > 0.8


def test_one_site_has_nothing_to_be_crossed_with(study, fitted):
    card = evaluate(fitted, study.Y, study.carers, ["north"] * 80)
    assert card.sites[0].recall_elsewhere is None
    assert card.across_sites is None


def test_without_sites_there_are_no_figures_by_site(card):
    assert card.sites == ()
    assert card.across_sites is None


def test_a_site_that_others_do_not_help_is_pointed_out():
    figures = (
        SiteFigures("north", 50, 60, 0.8, 0.75),
        SiteFigures("south", 50, 60, 0.8, 0.6),
        SiteFigures("tiny", 3, 4, 1.0, 0.0),
    )
    (remark,) = remark_sites(figures)
    assert "at south:" in remark


def test_the_plot_says_what_was_said_and_what_held():
    lines = plot_calibration((Bin(0.1, 0.2, 40, 0.15, 0.4), Bin(0.5, 0.6, 8, 0.55, 0.55)))
    _, low, high = lines.splitlines()
    assert low.index("│") < low.index("●")
    assert "15%   40%     40" in low
    assert "◉" in high


def test_the_bins_hold_what_the_calibration_error_is_made_of(card):
    pairs = sum(one.pairs for one in card.calibration)
    gaps = sum(one.pairs * abs(one.said - one.found) for one in card.calibration)
    assert gaps / pairs == pytest.approx(card.calibration_error)
    assert all(one.low <= one.said <= one.high for one in card.calibration)


def test_the_card_names_the_encoders(card, fitted):
    assert card.encoder == fitted.encoder_
    assert card.encoder.startswith("TF-IDF")
