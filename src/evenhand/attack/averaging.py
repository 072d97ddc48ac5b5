"""Attack: one count published again and again with fresh noise is averaged; changed counts are settled by their sums."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa

from evenhand.attack.attackers import attackers
from evenhand.attack.reading.holding import TOTAL, Holding
from evenhand.attack.said import count_recovered, named
from evenhand.attack.types import Recovered, Tried
from evenhand.disclosure.cell_key.averaged import averaged
from evenhand.disclosure.linked.linked_set import Number
from evenhand.disclosure.policy import CELL_KEYS

ATTACK, KNOWLEDGE = "averaging", "repeats"


def attack_averaging(holdings: Sequence[Holding]) -> Tried:
    """Return the counts of which repeats, all of one date, differ and whose mean is close enough to be the count.

    The noise is taken to be the same for all counts: its spread comes from all repeats together. Changed counts
    (cell keys) are the same in each repeat; there, all sums that lead to a count are averaged.
    """
    recovered: list[Recovered] = []
    cells = 0
    for held in holdings:
        if held.kind == CELL_KEYS:
            cells += len(held.published)
            recovered += _by_sums(held)
    for as_at in sorted({one.published.as_at for one in holdings}):
        here = [one for one in holdings if one.published.as_at == as_at and one.kind in ("", CELL_KEYS)]
        tried, found = _averaged(here) if here else (0, [])
        cells += tried
        recovered += found
    note = "" if cells else "No counts are printed again and again with different values."
    return Tried(attack=ATTACK, knowledge=KNOWLEDGE, cells=cells, recovered=tuple(recovered), note=note)


def _averaged(holdings: Sequence[Holding]) -> tuple[int, list[Recovered]]:
    """How many counts of one date were repeated, and those that their mean tells."""
    names = sorted({name for one in holdings for name in one.published.codes})
    codes, value = _repeats(holdings, names)
    table = pa.table({**codes, "value": value}).group_by(list(codes))
    made = table.aggregate(
        [("value", "count"), ("value", "mean"), ("value", "variance"), ("value", "min"), ("value", "max")]
    )
    many, mean, variance, low, high = (
        np.asarray(made.column(f"value_{one}").to_numpy(), dtype=np.float64)
        for one in ("count", "mean", "variance", "min", "max")
    )
    limits = attackers()["limits"]
    again = many >= limits["repeats"]
    # Where few counts differ they were counted anew, not changed by chance.
    if not again.any() or (high[again] > low[again]).mean() < limits["differing"]:
        return 0, []
    # `variance` divides by the number: what all repeats together say of the noise divides by one less each.
    spread = np.sqrt((variance * many)[again].sum() / (many[again] - 1).sum())
    error = spread / np.sqrt(many)
    close = again & (error < limits["standard_error"])
    return int(again.sum()), [
        _recovered(
            {name: made.column(name)[place].as_py() for name in names}, holdings, mean, error, many, place
        )
        for place in np.flatnonzero(close).tolist()
    ]


def _repeats(holdings: Sequence[Holding], names: Sequence[str]) -> tuple[dict[str, pa.Array], pa.Array]:
    """Every printed count with the codes of its cell, those of all tables one after the other."""
    codes: dict[str, list[str]] = {name: [] for name in names}
    values: list[Number] = []
    for held in holdings:
        for table in held.tables:
            known = ~np.isnan(table.shown.value)
            values.append(table.shown.value[known])
            for name in names:
                column = held.published.codes.get(name)
                mine = np.full(known.sum(), TOTAL) if column is None else column[table.cells[known]]
                codes[name] += mine.tolist()
    return {name: pa.array(one, pa.string()) for name, one in codes.items()}, pa.array(np.concatenate(values))


def _recovered(
    cell: dict[str, str], holdings: Iterable[Holding], mean: Number, error: Number, many: Number, place: int
) -> Recovered:
    count = float(np.round(mean[place]))
    return Recovered(
        attack=ATTACK,
        knowledge=KNOWLEDGE,
        where=" and ".join(one.name for one in holdings),
        cell=cell,
        least=count,
        most=count,
        words=f"{named(cell)}: {count:,.0f}, the mean of {many[place]:,.0f} repeats (standard error {error[place]:.2f})",
    )


def _by_sums(held: Holding) -> list[Recovered]:
    """The counts changed by cell keys that least squares over all sums settles."""
    value = np.full(len(held.published), np.nan)
    for table in held.tables:
        value[table.cells] = table.shown.value
    unknown = np.isnan(value)
    middle = np.where(unknown, held.published.least, value)
    found = averaged(replace(held.published, hidden=unknown), held.variance, values=middle)
    close = (found.deviation < attackers()["limits"]["standard_error"]) & (
        held.published.least < held.published.most
    )
    recovered = []
    for place in np.flatnonzero(close).tolist():
        count = float(np.round(found.estimate[place]))
        words = f"{named(held.cell(place))}: {count:,.0f} by all sums (standard error {found.deviation[place]:.2f})"
        recovered.append(
            count_recovered(held, place, count, count, attack=ATTACK, knowledge=KNOWLEDGE, words=words)
        )
    return recovered
