"""Tables of counts made by hand, for the tests of disclosure."""

from collections.abc import Mapping
from dataclasses import replace

import pyarrow as pa

from evenhand.disclosure import load_policy, protect
from evenhand.foundations import EVERYONE, KEY_COLUMNS, CountTable
from evenhand.vocabulary import Programme, load_vocabulary


def without_sensitive(programme: Programme) -> Programme:
    """Return the programme with all exits alike; what is done for deaths has tests of its own."""
    stages = (
        replace(
            one,
            exits=tuple(replace(left, sensitive=False, publish_from=None) for left in one.exits),
        )
        for one in programme.stages
    )
    return replace(programme, stages=tuple(stages))


PROGRAMME = without_sensitive(load_vocabulary().programme("arrest-to-treatment"))
SEARCHES = load_vocabulary().programme("stop-and-search")
Cells = Mapping[tuple[str, str, str], int]
"""Counts by group ('' is everyone), stage and state."""


def exact(cells: Cells) -> CountTable:
    """Return exact counts of one area and period, divided by sex; residents are counted as such."""
    rows = []
    for group, stage, _state in cells:
        programme = PROGRAMME if stage in {one.id for one in PROGRAMME.stages} else SEARCHES
        described = programme.stage(stage)
        rows.append(
            {
                "area": "A",
                "period": "2024-01-01/2024-12-31",
                "characteristic": "sex" if group else EVERYONE,
                "code_list": "sex" if group else "",
                "edition": "2021" if group else "",
                "group": group or EVERYONE,
                "stage": programme.stage_key(described),
                "state": _state,
                "unit": described.unit,
            }
        )
    columns = {name: pa.array([row[name] for row in rows], pa.string()) for name in KEY_COLUMNS}
    return CountTable.exact(columns, pa.array(list(cells.values()), pa.int64()))


def protected(cells: Cells, policy: str = "open-5") -> CountTable:
    """Return the counts protected under a policy."""
    programme = SEARCHES if any(stage == "residents" for _, stage, _ in cells) else PROGRAMME
    return protect(exact(cells), policy=load_policy(policy), programme=programme)


def shown(table: CountTable) -> dict[tuple[str, str, str], tuple[int | None, int, int, str]]:
    """Return value, lower, upper and status by group, stage and state."""
    found = {}
    for row in table.to_rows():
        group = "" if row["group"] == EVERYONE else row["group"]
        key = (group, row["stage"].split("/")[1], row["state"])
        found[key] = (row["value"], row["lower"], row["upper"], row["status"])
    return found


def one_step(at_risk: int, states: Mapping[str, int], stage: str = "in_need", group: str = "MALE") -> Cells:
    """Return the counts of one group at the stage before, and at `stage` by state."""
    before = str(PROGRAMME.stage(stage).of)
    entered = at_risk + sum(states.get(one, 0) for one in ("still_waiting", "too_soon"))
    cells = {(group, before, "reached"): entered, (group, stage, "at_risk"): at_risk}
    return cells | {(group, stage, state): count for state, count in states.items()}
