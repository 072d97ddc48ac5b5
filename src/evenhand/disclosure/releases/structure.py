"""How the counts of a release add up: groups make everyone, states make a step, finer groups make coarser ones."""

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from evenhand.disclosure.linked import Sum
from evenhand.disclosure.sensitive import merged_states
from evenhand.disclosure.steps import in_denominator, outside_denominator
from evenhand.foundations import (
    AT_RISK,
    DIVISION_COLUMNS,
    EVERYONE,
    LEFT_OTHERWISE,
    REACHED,
    CountTable,
    is_crossing,
    parts_of_crossing,
)
from evenhand.vocabulary import ALL_AREAS, Areas, CodeList, Programme, Stage, coarser_lists

AREA, PERIOD, DIVISION, STEP = "area", "period", "division", "step"
"""The dimensions of a release: where, when, whom, and what became of them."""
_BETWEEN = "\x1f"


def codes_of(counts: CountTable) -> dict[str, NDArray[np.str_]]:
    """Return for each dimension of a release one code a cell."""
    column = counts.cells.column
    return {
        AREA: counts.text("area"),
        PERIOD: counts.text("period"),
        DIVISION: _joined(column(name) for name in DIVISION_COLUMNS),
        STEP: _joined(column(name) for name in ("stage", "state")),
    }


def sums_of(
    counts: CountTable,
    *,
    programme: Programme | None,
    areas: Areas | None = None,
    code_lists: Mapping[str, CodeList] | None = None,
    beside_sensitive: Iterable[str] = (),
) -> tuple[Sum, ...]:
    """Return how the codes of a release add up, as anybody can know who reads the programme and the code lists.

    Periods are not added: a person is counted once in each. Without `programme` steps are not added, without `areas`
    areas are not, without `code_lists` coarser groups are not.
    """
    return (
        *_divisions(counts),
        *(_coarser(counts, code_lists) if code_lists else ()),
        *(_steps(programme, tuple(beside_sensitive)) if programme else ()),
        *(_areas(counts, areas) if areas else ()),
    )


def _divisions(counts: CountTable) -> Iterator[Sum]:
    """The groups of a characteristic make everyone; a group's strata make the group, a stratum's groups the stratum."""
    table = counts.cells.select(list(DIVISION_COLUMNS)).group_by(list(DIVISION_COLUMNS)).aggregate([])
    rows = sorted(zip(*(table.column(name).to_pylist() for name in DIVISION_COLUMNS), strict=True))
    parts: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        if row[0] == EVERYONE:
            continue
        for whole, by in _wholes(row):
            parts.setdefault((_BETWEEN.join(whole), by), []).append(_BETWEEN.join(row))
    for (division, by), listed in parts.items():
        # Strata of few people, and people of whom the stratum is not known, have no cells.
        yield Sum(
            dimension=DIVISION,
            whole=division,
            parts=tuple(listed),
            complete=not by.startswith(_STRATA),
            absent_is_none=True,
        )


def _wholes(row: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """What a group is a part of, and the name of the division by which it is."""
    if not is_crossing(row[0]):
        yield _EVERYONE, _BETWEEN.join(row[:3])
        return
    group, stratum = zip(*(parts_of_crossing(text) for text in row), strict=True)
    yield group, _STRATA + _BETWEEN.join(stratum[:3])
    yield stratum, "groups" + _BETWEEN.join(group[:3])


_EVERYONE = (EVERYONE, "", "", EVERYONE)
_STRATA = "strata"


def _coarser(counts: CountTable, code_lists: Mapping[str, CodeList]) -> Iterator[Sum]:
    """The groups of a finer list make those of a coarser one, where both are there."""
    held = {row for row in _rows(counts) if not is_crossing(row[0])}
    for key in sorted({f"{row[1]}:{row[2]}" for row in held}):
        if key not in code_lists:
            continue
        fine = code_lists[key]
        for coarse, leads_to in coarser_lists(code_lists, key):
            found: dict[str, list[str]] = {}
            for code, group in leads_to.items():
                found.setdefault(group, []).append(
                    _BETWEEN.join((fine.characteristic, fine.id, fine.edition, code))
                )
            for group, parts in found.items():
                whole = (coarse.characteristic, coarse.id, coarse.edition, group)
                if whole in held:
                    yield Sum(
                        dimension=DIVISION,
                        whole=_BETWEEN.join(whole),
                        parts=tuple(parts),
                        absent_is_none=True,
                    )


def _rows(counts: CountTable) -> list[tuple[str, ...]]:
    table = counts.cells.select(list(DIVISION_COLUMNS)).group_by(list(DIVISION_COLUMNS)).aggregate([])
    return list(zip(*(table.column(name).to_pylist() for name in DIVISION_COLUMNS), strict=True))


def _steps(programme: Programme, beside_sensitive: tuple[str, ...]) -> Iterator[Sum]:
    """What becomes of those who came to a step, and which of them make its denominator.

    Within strata some states are not counted, so that one that is absent may hold people.
    """
    for stage in programme.stages:
        if stage.of is None or stage.measure == "rate":
            continue
        before = programme.stage_key(programme.stage(stage.of))
        inside, outside = in_denominator(stage), outside_denominator(stage, programme)
        yield _step(programme, stage, (REACHED, *inside, *outside), whole=f"{before}{_BETWEEN}{REACHED}")
        # Somebody who is known to have left before the time is over is not in the denominator yet.
        certain = [one.state for one in stage.exits if one.at_risk and one.rule is None]
        yield _step(programme, stage, (REACHED, *certain), complete=stage.clock is None and certain == inside)
        yield _step(programme, stage, (REACHED, *inside), exceeds=True)
        for states in merged_states(stage, beside_sensitive):
            yield _step(programme, stage, states, whole=LEFT_OTHERWISE)


def _step(
    programme: Programme,
    stage: Stage,
    states: Iterable[str],
    *,
    whole: str = AT_RISK,
    complete: bool = True,
    exceeds: bool = False,
) -> Sum:
    here = programme.stage_key(stage)
    return Sum(
        dimension=STEP,
        whole=whole if _BETWEEN in whole else f"{here}{_BETWEEN}{whole}",
        parts=tuple(f"{here}{_BETWEEN}{one}" for one in states),
        complete=complete,
        exceeds=exceeds,
    )


def _areas(counts: CountTable, areas: Areas) -> Iterator[Sum]:
    """An area is made by those that lie in it, where both are there; areas that are not shown may hold people."""
    held = sorted(set(counts.cells.column("area").unique().to_pylist()))
    lies_in: dict[str, list[str]] = {}
    for code in held:
        around = next((one for one in (*areas.holders(code)[1:], ALL_AREAS) if one in held), code)
        if around != code:
            lies_in.setdefault(around, []).append(code)
    for whole, parts in lies_in.items():
        inside = {code for code, one in areas.by_code.items() if one.within == whole}
        yield Sum(dimension=AREA, whole=whole, parts=tuple(parts), complete=inside <= {*parts})


def _joined(columns: Iterable[pa.ChunkedArray]) -> NDArray[np.str_]:
    joined = pc.binary_join_element_wise(*(pc.fill_null(one, "") for one in columns), _BETWEEN)
    return np.asarray(joined.to_pylist(), dtype=np.str_)
