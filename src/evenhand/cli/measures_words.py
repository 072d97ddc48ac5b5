"""Figures of a table of one's own with their units, and in words what is to be said beside them."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from evenhand.measures.own_table import Name, Row

_RULES = {
    "outside": "beyond a limit",
    "one_side": "many in a row on one side",
    "trend": "rising or falling in a row",
    "near_limit": "near a limit",
}


def figure(value: float | None, shown: str) -> str:
    """Return a figure with its unit; '–' where there is none; what rounds to 0 has no sign."""
    if value is None:
        return "–"
    if shown == "share":
        return f"{100 * value:z.1f}%"
    if shown == "points":
        return f"{100 * value:z.1f} points"
    if shown == "percent":
        return f"{value:z.1f}%"
    if shown == "rate":
        return _short(1000 * value)
    return _short(value)


def span(lower: float | None, upper: float | None, shown: str) -> str:
    """Return a range as it is said; '–' where there is none."""
    if lower is None or upper is None:
        return "–"
    return f"{figure(lower, shown).removesuffix(' points')} to {figure(upper, shown).removesuffix(' points')}"


def _short(value: float) -> str:
    """A number with as many decimals as it can bear."""
    if value != 0 and abs(value) < 0.001:
        return f"{value:.2g}"
    places = next((number for least, number in ((1000, 0), (100, 1), (1, 2)) if abs(value) >= least), None)
    return f"{value:z.3g}" if places is None else f"{value:,.{places}f}"


def unit(name: "Name", row: "Row") -> str:
    """How a figure is shown: of a funnel or chart, by what it is of."""
    if name.shown == "points" and row.extra.get("units") == "per_one":
        return "rate"
    if name.shown != "figure":
        return name.shown
    return {"proportion": "share", "rate": "rate", "ratio": "ratio"}.get(
        str(row.extra.get("units")), "number"
    )


def remark(row: "Row") -> str:
    """What is to be said beside a figure: what it signals, what a test or a run says, or why it is missing."""
    extra = row.extra
    signal = extra.get("signal")
    if isinstance(signal, list):
        return ", ".join(_RULES[one] for one in signal)
    if isinstance(signal, str):
        return f"{signal} its limits" + (" (also those of 99.8%)" if extra.get("signal_998") else "")
    if row.measure == "run" and row.estimate is not None:
        return (
            f"{'A signal' if signal else 'No signal'}: the longest run is {extra['longest']} (up to "
            f"{extra['longest_allowed']} by chance), the middle is crossed {extra['crossings']} times (chance: "
            f"{extra['crossings_least']} or more)."
        )
    if row.measure == "logrank" and row.estimate is not None:
        return f"{_chance(extra['p_value'])}, were there no difference{_way(extra)}."
    if row.measure == "funnel" and row.estimate is not None:
        return _spread(row)
    return row.reason or ""


def _spread(row: "Row") -> str:
    """How far areas lie apart beyond chance; of too few of them that it cannot be told."""
    extra = row.extra
    outside = f"{extra['outside']} of {extra['areas']} areas outside their limits"
    told = {name: f"{name} {extra[name]:.3g}" for name in ("phi", "tau2") if extra[name] is not None}
    figures, trimmed = ", ".join(told.values()), _trimmed(extra)
    if extra["spread"] is None:
        return f"{row.reason} {outside} ({figures}).{trimmed}"
    wider = "further" if extra["tau2"] else "no further"
    return f"Areas are {wider} apart than chance makes them ({figures}); {outside}.{trimmed}"


def _trimmed(extra: Any) -> str:
    """Of ratios, that their outermost areas are left out of the spread, and what it is with these drawn in."""
    names = [name for name in ("phi", "tau2") if extra.get(f"{name}_winsorised") is not None]
    if not names:
        return ""
    drawn_in = ", ".join(f"{name} {extra[f'{name}_winsorised']:.3g}" for name in names)
    return f" The outermost tenth at each end is left out by rank, as for SHMI; drawn in instead: {drawn_in}."


def _chance(p: float) -> str:
    return f"So large a figure would come up {'less than once' if p < 0.001 else f'{1000 * p:.0f} times'} in 1,000"


def _way(extra: Any) -> str:
    return f" in leaving by '{extra['event']}'" if "event" in extra else ""
