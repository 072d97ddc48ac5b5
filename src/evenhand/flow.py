"""The one entrance: from what was read to a release. The command line, a notebook and the service call this."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from evenhand.cube import Counted, count
from evenhand.disclosure import (
    DEFAULT_POLICY,
    Ledger,
    LedgerEntry,
    Policy,
    load_policy,
    protect,
    show_count,
    without_tiny_areas,
)
from evenhand.findings import find, how_far_to_trust
from evenhand.foundations import CountTable, EvenhandError, Period
from evenhand.measures import measure
from evenhand.publish import Release
from evenhand.records import InputFile, Inputs
from evenhand.records import read as read_files
from evenhand.vocabulary import Area, Programme, Vocabulary, load_vocabulary


def run(
    inputs: Inputs,
    programme: Programme | str | None = None,
    vocabulary: Vocabulary | None = None,
    policy: Policy | str = DEFAULT_POLICY,
    ledger: Ledger | None = None,
    as_at: date | None = None,
    *,
    area_level: str | None = None,
) -> Release:
    """Return the release of what was read: counts protected first, and all else made from the protected counts.

    `programme` is one or its name; without, it is the only one the inputs fit. `as_at` is the day as of which people
    are followed: the latest date in the accepted rows unless given. Raises EvenhandError where the inputs fit
    no programme or several, or an area cannot be rolled up.
    """
    policy = load_policy(policy) if isinstance(policy, str) else policy
    vocabulary = with_areas(vocabulary or load_vocabulary(), inputs)
    chosen = choose_programme(inputs, programme, vocabulary)
    as_at = as_at or default_as_at(inputs, chosen)
    counted = count(inputs, programme=chosen, vocabulary=vocabulary, as_at=as_at, area_level=area_level)
    exact, tiny = without_tiny_areas(counted.counts, policy=policy, known=vocabulary.areas.by_code)
    if len(exact) == 0:
        raise EvenhandError(_nothing_left(policy) if tiny else _NOTHING, mend=_SEE)
    warnings = [*counted.warnings, *_worth_a_look(counted, chosen, as_at, tiny)]
    versions = _versions(chosen, vocabulary, policy)
    held = set(exact.crossings(only=False).cells.column("characteristic").unique().to_pylist())
    chosen = chosen.comparing(held, vocabulary.coarser_characteristics)
    protected = protect(exact, policy=policy, programme=chosen, areas=vocabulary.areas)
    measures = measure(protected, programme=chosen, vocabulary=vocabulary)
    findings = find(protected, measures, programme=chosen, vocabulary=vocabulary)
    about = how_far_to_trust(protected, findings, programme=chosen, vocabulary=vocabulary)
    facts = _facts(counted, protected, versions, policy, as_at) | {
        "area_level": area_level,
        "warnings": warnings,
    }
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


_NOTHING = "There is nothing to report on: no row was accepted for the programme."
_SEE = (
    "Look at the rejected rows (evenhand check FILE) and at the formats in docs/reference/native-formats.md."
)


def read(
    paths: Iterable[Path | str] | Path | str,
    *,
    population: Iterable[Path | str] | Path | str = (),
    profile: str | None = None,
) -> Inputs:
    """Return everything that stands in the files or folders `paths`, and in the `population` files.

    For a notebook: with the vocabulary that comes with Evenhand. Raises UnreadableFile where a file cannot be
    used, with what would mend it.
    """
    vocabulary = load_vocabulary()
    return read_files(
        _several(paths), vocabulary=vocabulary, profile=profile, population=_several(population)
    )


def _several(paths: Iterable[Path | str] | Path | str) -> list[Path | str]:
    return [paths] if isinstance(paths, str | Path) else list(paths)


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
    latest = next(iter(_latest_dates(inputs, programme)), None)
    if latest is None and "count" in inputs.records and inputs.records["count"].num_rows:
        periods = inputs.records["count"].column("period").unique().to_pylist()
        latest = max(Period.parse(period).last for period in periods)
    if latest is None:
        raise EvenhandError("There is nothing to report on: no row was accepted.", mend=_SEE)
    return latest


def _followed(programme: Programme) -> set[str | None]:
    """The record types in which a programme follows people."""
    return {programme.journey.get("record"), *(link["record"] for link in programme.links)}


def _latest_dates(inputs: Inputs, programme: Programme) -> list[date]:
    """The two latest different dates in the rows that the programme follows, latest first."""
    followed = _followed(programme)
    mine = {name: table for name, table in inputs.records.items() if name in followed}
    return replace(inputs, records=mine).latest_dates(2)


def with_areas(vocabulary: Vocabulary, inputs: Inputs) -> Vocabulary:
    """Return the vocabulary with the areas that the user's own areas files name."""
    if "area" not in inputs.records:
        return vocabulary
    own = {row["code"]: Area(**row) for row in inputs.records["area"].to_pylist()}
    return replace(vocabulary, areas=vocabulary.areas.with_more(own))


def _versions(programme: Programme, vocabulary: Vocabulary, policy: Policy) -> dict[str, Any]:
    """Versions and fingerprints of all that a run is judged by."""
    return {
        "evenhand": version("evenhand"),
        "vocabulary": {"version": vocabulary.version, "sha256": vocabulary.sha256},
        "programme": {
            "name": programme.id,
            "version": programme.version,
            "sha256": _fingerprint(programme, vocabulary),
        },
        "policy": {"name": policy.id, "version": policy.version, "sha256": policy.sha256},
    }


def _facts(
    counted: Counted, protected: CountTable, versions: dict[str, Any], policy: Policy, as_at: date
) -> dict[str, Any]:
    """The content of run.json: what went in, and the version and hash of all that it was judged by."""
    inputs = [one.to_row() for one in counted.inputs.files]
    periods = counted.counts.cells.column("period").unique().to_pylist()
    journeys = counted.journeys
    return {
        "run_id": _run_id(protected, versions, as_at),
        "as_at": as_at.isoformat(),
        "periods": periods,
        "inputs": inputs,
        "inputs_shown": [_shown(one, policy) for one in counted.inputs.files],
        "skipped": [{"file": name, "reason": reason} for name, reason in counted.inputs.skipped],
        "repeats": show_count(journeys.repeats, policy) if journeys else "0",
        "excluded": [
            {"reason": one.reason, "label": one.label, "rows": show_count(one.rows, policy)}
            for one in (journeys.excluded if journeys else ())
        ],
        "unlinked": [
            {"record": one.record, "reason": one.reason, "rows": show_count(one.rows, policy)}
            for one in counted.unlinked
        ],
        "versions": versions,
    }


def _nothing_left(policy: Policy) -> str:
    return f"There is nothing that may be shown: fewer than {policy.threshold} people in each area, under {policy.id}."


def _worth_a_look(counted: Counted, programme: Programme, as_at: date, tiny: int) -> Iterator[str]:
    """Sentences on what was kept or left out and is worth a look; they hold no small count of people."""
    if tiny:
        yield "Areas that no areas file names, with too few people for their names to be shown, were left out."
    if any(one.measure == "rate" for one in programme.stages) and "population" not in counted.inputs.records:
        yield "No population was given, so there are no rates: name a file of residents with --population."
    others = [
        one.file
        for one in counted.inputs.files
        if one.record not in {*_followed(programme), "count", "population", "area"}
    ]
    if others:
        yield f"The programme {programme.id} does not use these files: {', '.join(others)}."
    latest, far_apart = _latest_dates(counted.inputs, programme), programme.journey.get("far_apart_days")
    if far_apart and len(latest) == 2 and latest[0] == as_at and (latest[0] - latest[1]).days >= far_apart:
        yield (
            f"The latest date stands {(latest[0] - latest[1]).days:,} days after the one before it. If it is mistyped, "
            "everybody is followed for too long: give --as-at."
        )


def _fingerprint(programme: Programme, vocabulary: Vocabulary) -> str:
    """The SHA-256 of the programme's file; of the programme itself where it was given in place of one."""
    if vocabulary.programmes.get(programme.id) == programme:
        return vocabulary.programme_sha256[programme.id]
    return hashlib.sha256(repr(programme).encode()).hexdigest()


def _run_id(protected: CountTable, versions: dict[str, Any], as_at: date) -> str:
    """The run's name, from what is shown alone: a name made from exact inputs would let them be guessed at."""
    cells = repr((protected.cells.to_pydict(), versions, as_at.isoformat()))
    return hashlib.sha256(cells.encode()).hexdigest()[:12]


def _rows_shown(rows: int, files: Sequence[InputFile], policy: Policy) -> str:
    """A number of rows of files: rounded where a row is a person or a search, as it is where it is a line of a table."""
    about_people = any(one.record not in ("area", "population", "count") for one in files)
    return show_count(rows, policy) if rows and about_people else f"{rows:,}"


def _shown(file: InputFile, policy: Policy) -> dict[str, Any]:
    """A file's line as the page shows it: numbers of rows about people protected like counts of people."""
    numbers = {name: getattr(file, name) for name in ("read", "accepted", "rejected", "duplicates")}
    shown = {name: _rows_shown(n, [file], policy) for name, n in numbers.items()}
    return {"file": file.file, "profile": file.profile, **shown}


def _left_out(counted: Counted, policy: Policy, ledger: dict[str, int]) -> Sequence[tuple[str, str]]:
    """What was left out of the counts, as pairs of words, protected like any count of people."""
    pairs: list[tuple[str, str]] = []
    if counted.journeys:
        pairs += [
            (f"Left out: {one.label}", show_count(one.rows, policy)) for one in counted.journeys.excluded
        ]
        if counted.journeys.repeats:
            pairs.append(
                (
                    "Further tests of the same people, counted once",
                    show_count(counted.journeys.repeats, policy),
                )
            )
    pairs += [
        (f"{one.record.capitalize()} rows with {one.reason}", show_count(one.rows, policy))
        for one in counted.unlinked
    ]
    rejected = sum(one.rejected for one in counted.inputs.files)
    read = sum(one.read for one in counted.inputs.files)
    refused = _rows_shown(rejected, counted.inputs.files, policy) if rejected else "none"
    pairs.append(
        ("Rows refused on loading", f"{refused} of {_rows_shown(read, counted.inputs.files, policy)}")
    )
    if ledger["differing_cells"]:
        pairs.append(("Figures that an earlier release showed otherwise", f"{ledger['differing_cells']:,}"))
    return pairs
