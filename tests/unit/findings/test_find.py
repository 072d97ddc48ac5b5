"""What is found, in which order, and what is not said."""

import json
import re
from dataclasses import replace

import numpy as np
import pytest

from evenhand.findings import control, how_far_to_trust
from evenhand.findings.gaps import _rounded
from evenhand.findings.rank import certainty, rank
from evenhand.findings.types import Finding
from evenhand.measures import load_rules
from evenhand.vocabulary import Polarity, StageKind, load_vocabulary
from tests.unit.measures.counted import found, groups, measured, programme, steps_of, table, visits, words

PLAN = programme()
FORBIDDEN = (
    "addict|abuser|hard to reach|non-compliant|clean|dirty|offender|BAME|non-White|fail|drop-out|dropout|prove|"
    "because of|caused|causes|due to|leads? to|results? in|only|as a result|owing to|discriminat|would have started"
)


def test_holm_worked_by_hand() -> None:
    assert control.holm(np.array([0.01, 0.04, 0.03, 0.005])) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert control.holm(np.array([0.9, 0.8])) == pytest.approx([1, 1])
    assert control.holm(np.zeros(0)).shape == (0,)


def test_a_clear_difference_is_found_with_its_evidence() -> None:
    counts = groups(PLAN, {"A": (400, 300), "B": (200, 100), "C": (200, 149)})
    findings = found(counts, PLAN)
    (one,) = findings.headlines
    assert (one.group, one.reference, one.stage, one.measure) == ("B", "A", "steps/helped", "difference")
    assert (one.estimate, one.ratio) == (pytest.approx(-0.25), pytest.approx(2 / 3))
    assert one.lower < one.estimate < one.upper < 0
    assert one.adjusted_p < 0.001
    assert one.standing == 0
    assert findings.comparisons == 2
    assert {cell.split("=")[3].split(";")[0] for cell in one.cell_ids} == {"A", "B"}
    assert set(one.cell_ids) <= set(counts.cells.column("cell_id").to_pylist())
    assert one.to_row()["sentence"] == one.sentence


def test_the_same_difference_among_few_people_is_not_found() -> None:
    assert not found(groups(PLAN, {"A": (40, 30), "B": (20, 12)}), PLAN).headlines


def test_a_difference_that_rounding_may_have_made_is_not_found() -> None:
    exact = {"A": (4000, 2000), "B": (60, 20)}
    assert found(groups(PLAN, exact), PLAN).headlines
    assert not found(groups(PLAN, exact, policy="open-5"), PLAN).headlines


def test_what_the_programme_does_not_compare_is_not_found() -> None:
    assert not found(
        groups(programme(compare=()), {"A": (400, 300), "B": (200, 20)}), programme(compare=())
    ).headlines


def test_an_exposure_is_not_compared() -> None:
    plan = programme(kind=StageKind.EXPOSURE)
    findings = found(groups(plan, {"A": (400, 300), "B": (200, 20)}), plan)
    assert (findings.comparisons, findings.headlines) == (0, ())
    assert findings.rule == "No comparison was made."


@pytest.mark.parametrize("policy", [None, "open-5"])
@pytest.mark.parametrize("plan", [PLAN, visits()], ids=["proportion", "rate"])
def test_an_empty_table_finds_nothing(plan, policy: str | None) -> None:
    findings = found(groups(plan, {}, policy=policy), plan)
    assert (findings.headlines, findings.further, findings.comparisons) == ((), (), 0)


def test_not_known_is_never_found() -> None:
    assert not found(groups(PLAN, {"A": (400, 300), "not_stated": (400, 10)}), PLAN).headlines


def test_a_lone_group_and_one_without_reference_are_never_found() -> None:
    assert not found(groups(PLAN, {"A": (400, 300)}), PLAN).headlines
    assert not found(groups(PLAN, {"B": (400, 300), "C": (400, 10)}), PLAN).headlines


def test_at_most_three_headlines_one_for_each_group_and_the_rest_follow() -> None:
    plan = programme(steps=("seen", "helped"))
    many = {
        "A": (900, 800, 700),
        "B": (900, 400, 200),
        "C": (900, 450, 200),
        "D": (900, 500, 200),
        "E": (900, 550, 300),
    }
    findings = found(groups(plan, many), plan)
    assert len(findings.headlines) == 3
    assert len({one.group for one in findings.headlines}) == 3
    ranks = [one.rank for one in (*findings.headlines, *findings.further)]
    assert ranks == list(range(1, len(ranks) + 1))


def test_worse_comes_before_unsaid_and_before_better_then_most_people() -> None:
    one = found(groups(PLAN, {"A": (400, 300), "B": (200, 100)}), PLAN).headlines[0]

    def like(group: str, standing: int, people: int, nearer: float = -0.1) -> Finding:
        return replace(
            one, group=group, standing=standing, people=(people, 2 * people), upper=nearer, cell_ids=(group,)
        )

    given = [
        like("b", 2, 900),
        like("c", 1, 500),
        like("d", 0, 5),
        like("e", 0, 50),
        like("e", 0, 40),
        like("f", 0, 5, -0.2),
    ]
    headlines, further = rank(given, most=3)
    assert [(f.group, f.people[0]) for f in headlines] == [("e", 50), ("f", 5), ("d", 5)]
    assert [(f.group, f.people[0]) for f in further] == [("e", 40), ("c", 500), ("b", 900)]
    assert rank([], most=3) == ((), ())


def test_the_probability_by_chance_orders_nothing() -> None:
    plan = programme(steps=("seen", "helped"))
    many = {"A": (900, 800, 700), "B": (900, 400, 200), "C": (300, 150, 60), "D": (900, 600, 200)}
    findings = found(groups(plan, many), plan)
    given = [*findings.headlines, *findings.further]
    assert len(given) > 3
    turned = [replace(one, adjusted_p=0.04 - 0.01 * place / len(given)) for place, one in enumerate(given)]
    order = [[one.cell_ids for part in rank(some, most=3) for one in part] for some in (given, turned)]
    assert order[0] == order[1] == [one.cell_ids for one in given]


def test_how_much_of_a_gap_is_certain() -> None:
    one = found(groups(PLAN, {"A": (400, 300), "B": (200, 100)}), PLAN).headlines[0]
    assert certainty(replace(one, estimate=-0.2, lower=-0.3, upper=-0.05)) == pytest.approx(0.25)
    assert certainty(replace(one, estimate=-0.2, lower=-0.3, upper=0.05)) == 0
    assert certainty(replace(one, estimate=0.0, lower=0.1, upper=0.2)) == 0


@pytest.mark.parametrize(
    ("polarity", "own", "standing"),
    [
        (Polarity.FAVOURABLE, 100, 0),
        (Polarity.FAVOURABLE, 190, 2),
        (Polarity.ADVERSE, 100, 2),
        (Polarity.ADVERSE, 190, 0),
        (Polarity.NONE, 190, 1),
    ],
)
def test_who_fares_worse(polarity: Polarity, own: int, standing: int) -> None:
    plan = programme(polarity=polarity)
    (one,) = found(groups(plan, {"A": (400, 300), "B": (200, own)}), plan).headlines
    assert one.standing == standing


def test_numbers_of_people_are_rounded_outwards_to_two_digits() -> None:
    assert [_rounded(n, down=True) for n in (0.4, 7.9, 12.3, 1299)] == [0, 7, 12, 1200]
    assert [_rounded(n, down=False) for n in (0.4, 7.1, 12.3, 1201)] == [1, 8, 13, 1300]


def said(findings, reason: str) -> list[str]:
    return [one.sentence for one in findings.cannot_say if one.reason == reason]


def test_where_nobody_is_there_to_compare_with() -> None:
    plan = replace(PLAN, references={"letter": "A"})
    findings = found(groups(plan, {"B": (200, 148), "C": (200, 60)}), plan)
    (sentence,) = said(findings, "no_reference")
    assert sentence.startswith("Riverside: any difference by ")
    assert sentence.endswith(", the group to compare with, is not in the files.")
    assert findings.headlines == ()
    assert said(found(groups(plan, {"A": (200, 148), "C": (200, 60)}), plan), "no_reference") == []


def test_what_cannot_be_said_of_few_people() -> None:
    findings = found(groups(PLAN, {"A": (400, 300), "B": (200, 148), "C": (6, 1)}), PLAN)
    assert said(findings, "too_few") == ["Riverside: too few people to say anything of C."]
    (gap,) = said(findings, "smallest_gap")
    assert re.search(
        r"differences smaller than about 1\d in 100 between people of group B and people of group A", gap
    )


def test_where_nothing_however_wide_would_be_seen_it_says_so() -> None:
    (gap,) = said(
        found(groups(PLAN, {"A": (12, 6), "B": (11, 6), "C": (11, 5), "D": (10, 5)}), PLAN), "smallest_gap"
    )
    assert gap.startswith("Riverside: any difference by letter at the step 'Helped', however wide.")


def test_an_area_without_residents_says_so() -> None:
    plan = visits()
    cells = [cell for cell in steps_of(plan, "A", 900, 90) if cell[0]["unit"] != "residents"]
    assert said(found(table(cells), plan), "no_population") == [
        "Riverside: how often people of each group were visited, since no population of the area was given."
    ]


def test_not_recorded_is_said_from_a_tenth() -> None:
    for unknown, wanted in ((9, 0), (40, 1)):
        counts = groups(PLAN, {"A": (100, 50), "B": (100, 50), "not_stated": (unknown, 5)})
        assert len(said(found(counts, PLAN), "not_recorded")) == wanted
    assert load_rules().not_recorded_share == 0.1


def test_what_is_not_held_is_named() -> None:
    cells = steps_of(PLAN, "MALE", 100, 50, characteristic="sex") + steps_of(
        PLAN, "FEMALE", 90, 50, characteristic="sex"
    )
    (sentence,) = said(found(table(cells), PLAN), "not_held")
    assert "disability" in sentence
    assert " sex " not in f"{sentence.replace(',', ' ')} "


def test_what_is_only_counted_is_held_too() -> None:
    (women,) = steps_of(PLAN, "FEMALE", 90, 50, characteristic="sex")[:1]
    counts = table([*steps_of(PLAN, "A", 100, 50), women])
    (sentence,) = said(found(counts, PLAN), "not_held")
    assert " sex " not in f"{sentence.replace(',', ' ')} "


def test_how_far_to_trust_is_from_the_counts_given() -> None:
    counts = groups(PLAN, {"A": (100, 50), "B": (100, 50), "not_stated": (50, 5)})
    about = dict(how_far_to_trust(counts, found(counts, PLAN), programme=PLAN, vocabulary=words()))
    assert about["Comparisons made"] == "1"
    assert "False alarms expected among the findings" not in about
    assert any("letter" in name and "20 in 100" in value for name, value in about.items())


def test_no_sentence_blames_or_explains() -> None:
    sentences = []
    for polarity in Polarity:
        for plan in (programme(polarity=polarity, steps=("seen", "helped")), visits(polarity=polarity)):
            for policy in (None, "open-5"):
                counts = {
                    "A": (4000, 2000, 1500),
                    "B": (4000, 900, 300),
                    "C": (4000, 3000, 2999),
                    "D": (30, 2, 1),
                }
                findings = found(groups(plan, counts, policy=policy), plan)
                sentences += [one.sentence for one in (*findings.headlines, *findings.further)]
                sentences += [one.sentence for one in findings.cannot_say] + [findings.rule]
    assert len(sentences) > 40
    assert [one for one in sentences if re.search(FORBIDDEN, one, re.IGNORECASE)] == []


def test_no_programme_or_list_brings_a_word_that_blames_or_explains() -> None:
    known = load_vocabulary()
    texts = [
        text
        for plan in known.programmes.values()
        for stage in plan.stages
        for text in (stage.people, stage.note)
    ]
    texts += [value.people for listed in known.code_lists.values() for value in listed.values]
    texts += [
        exit_.label for plan in known.programmes.values() for stage in plan.stages for exit_ in stage.exits
    ]
    assert [text for text in texts if re.search(FORBIDDEN, text, re.IGNORECASE)] in (
        [],
        ["searches that led to an outcome"],
    )


def test_measures_of_other_counts_are_not_needed_to_find() -> None:
    counts = groups(PLAN, {"A": (400, 300), "B": (200, 100)})
    assert len(measured(counts, PLAN)) > 0
    assert found(counts, PLAN) == found(counts, PLAN)


def test_findings_and_limits_as_they_stand_in_a_file() -> None:
    counts = groups(PLAN, {"A": (400, 300), "B": (200, 100), "C": (6, 1)})
    row = found(counts, PLAN).to_row()
    names = {"findings", "further", "cannot_say", "comparisons", "error_rate", "rule"}
    assert set(row) == names | {"areas", "control", "power", "false_alarms", "by_chance_alone"}
    assert row["findings"][0]["short"] == (
        "Riverside: 50 in 100 people of group B asked were helped, against 75 in 100 people of group A"
    )
    assert row["findings"][0]["evidence"]["claims"] == [
        "difference",
        "direction_less",
        "size",
        "better_or_worse",
    ]
    assert json.loads(json.dumps(row))["findings"][0]["evidence"]["gap"][1] == pytest.approx(-0.25)
    assert row["findings"][0]["people"] == [33, 67]
    assert {one["reason"] for one in row["cannot_say"]} >= {"too_few", "not_held"}


def test_with_findings_the_false_alarms_to_expect_are_told() -> None:
    counts = groups(PLAN, {"A": (400, 300), "B": (200, 100)})
    about = dict(how_far_to_trust(counts, found(counts, PLAN), programme=PLAN, vocabulary=words()))
    assert about["False alarms expected among the findings"] == "fewer than 1"
