"""Reached, against need: each group's share of the people in need beside its share of the people reached."""

from evenhand.findings.words import capital
from evenhand.measures import Measure
from evenhand.publish.charts import DumbbellRow, DumbbellSpec, Shape, draw_dumbbells
from evenhand.publish.facts import facts
from evenhand.publish.shelf import Division, Estimate, Shelf, compared
from evenhand.publish.step_words import estimate_words, range_words
from evenhand.publish.views import Figure, Table
from evenhand.publish.words import figure
from evenhand.vocabulary import UNKNOWNS, Programme, Stage, StageKind


def need_figure(shelf: Shelf, area: str, anchor: str) -> Figure | None:
    """Return the figure for the first characteristic compared; None where no need is known. Source: C4."""
    return shelf.once(("need", area, anchor), lambda: _need(shelf, area, anchor))


def _need(shelf: Shelf, area: str, anchor: str) -> Figure | None:
    stages = need_and_reach(shelf.programme)
    if stages is None:
        return None
    need, reached = stages
    first, second = (shelf.find(area, Measure.SHARE, stage) for stage in (need, reached))
    for division in compared(shelf, first):
        pairs = [(own, after) for own in first for after in second if _same(own, after, division)]
        drawn = [(own, after) for own, after in pairs if own.best is not None and after.best is not None]
        if len(drawn) > 1:
            drawn.sort(key=lambda pair: -(pair[0].best or 0.0))
            return _figure(shelf, f"{anchor}-need", (need, reached), division, drawn)
    return None


def need_and_reach(programme: Programme) -> tuple[Stage, Stage] | None:
    """Return the stage at which need is found, and the first step of the service after it; None without either."""
    stages = programme.stages
    need = next((n for n, one in enumerate(stages) if one.kind == StageKind.NEED), None)
    if need is None:
        return None
    reached = next((one for one in stages[need + 1 :] if one.makes_a_gap), None)
    return (stages[need], reached) if reached else None


def _same(own: Estimate, after: Estimate, division: Division) -> bool:
    return own.division == after.division == division and own.group == after.group not in UNKNOWNS


def _figure(
    shelf: Shelf,
    name: str,
    stages: tuple[Stage, Stage],
    division: Division,
    pairs: list[tuple[Estimate, Estimate]],
) -> Figure:
    need, reached = stages
    spec = DumbbellSpec(
        rows=tuple(
            DumbbellRow(
                label=shelf.group_label(division, own.group),
                first=(own.best or 0.0) * 100,
                second=(after.best or 0.0) * 100,
                figures=f"{_hundred(own)} → {_hundred(after)}",
            )
            for own, after in pairs
        ),
        first_words=shelf.say("page.need.share", people=need.people),
        second_words=shelf.say("page.need.share", people=reached.people),
    )
    widest = max(pairs, key=lambda pair: abs((pair[0].best or 0.0) - (pair[1].best or 0.0)))
    say = shelf.say
    return Figure(
        id=name,
        title=say(
            "page.need.seen",
            people=capital(shelf.group_people(division, widest[0].group)),
            need=_hundred(widest[0]),
            in_need=need.people,
            reach=_hundred(widest[1]),
            reached=reached.people,
        ),
        description="; ".join(f"{row.label} {row.figures}" for row in spec.rows) + ".",
        wide=draw_dumbbells(spec, Shape.WIDE),
        narrow=draw_dumbbells(spec, Shape.NARROW),
        table=_table(shelf, stages, division, pairs),
        notes=(say("page.need.note"),),
        facts=facts(shelf, pairs[0][0].area, say("page.need.units")),
    )


def _table(
    shelf: Shelf, stages: tuple[Stage, Stage], division: Division, pairs: list[tuple[Estimate, Estimate]]
) -> Table:
    title = capital(shelf.vocabulary.characteristic_title(division.characteristic))
    heads = [title]
    for stage in stages:
        heads += [capital(stage.people), shelf.say("page.areas.range")]
    rows = tuple(
        (
            shelf.group_label(division, own.group),
            *(cell for one in (own, after) for cell in (estimate_words(shelf, one), range_words(shelf, one))),
        )
        for own, after in pairs
    )
    return Table(
        caption=shelf.say("page.need.units"), heads=tuple(heads), rows=rows, numbers=frozenset({1, 2, 3, 4})
    )


def _hundred(row: Estimate) -> str:
    return figure((row.best or 0.0) * 100)
