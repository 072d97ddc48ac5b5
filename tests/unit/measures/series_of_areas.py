"""Counts of many areas over many months, made up with a fixed seed, for funnels and charts of a report."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from evenhand.foundations import CountTable, Period
from evenhand.measures import measure
from evenhand.vocabulary import Area, Programme, Vocabulary
from evenhand.vocabulary.breaks import Break
from tests.unit.measures import counted

PLAN = counted.programme(steps=("helped",))
GROUPS = {"A": (150, 0.5), "B": (70, 0.5)}


def months(many: int) -> list[str]:
    return [str(Period.parse(f"{2023 + place // 12}-{place % 12 + 1:02d}")) for place in range(many)]


def areas(many: int) -> list[str]:
    return [f"Y{place:02d}" for place in range(many)]


def words(codes: Sequence[str], *, breaks: tuple[Break, ...] = (), apart: Sequence[str] = ()) -> Vocabulary:
    loaded = counted.words()
    known = {
        code: Area(code=code, name=code, level="partnership", of_its_own=code in apart) for code in codes
    }
    return replace(loaded, breaks=breaks, areas=loaded.areas.with_more(known))


def table(
    codes: Sequence[str],
    periods: Sequence[str],
    *,
    plan: Programme = PLAN,
    groups: Mapping[str, tuple[float, float]] = GROUPS,
    policy: str | None = None,
    seed: int = 1,
    shares: Mapping[tuple[str, str], float] | None = None,
) -> CountTable:
    """Each group's people and share in every area and month; `shares` has others for (area, period)."""
    rng = np.random.default_rng(seed)
    cells = []
    for code in codes:
        for period in periods:
            for group, (size, share) in groups.items():
                n = int(rng.poisson(size))
                share = (shares or {}).get((code, period), share)
                cells += counted.steps_of(
                    plan, group, n, int(rng.binomial(n, share)), area=code, period=period
                )
    return counted.table(cells, policy=policy, plan=plan)


def rows(
    counts: CountTable, known: Vocabulary, name: str, *, plan: Programme = PLAN, **where: str
) -> list[dict[str, object]]:
    """The rows of one measure."""
    made = measure(counts, programme=plan, vocabulary=known)
    return made.where(measure=name, **where).to_rows()
