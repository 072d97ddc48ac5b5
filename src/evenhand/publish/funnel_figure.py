"""Areas against their size, with the limits of chance: beside the order of areas, so that it is no league table."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evenhand.findings.words import capital
from evenhand.foundations import EVERYONE
from evenhand.publish.charts import FunnelPoint, FunnelSpec, Shape, draw_funnel
from evenhand.publish.facts import protection_words
from evenhand.publish.shelf import Estimate, Shelf
from evenhand.publish.step_words import axis_words, value_words
from evenhand.publish.views import Figure, Table
from evenhand.publish.words import whole
from evenhand.vocabulary import Stage

NEAR, FAR, SPREAD = "funnel_point", "funnel_point_wide", "funnel_phi"
_STEPS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class _Area:
    """One area with its figure and both pairs of limits, in the rows' units."""

    near: Estimate
    far: Estimate

    @property
    def value(self) -> float:
        return self.near.estimate or 0.0

    @property
    def size(self) -> float:
        return float(self.near.denominator or 0)

    @property
    def beyond(self) -> int:
        """How many of the two limits it lies beyond."""
        return int(_is_beyond(self.near)) + int(_is_beyond(self.far))


def _is_beyond(row: Estimate) -> bool:
    value = row.estimate or 0.0
    return (row.lower is not None and value < row.lower) or (row.upper is not None and value > row.upper)


def funnel_figure(shelf: Shelf, stage: Stage) -> Figure | None:
    """Return the funnel of one step for everyone; None where too few areas have one (see measures.funnels).

    Of areas of several levels those of the level with the most areas are drawn.
    """
    areas = _areas(shelf, stage)
    if not areas:
        return None
    row = areas[0].near
    total = sum(one.size for one in areas)
    centre = sum(one.value * one.size for one in areas) / total
    spec = _spec(shelf, stage, areas, centre)
    named = [shelf.area_name(one.near.area) for one in areas if one.beyond == 2]
    near = [shelf.area_name(one.near.area) for one in areas if one.beyond == 1]
    what = capital(axis_words(shelf, stage))
    key = "seen_far" if named else "seen_near" if near else "seen_none"
    title = shelf.say(
        f"figures.funnel.{key}", what=what, areas=shelf.speech.joined(named or near) if named or near else ""
    )
    said = shelf.say("figures.funnel.centre", figure=value_words(row, centre))
    return Figure(
        id=f"funnel-{stage.id}",
        title=title,
        lead=shelf.say("figures.funnel.lead"),
        description=f"{title}; {said}.",
        wide=draw_funnel(spec, Shape.WIDE),
        narrow=draw_funnel(spec, Shape.NARROW),
        table=_table(shelf, stage, areas),
        notes=(*_spread(shelf, row), shelf.say("figures.funnel.note")),
        facts=" · ".join(one for one in (shelf.speech.period(row.period), protection_words(shelf)) if one),
    )


def _areas(shelf: Shelf, stage: Stage) -> list[_Area]:
    """The areas of the largest funnel of everyone at a stage, from small to large."""
    keys = (shelf.programme.stage_key(stage), stage.id)
    found: dict[str, dict[str, Estimate]] = {NEAR: {}, FAR: {}}
    for row in shelf.estimates:
        if row.measure in found and row.stage in keys and row.characteristic == EVERYONE and row.has_range:
            found[row.measure][row.area] = row
    known = shelf.vocabulary.areas.by_code
    funnels: dict[tuple[str, str], list[_Area]] = {}
    for area, near in found[NEAR].items():
        level = known[area].level if area in known else ""
        if area in found[FAR] and near.estimate is not None and near.denominator:
            funnels.setdefault((level, near.period), []).append(_Area(near=near, far=found[FAR][area]))
    largest = max(funnels.values(), key=len, default=[])
    return sorted(largest, key=lambda one: (one.size, one.near.area))


def _spec(shelf: Shelf, stage: Stage, areas: Sequence[_Area], centre: float) -> FunnelSpec:
    words = {
        name: shelf.say(f"figures.funnel.{name}")
        for name in ("near", "far", "within", "beyond_near", "beyond_far")
    }
    row = areas[0].near
    before = next((one for one in shelf.programme.stages if one.id == stage.of), stage)
    return FunnelSpec(
        points=tuple(
            FunnelPoint(
                label=shelf.area_name(one.near.area),
                size=one.size,
                value=row.scale * one.value,
                beyond=one.beyond,
            )
            for one in areas
        ),
        centre=row.scale * centre,
        near=_curve(areas, [one.near for one in areas], centre),
        far=_curve(areas, [one.far for one in areas], centre),
        axis_words=axis_words(shelf, stage),
        size_words=shelf.say("figures.funnel.size", people=before.people),
        centre_words=shelf.say("figures.funnel.centre", figure=value_words(row, centre)),
        near_words=words["near"],
        far_words=words["far"],
        beyond_words=(words["within"], words["beyond_near"], words["beyond_far"]),
        low=0.0,
        high=None if stage.measure == "rate" else 100.0,
    )


def _curve(
    areas: Sequence[_Area], rows: Sequence[Estimate], centre: float
) -> tuple[tuple[float, float, float], ...]:
    """A pair of limits between the sizes of the areas: their distance times the root of the size runs straight."""
    root = np.sqrt([one.size for one in areas])
    at = np.linspace(float(root[0]), float(root[-1]), _STEPS)
    ends = []
    for name in ("lower", "upper"):
        away = np.array(
            [(getattr(row, name) if getattr(row, name) is not None else np.nan) - centre for row in rows]
        )
        ends.append(rows[0].scale * (centre + np.interp(at, root, away * root) / at))
    return tuple(zip((at**2).tolist(), ends[0].tolist(), ends[1].tolist(), strict=True))


def _spread(shelf: Shelf, row: Estimate) -> tuple[str, ...]:
    """Whether the areas scatter more than chance would have them; nothing where funnels of several levels are told."""
    found = [
        one
        for one in shelf.estimates
        if one.measure == SPREAD
        and one.characteristic == EVERYONE
        and (one.stage, one.period) == (row.stage, row.period)
        and one.estimate is not None
    ]
    if len(found) != 1:
        return ()
    phi = found[0].estimate or 0.0
    if round(phi, 1) <= 1:
        return (shelf.say("figures.funnel.chance_alone"),)
    return (shelf.say("figures.funnel.wider", times=f"{phi:.1f}"),)


def _table(shelf: Shelf, stage: Stage, areas: Sequence[_Area]) -> Table:
    said = [shelf.say(f"figures.funnel.{name}") for name in ("within", "beyond_near", "beyond_far")]

    def ends(row: Estimate) -> str:
        first, last = (value_words(row, one or 0.0) for one in (row.lower, row.upper))
        return shelf.say("words.from_to", first=first, last=last)

    lines = tuple(
        (
            shelf.area_name(one.near.area),
            whole(one.size),
            value_words(one.near, one.value),
            ends(one.near),
            ends(one.far),
            said[one.beyond],
        )
        for one in reversed(areas)
    )
    names = ("area", "size", "value", "near", "far", "where")
    return Table(
        caption=capital(axis_words(shelf, stage)),
        heads=tuple(shelf.say(f"figures.funnel.head_{name}") for name in names),
        rows=lines,
        numbers=frozenset({1, 2, 3, 4}),
    )
