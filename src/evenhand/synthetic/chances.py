"""How likely each stage is for each person: alike for all, but for what is planted; and what is so true."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from evenhand.synthetic.draw import Share
from evenhand.synthetic.people import Text
from evenhand.synthetic.settings import CODE_LISTS, PROGRAMME, Setting
from evenhand.vocabulary import Programme, Vocabulary


def stage_probabilities(
    setting: Setting, programme: Programme, described: Mapping[str, Text], *, disparity: bool
) -> dict[str, Share]:
    """Return for each stage with a rate the probability of every person, in the order of `described`.

    `described` gives each person's code for each characteristic that something is planted in. Without
    `disparity` the probabilities of a stage are all the same. A setting's rates are of those at risk: of all who
    come so far, those who leave by an exit that is in no denominator (a death) do not reach it either.
    """
    people = len(next(iter(described.values())))
    chances = {stage: np.full(people, rates.probability) for stage, rates in setting.stages.items()}
    for plant in setting.planted if disparity else ():
        chances[plant.stage] += plant.change * (described[plant.characteristic] == plant.group)
    return {stage: chance * _at_risk(setting, programme, stage) for stage, chance in chances.items()}


def _at_risk(setting: Setting, programme: Programme, stage: str) -> float:
    """Return the share of those who come to a stage who do not leave it by an exit in no denominator."""
    outside = {one.state for one in programme.stage(stage).exits if not one.at_risk}
    return 1 - sum(share for state, share in setting.stages[stage].exits.items() if state in outside)


def state_truth(setting: Setting, vocabulary: Vocabulary, *, disparity: bool) -> dict[str, Any]:
    """Return what is true of the setting: the planted differences in probability, and each stage's rate.

    A stage's rate is that of somebody for whom nothing is planted, among those at risk as the programme counts
    them. A change is planted in that very probability, after exits and time limits, so the true difference between
    a group and the list's reference is the change itself. Stages are named as in a cell id.
    """
    planted = [
        {
            "characteristic": plant.characteristic,
            "group": plant.group,
            "reference": vocabulary.code_list(CODE_LISTS[plant.characteristic]).reference,
            "stage": f"{PROGRAMME}/{plant.stage}",
            "measure": "difference",
            "true_value": plant.change,
        }
        for plant in (setting.planted if disparity else ())
    ]
    rates = {f"{PROGRAMME}/{stage}": rate for stage, rate in stage_rates(setting).items()}
    return {"planted": planted, "stage_rates": rates}


def stage_rates(setting: Setting) -> dict[str, float]:
    """Return for each stage its share of those at risk where nothing is planted, in the programme's order.

    A person counts as positive if any of their tests is; the result is not known if the first is not and no
    test is positive.
    """
    positive = sum(one.share * one.positive for one in setting.suites)
    not_known = sum(one.share * one.result_not_known for one in setting.suites)
    never = sum(share * (1 - positive) ** times for times, share in enumerate(setting.times, start=1))
    unclear = sum(
        share * not_known * (1 - positive) ** (times - 1)
        for times, share in enumerate(setting.times, start=1)
    )
    found = setting.stages["assessed"].found or {}
    rates = {stage: one.probability for stage, one in setting.stages.items()}
    rates |= {"positive": (1 - never) / (1 - unclear), "in_need": found["need_found"]}
    order = ("positive", "assessed", "in_need", "started", "retained", "finished")
    return {stage: round(rates[stage], 9) for stage in order}
