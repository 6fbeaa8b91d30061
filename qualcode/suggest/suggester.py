"""The suggester: an estimator in scikit-learn's sense that proposes codes for passages."""

import json
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.utils import Tags
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from qualcode.model import Codebook, content_id, hash_text
from qualcode.suggest.arrays import Flags, Floats, Indices
from qualcode.suggest.beginning import ENOUGH_PASSAGES, Beginning, weigh_fit
from qualcode.suggest.calibration import (
    Calibration,
    Evidence,
    calibrate,
    draw_back_folds,
    drop_unopposed,
    measure_clustering,
    measure_spread,
    measure_trust,
    smooth_shares,
)
from qualcode.suggest.columns import find_codes, place_columns, put_columns, read_columns
from qualcode.suggest.constant import find_rates, hold_to_rates, keep_strayed
from qualcode.suggest.drift import MOST_COMPARED, Unlikeness, find_mark, measure_unlikeness
from qualcode.suggest.encoders import Rows
from qualcode.suggest.errors import NotFittedError, UnknownCodeError
from qualcode.suggest.examples import list_examples
from qualcode.suggest.inputs import (
    list_groups,
    read_flags,
    read_groups,
    read_roles,
    read_seed,
    read_targets,
    read_texts,
    read_width,
)
from qualcode.suggest.likeness import Likeness
from qualcode.suggest.reasons import Reasons, give_reasons
from qualcode.suggest.ridge import FOLDS, Learned, Solution, fold_groups, solve
from qualcode.suggest.roles import Roles
from qualcode.suggest.shelf import open_shelf
from qualcode.suggest.thresholds import choose_thresholds
from qualcode.suggest.wording import Wording, read_wordings

if TYPE_CHECKING:
    import pandas as pd

METHOD = "kernel ridge/5"
ONE_GROUP = (
    "All passages are of one group, so that none can be left out: out_of_fold_ and all figures are "
    "by single passages, and flatter. Give groups= of several people or sources."
)
NOISE = 1.0
NOISE_OF_FEW = 0.5
FEW = 150
LESS_TRUSTED = 2.0
_CHUNK = 2_000
# Of a larger pool a random part is enough to learn words from, and what is usual.
_POOL_HEARD = 20_000
_POOL_SAMPLE = 2_000


class Suggester(BaseEstimator):  # type: ignore[misc]
    """Proposes codes for passages, with probabilities that can be believed.

    Kernel ridge regression on TF-IDF of words and of characters and on rows of meaning, joined by
    what the codebook says of each code, and one logistic layer that turns scores into
    probabilities. It learns from a handful of codings, and proposes from the codebook alone where
    there are none. Nothing is fetched.

    Parameters
    ----------
    encoder
        "auto": TF-IDF, and beside it the table of word vectors where it is installed; "static"
        insists on the table, "tfidf" does without. The path of a folder with a
        sentence-transformers model of the BERT family, or an object with fit and transform (see
        `encoders.Encoder`), is set beside these. Each encoder has the same weight.
    random_state
        Seed for all that is drawn. The same data and seed give the same suggester.

    Attributes
    ----------
    codes_
        Ids of the q codes, in the order of the columns of Y, or of `codes` where they were given.
    classes_
        The same as an array.
    names_
        q tuples: what a column may call each code, as Y called it, its id, slug and label.
    groups_
        n numbers: whose words each coded passage is. Each has its own where `by_group_` is False.
    out_of_fold_
        n × q probabilities of the coded passages from fits that saw nothing of their group.
    thresholds_
        q probabilities from which a code is proposed.
    cold_start_
        True where there was no coding to learn from.
    calibrated_
        True from 30 coded passages on. Before that, chances lie between those of the codebook alone
        and those of the fit: read them as an order.
    read_
        n × q, where what was coded says how common a code is.
    by_group_
        True where whole groups were left out. False where there was one group or none given: then
        single passages were left out, and the figures flatter.
    encoder_
        Which encoders were used, in words.
    model_
        32 hex digits that follow from the data, the settings and the method.

    Notes
    -----
    A cell of Y that is nan says that nobody looked for the code in that passage. The code then
    learns nothing from it, nor do calibration and thresholds. A code with no positive gets its
    share, drawn to the share of all codes, moved by the codebook alone. A code on each of the
    passages that were read, or on none, has about the chance of Laplace's rule of succession
    everywhere (see `constant`). A code with no 0 and cells where nobody looked is taken to be as
    common as the others: passages like those that carry it are proposed, but nobody can say how
    often it is absent. A text without words gets what a text with none of the known words gets. No
    such input is an error. A text that is missing is one.
    """

    def __sklearn_tags__(self) -> Tags:
        """Say that it takes texts, and many codes at once."""
        tags = super().__sklearn_tags__()
        tags.input_tags.string, tags.input_tags.two_d_array = True, False
        tags.target_tags.multi_output, tags.target_tags.required = True, False
        return tags

    def __init__(self, encoder: object = "auto", random_state: int | None = 0) -> None:
        self.encoder = encoder
        self.random_state = random_state

    def fit(
        self,
        texts: Iterable[object],
        Y: object = None,  # noqa: N803
        groups: Sequence[object] | None = None,
        roles: Sequence[object] | None = None,
        codebook: "Codebook | pd.DataFrame | None" = None,
        pool: Iterable[object] | None = None,
        codes: Sequence[str] | None = None,
        read: object = None,
    ) -> Self:
        """Learn from codings.

        Parameters
        ----------
        texts
            The n coded passages. None may be missing; an empty one says nothing.
        Y
            n × q: 1 the code applies, 0 it does not, nan nobody looked; an array, a data frame, or
            sparse; what is masked is nan. Columns in the order of `codes`, or else of the codebook.
            The named columns of a data frame are matched by name and may come in any order: by the
            codes' ids, then slugs, then labels, whatever their case and the blanks around them.
            `codes_` follows their order, unless `codes` are given. Where only some names match, or
            not one to one, they are refused; where none does, a UserWarning says that the order of
            the codes was taken. Whole numbers that rise are no names, unless codes are called so. n
            numbers are one code's. None or no rows for a start from the codebook.
        groups
            Whose words each passage is: a participant or a source; None where that is not known:
            then the passage is a group of its own. No fit that judges a passage sees anything of
            its group. Where all are of one group, a UserWarning says that single
            passages were left out instead (`by_group_` is False), so that figures flatter.
        roles
            The role of each passage's speaker, by name; None where unknown.
        codebook
            A Codebook, or a table with the columns code, label, definition, examples.
        pool
            Passages that nobody coded yet: vocabulary and thresholds learn from them.
        codes
            Names of the columns, where there is no codebook or not all of it is coded. They
            rename the columns of a data frame, where none of these is called as a code is.
        read
            n × q, true where somebody read the passage for the code; None for everywhere. Columns
            as those of Y; the named ones of a data frame by name. What was picked, coded in passing
            or said to a suggestion, teaches what a code sounds like, but not how common it is:
            shares, calibration and thresholds rest on what was read.

        Raises
        ------
        QualcodeError
            Where something is no text, no coding, no codebook, no encoder, or the parts do not fit
            together; each says in a sentence what to do.
        """
        coded = read_texts(texts)
        uncoded = read_texts(pool if pool is not None else ())
        columns = read_columns(Y)
        wordings = read_wordings(codebook, codes, read_width(Y), columns)
        ids, names = [one.code for one in wordings], tuple(one.names for one in wordings)
        order = place_columns(columns, names, "the codings")
        targets = put_columns(read_targets(Y, len(coded), len(ids)), order)
        order_read = place_columns(read_columns(read), names, "what was read")
        flags = put_columns(
            read_flags(read, targets.shape), order if order_read is None else order_read
        )
        given = list_groups(groups, len(coded))
        owners = read_groups(given, len(coded))
        known_roles = read_roles(roles, len(coded))

        rng = read_seed(self.random_state)
        self.codes_, self.names_ = ids, names
        self.classes_ = np.array(self.codes_, dtype=object)
        self.cold_start_ = bool(np.isnan(targets).all())
        self.by_group_ = given is not None and len(set(owners.tolist())) > 1
        if given is not None and len(coded) > 1 and not self.by_group_:
            warnings.warn(ONE_GROUP, stacklevel=2)
        if not self.by_group_:
            owners = np.arange(len(coded))
        self._targets, self.groups_, self.read_ = targets, owners, flags
        looked = ~np.isnan(targets)
        self.calibrated_ = int(looked.any(axis=1).sum()) >= ENOUGH_PASSAGES
        was_read = np.where(self.read_, targets, np.nan)
        self._judged = drop_unopposed(was_read)
        self._effect = measure_clustering(self._judged, owners)
        # Ones beside cells where nobody looked may have been picked, unless they were read.
        told: Flags = np.full(len(wordings), read is not None) | looked.all(axis=0)
        self._rates = find_rates(was_read, told, owners, self._effect)
        self._mark: float | None = None
        self._learn(coded, known_roles, wordings, uncoded, rng)
        self.model_ = self._identify(coded, targets, owners, known_roles, wordings, uncoded)
        return self

    def predict_proba(
        self, texts: Iterable[object], roles: Sequence[object] | None = None
    ) -> Floats:
        """Return n × q probabilities that each code applies to each text."""
        self._check_fitted()
        asked = read_texts(texts)
        known_roles = read_roles(roles, len(asked))
        parts = [np.zeros((0, len(self.codes_)))]
        for start in range(0, len(asked), _CHUNK):
            chunk = asked[start : start + _CHUNK]
            rows = self._shelf.rows(chunk)
            parts.append(self._believe(rows, known_roles[start : start + _CHUNK]))
        return np.concatenate(parts)

    def predict(self, texts: Iterable[object], roles: Sequence[object] | None = None) -> Indices:
        """Return n × q of 0 and 1: 1 where the probability reaches the code's threshold."""
        return (self.predict_proba(texts, roles) >= self.thresholds_).astype(np.intp)

    def explain(
        self, text: str, code: "str | int | np.integer[Any]", role: str | None = None
    ) -> Reasons:
        """Return what speaks for a code (its id, name or column) on a text, and what was alike.

        Raises UnknownCodeError.
        """
        self._check_fitted()
        column = self._column(code)
        slope = float(self._calibration.slopes(self._spread)[column])
        asked = Learned(
            self._shelf.rows(read_texts([text])),
            self._factor.encode(read_roles([role], 1), 1),
            self._factor,
        )
        return give_reasons(
            asked,
            self._solution,
            self._likeness,
            column,
            slope,
            float(self._calibration.common[2]),
            self._shelf.encoders.word.terms(),
        )

    def leave_out(self, groups: Sequence[object]) -> Floats:
        """Return n × q probabilities of the coded passages from fits without each one's group.

        As `out_of_fold_`, for other groups than those of the fit, such as sites. Raises ShapeError.
        """
        self._check_fitted()
        owners = read_groups(groups, len(self._targets))
        rng = np.random.default_rng(self.random_state)
        with threadpool_limits(limits=1, user_api="blas"):
            held_out = solve(self._learned, self._wanted, self._noise, owners, rng).judged()
            spread = measure_spread(held_out)
            evidence = Evidence(held_out, self._alike, spread, self._share)
            found = self._judge_folds(evidence, owners, rng, self._calibration)[0]
            return self._temper_coded(found)

    def unlike(self, texts: Iterable[object], roles: Sequence[object] | None = None) -> Unlikeness:
        """Tell how many texts are unlike everything coded; see `drift`. Nothing coded: of none."""
        self._check_fitted()
        asked = read_texts(texts)
        known_roles = read_roles(roles, len(asked))
        drawn = np.random.default_rng(self.random_state).permutation(len(asked))[:MOST_COMPARED]
        rows = Learned(
            self._shelf.rows([asked[i] for i in drawn]),
            self._factor.encode([known_roles[i] for i in drawn], len(drawn)),
            self._factor,
        )
        looked = np.flatnonzero(~np.isnan(self._targets).all(axis=1))
        coded = self._learned.take(looked)
        with threadpool_limits(limits=1, user_api="blas"):
            if self._mark is None:
                self._mark = find_mark(coded, self.groups_[looked])
            return measure_unlikeness(rows, coded, self._mark)

    def _column(self, code: "str | int | np.integer[Any]") -> int:
        if isinstance(code, int | np.integer) and 0 <= code < len(self.codes_):
            return int(code)
        if code in self.codes_:
            return self.codes_.index(str(code))
        found = find_codes([code], self.names_)[0] if isinstance(code, str) else None
        if found is None:
            raise UnknownCodeError(str(code))
        return found

    def _learn(
        self,
        coded: list[str],
        roles: list[str | None],
        wordings: tuple[Wording, ...],
        uncoded: list[str],
        rng: np.random.Generator,
    ) -> None:
        """Encode every text once, solve, calibrate, and choose thresholds."""
        shown, examples = list_examples(wordings, coded)
        drawn = _draw(uncoded, rng, _POOL_SAMPLE)
        described = [wording.description for wording in wordings]
        heard = [*coded, *shown, *_draw(uncoded, rng, _POOL_HEARD), *described]
        self._shelf = open_shelf(self.encoder, heard)
        self.encoder_ = self._shelf.encoders.name
        learned = self._shelf.rows([*coded, *shown])
        beside, codes = self._shelf.rows(drawn), self._shelf.rows(described)
        self._factor = Roles().fit(roles)
        self._share = smooth_shares(self._judged, self._effect)
        own = learned.take(np.arange(len(coded)))
        self._likeness = Likeness.measure(codes, own.join(beside))
        # NumPy and SciPy each bring threads. On a busy computer they wait for each other, ten times
        # as long as one thread takes, and the last digits of a sum depend on how many there are.
        with threadpool_limits(limits=1, user_api="blas"):
            self._solution = self._solve(learned, roles, examples, rng)
            self._beginning = self._begin(examples)
            self._alike = self._likeness.of(own)
            self._calibrate(rng)
        self.thresholds_ = choose_thresholds(
            self.out_of_fold_,
            self._judged,
            self._believe(beside, [None] * len(beside)),
            self._effect,
        )

    def _solve(
        self, rows: Rows, roles: list[str | None], examples: Floats, rng: np.random.Generator
    ) -> Solution:
        everybody = [*roles, *(None,) * len(examples)]
        self._learned = Learned(rows, self._factor.encode(everybody, len(rows)), self._factor)
        few = (~np.isnan(self._targets)).any(axis=1).sum() < FEW
        self._noise = np.full(len(rows), NOISE_OF_FEW if few else NOISE)
        self._noise[len(self._targets) :] *= LESS_TRUSTED
        # A code is not blamed for being left off an example that another code chose.
        shown = np.where(examples > 0, 1.0 - self._share, 0.0)
        self._wanted = np.concatenate((self._targets - self._share, shown))
        return solve(self._learned, self._wanted, self._noise, self.groups_, rng)

    def _begin(self, examples: Floats) -> Beginning | None:
        """Return what the codebook alone says, None where the codings need no help of it."""
        weight = weigh_fit(self._targets)
        if self.cold_start_ or (weight == 1).all():
            return None
        shown = np.arange(len(self._targets), len(self._learned.rows))
        own = self._learned.take(shown)
        return Beginning.learn(weight, own, examples, self._noise[shown])

    def _temper(self, probabilities: Floats, asked: Learned, similarity: Floats) -> Floats:
        """Return probabilities of the layer as they are said, where a line tells too little."""
        held = hold_to_rates(probabilities, self._rates, similarity)
        return self._beginning.join(held, asked, similarity) if self._beginning else held

    def _believe(self, rows: Rows, roles: Sequence[str | None]) -> Floats:
        """Return the probabilities of encoded texts."""
        asked = Learned(rows, self._factor.encode(roles, len(rows)), self._factor)
        scores = self._solution.support.scores(asked, self._solution.dual)
        evidence = Evidence(scores, self._likeness.of(rows), self._spread, self._share)
        said = self._calibration.probabilities(evidence)
        return self._temper(said, asked, evidence.similarity)

    def _calibrate(self, rng: np.random.Generator) -> None:
        """Fit the layer on held-out scores, and again by folds for honest probabilities."""
        held_out = self._solution.judged()
        self._spread = measure_spread(held_out)
        evidence = Evidence(held_out, self._alike, self._spread, self._share)
        near = calibrate(evidence, self._judged, effect=self._effect)
        found, trust = self._judge_folds(evidence, self.groups_, rng, near)
        self._calibration = replace(near, trust=trust)
        self._rates = keep_strayed(self._rates, found)
        self.out_of_fold_ = self._temper_coded(found)

    def _temper_coded(self, found: Floats) -> Floats:
        coded = self._learned.take(np.arange(len(found)))
        return self._temper(found, coded, self._alike)

    def _judge_folds(
        self, evidence: Evidence, owners: Indices, rng: np.random.Generator, near: Calibration
    ) -> tuple[Floats, float]:
        """Return held-out probabilities, and how far those of all folds can be trusted."""
        found = near.probabilities(evidence)
        folds = list(_list_folds(owners, rng))
        for rows in folds:
            others = calibrate(evidence.take(~rows), self._judged[~rows], near, self._effect)
            found[rows] = others.probabilities(evidence.take(rows))
        drawn = draw_back_folds(found, self._judged, folds)
        return drawn, measure_trust(found, self._judged)

    def _identify(
        self,
        coded: list[str],
        targets: Floats,
        owners: Indices,
        roles: list[str | None],
        wordings: tuple[Wording, ...],
        uncoded: list[str],
    ) -> str:
        cells = (np.nan_to_num(targets, nan=2) + 3 * ~self.read_).astype(int).tolist()
        words = [
            [wording.code, wording.label, wording.description, *wording.examples]
            for wording in wordings
        ]
        data = json.dumps([coded, cells, owners.tolist(), roles, words, uncoded])
        return content_id("model", METHOD, self.encoder_, str(self.random_state), hash_text(data))

    def _check_fitted(self) -> None:
        if not hasattr(self, "codes_"):
            raise NotFittedError


def _draw(texts: list[str], rng: np.random.Generator, most: int) -> list[str]:
    """Return the texts, at most so many, in random order."""
    return [texts[i] for i in rng.permutation(len(texts))[:most]]


def _list_folds(owners: Indices, rng: np.random.Generator) -> Iterator[Flags]:
    """Yield the rows of each of five folds of whole groups (fewer where there are fewer)."""
    fold = fold_groups(owners, FOLDS, rng) if len(owners) else owners
    for i in range(int(fold.max(initial=-1)) + 1):
        yield fold == i
