"""Steps in a table: codes each of which counts people who are counted at the one before it as well."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from evenhand.disclosure.linked import Sum
from evenhand.disclosure.linked.linked_set import Mask, Number
from evenhand.disclosure.linked.spans import spans
from evenhand.disclosure.tables.settings import load_settings
from evenhand.disclosure.tables.types import Text
from evenhand.foundations import AT_RISK, REACHED

_NEAR = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """Codes of one column in the order of steps, and where that order is broken.

    `growing`: a later step, an earlier one, and a row at which more people certainly reached the later; or nothing.
    """

    codes: tuple[str, ...]
    growing: tuple[str, str, int] | None = None


def steps_of(
    codes: Mapping[str, Text], least: Number, most: Number, *, total: str, parts: Collection[str] = ()
) -> dict[str, tuple[str, ...]]:
    """Return for each column of steps its codes from the first step to the last.

    `codes`, `least` and `most` have one entry a cell; `parts` are columns whose codes are known to be parts of a whole.
    A column is one of steps by its name (settings.toml), never by its figures alone: codes of any column may happen to
    decrease. No code of it may be a number, a band or a time, nowhere may more people reach a later step than an
    earlier one, and it has no total, or one that the codes make more than in most places. Of states, those who
    reached a step are among those at risk.
    """
    settings = load_settings()
    found: dict[str, tuple[str, ...]] = {}
    for name, column in codes.items():
        listed = list(dict.fromkeys(column.tolist()))
        totals = [one for one in listed if one == total or one.lower() in settings.totals]
        if name in parts or len(totals) > 1:
            continue
        if name.lower() in settings.state_columns and {AT_RISK, REACHED} <= {*listed} and not totals:
            listed = [AT_RISK, REACHED]
        elif (
            name.lower() not in settings.step_columns
            or not 1 < len(listed) - len(totals) <= settings.most_steps
            or spans(listed)
        ):
            continue
        lines = _Lines.of(codes, name, listed, least, most)
        if totals and not lines.exceed(totals[0]):
            continue
        steps = lines.steps(first=[*totals, *(one for one in listed if one == AT_RISK)])
        if not steps.growing:
            found[name] = steps.codes
    return found


def steps_named(
    codes: Mapping[str, Text], name: str, listed: Sequence[str], least: Number, most: Number, *, total: str
) -> Steps:
    """Return the steps of a column that somebody says is one of steps; a total stands before all of them.

    Of which people are more stands first; `listed` decides between codes of which that cannot be said.
    """
    there = {*codes[name].tolist()}
    return _Lines.of(codes, name, [one for one in listed if one in there], least, most).steps(first=[total])


def perhaps_steps(
    codes: Mapping[str, Text], counts: Number, *, total: str, known: Collection[str]
) -> tuple[str, ...]:
    """Return the columns, but for those `known`, whose codes stand in one order of counts in many places.

    They may be steps under another name, or groups of which some are larger everywhere: figures cannot tell.
    """
    settings = load_settings()
    found = []
    for name, column in codes.items():
        listed = sorted({*column.tolist()})
        if name in known or total in listed or not 1 < len(listed) <= settings.most_steps or spans(listed):
            continue
        lines = _Lines.of(codes, name, listed, counts, counts)
        if (lines.rows >= 0).all(axis=1).sum() >= settings.alike and not lines.steps(first=()).growing:
            found.append(name)
    return tuple(found)


def sums_of_steps(
    name: str, order: Sequence[str], lists: Collection[Collection[str]] = ()
) -> tuple[Sum, ...]:
    """Return the sums that steps make: each is the next and those who did not reach it, whom no code names.

    `lists`: the codes of each table, where some leave out steps: then each is the next of that table too.
    """
    found: dict[Sum, None] = {}
    for one in (order, *([code for code in order if code in listed] for listed in lists)):
        for whole, part in pairwise(one):
            rest = f"{whole}, not {part}"
            while rest in order:
                rest += "'"
            found[Sum(dimension=name, whole=whole, parts=(part, rest))] = None
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lines:
    """A column of a table: one row a line (all other codes the same), one column a code; `rows` says at which row."""

    codes: list[str]
    least: Number
    most: Number
    rows: np.ndarray

    @classmethod
    def of(
        cls, codes: Mapping[str, Text], name: str, listed: Sequence[str], least: Number, most: Number
    ) -> "_Lines":
        """Return the lines of the codes `listed`; of a cell that is not there nothing is known."""
        line = np.zeros(len(least), np.int64)
        for other, column in codes.items():
            if other != name:
                digit = np.unique(column, return_inverse=True)[1]
                line = np.unique(line * (len(column) + 1) + digit, return_inverse=True)[1]
        size = (int(line.max(initial=-1)) + 1, len(listed))
        low, high, rows = np.full(size, -np.inf), np.full(size, np.inf), np.full(size, -1)
        for at, code in enumerate(listed):
            mine = np.flatnonzero(codes[name] == code)
            low[line[mine], at], high[line[mine], at], rows[line[mine], at] = least[mine], most[mine], mine
        return cls(codes=list(listed), least=low, most=high, rows=rows)

    def exceed(self, total: str) -> bool:
        """Whether in most lines in which all is there the codes certainly make more than the total."""
        at = self.codes.index(total)
        there = (self.rows >= 0).all(axis=1)
        made = np.delete(self.least, at, axis=1).sum(axis=1)
        more = made[there] > self.most[there, at] + _NEAR
        return bool(2 * more.sum() > len(more))

    def steps(self, *, first: Sequence[str]) -> Steps:
        """Return the codes from the one with most people to the one with fewest, those of `first` before all others."""
        above = np.stack([self._more_than(at) for at in range(len(self.codes))])
        reached = above.copy()
        for at in range(len(self.codes)):
            reached |= reached[:, [at]] & reached[[at], :]
        order = sorted(
            range(len(self.codes)),
            key=lambda at: (
                self.codes[at] not in first,
                -int(reached[at].sum()),
                -float(self.least[:, at].max()),
            ),
        )
        for place, later in enumerate(order):
            for earlier in order[:place]:
                if above[later, earlier]:
                    line = int(np.argmax(self.least[:, later] > self.most[:, earlier] + _NEAR))
                    broken = (self.codes[later], self.codes[earlier], int(self.rows[line, later]))
                    return Steps(codes=tuple(self.codes[one] for one in order), growing=broken)
        return Steps(codes=tuple(self.codes[one] for one in order))

    def _more_than(self, at: int) -> Mask:
        """Than which codes this one certainly has more people in some line."""
        return np.asarray((self.least[:, [at]] > self.most + _NEAR).any(axis=0), np.bool_)
