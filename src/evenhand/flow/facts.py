"""What a run records of itself: inputs, what was left out, versions and fingerprints; and what is worth a look."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from importlib.metadata import version
from typing import Any

from evenhand.cube import Counted
from evenhand.disclosure import Policy, show_count
from evenhand.flow.choose import followed, latest_dates
from evenhand.foundations import CountTable, Period
from evenhand.records import InputFile
from evenhand.vocabulary import Programme, Vocabulary

_ROWS = ("read", "accepted", "rejected", "duplicates", "folded", "without_consent")
_BESIDE = ("count", "population", "area", "estimate", "evidence")
"""Record types that any programme may use beside those it follows."""


def versions_of(programme: Programme, vocabulary: Vocabulary, policy: Policy) -> dict[str, Any]:
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


def facts_of(
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
        "joined": [
            {
                "record": one.record,
                "rows": show_count(one.rows, policy),
                "episodes": show_count(one.episodes, policy),
            }
            for one in (journeys.joined if journeys else ())
        ],
        "rows": {
            name: rows_shown(
                sum(getattr(one, name) for one in counted.inputs.files), counted.inputs.files, policy
            )
            for name in ("read", "rejected", "without_consent")
        },
        "versions": versions,
    }


def notes_of(counted: Counted, programme: Programme, as_at: date, tiny: int) -> Iterator[dict[str, Any]]:
    """What was kept or left out and is worth a look: the key of a message and its fields; no small count of people."""
    if tiny:
        yield {"key": "flow.tiny_areas"}
    if any(one.measure == "rate" for one in programme.stages) and "population" not in counted.inputs.records:
        yield {"key": "flow.no_population"}
    others = [one.file for one in counted.inputs.files if one.record not in {*followed(programme), *_BESIDE}]
    if others:
        yield {"key": "flow.unused_files", "programme": programme.id, "files": ", ".join(others)}
    latest, far_apart = latest_dates(counted.inputs, programme), programme.journey.get("far_apart_days")
    if far_apart and len(latest) == 2 and latest[0] == as_at and (latest[0] - latest[1]).days >= far_apart:
        yield {"key": "flow.far_apart", "days": f"{(latest[0] - latest[1]).days:,}"}
    yield from _out_of_date(counted, programme)
    if counted.journeys and counted.journeys.paused is None and programme.pause is not None:
        yield {"key": "flow.no_pause"}


def _out_of_date(counted: Counted, programme: Programme) -> Iterator[dict[str, Any]]:
    """A note where people are counted outside the time for which the programme was written."""
    periods = [Period.parse(one) for one in counted.counts.cells.column("period").unique().to_pylist()]
    late = programme.valid_to and any(one.first > programme.valid_to for one in periods)
    early = programme.valid_from and any(one.last < programme.valid_from for one in periods)
    if late or early:
        ends = [str(end) if end else "" for end in (programme.valid_from, programme.valid_to)]
        yield {"key": "flow.out_of_date", "programme": programme.id, "first": ends[0], "last": ends[1]}


def _fingerprint(programme: Programme, vocabulary: Vocabulary) -> str:
    """The SHA-256 of the programme's file; of the programme itself where it was given in place of one."""
    if vocabulary.programmes.get(programme.id) == programme:
        return vocabulary.programme_sha256[programme.id]
    return hashlib.sha256(repr(programme).encode()).hexdigest()


def _run_id(protected: CountTable, versions: dict[str, Any], as_at: date) -> str:
    """The run's name, from what is shown alone: a name made from exact inputs would let them be guessed at."""
    cells = repr((protected.cells.to_pydict(), versions, as_at.isoformat()))
    return hashlib.sha256(cells.encode()).hexdigest()[:12]


def rows_shown(rows: int, files: Sequence[InputFile], policy: Policy) -> str:
    """A number of rows of files, rounded; a small one is told where a row is no person or search but a line of a table."""
    about_people = any(one.record not in _BESIDE for one in files)
    return show_count(rows, policy) if rows and (about_people or rows >= policy.threshold) else f"{rows:,}"


def _shown(file: InputFile, policy: Policy) -> dict[str, Any]:
    """A file's line as the page shows it: numbers of rows about people protected like counts of people."""
    numbers = {name: getattr(file, name) for name in _ROWS}
    shown = {name: rows_shown(n, [file], policy) for name, n in numbers.items()}
    return {"file": file.file, "profile": file.profile, **shown}
