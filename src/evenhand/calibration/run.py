"""Simulating: every family at every scenario, each from its own seed, over as many processes as are given."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from zlib import crc32

import numpy as np

from evenhand.calibration.age import fingerprint
from evenhand.calibration.plan import load_plan
from evenhand.calibration.registry import families
from evenhand.calibration.summarise import row_of
from evenhand.calibration.types import Family, Row, Scenario
from evenhand.foundations import EvenhandError

_FEWEST_DRAWS = 20
Told = Callable[[str, int, int], None]
"""Told after each scenario: its family and name, how many are done, how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One family at one scenario; `code` is the fingerprint of its code when the run began."""

    family: str
    scenario: Scenario
    draws: int
    seed: int
    code: str = ""


def calibrate(
    *,
    seed: int = 1,
    draws: int | None = None,
    jobs: int = 1,
    only: Collection[str] = (),
    sizes: Collection[str] = (),
    quick: bool = False,
    told: Told = lambda name, done, all_of_them: None,
) -> list[Row]:
    """Return the table of coverage and false alarms, in the order of the families and their scenarios.

    The same seed and draws give the same rows, whatever the number of `jobs` (processes) and whatever is left out:
    each scenario draws from a seed made of `seed` and its name. `only` and `sizes` keep families and sizes of those
    names. Raises EvenhandError for a name that does not exist or fewer than 1 job.
    """
    if jobs < 1 or seed < 0:
        raise EvenhandError("A simulation needs at least one process and a seed of 0 or more.")
    made = list(tasks(seed=seed, draws=draws, only=only, sizes=sizes, quick=quick))
    found: dict[int, list[Row]] = {}
    for place, rows in _each(made, jobs):
        found[place] = rows
        task = made[place]
        told(f"{task.family}: {task.scenario.name}", len(found), len(made))
    return [row for place in sorted(found) for row in found[place]]


def tasks(
    *, seed: int, draws: int | None, only: Collection[str], sizes: Collection[str], quick: bool
) -> Iterator[Task]:
    """Yield what is to be simulated; see calibrate."""
    plan, known = load_plan(), families()
    _check(only, known, "family")
    _check(sizes, plan.sizes, "size")
    wanted = draws or (plan.quick_draws if quick else plan.draws)
    for name, family in known.items():
        if only and name not in only:
            continue
        code, many = code_of_family(family), draws_of(family, wanted)
        for scenario in family.scenarios:
            if not sizes or scenario.size.name in sizes:
                yield Task(family=name, scenario=scenario, draws=many, seed=seed, code=code)


def simulate(task: Task) -> list[Row]:
    """Return the rows of one family at one scenario."""
    family, plan = families()[task.family], load_plan()
    drawn = family.draw(task.scenario, generator(task), task.draws)
    return [
        row_of(one, task.scenario, family=family, plan=plan, code=task.code)
        for one in family.cover(drawn, task.scenario)
    ]


def generator(task: Task) -> np.random.Generator:
    """Return the generator of a task, which no other task shares."""
    key = crc32(f"{task.family}/{task.scenario.name}".encode())
    return np.random.default_rng(np.random.SeedSequence(task.seed, spawn_key=(key,)))


def code_of_family(family: Family) -> str:
    """Return the fingerprint of all on which a family's figures rest, its own simulation among it."""
    return fingerprint((*family.rests_on, "calibration/draws.py", f"calibration/families/{family.name}.py"))


def out_of_date(rows: Sequence[Row]) -> Mapping[str, str]:
    """Return the families of which a table does not show what the code of today does, each with the reason."""
    found: dict[str, str] = {}
    for name, family in families().items():
        mine = [row for row in rows if row.family == name]
        tried = {f"{row.size}/{row.pattern}/{row.condition}" for row in mine}
        draws = max((row.draws for row in mine), default=0)  # some measures take a part of a family's draws
        if tried != {one.name for one in family.scenarios}:
            found[name] = "other scenarios are to be tried"
        elif {row.code for row in mine} != {code_of_family(family)}:
            found[name] = "its code has changed"
        elif draws < draws_of(family, load_plan().draws):
            found[name] = f"it was tried {draws} times, too few"
    return found


def draws_of(family: Family, wanted: int) -> int:
    """Return how many areas are drawn for a family where `wanted` are for a plain one."""
    return max(int(wanted * family.draws), min(wanted, _FEWEST_DRAWS))


def _each(made: Sequence[Task], jobs: int) -> Iterator[tuple[int, list[Row]]]:
    if jobs == 1 or len(made) < 2:
        yield from ((place, simulate(task)) for place, task in enumerate(made))
        return
    # Processes that begin anew hold no locks of a parent that has threads.
    with ProcessPoolExecutor(min(jobs, len(made)), mp_context=get_context("spawn")) as pool:
        places = {pool.submit(simulate, task): place for place, task in enumerate(made)}
        for one in as_completed(places):
            yield places[one], one.result()


def _check(names: Collection[str], known: Collection[str], kind: str) -> None:
    for name in names:
        if name not in known:
            raise EvenhandError(f"There is no {kind} named {name}.", mend=f"There are: {', '.join(known)}.")
