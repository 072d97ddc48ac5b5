"""How far a loop has come, which loops are closed, and which count no more: pure, asked by pages, SQL and tests alike."""

from collections.abc import Mapping
from enum import StrEnum

from evenhand.planning.effects import Verdict


class Reach(StrEnum):
    """How far a loop has come; a figure that moved and one that did not both close it, since both were looked at."""

    NO_ACTION = "no_action"
    NO_FIGURE = "no_figure"
    NOT_JUDGED = "not_judged"
    CANNOT_TELL = "cannot_tell"
    DID_NOT = "did_not"
    MOVED_AWAY = "moved_away"
    MOVED = "moved"


class Began(StrEnum):
    """What asked for an action."""

    FINDING = "finding"
    RECOMMENDED = "recommended"
    UNASKED = "unasked"


CLOSED = (Reach.MOVED, Reach.MOVED_AWAY, Reach.DID_NOT)
AWAY = "away"
"""The direction of a figure that moved, but not towards its target."""
BY_VERDICT: Mapping[Verdict, Reach] = {
    Verdict.MOVED: Reach.MOVED,
    Verdict.DID_NOT: Reach.DID_NOT,
    Verdict.CANNOT_TELL: Reach.CANNOT_TELL,
    Verdict.TOO_EARLY: Reach.NOT_JUDGED,
}


def reach_of(*, has_action: bool, is_promised: bool, verdict: str = "", direction: str = "") -> Reach:
    """Return how far a loop has come; a verdict that it is too early counts as not judged yet.

    A figure that moved away from its target is told apart: added up with those that moved towards it, it would be hidden.
    """
    if not has_action:
        return Reach.NO_ACTION
    if not is_promised:
        return Reach.NO_FIGURE
    if verdict == Verdict.MOVED and direction == AWAY:
        return Reach.MOVED_AWAY
    return BY_VERDICT[Verdict(verdict)] if verdict else Reach.NOT_JUDGED


def began_with(*, has_finding: bool, is_recommended: bool) -> Began:
    """Return what asked for an action; a finding comes before a recommendation."""
    if has_finding:
        return Began.FINDING
    return Began.RECOMMENDED if is_recommended else Began.UNASKED


def is_left_out(reach: Reach, *, plan_ended: bool) -> bool:
    """Return whether a loop counts no more: its plan ended before anybody looked whether the figure moved.

    Nobody will go on with it, so that it is not open; what was closed stays closed. The finding behind it, where there
    is one, is without an action again. Source: F3, F7.
    """
    return plan_ended and reach not in CLOSED
