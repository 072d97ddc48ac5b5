"""The pathway of an area: how many got to each stage, and where the others went."""

from evenhand.foundations import EVERYONE
from evenhand.measures import Measure
from evenhand.publish.anchors import pathway_anchor
from evenhand.publish.charts import BarRow, BarSpec, Shape, draw_stage_bars
from evenhand.publish.facts import facts
from evenhand.publish.shelf import Count, Shelf
from evenhand.publish.views import Figure, Table
from evenhand.publish.words import figure, joined, opened
from evenhand.vocabulary import Programme, Stage

WAITING = {"still_waiting": "still waiting", "too_soon": "too recent to count"}
"""States of people of whom it is not yet known whether they take the step: not lost."""


def pathway_figure(shelf: Shelf, area: str, anchor: str) -> Figure | None:
    """Return the pathway of an area as stage bars; None where the release has no counts of it."""
    stages = drawn_stages(shelf.programme)
    rows = [_row(shelf, area, stage) for stage in stages]
    rows = [row for row in rows if row is not None]
    if not rows:
        return None
    name = pathway_anchor(anchor)
    spec = BarSpec(name=name, rows=tuple(row for row in rows if row))
    return Figure(
        id=name,
        title=_title(shelf, area, stages),
        lead=_lead(shelf, area),
        description=_description(shelf, area, stages),
        wide=draw_stage_bars(spec, Shape.WIDE),
        narrow=draw_stage_bars(spec, Shape.NARROW),
        table=_table(shelf, area, stages),
        facts=facts(shelf, area, f"Counts of {shelf.programme.unit}"),
    )


def drawn_stages(programme: Programme) -> tuple[Stage, ...]:
    """Return the stages counted in the programme's own unit: residents are not drawn beside searches."""
    return tuple(stage for stage in programme.stages if stage.unit == programme.unit)


def _row(shelf: Shelf, area: str, stage: Stage) -> BarRow | None:
    count = shelf.count(area, stage)
    if count is None:
        return None
    waiting = _states(shelf, area, stage, WAITING)
    hatched = sum(_length(one) or 0 for _, one in waiting)
    under = [f"{'hatched, ' if hatched else ''}not yet known: {_listed(waiting)}"] if waiting else []
    left = _left(shelf, area, stage)
    if left:
        under.append(f"{_left_words(shelf.programme)}: {_listed(left)}")
    return BarRow(
        label=stage.label,
        count=count.words,
        length=_length(count),
        waiting=hatched,
        beside=_beside(shelf, area, stage),
        under=tuple(under),
        strong=stage.makes_a_gap,
    )


def _left(shelf: Shelf, area: str, stage: Stage) -> list[tuple[str, Count]]:
    """Return where people went who got to `stage` and not to the next, from the next stage's exits."""
    following = next((one for one in shelf.programme.stages if one.of == stage.id and one.exits), None)
    if following is None:
        return []
    return _states(shelf, area, following, {one.state: one.label for one in following.exits})


def _states(shelf: Shelf, area: str, stage: Stage, labels: dict[str, str]) -> list[tuple[str, Count]]:
    found = ((label, shelf.count(area, stage, state)) for state, label in labels.items())
    return [(label, count) for label, count in found if count and not count.is_zero]


def _listed(states: list[tuple[str, Count]]) -> str:
    """Return states with their counts, those that are hidden together at the end."""
    shown = [f"{count.words} {label}" for label, count in states if not count.is_hidden]
    hidden: dict[str, list[str]] = {}
    for label, count in states:
        if count.is_hidden:
            hidden.setdefault(count.words, []).append(label)
    for words, labels in hidden.items():
        if words == "withheld":
            shown.append(f"withheld: {', '.join(labels)}")
        elif len(labels) == 1:
            shown.append(f"{words} {labels[0]}")
        else:
            shown.append(f"{joined(labels)}: {words} each")
    return "; ".join(shown)


def _left_words(programme: Programme) -> str:
    return "left here" if programme.unit == "people" else "ended here"


def _length(count: Count) -> float | None:
    return None if count.is_hidden else count.value


def _beside(shelf: Shelf, area: str, stage: Stage) -> str:
    found = [row for row in shelf.find(area, Measure.PROPORTION, stage) if row.characteristic == EVERYONE]
    if not found or found[0].best is None:
        return ""
    return f"about {figure(found[0].best * 100)} of every 100"


def _title(shelf: Shelf, area: str, stages: tuple[Stage, ...]) -> str:
    counted = [(stage, shelf.count(area, stage)) for stage in stages]
    shown = [(stage, count) for stage, count in counted if count]
    (first, start), (last, end) = shown[0], shown[-1]
    if first == last:
        return f"{opened(start.words)} {first.people}"
    among = "of them " if shelf.programme.unit == "people" else ""
    return f"{opened(start.words)} {first.people}; {among}{end.words} {last.did}"


def _lead(shelf: Shelf, area: str) -> str:
    unit = shelf.programme.unit
    residents = [stage for stage in shelf.programme.stages if stage.unit != unit]
    counts = [(stage, shelf.count(area, stage)) for stage in residents]
    said = [f"{count.words} {stage.people}" for stage, count in counts if count]
    if said:
        return f"Counts of {unit}, to be seen beside {joined(said)}."
    return (
        "Everyone, and where people went who did not go on. Dark steps are the service and its outcome; pale "
        "steps are not: a negative test or ‘no need found’ is nobody’s loss. Beside a count: of every 100 "
        "who could have taken the step and whose time for it is over, about how many did."
    )


def _description(shelf: Shelf, area: str, stages: tuple[Stage, ...]) -> str:
    counted = ((stage, shelf.count(area, stage)) for stage in stages)
    listed = joined(f"{stage.label} {count.words}" for stage, count in counted if count)
    return (
        f"Bars from the first stage to the last. {listed}. Where the others went is written under each bar."
    )


def _table(shelf: Shelf, area: str, stages: tuple[Stage, ...]) -> Table:
    rows = []
    for stage in stages:
        count = shelf.count(area, stage)
        if count is None:
            continue
        waiting = _listed(_states(shelf, area, stage, WAITING)) or "nobody"
        left = _listed(_left(shelf, area, stage)) or "–"
        rows.append((stage.label, count.words, _beside(shelf, area, stage) or "–", waiting, left))
    return Table(
        caption=f"How many got to each stage, {shelf.area_name(area)}",
        heads=("Stage", opened(shelf.programme.unit), "Of those who could", "Not yet known", "Left here"),
        rows=tuple(rows),
        numbers=frozenset({1}),
    )
