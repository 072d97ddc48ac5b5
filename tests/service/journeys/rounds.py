"""A round of many pages by one walker, who notes what is wrong with each of them."""

from tests.service.journeys.looks import axe_finds, faults, is_a_page, sticks_out
from tests.service.journeys.walker import Walker
from tests.service.journeys.ways import WALKED, address
from tests.service.journeys.world import World

Answers = dict[str, set[int]]
OK = {200}
# Pages that answer otherwise, on purpose.
ANSWERS = {"common:open-kept": {404}}


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
