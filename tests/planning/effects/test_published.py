"""Figures of an indicator read from a release's files: as published, withheld ones told as withheld."""

from dataclasses import replace

from evenhand.planning.effects.published import FigureKey, published_points

_MEASURES = """area,period,characteristic,code_list,edition,group,reference,stage,measure,estimate,lower,upper,state,units
X1,2025-01-01/2025-03-31,sex,sex,2021,F,M,arrest-to-treatment/started,proportion,0.5,0.35,0.65,ok,share
X1,2025-01-01/2025-03-31,sex,sex,2021,F,M,arrest-to-treatment/started,difference,-0.1,-0.3,0.1,ok,share_difference
X1,2025-04-01/2025-06-30,sex,sex,2021,F,M,arrest-to-treatment/started,proportion,,,,too_few,share
X1,2025-01-01/2025-03-31,sex,sex,2021,M,,arrest-to-treatment/started,proportion,0.6,0.5,0.7,ok,share
X2,2025-01-01/2025-03-31,sex,sex,2021,F,M,arrest-to-treatment/started,proportion,0.5,0.1,0.9,ok,share
"""
_COUNTS = """area,period,characteristic,code_list,edition,group,stage,state,unit,value,lower,upper,status
X1,2025-01-01/2025-03-31,sex,sex,2021,F,arrest-to-treatment/started,at_risk,people,40,38,42,rounded
X1,2025-01-01/2025-03-31,sex,sex,2021,F,arrest-to-treatment/started,reached,people,20,18,22,rounded
X1,2025-04-01/2025-06-30,sex,sex,2021,F,arrest-to-treatment/started,at_risk,people,,0,4,below_threshold
X1,2025-01-01/2025-03-31,sex,sex,2021,M,arrest-to-treatment/started,at_risk,people,100,,,exact
"""
KEY = FigureKey(
    area="X1",
    programme="arrest-to-treatment",
    stage="started",
    characteristic="sex",
    code_list="sex",
    group="F",
    units="share",
    reference="M",
)


def test_a_groups_figure_comes_with_its_range_and_the_ends_of_its_counts() -> None:
    first, second = published_points(_MEASURES.encode(), _COUNTS.encode(), [KEY])[KEY]
    assert (first.period, first.estimate, first.lower, first.upper) == (
        "2025-01-01/2025-03-31",
        0.5,
        0.35,
        0.65,
    )
    assert (first.people, first.reached, first.is_withheld) == ((38, 42), (18, 22), False)
    assert first.counted_by == "sex:2021"
    assert (second.is_withheld, second.estimate, second.people, second.has_figure) == (
        True,
        None,
        (0, 4),
        False,
    )


def test_a_difference_is_read_where_the_units_say_so_and_has_no_numerator() -> None:
    gap = replace(KEY, units="share_difference")
    (point,) = published_points(_MEASURES.encode(), _COUNTS.encode(), [gap])[gap]
    assert (point.estimate, point.people, point.reached) == (-0.1, (38, 42), None)


def test_an_exact_count_is_both_of_its_ends_and_other_places_are_left_alone() -> None:
    men = replace(KEY, group="M")
    (point,) = published_points(_MEASURES.encode(), _COUNTS.encode(), [men])[men]
    assert point.people == (100, 100)
    nowhere = replace(KEY, area="X3")
    assert published_points(_MEASURES.encode(), _COUNTS.encode(), [nowhere]) == {nowhere: ()}
