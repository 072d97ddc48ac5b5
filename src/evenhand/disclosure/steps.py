"""Which states of a step stand in its denominator, and which outside it."""

from evenhand.foundations import STILL_WAITING, TOO_SOON
from evenhand.vocabulary import Programme, Stage


def in_denominator(stage: Stage) -> list[str]:
    """Return the states of people who could have got to the stage, had the time, and did not."""
    return [one.state for one in stage.exits if one.at_risk]


def outside_denominator(stage: Stage, programme: Programme) -> list[str]:
    """Return the states of people who are in nobody's denominator: their share is of all who came to the stage."""
    paused = [programme.pause.state] if programme.pause else []
    return [STILL_WAITING, TOO_SOON, *paused, *(one.state for one in stage.exits if not one.at_risk)]
