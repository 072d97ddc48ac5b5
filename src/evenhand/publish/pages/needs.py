"""The page for a needs assessment: residents, estimated need, who was reached, by group (C11)."""

from evenhand.publish.shelf import Shelf
from evenhand.publish.tally_tables import tally_table
from evenhand.publish.views import Page, Section
from evenhand.publish.who_is_there import share_sentences, share_tables

FILE = "needs.html"


def needs_page(shelf: Shelf) -> Page | None:
    """Return the page; None where neither need nor residents are held. Source: C4, C11."""
    say = shelf.say
    needs = tuple(
        Section(
            id=f"needs-{one.id}",
            title=one.title,
            sentences=(one.note,) if one.note else (),
            tables=(tally_table(shelf, one),),
        )
        for one in shelf.release.needs
    )
    if not needs:
        return None
    return Page(
        file=FILE,
        name=say("page.needs.name"),
        title=say("page.needs.title"),
        lead=say("page.needs.lead"),
        sections=(*needs, *_shares(shelf)),
    )


def _shares(shelf: Shelf) -> tuple[Section, ...]:
    found = ((n, code, share_tables(shelf, code)) for n, code in enumerate(shelf.areas, start=1))
    return tuple(
        Section(
            id=f"shares-{n}",
            title=shelf.say("page.needs.shares", area=shelf.area_name(code)),
            lead=shelf.say("page.needs.not_need"),
            sentences=share_sentences(shelf, code),
            tables=tables,
        )
        for n, code, tables in found
        if tables
    )
