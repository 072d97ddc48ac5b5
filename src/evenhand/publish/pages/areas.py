"""The page that sets areas side by side: in order, with the caution that the order itself could be chance."""

from collections.abc import Sequence

from evenhand.findings.words import capital
from evenhand.foundations import EVERYONE
from evenhand.measures import Measure
from evenhand.publish.charts import DotRow, DotSpec, Shape, draw_dots
from evenhand.publish.funnel_figure import funnel_figure
from evenhand.publish.shelf import Estimate, Shelf
from evenhand.publish.step_words import axis_words, estimate_words, figure_words, out_of, range_words
from evenhand.publish.views import Figure, Page, Section, Table
from evenhand.vocabulary import Stage

FILE = "areas.html"


def areas_page(shelf: Shelf) -> Page | None:
    """Return the page; None where the release has one area only, or no figure of two areas."""
    say = shelf.say
    if len(real_areas(shelf)) < 2:
        return None
    made = (_section(shelf, stage) for stage in shelf.programme.stages if stage.makes_a_gap)
    sections = tuple(one for one in made if one)
    if not sections:
        return None
    return Page(
        file=FILE,
        name=say("page.areas.name"),
        title=say("page.areas.title"),
        lead=" ".join([say("page.areas.lead"), *_left_out(shelf)]),
        sections=sections,
    )


def real_areas(shelf: Shelf) -> tuple[str, ...]:
    """Return the areas that are places: people of no fixed abode, elsewhere or not known are no place to compare."""
    return tuple(code for code in shelf.areas if not shelf.is_apart(code))


def _left_out(shelf: Shelf) -> list[str]:
    names = [f"‘{shelf.area_name(code)}’" for code in shelf.areas if shelf.is_apart(code)]
    return [shelf.say("page.areas.left_out", names=shelf.speech.joined(names))] if names else []


def _section(shelf: Shelf, stage: Stage) -> Section | None:
    measure = Measure.RATE if stage.measure == "rate" else Measure.PROPORTION
    rows = [row for code in real_areas(shelf) for row in shelf.find(code, measure, stage)]
    rows = [row for row in rows if row.characteristic == EVERYONE and row.has_range]
    if len(rows) < 2:
        return None
    rows.sort(key=lambda row: (-(row.best if row.best is not None else -1.0), row.area))
    spec = DotSpec(
        rows=tuple(_dot(shelf, row) for row in rows),
        axis_words=axis_words(shelf, stage),
        figure_words=shelf.say("figures.best_and_range"),
        low=min((row.lower or 0) * row.scale for row in rows),
        high=max((row.upper or 0) * row.scale for row in rows),
    )
    name = f"areas-{stage.id}"
    figure = Figure(
        id=name,
        title=_seen(shelf, stage, rows),
        description="; ".join(f"{shelf.area_name(row.area)} {figure_words(shelf, row)}" for row in rows)
        + ".",
        wide=draw_dots(spec, Shape.WIDE),
        narrow=draw_dots(spec, Shape.NARROW),
        table=_table(shelf, stage, rows),
        notes=(shelf.say("page.areas.caution"),),
        facts=shelf.speech.joined(dict.fromkeys(shelf.speech.period(row.period) for row in rows)),
    )
    beside = funnel_figure(shelf, stage)
    figures = (beside, figure) if beside else (figure,)
    return Section(id=f"step-{stage.id}", title=stage.label, figures=figures)


def _dot(shelf: Shelf, row: Estimate) -> DotRow:
    return DotRow(
        label=shelf.area_name(row.area),
        estimate=None if row.best is None else row.best * row.scale,
        lower=(row.lower or 0) * row.scale,
        upper=(row.upper or 0) * row.scale,
        figure=figure_words(shelf, row),
        of=out_of(shelf, row),
    )


def possible_places(rows: Sequence[Estimate]) -> list[tuple[int, int]]:
    """Return for each area the best and the worst place it could hold, as far as the ranges alone tell."""
    ends = [(row.lower or 0.0, row.upper or 0.0) for row in rows]
    return [
        (1 + sum(other[0] > own[1] for other in ends), len(ends) - sum(other[1] < own[0] for other in ends))
        for own in ends
    ]


def _seen(shelf: Shelf, stage: Stage, rows: Sequence[Estimate]) -> str:
    what, apart = capital(axis_words(shelf, stage)), _apart(rows)
    return shelf.say("page.areas.seen" if apart else "page.areas.seen_none", what=what, count=apart)


def _apart(rows: Sequence[Estimate]) -> int:
    """How many pairs of areas have ranges that do not meet."""
    ends = sorted((row.lower or 0.0, row.upper or 0.0) for row in rows)
    return sum(later[0] > first[1] for n, first in enumerate(ends) for later in ends[n + 1 :])


def _table(shelf: Shelf, stage: Stage, rows: Sequence[Estimate]) -> Table:
    say = shelf.say
    lines = []
    for row, (best, worst) in zip(rows, possible_places(rows), strict=True):
        place = str(best) if best == worst else say("page.areas.from_to", first=best, last=worst)
        lines.append((shelf.area_name(row.area), estimate_words(shelf, row), range_words(shelf, row), place))
    heads = (say("page.areas.area"), say("page.areas.best"), say("page.areas.range"), say("page.areas.place"))
    return Table(
        caption=capital(axis_words(shelf, stage)),
        heads=heads,
        rows=tuple(lines),
        numbers=frozenset({1, 2, 3}),
    )
