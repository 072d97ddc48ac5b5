"""A plain spec of each chart, with good data and with sparse data, to draw and look at in tests."""

from math import exp, log, sqrt

from evenhand.publish.charts import (
    CalendarMark,
    CurvePoint,
    FunnelPoint,
    FunnelSpec,
    ProcessPoint,
    ProcessSpec,
    SensitivitySpec,
    ShrunkenRow,
    ShrunkenSpec,
    TrendPoint,
    TrendSpec,
)

MONTHS = tuple(f"{month} {year}" for year in (2024, 2025) for month in ("Jan", "Apr", "July", "Oct"))


def funnel(areas: int = 24) -> FunnelSpec:
    """Areas of 40 to 1,500 people about 58 of every 100, two of them beyond the limits."""
    sizes = [40 + 1460 * (n / max(areas - 1, 1)) ** 2 for n in range(areas)]
    values = [58 + 100 * ((7 * n) % 11 - 5) / 8 * sqrt(0.24 / size) for n, size in enumerate(sizes)]
    points = [
        FunnelPoint(label=f"Area {n}", size=s, value=v)
        for n, (s, v) in enumerate(zip(sizes, values, strict=True))
    ]
    if areas > 3:
        points[-2] = FunnelPoint(label="Upper Valley and Market Towns", size=sizes[-2], value=50.5, beyond=2)
        points[areas // 2] = FunnelPoint(label="Riverside", size=sizes[areas // 2], value=49, beyond=1)
    curve = [20 * 1.1**n for n in range(48) if 20 * 1.1**n < 1600]

    def limits(z: float) -> tuple[tuple[float, float, float], ...]:
        spread = [100 * z * sqrt(0.24 / size) for size in curve]
        return tuple((size, max(58 - s, 0), min(58 + s, 100)) for size, s in zip(curve, spread, strict=True))

    return FunnelSpec(
        points=tuple(points),
        centre=58,
        near=limits(1.96),
        far=limits(3.09),
        axis_words="of every 100 people found in need, how many started treatment",
        size_words="people found in need",
        centre_words="all areas together: 58",
        near_words="about 1 area in 20 lies beyond these by chance",
        far_words="about 1 in 500 by chance",
        beyond_words=("within the limits", "beyond the nearer limits", "beyond the further limits"),
        low=0,
        high=100,
    )


def process(periods: int = 8) -> ProcessSpec:
    """A share over quarters, with a gap, a break and signals where there are periods enough."""
    points: list[ProcessPoint] = []
    for n in range(periods):
        spread = 6 + 3 * (n % 3)
        centre = 41.0 if n < 5 else 50.0
        signal = {1: "near", 3: "beyond", 6: "run"}.get(n, "")
        value = None if n == 4 else {1: 50.0, 3: 27.0}.get(n, centre + (n * 5) % 7 - 3)
        points.append(
            ProcessPoint(
                value=value,
                centre=centre,
                lower=centre - 1.5 * spread,
                upper=centre + 1.5 * spread,
                near_lower=centre - spread,
                near_upper=centre + spread,
                signal=signal,
            )
        )
    return ProcessSpec(
        periods=MONTHS[:periods],
        points=tuple(points),
        axis_words="of every 100 people found in need, how many started treatment",
        centre_words="the usual level",
        limit_words="limits: about 1 point in 370 lies beyond by chance",
        near_words="nearer limits",
        signal_words=(
            ("beyond", "beyond the limits"),
            ("near", "between the limits"),
            ("run", "many in a row on one side"),
        ),
        breaks=(5,),
        break_words="law, form or list changed",
        years=(1, 5),
        year_words="a financial year begins",
        calendar=(CalendarMark(first=2, last=2, words="custody suite closed for a month"),)
        if periods > 2
        else (),
    )


def shrunken() -> ShrunkenSpec:
    """Four groups, one of them so small that it has no range of its own."""
    sizes = (("Bangladeshi", 245, 30.0), ("Mixed White and Black Caribbean", 48, 54.0), ("Roma", 6, 17.0))
    rows = []
    for label, size, own in sizes:
        weight = size / (size + 60)
        best = 52 * (1 - weight) + own * weight
        half, thin = 190 / sqrt(size + 60), 196 * sqrt(0.25 / size)
        rows.append(
            ShrunkenRow(
                label=label,
                own=own,
                own_lower=None if size < 10 else own - thin,
                own_upper=None if size < 10 else own + thin,
                borrowed=best,
                lower=best - half / 2,
                upper=best + half / 2,
                figure=f"{best:.0f} ({best - half / 2:.0f} to {best + half / 2:.0f})",
                of=f"of {size}",
                strong=label == "Bangladeshi",
            )
        )
    return ShrunkenSpec(
        rows=tuple(rows),
        axis_words="of every 100 people found in need, how many started treatment",
        centre=52,
        centre_words="all groups together",
        own_words="the group's own figure and range",
        borrowed_words="with strength borrowed from the other groups",
        figure_words="borrowed figure (range)",
    )


def sensitivity(*, ranged: bool = True) -> SensitivitySpec:
    """A ratio that falls to 1 where two thirds of the people not recorded belonged to the group."""
    points = []
    for share in range(0, 101, 10):
        value = exp(log(1.8) - 0.0088 * share)
        ends = (value / 1.2, value * 1.2) if ranged else (None, None)
        points.append(CurvePoint(share=share, value=value, lower=ends[0], upper=ends[1]))
    return SensitivitySpec(
        points=tuple(points),
        none=1.0,
        axis_words="Bangladeshi people, times as often as White British people",
        share_words="of every 100 people not recorded, how many were Bangladeshi",
        curve_words="the ratio then",
        range_words="its range",
        none_words="as often as the other",
        even=21.0,
        even_words="if they were like the others",
        tips=(66.8,),
        tip_words="from 67 of 100 on, no difference",
    )


def trend(*, sparse: bool = False) -> TrendSpec:
    """The ratio of two groups over quarters, halving in two years; sparse: two points and no line."""
    points = []
    for n in range(len(MONTHS)):
        middle = 0.9 * 2 ** (-n / 8)
        value = middle * (1.2 if n % 2 else 0.85)
        known = not sparse or n in (2, 5)
        points.append(
            TrendPoint(
                value=value if known else None,
                lower=value / 1.7 if known else None,
                upper=value * 1.7 if known else None,
                line=None if sparse else middle,
                line_lower=None if sparse else middle / 1.25,
                line_upper=None if sparse else middle * 1.25,
            )
        )
    return TrendSpec(
        periods=MONTHS,
        points=tuple(points),
        axis_words="Bangladeshi people started treatment, times as often as White British people",
        point_words="the ratio of each period, with its range",
        line_words="the trend",
        range_words="its range",
        none_words="as often",
        breaks=(5,),
        break_words="law, form or list changed",
    )
