"""An interrupted time series: the figure at the end beside where its course before would have led.

Segmented regression by the model that the protocol fixed: Bernal, Cummins and Gasparrini 2017, doi:10.1093/ije/dyw098;
which estimator for how many points: Turner et al 2021, doi:10.1186/s12874-021-01364-0.
"""

import importlib
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import stdtrit

from evenhand.foundations import EvenhandError
from evenhand.measures.intervals import Array
from evenhand.planning.effects.course import Course
from evenhand.planning.effects.protocol import Impact, Protocol
from evenhand.planning.effects.rules import EffectRules

_ROUGH = np.linspace(-0.6, 0.95, 32)
_FINE = 21
_LEAST_SPARE = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """The change at the last period, in units of 1 (of a log model: the logarithm of a ratio), and how it was found."""

    change: float
    lower: float
    upper: float
    method: str
    autocorrelation: float


def why_not(course: Course, protocol: Protocol, rules: EffectRules) -> str:
    """Return the key of what forbids the model of the protocol; '' if nothing does."""
    limits = rules.series
    after = int(course.since.sum())
    slope = protocol.impact != Impact.LEVEL
    if len(course) - after < limits["least_before"]:
        return "few_before"
    if after < limits["least_after" if slope else "least_after_level"]:
        return "few_after"
    terms = design_matrix(course, protocol).shape[1]
    return "few_for_model" if len(course) < limits["least_per_term"] * terms else ""


def design_matrix(course: Course, protocol: Protocol) -> Array:
    """Return the columns: level, course before, change of level, change of slope, pairs of seasons; as fixed."""
    columns = [np.ones(len(course)), course.time]
    if protocol.impact != Impact.SLOPE:
        columns.append(course.since)
    if protocol.impact != Impact.LEVEL:
        columns.append(course.since * course.time)
    for pair in range(1, protocol.season + 1):
        turn = 2 * np.pi * pair * course.year
        columns += [np.sin(turn), np.cos(turn)]
    return np.column_stack(columns)


def fit(course: Course, protocol: Protocol, *, level: float, rules: EffectRules) -> Fitted:
    """Return the change at the last period by the protocol's model, wider by what protection may have moved it."""
    x = design_matrix(course, protocol)
    asked = _asked(course, protocol, x.shape[1])
    if protocol.is_log:
        return _log_fit(course, x, asked, level)
    if len(course) < rules.series["few"]:
        rho, method = 0.0, "ols"
    else:
        rho, method = autocorrelation(course, x), "reml"
    cover = covariance(course, rho)
    result = _statsmodels().GLS(course.figure, x, sigma=cover).fit()
    inverse = np.linalg.inv(cover)
    weights = asked @ np.linalg.solve(x.T @ inverse @ x, x.T @ inverse)
    spread = float(np.sqrt(asked @ np.asarray(result.cov_params()) @ asked))
    change = float(asked @ np.asarray(result.params))
    # Periods that go with each other tell as much as fewer that do not (Bayley and Hammersley 1946, doi:10.2307/2983560).
    spare = max((len(course) - x.shape[1]) * (1 - rho) / (1 + rho), _LEAST_SPARE)
    reach = _reach(spread, spare, level) + float(np.abs(weights) @ course.off)
    return Fitted(
        change=change, lower=change - reach, upper=change + reach, method=method, autocorrelation=rho
    )


def autocorrelation(course: Course, x: Array) -> float:
    """Return how far a period's deviation goes on into the next, by restricted maximum likelihood; 0 at least.

    Short series look as if periods took turns, which would make ranges too narrow (measured).
    """
    rough = _ROUGH[int(np.argmax(restricted_likelihoods(course, x, _ROUGH)))]
    step = _ROUGH[1] - _ROUGH[0]
    fine = np.linspace(rough - step, min(rough + step, 0.98), _FINE)
    return max(float(fine[int(np.argmax(restricted_likelihoods(course, x, fine)))]), 0.0)


def restricted_likelihoods(course: Course, x: Array, rhos: Array) -> Array:
    """Return the restricted log likelihood of each autocorrelation, all else at its best; up to a constant."""
    cover = np.stack([covariance(course, float(one)) for one in rhos])
    inverse = np.linalg.inv(cover)
    inner = x.T @ inverse @ x
    best = np.linalg.solve(inner, (x.T @ inverse @ course.figure)[..., None])[..., 0]
    left = course.figure - best @ x.T
    spare = len(course) - x.shape[1]
    scale = np.maximum(np.einsum("ri,rij,rj->r", left, inverse, left) / spare, 1e-300)
    logs = np.linalg.slogdet(cover)[1] + np.linalg.slogdet(inner)[1] + spare * np.log(scale)
    return np.asarray(-logs / 2, np.float64)


def covariance(course: Course, rho: float) -> Array:
    """Return the covariance up to its scale: chance falls with people, deviations go on with `rho` a period."""
    apart = np.abs(course.time[:, None] - course.time[None, :])
    weight = np.sqrt(course.people.mean() / course.people)
    along = np.sign(rho) ** np.round(apart) * np.abs(rho) ** apart if rho else np.eye(len(course))
    return np.asarray(along * weight[:, None] * weight[None, :], np.float64)


def _asked(course: Course, protocol: Protocol, terms: int) -> Array:
    """Which sum of coefficients is the change at the last period."""
    asked = np.zeros(terms)
    place = 2
    if protocol.impact != Impact.SLOPE:
        asked[place] = 1.0
        place += 1
    if protocol.impact != Impact.LEVEL:
        asked[place] = course.time[-1]
    return asked


def _log_fit(course: Course, x: Array, asked: Array, level: float) -> Fitted:
    """Events by a Poisson model whose variance is scaled to the scatter (at least 1), with people as offset."""
    models = _statsmodels()
    family = models.families.Poisson()
    result = models.GLM(course.events, x, family=family, offset=np.log(course.people)).fit(scale="X2")
    expected = np.asarray(result.mu)
    scale = max(float(result.scale), 1.0)
    inner = np.linalg.inv(x.T @ (x * expected[:, None]))
    spread = float(np.sqrt(scale * (asked @ inner @ asked)))
    moved = np.abs(asked @ inner @ x.T) @ (course.off * course.people)
    change = float(asked @ np.asarray(result.params))
    reach = _reach(spread, len(course) - x.shape[1], level) + float(moved)
    return Fitted(
        change=change, lower=change - reach, upper=change + reach, method="poisson", autocorrelation=0.0
    )


def _reach(spread: float, spare: float, level: float) -> float:
    return float(stdtrit(spare, 0.5 + level / 2)) * spread


def _statsmodels() -> Any:
    """The library of models, loaded when one is asked for: most readers of effects need none."""
    try:
        return importlib.import_module("statsmodels.api")
    except ImportError as missing:
        raise EvenhandError(
            "Models of time series need the package statsmodels, which is not installed.",
            mend="Type: pip install 'evenhand[plan]'",
        ) from missing
