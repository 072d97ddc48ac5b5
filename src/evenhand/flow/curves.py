"""How long people stay, as curves and means that may be published: from journeys, checked, coarse enough beside counts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from evenhand.disclosure.record_level import (
    RecordPolicy,
    ResultRefused,
    check_curve,
    coarsen,
    load_record_policy,
    put_together,
    shares_worth_enough,
)
from evenhand.flow.curve_sums import Counts, curve_tells
from evenhand.flow.mean_stays import means_within
from evenhand.foundations import EVERYONE, CountTable
from evenhand.foundations.checked_result import CheckedResult
from evenhand.measures import headline_periods
from evenhand.measures.pairs import Pairs, stage_pairs
from evenhand.measures.survival import ByTime, counts_by_time
from evenhand.measures.survival.kaplan_meier import people_worth
from evenhand.measures.survival.rules import survival_rules
from evenhand.pathway import FINISHED, LEFT, STAY_DAYS, STAY_WAY, Journeys
from evenhand.vocabulary import UNKNOWNS, Programme, Vocabulary

FEW, TELLS = "few", "tells"
"""Why a group has no curve: too few people, or too few of them left; or a hidden count would be known more closely."""

_PEOPLE = ("area", "period", "characteristic", "code_list", "edition", "group")


@dataclass(frozen=True, slots=True, kw_only=True)
class Staying:
    """The curves and means that may be shown (none: an empty tuple), and which groups have no curve, and why."""

    results: tuple[CheckedResult, ...]
    absent: tuple[Mapping[str, str], ...]


def staying_of(
    journeys: Journeys | None,
    protected: CountTable,
    programme: Programme,
    vocabulary: Vocabulary,
    *,
    as_at: date,
    policy: RecordPolicy | None = None,
) -> Staying:
    """Return how long people stay, in each area's headline period, for everyone and for each compared group. Source: I4.

    Exits that may not be told by group are together with all other ways of leaving but finishing. Nothing where the
    programme follows no stay, or no journeys are held.
    """
    if programme.stay is None or journeys is None or STAY_DAYS not in journeys.rows.schema.names:
        return Staying(results=(), absent=())
    policy = policy or load_record_policy()
    counts = protected.crossings(only=False)
    pairs = stage_pairs(counts, programme, vocabulary, programme.stage(programme.stay.of))
    beside = _counts_of(counts)
    rows = journeys.rows.filter(pc.is_valid(journeys.rows.column(STAY_DAYS)))
    curves: list[tuple[Mapping[str, str], CheckedResult]] = []
    means: list[tuple[Mapping[str, str], CheckedResult]] = []
    absent: list[Mapping[str, str]] = []
    for division in _divisions(pairs, headline_periods(protected, as_at), programme, vocabulary):
        by_time = _by_time(rows, division)
        for place, words in division.words(by_time, pairs):
            curve = _curve(by_time, place, words, (pairs, beside), programme, policy)
            if isinstance(curve, str):
                absent.append({**words, "reason": curve})
            else:
                curves.append((words, curve))
            means += [(words, one) for one in means_within(by_time, place, division.reference, policy)]
    results = tuple(put_together(some) for some in (curves, means) if some)
    return Staying(results=results, absent=tuple(absent))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Division:
    """The groups of one characteristic in one area and period: rows of the pairs, and the group compared with."""

    rows: NDArray[np.int64]
    area: str
    period: str
    characteristic: str
    reference: str | None

    def words(self, by_time: ByTime, pairs: Pairs) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield each group's place in the counts by time, and the words that name it."""
        for row in self.rows.tolist():
            words = {name: str(pairs.columns[name][row]) for name in _PEOPLE}
            if words["group"] in by_time.groups:
                yield by_time.groups.index(words["group"]), words


def _divisions(
    pairs: Pairs, periods: Mapping[str, str], programme: Programme, vocabulary: Vocabulary
) -> Iterator[_Division]:
    """Everyone, then each compared characteristic, in each area that is a place."""
    columns = pairs.columns
    known = ~np.isin(columns["group"], list(UNKNOWNS)) & np.isfinite(pairs.x.lower)
    for area, period in periods.items():
        place = vocabulary.areas.by_code.get(area)
        if place is not None and place.of_its_own:
            continue
        here = known & (columns["area"] == area) & (columns["period"] == period)
        for name in dict.fromkeys((EVERYONE, *programme.compare)):
            rows = np.flatnonzero(here & (columns["characteristic"] == name))
            if len(rows):
                place_of = int(pairs.reference[rows[0]])
                reference = str(columns["group"][place_of]) if place_of >= 0 else None
                yield _Division(rows=rows, area=area, period=period, characteristic=name, reference=reference)


def _by_time(rows: pa.Table, division: _Division) -> ByTime:
    """The counts by time of an area's journeys. Leaving is put in the middle of its day: after 84 days is not within 84."""
    mine = rows.filter(
        pc.and_(
            pc.equal(rows.column("area"), division.area), pc.equal(rows.column("period"), division.period)
        )
    )
    way = np.asarray(pc.fill_null(mine.column(STAY_WAY), "").to_pylist(), dtype=np.str_)
    days = np.asarray(mine.column(STAY_DAYS).to_numpy(), dtype=np.float64) + np.where(way != "", 0.5, 0.0)
    group: NDArray[np.str_] = np.full(len(days), EVERYONE)
    if division.characteristic != EVERYONE:
        column = mine.column(division.characteristic)
        group = np.asarray(pc.fill_null(column, "not_known").to_pylist(), dtype=np.str_)
    return counts_by_time(days, way, group, ways=(FINISHED, LEFT))


def _curve(
    by_time: ByTime,
    place: int,
    words: Mapping[str, str],
    beside: tuple[Pairs, Mapping[tuple[str, ...], Counts]],
    programme: Programme,
    policy: RecordPolicy,
) -> CheckedResult | str:
    """A group's curve as it may stand beside the counts, or why there is none."""
    _, counts = beside
    counted = counts[tuple(words[name] for name in _PEOPLE)]
    stay = programme.stay
    least = counted[stay.of, "reached"][0] if stay else 0.0
    found = _checked(by_time, place, policy)
    shares = shares_worth_enough(int(least), policy)
    if found is None or not shares:
        return FEW
    worth = people_worth(by_time)[place] / max(by_time.people[place], 1)
    at = np.searchsorted(by_time.times, found.values.column("time").to_numpy(), side="right") - 1
    seen = np.where(at >= 0, worth[np.maximum(at, 0)], 1.0)
    for share in shares:
        curve = coarsen(found, share, seen, policy)
        if not curve_tells(curve, counted, programme, policy):
            return curve
    return TELLS


def _checked(by_time: ByTime, place: int, policy: RecordPolicy) -> CheckedResult | None:
    """The curve of a group with its ways to leave, or with all ways together; None where neither may be shown.

    A point waits for enough people of each way: where that leaves too wide a gap, ways are told together.
    """
    at_risk, events = (some[..., place, :].astype(np.int64) for some in (by_time.at_risk, by_time.events))
    some = events.sum(axis=0) > 0
    told: list[CheckedResult] = []
    for ways in (dict(zip(by_time.ways, events[:, some], strict=True)), {LEFT: events[:, some].sum(axis=0)}):
        try:
            curve = check_curve(by_time.times[some], at_risk[some], ways, policy=policy)
        except ResultRefused:
            continue
        told.append(curve)
        if -np.diff(curve.values.column("staying").to_numpy()).min() <= survival_rules().widest_gap:
            return curve
    return told[-1] if told else None


def _counts_of(counts: CountTable) -> dict[tuple[str, ...], Counts]:
    """The bounds and status of every protected count, by whom it is about, then by stage and state."""
    found: dict[tuple[str, ...], dict[tuple[str, str], tuple[float, float, str]]] = {}
    for row in counts.to_rows():
        stage = row["stage"].rpartition("/")[2]
        bounds = (float(row["lower"] or 0), float("inf") if row["upper"] is None else float(row["upper"]))
        found.setdefault(tuple(row[name] for name in _PEOPLE), {})[stage, row["state"]] = (
            *bounds,
            row["status"],
        )
    return dict(found)
