"""Every story of a programme is counted as its table says, nobody twice, nobody lost."""

import pytest

from evenhand.vocabulary import load_vocabulary
from tests.spec.programme_tables import Story, counted_like, followed, stories

ALL = list(stories())
TOLD = {story.programme for story in ALL}


@pytest.mark.parametrize("story", ALL, ids=[f"{story.programme}: {story.title}" for story in ALL])
def test_people_are_counted_as_the_table_says(story: Story) -> None:
    journeys = followed(story)
    assert counted_like(story, journeys) == story.counted
    left_out = {one.label: one.rows for one in journeys.excluded if one.rows}
    assert left_out == {row["why"]: int(row["rows"]) for row in story.left_out}


@pytest.mark.parametrize(
    "programme",
    [
        "dip-2006",
        "ndtms-treatment",
        "alcohol-treatment",
        "alcohol-and-drugs-treatment",
        "young-people",
        "prison-continuity",
        "orders",
        "stop-and-search",
    ],
)
def test_every_step_of_a_programme_is_reached_and_missed_in_its_stories(programme: str) -> None:
    steps = {stage.id for stage in load_vocabulary().programme(programme).stages if stage.unit != "residents"}
    told = {
        (step, words == "yes")
        for story in ALL
        if story.programme == programme
        for row in story.counted
        for step, words in row.items()
        if words
    }
    first = next(iter(stage.id for stage in load_vocabulary().programme(programme).stages))
    missed = {step for step in steps - {first} if (step, False) not in told} - {"searched"}
    assert {step for step in steps if (step, True) not in told} == set()
    assert missed == set()
