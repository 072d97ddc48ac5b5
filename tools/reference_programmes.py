"""The reference page of programmes: each step, rule, way of leaving and number of days in words."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from evenhand.vocabulary import Exit, Programme, Stage, load_vocabulary
from evenhand.vocabulary.programme_parts import Target
from tools.reference_words import joined, table, verified

ROOT = Path(__file__).resolve().parent.parent
SPECIFIED = Path("tests/spec/programmes")


def programmes() -> Iterator[str]:
    """Yield the page of programmes."""
    yield "# Programmes\n"
    yield "A programme says which steps there are, who could take each, by when, and how people leave. To make your"
    yield "own, see [Add a programme](../how-to/add-a-programme.md).\n"
    yield "A step makes a gap only where it is a *service* or an *outcome*: a negative test is nobody's loss. Fields"
    yield "are written `record.column`; the columns stand in [profiles](profiles.md). How rows become journeys, with"
    yield "tables: [Following people](../explanation/following-people.md).\n"
    for programme in load_vocabulary().programmes.values():
        yield from _programme(programme)


def _programme(one: Programme) -> Iterator[str]:
    yield f"## {one.title}\n"
    yield f"`{one.id}`, version {one.version}, {verified(one.verified)}. Counts {one.unit}.\n"
    yield f"Source: {one.source}.\n"
    yield f"Divided by {joined(one.characteristics)}. Compared, and so among the comparisons a report makes:"
    yield f"{joined(one.compare)}.\n"
    yield from _followed(one)
    yield from _journey(one)
    rows = [_stage_row(stage, one) for stage in one.stages]
    yield from table(("step", "name", "kind", "of whom", "reached when", "time allowed", "good or bad"), rows)
    yield "\nHow people leave before a step, in the order in which it is looked at:\n"
    exits = [_exit_row(stage, left) for stage in one.stages for left in stage.exits]
    yield from table(("before", "name", "in words", "known when", "stays in the denominator"), exits)
    yield ""
    yield from _windows(one)
    yield from _targets(one)
    for title, notes in (("What its figures cannot say:", one.limits), ("How they are made:", one.notes)):
        if notes:
            yield f"{title}\n"
            yield from (f"- {note}" for note in notes)
            yield ""


def _followed(one: Programme) -> Iterator[str]:
    """Yield where made-up people are followed through it, in tables that the tests run."""
    path = SPECIFIED / f"{one.id}.md"
    if (ROOT / path).is_file():
        yield f"Made-up people followed through it, as the tests do: [{path.name}](../../{path.as_posix()}).\n"


def _journey(one: Programme) -> Iterator[str]:
    """Yield where a journey begins, who is left out, and which records are joined to it."""
    journey = one.journey
    if journey:
        once = "one for each person" if "person" in journey else "one for each row"
        begins = f"A journey begins with a {journey['record']} record ({once}), by its `{journey['date']}`"
        yield f"{begins}{_preferred(journey)}.\n"
    left_out = [
        f"- Left out: {rule['label']} ({_rule(rule['rule'])})." for rule in journey.get("exclude", ())
    ]
    joined_to = [f"- Joined to it: {_link(link)}." for link in one.links]
    for lines in (left_out, joined_to):
        if lines:
            yield from (*lines, "")


def _preferred(chosen: Mapping[str, Any]) -> str:
    return f"; one in which {_rule(chosen['prefer'])} comes before others" if "prefer" in chosen else ""


def _exit_row(stage: Stage, left: Exit) -> tuple[str, ...]:
    known = _rule(left.rule) if left.rule else "none of the others holds"
    return (stage.label, f"`{left.state}`", left.label, known, "yes" if left.at_risk else "no")


def _link(link: Mapping[str, Any]) -> str:
    """A linked record in words: which one is taken, of which days."""
    name = f" (as `{link['as']}`)" if "as" in link else ""
    which = f"the {link.get('choose', 'first')} {link['record']} record{name}"
    window = f", at most {_days(link['within_days'])} later" if "within_days" in link else ""
    only = f", where {_rule(link['rule'])}" if "rule" in link else ""
    return f"{which} {_which_days(link)}{window}{only}{_preferred(link)}"


def _which_days(link: Mapping[str, Any]) -> str:
    if "open_at" in link:
        return f"that began before `{link['open_at']}` and went on then"
    days = link.get("from_days", 0)
    if days < 0:
        return f"from {_days(-days)} before `{link['after']}`"
    return f"at least {_days(days)} after `{link['after']}`" if days else f"on or after `{link['after']}`"


def _days(days: int) -> str:
    return "1 day" if days == 1 else f"{days:,} days"


def _windows(one: Programme) -> Iterator[str]:
    if one.windows:
        yield "Where its numbers of days come from:\n"
        rows = [(w.name, f"{w.days:,}", w.source, "yes" if w.verified else "no") for w in one.windows]
        yield from table(("time", "days", "source", "verified"), rows)
        yield ""


def _targets(one: Programme) -> Iterator[str]:
    if one.targets:
        yield "What the programme was meant to reach:\n"
        yield from table(("target", "share", "step", "source", "verified"), map(_target_row, one.targets))
        yield ""


def _target_row(target: Target) -> tuple[str, ...]:
    share = f"{target.share:.0%}" + (f" to {target.to:.0%}" if target.to else "")
    step = f"`{target.stage}`" if target.stage else "not measured here"
    return (target.title, share, step, target.source, "yes" if target.verified else "no")


def _stage_row(stage: Stage, programme: Programme) -> tuple[str, ...]:
    of = "–"
    if stage.of:
        before = programme.stage(stage.of).people
        of = before if stage.measure == "proportion" else f"for every {stage.per:,} {before}"
    reached = _rule(stage.rule) if stage.rule else ("everyone" if stage.of is None else "every row")
    if stage.at_once:
        reached += f"; at once where {_rule(stage.at_once)}"
    polarity = "–" if stage.polarity == "none" else f"{stage.polarity} to the person"
    return (stage.label, f"`{stage.id}`", str(stage.kind), of, reached, _clock(stage), polarity)


def _clock(stage: Stage) -> str:
    clock = stage.clock
    if clock is None:
        return "–"
    if clock.end is None:
        return f"counted {_days(clock.within_days)} after `{clock.start}`"
    return f"`{clock.end}` at most {_days(clock.within_days)} after `{clock.start}`"


def _rule(rule: Mapping[str, Any]) -> str:
    match rule:
        case {"any": parts}:
            return ", or ".join(_rule(part) for part in parts)
        case {"all": parts}:
            return " and ".join(_rule(part) for part in parts)
        case {"field": field, "in": values}:
            return f"`{field}` is {joined((str(one) for one in values), 'or')}"
        case {"field": field, "present": present}:
            return f"`{field}` is {'filled' if present else 'blank'}"
        case {"field": field, "below": limit}:
            return f"`{field}` is below {limit}"
        case {"field": field, "at_least": limit}:
            return f"`{field}` is {limit} or more"
        case {"not": part}:
            return f"not ({_rule(part)})"
        case {"from": start, "to": end, "at_least_days": days}:
            return f"`{end}` is at least {days} days after `{start}`"
        case {"from": start, "to": end, "at_most_days": days}:
            return f"`{end}` is at most {days} days after `{start}`"
    for word in ("before", "on_or_before", "after", "on_or_after"):
        if word in rule:
            return f"`{rule['field']}` is {word.replace('_', ' ')} `{rule[word]}`"
    raise ValueError(f"This form of rule has no words yet: {rule}")
