"""What may not be adjusted for: a step on the pathway, since that would hide what happens at the step."""

from collections.abc import Iterable

from evenhand.foundations import EvenhandError
from evenhand.vocabulary import Programme, Stage


class HidesAStep(EvenhandError):
    """A comparison would be adjusted for a step on the way to the very outcome that is compared."""


def steps_adjusted_for(covariates: Iterable[str], programme: Programme, outcome: Stage) -> tuple[str, ...]:
    """Return which covariates are steps of the programme: the outcome itself, steps before it, and steps after it.

    Groups may differ because a step treats them differently; people alike after that step have its effect taken out.
    """
    steps = {stage.id for stage in programme.stages} | {programme.stage_key(one) for one in programme.stages}
    return tuple(one for one in covariates if one in steps | {outcome.id})


def refuse_steps(covariates: Iterable[str], programme: Programme, outcome: Stage) -> None:
    """Raise HidesAStep where a covariate is a step of the pathway.

    Source: VanderWeele 2019, Principles of confounder selection, European Journal of Epidemiology 34.
    """
    found = steps_adjusted_for(covariates, programme, outcome)
    if found:
        raise HidesAStep(
            f"'{found[0]}' is a step on the pathway. To adjust for it would hide what happens there.",
            mend="Adjust for what people brought with them (age, drug, place), and show each step by itself.",
        )
