"""Exits that are not shown by group in a small area (a death): counted with others, so that nothing subtracts to them."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from evenhand.disclosure.policy import Policy
from evenhand.disclosure.rounding import Whole, round_counts
from evenhand.foundations import (
    EVERYONE,
    KEY_COLUMNS,
    LEFT_OTHERWISE,
    PEOPLE_COLUMNS,
    STILL_WAITING,
    TOO_SOON,
    CountTable,
    VocabularyError,
)
from evenhand.vocabulary import LEVELS, Areas, Exit, Programme, Stage

_PLACE = ("area", "period")
_LEVELS = LEVELS[: LEVELS.index("nation") + 1]
Mask = NDArray[np.bool_]


def merge_sensitive(
    counts: CountTable, *, policy: Policy, programme: Programme, areas: Areas | None
) -> tuple[CountTable, Mask]:
    """Return the counts with a state `left_otherwise` where an exit may not be told, and which cells it stands for.

    It stands for the exits that may not be shown by group in an area of this level, and for those that the policy
    names to stand with them; without any of these, for all exits of the stage. Everyone is merged too where the
    figures shown of everyone would tell how many of a group left so. An area whose level is not known is taken for
    a small one. Source: 001 3.8 'identifying no one'; C9.
    """
    hidden = np.zeros(len(counts), dtype=np.bool_)
    if not policy.publishable or len(counts) == 0:
        return counts, hidden
    added = []
    for stage in programme.stages:
        for told_from in _told_from(stage):
            below = _below(counts, told_from, areas)
            mine = (counts.text("stage") == programme.stage_key(stage)) & below
            here, rows = _merge_stage(counts, mine, stage, told_from, policy)
            hidden |= here
            added += rows
    if not added:
        return counts, hidden
    return _with_rows(counts, added, hidden)


def merged_states(stage: Stage, beside: Sequence[str]) -> list[list[str]]:
    """Return the states that `left_otherwise` stands for at a stage, one list for each level of area they are told from.

    `beside` are the exits that the policy names to stand with those that may not be told.
    """
    return [
        [*_secret(stage, told_from), *_partners(stage, _secret(stage, told_from), beside)]
        for told_from in _told_from(stage)
    ]


def _told_from(stage: Stage) -> list[str]:
    return sorted({one.publish_from or "" for one in stage.exits if _is_sensitive(one)})


def _secret(stage: Stage, told_from: str) -> list[str]:
    return [one.state for one in stage.exits if _is_sensitive(one) and (one.publish_from or "") == told_from]


def _is_sensitive(left: Exit) -> bool:
    return left.sensitive or left.publish_from is not None


def _below(counts: CountTable, level: str, areas: Areas | None) -> Mask:
    """Which cells are of an area that is smaller than `level`, or may be."""
    codes = sorted(set(counts.text("area").tolist()))
    small = [code for code in codes if not _reaches(code, level, areas)]
    return np.isin(counts.text("area"), small)


def _reaches(code: str, level: str, areas: Areas | None) -> bool:
    known = areas.by_code.get(code) if areas else None
    if known is None or known.level not in _LEVELS or level not in _LEVELS:
        return False
    return _LEVELS.index(known.level) >= _LEVELS.index(level)


def _merge_stage(
    counts: CountTable, mine: Mask, stage: Stage, told_from: str, policy: Policy
) -> tuple[Mask, list[CountTable]]:
    """Which cells of one stage `left_otherwise` stands for, and its own cells."""
    secret = _secret(stage, told_from)
    beside = _partners(stage, secret, policy.beside_sensitive)
    state, everyone = counts.text("state"), counts.text("characteristic") == EVERYONE
    merged = mine & np.isin(state, [*secret, *beside])
    if not (merged & ~everyone).any():
        return merged & False, []
    groups = _sums(counts, merged & ~everyone)
    told = _told_by_everyone(counts, merged & everyone, secret, groups, policy)
    whole = merged & everyone & np.isin(_joined(counts, _PLACE), told)
    rows = [groups, _sums(counts, whole)] if whole.any() else [groups]
    return (merged & ~everyone) | whole, rows


def _partners(stage: Stage, secret: list[str], beside: Sequence[str]) -> list[str]:
    """The states that are counted with the secret ones: those the policy names, else those with a rule, else all.

    They are in the denominator if the secret ones are, and out of it if these are: or the denominator would tell.
    Out of it, people whose time is not over yet will do. Raises VocabularyError where there is no state to merge.
    """
    at_risk = {one.at_risk for one in stage.exits if one.state in secret}
    others = [one for one in stage.exits if one.state not in secret and one.at_risk in at_risk]
    named = [one for one in others if one.state in beside]
    found = [one.state for one in named or [one for one in others if one.rule is not None] or others]
    if found or stage.clock is None:
        if not found:
            raise VocabularyError(
                f"At the step '{stage.label}' nothing can be counted with '{secret[0]}', which may not be told alone.",
                mend="Give the step an exit 'not_known' that is in or out of the denominator like it.",
            )
        return found
    return [STILL_WAITING, TOO_SOON]


def _sums(counts: CountTable, rows: Mask) -> CountTable:
    """The cells of `left_otherwise`: for each group the sum of its cells in `rows`."""
    cells = counts.cells.filter(pa.array(rows))
    middle = pc.divide(pc.add(cells.column("lower"), cells.column("upper")), 2)
    cells = cells.set_column(
        cells.schema.get_field_index("value"), "value", pc.coalesce(cells.column("value"), middle)
    )
    names = [name for name in KEY_COLUMNS if name != "state"]
    sums = cells.group_by(names).aggregate([(name, "sum") for name in ("value", "lower", "upper")])
    columns = {name: sums.column(name).combine_chunks() for name in names}
    columns["state"] = pa.repeat(LEFT_OTHERWISE, sums.num_rows)
    numbers = (sums.column(f"{name}_sum").combine_chunks() for name in ("value", "lower", "upper"))
    return CountTable.known(columns, *numbers)


def _told_by_everyone(
    counts: CountTable, whole: Mask, secret: list[str], groups: CountTable, policy: Policy
) -> list[str]:
    """The places where what is shown of everyone would tell that some of a group left by a secret exit.

    Two ways to subtract: a group's merged exits less everyone's others; everyone's secret exits less those of
    all other groups. Both are tried on the rounded figures, as a reader would.
    """
    low, high = _shown_bounds(counts, policy)
    own_low, own_high = _shown_bounds(groups, policy)
    is_secret = np.isin(counts.text("state"), secret)
    place = _joined(counts, _PLACE)
    division = _joined(groups, [name for name in PEOPLE_COLUMNS if name != "group"])
    told = []
    for one in np.unique(place[whole]):
        here = whole & (place == one)
        others, certain = high[here & ~is_secret].sum(), low[here & is_secret].sum()
        mine = _joined(groups, _PLACE) == one
        for divided in np.unique(division[mine]):
            among = mine & (division == divided)
            rest = own_high[among].sum() - own_high[among]
            if (own_low[among] > others).any() or (certain > rest).any():
                told.append(str(one))
                break
    return told


def _shown_bounds(counts: CountTable, policy: Policy) -> tuple[Whole, Whole]:
    least, most = (counts.number(name).astype(np.int64) for name in ("lower", "upper"))
    shown = round_counts(counts.number("value"), least, most, np.zeros(len(least), bool), policy)
    return shown.lower, shown.upper


def _joined(counts: CountTable, names: tuple[str, ...] | list[str]) -> NDArray[np.str_]:
    columns = (counts.cells.column(name) for name in names)
    return np.asarray(pc.binary_join_element_wise(*columns, "\x1f").to_pylist(), dtype=np.str_)


def _with_rows(counts: CountTable, added: list[CountTable], hidden: Mask) -> tuple[CountTable, Mask]:
    """The counts with further cells in the order of their ids, and the mask in that order."""
    cells = pa.concat_tables([counts.cells, *(one.cells for one in added)])
    marks = np.concatenate([hidden, np.zeros(cells.num_rows - len(counts), dtype=np.bool_)])
    order = pc.sort_indices(cells.column("cell_id"))
    return CountTable(cells=cells.take(order).combine_chunks()), marks[order.to_numpy()]
