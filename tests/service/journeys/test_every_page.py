"""A walk over every page: filled and empty, in English at a desk and in Welsh on a telephone."""

import pytest

from tests.service.builders_monitoring import make_place
from tests.service.journeys.rounds import by_person, told, walk
from tests.service.journeys.walker import Walker
from tests.service.journeys.ways import LEFT_OUT, LEFT_OUT_SPACES, WALKED, address, names
from tests.service.journeys.world import World, make_people, make_world

pytestmark = pytest.mark.slow
# In a place without a release there are no exact counts to ask for.
ON_THE_FIRST_DAY = {"monitoring:ask-exact": {404}}


def test_every_address_is_walked_or_left_out_with_a_reason() -> None:
    held = {name for name in names() if not name.startswith(LEFT_OUT_SPACES)}
    assert held - WALKED.keys() - LEFT_OUT.keys() == set(), "add these to ways.py"
    assert (WALKED.keys() | LEFT_OUT.keys()) - held == set(), "these are gone: take them out of ways.py"
    assert WALKED.keys() & LEFT_OUT.keys() == set()


@pytest.mark.django_db(transaction=True)
def test_every_page_with_everything_in_it(walker: Walker) -> None:
    world = make_world()
    found = {f"{name} (en)": wrong for name, wrong in walk(walker, world, by_person(), language="en").items()}
    found |= {
        f"{name} (cy)": wrong for name, wrong in walk(walker, world, by_person(), language="cy").items()
    }
    assert found == {}, told(found)


@pytest.mark.django_db(transaction=True)
def test_lists_with_nothing_in_them(walker: Walker) -> None:
    """A partnership on its first day: every page without an id in its address says what would be there."""
    place = make_place()
    world = World(place, make_people(place))
    lists = [
        name
        for name in by_person()
        if name.startswith(("monitoring:", "publication:", "auditing:", "organisations:"))
    ]
    alone = [name for name in lists if _needs_nothing(name, world)]
    found = walk(walker, world, alone, language="en", also=ON_THE_FIRST_DAY)
    in_other = walk(walker, world, alone, language="cy", also=ON_THE_FIRST_DAY)
    found |= {f"{name} (cy)": wrong for name, wrong in in_other.items()}
    assert found == {}, told(found)


def _needs_nothing(name: str, world: World) -> bool:
    try:
        address(name, world)
    except (AttributeError, KeyError):
        return False
    return True
