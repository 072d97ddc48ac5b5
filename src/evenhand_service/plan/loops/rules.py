"""How far a loop has come, and which loops are closed: pure, asked by pages and tests alike."""

from enum import StrEnum

from evenhand.planning.effects import Verdict


class Reach(StrEnum):
    """How far a loop has come; a figure that moved and one that did not both close it, since both were looked at."""

    NO_ACTION = "no_action"
    NO_FIGURE = "no_figure"
    NOT_JUDGED = "not_judged"
    CANNOT_TELL = "cannot_tell"
    DID_NOT = "did_not"
    MOVED = "moved"


CLOSED = (Reach.MOVED, Reach.DID_NOT)
_BY_VERDICT = {
    Verdict.MOVED: Reach.MOVED,
    Verdict.DID_NOT: Reach.DID_NOT,
    Verdict.CANNOT_TELL: Reach.CANNOT_TELL,
    Verdict.TOO_EARLY: Reach.NOT_JUDGED,
}


def reach_of(*, has_action: bool, is_promised: bool, verdict: str = "") -> Reach:
    """Return how far a loop has come; a verdict that it is too early counts as not judged yet."""
    if not has_action:
        return Reach.NO_ACTION
    if not is_promised:
        return Reach.NO_FIGURE
    return _BY_VERDICT[Verdict(verdict)] if verdict else Reach.NOT_JUDGED
