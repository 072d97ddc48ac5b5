"""Rules of CSV on the Web that can be checked here: a metadata file against its table, by the W3C recommendations of 2015.

Source: Metadata Vocabulary for Tabular Data, and Model for Tabular Data and Metadata on the Web.
"""

import csv
import re
from collections.abc import Iterator
from io import StringIO
from typing import Any

DATATYPES = {
    "string": ".*",
    "number": r"-?\d+(\.\d+)?(e[+-]?\d+)?",
    "nonNegativeInteger": r"\d+",
}
OF_TABLE = {"@context", "url", "dialect", "tableSchema", "notes", "@id", "@type"}
OF_COLUMN = {"name", "titles", "datatype", "null", "required", "virtual"}


def faults(metadata: dict[str, Any], table: str) -> Iterator[str]:
    """Yield every fault of metadata against the table it describes."""
    context = metadata.get("@context")
    if not (
        isinstance(context, list)
        and context[0] == "http://www.w3.org/ns/csvw"
        and set(context[1]) <= {"@language", "@base"}
    ):
        yield "the context is not that of CSV on the Web"
    if not re.fullmatch(r"[a-z0-9_.-]+\.csv", metadata.get("url", "")):
        yield "the url is not relative to the metadata"
    yield from (
        f"{name} is no property of a table" for name in metadata if name not in OF_TABLE and ":" not in name
    )
    columns = metadata["tableSchema"]["columns"]
    rows = list(csv.reader(StringIO(table)))
    if [column["name"] for column in columns] != rows[0]:
        yield "the columns are not those of the table, in their order"
    for column, head in zip(columns, rows[0], strict=True):
        yield from (f"{column['name']}: {fault}" for fault in _column(column, head))
    for number, column in enumerate(columns):
        yield from _values(column, [row[number] for row in rows[1:]])
    yield from _key(metadata["tableSchema"].get("primaryKey", []), rows)


def _column(column: dict[str, Any], head: str) -> Iterator[str]:
    titles = column["titles"] if isinstance(column["titles"], list) else [column["titles"]]
    if head not in titles:
        yield "the heading in the file is none of its titles"
    if not re.fullmatch("[A-Za-z0-9_]+", column["name"]) or column["name"].startswith("_"):
        yield "the name cannot stand in a template"
    if column["datatype"] not in DATATYPES:
        yield f"the datatype {column['datatype']} is not known"
    if len(column.get("dc:description", "")) < 10 or column["dc:description"] == column["name"]:
        yield "nothing is said of it"
    yield from (
        f"{name} is no property of a column" for name in column if name not in OF_COLUMN and ":" not in name
    )


def _values(column: dict[str, Any], cells: list[str]) -> Iterator[str]:
    for cell in cells:
        if cell == column["null"]:
            if column["required"]:
                yield f"{column['name']} is required and has an empty cell"
                return
        elif not re.fullmatch(DATATYPES[column["datatype"]], cell):
            yield f"{column['name']}: {cell} is no {column['datatype']}"
            return


def _key(key: list[str], rows: list[list[str]]) -> Iterator[str]:
    if not key or not set(key) <= set(rows[0]):
        yield "the key names a column that is not there"
        return
    found = [tuple(row[rows[0].index(name)] for name in key) for row in rows[1:]]
    if len(set(found)) != len(found):
        yield f"{len(found) - len(set(found))} rows have the key of another"
