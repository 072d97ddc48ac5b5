"""What is shown of a set of tables under a policy, and what was held against it."""

from dataclasses import dataclass

import numpy as np

from evenhand.disclosure.linked import Published
from evenhand.disclosure.linked.linked_set import Mask, Number
from evenhand.disclosure.policy import Policy
from evenhand.disclosure.suppress import Attacker
from evenhand.disclosure.tables.table_set import TableSet
from evenhand.foundations import NotProtected


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCells:
    """For each cell of a set what is shown of it. One entry a cell; unpublished cells are hidden.

    `value` is what stands in the table where it is not `hidden`. A reader who knows the policy knows of each that it is
    from `least` to `most`, and the policy promises that he cannot narrow it to less than `width`.
    """

    policy: Policy
    value: Number
    hidden: Mask
    least: Number
    most: Number
    width: Number
    attackers: tuple[Attacker, ...]
    programmes: int

    def checked(self, of: TableSet) -> "ShownCells":
        """Return what is shown if every attacker failed; raise NotProtected otherwise: nothing else may be written."""
        failing = [one for one in self.attackers if not one.passed]
        if failing:
            places = "; ".join(of.words(int(cell)) for cell in failing[0].failing[:3])
            raise NotProtected(
                f"The tables cannot be published under {self.policy.id}: somebody who {failing[0].knowledge} could "
                f"narrow {len(failing[0].failing):,} counts too far ({places}).",
                mend="Put codes or areas together, take a longer period, or leave out a table.",
            )
        return self


def published_of(tables: TableSet, shown: ShownCells, *, name: str, as_at: str = "") -> Published:
    """Return the tables as one publication, as a reader holds them: the cells that some table shows.

    Hidden there is all that is not shown as it is: rounded and changed counts too, each with its own promise.
    """
    mine, inexact = ~tables.unpublished, shown.least < shown.most
    return Published(
        name=name,
        as_at=as_at,
        codes={one: codes[mine] for one, codes in tables.codes.items()},
        least=shown.least[mine],
        most=shown.most[mine],
        hidden=inexact[mine],
        width=np.where(inexact, shown.width, 0.0)[mine],
        sums=tables.sums,
    )
