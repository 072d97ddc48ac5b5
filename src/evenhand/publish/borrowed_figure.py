"""Small groups with strength borrowed from the others: each group's own figure beside the one drawn to its peers."""

from collections.abc import Sequence

import numpy as np

from evenhand.findings.words import capital
from evenhand.measures.borrowing.constants import load_borrowing
from evenhand.measures.borrowing.shrunken import Shrunken, shrunken_proportions, shrunken_rates
from evenhand.publish.anchors import figure_anchor
from evenhand.publish.charts import Shape, ShrunkenRow, ShrunkenSpec, draw_shrunken
from evenhand.publish.facts import facts
from evenhand.publish.interest import groups_at
from evenhand.publish.shelf import Division, Estimate, Shelf
from evenhand.publish.step_figures import step_rows
from evenhand.publish.step_words import axis_words, figure_words, out_of, value_words
from evenhand.publish.views import Figure, Table
from evenhand.vocabulary import UNKNOWNS, Stage


def borrowed_figure(shelf: Shelf, area: str, anchor: str, stage: Stage, division: Division) -> Figure | None:
    """Return the figure of one step by one division; None where too few groups have counts that may be shown."""
    rows = [
        row
        for row in step_rows(shelf, area, stage)
        if row.division == division
        and row.group not in UNKNOWNS
        and row.numerator is not None
        and (row.denominator or 0) >= load_borrowing().least_published
    ]
    if len(rows) < load_borrowing().least_peers:
        return None
    found = _shrunken(stage, rows)
    order = np.argsort(-found.figures.value[0], kind="stable").tolist()
    drawn = [_row(shelf, stage, rows[n], found, n) for n in order]
    centre = float(found.peers_mean[0]) * _times(stage)
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
    what = capital(axis_words(shelf, stage))
    return Figure(
        id=f"{figure_anchor(anchor, stage, division)}-borrowed",
        title=_seen(shelf, what, drawn),
        lead=shelf.say("figures.borrowed.lead"),
        description=shelf.say("figures.description", what=what, listed=listed),
        wide=draw_shrunken(spec, Shape.WIDE),
        narrow=draw_shrunken(spec, Shape.NARROW),
        table=_table(
            shelf, stage, [rows[n] for n in order], drawn, [float(found.own_part[0][n]) for n in order]
        ),
        notes=(shelf.say("figures.borrowed.note"), shelf.say("figures.interval")),
        facts=facts(shelf, area),
    )


def _shrunken(stage: Stage, rows: Sequence[Estimate]) -> Shrunken:
    n = np.array([[float(row.denominator or 0) for row in rows]])
    x = np.array([[float(row.numerator or 0) for row in rows]])
    return shrunken_rates(x, n) if stage.measure == "rate" else shrunken_proportions(np.minimum(x, n), n)


def _times(stage: Stage) -> float:
    return float(stage.per) if stage.measure == "rate" else 100.0


def _row(shelf: Shelf, stage: Stage, row: Estimate, found: Shrunken, n: int) -> ShrunkenRow:
    best, low, high = (
        float(one[0][n]) for one in (found.figures.value, found.figures.lower, found.figures.upper)
    )
    times, ranged = _times(stage), row.has_range
    unit = times / row.scale
    ends = shelf.say("words.from_to", first=value_words(row, low * unit), last=value_words(row, high * unit))
    return ShrunkenRow(
        label=shelf.group_label(row.division, row.group),
        own=None if row.best is None and not row.has_range else (row.estimate or 0.0) * row.scale,
        own_lower=(row.lower or 0.0) * row.scale if ranged else None,
        own_upper=(row.upper or 0.0) * row.scale if ranged else None,
        borrowed=best * times,
        lower=low * times,
        upper=high * times,
        figure=f"{value_words(row, best * unit)} ({ends})",
        of=out_of(shelf, row),
        strong=row.group in groups_at(shelf, row.area, stage, row.division),
    )


def _seen(shelf: Shelf, what: str, drawn: Sequence[ShrunkenRow]) -> str:
    """From the highest to the lowest group, once chance is allowed for."""
    first, last = drawn[0], drawn[-1]
    apart = first.lower > last.upper
    key = "apart" if apart else "meet"
    return shelf.say(f"figures.borrowed.seen_{key}", what=what, high=first.label, low=last.label)


def _table(
    shelf: Shelf, stage: Stage, rows: Sequence[Estimate], drawn: Sequence[ShrunkenRow], own: Sequence[float]
) -> Table:
    title = shelf.vocabulary.characteristic_title(rows[0].division.characteristic)
    heads = (
        capital(title),
        *(shelf.say(f"figures.borrowed.head_{name}") for name in ("of", "own", "borrowed", "part")),
    )
    lines = tuple(
        (
            one.label,
            str(row.denominator),
            figure_words(shelf, row) if row.has_range else "–",
            one.figure,
            f"{100 * part:.0f}%",
        )
        for row, one, part in zip(rows, drawn, own, strict=True)
    )
    return Table(
        caption=shelf.say("figures.borrowed.caption", what=capital(axis_words(shelf, stage))),
        heads=heads,
        rows=lines,
        numbers=frozenset({1, 2, 3, 4}),
    )
