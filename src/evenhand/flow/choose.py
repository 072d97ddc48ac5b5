"""What a run is of: which programme the inputs fit, as of which day, in which areas."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from evenhand.foundations import EvenhandError, Period, UnknownName
from evenhand.records import Inputs
from evenhand.vocabulary import Area, Areas, Programme, Vocabulary

SEE = (
    "Look at the rejected rows (evenhand check FILE) and at the formats in docs/reference/native-formats.md."
)


def choose_programme(inputs: Inputs, name: Programme | str | None, vocabulary: Vocabulary) -> Programme:
    """Return the programme that is given or named, or the only one that the inputs fit.

    Raises EvenhandError where they fit none or several.
    """
    if isinstance(name, Programme):
        return name
    if name is not None:
        return vocabulary.programme(name)
    stages = inputs.records["count"].column("stage").unique().to_pylist() if "count" in inputs.records else []
    fitting = [
        one
        for one in vocabulary.programmes.values()
        if one.journey.get("record") in inputs.records
        or any(stage.startswith(f"{one.id}/") for stage in stages)
    ]
    fitting = [one for one in fitting if not one.by_name_only] or fitting
    if len(fitting) != 1:
        known = ", ".join(sorted(one.id for one in fitting) or sorted(vocabulary.programmes))
        what = "fit several programmes" if fitting else "fit no programme"
        raise EvenhandError(f"The files {what}.", mend=f"Choose one with --programme: {known}.")
    return fitting[0]


def default_as_at(inputs: Inputs, programme: Programme) -> date:
    """Return the latest date in the accepted rows that the programme follows.

    Without such rows it is the end of the latest period of the aggregate tables.
    """
    latest = next(iter(latest_dates(inputs, programme)), None)
    if latest is None and "count" in inputs.records and inputs.records["count"].num_rows:
        periods = inputs.records["count"].column("period").unique().to_pylist()
        latest = max(Period.parse(period).last for period in periods)
    if latest is None:
        raise EvenhandError("There is nothing to report on: no row was accepted.", mend=SEE)
    return latest


def followed(programme: Programme) -> set[str | None]:
    """The record types in which a programme follows people, that which pauses its clocks among them."""
    found = {programme.journey.get("record"), *(link["record"] for link in programme.links)}
    return found if programme.pause is None else {*found, programme.pause.record}


def latest_dates(inputs: Inputs, programme: Programme) -> list[date]:
    """The two latest different dates in the rows that the programme follows, latest first."""
    wanted = followed(programme)
    mine = {name: table for name, table in inputs.records.items() if name in wanted}
    return replace(inputs, records=mine).latest_dates(2)


def with_areas(vocabulary: Vocabulary, inputs: Inputs) -> Vocabulary:
    """Return the vocabulary with the areas that the user's own areas files name."""
    if "area" not in inputs.records:
        return vocabulary
    own = {row["code"]: Area(**row) for row in inputs.records["area"].to_pylist()}
    return replace(vocabulary, areas=vocabulary.areas.with_more(own))


def areas_at_home(home: Collection[str], areas: Areas) -> tuple[str, ...]:
    """Return the areas named and all that lie in them: records may say the ward, the partnership the town.

    Raises UnknownName where nothing is known of a code that holds no other.
    """
    unknown = sorted(code for code in home if code not in areas.by_code)
    if unknown:
        raise UnknownName(
            f"There is no area '{unknown[0]}' in the vocabulary.",
            mend="Give its code as the records write it, in an areas file (code, name, level, within).",
        )
    within = (code for code in areas.by_code if not set(areas.holders(code)).isdisjoint(home))
    return tuple(sorted(within))
