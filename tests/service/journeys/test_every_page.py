"""A walk over every page: filled, empty and with mistakes, in English at a desk and in Welsh on a telephone."""

import pytest

from tests.service.builders_monitoring import make_place
from tests.service.journeys.looks import axe_finds, faults, is_a_page, sticks_out
from tests.service.journeys.walker import Walker
from tests.service.journeys.ways import LEFT_OUT, LEFT_OUT_SPACES, WALKED, address, names
from tests.service.journeys.world import World, make_people, make_world

pytestmark = pytest.mark.slow
Answers = dict[str, set[int]]
OK = {200}
# Pages that answer otherwise, on purpose.
ANSWERS = {"common:open-kept": {404}}
# ... and in a place without a release there are no exact counts to ask for.
ON_THE_FIRST_DAY = {"monitoring:ask-exact": {404}}


def test_every_address_is_walked_or_left_out_with_a_reason() -> None:
    held = {name for name in names() if not name.startswith(LEFT_OUT_SPACES)}
    assert held - WALKED.keys() - LEFT_OUT.keys() == set(), "add these to ways.py"
    assert (WALKED.keys() | LEFT_OUT.keys()) - held == set(), "these are gone: take them out of ways.py"
    assert WALKED.keys() & LEFT_OUT.keys() == set()


def walk(
    walker: Walker, world: World, chosen: list[str], *, language: str, also: Answers | None = None
) -> dict[str, list[str]]:
    """Go to each page and return what is wrong with it; Welsh is read on a telephone, where colours are the same."""
    found: dict[str, list[str]] = {}
    also = also or {}
    walker.reads(language)
    (walker.narrow if language == "cy" else walker.wide)()
    person: object = ""
    for name in chosen:
        who = WALKED[name][0]
        if who != person:
            walker.as_(world.people[who] if who else None)
            person = who
        walker.complaints.clear()
        status = walker.goes_to(address(name, world))
        if status not in (ANSWERS | also).get(name, OK):
            found[name] = [f"answers {status}"]
        elif language == "en":
            found[name] = faults(walker)
        else:
            found[name] = in_welsh(walker)
        if walker.page.locator("html").get_attribute("lang") != language:
            found[name] = [*found[name], f"is not in the language {language}"]
    return {name: wrong for name, wrong in found.items() if wrong}


def in_welsh(walker: Walker) -> list[str]:
    """What is wrong with a page in its other language: everything that does not hang on colours and outlines."""
    page = walker.page
    return [
        *is_a_page(page),
        *axe_finds(page, colours=False),
        *sticks_out(page),
        *walker.complaints,
    ]


def by_person() -> list[str]:
    """Return the names of pages, those of one person together."""
    return sorted(WALKED, key=lambda name: (WALKED[name][0] or "", name))


def told(found: dict[str, list[str]]) -> str:
    """Return what is wrong, for people."""
    return "\n".join(f"{name}:\n    " + "\n    ".join(wrong) for name, wrong in found.items())


@pytest.mark.django_db(transaction=True)
def test_every_page_with_everything_in_it(walker: Walker) -> None:
    world = make_world()
    found = {f"{name} (en)": wrong for name, wrong in walk(walker, world, by_person(), language="en").items()}
    found |= {
        f"{name} (cy)": wrong for name, wrong in walk(walker, world, by_person(), language="cy").items()
    }
    assert found == {}, told(found)


@pytest.mark.django_db(transaction=True)
def test_every_form_that_comes_back_with_mistakes(walker: Walker) -> None:
    world = make_world()
    found = mistakes(walker, world, "en") | mistakes(walker, world, "cy")
    assert found == {}, told(found)


def mistakes(walker: Walker, world: World, language: str) -> dict[str, list[str]]:
    """Send every form as it is; where it comes back with mistakes, return what is wrong with the page."""
    found: dict[str, list[str]] = {}
    begins = {"en": "Error: ", "cy": "Gwall: "}[language]
    walker.reads(language).as_(world.people["lead"])
    for name in by_person():
        if WALKED[name][0] != "lead" or name in {"account_logout", "accounts:close-access"}:
            continue
        walker.complaints.clear()
        # A form that is sent may have chosen a language: the one of the profile does.
        walker.reads(language).goes_to(address(name, world))
        button = walker.page.locator("main form[method=post] button[type=submit]")
        if (
            not button.count()
            or not walker.page.locator(
                "main form[method=post] :is(input:not([type=hidden]), textarea, select)"
            ).count()
        ):
            continue
        button.first.click()
        walker.page.wait_for_load_state("load")
        if walker.page.locator(".govuk-error-summary").count():
            wrong = faults(walker, keyboard=False) if language == "en" else in_welsh(walker)
            if not walker.page.title().startswith(begins):
                wrong.append(f"its title does not say that there is a mistake: {walker.page.title()}")
            if wrong:
                found[f"{name} (mistakes, {language})"] = wrong
    return found


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
