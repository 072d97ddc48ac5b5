"""The page on change: each step over the periods, for everyone and for the groups of interest, breaks marked."""

from evenhand.foundations import EVERYONE
from evenhand.measures import Measure
from evenhand.publish.interest import divisions_at
from evenhand.publish.periods import every_period
from evenhand.publish.process_figure import process_figure
from evenhand.publish.shelf import Shelf, compared
from evenhand.publish.time_figure import time_figure
from evenhand.publish.trend_figure import trend_figure
from evenhand.publish.views import Page, Section
from evenhand.vocabulary import Stage

FILE = "over-time.html"


def over_time_page(shelf: Shelf) -> Page | None:
    """Return the page; None where the release has one period only."""
    say = shelf.say
    sections = tuple(
        one
        for number, area in enumerate(shelf.areas, start=1)
        if not shelf.is_apart(area)
        for stage in shelf.programme.stages
        if stage.makes_a_gap and (one := _section(shelf, number, area, stage))
    )
    if not sections:
        return None
    return Page(
        file=FILE,
        name=say("page.over_time.name"),
        title=say("page.over_time.title"),
        lead=say("page.over_time.lead"),
        sections=sections,
    )


def _section(shelf: Shelf, number: int, area: str, stage: Stage) -> Section | None:
    """The step over time: by the division of its findings, else the first compared; the others behind a heading."""
    measure = Measure.RATE if stage.measure == "rate" else Measure.PROPORTION
    rows = shelf.over_time(area, measure, stage)
    periods = every_period(tuple(dict.fromkeys(row.period for row in rows)))
    if len(periods) < 2:
        return None
    rows = tuple(row for row in rows if row.period in periods)
    name = f"time-{number}-{stage.id}"
    found = compared(shelf, rows)
    first = [one for one in divisions_at(shelf, area, stage) if one in found] or found[:1]
    made = {one: time_figure(shelf, name, stage, periods, rows, one) for one in (*first, *found)}
    shown = tuple(figure for one in first if (figure := made[one]))
    limits = process_figure(
        shelf, name, stage, periods, [row for row in rows if row.characteristic == EVERYONE]
    )
    trends = (trend_figure(shelf, name, stage, periods, rows, one) for one in first)
    shown = tuple(one for one in (*shown, *trends, limits) if one)
    more = {one: figure for one, figure in made.items() if figure and one not in first}
    if not shown and not more:
        return None
    titles = (shelf.vocabulary.characteristic_title(one.characteristic) for one in more)
    return Section(
        id=name,
        title=f"{shelf.area_name(area)}: {stage.label}",
        figures=shown,
        more_figures=tuple(more.values()),
        more_words=shelf.say("page.same_step", by=shelf.speech.joined(titles)),
    )
