"""What the ratio becomes if so many of the people of unknown group are of the group: a curve, and where its sign turns.

Arrays of the shape (tables,): counts as in `bounds`. `others` are known people of neither group.
"""

from dataclasses import dataclass

import numpy as np

from evenhand.measures.estimate import Array
from evenhand.measures.unknowns.bounds import Unknown
from evenhand.measures.unknowns.constants import UnknownsRules, load_unknowns


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """Ratios by the share of the unknown people that are of the group; arrays of the shape (tables, points).

    `part` runs from 0 to 1; `relative` is `part` over the group's share among the known (1: as among the known).
    `tipping` (tables,) is the part nearest to that share at which the ratio is 1; NaN: there is none.
    """

    part: Array
    relative: Array
    ratio: Array
    tipping: Array


def sensitivity_curve(
    x: Array,
    n: Array,
    x0: Array,
    n0: Array,
    unknown: Unknown,
    others: Array,
    *,
    rules: UnknownsRules | None = None,
) -> Curve:
    """Return the ratio of the group's share to its reference's, by the part of the unknown people that are the group's.

    The rest of them are shared out between the reference and `others` as these stand among the known. Of each group the
    unknown people reached the stage as all unknown people did: what can differ more is in the bounds.
    """
    rules = rules or load_unknowns()
    part = np.broadcast_to(np.linspace(0, 1, rules.curve_steps), (len(x), rules.curve_steps))
    base = _over(n0, n0 + others)
    tops = _Line(x, unknown.with_it), _Line(x0 + base * unknown.with_it, -base * unknown.with_it)
    people = unknown.with_it + unknown.without
    bottoms = _Line(n, people), _Line(n0 + base * people, -base * people)
    ratio = _over(tops[0].at(part) * bottoms[1].at(part), tops[1].at(part) * bottoms[0].at(part))
    known = _over(n, n + n0 + others)
    return Curve(
        part=part, relative=_over(part, known[:, None]), ratio=ratio, tipping=_tipping(tops, bottoms, known)
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """A count that grows evenly with the part of the unknown people."""

    start: Array
    slope: Array

    def at(self, part: Array) -> Array:
        return np.asarray(self.start[:, None] + self.slope[:, None] * part)


def _tipping(tops: tuple[_Line, _Line], bottoms: tuple[_Line, _Line], known: Array) -> Array:
    """The root nearest to `known`, from 0 to 1, of the quadratic that the ratio 1 is: a t^2 + b t + c = 0."""
    (x, x0), (n, n0) = tops, bottoms
    a = x.slope * n0.slope - x0.slope * n.slope
    b = x.start * n0.slope + x.slope * n0.start - x0.start * n.slope - x0.slope * n.start
    c = x.start * n0.start - x0.start * n.start
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.sqrt(b * b - 4 * a * c)
        q = -(b + np.where(b >= 0, 1.0, -1.0) * spread) / 2
        roots = np.stack([q / a, c / q], axis=-1)
    within = np.isfinite(roots) & (roots >= 0) & (roots <= 1)
    far = np.where(within, np.abs(roots - known[:, None]), np.inf)
    nearest = np.take_along_axis(roots, far.argmin(axis=1)[:, None], axis=1)[:, 0]
    return np.asarray(np.where(within.any(axis=1), nearest, np.nan))


def _over(top: Array, bottom: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.divide(top, bottom), dtype=np.float64)
