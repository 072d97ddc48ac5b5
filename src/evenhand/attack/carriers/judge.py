"""One judge for the figures of all carriers: does a figure say more than the protected counts allow?"""

import numpy as np

from evenhand.attack.carriers.figure import Figure, Said, Thing
from evenhand.attack.carriers.fraction import simplest
from evenhand.attack.carriers.known import Known
from evenhand.attack.carriers.report import leaked
from evenhand.attack.types import Recovered

_EVERY = 100
"""A bare whole number up to this may be a share of every 100; readers see those everywhere."""


class Judge:
    """Holds figures against the protected counts of one folder and the measures that were found to agree with them."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self._pairs: dict[float, set[float]] = {}
        for low, high in known.bounds:
            self._pairs.setdefault(float(low), set()).add(float(high))
            self._pairs.setdefault(float(high), set()).add(float(low))
        per = (1.0, 100.0, 1000.0)
        self._shares = np.sort(np.array([one * many for one in known.measures for many in per] or [0.0]))

    def judge(self, found: Figure | Thing) -> Recovered | None:
        """Return what a figure or thing tells beyond the counts; None if nothing."""
        if isinstance(found, Thing):
            return leaked(found.where, found.words) if found.told else None
        allowed = {
            Said.COUNT: self._is_count,
            Said.CELL: self._is_cell,
            Said.NUMBER: self._is_number,
            Said.SHARE: self._is_share,
            Said.PLACE: self._is_place,
        }[found.said](found)
        if allowed or self.known.is_named(found.number, found.words):
            return None
        return self._recovered(found)

    def _is_count(self, figure: Figure) -> bool:
        return self.known.is_count(figure.number, strict=not figure.visible)

    def _is_cell(self, figure: Figure) -> bool:
        if self._is_count(figure) or self._is_share(figure):
            return True
        pairs = self._pairs.get(figure.number, ())
        return any(other in figure.beside for other in pairs)

    def _is_number(self, figure: Figure) -> bool:
        if self._is_count(figure) or figure.number in figure.beside:
            return True
        return figure.visible and abs(figure.number) <= _EVERY

    def _is_share(self, figure: Figure) -> bool:
        if figure.said is not Said.CELL and figure.number in figure.beside:
            return True
        # a whole number in a table is a measure that happens to be whole, written to six digits like all others
        decimals = 6 - len(f"{abs(figure.number):.0f}") if figure.said is Said.CELL else figure.decimals
        slack = 0.5 * 10.0**-decimals * (1 + 1e-6) + 1e-9
        low, high = np.searchsorted(self._shares, [abs(figure.number) - slack, abs(figure.number) + slack])
        return bool(high > low)

    def _is_place(self, figure: Figure) -> bool:
        return any(abs(one - figure.number) <= figure.slack for one in figure.beside)

    def _recovered(self, figure: Figure) -> Recovered:
        seen = "in sight" if figure.visible else "where nobody looks"
        quoted = f" ('{figure.words}')" if figure.words else ""
        if figure.said is Said.PLACE:
            words = f"a mark stands at {figure.number:.5g}, where no published figure lies{quoted}"
            return leaked(figure.where, words, cell=figure.cell)
        if figure.said is Said.SHARE:
            return self._share(figure, seen, quoted)
        words = f"{figure.number:,.0f} stands {seen} and is no count that is shown{quoted}"
        return leaked(figure.where, words, least=figure.number, cell=figure.cell)

    def _share(self, figure: Figure, seen: str, quoted: str) -> Recovered:
        """A share that no counts give; read back into counts where it is precise enough."""
        of_100 = abs(figure.number) > 1
        share = abs(figure.number) / (100 if of_100 else 1)
        read = simplest(share, figure.decimals + (2 if of_100 else 0))
        said = f": {read[0]} of {read[1]}" if read else ""
        words = (
            f"{figure.number:.10g} stands {seen} and is no figure that the counts shown give{said}{quoted}"
        )
        return leaked(figure.where, words, least=read[0] if read else None, cell=figure.cell)
