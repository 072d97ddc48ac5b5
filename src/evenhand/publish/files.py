"""Writing a release's files: the same release gives the same bytes, wherever and whenever it is written."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import StringIO
from math import isfinite
from typing import Any

from evenhand.foundations import Tally
from evenhand.measures import MEASURE_SCHEMA
from evenhand.publish.shelf import Shelf
from evenhand.publish.types import Release

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_LABELS = ("area_name", "group_label", "stage_label")


def measures_json(release: Release) -> str:
    """Return every measure as a bare list of objects, one per line; a missing number is null, never NaN."""
    return _lines_of_json(measure_rows(release))


def measures_csv(release: Release) -> str:
    """Return every measure as CSV, with the columns of measures.json."""
    return _csv(measure_rows(release), (*MEASURE_SCHEMA.names, *_LABELS))


def counts_csv(release: Release) -> str:
    """Return the protected counts: what is shown, between which numbers the true count lies, and why."""
    rows = sorted(release.counts.to_rows(), key=lambda row: str(row["cell_id"]))
    return _csv(rows, tuple(release.counts.cells.schema.names))


def findings_json(release: Release) -> str:
    """Return the findings, what cannot be said, and the rule of control."""
    return _json(release.findings.to_row())


RUN_IS_FOR = (
    "Your own records, not publication: exact numbers of rows, and the fingerprint of a small file, tell more than "
    "the protected counts do."
)


def run_json(release: Release) -> str:
    """Return how every figure can be traced: run, inputs, versions and hashes; for one's own records."""
    return _json({"for": RUN_IS_FOR, **release.run})


def measure_rows(release: Release) -> list[dict[str, Any]]:
    """Return the measures with names for area, group and stage, in the order of their cells."""
    shelf = Shelf(release)
    stages = {release.programme.stage_key(stage): stage.label for stage in release.programme.stages}
    rows = []
    for row in release.measures.to_rows():
        names = {
            "area_name": shelf.area_name(row["area"]) if row["area"] else shelf.say("files.all.areas"),
            "group_label": release.vocabulary.group_label(row["code_list"], row["edition"], row["group"])
            if row["group"]
            else shelf.say("files.all.groups"),
            "stage_label": stages.get(row["stage"], row["stage"]),
        }
        rows.append({**row, **names})
    keys = ("cell_id", "measure", "group", "reference", "stage", "denominator_name")
    return [_plain(row) for row in sorted(rows, key=lambda row: tuple(str(row[key]) for key in keys))]


def _plain(value: Any) -> Any:
    """Return what JSON can hold: mappings with text keys, lists, numbers with six significant digits."""
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(one) for one in (sorted(value) if isinstance(value, set | frozenset) else value)]
    if isinstance(value, float):
        return float(f"{value:.6g}") + 0.0 if isfinite(value) else None
    if isinstance(value, date):
        return value.isoformat()
    return value


def _json(value: Any) -> str:
    return json.dumps(_plain(value), ensure_ascii=False, allow_nan=False, indent=2, sort_keys=True) + "\n"


def _lines_of_json(rows: Sequence[Mapping[str, Any]]) -> str:
    lines = (json.dumps(row, ensure_ascii=False, allow_nan=False, sort_keys=True) for row in rows)
    return "[\n" + ",\n".join(lines) + "\n]\n" if rows else "[]\n"


def tally_csv(tally: Tally) -> str:
    """Return a side table: its keys, what is shown, between which numbers the true count lies, and why."""
    return _csv(tally.to_rows(), tuple(tally.rows.schema.names))


def csv_text(rows: Iterable[Sequence[Any]]) -> str:
    """Return rows as CSV, headings first, with no cell that a spreadsheet takes for a formula."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for row in rows:
        writer.writerow([_cell(one) for one in row])
    return text.getvalue()


def _csv(rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> str:
    return csv_text([names, *([row[name] for name in names] for row in rows)])


def _cell(value: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula; a missing value as an empty cell."""
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value
