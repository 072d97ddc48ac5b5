"""What common rules stop and do not stop, and what Evenhand's do: the same tables, the same attackers, under each.

`python -m benchmarks.common_rules > tests/reference/common_rules.csv` writes the figures that the documentation shows.
"""

import csv
import math
import sys
from collections.abc import Iterator
from dataclasses import fields, replace

import numpy as np

from benchmarks.differencing import differencing_figures
from benchmarks.rule_figures import Figures
from benchmarks.rule_tables import Number, RuleTable, Whole, rule_table
from benchmarks.rules import REPEATS, RULES, RuleShown
from evenhand.attack.attackers import assumed
from evenhand.attack.derive import Derived
from evenhand.attack.reading import Holding
from evenhand.attack.same_outcome import attack_same_outcome
from evenhand.disclosure import load_policy
from evenhand.disclosure.cell_key import load_perturbation
from evenhand.disclosure.cell_key.averaged import averaged
from evenhand.disclosure.ledger import WouldDisclose
from evenhand.disclosure.linked import Demand, Published, audit
from evenhand.disclosure.linked.over_time import Joined, joined
from evenhand.disclosure.suppress import CannotProtect

TABLES = ("5x4x3", "8x5x3", "19x8x4", "areas", "outcomes")
TWICE = ("5x4x3", "areas", "outcomes")
"""The tables of which a second release is subtracted from the first."""
INSIDERS = 40
"""So many people who know their own count are tried on a table, taken evenly from all."""
REFUSED = "refused"
NAMES = {
    "exact counts": "exact counts",
    "hide 1 to 4": "hide 1 to 4",
    "nearest 5": "nearest 5",
    "hide 1 to 7, others to the nearest 5": "hide 1 to 7 and nearest 5",
    "hide 0 to 4, others to the nearest 5 (open-5)": "open-5",
    "cell keys of tables (cell-key-5)": "cell-key-5",
    f"fresh noise, {REPEATS} answers averaged": f"fresh noise averaged over {REPEATS}",
}
"""The rules of the large table of two releases, as they are called here."""


def figures(names: tuple[str, ...] = TABLES) -> Iterator[Figures]:
    """Yield what each rule leaves on each of these tables."""
    for name in names:
        for rule in RULES:
            if "ledger" not in rule or name in TWICE:
                yield figures_of(name, rule)


def large_figures() -> Iterator[Figures]:
    """Yield what subtracting two releases of 150 areas by 19 groups finds."""
    for one in differencing_figures(seed=1):
        if one.rule in NAMES:
            cells = 150 * 19
            yield Figures(
                table="150x19",
                rule=NAMES[one.rule],
                cells=cells,
                small=0,
                hidden=round(one.hidden * cells),
                error=one.error,
                changes=one.cells,
                changes_exact=round(one.exact * one.cells),
                changes_proven=round(one.proven * one.cells),
                claims_right=None if math.isnan(one.right) else one.right,
            )


def run() -> Iterator[str]:
    """Yield one line for each table and rule."""
    for one in (*figures(), *large_figures()):
        told = {
            name: value for name, value in one.to_row().items() if value and name not in ("table", "rule")
        }
        yield f"{one.table}, {one.rule}: " + ", ".join(f"{name} {value}" for name, value in told.items())


def figures_of(name: str, rule: str) -> Figures:
    """Return what one rule leaves on one table."""
    table, shows = rule_table(name), RULES[rule]
    counts = table.counts[0]
    made = Figures(table=table.name, rule=rule, cells=len(counts), small=len(_small(counts)))
    try:
        releases = [shows(table, number) for number in range(2 if table.name in TWICE else 1)]
    except (CannotProtect, WouldDisclose):
        return replace(made, outcome=REFUSED)
    made = _of_one(made, table, releases[0])
    return _of_two(made, table, releases) if len(releases) > 1 else made


def _small(counts: Number) -> Whole:
    return np.flatnonzero((counts >= 1) & (counts <= 4))


def _of_one(made: Figures, table: RuleTable, shown: RuleShown) -> Figures:
    """What one release tells, and what it does not show."""
    counts, published = table.counts[0], shown.published(table, 0)
    derived = _derived(published, counts)
    small = _small(counts)
    left, width = (derived.most - derived.least)[small], published.width[small]
    there = ~np.isnan(shown.value)
    return replace(
        made,
        hidden=int((~there).sum()),
        error=float(np.abs(shown.value - counts)[there].mean()),
        exact=int((left == 0).sum()),
        narrowed=int((left < width).sum()),
        fewest=int(min(left.min(), 5)) + 1,
        known_small=int(((derived.least >= 1) & (derived.most <= 4))[small].sum()),
        guessed=_guessed(made.rule, published, shown, counts),
        insider=_by_insiders(derived, counts),
        same_outcome=len(attack_same_outcome(_held(table, published), derived).recovered),
    )


def _derived(published: Published, counts: Number) -> Derived:
    """What a reader derives of the counts of small groups."""
    linked = published.linked()
    cells = np.flatnonzero((published.width > 0) & (counts < assumed().small_group))
    demand = replace(Demand.wide(cells, 0.0), width=published.width[cells])
    found = audit(linked, demand, seen=counts)
    least, most = linked.least.copy(), linked.most.copy()
    failing = ~found.passed
    least[cells[failing]] = np.ceil(found.least[failing] - _NEAR)
    most[cells[failing]] = np.floor(found.most[failing] + _NEAR)
    return Derived(
        linked=linked,
        least=least,
        most=most,
        narrow=found.failing,
        tried=len(cells),
        programmes=found.programmes,
        contradictions=0,
    )


_NEAR = 1e-6


def _guessed(rule: str, published: Published, shown: RuleShown, counts: Number) -> int | None:
    """How many small counts least squares over all sums makes out rightly, where counts are changed by chance."""
    if "noise" not in rule and "key" not in rule:
        return None
    variance = load_perturbation(load_policy("cell-key-5").perturbation).variance
    variance /= REPEATS if "noise" in rule else 1
    told = replace(published, hidden=np.isnan(shown.value))
    values = np.where(np.isnan(shown.value), 0.0, shown.value)
    estimate = np.rint(averaged(told, variance, values=values).estimate)
    return int((estimate == counts)[_small(counts)].sum())


def _by_insiders(derived: Derived, counts: Number) -> int:
    """How many small counts somebody learns exactly who knows another one, and others do not."""
    open_ = _small(counts)[~derived.exact[_small(counts)]]
    linked, learnt = derived.fixed(), np.zeros(len(counts), np.bool_)
    for own in open_[np.unique(np.linspace(0, len(open_) - 1, INSIDERS).astype(int))] if len(open_) else ():
        known = linked.known(np.array([own]), counts[[own]], counts[[own]])
        others = open_[(open_ != own) & ~learnt[open_]]
        learnt[audit(known, Demand.wide(others, 1.0), seen=counts, narrow=False).failing] = True
    return int(learnt.sum())


def _held(table: RuleTable, published: Published) -> Holding:
    return Holding(
        name=table.name,
        published=published,
        promise=assumed(),
        tables=(),
        linked=published.linked(),
        outcomes=(table.outcome,),
    )


def _of_two(made: Figures, table: RuleTable, releases: list[RuleShown]) -> Figures:
    """What two releases tell of those who came between them."""
    told = [one.published(table, number) for number, one in enumerate(releases)]
    together = joined(told)
    truth = _truth(together, table)
    true = table.counts[1] - table.counts[0]
    change = np.flatnonzero(together.is_difference & (truth >= 1) & (truth <= 4))
    demand = replace(Demand.wide(change, 1.0), low=np.zeros(len(change)))
    found = audit(together.linked, demand, seen=truth)
    small = together.places[0][_small(table.counts[0])]
    both = audit(together.linked, Demand.wide(small, 1.0), seen=truth, narrow=False)
    apart = releases[1].value - releases[0].value
    claimed = (apart >= 1) & (apart <= 4)
    return replace(
        made,
        changes=int(((true >= 1) & (true <= 4)).sum()),
        changes_exact=int((found.most - found.least < 1 - _NEAR).sum()),
        changes_proven=int((found.least > _NEAR).sum()),
        claims_right=float((apart == true)[claimed].mean()) if claimed.any() else None,
        exact_together=len(both.failing),
    )


def _truth(together: Joined, table: RuleTable) -> Number:
    """The true counts at both moments, and how they changed."""
    truth = np.zeros(len(together))
    for places, counts in zip(together.places, table.counts, strict=True):
        truth[places] = counts
    between = together.between
    truth[together.is_difference] = truth[between.later] - truth[between.earlier]
    return truth


def main() -> int:
    """Write all figures as CSV."""
    written = csv.DictWriter(sys.stdout, [one.name for one in fields(Figures)], lineterminator="\n")
    written.writeheader()
    for made in (*figures(), *large_figures()):
        written.writerow(made.to_row())
    return 0


if __name__ == "__main__":
    sys.exit(main())
