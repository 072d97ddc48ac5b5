"""The one entrance: from what was read to a release. The command line, a notebook and the service call this."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import version
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from evenhand.cube import build_count_table, count_aggregates, count_journeys, count_population, roll_up_areas
from evenhand.disclosure import DEFAULT_POLICY, Ledger, LedgerEntry, Policy, load_policy, protect, show_count
from evenhand.findings import find, how_far_to_trust
from evenhand.foundations import CountTable, EvenhandError, Period
from evenhand.linkage import Unlinked, link_by_person
from evenhand.measures import measure
from evenhand.pathway import Journeys, build_pathways
from evenhand.publish import Release
from evenhand.records import Inputs
from evenhand.vocabulary import Area, Programme, Vocabulary, load_vocabulary


def run(
    inputs: Inputs,
    programme: str | None = None,
    vocabulary: Vocabulary | None = None,
    policy: Policy | str = DEFAULT_POLICY,
    ledger: Ledger | None = None,
    as_at: date | None = None,
    *,
    area_level: str | None = None,
) -> Release:
    """Return the release of what was read: counts protected first, and all else made from the protected counts.

    `programme` is a name; without one it is the only one the inputs fit. `as_at` is the day as of which people
    are followed: the latest date in the accepted rows unless given. Raises EvenhandError where the inputs fit
    no programme or several, or an area cannot be rolled up.
    """
    policy = load_policy(policy) if isinstance(policy, str) else policy
    vocabulary = with_areas(vocabulary or load_vocabulary(), inputs)
    chosen = choose_programme(inputs, programme, vocabulary)
    as_at = as_at or default_as_at(inputs)
    counted = count(inputs, programme=chosen, vocabulary=vocabulary, as_at=as_at, area_level=area_level)
    if len(counted.counts) == 0:
        raise EvenhandError("There is nothing to report on: no row was accepted for the programme.", mend=_SEE)
    protected = protect(counted.counts, policy=policy, programme=chosen)
    measures = measure(protected, programme=chosen, vocabulary=vocabulary)
    findings = find(protected, measures, programme=chosen, vocabulary=vocabulary)
    about = how_far_to_trust(protected, findings, programme=chosen, vocabulary=vocabulary)
    facts = _facts(counted, chosen, vocabulary, policy, as_at, area_level)
    entry = LedgerEntry.of(protected, run_id=facts["run_id"], as_at=as_at.isoformat())
    earlier = ledger or Ledger()
    facts["ledger"] = {"earlier_releases": len(earlier.entries), "differing_cells": earlier.differing(entry)}
    return Release(
        run=facts,
        programme=chosen,
        vocabulary=vocabulary,
        counts=protected,
        measures=measures,
        findings=findings,
        about=(*about, *_left_out(counted, policy, facts["ledger"])),
    )


_SEE = "Look at the rejected rows (evenhand check FILE) and at the formats in docs/reference/native-formats.md."


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Exact counts with what was left out on the way. For entitled staff; `run` protects it."""

    counts: CountTable
    inputs: Inputs
    journeys: Journeys | None
    unlinked: tuple[Unlinked, ...]
    warnings: tuple[str, ...]


def count(
    inputs: Inputs, *, programme: Programme, vocabulary: Vocabulary, as_at: date, area_level: str | None = None
) -> Counted:
    """Return the exact counts of a programme from records, aggregate tables and populations together."""
    parts: list[pa.Table] = []
    journeys, unlinked = None, ()
    areas: list[str] = []
    period: Period | None = None
    record = programme.journey.get("record")
    if record in inputs.records and inputs.records[record].num_rows:
        linked = link_by_person(inputs.records, programme)
        unlinked = linked.unlinked
        journeys = build_pathways(linked=linked, programme=programme, as_at=as_at)
        rolled = roll_up_areas(journeys.rows, areas=vocabulary.areas, level=area_level)
        journeys = replace(journeys, rows=rolled)
        areas = rolled.column("area").unique().to_pylist()
        if journeys.first and journeys.last:
            period = Period.whole_months(journeys.first, journeys.last)
            lists = _lists(inputs, str(record), programme)
            parts.append(count_journeys(journeys=journeys, programme=programme, code_lists=lists, period=period))
    given = inputs.records.get("count")
    warnings: tuple[str, ...] = ()
    if given is not None and given.num_rows:
        rolled = roll_up_areas(given, areas=vocabulary.areas, level=area_level)
        aggregate = count_aggregates(counts=rolled, programme=programme)
        if parts:
            aggregate, inputs, warnings = _set_aside(aggregate, parts[0], inputs)
        parts.append(aggregate)
        areas += aggregate.column("area").unique().to_pylist()
        if period is None and aggregate.num_rows:
            period = Period.parse(aggregate.column("period")[0].as_py())
    population = inputs.records.get("population")
    if population is not None and period is not None:
        parts.append(
            count_population(
                population=population, programme=programme, areas=vocabulary.areas, wanted=areas, period=period
            )
        )
    counts = build_count_table(parts, programme=programme, code_lists=vocabulary.code_lists)
    return Counted(counts=counts, inputs=inputs, journeys=journeys, unlinked=unlinked, warnings=warnings)


def choose_programme(inputs: Inputs, name: str | None, vocabulary: Vocabulary) -> Programme:
    """Return the named programme, or the only one that the inputs fit; raise EvenhandError otherwise."""
    if name is not None:
        return vocabulary.programme(name)
    stages = inputs.records["count"].column("stage").unique().to_pylist() if "count" in inputs.records else []
    fitting = [
        one
        for one in vocabulary.programmes.values()
        if one.journey.get("record") in inputs.records or any(stage.startswith(f"{one.id}/") for stage in stages)
    ]
    if len(fitting) != 1:
        known = ", ".join(sorted(vocabulary.programmes))
        what = "fit several programmes" if fitting else "fit no programme"
        raise EvenhandError(f"The files {what}.", mend=f"Choose one with --programme: {known}.")
    return fitting[0]


def default_as_at(inputs: Inputs) -> date:
    """Return the latest date in the accepted rows, else the end of the latest period of the aggregate tables."""
    latest = inputs.latest_date()
    if latest is None and "count" in inputs.records and inputs.records["count"].num_rows:
        periods = inputs.records["count"].column("period").unique().to_pylist()
        latest = max(Period.parse(period).last for period in periods)
    if latest is None:
        raise EvenhandError("There is nothing to report on: no row was accepted.", mend=_SEE)
    return latest


def with_areas(vocabulary: Vocabulary, inputs: Inputs) -> Vocabulary:
    """Return the vocabulary with the areas that the user's own areas files name."""
    if "area" not in inputs.records:
        return vocabulary
    own = {row["code"]: Area(**row) for row in inputs.records["area"].to_pylist()}
    return replace(vocabulary, areas=vocabulary.areas.with_more(own))


def _lists(inputs: Inputs, record: str, programme: Programme) -> dict[str, str]:
    """The code list of each characteristic that the journey record holds."""
    found = {name: inputs.code_lists.get((record, name)) for name in programme.characteristics}
    return {name: key for name, key in found.items() if key is not None}


def _set_aside(aggregate: pa.Table, counted: pa.Table, inputs: Inputs) -> tuple[pa.Table, Inputs, tuple[str, ...]]:
    """Leave out aggregate counts of areas whose people are counted from records: they are the same people."""
    both = pc.is_in(aggregate.column("area"), value_set=counted.column("area").combine_chunks().unique())
    if not pc.any(both).as_py():
        return aggregate, inputs, ()
    files = []
    for one in inputs.files:
        if one.record == "count" and pc.all(both).as_py():
            one = replace(one, accepted=0, duplicates=one.duplicates + one.accepted)
        files.append(one)
    kept = aggregate.filter(pc.invert(both))
    names = [name for name in counted.schema.names if name != "count"]
    joined = aggregate.filter(both).join(counted, names, join_type="inner", right_suffix="_of_records")
    differing = pc.sum(pc.not_equal(joined.column("count"), joined.column("count_of_records"))).as_py() or 0
    said = "they agree" if not differing else f"{differing} of {joined.num_rows} cells differ: look into it"
    note = f"Aggregate counts of areas that records cover were set aside, not added ({said})."
    return kept, replace(inputs, files=tuple(files)), (note,)


def _facts(
    counted: Counted, programme: Programme, vocabulary: Vocabulary, policy: Policy, as_at: date, area_level: str | None
) -> dict[str, Any]:
    """The content of run.json: what went in, and the version and hash of all that it was judged by."""
    inputs = [one.to_row() for one in counted.inputs.files]
    versions = {
        "evenhand": version("evenhand"),
        "vocabulary": {"version": vocabulary.version, "sha256": vocabulary.sha256},
        "programme": {
            "name": programme.id,
            "version": programme.version,
            "sha256": vocabulary.programme_sha256[programme.id],
        },
        "policy": {"name": policy.id, "version": policy.version, "sha256": policy.sha256},
    }
    given = repr((inputs, versions, as_at.isoformat(), area_level))
    periods = counted.counts.cells.column("period").unique().to_pylist()
    journeys = counted.journeys
    return {
        "run_id": hashlib.sha256(given.encode()).hexdigest()[:12],
        "as_at": as_at.isoformat(),
        "periods": periods,
        "area_level": area_level,
        "inputs": inputs,
        "skipped": [{"file": name, "reason": reason} for name, reason in counted.inputs.skipped],
        "warnings": [*counted.warnings],
        "repeats": show_count(journeys.repeats, policy) if journeys else "0",
        "excluded": [
            {"reason": one.reason, "label": one.label, "rows": show_count(one.rows, policy)}
            for one in (journeys.excluded if journeys else ())
        ],
        "unlinked": [
            {"record": one.record, "reason": one.reason, "rows": show_count(one.rows, policy)} for one in counted.unlinked
        ],
        "versions": versions,
    }


def _left_out(counted: Counted, policy: Policy, ledger: dict[str, int]) -> Sequence[tuple[str, str]]:
    """What was left out of the counts, as pairs of words, protected like any count of people."""
    pairs: list[tuple[str, str]] = []
    if counted.journeys:
        pairs += [(f"Left out: {one.label}", show_count(one.rows, policy)) for one in counted.journeys.excluded]
        if counted.journeys.repeats:
            pairs.append(("Further tests of the same people, counted once", show_count(counted.journeys.repeats, policy)))
    pairs += [(f"{one.record.capitalize()} rows with {one.reason}", show_count(one.rows, policy)) for one in counted.unlinked]
    rejected = sum(one.rejected for one in counted.inputs.files)
    read = sum(one.read for one in counted.inputs.files)
    pairs.append(("Rows refused on loading", f"{rejected:,} of {read:,}"))
    if ledger["differing_cells"]:
        pairs.append(("Figures that an earlier release showed otherwise", f"{ledger['differing_cells']:,}"))
    return pairs
