"""Numerators beside their denominators, and groups beside their references, taken from a CountTable as columns."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evenhand.foundations import AT_RISK, EVERYONE, PEOPLE_COLUMNS, REACHED, CountTable
from evenhand.measures.intervals import Array
from evenhand.vocabulary import UNKNOWNS, Programme, Stage, Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of one count in each row: the shown value (NaN: hidden), the point, the least and the most.

    The point is the value where it is shown, otherwise the middle of what is possible.
    """

    value: Array
    lower: Array
    upper: Array
    status: NDArray[np.str_]

    @property
    def point(self) -> Array:
        """The single figure to reckon with."""
        return np.where(np.isnan(self.value), (self.lower + self.upper) / 2, self.value)

    def take(self, rows: NDArray[np.int64]) -> "Known":
        """Return the rows of the given numbers."""
        return Known(
            value=self.value[rows], lower=self.lower[rows], upper=self.upper[rows], status=self.status[rows]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """One row per group at one stage: how many reached it (`x`) of how many who could have (`n`).

    `columns` are the key columns of the numerator's cells with `cell_id`; `reference` is the row number of
    the group's reference in the same area and characteristic, -1 where there is none.
    """

    stage: Stage
    stage_key: str
    columns: Mapping[str, NDArray[np.str_]]
    x: Known
    n: Known
    reference: NDArray[np.int64]
    is_compared: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.reference)


def stage_pairs(counts: CountTable, programme: Programme, vocabulary: Vocabulary, stage: Stage) -> Pairs:
    """Return numerators and denominators of a stage for all areas, characteristics and groups that have both.

    The first stage has no stage before it: there both are those who are at it.
    """
    key = programme.stage_key(stage)
    base_stage, base_state = (key, REACHED if stage.of is None else AT_RISK)
    if stage.measure == "rate":
        base_stage, base_state = programme.stage_key(programme.stage(str(stage.of))), REACHED
    place = counts.codes(*PEOPLE_COLUMNS)
    stages, states = counts.text("stage"), counts.text("state")
    top = np.flatnonzero((stages == key) & (states == REACHED))
    base = np.flatnonzero((stages == base_stage) & (states == base_state))
    order = np.argsort(place[base], kind="stable")
    base = base[order]
    found = np.searchsorted(place[base], place[top])
    fits = (
        (found < len(base)) & (place[base][np.minimum(found, max(len(base) - 1, 0))] == place[top])
        if len(base)
        else np.zeros(len(top), bool)
    )
    top, below = top[fits], base[found[fits]] if len(base) else top[:0]
    known = known_of(counts)
    names = ("cell_id", *PEOPLE_COLUMNS)
    columns = {name: counts.text(name)[top] for name in names}
    x, n = known.take(top), known.take(below)
    reference = references(columns, n, programme, vocabulary)
    compared = (
        (reference >= 0) & (reference != np.arange(len(top))) & ~np.isin(columns["group"], list(UNKNOWNS))
    )
    return Pairs(
        stage=stage, stage_key=key, columns=columns, x=x, n=n, reference=reference, is_compared=compared
    )


def known_of(counts: CountTable) -> Known:
    """Return what is known of every cell of a table, in its order."""
    return Known(
        value=counts.number("value"),
        lower=counts.number("lower"),
        upper=counts.number("upper"),
        status=counts.text("status"),
    )


def references(
    columns: Mapping[str, NDArray[np.str_]], n: Known, programme: Programme, vocabulary: Vocabulary
) -> NDArray[np.int64]:
    """Return the row of each row's reference: the programme's, else the list's, else the largest group; -1: none."""
    rows = len(n.value)
    reference = np.full(rows, -1, dtype=np.int64)
    names = ("area", "period", "characteristic", "code_list", "edition")
    joined = np.array(["\x1f".join(one) for one in zip(*(columns[name] for name in names), strict=True)])
    for key in np.unique(joined):
        here = np.flatnonzero(joined == key)
        first = {name: str(columns[name][here[0]]) for name in names}
        if first["characteristic"] == EVERYONE:
            continue
        wanted = reference_group(
            first["characteristic"], first["code_list"], first["edition"], programme, vocabulary
        )
        match = here[columns["group"][here] == wanted] if wanted else here[:0]
        if wanted is None:
            people = here[~np.isin(columns["group"][here], list(UNKNOWNS))]
            match = people[[int(np.argmax(n.point[people]))]] if len(people) else people
        if len(match):
            reference[here] = match[0]
    return reference


def reference_group(
    characteristic: str, code_list: str, edition: str, programme: Programme, vocabulary: Vocabulary
) -> str | None:
    """Return the group that others are compared with: the programme's choice, else the code list's; None: neither."""
    if characteristic in programme.references:
        return str(programme.references[characteristic])
    listed = vocabulary.code_lists.get(f"{code_list}:{edition}")
    return listed.reference if listed else None
