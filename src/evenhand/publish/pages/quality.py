"""The page on the data's own quality: what was recorded where, what was not, what changed, what is held instead."""

from evenhand.publish.shelf import Shelf
from evenhand.publish.tally_tables import tally_table
from evenhand.publish.views import Page, Section, Table

FILE = "quality.html"


def quality_page(shelf: Shelf) -> Page | None:
    """Return the page; None where nothing is known of the data beside its counts. Source: C1, C7, C14."""
    release, say = shelf.release, shelf.say
    sections = [
        Section(
            id="monitoring",
            title=say("page.quality.monitoring"),
            lead=say("page.quality.monitoring_lead"),
            sentences=release.monitoring,
        )
        if release.monitoring
        else None,
        *(_tally_section(shelf, number) for number in range(len(release.tallies))),
        _evidence(shelf),
        _breaks(shelf),
    ]
    parts = tuple(one for one in sections if one)
    if not parts:
        return None
    return Page(
        file=FILE,
        name=say("page.quality.name"),
        title=say("page.quality.title"),
        lead=say("page.quality.lead"),
        sections=parts,
    )


def _tally_section(shelf: Shelf, number: int) -> Section:
    tally = shelf.release.tallies[number]
    notes = (tally.note,) if tally.note else ()
    return Section(
        id=f"tally-{tally.id}", title=tally.title, sentences=notes, tables=(tally_table(shelf, tally),)
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
