"""The pathway of an area: how many got to each stage, and where the others went."""

from evenhand.findings.words import capital
from evenhand.foundations import EVERYONE, LEFT_OTHERWISE
from evenhand.measures import Measure
from evenhand.publish.anchors import pathway_anchor
from evenhand.publish.charts import BarRow, BarSpec, Shape, draw_stage_bars
from evenhand.publish.facts import facts
from evenhand.publish.shelf import Count, Shelf
from evenhand.publish.views import Figure, Table
from evenhand.publish.words import figure
from evenhand.vocabulary import Programme, Stage

WAITING = ("still_waiting", "too_soon")
"""States of people of whom it is not yet known whether they take the step: not lost."""


def pathway_figure(shelf: Shelf, area: str, anchor: str) -> Figure | None:
    """Return the pathway of an area as stage bars; None where the release has no counts of it."""
    return shelf.once(("pathway", area, anchor), lambda: _pathway(shelf, area, anchor))


def _pathway(shelf: Shelf, area: str, anchor: str) -> Figure | None:
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
        facts=facts(shelf, area, shelf.say("figures.counts_of", unit=unit_words(shelf))),
    )


def drawn_stages(programme: Programme) -> tuple[Stage, ...]:
    """Return the stages counted in the programme's own unit: residents are not drawn beside searches."""
    return tuple(stage for stage in programme.stages if stage.unit == programme.unit)


def _row(shelf: Shelf, area: str, stage: Stage) -> BarRow | None:
    count = shelf.count(area, stage)
    if count is None:
        return None
    waiting = waiting_states(shelf, area, stage)
    hatched = sum(_length(one) or 0 for _, one in waiting)
    known = "figures.hatched" if hatched else "figures.not_yet_known"
    under = [shelf.say(known, states=_listed(shelf, waiting))] if waiting else []
    left = left_states(shelf, area, stage)
    if left:
        under.append(shelf.say(_left_key(shelf.programme), states=_listed(shelf, left)))
    return BarRow(
        label=stage.label,
        count=count.words,
        length=_length(count),
        waiting=hatched,
        beside=beside_words(shelf, area, stage),
        under=tuple(under),
        strong=stage.makes_a_gap,
    )


def left_states(shelf: Shelf, area: str, stage: Stage) -> list[tuple[str, Count]]:
    """Return where people went who got to `stage` and not to the next, from the next stage's exits."""
    following = next((one for one in shelf.programme.stages if one.of == stage.id and one.exits), None)
    if following is None:
        return []
    named = {one.state: one.label for one in following.exits} | {
        LEFT_OTHERWISE: shelf.say("figures.left_otherwise")
    }
    return _states(shelf, area, following, named)


def waiting_states(shelf: Shelf, area: str, stage: Stage) -> list[tuple[str, Count]]:
    return _states(shelf, area, stage, {state: shelf.say(f"figures.{state}") for state in WAITING})


def _states(shelf: Shelf, area: str, stage: Stage, labels: dict[str, str]) -> list[tuple[str, Count]]:
    found = ((label, shelf.count(area, stage, state)) for state, label in labels.items())
    return [(label, count) for label, count in found if count and not count.is_zero]


def _listed(shelf: Shelf, states: list[tuple[str, Count]]) -> str:
    """Return states with their counts, those that are hidden together at the end."""
    shown = [f"{count.words} {label}" for label, count in states if not count.is_hidden]
    hidden: dict[str, list[str]] = {}
    for label, count in states:
        if count.is_hidden:
            hidden.setdefault(count.words, []).append(label)
    for words, labels in hidden.items():
        if words == shelf.say("figures.withheld"):
            shown.append(f"{words}: {', '.join(labels)}")
        elif len(labels) == 1:
            shown.append(f"{words} {labels[0]}")
        else:
            shown.append(shelf.say("figures.each", labels=shelf.speech.joined(labels), count=0, said=words))
    return "; ".join(shown)


def _left_key(programme: Programme) -> str:
    return "figures.left_here" if programme.unit == "people" else "figures.ended_here"


def unit_words(shelf: Shelf) -> str:
    """Return the word for what the programme counts, in the page's language."""
    key = f"figures.unit.{shelf.programme.unit}"
    return shelf.say(key) if shelf.speech.messages.has(key) else shelf.programme.unit


def _length(count: Count) -> float | None:
    return None if count.is_hidden else count.value


def beside_words(shelf: Shelf, area: str, stage: Stage) -> str:
    found = [row for row in shelf.find(area, Measure.PROPORTION, stage) if row.characteristic == EVERYONE]
    if not found or found[0].best is None:
        return ""
    return shelf.say("figures.about_of_100", figure=figure(found[0].best * 100))


def _title(shelf: Shelf, area: str, stages: tuple[Stage, ...]) -> str:
    counted = [(stage, shelf.count(area, stage)) for stage in stages]
    shown = [(stage, count) for stage, count in counted if count]
    (first, start), (last, end) = shown[0], shown[-1]
    if first == last:
        return f"{capital(start.words)} {first.people}"
    key = "figures.pathway_seen" if shelf.programme.unit == "people" else "figures.pathway_seen_of"
    return shelf.say(key, start=capital(start.words), people=first.people, end=end.words, did=last.did)


def _lead(shelf: Shelf, area: str) -> str:
    unit = shelf.programme.unit
    residents = [stage for stage in shelf.programme.stages if stage.unit != unit]
    counts = [(stage, shelf.count(area, stage)) for stage in residents]
    said = [f"{count.words} {stage.people}" for stage, count in counts if count]
    if said:
        return shelf.say("figures.beside_residents", unit=unit_words(shelf), said=shelf.speech.joined(said))
    return shelf.say("figures.pathway_lead")


def _description(shelf: Shelf, area: str, stages: tuple[Stage, ...]) -> str:
    counted = ((stage, shelf.count(area, stage)) for stage in stages)
    listed = shelf.speech.joined(f"{stage.label} {count.words}" for stage, count in counted if count)
    return shelf.say("figures.pathway_description", listed=listed)


def _table(shelf: Shelf, area: str, stages: tuple[Stage, ...]) -> Table:
    rows = []
    for stage in stages:
        count = shelf.count(area, stage)
        if count is None:
            continue
        waiting = _listed(shelf, waiting_states(shelf, area, stage)) or shelf.say("figures.nobody")
        left = _listed(shelf, left_states(shelf, area, stage)) or "–"
        rows.append((stage.label, count.words, beside_words(shelf, area, stage) or "–", waiting, left))
    return Table(
        caption=shelf.say("figures.pathway_caption", area=shelf.area_name(area)),
        heads=(
            shelf.say("figures.head_stage"),
            capital(unit_words(shelf)),
            *(shelf.say(f"figures.head_{name}") for name in ("of_those", "not_yet", "left")),
        ),
        rows=tuple(rows),
        numbers=frozenset({1}),
    )
