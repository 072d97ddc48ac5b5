"""How long people stay, as rows: published curves read on a few days, and mean stays, each with its range."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from evenhand.foundations import EVERYONE
from evenhand.measures.survival.published import Shown, read_curve
from evenhand.measures.survival.rules import survival_rules
from evenhand.publish.shelf import Division, Shelf

STAYING, FINISHED, LEFT, MEAN, LONGER = "staying", "finished", "left", "mean_days", "mean_days_difference"
_PEOPLE = ("area", "period", "characteristic", "code_list", "edition", "group")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "curves": (*_PEOPLE, "time", STAYING, FINISHED, LEFT, "rounded_to", "seen"),
    "stays": (*_PEOPLE, "reference", "measure", "day", "estimate", "lower", "upper"),
}
"""The columns of curves.csv and stays.csv, without names."""
_NAMES = ("area_name", "group_label")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """One figure of a group: a share still there, finished or left by a day, or a mean stay within the days up to it."""

    words: Mapping[str, str]
    measure: str
    day: int
    estimate: float
    lower: float
    upper: float
    reference: str | None = None

    @property
    def group(self) -> str:
        """The group's code."""
        return self.words["group"]

    def to_row(self) -> dict[str, Any]:
        """Return its columns."""
        figures = {"estimate": self.estimate, "lower": self.lower, "upper": self.upper}
        return {
            **self.words,
            "reference": self.reference,
            "measure": self.measure,
            "day": self.day,
            **figures,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """One published curve: whom it is about, days, and the share still there and of each way that is told, at each."""

    words: Mapping[str, str]
    days: tuple[float, ...]
    shares: Mapping[str, tuple[float, ...]]
    rounded_to: float
    seen: tuple[float, ...]

    @property
    def division(self) -> Division:
        """What the group is one group of."""
        return division_of(self.words)

    @property
    def has_ways(self) -> bool:
        """Whether finishing is told apart from leaving otherwise."""
        return FINISHED in self.shares

    def off(self, measure: str) -> float:
        """How far a share may be off by rounding: those still there are what two rounded shares leave."""
        return self.rounded_to if self.has_ways and measure == STAYING else self.rounded_to / 2


def division_of(words: Mapping[str, str]) -> Division:
    """Return what a row's group is one group of."""
    return Division(words["characteristic"], words["code_list"], words["edition"])


def curves_of(shelf: Shelf) -> tuple[Curve, ...]:
    """Return the release's curves, in their order."""
    return shelf.once("curves", lambda: tuple(_curves(shelf)))


def stays_of(shelf: Shelf) -> tuple[Stay, ...]:
    """Return every figure that is read off the curves, and every mean, in the order of the curves and means."""
    return shelf.once("stays", lambda: (*_read(shelf), *_means(shelf)))


def stay_tables(shelf: Shelf) -> dict[str, list[list[Any]]]:
    """Return the rows of curves.csv and stays.csv, headings first, by the name of the file; none without curves."""
    curves = [_named(shelf, row) for row in _rows(shelf, "curve")]
    stays = [_named(shelf, one.to_row()) for one in stays_of(shelf)]
    found: dict[str, list[list[Any]]] = {}
    for table, rows in (("curves", curves), ("stays", stays)):
        names = [*COLUMNS[table], *_NAMES]
        if rows:
            found[f"{table}.csv"] = [list(names), *([row.get(name) for name in names] for row in rows)]
    return found


def notes_of(shelf: Shelf, table: str) -> tuple[str, ...]:
    """Return what was done to the curves or means for protection, in sentences."""
    kinds = ("curve",) if table == "curves" else ("curve", "mean")
    return tuple(
        dict.fromkeys(note for one in shelf.release.curves if one.kind in kinds for note in one.notes)
    )


def _named(shelf: Shelf, row: dict[str, Any]) -> dict[str, Any]:
    label = shelf.group_label(division_of(row), row["group"])
    rounded = {name: round(one, 4) if isinstance(one, float) else one for name, one in row.items()}
    return {**rounded, "area_name": shelf.area_name(row["area"]), "group_label": label}


def _rows(shelf: Shelf, kind: str) -> list[dict[str, Any]]:
    return [row for one in shelf.release.curves if one.kind == kind for row in one.values.to_pylist()]


def _curves(shelf: Shelf) -> Iterator[Curve]:
    found: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in _rows(shelf, "curve"):
        found.setdefault(tuple(row[name] for name in _PEOPLE), []).append(row)
    for key, rows in found.items():
        told = [name for name in (STAYING, FINISHED, LEFT) if rows[0].get(name) is not None]
        yield Curve(
            words=dict(zip(_PEOPLE, key, strict=True)),
            days=tuple(row["time"] for row in rows),
            shares={name: tuple(row[name] for row in rows) for name in told},
            rounded_to=rows[0]["rounded_to"],
            seen=tuple(row["seen"] for row in rows),
        )


def _read(shelf: Shelf) -> Iterator[Stay]:
    for curve in curves_of(shelf):
        for measure, shares in curve.shares.items():
            shown = Shown(
                times=np.array(curve.days),
                share=np.array(shares),
                off=curve.off(measure),
                seen=np.array(curve.seen),
            )
            for day in survival_rules().read_at:
                read = read_curve(shown, day, least_people(shelf, curve.words))
                if read is not None:
                    share, lower, upper = read
                    yield Stay(
                        words=curve.words, measure=measure, day=day, estimate=share, lower=lower, upper=upper
                    )


def least_people(shelf: Shelf, words: Mapping[str, str]) -> int:
    """Return the least number of people who began, as far as the published counts allow."""
    stay = shelf.programme.stay
    if stay is None:
        return 0
    of = None if words["characteristic"] == EVERYONE else division_of(words)
    count = shelf.count(words["area"], shelf.programme.stage(stay.of), group=words["group"], of=of)
    return (count.lower or 0) if count else 0


def _means(shelf: Shelf) -> Iterator[Stay]:
    for row in _rows(shelf, "mean"):
        words = {name: row[name] for name in _PEOPLE}
        yield Stay(
            words=words,
            measure=MEAN,
            day=row["until"],
            estimate=row["mean"],
            lower=row["lower"],
            upper=row["upper"],
        )
        if row.get("difference_lower") is not None:
            yield Stay(
                words=words,
                measure=LONGER,
                day=row["until"],
                reference=row["reference"],
                estimate=row["difference"],
                lower=row["difference_lower"],
                upper=row["difference_upper"],
            )
