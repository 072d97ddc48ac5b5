"""All summary measures of inequality of many tables, by name."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

import numpy as np

from evenhand.measures.estimate import Array, Estimate, Mask
from evenhand.measures.inequality import gradient
from evenhand.measures.inequality.best_group import risk
from evenhand.measures.inequality.groups import Groups
from evenhand.measures.inequality.rules import load_inequality_rules
from evenhand.measures.inequality.slope import linear_ends, log_ends, logit_ends
from evenhand.measures.inequality.spread import (
    Statistic,
    deviation,
    distance_from_best,
    distance_from_mean,
    distance_from_reference,
    log_deviation,
    spread,
    spread_corrected,
    theil,
    variance,
    variance_corrected,
    variation,
)
from evenhand.measures.inequality.tables import Tables

Measured = Callable[[Tables], Estimate]
_TABLES_AT_ONCE = 4096
_FROM_MEAN = {
    f"{name}_{kind}": partial(distance_from_mean, weighted=kind == "weighted", relative=name == "idis")
    for name in ("idis", "mdm")
    for kind in ("unweighted", "weighted")
}
_FROM_REFERENCE = {
    f"mdr_{kind}": partial(distance_from_reference, weighted=kind == "weighted")
    for kind in ("unweighted", "weighted")
}
_FROM_BEST = ("mdb_unweighted", "mdb_weighted")
_STATISTICS: Mapping[str, Callable[[Tables], Statistic]] = {
    "bgv": variance,
    "bgsd": deviation,
    "cov": variation,
    "mld": log_deviation,
    "theil": theil,
    **_FROM_MEAN,
    **_FROM_REFERENCE,
}
_ORDERED: Mapping[str, Measured] = {
    "sii": lambda tables: gradient.slope_index(tables, linear_ends(tables.profile, tables.rank)),
    "sii_log": lambda tables: gradient.slope_index(tables, log_ends(tables.profile, tables.rank)),
    "sii_logit": lambda tables: gradient.slope_index(tables, logit_ends(tables.profile, tables.rank)),
    "rii": gradient.relative_index_linear,
    "rii_log": lambda tables: gradient.relative_index(tables, log_ends(tables.profile, tables.rank)),
    "rii_logit": lambda tables: gradient.relative_index(tables, logit_ends(tables.profile, tables.rank)),
    "aci": gradient.concentration_index,
    "rci": gradient.relative_concentration,
    "rci_wagstaff": gradient.bounded_concentration,
    "rci_erreygers": partial(gradient.concentration_index, times=4.0),
}
SUMMARIES = (
    *(f"{name}{end}" for name in _STATISTICS for end in ("", "_corrected")),
    *(f"{name}{end}" for name in _FROM_BEST for end in ("", "_corrected")),
    "par",
    "paf",
    *_ORDERED,
)
"""The names of all summary measures, in the order in which they are given."""


def summaries(
    groups: Groups, *, level: float = 0.95, only: Iterable[str] | None = None
) -> Mapping[str, Estimate]:
    """Return each measure of every table, by name; arrays of shape (tables,).

    Units: MLD and Theil times 1000; cov, idis and paf in percent; rii and rci pure numbers; bgv in squared units of the
    share, the others in units of the share. `only`: the names wanted. Raises ValueError for a name that is not known.
    """
    names = SUMMARIES if only is None else tuple(only)
    unknown = sorted(set(names) - set(SUMMARIES))
    if unknown:
        raise ValueError(f"Not a summary measure: {', '.join(unknown)}. Known: {', '.join(SUMMARIES)}.")
    parts = [
        _of_some(groups.take(np.arange(start, min(start + _TABLES_AT_ONCE, len(groups)))), level, names)
        for start in range(0, max(len(groups), 1), _TABLES_AT_ONCE)
    ]
    return {name: _joined([part[name] for part in parts]) for name in names}


def _of_some(groups: Groups, level: float, names: Iterable[str]) -> Mapping[str, Estimate]:
    count = groups.here.sum(axis=1)
    several = count > 1
    tables = Tables(groups=groups.take(several), level=level)
    made = {name: _measured(name, tables) for name in names}
    lacking = np.where(count == 0, "nobody", "one_group")
    return {name: _spread_out(one, several, lacking) for name, one in made.items()}


def _measured(name: str, tables: Tables) -> Estimate:
    plain = name.removesuffix("_corrected")
    if name in _ORDERED:
        if tables.groups.order is None:
            return _missing(tables, "no_order")
        made = _ORDERED[name](tables)
    elif plain in _FROM_BEST or name in ("par", "paf"):
        made = _from_best(name, plain, tables)
    elif name == "bgv_corrected":
        made = variance_corrected(tables)
    else:
        made = _shown(name, plain, _STATISTICS[plain](tables), tables)
    most = load_inequality_rules().most_unlike
    limit = most.get(plain, most.get(plain.partition("_")[0], np.inf))
    return made.without(~tables.enough, "too_few_people").without(_unlike(tables) > limit, "weights_unlike")


def _unlike(tables: Tables) -> Array:
    """How much wider a weighted mean is than one in which every person counts alike: Kish's design effect."""
    w, n, per = tables.profile.w, tables.profile.n, tables.profile.per
    return np.asarray(n.sum(axis=1) * (w * w * per).sum(axis=1))


def _from_best(name: str, plain: str, tables: Tables) -> Estimate:
    favourable = tables.groups.favourable
    if favourable is None:
        return _missing(tables, "no_polarity")
    if name in ("par", "paf"):
        return risk(tables, favourable=favourable, relative=name == "paf")
    weighted = plain == "mdb_weighted"
    return _shown(name, plain, distance_from_best(tables, weighted=weighted, favourable=favourable), tables)


def _shown(name: str, plain: str, statistic: Statistic, tables: Tables) -> Estimate:
    lacking = {"mld": "zero_share"}.get(plain, "no_reference" if plain in _FROM_REFERENCE else "no_events")
    made = (spread if name == plain else spread_corrected)(tables, statistic, lacking=lacking)
    if plain == "mld":
        expected = tables.profile.n * tables.profile.mean[:, None]
        least = load_inequality_rules().least_expected
        few = np.asarray(((expected < least) & tables.profile.here).any(axis=1))
        return made.without(few, "too_few_expected")
    return made


def _missing(tables: Tables, reason: str) -> Estimate:
    nothing = np.full(len(tables.groups), np.nan)
    return Estimate(value=nothing, lower=nothing, upper=nothing, reason=np.full(len(nothing), reason, "<U32"))


def _spread_out(made: Estimate, several: Mask, lacking: np.ndarray) -> Estimate:
    def full(values: np.ndarray) -> np.ndarray:
        out = np.full(len(several), np.nan)
        out[several] = values
        return out

    reason = lacking.astype("<U32")
    reason[several] = made.reason
    return Estimate(value=full(made.value), lower=full(made.lower), upper=full(made.upper), reason=reason)


def _joined(parts: list[Estimate]) -> Estimate:
    return Estimate(
        value=np.concatenate([one.value for one in parts]),
        lower=np.concatenate([one.lower for one in parts]),
        upper=np.concatenate([one.upper for one in parts]),
        reason=np.concatenate([one.reason for one in parts]),
    )
