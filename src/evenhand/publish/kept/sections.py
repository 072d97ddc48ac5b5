"""What a release says without charts: how small a gap could be seen, shares, ways of looking, needs, the recording."""

from collections.abc import Iterator

from evenhand.publish.anchors import area_anchor
from evenhand.publish.kept.figures import step_key
from evenhand.publish.kept.types import KeptSection, Key
from evenhand.publish.pages.needs import needs_page
from evenhand.publish.pages.quality import quality_page
from evenhand.publish.pages.smallest import smallest_section
from evenhand.publish.pages.staying import staying_page
from evenhand.publish.pages.unequal import unequal_section
from evenhand.publish.shelf import Shelf, compared
from evenhand.publish.side_by_side import side_by_side
from evenhand.publish.step_figures import step_rows
from evenhand.publish.step_table import step_table
from evenhand.publish.views import Page, Section
from evenhand.publish.who_is_there import share_tables


def kept_sections(shelf: Shelf) -> tuple[KeptSection, ...]:
    """Return every section of words and tables, in the order of the pages."""
    return (
        *(one for number, area in enumerate(shelf.areas, start=1) for one in _of_area(shelf, number, area)),
        *_page(needs_page(shelf), "needs", shelf),
        *_page(staying_page(shelf), "staying", shelf),
        *_page(quality_page(shelf), "quality", shelf),
    )


def _of_area(shelf: Shelf, number: int, area: str) -> Iterator[KeptSection]:
    if smallest := smallest_section(shelf, area):
        yield _kept(Key(kind="smallest", area=area), smallest)
    if unequal := unequal_section(shelf, area, area_anchor(number)):
        yield _kept(Key(kind="unequal", area=area), unequal)
    if tables := share_tables(shelf, area):
        yield KeptSection(
            key=Key(kind="shares", area=area), title=shelf.say("page.area.shares"), tables=tables
        )
    for stage in shelf.programme.stages:
        rows = step_rows(shelf, area, stage)
        for division in compared(shelf, rows):
            own = [row for row in rows if row.division == division]
            table = step_table(shelf, stage, own)
            beside = side_by_side(shelf, area, stage, division) if stage.makes_a_gap else ()
            yield KeptSection(
                key=step_key("beside", area, stage.id, division),
                title=shelf.say("page.beside.title"),
                tables=beside or (table,),
            )


def _page(page: Page | None, kind: str, shelf: Shelf) -> Iterator[KeptSection]:
    """The sections of a page that hold tables or sentences; an area's under its code, others under their own name."""
    areas = {f"{kind}-{number}": area for number, area in enumerate(shelf.areas, start=1)}
    for one in page.sections if page else ():
        if one.sentences or one.tables or one.more or one.lead:
            key = Key(kind=kind, area=areas[one.id]) if one.id in areas else Key(kind=kind, group=one.id)
            yield _kept(key, one)


def _kept(key: Key, section: Section) -> KeptSection:
    return KeptSection(
        key=key,
        title=section.title,
        lead=section.lead,
        sentences=section.sentences,
        tables=(*section.tables, *section.more),
    )
