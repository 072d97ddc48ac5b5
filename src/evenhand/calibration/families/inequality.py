"""Summary measures of inequality, raw and corrected; the truth from closed forms that are written here anew."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import root

from evenhand.calibration.draws import reached, recorded
from evenhand.calibration.types import Array, Outcome, Scenario, figure, held
from evenhand.measures.inequality import SUMMARIES, Groups, summaries

_MIDDLE = 0.5
_ORDERED = ("sii", "rii", "aci", "rci")
_OF_ORDER = ("par", "paf", *(name for name in SUMMARIES if name.startswith(_ORDERED)))
_LAST = ", group named before"
"""Added to the names of measures that are given against the best group found, and against one named before, too."""
_NOISY = ("bgv", "mld", "theil")
"""Measures of which the table also says by how much sampling noise swells them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Events of people as recorded, (draws, groups)."""

    x: Array
    n: Array


def draw(scenario: Scenario, rng: np.random.Generator, draws: int) -> Drawn:
    """Return counts as recorded."""
    x, n = recorded(scenario, reached(scenario, rng, draws), rng)
    return Drawn(x=x, n=n)


def cover(drawn: Drawn, scenario: Scenario) -> Iterator[Outcome]:
    """Yield the coverage of every summary measure, and how large the noisy ones come out beside the truth."""
    favourable = bool(scenario.shares.mean() > _MIDDLE)
    order = _order(scenario, favourable=favourable)
    truth = true_values(scenario.shares, scenario.people, order, favourable=favourable)
    plain = Groups.of(drawn.x, drawn.n, reference=0, favourable=favourable)
    found = summaries(plain, only=[name for name in SUMMARIES if not name.startswith(_ORDERED)])
    ordered = summaries(replace(plain, order=np.broadcast_to(order, drawn.x.shape)), only=_OF_ORDER)
    every = {**found, **{f"{name}{_LAST * (name in found)}": one for name, one in ordered.items()}}
    for name, one in every.items():
        true = truth[name.removesuffix(_LAST).removesuffix("_corrected")]
        yield held(name, one.lower, one.upper, true)
    if np.ptp(scenario.shares) > 0:
        for name in _NOISY:
            for version in (name, f"{name}_corrected"):
                yield figure(
                    f"{version}: mean estimate for each 1 of truth", found[version].value / truth[name]
                )


def true_values(p: Array, n: Array, order: Array, *, favourable: bool) -> Mapping[str, float]:
    """Return every measure of true shares `p` of groups of `n` people, by the name of its raw version."""
    w = n / n.sum()
    mean = float(w @ p)
    best = p.max() if favourable else p.min()
    away, ratio = np.abs(p - mean), p / mean
    found = {
        "bgv": w @ (p - mean) ** 2,
        "bgsd": np.sqrt(w @ (p - mean) ** 2),
        "cov": 100 * np.sqrt(w @ (p - mean) ** 2) / mean,
        "mld": -1000 * (w @ np.log(ratio)),
        "theil": 1000 * (w @ (ratio * np.log(ratio))),
        "idis_unweighted": 100 * away.mean() / mean,
        "idis_weighted": 100 * (w @ away) / mean,
        "mdm_unweighted": away.mean(),
        "mdm_weighted": w @ away,
        "mdb_unweighted": np.abs(p - best).mean(),
        "mdb_weighted": w @ np.abs(p - best),
        "mdr_unweighted": np.abs(p - p[0]).mean(),
        "mdr_weighted": w @ np.abs(p - p[0]),
        "par": best - mean,
        "paf": 100 * (best - mean) / mean,
    }
    found |= _gradient(p, w, order, mean)
    return {name: float(value) for name, value in found.items()}


def _gradient(p: Array, w: Array, order: Array, mean: float) -> dict[str, float]:
    rank = np.array([w[order < one].sum() + w[order == one].sum() / 2 for one in order])
    aci = 2 * float(w @ (p * (rank - _MIDDLE)))
    slope = float(w @ ((rank - _MIDDLE) * p)) / float(w @ (rank - _MIDDLE) ** 2)
    ends = {
        "": (mean - slope / 2, mean + slope / 2),
        "_log": _fitted(np.exp, p, w, rank, np.log(mean)),
        "_logit": _fitted(_logistic, p, w, rank, np.log(mean / (1 - mean))),
    }
    found = {f"sii{name}": high - low for name, (low, high) in ends.items()}
    found |= {f"rii{name}": high / low for name, (low, high) in ends.items()}
    return found | {
        "aci": aci,
        "rci": aci / mean,
        "rci_wagstaff": aci / mean / (1 - mean),
        "rci_erreygers": 4 * aci,
    }


def _logistic(score: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-score)))


def _fitted(
    curve: Callable[[Array], Array], p: Array, w: Array, rank: Array, start: float
) -> tuple[float, float]:
    """The ends of the curve whose weighted residuals are 0, alone and times the rank."""

    def rest(place: Array) -> Array:
        off = w * (p - curve(place[0] + place[1] * rank))
        return np.array([off.sum(), off @ rank])

    found = root(rest, np.array([start, 0.0]), tol=1e-13).x
    return float(curve(found[0])), float(curve(found[0] + found[1]))


def _order(scenario: Scenario, *, favourable: bool) -> Array:
    """From the least to the most advantaged group, by true shares; as they stand where none differs."""
    better = scenario.shares if favourable else -scenario.shares
    return np.argsort(np.argsort(better, kind="stable"), kind="stable").astype(np.float64)
