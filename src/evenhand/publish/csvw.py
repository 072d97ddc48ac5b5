"""What stands beside each CSV file: CSV on the Web metadata, so that a machine knows every column without asking."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from evenhand.foundations import SCHEMA, Tally
from evenhand.measures import MEASURE_SCHEMA
from evenhand.publish.columns import Column, columns_of, keys_of, meanings
from evenhand.publish.facts import protection_words
from evenhand.publish.page import page_title, trace
from evenhand.publish.shelf import Shelf
from evenhand.publish.stays import COLUMNS, notes_of

CONTEXT = "http://www.w3.org/ns/csvw"
"""The namespace of CSV on the Web: a name, not an address that anything here asks."""
APOSTROPHE = "A text that a spreadsheet could take for a formula has an apostrophe before it: take it off to have the text."
_LABELS = ("area_name", "group_label", "stage_label")
_COUNTED = ("value", "lower", "upper", "status")


def measures_metadata(shelf: Shelf, *, licence: str = "") -> str:
    """Return measures.csv-metadata.json."""
    names = [*MEASURE_SCHEMA.names, *_LABELS]
    notes = {f"measure: {name}": says for name, says in meanings("measure").items()}
    notes |= {f"state: {name}": says for name, says in meanings("held").items()}
    described = _described("measures", names)
    return _metadata(shelf, "measures.csv", described, keys_of("measures"), notes=notes, licence=licence)


def counts_metadata(shelf: Shelf, *, licence: str = "") -> str:
    """Return counts.csv-metadata.json."""
    described = _described("counts", SCHEMA.names)
    return _metadata(shelf, "counts.csv", described, keys_of("counts"), notes={}, licence=licence)


def stays_metadata(shelf: Shelf, file: str, *, licence: str = "") -> str:
    """Return the metadata of curves.csv or stays.csv."""
    table = file.removesuffix(".csv")
    notes = {f"note {n}": one for n, one in enumerate(notes_of(shelf, table), start=1)}
    notes |= {f"measure: {name}": says for name, says in meanings("stay").items()} if table == "stays" else {}
    described = _described(table, [*COLUMNS[table], "area_name", "group_label"])
    return _metadata(shelf, file, described, keys_of(table), notes=notes, licence=licence)


def tally_metadata(shelf: Shelf, tally: Tally, url: str, *, licence: str = "") -> str:
    """Return the metadata of a side table's CSV file: its keys under their own headings, then the counts."""
    known = columns_of("counts")
    described = [
        known.get(key) or Column(name=key, title=heading, says=f"what the counts are divided by: {heading}")
        for key, heading in zip(tally.keys, tally.headings, strict=True)
    ]
    described += _described("counts", _COUNTED)
    notes = {"about": tally.note} if tally.note else {}
    title = f"{tally.title} ({tally.unit})"
    return _metadata(shelf, url, described, tally.keys, notes=notes, licence=licence, title=title)


def _described(table: str, names: Sequence[str]) -> list[Column]:
    """Return the columns in the order of the file; one that nothing is said of bears its name (a test forbids it)."""
    known = columns_of(table)
    return [known.get(name) or Column(name=name, title=name, says=name) for name in names]


def _metadata(
    shelf: Shelf,
    url: str,
    described: Sequence[Column],
    key: Sequence[str],
    *,
    notes: Mapping[str, str],
    licence: str,
    title: str = "",
) -> str:
    about = {
        "@context": [CONTEXT, {"@language": "en"}],
        "url": url,
        "dc:title": f"{title or page_title(shelf)}",
        "dc:source": shelf.programme.source,
        "dc:rights": f"{protection_words(shelf)}. {_rights(licence)}",
        "dc:provenance": " · ".join(trace(shelf)),
        **({"dc:license": {"@id": licence}} if licence else {}),
        **({"dc:issued": {"@value": day, "@type": "date"}} if (day := _as_at(shelf)) else {}),
        "rdfs:comment": [*(f"{name}: {says}" for name, says in notes.items()), APOSTROPHE],
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\n"], "header": True},
        "tableSchema": {"columns": [_column(one) for one in described], "primaryKey": list(key)},
    }
    return json.dumps(about, ensure_ascii=False, indent=2) + "\n"


def _rights(licence: str) -> str:
    return "See the licence." if licence else "No licence is stated: ask whoever released the file."


def _as_at(shelf: Shelf) -> str:
    return str(shelf.release.run.get("as_at") or "")


def _column(one: Column) -> dict[str, Any]:
    return {
        "name": one.name,
        "titles": [one.name, one.title] if one.title != one.name else one.name,
        "dc:description": one.says.replace("`", "'"),
        "datatype": one.type,
        "null": "",
        "required": one.required,
    }
