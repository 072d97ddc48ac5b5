"""The picture of loops: every chain flows from where it began to where it ends, and none is lost on the way."""

import re
from collections import Counter
from uuid import uuid4

from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from evenhand_service.common.templating.figures import picture
from evenhand_service.plan.loops.drawing import HEIGHT, WIDTH, drawing_of
from evenhand_service.plan.loops.queries import Loop
from evenhand_service.plan.loops.rules import Reach


def loop(reach: Reach, began: str = "finding") -> Loop:
    """A chain of no particular place that came so far."""
    return Loop(
        area=uuid4(), thread=uuid4() if began == "finding" else None, is_current=True, stage="started",
        characteristic="sex", group="FEMALE", explanations=0, tested=0, action=None, reference="", wording="", lang="",
        is_recommended=began == "recommended", figure=None, reach=reach,
    )  # fmt: skip


def bars(svg: str) -> dict[str, int]:
    """What each bar says, and of how many chains."""
    return {text: int(number) for number, text in re.findall(r"700\">(\d+)</tspan> ([^<]+)</text>", svg)}


def test_each_chain_ends_where_it_came_to() -> None:
    drawn = bars(
        drawing_of(
            [
                *[loop(Reach.NO_ACTION)] * 5,
                loop(Reach.NO_FIGURE, "recommended"),
                loop(Reach.MOVED),
                loop(Reach.DID_NOT, "unasked"),
            ]
        )
    )
    assert drawn == {
        "A finding": 6, "A recommendation": 1, "Nobody asked": 1, "An action": 3, "No action": 5,
        "A figure promised": 2, "No figure promised": 1, "Moved towards the target": 1, "Did not move": 1,
    }  # fmt: skip


def test_nothing_is_drawn_of_nothing() -> None:
    assert drawing_of([]) == ""


def test_it_may_stand_in_a_page_and_speaks_welsh() -> None:
    with translation.override("cy"):
        drawn = picture(drawing_of([loop(Reach.MOVED)]), "loops")
    assert 'id="loops-title"' in drawn
    assert "Symud" in drawn or "symud" in drawn


@given(
    st.lists(
        st.tuples(st.sampled_from(Reach), st.sampled_from(["finding", "recommended", "unasked"])), max_size=60
    )
)
def test_no_chain_is_lost_between_columns_and_all_stands_within(came: list[tuple[Reach, str]]) -> None:
    loops = [loop(reach, began) for reach, began in came]
    svg = drawing_of(loops)
    told, reached = bars(svg), Counter(reach for reach, _ in came)
    first = sum(told.get(name, 0) for name in ("A finding", "A recommendation", "Nobody asked"))
    assert first == len(loops)
    assert told.get("No action", 0) == reached[Reach.NO_ACTION]
    assert told.get("An action", 0) == len(loops) - reached[Reach.NO_ACTION]
    assert told.get("A figure promised", 0) + told.get("No figure promised", 0) == told.get("An action", 0)
    for x, y, height in re.findall(r'<rect x="(\d+)" y="([\d.]+)" width="14" height="([\d.]+)"', svg):
        assert float(x) < WIDTH
        assert float(y) + float(height) <= HEIGHT
