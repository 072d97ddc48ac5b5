"""Families of true shares, from no difference to far more than was seen, along which intervals are found."""

from dataclasses import dataclass, replace

import numpy as np

from evenhand.measures.estimate import Array
from evenhand.measures.inequality.profile import Profile, Rows, rows_of

FARTHEST = 8.0
"""Up to how many times the typical distance, or how many standard errors, shares are moved."""
_LEAST = 0.1
"""Events in a group below which its true share is not taken to be: a chance of 90 % of none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ray:
    """All groups move from the mean in the direction in which they were seen, shrunken where they are unsure."""

    start: Profile
    direction: Array
    least: Array

    def take(self, rows: Rows) -> "Ray":
        """Return the same for the tables of these numbers."""
        return Ray(
            start=self.start.take(rows),
            direction=rows_of(self.direction, rows),
            least=rows_of(self.least, rows),
        )

    def at(self, t: Array) -> Profile:
        """Return the shares at factor t (one per table): none apart at 0."""
        return _kept(self.start, self.start.p + t[:, None] * self.direction, self.least)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bend:
    """Groups move from the mean to where they were seen, the sure ones first; from a turn on as the measure rises most.

    That is along variance times slope, the likeliest shares for each greater value of the measure.
    """

    start: Profile
    seen: Array
    least: Array
    turn: Array
    onward: Array

    def take(self, rows: Rows) -> "Bend":
        """Return the same for the tables of these numbers."""
        return Bend(
            start=self.start.take(rows),
            seen=rows_of(self.seen, rows),
            least=rows_of(self.least, rows),
            turn=self.turn[rows],
            onward=rows_of(self.onward, rows),
        )

    def at(self, t: Array) -> Profile:
        """Return the shares at factor t (one per table): none apart at 0, all as seen at 1 if there is no turn."""
        first, then = np.minimum(t, self.turn)[:, None], np.maximum(t - self.turn, 0)[:, None]
        noise = self.start.variance
        typical = _dot(self.start.w, noise)[:, None]
        moved = self.seen * first / np.maximum(first + (1 - first) * noise / typical, 1e-12)
        moved = moved - _dot(self.start.w, moved)[:, None]
        return _kept(self.start, self.start.p + moved + then * self.onward, self.least)

    def turned(self, turn: Array, slope: Array) -> "Bend":
        """Return the family that turns at that factor, in steps of one standard error of the measure."""
        variance = self.at(turn).variance
        step = variance * slope
        size = np.sqrt(np.einsum("tk,tk->t", step, slope))[:, None]
        leads = size > 1e-6 * np.sqrt(_dot(self.start.w, variance))[:, None]
        onward = np.where(leads, step / np.where(leads, size, 1.0), _to_and_fro(self.start))
        return replace(self, turn=turn, onward=onward)


Path = Ray | Bend


def ray_of(profile: Profile) -> Ray:
    """Return the ray through the observed shares."""
    start, seen, least = _seen(profile)
    noise = start.variance
    typical = _dot(profile.w, noise)
    true = np.maximum(_dot(profile.w, seen**2) - typical, typical / 4)[:, None]
    direction = seen * true / (true + noise)
    direction = direction + 1e-6 * _to_and_fro(start)
    direction = np.where(profile.here, direction - _dot(profile.w, direction)[:, None], 0.0)
    size = np.sqrt(_dot(profile.w, direction**2))
    scale = np.sqrt(_dot(profile.w, seen**2) + typical)
    return Ray(start=start, direction=direction * (scale / size)[:, None], least=least)


def straight(bend: Bend, shares: Array) -> Ray:
    """Return the ray from no difference through other shares than those seen."""
    start = bend.start
    away = np.where(start.here, shares - start.p, 0.0)
    direction = np.asfortranarray(away - _dot(start.w, away)[:, None])
    return Ray(start=start, direction=direction, least=bend.least)


def bend_of(profile: Profile) -> Bend:
    """Return the family that has no turn as yet."""
    start, seen, least = _seen(profile)
    return Bend(start=start, seen=seen, least=least, turn=np.ones(len(seen)), onward=np.zeros_like(seen))


def _seen(profile: Profile) -> tuple[Profile, Array, Array]:
    """The profile of no difference, how far each group was seen from it, and the least share taken to be true."""
    total = profile.n.sum(axis=1)
    most = np.inf if profile.is_rate else 1 - 0.5 / total
    mean = np.clip(profile.mean, 0.5 / total, most)[:, None]
    least = np.minimum(_LEAST / np.where(profile.here, profile.n, 1.0), mean / 2)
    start = profile.at(np.asfortranarray(np.broadcast_to(mean, profile.p.shape)))
    return start, np.where(profile.here, profile.p - mean, 0.0), least


def _to_and_fro(start: Profile) -> Array:
    """One standard error up and down in turn: where to go if all groups were seen alike."""
    sign = np.where(np.cumsum(start.here, axis=1) % 2 == 0, 1.0, -1.0)
    return np.asarray(sign * np.sqrt(start.variance))


def _kept(start: Profile, p: Array, least: Array) -> Profile:
    most = np.inf if start.is_rate else 1 - least
    return start.at(np.clip(p, least, most))


def _dot(a: Array, b: Array) -> Array:
    return np.asarray(np.einsum("tk,tk->t", a, b))
