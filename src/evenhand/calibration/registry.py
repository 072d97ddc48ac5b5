"""The families of measures and rules that are tried.

To add one: a file in `families` with `draw` and `cover`, a line here, and a `[[family]]` in the data, which says at which
sizes it is tried and on which code its figures rest.
"""

from collections.abc import Mapping
from functools import cache
from types import ModuleType

from evenhand.calibration.families import (
    adjusted,
    borrowing,
    common_rules,
    compared,
    funnels,
    inequality,
    process,
    report,
    single,
    standardised,
    stated,
    survival,
    trend,
    unknowns,
)
from evenhand.calibration.plan import load_plan
from evenhand.calibration.types import Family

MODULES = (
    single,
    compared,
    standardised,
    inequality,
    funnels,
    process,
    trend,
    survival,
    borrowing,
    adjusted,
    unknowns,
    report,
    stated,
    common_rules,
)
"""The families, in the order of the table."""


@cache
def families() -> Mapping[str, Family]:
    """Return the families by name, in the order of the table."""
    return {one.name: one for one in map(_family, MODULES)}


def _family(module: ModuleType) -> Family:
    name, plan = module.__name__.rpartition(".")[2], load_plan()
    said = plan.families[name]
    return Family(
        name=name,
        title=said["title"],
        is_ours=said.get("is_ours", True),
        rests_on=tuple(said["rests_on"]),
        scenarios=plan.scenarios(name),
        draws=said.get("draws", 1.0),
        draw=module.draw,
        cover=module.cover,
    )
