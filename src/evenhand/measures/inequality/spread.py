"""Measures of how far groups lie apart, which chance alone makes larger than 0: figure, corrected figure, interval."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from evenhand.measures.estimate import Array, Estimate, estimate
from evenhand.measures.inequality import between_group, entropy, mean_difference
from evenhand.measures.inequality.cumulants import Cumulants
from evenhand.measures.inequality.distances import from_mean_cumulants, from_reference_cumulants
from evenhand.measures.inequality.greatest import best_cumulants
from evenhand.measures.inequality.noise import bgv_corrected
from evenhand.measures.inequality.pooled import with_the_best, with_the_group, with_the_mean
from evenhand.measures.inequality.profile import Profile
from evenhand.measures.inequality.squares import (
    log_cumulants,
    relative_variance_cumulants,
    theil_cumulants,
    variance_cumulants,
)
from evenhand.measures.inequality.tables import Pooled, Tables
from evenhand.measures.intervals import z_of

Scale = Callable[[Array], Array]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistic:
    """One statistic of many tables: its kind, its values, its distribution, and how it is shown as a measure."""

    kind: str
    value: Array
    model: Callable[[Profile], Cumulants]
    shown: Scale
    bent: bool = True
    pooled: Pooled | None = None
    reach: Callable[[Profile, float], Array] | None = None


def spread(tables: Tables, statistic: Statistic, *, lacking: str = "no_events") -> Estimate:
    """Return the figures as they are, noise and all, with the interval of the truth; it is stretched to hold them."""
    value = statistic.shown(statistic.value)
    low, high = _limits(tables, statistic)
    return estimate(value, np.fmin(low, value), np.fmax(high, value), reason=lacking)


def spread_corrected(tables: Tables, statistic: Statistic, *, lacking: str = "no_events") -> Estimate:
    """Return the figures without what chance adds on average, with the interval of the truth."""
    known = np.isfinite(statistic.value)
    filled = np.where(known, statistic.value, 0.0)
    value = statistic.shown(_middle(tables, statistic, filled))
    low, high = _limits(tables, statistic)
    return estimate(np.where(known, value, np.nan), np.fmin(low, value), np.fmax(high, value), reason=lacking)


def variance_corrected(tables: Tables) -> Estimate:
    """Return the between-group variance less what chance adds on average, which may be below 0."""
    statistic = variance(tables)
    return estimate(bgv_corrected(tables.profile), *_limits(tables, statistic), reason="too_few_people")


def _limits(tables: Tables, statistic: Statistic) -> tuple[Array, Array]:
    known = np.isfinite(statistic.value)
    filled = np.where(known, statistic.value, 0.0)
    ends = tables.limits(
        statistic.kind, filled, statistic.model, bent=statistic.bent, pooled=statistic.pooled
    )
    low, high = (np.where(known, statistic.shown(end), np.nan) for end in ends)
    if statistic.reach is not None:
        middle = statistic.shown(_middle(tables, statistic, filled))
        high = np.fmax(high, middle + statistic.reach(tables.profile, z_of(tables.level)))
    return np.fmin(low, high), np.fmax(low, high)


def _middle(tables: Tables, statistic: Statistic, filled: Array) -> Array:
    return tables.unbiased(statistic.kind, filled, statistic.model, bent=statistic.bent).truth


def variance(tables: Tables) -> Statistic:
    """The between-group variance."""
    value = between_group.bgv(tables.profile)
    return Statistic(kind="variance", value=value, model=variance_cumulants, shown=_same, bent=False)


def deviation(tables: Tables) -> Statistic:
    """The root of the between-group variance: the same statistic, shown by its root."""
    value = between_group.bgv(tables.profile)
    return Statistic(kind="variance", value=value, model=variance_cumulants, shown=np.sqrt, bent=False)


def variation(tables: Tables) -> Statistic:
    """The coefficient of variation, in percent."""
    value = (between_group.cov(tables.profile) / 100) ** 2
    return Statistic(
        kind="cov", value=value, model=relative_variance_cumulants, shown=_root_percent, bent=False
    )


def log_deviation(tables: Tables) -> Statistic:
    """The mean log deviation, times 1000; not estimable where a share is 0."""
    value = entropy.mld(tables.profile) / entropy.THOUSAND
    value = np.where(np.isfinite(value), value, np.nan)
    return Statistic(
        kind="mld", value=value, model=log_cumulants, shown=_thousand, bent=False, reach=entropy.reach_of_mld
    )


def theil(tables: Tables) -> Statistic:
    """Theil's index, times 1000."""
    value = entropy.theil(tables.profile) / entropy.THOUSAND
    return Statistic(
        kind="theil",
        value=value,
        model=theil_cumulants,
        shown=_thousand,
        bent=False,
        reach=entropy.reach_of_theil,
    )


def distance_from_mean(tables: Tables, *, weighted: bool, relative: bool) -> Statistic:
    """The mean distance from the mean, or the index of disparity in percent."""
    profile = tables.profile
    weights = profile.weights(weighted=weighted)
    found = mean_difference.idis if relative else mean_difference.mdm
    return Statistic(
        kind=f"from_mean_{weighted}_{relative}",
        value=found(profile, weights) / (100 if relative else 1),
        model=partial(from_mean_cumulants, weighted=weighted, relative=relative),
        shown=_percent if relative else _same,
        pooled=with_the_mean,
    )


def distance_from_reference(tables: Tables, *, weighted: bool) -> Statistic:
    """The mean distance from the reference group."""
    weights = tables.profile.weights(weighted=weighted)
    value = mean_difference.mdr(tables.profile, weights, tables.reference)
    return Statistic(
        kind=f"from_reference_{weighted}",
        value=np.where(tables.has_reference, value, np.nan),
        model=partial(from_reference_cumulants, weighted=weighted),
        shown=_same,
        pooled=partial(with_the_group, column=tables.reference),
    )


def distance_from_best(
    tables: Tables, *, weighted: bool, favourable: bool, relative: bool = False, shown: Scale | None = None
) -> Statistic:
    """The mean distance from the best group; `relative`: over the mean."""
    profile = tables.profile
    weights = profile.weights(weighted=weighted)
    value = mean_difference.mdb(profile, weights, favourable=favourable)
    if relative:
        with np.errstate(divide="ignore", invalid="ignore"):
            value = np.where(profile.mean > 0, value / profile.mean, np.nan)
    return Statistic(
        kind=f"from_best_{weighted}_{relative}",
        value=value,
        model=partial(best_cumulants, weighted=weighted, favourable=favourable, relative=relative),
        shown=shown or _same,
        pooled=partial(with_the_best, favourable=favourable),
    )


def _same(value: Array) -> Array:
    return value


def _percent(value: Array) -> Array:
    return 100 * value


def _thousand(value: Array) -> Array:
    return entropy.THOUSAND * value


def _root_percent(value: Array) -> Array:
    return 100 * np.sqrt(value)
