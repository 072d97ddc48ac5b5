"""Beside the dots of a step: the same difference among people alike in their main drug, their age or their suite."""

from collections.abc import Sequence

from evenhand.measures import Measure
from evenhand.publish.charts import DotRow, Panel
from evenhand.publish.shelf import Division, Estimate, Shelf
from evenhand.publish.words import points
from evenhand.vocabulary import Stage

LEAST = 2
"""So many groups must have a figure for a panel to be drawn beside the others."""


def rows_within(shelf: Shelf, area: str, stage: Stage, division: Division) -> tuple[str, dict[str, Estimate]]:
    """Return what people are alike in, and the difference from the reference within it, by group.

    Of what the programme names the first is taken for which most groups have a figure; nothing where fewer than
    two have one. Only main drug before all else: it is what a difference is first put down to. Source: C4.
    """
    rows = shelf.find(area, Measure.DIFFERENCE_WITHIN, stage)
    found: dict[str, dict[str, Estimate]] = {name: {} for name in shelf.programme.within}
    for row in rows:
        if row.division == division and row.within in found and row.has_range:
            found[row.within][row.group] = row
    known = {
        name: own for name, own in found.items() if sum(one.best is not None for one in own.values()) >= LEAST
    }
    if not known:
        only = {name: own for name, own in found.items() if own}
        known = {name: own for name, own in only.items() if len(own) == len(_groups(rows, division))}
    name = max(known, key=lambda one: (one == "drug_group", len(known[one])), default="")
    return name, known.get(name, {})


def _groups(rows: Sequence[Estimate], division: Division) -> set[str]:
    return {row.group for row in rows if row.division == division}


def alike_words(shelf: Shelf, name: str) -> str:
    """Return how people are alike: 'Among people who use the same drugs'."""
    key = f"figures.within.{name}"
    if shelf.speech.messages.has(key):
        return shelf.say(key)
    return shelf.say("figures.within.other", title=shelf.vocabulary.characteristic_title(name))


def within_panel(
    shelf: Shelf, name: str, within: dict[str, Estimate], shown: Sequence[Estimate], reference: str
) -> Panel:
    """Return the panel with a row for each group shown; the reference has none, since it is the dashed line."""
    return Panel(
        heading=alike_words(shelf, name),
        first_heading=shelf.say("figures.within.all"),
        rows=tuple(_dot(shelf, row, within.get(row.group), reference) for row in shown),
        axis_words=shelf.say(
            "figures.within.axis", reference=shelf.group_people(shown[0].division, reference)
        ),
        missing=shelf.say("figures.too_few"),
    )


def _dot(shelf: Shelf, row: Estimate, within: Estimate | None, reference: str) -> DotRow | None:
    label = shelf.group_label(row.division, row.group)
    if row.group == reference:
        return DotRow(label=label, estimate=None, lower=0, upper=0, figure="", of="", drawn=False)
    if within is None:
        return None
    return DotRow(
        label=label,
        estimate=None if within.best is None else within.best * 100,
        lower=(within.lower or 0) * 100,
        upper=(within.upper or 0) * 100,
        figure=difference_words(shelf, within),
        of="",
    )


def difference_words(shelf: Shelf, row: Estimate) -> str:
    """Return a difference in points of 100 with its range: '−27 (−39 to −16)'."""
    ends = shelf.say("words.from_to", first=_whole(row.lower or 0.0), last=_whole(row.upper or 0.0))
    return ends if row.best is None else f"{_whole(row.best)} ({ends})"


def _whole(share: float) -> str:
    """A difference in whole points of 100, with its sign."""
    number = round(share * 100)
    return points(float(number)).removesuffix(".0") if number else "0"
