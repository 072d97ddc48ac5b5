"""The words of a step: its title, what its axis counts, what is not in it. Counts stand before rates."""

from collections.abc import Sequence

from evenhand.findings import Finding, Findings
from evenhand.findings.words import capital
from evenhand.measures import State
from evenhand.publish.shelf import Division, Estimate, Shelf
from evenhand.publish.words import figure, rate_figure, whole
from evenhand.vocabulary import Stage


def axis_words(shelf: Shelf, stage: Stage) -> str:
    """Return what the axis counts: 'of every 100 people found in need, how many started treatment'."""
    before = _before(shelf, stage)
    if stage.measure == "rate":
        unit = unit_said(shelf, before.unit if before else "people")
        return shelf.say("figures.axis_rate", people=stage.people, per=whole(stage.per), unit=unit)
    people = before.people if before else unit_said(shelf, shelf.programme.unit)
    return shelf.say("figures.axis", people=people, did=stage.did)


def unit_said(shelf: Shelf, unit: str) -> str:
    """The word for what is counted, where the language has one of its own."""
    key = f"figures.unit.{unit}"
    return shelf.say(key) if shelf.speech.messages.has(key) else unit


def value_words(row: Estimate, value: float) -> str:
    """Return a figure in the row's own units: of every 100, or a rate."""
    return (
        figure(value * row.scale) if (row.units or "").startswith("share") else rate_figure(value * row.scale)
    )


def figure_words(shelf: Shelf, row: Estimate) -> str:
    """Return the best figure with its range, short enough to stand beside a dot: '41 (33 to 49)'."""
    if row.best is None:
        return range_words(shelf, row)
    return f"{value_words(row, row.best)} ({range_words(shelf, row)})"


def estimate_words(shelf: Shelf, row: Estimate) -> str:
    """Return the best figure, or the word for why there is none."""
    if row.best is not None and row.has_range:
        return value_words(row, row.best)
    keys = {State.WITHHELD: "figures.withheld", State.NO_ONE: "figures.nobody"}
    return shelf.say(keys.get(State(row.state), "figures.too_few"))


def range_words(shelf: Shelf, row: Estimate) -> str:
    """Return the range: '33 to 49'; a dash where there is none."""
    if not row.has_range or row.lower is None or row.upper is None:
        return "–"
    return shelf.say("words.from_to", first=value_words(row, row.lower), last=value_words(row, row.upper))


def out_of(shelf: Shelf, row: Estimate) -> str:
    """Return the number of people behind a dot: 'of 245'."""
    return "" if row.denominator is None else shelf.say("figures.of", number=whole(row.denominator))


def step_lead(shelf: Shelf, stage: Stage) -> str:
    """Return how to read the dots."""
    said = [shelf.say("figures.how_to_read")]
    if stage.clock:
        said.append(shelf.say("figures.counted_when_over"))
    return " ".join(said)


def step_title(
    shelf: Shelf, stage: Stage, shown: Sequence[Estimate], reference: Estimate | None, strong: frozenset[str]
) -> str:
    """Return what is seen: the groups of interest and the reference, else the highest and the lowest."""
    what = capital(axis_words(shelf, stage))
    known = [row for row in shown if row.best is not None]
    of_interest = [row for row in known if row.group in strong]
    if of_interest and reference is not None:
        return f"{what}: {shelf.speech.joined(_named(shelf, row) for row in (*of_interest, reference))}"
    if len(known) < 3:
        named = shelf.speech.joined(_named(shelf, row) for row in known)
        return f"{what}: {named}{_chance(shelf, known)}".removesuffix(": ")
    high, low = known[0], known[-1]
    figures = [value_words(row, row.best or 0) for row in (low, high)]
    if figures[0] == figures[1]:
        return f"{what}: {shelf.say('figures.same_in_all', figure=figures[0])}"
    ends = [
        shelf.say("figures.end", figure=said, people=_people(shelf, row))
        for said, row in zip(figures, (low, high), strict=True)
    ]
    return f"{what}: {shelf.say('figures.from_end_to_end', low=ends[0], high=ends[1])}{_chance(shelf, known)}"


def _named(shelf: Shelf, row: Estimate) -> str:
    return shelf.say("figures.named", people=_people(shelf, row), figure=value_words(row, row.best or 0))


def _chance(shelf: Shelf, rows: Sequence[Estimate]) -> str:
    """Say that what is seen could be chance, where it was tested and did not hold."""
    findings = shelf.release.findings
    held = {(one.area, one.period, one.stage, one.characteristic, one.code_list) for one in _all(findings)}
    tested = [row for row in rows if row.characteristic in shelf.programme.compare]
    if len(rows) < 2 or not tested:
        return ""
    row = tested[0]
    return (
        ""
        if (row.area, row.period, row.stage, row.characteristic, row.code_list) in held
        else f"; {shelf.say('figures.not_clear')}"
    )


def _all(findings: Findings) -> tuple[Finding, ...]:
    return (*findings.headlines, *findings.further)


def step_description(shelf: Shelf, stage: Stage, shown: Sequence[Estimate]) -> str:
    """Return the text alternative: every group with its figure and range."""
    listed = "; ".join(
        f"{shelf.group_label(row.division, row.group)} {figure_words(shelf, row)}" for row in shown
    )
    return shelf.say("figures.description", what=capital(axis_words(shelf, stage)), listed=listed)


def range_alone_words(shelf: Shelf, stage: Stage, shown: Sequence[Estimate]) -> list[str]:
    """Return why some rows have a range and no dot: the count behind them is hidden."""
    alone = [row for row in shown if row.best is None]
    if not alone:
        return []
    count = shelf.count(alone[0].area, stage, group=alone[0].group, of=alone[0].division)
    said = count.words if count and count.is_hidden else shelf.say("figures.too_few_to_show")
    names = ", ".join(shelf.group_label(row.division, row.group) for row in alone)
    return [shelf.say("figures.range_alone", said=said, names=names)]


def too_few_words(shelf: Shelf, rows: Sequence[Estimate]) -> list[str]:
    """Return the groups that are not drawn, by name."""
    missing = [row for row in rows if not row.has_range]
    few = [shelf.group_label(row.division, row.group) for row in missing if row.state != State.WITHHELD]
    withheld = [shelf.group_label(row.division, row.group) for row in missing if row.state == State.WITHHELD]
    said = [shelf.say("figures.few", names=", ".join(few))] if few else []
    return said + ([shelf.say("figures.kept_back", names=", ".join(withheld))] if withheld else [])


def unknown_words(shelf: Shelf, area: str, stage: Stage, division: Division) -> list[str]:
    """Return how many people of the step before stand in no group."""
    before = _before(shelf, stage)
    if before is None:
        return []
    if stage.measure == "rate":
        before = stage
    found = shelf.unknown_counts(area, before, division)
    if not found:
        return []
    title = shelf.vocabulary.characteristic_title(division.characteristic)
    listed = ", ".join(f"{label} ({count.words})" for label, count in found)
    return [shelf.say("figures.in_no_row", people=before.people, title=title, listed=listed)]


def _before(shelf: Shelf, stage: Stage) -> Stage | None:
    return next((one for one in shelf.programme.stages if one.id == stage.of), None)


def _people(shelf: Shelf, row: Estimate) -> str:
    return shelf.group_people(row.division, row.group)
