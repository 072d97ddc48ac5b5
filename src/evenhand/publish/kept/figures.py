"""Every chart of a release under its key: those of each area, those over time, those that set areas side by side."""

from collections.abc import Iterator

from evenhand.foundations import EVERYONE
from evenhand.measures import Measure
from evenhand.publish.anchors import area_anchor, figure_anchor, gap_anchor
from evenhand.publish.area_section import area_section
from evenhand.publish.borrowed_figure import borrowed_figure
from evenhand.publish.gap_figure import gap_figures
from evenhand.publish.kept.svg import renamed
from evenhand.publish.kept.types import KeptFigure, Key
from evenhand.publish.need_figure import need_figure
from evenhand.publish.not_recorded_figure import not_recorded_figure
from evenhand.publish.pages.areas import areas_page
from evenhand.publish.pages.staying import staying_page
from evenhand.publish.pages.unequal import unequal_section
from evenhand.publish.pathway_figure import pathway_figure
from evenhand.publish.periods import every_period
from evenhand.publish.process_figure import process_figure
from evenhand.publish.shelf import Division, Shelf, compared, divisions
from evenhand.publish.stays import curves_of
from evenhand.publish.step_figures import step_figures_of, step_rows
from evenhand.publish.time_figure import time_figure
from evenhand.publish.trend_figure import trend_figure
from evenhand.publish.views import Figure
from evenhand.vocabulary import Stage

Keyed = tuple[Key, Figure | None]


def kept_figures(shelf: Shelf) -> tuple[KeptFigure, ...]:
    """Return every figure of the release once, each under an id that no other on a page can have."""
    found: dict[Key, Figure] = {}
    for key, figure in _all(shelf):
        if figure is not None:
            found.setdefault(key, figure)
    return tuple(
        KeptFigure(key=key, figure=renamed(figure, key.slug), credit=_credit(shelf, key.area))
        for key, figure in found.items()
    )


def step_key(kind: str, area: str, stage: str, division: Division) -> Key:
    """Return the key of a figure of one step by one division."""
    return Key(kind=kind, area=area, stage=stage, **_of(division))


def _of(division: Division) -> dict[str, str]:
    if division.characteristic == EVERYONE:
        return {}
    return {
        "characteristic": division.characteristic,
        "code_list": division.code_list,
        "edition": division.edition,
    }


def _all(shelf: Shelf) -> Iterator[Keyed]:
    for number, area in enumerate(shelf.areas, start=1):
        yield from _first(shelf, number, area)
        yield from _gaps(shelf, number, area)
        for stage in shelf.programme.stages:
            yield from _steps(shelf, number, area, stage)
            yield from _over_time(shelf, number, area, stage)
    yield from _areas(shelf)
    yield from _staying(shelf)


def _first(shelf: Shelf, number: int, area: str) -> Iterator[Keyed]:
    """The charts of an area as its first page draws them."""
    anchor = area_anchor(number)
    yield Key(kind="pathway", area=area), pathway_figure(shelf, area, anchor)
    yield Key(kind="need", area=area), need_figure(shelf, area, anchor)
    drawn = {figure.id: figure for step in area_section(shelf, number, area).steps for figure in step.figures}
    for key, figure in first_step_keys(shelf, number, area):
        yield key, drawn[figure]
    if unequal := unequal_section(shelf, area, anchor):
        for one in unequal.figures:
            name = one.id.removeprefix(f"{anchor}-unequal-")
            yield Key(kind="unequal", area=area, characteristic=name), one


def first_step_keys(shelf: Shelf, number: int, area: str) -> Iterator[tuple[Key, str]]:
    """Yield the keys of the steps that an area's first page shows, with the figures' ids there."""
    anchor = area_anchor(number)
    for step in area_section(shelf, number, area).steps:
        stage = shelf.programme.stage(step.stage)
        shown = {figure.id for figure in step.figures}
        for division in divisions(step_rows(shelf, area, stage)):
            key = step_key("widest", area, stage.id, division)
            figure = figure_anchor(anchor, stage, division)
            if figure in shown:
                yield key, figure


def _gaps(shelf: Shelf, number: int, area: str) -> Iterator[Keyed]:
    anchor = area_anchor(number)
    drawn = {one.id: one for one in gap_figures(shelf, area, anchor, every=True)}
    for row in shelf.find(area, Measure.WATERFALL_TOTAL):
        if figure := drawn.get(gap_anchor(anchor, row.division, row.group)):
            yield Key(kind="gap", area=area, group=row.group, **_of(row.division)), figure


def _steps(shelf: Shelf, number: int, area: str, stage: Stage) -> Iterator[Keyed]:
    rows, anchor = step_rows(shelf, area, stage), area_anchor(number)
    if stage.of is not None and rows:
        drawn = {figure.id: figure for figure in step_figures_of(shelf, area, anchor, stage)}
        for division in divisions(rows):
            yield (
                step_key("step", area, stage.id, division),
                drawn.get(figure_anchor(anchor, stage, division)),
            )
    if stage.makes_a_gap:
        for division in compared(shelf, rows):
            figure = borrowed_figure(shelf, area, anchor, stage, division)
            yield step_key("borrowed", area, stage.id, division), figure
            figure = not_recorded_figure(shelf, area, anchor, stage, division)
            yield step_key("not_recorded", area, stage.id, division), figure


def _over_time(shelf: Shelf, number: int, area: str, stage: Stage) -> Iterator[Keyed]:
    """The step in every period: each division, the ratio of its group of interest, and everyone within limits."""
    if not stage.makes_a_gap:
        return
    measure = Measure.RATE if stage.measure == "rate" else Measure.PROPORTION
    rows = shelf.over_time(area, measure, stage)
    periods = every_period(tuple(dict.fromkeys(row.period for row in rows)))
    if len(periods) < 2:
        return
    rows = tuple(row for row in rows if row.period in periods)
    name = f"time-{number}-{stage.id}"
    for division in compared(shelf, rows):
        figure = time_figure(shelf, name, stage, periods, rows, division)
        yield step_key("trend", area, stage.id, division), figure
        figure = trend_figure(shelf, name, stage, periods, rows, division)
        yield step_key("ratio_trend", area, stage.id, division), figure
    everyone = [row for row in rows if row.characteristic == EVERYONE]
    yield (
        Key(kind="process", area=area, stage=stage.id),
        process_figure(shelf, name, stage, periods, everyone),
    )


def _areas(shelf: Shelf) -> Iterator[Keyed]:
    if page := areas_page(shelf):
        for figure in (figure for section in page.sections for figure in section.figures):
            kind, _, stage = figure.id.partition("-")
            yield Key(kind=kind, stage=stage), figure


def _staying(shelf: Shelf) -> Iterator[Keyed]:
    page = staying_page(shelf)
    drawn = {figure.id: figure for section in page.sections for figure in section.figures} if page else {}
    for curve in curves_of(shelf):
        area, division = curve.words["area"], curve.division
        parts = (division.characteristic, division.code_list, division.edition)
        by = "everyone" if division.characteristic == EVERYONE else "-".join(parts).replace("+", "-")
        figure = drawn.get(f"stay-{shelf.areas.index(area) + 1}-{by}" if area in shelf.areas else "")
        yield Key(kind="staying", area=area, **_of(division)), figure


def _credit(shelf: Shelf, area: str) -> str:
    return shelf.say(
        "files.chart.credit",
        area=shelf.area_name(area) if area else shelf.say("files.all.areas"),
        programme=shelf.programme.title,
        run=str(shelf.release.run.get("run_id", "")),
    )
