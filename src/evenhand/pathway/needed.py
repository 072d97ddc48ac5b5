"""The fields that a programme looks at: no others are carried along, and none of them may be missing."""

from collections.abc import Iterator, Mapping
from typing import Any

from evenhand.foundations import VocabularyError
from evenhand.vocabulary import Programme, link_name, rule_fields

_PLACES = ("area", "area_happened", "area_provided", "residence")


def needed_columns(programme: Programme, name: str, held: Mapping[str, str]) -> list[str]:
    """Return which of the columns `held` by the record that rules know by `name` are looked at, in their order.

    Raises VocabularyError for a field of a rule, clock or link that the record does not have.
    """
    record = _record(programme, name)
    asked = {field.partition(".")[2] for field in _fields(programme) if field.partition(".")[0] == name}
    if missing := sorted(asked - set(held)):
        raise VocabularyError(
            f"The programme {programme.id} looks at {name}.{missing[0]}, and {record} records have no {missing[0]}.",
            mend=f"They have: {', '.join(held)}.",
        )
    if name == programme.journey["record"]:
        asked |= {*_PLACES, *programme.characteristics, *programme.within}
    asked |= {one for one, link in programme.characteristics_from.items() if link == name}
    return [one for one in held if one in asked]


def _record(programme: Programme, name: str) -> str:
    found = (link["record"] for link in programme.links if link_name(link) == name)
    return str(next(found, programme.journey["record"]))


def _fields(programme: Programme) -> Iterator[str]:
    """Yield every field, written `name.field`, that the programme's words look at."""
    for stage in programme.stages:
        for rule in (stage.rule, stage.at_once, *(one.rule for one in stage.exits)):
            yield from rule_fields(rule)
        if stage.clock is not None:
            yield from (field for field in (stage.clock.start, stage.clock.end) if field is not None)
    if programme.stay is not None:
        yield from (programme.stay.start, programme.stay.end, programme.stay.reason)
    journey = programme.journey
    yield from rule_fields(journey.get("prefer"))
    for one in journey.get("exclude", ()):
        yield from rule_fields(one["rule"])
    yield from _own(journey["record"], journey, ("person", "date"))
    for link in programme.links:
        yield from (link[word] for word in ("after", "open_at") if word in link)
        yield from rule_fields(link.get("prefer"))
        yield from rule_fields(link.get("rule"))
        yield from _own(link_name(link), link, ("person", "date", "until"))
    names = [
        (journey["record"], journey["record"]),
        *((link_name(one), one["record"]) for one in programme.links),
    ]
    for spec in programme.episodes:
        for name, record in names:
            if record == spec.record:
                yield from (
                    f"{name}.{one}"
                    for one in (spec.person, spec.start, spec.end, spec.reason, *spec.earliest)
                )


def _own(name: str, words: Mapping[str, Any], which: tuple[str, ...]) -> Iterator[str]:
    return (f"{name}.{words[one]}" for one in which if one in words)
