"""What would mend a clash, and whether the release then passes: each is tried."""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from evenhand.disclosure.ledger.pieces import is_coarse, keeping, rounded, shown_exactly, tables_of
from evenhand.disclosure.ledger.settings import settings
from evenhand.disclosure.ledger.trial import Trial
from evenhand.disclosure.ledger.types import Mend, WeakPoint
from evenhand.disclosure.linked import Published
from evenhand.disclosure.linked.cell_space import TOTAL
from evenhand.disclosure.linked.linked_set import Mask
from evenhand.disclosure.policy import load_policy

_WAIT = "Wait, and release later: changes are then larger. Whether that passes cannot be tried before the counts are there."


def mends_of(trial: Trial, weak: frozenset[WeakPoint]) -> tuple[Mend, ...]:
    """Return what might mend the clashes; each was tried beside the same earlier releases."""
    tried = []
    for words, variant in (*_coarser(trial.new), *_without_tables(trial.new, weak), *_rounded(trial.new)):
        left, _ = trial.of(variant, trial.earlier)
        said = "then it passes" if not left else "then it still fails"
        tried.append(Mend(words=f"{words}: {said}.", passes=not left))
    tried.sort(key=lambda one: not one.passes)
    return (*tried, Mend(words=_WAIT, passes=None))


def _coarser(new: Published) -> Iterator[tuple[str, Published]]:
    """For each dimension the release without its finest codes: areas, ages or periods put together."""
    for dimension in new.codes:
        coarse = is_coarse(new, dimension)
        if coarse.any() and not coarse.all():
            yield f"Put codes of '{dimension}' together by one level", keeping(new, coarse)


def _without_tables(new: Published, weak: frozenset[WeakPoint]) -> Iterator[tuple[str, Published]]:
    """The release without one of the tables that hold weak points, those with most of them first."""
    tables = tables_of(new)
    some = sorted(weak)[:_SOME]
    held = Counter(str(table) for one in some for table in tables[_stands_at(new, dict(one.cell))])
    for table, _ in held.most_common(settings().named):
        if (tables != table).any():
            yield f"Leave out the table '{table}'", keeping(new, tables != table)


_SOME = 200
"""So many weak points suffice to see which tables hold most of them."""


def _stands_at(new: Published, cell: dict[str, str]) -> Mask:
    found = np.ones(len(new), dtype=np.bool_)
    for name, values in new.codes.items():
        found &= values == cell.get(name, TOTAL)
    return found


_MOSTLY_EXACT = 0.05
"""Where fewer counts than this share are shown exactly, zeros say, the release is rounded or changed already."""


def _rounded(new: Published) -> Iterator[tuple[str, Published]]:
    """The release with its exact figures rounded."""
    policy = load_policy(settings().rounding)
    if len(new) and shown_exactly(new).mean() > _MOSTLY_EXACT:
        yield f"Round it (policy {policy.id}) in place of exact counts", rounded(new, policy)
