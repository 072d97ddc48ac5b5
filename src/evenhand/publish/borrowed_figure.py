"""Small groups with strength borrowed from the others: each group's own figure beside the one drawn to its peers."""

from collections.abc import Sequence
from dataclasses import dataclass

from evenhand.findings.words import capital
from evenhand.foundations import EVERYONE
from evenhand.publish.anchors import figure_anchor
from evenhand.publish.charts import Shape, ShrunkenRow, ShrunkenSpec, draw_shrunken
from evenhand.publish.facts import facts
from evenhand.publish.interest import groups_at
from evenhand.publish.shelf import Division, Estimate, Shelf
from evenhand.publish.step_figures import step_rows
from evenhand.publish.step_words import axis_words, figure_words, out_of
from evenhand.publish.views import Figure, Table
from evenhand.publish.words import whole
from evenhand.vocabulary import Stage

BORROWED, RUNG, FROM = "shrunken", "rung", "groups"
"""The measures that are read, and that of borrowed figures the ones from the other groups of the area."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Both:
    """A group's own row and the borrowed one, which has a range."""

    own: Estimate
    borrowed: Estimate

    @property
    def best(self) -> float:
        return self.borrowed.best or 0.0


def borrowed_figure(shelf: Shelf, area: str, anchor: str, stage: Stage, division: Division) -> Figure | None:
    """Return the figure of one step by one division; None where fewer than two groups have a borrowed figure."""
    both, centre = _both(shelf, area, stage, division), _centre(shelf, area, stage)
    if len(both) < 2 or centre is None:
        return None
    what = capital(axis_words(shelf, stage))
    drawn = [_row(shelf, stage, one) for one in both]
    spec = ShrunkenSpec(
        rows=tuple(drawn),
        axis_words=axis_words(shelf, stage),
        centre=centre,
        centre_words=shelf.say("figures.borrowed.centre"),
        own_words=shelf.say("figures.borrowed.own"),
        borrowed_words=shelf.say("figures.borrowed.borrowed"),
        figure_words=shelf.say("figures.borrowed.head"),
    )
    listed = "; ".join(f"{one.label} {one.figure}" for one in drawn)
    key = "apart" if drawn[0].lower > drawn[-1].upper else "meet"
    return Figure(
        id=f"{figure_anchor(anchor, stage, division)}-borrowed",
        title=shelf.say(f"figures.borrowed.seen_{key}", what=what, high=drawn[0].label, low=drawn[-1].label),
        lead=shelf.say("figures.borrowed.lead"),
        description=shelf.say("figures.description", what=what, listed=listed),
        wide=draw_shrunken(spec, Shape.WIDE),
        narrow=draw_shrunken(spec, Shape.NARROW),
        table=_table(shelf, stage, both),
        notes=(shelf.say("figures.borrowed.note"), shelf.say("figures.interval")),
        facts=facts(shelf, area),
    )


def _both(shelf: Shelf, area: str, stage: Stage, division: Division) -> list[_Both]:
    """The groups with a borrowed figure, the highest first."""
    own = {row.group: row for row in step_rows(shelf, area, stage) if row.division == division}
    rows = [
        row
        for row in shelf.find_named(area, BORROWED, stage)
        if row.division == division and row.within == FROM
    ]
    found = [_Both(own=own[row.group], borrowed=row) for row in rows if row.group in own and row.has_range]
    return sorted((one for one in found if one.borrowed.best is not None), key=lambda one: -one.best)


def _centre(shelf: Shelf, area: str, stage: Stage) -> float | None:
    """The figure of everyone at the step."""
    everyone = [row for row in step_rows(shelf, area, stage) if row.characteristic == EVERYONE]
    return everyone[0].best * everyone[0].scale if everyone and everyone[0].best is not None else None


def _row(shelf: Shelf, stage: Stage, both: _Both) -> ShrunkenRow:
    own, row = both.own, both.borrowed
    ranged = own.has_range
    return ShrunkenRow(
        label=shelf.group_label(row.division, row.group),
        own=None if own.estimate is None else own.estimate * own.scale,
        own_lower=(own.lower or 0.0) * own.scale if ranged else None,
        own_upper=(own.upper or 0.0) * own.scale if ranged else None,
        borrowed=both.best * row.scale,
        lower=(row.lower or 0.0) * row.scale,
        upper=(row.upper or 0.0) * row.scale,
        figure=figure_words(shelf, row),
        of=out_of(shelf, own),
        strong=row.group in groups_at(shelf, row.area, stage, row.division),
    )


def _table(shelf: Shelf, stage: Stage, both: Sequence[_Both]) -> Table:
    division, area = both[0].own.division, both[0].own.area
    rungs = {row.group: row.within for row in shelf.find_named(area, RUNG, stage) if row.division == division}
    lines = []
    for one in both:
        rung = rungs.get(one.own.group)
        lines.append(
            (
                shelf.group_label(division, one.own.group),
                "–" if one.own.denominator is None else whole(one.own.denominator),
                figure_words(shelf, one.own) if one.own.has_range else "–",
                figure_words(shelf, one.borrowed),
                shelf.say(f"figures.borrowed.rests_{rung}") if rung else "–",
            )
        )
    heads = (shelf.say(f"figures.borrowed.head_{name}") for name in ("of", "own", "borrowed", "rests"))
    return Table(
        caption=shelf.say("figures.borrowed.caption", what=capital(axis_words(shelf, stage))),
        heads=(capital(shelf.vocabulary.characteristic_title(division.characteristic)), *heads),
        rows=tuple(lines),
        numbers=frozenset({1, 2, 3}),
    )
