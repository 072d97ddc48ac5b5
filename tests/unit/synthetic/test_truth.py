"""What is said to be planted is what the counts show, and nothing else differs between groups."""

from typing import Any

import numpy as np
import pytest

from evenhand.foundations import VocabularyError
from evenhand.synthetic import load_setting, make_partnership, setting_names
from evenhand.synthetic.chances import stage_probabilities, stage_rates
from evenhand.synthetic.settings import CODE_LISTS, read_setting
from evenhand.vocabulary import UNKNOWNS, load_vocabulary

Cells = dict[tuple[str, str, str, str], int]
REFERENCES = {"ethnicity": "WHITE_BRITISH", "sex": "MALE", "age_band": "35_44"}
STAGES = ("assessed", "started", "retained", "finished")


def cells(made: Any) -> Cells:
    return {
        (row["characteristic"], row["group"], row["stage"].partition("/")[2], row["state"]): row["count"]
        for row in made.counts.to_pylist()
    }


def difference(counts: Cells, characteristic: str, group: str, stage: str) -> tuple[float, float]:
    """Return the measured difference from the reference group, and its standard error."""
    shares, variance = [], 0.0
    for one in (group, REFERENCES[characteristic]):
        at_risk = counts[characteristic, one, stage, "at_risk"]
        shares.append(counts[characteristic, one, stage, "reached"] / at_risk)
        variance += shares[-1] * (1 - shares[-1]) / at_risk
    return shares[0] - shares[1], variance**0.5


def other_groups(counts: Cells) -> set[tuple[str, str]]:
    return {
        (characteristic, group)
        for characteristic, group, _, _ in counts
        if characteristic in REFERENCES and group not in {REFERENCES[characteristic], *UNKNOWNS}
    }


def own_name(stage: str) -> str:
    """Return a stage's name without the programme's, which stands before it as in a cell id."""
    return stage.removeprefix("arrest-to-treatment/")


@pytest.mark.slow
@pytest.mark.parametrize("setting", setting_names())
def test_many_people_show_the_planted_differences_and_no_others(setting: str) -> None:
    made = make_partnership(people=400_000, seed=20, setting=setting)
    counts = cells(made)
    planted = {
        (one["characteristic"], one["group"], own_name(one["stage"])): one["true_value"]
        for one in made.truth["planted"]
    }
    assert len(planted) == 3
    for characteristic, group in other_groups(counts):
        for stage in STAGES:
            measured, error = difference(counts, characteristic, group, stage)
            assert measured == pytest.approx(
                planted.get((characteristic, group, stage), 0.0), abs=4.5 * error
            )


@pytest.mark.slow
@pytest.mark.parametrize("setting", setting_names())
def test_many_people_show_the_rates_of_the_stages(setting: str) -> None:
    made = make_partnership(people=400_000, seed=21, setting=setting, disparity=False)
    counts = cells(made)
    for stage, rate in made.truth["stage_rates"].items():
        at_risk = counts["everyone", "everyone", own_name(stage), "at_risk"]
        measured = counts["everyone", "everyone", own_name(stage), "reached"] / at_risk
        assert measured == pytest.approx(rate, abs=4.5 * (rate * (1 - rate) / at_risk) ** 0.5)


@pytest.mark.parametrize("setting", setting_names())
def test_planted_gaps_stand_at_different_stages_for_groups_that_exist(setting: str) -> None:
    made, vocabulary = make_partnership(people=1, seed=1, setting=setting), load_vocabulary()
    planted = made.truth["planted"]
    assert len({one["stage"] for one in planted}) == len({one["characteristic"] for one in planted}) == 3
    for one in planted:
        listed = vocabulary.code_list(CODE_LISTS[one["characteristic"]])
        assert one["reference"] == REFERENCES[one["characteristic"]] == listed.reference
        assert one["group"] in {value.code for value in listed.values}
        assert own_name(one["stage"]) in STAGES
        assert one["measure"] == "difference"


def test_without_disparity_nothing_is_planted_and_chances_are_alike() -> None:
    made = make_partnership(people=100, seed=1, disparity=False)
    assert made.truth["planted"] == []
    assert made.truth["disparity"] is False
    described = {
        "ethnicity": np.asarray(["WHITE_BRITISH", "ASIAN_PAKISTANI"], dtype=np.object_),
        "sex": np.asarray(["MALE", "FEMALE"], dtype=np.object_),
        "age_band": np.asarray(["35_44", "18_24"], dtype=np.object_),
    }
    setting = load_setting("partnership")
    programme = load_vocabulary().programme("arrest-to-treatment")
    alike = stage_probabilities(setting, programme, described, disparity=False)
    assert {stage: len(set(chances.tolist())) for stage, chances in alike.items()} == dict.fromkeys(STAGES, 1)
    planted = stage_probabilities(setting, programme, described, disparity=True)
    at_risk = {stage: 1 - rates.exits["died"] for stage, rates in setting.stages.items()}
    gaps = {
        stage: round(float(chance[1] - chance[0]) / at_risk[stage], 9) for stage, chance in planted.items()
    }
    assert gaps == {"assessed": -0.18, "started": -0.35, "retained": -0.25, "finished": 0.0}


def test_the_people_are_the_same_with_and_without_disparity() -> None:
    first: list[dict[str, Any]] = []
    for disparity in (True, False):
        rows = make_partnership(people=300, seed=2, disparity=disparity).tests.to_pylist()
        first.append({row["person_id"]: row for row in reversed(rows)})
    assert first[0] == first[1]


@pytest.mark.parametrize("setting", setting_names())
def test_about_56_of_100_tests_are_positive(setting: str) -> None:
    suites = load_setting(setting).suites
    assert sum(one.share * one.positive for one in suites) == pytest.approx(0.56, abs=0.005)
    assert 0.58 < stage_rates(load_setting(setting))["positive"] < 0.64


def test_a_tenth_or_two_fifths_are_from_minority_groups() -> None:
    shares = {name: 1 - load_setting(name).ethnicity["WHITE_BRITISH"] for name in setting_names()}
    assert shares == pytest.approx({"partnership": 0.10, "city": 0.40})


def setting_text(old: str, new: str) -> str:
    from importlib import resources

    text = (resources.files("evenhand.synthetic") / "settings" / "partnership.toml").read_text("utf-8")
    assert old in text
    return text.replace(old, new, 1)


def test_shares_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(VocabularyError, match="shares of sex do not add up"):
        read_setting(setting_text("MALE = 0.80", "MALE = 0.70"))


def test_a_change_that_leaves_0_to_1_is_refused() -> None:
    with pytest.raises(VocabularyError, match="rates of started leave"):
        read_setting(setting_text("change = -0.35", "change = -0.85"))
