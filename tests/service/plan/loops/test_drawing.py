"""The picture of loops: every chain flows from where it began to where it ends, and none is lost on the way."""

import re
from collections import Counter

from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from evenhand_service.common.templating.figures import picture
from evenhand_service.plan.loops.drawing import HEIGHT, WIDTH, drawing_of
from evenhand_service.plan.loops.rules import Began, Reach


def bars(svg: str) -> dict[str, int]:
    """What each bar says, and of how many chains."""
    return {text: int(number) for number, text in re.findall(r"700\">(\d+)</tspan> ([^<]+)</text>", svg)}


def test_each_chain_ends_where_it_came_to() -> None:
    drawn = bars(
        drawing_of(
            {
                (Began.FINDING, Reach.NO_ACTION): 5,
                (Began.RECOMMENDED, Reach.NO_FIGURE): 1,
                (Began.FINDING, Reach.MOVED): 1,
                (Began.UNASKED, Reach.DID_NOT): 1,
            }
        )
    )
    assert drawn == {
        "A finding": 6, "A recommendation": 1, "Nobody asked": 1, "An action": 3, "No action": 5,
        "A figure promised": 2, "No figure promised": 1, "Moved towards the target": 1, "Did not move": 1,
    }  # fmt: skip


def test_nothing_is_drawn_of_nothing() -> None:
    assert drawing_of({}) == ""


def test_it_may_stand_in_a_page_and_speaks_welsh() -> None:
    with translation.override("cy"):
        drawn = picture(drawing_of({(Began.FINDING, Reach.MOVED): 1}), "loops")
    assert 'id="loops-title"' in drawn
    assert "Symud" in drawn or "symud" in drawn


@given(st.lists(st.tuples(st.sampled_from(Began), st.sampled_from(Reach)), max_size=60).map(Counter))
def test_no_chain_is_lost_between_columns_and_all_stands_within(paths: Counter[tuple[Began, Reach]]) -> None:
    svg = drawing_of(paths)
    told, reached = bars(svg), Counter(reach for _, reach in paths.elements())
    first = sum(told.get(name, 0) for name in ("A finding", "A recommendation", "Nobody asked"))
    assert first == paths.total()
    assert told.get("No action", 0) == reached[Reach.NO_ACTION]
    assert told.get("An action", 0) == paths.total() - reached[Reach.NO_ACTION]
    assert told.get("A figure promised", 0) + told.get("No figure promised", 0) == told.get("An action", 0)
    for x, y, height in re.findall(r'<rect x="(\d+)" y="([\d.]+)" width="14" height="([\d.]+)"', svg):
        assert float(x) < WIDTH
        assert float(y) + float(height) <= HEIGHT
