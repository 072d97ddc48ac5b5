"""When a standing is an inference: the plan doesn't say what its date means, so somebody has to read it."""

from evenhand.planning.dates import Kind, When
from evenhand.planning.standing.types import State, Why

_SAYS_DONE = "The words say that it is done."
"""The note of a date that `read_when` leaves where the words of the date say so."""


def inference_of(when: When, state: State, *, nothing_marked: bool) -> Why | None:
    """Return why a state is an inference; None where the plan's own words say what the date means.

    An unmarked date is taken for a deadline. The table of 2006 offers R and D in its heading, and marks no row (F2).
    """
    unmarked = when.kind in (Kind.UNMARKED, Kind.DEPENDENT, Kind.ONGOING) or (
        when.kind is Kind.STAGED and any(one.kind is Kind.UNMARKED for one in when.stages)
    )
    if not unmarked:
        return None
    message = "nothing_marked" if nothing_marked else "not_marked"
    return Why(message=message, values={"text": when.text, "state": str(state)})


def says_done(when: When) -> bool:
    """Return whether the words of a date say that the action is done: 'completed January 2007'."""
    return _SAYS_DONE in when.notes
