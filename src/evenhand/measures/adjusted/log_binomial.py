"""Log-binomial regression on grouped counts, many tables at once; the robust Poisson model where it does not arrive.

Arrays: `x` of `n` people, shape (tables, cells); design (cells, columns). Coefficients are logs of risk ratios.
"""

import numpy as np

from evenhand.measures.adjusted.constants import AdjustedRules, load_adjusted
from evenhand.measures.adjusted.fitting import Fit, information, inverse, solved
from evenhand.measures.estimate import Array, Mask

_EDGE = -1e-9


def fit_log_binomial(x: Array, n: Array, design: Array, *, rules: AdjustedRules | None = None) -> Fit:
    """Return the likeliest log risks; where a share would pass 1, those of the robust Poisson model.

    A step that would pass 1 is halved. Tables that end at the edge have no interval under the model; they are fitted as
    Poisson counts with the variance that people bring (sandwich), and say so. Where nobody, or everybody, of a group or
    covariate reached the stage, as many people as the model has columns are added, spread over all cells with the
    common share (Clogg and others 1991, doi:10.1080/01621459.1991.10475004). Sources: Wacholder 1986,
    doi:10.1093/oxfordjournals.aje.a114212; Zou 2004, doi:10.1093/aje/kwh090.
    """
    rules = rules or load_adjusted()
    x, n, added = _augmented(x, n, design)
    found, arrived = _poisson(x, n, design, rules)
    covariance = _sandwich(x, n, found, design)
    start = _started(x, n, found, design)
    bound, reached = _bounded(x, n, design, start, rules)
    share = np.exp(np.minimum(bound @ design.T, _EDGE))
    matrix = information(n * share / (1 - share), design)
    kept = reached & (np.where(n > 0, bound @ design.T, -1.0).max(axis=1) < -1e-6)
    covariance = np.where(kept[:, None, None], inverse(matrix), covariance)
    return Fit(
        coefficients=np.where(kept[:, None], bound, found),
        covariance=covariance,
        arrived=kept | arrived,
        method=np.char.add(np.where(kept, "log_binomial", "poisson"), np.where(added, "_augmented", "")),
    )


def _augmented(x: Array, n: Array, design: Array) -> tuple[Array, Array, Mask]:
    """The counts, with people added to those tables in which a column of the design has no or all events."""
    held = np.abs(design) > 0
    events, people = x @ held, n @ held
    bare = ((people > 0) & ((events == 0) | (events == people))).any(axis=1)
    share = (x.sum(axis=1) + 0.5) / (n.sum(axis=1) + 1)
    more = np.where(
        (n > 0) & bare[:, None], design.shape[1] / np.maximum((n > 0).sum(axis=1), 1)[:, None], 0.0
    )
    return x + more * share[:, None], n + more, bare


def _poisson(x: Array, n: Array, design: Array, rules: AdjustedRules) -> tuple[Array, Mask]:
    """Fisher's scoring of the Poisson model, from the common share; which tables arrived."""
    common = np.log((x.sum(axis=1) + 0.5) / (n.sum(axis=1) + 1))
    found = common[:, None] * np.linalg.lstsq(design, np.ones(len(design)), rcond=None)[0]
    change = np.full(len(x), np.inf)
    for _ in range(rules.most_steps):
        mean = n * np.exp(np.clip(found @ design.T, -30, 5))
        step = solved(information(mean, design), (x - mean) @ design)
        step *= np.minimum(1, 2 / np.maximum(np.abs(step).max(axis=1), 1e-300))[:, None]
        found, change = found + step, np.abs(step).max(axis=1)
        if (change < rules.close_enough).all():
            break
    seen = np.where(n > 0, np.abs(found @ design.T), 0.0).max(axis=1)
    return found, (change < rules.close_enough) & (seen < rules.far_out)


def _sandwich(x: Array, n: Array, found: Array, design: Array) -> Array:
    """The covariance that people bring, who each are 0 or 1: bread of the Poisson model, meat of their residuals."""
    share = np.exp(np.clip(found @ design.T, -30, 5))
    bread = inverse(information(n * share, design))
    products = design[:, :, None] * design[:, None, :]
    residual = x * (1 - share) ** 2 + (n - x) * share**2
    return np.asarray(bread @ np.einsum("tc,cpq->tpq", residual, products) @ bread)


def _started(x: Array, n: Array, found: Array, design: Array) -> Array:
    """Coefficients under which no share passes 1: those of the Poisson model, drawn towards the common share."""
    common = np.log((x.sum(axis=1) + 0.5) / (n.sum(axis=1) + 1))
    flat = common[:, None] * np.linalg.lstsq(design, np.ones(len(design)), rcond=None)[0]
    top = np.where(n > 0, found @ design.T, -np.inf).max(axis=1)
    part = np.where(top < -0.01, 1.0, np.clip((-0.01 - common) / np.maximum(top - common, 1e-9), 0, 1) * 0.9)
    return np.asarray(flat + part[:, None] * (found - flat))


def _bounded(x: Array, n: Array, design: Array, start: Array, rules: AdjustedRules) -> tuple[Array, Mask]:
    """Fisher's scoring of the binomial model, its steps halved where a share would pass 1."""
    found, change = start, np.full(len(x), np.inf)
    for _ in range(rules.most_steps):
        share = np.exp(np.minimum(found @ design.T, _EDGE))
        weights = n * share / (1 - share)
        step = solved(information(weights, design), ((x - n * share) / (1 - share)) @ design)
        part = np.ones(len(x))
        for _ in range(rules.halvings):
            over = np.where(n > 0, (found + part[:, None] * step) @ design.T, -1.0).max(axis=1) >= _EDGE
            part = np.where(over, part / 2, part)
        part = np.where(over, 0.0, part)
        found, change = found + part[:, None] * step, np.where(part > 0, np.abs(step).max(axis=1), np.inf)
        if (change < rules.close_enough).all():
            break
    return found, change < rules.close_enough
