"""Figures of a release that an action may be to move: of groups, crude, told with a range, of the newest period."""

from evenhand.planning.effects.offered import offered_figures

_HEADINGS = (
    "area,period,characteristic,code_list,edition,group,reference,stage,measure,estimate,lower,upper,state,units,"
    "within,group_label,stage_label\n"
)
_MEASURES = f"""{_HEADINGS.strip()}
X1,2024-01-01/2024-12-31,sex,sex,2021,F,M,tp/started,proportion,0.5,0.35,0.65,ok,share,,Women,Started
X1,2025-01-01/2025-12-31,sex,sex,2021,F,M,tp/started,proportion,0.4,0.30,0.50,ok,share,,Women,Started
X1,2025-01-01/2025-12-31,sex,sex,2021,F,M,tp/started,proportion,0.1,0.05,0.15,ok,share,age_band,Women,Started
X1,2025-01-01/2025-12-31,sex,sex,2021,F,M,tp/started,difference,-0.1,-0.3,0.1,ok,share_difference,,Women,Started
X1,2025-01-01/2025-12-31,sex,sex,2021,F,M,tp/started,proportion_bounds,0.4,0.1,0.9,ok,share,,Women,Started
X1,2025-01-01/2025-12-31,sex,sex,2021,F,M,tp/assessed,proportion,,,,too_few,share,,Women,Assessed
X1,2025-01-01/2025-12-31,sex,sex,2021,M,,tp/started,proportion,0.6,0.5,0.7,ok,share,,Men,Started
X2,2025-01-01/2025-12-31,sex,sex,2021,F,M,tp/started,proportion,0.5,0.1,0.9,ok,share,,Women,Started
"""


def test_each_groups_own_figure_of_the_newest_period_is_offered_and_nothing_withheld() -> None:
    found = offered_figures(_MEASURES.encode(), "X1")
    assert [(one.key.stage, one.key.group, one.key.reference, one.period, one.estimate) for one in found] == [
        ("started", "F", "M", "2025-01-01/2025-12-31", 0.4),
        ("started", "M", "", "2025-01-01/2025-12-31", 0.6),
    ]
    first = found[0]
    assert (first.lower, first.upper, first.group_label, first.stage_label) == (0.3, 0.5, "Women", "Started")
    assert (first.key.programme, first.key.measure) == ("tp", "proportion")


def test_a_file_without_words_for_its_groups_is_read_all_the_same() -> None:
    header, *rows = _MEASURES.splitlines()
    short = "\n".join(",".join(one.split(",")[:14]) for one in (header, *rows))
    found = offered_figures(short.encode(), "X2")
    assert [(one.group_label, one.estimate) for one in found] == [("", 0.5)]
