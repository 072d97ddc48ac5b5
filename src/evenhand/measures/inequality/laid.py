"""Rows of pairs as tables by groups: what is known of the groups of each area and characteristic at one stage."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evenhand.foundations import KEPT_BACK, PEOPLE_COLUMNS
from evenhand.measures.estimate import Array
from evenhand.measures.inequality.possible import Ranges
from evenhand.measures.pairs import Pairs
from evenhand.measures.widen import high_corner, low_corner
from evenhand.vocabulary import Polarity

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """The rows of pairs as tables by groups: where each stands, the first of each table, its reference's column."""

    pairs: Pairs
    table: Places
    place: Places
    first: Places

    @classmethod
    def of(cls, pairs: Pairs) -> "Laid":
        """Lay out rows of one stage: one table for each area, period, characteristic and list."""
        names = [name for name in PEOPLE_COLUMNS if name != "group"]
        keys = zip(*(pairs.columns[name].tolist() for name in names), strict=True)
        joined = np.array(["\x1f".join(one) for one in keys], dtype=np.str_)
        _, first, table = np.unique(joined, return_index=True, return_inverse=True)
        order = np.argsort(table, kind="stable")
        starts = np.searchsorted(table[order], np.arange(len(first)))
        place = np.empty_like(table)
        place[order] = np.arange(len(table)) - starts[table[order]]
        return cls(pairs=pairs, table=table, place=place, first=first)

    @property
    def is_rate(self) -> bool:
        """Whether the stage counts events, not people."""
        return self.pairs.stage.measure == "rate"

    @property
    def favourable(self) -> bool | None:
        """Whether more is better at the stage; None: nobody has said."""
        polarity = self.pairs.stage.polarity
        return None if polarity is Polarity.NONE else polarity is Polarity.FAVOURABLE

    def square(self, column: Array) -> Array:
        """A column of rows as tables by groups, 0 where no group is."""
        found = np.zeros((len(self.first), int(self.place.max()) + 1))
        found[self.table, self.place] = column
        return found

    @property
    def withheld(self) -> NDArray[np.bool_]:
        """Which tables have a count that is kept back."""
        x, n = self.pairs.x, self.pairs.n
        back = np.isnan(n.value) | np.isin(x.status, KEPT_BACK) | np.isin(n.status, KEPT_BACK)
        return np.asarray(self.square(back.astype(np.float64)).any(axis=1))

    @property
    def below_threshold(self) -> NDArray[np.bool_]:
        """Which tables have a numerator that is known only to be small."""
        return np.asarray(self.square(np.isnan(self.pairs.x.value).astype(np.float64)).any(axis=1))

    def reference(self) -> Places:
        """The column of each table's reference, -1 where there is none."""
        chosen = self.pairs.reference[self.first]
        return np.where(chosen >= 0, self.place[np.maximum(chosen, 0)], -1)

    def ranges(self) -> Ranges:
        """The least and the greatest share of each group."""
        within = not self.is_rate
        x, n = self.pairs.x, self.pairs.n
        fewest, most = np.maximum(n.lower, 1), np.maximum(n.upper, 1)
        ends = (low_corner(x, n), high_corner(x, n, within=within))
        shares = [top / np.maximum(bottom, 1) for top, bottom in ends]
        middle = x.point / np.maximum(n.point, 1)
        low, high, middle = (np.minimum(one, 1) if within else one for one in (*shares, middle))
        columns = (low, np.clip(middle, low, high), high, fewest, n.point, most)
        low, middle, high, fewest, people, most = (
            self.square(np.where(n.point > 0, one, 0)) for one in columns
        )
        return Ranges(low=low, middle=middle, high=high, fewest=fewest, people=people, most=most)
