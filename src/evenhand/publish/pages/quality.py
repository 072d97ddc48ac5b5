"""The page on the data's own quality: what stands out, what changed, what is held; then what was recorded where."""

from collections.abc import Iterator

from evenhand.foundations import Tally
from evenhand.publish.shelf import Shelf
from evenhand.publish.tally_layouts import load_layouts, tally_tables
from evenhand.publish.tally_words import in_words
from evenhand.publish.views import Page, Section, Table
from evenhand.publish.words import whole

FILE = "quality.html"


def quality_page(shelf: Shelf) -> Page | None:
    """Return the page; None where nothing is known of the data beside its counts. Source: C1, C7, C14."""
    say = shelf.say
    parts = (_monitoring(shelf), _breaks(shelf), _evidence(shelf), *_tally_sections(shelf))
    sections = tuple(one for one in parts if one)
    if not sections:
        return None
    return Page(
        file=FILE,
        name=say("page.quality.name"),
        title=say("page.quality.title"),
        lead=" ".join([say("page.quality.lead"), *hidden_words(shelf, shelf.release.tallies)]),
        sections=sections,
    )


def hidden_words(shelf: Shelf, tallies: tuple[Tally, ...]) -> Iterator[str]:
    """Yield once why a small count, a zero among them, has no number; nothing where every count has one."""
    uppers = {row["upper"] for one in tallies for row in one.to_rows() if row["status"] == "below_threshold"}
    if uppers:
        most = max(uppers)
        said = shelf.say("figures.fewer_than", number=whole(most + 1))
        yield shelf.say("page.tally.hidden", said=said, most=whole(most))


def _monitoring(shelf: Shelf) -> Section | None:
    release, say = shelf.release, shelf.say
    if not release.monitoring and not release.tallies:
        return None
    return Section(
        id="monitoring",
        title=say("page.quality.monitoring"),
        lead=say("page.quality.monitoring_lead" if release.monitoring else "page.quality.monitoring_none"),
        sentences=release.monitoring,
    )


def _tally_sections(shelf: Shelf) -> Iterator[Section]:
    for tally in shelf.release.tallies:
        told, tables = in_words(shelf, tally), tally_tables(shelf, tally)
        is_open = sum(len(one.rows) for one in tables) <= load_layouts()["most_open"]
        yield Section(
            id=f"tally-{tally.id}",
            title=told.title,
            sentences=(told.note,) if told.note else (),
            tables=tables if is_open else (),
            more=() if is_open else tables,
            more_words=shelf.say("page.tally.tables", count=len(tables)),
        )


def _evidence(shelf: Shelf) -> Section | None:
    held = shelf.release.evidence
    if not held:
        return None
    heads = (shelf.say("page.quality.characteristic"), shelf.say("page.quality.held"))
    title = shelf.say("page.quality.evidence")
    return Section(
        id="evidence",
        title=title,
        lead=shelf.say("page.quality.evidence_lead"),
        tables=(Table(caption=title, heads=heads, rows=held),),
    )


def _breaks(shelf: Shelf) -> Section | None:
    marks = shelf.release.breaks
    if not marks:
        return None
    rows = tuple((shelf.speech.day(when), what) for when, what in marks)
    heads = (shelf.say("page.quality.when"), shelf.say("page.quality.what"))
    title = shelf.say("page.quality.breaks")
    return Section(
        id="breaks",
        title=title,
        lead=shelf.say("page.quality.breaks_lead"),
        tables=(Table(caption=title, heads=heads, rows=rows),),
    )
