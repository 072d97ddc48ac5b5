"""Common rules, and Evenhand's: what each shows of a table, and what a reader who knows the rule knows of each cell."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from benchmarks.rule_tables import Number, RuleTable, rule_table
from evenhand.disclosure import load_policy
from evenhand.disclosure.cell_key import load_perturbation, possible
from evenhand.disclosure.ledger import Ledger, LedgerEntry
from evenhand.disclosure.linked import Published, link
from evenhand.disclosure.tables import Protected, protect_tables, published_of

REPEATS = 50
"""How often somebody asks who averages what he gets."""
DAYS = ("2026-03-31", "2026-06-30")
_KEY = b"a key of a benchmark, no secret"


@dataclass(frozen=True, slots=True)
class RuleShown:
    """What a rule shows: for each cell the figure (NaN: none), and the least and the most that it may stand for."""

    value: Number
    least: Number
    most: Number

    def published(self, table: RuleTable, release: int) -> Published:
        """Return it as a reader holds it; of each cell as much is to stay open as the rule itself leaves, up to 5."""
        width = np.minimum(self.most - self.least, 5.0)
        return Published(
            name=f"release {release + 1}",
            as_at=DAYS[release],
            codes=table.codes,
            least=self.least,
            most=self.most,
            hidden=width > 0,
            width=width,
            sums=table.sums,
        )


Rule = Callable[[RuleTable, int], RuleShown]


def _rounded(*, base: int, hide: int = 0) -> Rule:
    """Counts from 1 to one less than `hide` hidden, the others to the nearest `base`."""

    def rule(table: RuleTable, release: int) -> RuleShown:
        counts, half = table.counts[release], base // 2
        value = base * ((counts + half) // base)
        hidden, none = (counts >= 1) & (counts < hide), (counts == 0) & (hide > 0)
        least = np.where(hidden, 1.0, np.where(none, 0.0, np.maximum(value - half, hide)))
        most = np.where(hidden, hide - 1.0, np.where(none, 0.0, value + half))
        return RuleShown(np.where(hidden, np.nan, value), least, most)

    return rule


def _next_smallest(table: RuleTable, release: int) -> RuleShown:
    """Counts of 1 to 4 hidden, and in each line that hides one alone the next smallest as well, line after line."""
    counts = table.counts[release]
    hidden = (counts >= 1) & (counts < 5)
    sums = link(table.codes, counts, counts, table.sums).sums
    for start, end in zip(sums.indptr[:-1], sums.indptr[1:], strict=True):
        line, part = sums.indices[start:end], sums.data[start:end] > 0
        others = line[part & ~hidden[line] & (counts[line] > 0)]
        if hidden[line[part]].sum() == 1 and len(others):
            hidden[others[np.argmin(counts[others])]] = True
    return _hidden(counts, hidden)


def _hidden(counts: Number, hidden: NDArray[np.bool_]) -> RuleShown:
    """Exact counts beside hidden ones, of which it is known that they are not 0."""
    least, most = np.where(hidden, 1.0, counts), np.where(hidden, np.inf, counts)
    return RuleShown(np.where(hidden, np.nan, counts), least, most)


def _policy(name: str) -> Rule:
    """A policy of Evenhand, each release by itself."""

    def rule(table: RuleTable, release: int) -> RuleShown:
        return _rows(_protected(name, table.name, release))

    return rule


def _with_ledger(name: str) -> Rule:
    """The same policy where the second release is made beside the first and audited with it."""

    def rule(table: RuleTable, release: int) -> RuleShown:
        first = _protected(name, table.name, 0)
        if release == 0:
            return _rows(first)
        policy, book = load_policy(name), Ledger().admit(_entry(first, 0, name))
        given, reading = table.given(1)
        made = protect_tables(given, reading, policy, key=_KEY, as_at=DAYS[1], beside=book.entries)
        book.admit(_entry(made, 1, name))
        return _rows(made)

    return rule


@cache
def _protected(name: str, table: str, release: int) -> Protected:
    given, reading = rule_table(table).given(release)
    return protect_tables(given, reading, load_policy(name), key=_KEY, as_at=DAYS[release])


def _entry(made: Protected, release: int, policy: str) -> LedgerEntry:
    told = published_of(made.tables, made.shown, name=f"release {release + 1}", as_at=DAYS[release])
    return LedgerEntry.of_release(told, run_id=told.name, policy=load_policy(policy))


def _rows(made: Protected) -> RuleShown:
    rows, shown = made.tables.rows[0], made.shown
    return RuleShown(np.where(shown.hidden, np.nan, shown.value)[rows], shown.least[rows], shown.most[rows])


def _averaged(table: RuleTable, release: int) -> RuleShown:
    """Noise of the same size, drawn anew for each answer, and the mean of many answers to the nearest whole number."""
    noise = load_perturbation(load_policy("cell-key-5").perturbation)
    counts = table.counts[release].astype(np.int64)
    keys = np.random.default_rng(release).integers(0, noise.keys, (REPEATS, len(counts)))
    shown = counts + noise.change(np.broadcast_to(counts, keys.shape), keys)
    least, most = possible(shown, noise)
    return RuleShown(
        np.rint(shown.mean(axis=0)),
        least.max(axis=0).astype(np.float64),
        most.min(axis=0).astype(np.float64),
    )


RULES: dict[str, Rule] = {
    "exact counts": _rounded(base=1),
    "hide 1 to 4": _rounded(base=1, hide=5),
    "hide 1 to 4 and the next smallest": _next_smallest,
    "hide 1 to 7 and nearest 5": _rounded(base=5, hide=8),
    "nearest 5": _rounded(base=5),
    "open-5": _policy("open-5"),
    "open-5 with a ledger": _with_ledger("open-5"),
    "suppress-5": _policy("suppress-5"),
    "suppress-5 with a ledger": _with_ledger("suppress-5"),
    "cell-key-5": _policy("cell-key-5"),
    "cell-key-5 with a ledger": _with_ledger("cell-key-5"),
    f"fresh noise averaged over {REPEATS}": _averaged,
}
"""Each rule by its name: from a table and the number of its release to what is shown."""
