"""What became of each person after a positive test: seen in time, late, gone, or not seen."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evenhand.synthetic.draw import Draws, Share, Whole, pick
from evenhand.synthetic.people import Text
from evenhand.synthetic.settings import StageRates

IN_TIME_DAYS = 28
_LATEST_DAYS = 70
NOT_KNOWN = "not_known"
NEED_FOUND = "need_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts:
    """Contacts in no order: whose (a place in the list of people), days from 1970-01-01, outcome."""

    person: Whole
    day: Whole
    outcome: Text

    def at(self, rows: Whole) -> "Contacts":
        """Return the contacts in `rows`."""
        return Contacts(person=self.person[rows], day=self.day[rows], outcome=self.outcome[rows])


@dataclass(frozen=True, slots=True, kw_only=True)
class Needing:
    """Those whom an assessment in time found in need: who, and the day of that contact."""

    person: Whole
    day: Whole


def draw_contacts(
    rates: StageRates, person: Whole, tested: Whole, chance: Share, draws: Draws
) -> tuple[Contacts, Needing]:
    """Return the contacts of people who tested positive on the days `tested`, and who of them is in need.

    `chance` is each one's probability of being assessed in time, among those whose outcome is known. A
    higher or lower one moves people between being assessed and being left: exits stay as they are.
    """
    size = len(person)
    lost = draws.happens(rates.not_known, size)
    seen, gone, left = partition(rates, chance, draws)
    late = left & draws.happens(rates.late, size)
    outcome = pick(rates.found or {}, draws, size)
    exits = exit_states(rates, draws, size)
    wait = draws.soon(0, IN_TIME_DAYS, size)
    wait_late = draws.whole(IN_TIME_DAYS + 1, _LATEST_DAYS, size)
    outcome[gone] = exits[gone]
    outcome[lost] = NOT_KNOWN
    late &= ~lost
    seen &= ~lost
    day = tested + np.where(late, wait_late, wait)
    first = seen | gone | lost | late
    more = _more_contacts(rates, Contacts(person=person, day=day, outcome=outcome), wait, seen, draws)
    contacts = Contacts(
        person=np.concatenate([person[first], *(one.person for one in more)]),
        day=np.concatenate([day[first], *(one.day for one in more)]),
        outcome=np.concatenate([outcome[first], *(one.outcome for one in more)]),
    )
    needing = seen & (outcome == NEED_FOUND)
    return contacts, Needing(person=person[needing], day=day[needing])


def partition(rates: StageRates, chance: Share, draws: Draws) -> tuple[NDArray[np.bool_], ...]:
    """Return who reaches a stage, who leaves by a named exit, and who is left over: each is one of these."""
    where = draws.shares(len(chance))
    reached = where < chance
    gone = where >= 1 - sum(rates.exits.values())
    return reached, gone, ~reached & ~gone


def exit_states(rates: StageRates, draws: Draws, size: int) -> Text:
    """Return `size` of the stage's named exits, each as often as its share of all exits says."""
    total = sum(rates.exits.values())
    return pick({state: share / total for state, share in rates.exits.items()}, draws, size)


def _more_contacts(
    rates: StageRates, contacts: Contacts, wait: Whole, seen: NDArray[np.bool_], draws: Draws
) -> tuple[Contacts, Contacts]:
    """Return contacts without an outcome before an assessment, and with the same outcome after one."""
    size, shares = len(wait), rates.more_contacts or {}
    before = seen & draws.happens(shares["before"], size) & (wait > 0)
    after = seen & draws.happens(shares["later"], size)
    back = np.minimum(draws.whole(1, IN_TIME_DAYS, size), wait)
    on = draws.whole(7, 60, size)
    earlier = Contacts(
        person=contacts.person[before],
        day=(contacts.day - back)[before],
        outcome=np.full(int(before.sum()), NOT_KNOWN, dtype=np.object_),
    )
    later = Contacts(
        person=contacts.person[after], day=(contacts.day + on)[after], outcome=contacts.outcome[after]
    )
    return earlier, later
