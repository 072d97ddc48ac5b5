"""The page for a needs assessment: residents, estimated need, who was reached, by group (C11)."""

from evenhand.publish.needs_tables import Needs
from evenhand.publish.pages.quality import hidden_words
from evenhand.publish.shelf import Shelf
from evenhand.publish.tally_words import in_words
from evenhand.publish.views import Page, Section

FILE = "needs.html"


def needs_page(shelf: Shelf) -> Page | None:
    """Return the page; None where neither need nor residents are held. Source: C4, C11."""
    say, needs = shelf.say, Needs(shelf)
    sections = tuple(
        one
        for number, code in enumerate(needs.areas(), start=1)
        if (one := _area(shelf, needs, number, code))
    )
    if not sections:
        return None
    about = Section(
        id="about",
        title=say("page.needs.about"),
        sentences=tuple(
            f"{told.title}. {told.note}" for told in (in_words(shelf, one) for one in shelf.release.needs)
        ),
    )
    return Page(
        file=FILE,
        name=say("page.needs.name"),
        title=say("page.needs.title"),
        lead=" ".join([say("page.needs.lead"), *hidden_words(shelf, shelf.release.needs)]),
        sections=(about, *sections),
    )


def _area(shelf: Shelf, needs: Needs, number: int, area: str) -> Section | None:
    periods = needs.periods(area)
    tables = needs.tables(area, periods[0]) if periods else ()
    if not tables:
        return None
    earlier = tuple(table for period in periods[1:] for table in needs.tables(area, period))
    return Section(
        id=f"needs-{number}",
        title=shelf.area_name(area),
        sentences=needs.estimates_words(area),
        tables=tables,
        more=earlier,
        more_words=shelf.say("page.needs.earlier"),
    )
