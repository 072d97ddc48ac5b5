"""The reference pages made from data files: programmes, policies and profiles."""

from collections.abc import Iterator, Mapping
from typing import Any

from evenhand.disclosure import DEFAULT_POLICY, Policy, load_policy, policy_names
from evenhand.records import Profile, load_profiles
from evenhand.vocabulary import Programme, Stage, load_vocabulary
from tools.reference_words import joined, table

KINDS = {
    "exposure": "not a service: what brings people to the pathway",
    "need": "not a service: whether help is needed",
    "service": "something the service does",
    "outcome": "what came of it",
}
CELLS = {
    "text": "text",
    "code": "one of a list of words",
    "date": "a date: 2024-03-31, 20240331 or 31/03/2024",
    "whole": "a whole number",
    "count": "a whole number",
    "estimate": "a number, whole or not",
    "day": "a number of days from day zero",
}


def programmes() -> Iterator[str]:
    """Yield the page of programmes."""
    yield "# Programmes\n"
    yield "A programme says which steps there are, who could take each, by when, and how people leave. To make your"
    yield "own, see [Add a programme](../how-to/add-a-programme.md).\n"
    yield "A step makes a gap only where it is a *service* or an *outcome*: a negative test is nobody's loss. Fields"
    yield "are written `record.column`; the columns stand in [profiles](profiles.md).\n"
    for programme in load_vocabulary().programmes.values():
        yield from _programme(programme)


def _programme(one: Programme) -> Iterator[str]:
    yield f"## {one.title}\n"
    yield f"`{one.id}`, version {one.version}, {_verified(one.verified)}. Counts {one.unit}.\n"
    yield f"Source: {one.source}.\n"
    yield f"Divided by {joined(one.characteristics)}. Compared, and so among the comparisons a report makes:"
    yield f"{joined(one.compare)}.\n"
    journey = one.journey
    if journey:
        once = "one for each person" if "person" in journey else "one for each row"
        begins = f"A journey begins with a {journey['record']} record ({once})"
        prefer = (
            f"; one in which {_rule(journey['prefer'])} comes before others" if "prefer" in journey else ""
        )
        yield f"{begins}, by its `{journey['date']}`{prefer}.\n"
        for rule in journey.get("exclude", ()):
            yield f"- Left out: {rule['label']} ({_rule(rule['rule'])})."
        if journey.get("exclude"):
            yield ""
    for link in one.links:
        yield f"- Joined to it: {_link(link)}."
    if one.links:
        yield ""
    rows = [_stage_row(stage, one) for stage in one.stages]
    yield from table(("step", "name", "kind", "of whom", "reached when", "time allowed", "good or bad"), rows)
    yield "\nHow people leave before a step, in the order in which it is looked at:\n"
    exits = [
        (
            stage.label,
            f"`{left.state}`",
            left.label,
            _rule(left.rule) if left.rule else "none of the others holds",
            "yes" if left.at_risk else "no",
        )
        for stage in one.stages
        for left in stage.exits
    ]
    yield from table(("before", "name", "in words", "known when", "stays in the denominator"), exits)
    yield ""
    yield from _windows_and_targets(one)
    for title, notes in (("What its figures cannot say:", one.limits), ("How they are made:", one.notes)):
        if notes:
            yield f"{title}\n"
            yield from (f"- {note}" for note in notes)
            yield ""
    yield ""


def _link(link: Mapping[str, Any]) -> str:
    """A linked record in words: which one is taken, of which days."""
    name = f" (as `{link['as']}`)" if "as" in link else ""
    which = f"the {link.get('choose', 'first')} {link['record']} record{name}"
    if "open_at" in link:
        days = f"that began before `{link['open_at']}` and went on then"
    elif link.get("from_days", 0) < 0:
        days = f"from {-link['from_days']} days before `{link['after']}`"
    else:
        later = f" at least {link['from_days']} days" if link.get("from_days") else ""
        days = (
            f"{later.strip()} after `{link['after']}`".strip() if later else f"on or after `{link['after']}`"
        )
    window = f", at most {link['within_days']} days later" if "within_days" in link else ""
    only = f", where {_rule(link['rule'])}" if "rule" in link else ""
    prefer = f"; one in which {_rule(link['prefer'])} comes before others" if "prefer" in link else ""
    return f"{which} {days}{window}{only}{prefer}"


def _windows_and_targets(one: Programme) -> Iterator[str]:
    if one.windows:
        yield "Where its numbers of days come from:\n"
        rows = [(w.name, f"{w.days:,}", w.source, "yes" if w.verified else "no") for w in one.windows]
        yield from table(("time", "days", "source", "verified"), rows)
        yield ""
    if one.targets:
        yield "What the programme was meant to reach:\n"
        targets = [
            (
                target.title,
                f"{target.share:.0%}" + (f" to {target.to:.0%}" if target.to else ""),
                f"`{target.stage}`" if target.stage else "not measured here",
                target.source,
                "yes" if target.verified else "no",
            )
            for target in one.targets
        ]
        yield from table(("target", "share", "step", "source", "verified"), targets)
        yield ""


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
        return f"counted {clock.within_days} days after `{clock.start}`"
    return f"`{clock.end}` at most {clock.within_days} days after `{clock.start}`"


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


def policies() -> Iterator[str]:
    """Yield the page of disclosure policies."""
    yield "# Policies\n"
    yield "A policy says what may be shown. Which to take, and who may: [Choose a policy](../how-to/choose-a-policy.md)."
    yield "What they protect against, and what not: [Protection](../explanation/protection.md).\n"
    for one in (load_policy(name) for name in policy_names()):
        yield f"## {one.title}\n"
        yield f"`{one.id}`, version {one.version}{', taken unless you name another' if one.id == DEFAULT_POLICY else ''}.\n"
        yield from table(("what", "this policy"), _policy_rows(one))
        yield ""


def _policy_rows(one: Policy) -> Iterator[tuple[str, str]]:
    yield "may be published", "yes" if one.publishable else "no"
    yield "threshold", f"counts under {one.threshold} are hidden" if one.threshold else "none"
    yield "rounding", f"other counts go to the nearest {one.base}" if one.base > 1 else "none"
    small = f"in groups that may have fewer than {one.small_group}, a step at which all may share a state is withheld"
    yield "small groups", small if one.small_group else "no rule"
    yield "never hidden", joined(one.exempt_units) + " (public already)" if one.exempt_units else "–"
    yield "said on every page", one.words
    yield "source", one.source


def profiles() -> Iterator[str]:
    """Yield the page of file profiles."""
    yield "# Profiles\n"
    yield "A profile says how one file format is read. It is recognised by the headings; capitals, spaces, hyphens and"
    yield "underscores in a heading make no difference. For the formats made for typing, with examples, see"
    yield "[native formats](native-formats.md).\n"
    for one in load_profiles().values():
        yield from _profile(one)


def _profile(one: Profile) -> Iterator[str]:
    yield f"## {one.title}\n"
    yield f"`{one.id}`, {_verified(one.verified)}; gives {one.record} records. Source: {one.source}.\n"
    if one.area_from_name:
        yield "- The area (police force) and the month are told by the file's name."
    if one.keep_duplicates:
        yield "- Rows that are exactly alike are kept: nothing says that they are an error."
    elif one.key:
        key = [name for name in one.key if name not in ("file_no", "line")]
        same = f"Two rows are the same one when they agree in {joined(key)}."
        yield f"- {same if key else 'No two rows are taken for the same one.'}"
    else:
        yield "- A row exactly like an earlier one is a duplicate, and is counted as such."
    for target, said in one.from_name.items():
        yield f"- The file's name says `{target}`: what matches `{said['pattern']}`."
    yield from _blocks(one)
    if "before" in one.wide:
        list_name = one.wide["code_list"]
        yield f"- One further column for each group of `{list_name}`, headed `{one.wide['before']}`..."
        yield f"  `{one.wide['after']}`, and their total."
    if one.unused:
        yield f"- Known and not read: {joined(one.unused)}."
    yield ""
    rows = []
    for column in one.columns:
        also = f" (or {joined((f'`{name}`' for name in column.also), 'or')})" if column.also else ""
        holds = CELLS[str(column.kind)]
        if column.code_list:
            holds = f"a value of [`{column.code_list}`](code-lists.md)"
        elif column.values:
            holds = joined((f"`{code}`" for code in dict.fromkeys(column.values.values())), "or")
        blank = "not allowed" if column.filled else "no value"
        if column.blank is not None:
            blank = f"`{column.blank}`" if column.blank else "no value"
        rows.append((f"`{column.name}`{also}", holds, "yes" if column.required else "no", blank))
    yield from table(("heading", "holds", "needed", "a blank cell means"), rows)
    yield ""
    for check in one.checks:
        yield f"- A row is rejected when: {check.rule}"
    for made in one.derived:
        how = f"`{made.number}` by `{made.code_list}`" if made.number else "other columns"
        yield f"- `{made.target}` is worked out from {how}."
    if one.checks or one.derived:
        yield ""


def _blocks(one: Profile) -> Iterator[str]:
    """Yield what the headings of a wide published table count."""
    for block in one.wide.get("block", ()):
        what = f"`{block['stage']}`" if block.get("stage") else "What the row says"
        by = f", by `{block['code_list']}`" if block.get("code_list") else ""
        yield f"- {what}{by}: {joined((f'`{heading}`' for heading in block['cells']), 'and')}."


def _verified(verified: bool) -> str:
    return "verified" if verified else "not verified yet"
