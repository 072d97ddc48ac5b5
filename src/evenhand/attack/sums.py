"""Attack: every sum between the counts of a release, margins and overlapping tables alike, solved at once."""

from evenhand.attack.derive import Derived
from evenhand.attack.reading.holding import Holding
from evenhand.attack.said import count_recovered
from evenhand.attack.types import Tried

ATTACK = "sums"


def attack_sums(held: Holding, derived: Derived) -> Tried:
    """Return the hidden counts that the sums of a release fix, or narrow further than is promised."""
    recovered = tuple(
        count_recovered(
            held, place, derived.least[place], derived.most[place], attack=ATTACK, knowledge="published"
        )
        for place in derived.narrow.tolist()
    )
    notes = []
    if derived.contradictions:
        notes.append(
            f"In {derived.contradictions:,} parts of it the figures contradict each other: nothing was derived there."
        )
    if derived.tried == 0:
        notes.append("No count is hidden or changed.")
    return Tried(
        attack=ATTACK,
        knowledge="published",
        cells=derived.tried,
        recovered=recovered,
        programmes=derived.programmes,
        note=" ".join(notes),
    )
