"""Steps in a release: as its certificate says, as an attacker names them, or as their names and figures show."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from evenhand.attack.reading.holding import TOTAL, Joined
from evenhand.disclosure.linked import Sum
from evenhand.disclosure.tables.steps import steps_named, steps_of, sums_of_steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Nested:
    """For each column of steps its codes in their order, the sums of those that no certificate states, and notes."""

    steps: Mapping[str, tuple[str, ...]]
    sums: tuple[Sum, ...]
    notes: tuple[str, ...]


def nested_in(
    joined: Joined,
    stated: Mapping[str, tuple[str, ...]] | None,
    *,
    named: Sequence[str] = (),
    parts: Collection[str] = (),
) -> Nested:
    """Return the steps of a release: those `stated`, those found where nothing is stated, and those `named`.

    `parts` are columns whose codes are known to be parts of a whole. A column that is named and cannot be one of steps is
    noted.
    """
    bounds = joined.least, joined.most
    found = steps_of(joined.codes, *bounds, total=TOTAL, parts=parts) if stated is None else {}
    notes = []
    for name in named:
        if name not in joined.codes:
            notes.append(f"There is no column '{name}' of steps.")
        elif name not in (stated or {}):
            listed = [TOTAL, *dict.fromkeys(str(one) for one in joined.codes[name] if one != TOTAL)]
            steps = steps_named(joined.codes, name, listed, *bounds, total=TOTAL)
            if steps.growing:
                later, earlier, _ = steps.growing
                notes.append(f"{name} is not one of steps: somewhere '{later}' has more than '{earlier}'.")
            else:
                found[name] = steps.codes
    sums = tuple(one for name, order in found.items() for one in sums_of_steps(name, order))
    return Nested(steps={**(stated or {}), **found}, sums=sums, notes=tuple(notes))
