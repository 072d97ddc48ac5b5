"""Tries a release, or a variant of it, beside earlier ones: what can be worked out that could not be before."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from evenhand.disclosure.ledger.settings import settings
from evenhand.disclosure.ledger.types import REST, WeakPoint
from evenhand.disclosure.ledger.weak_points import Found, Question, weak_points
from evenhand.disclosure.linked import Published

PUBLISHED, GROWING = (
    "what is published, and the policies",
    "also that nobody is taken out of the counts from one day to the next",
)
"""What the two readers know."""


@dataclass(slots=True)
class Trial:
    """A new release and the earlier ones it overlaps; `place` is where it stands in the list of all.

    `certified`: it was audited by itself already (its variants were not).
    """

    new: Published
    earlier: Mapping[int, Published]
    place: int
    threshold: int
    certified: bool = False
    _before: dict[tuple[int, ...], frozenset[WeakPoint]] = field(default_factory=dict)

    def of(
        self, new: Published, earlier: Mapping[int, Published]
    ) -> tuple[frozenset[WeakPoint], dict[str, Found]]:
        """Return the weak points that `new` brings about beside these, and what each reader found."""
        together = {**earlier, self.place: new}
        asked = self._asked(self.place, grows=False)
        found = {
            PUBLISHED: weak_points(together, replace(asked, certified=self.certified and new is self.new))
        }
        if earlier:
            found[GROWING] = weak_points(together, self._asked(self.place, grows=True))
        weak = frozenset[WeakPoint]().union(*(one.weak for one in found.values()))
        if not weak:
            return weak, found
        # What one release leaves beside its own parts is for its own protection to see to.
        alone = weak_points({self.place: new}, self._asked(None, grows=False)).weak
        weak -= {one for one in alone if one.kind == REST}
        return weak - self._told_before(earlier), found

    def _told_before(self, earlier: Mapping[int, Published]) -> frozenset[WeakPoint]:
        """What can be worked out of these without any new one."""
        key = tuple(earlier)
        if key and key not in self._before:
            self._before[key] = frozenset[WeakPoint]().union(
                *(weak_points(earlier, self._asked(None, grows=grows)).weak for grows in (False, True))
            )
        return self._before.get(key, frozenset())

    def _asked(self, around: int | None, *, grows: bool) -> Question:
        return Question(around=around, threshold=self.threshold, grows=grows, largest=settings().largest)
