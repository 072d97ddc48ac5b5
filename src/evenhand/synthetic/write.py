"""Writing a made-up partnership to files: the same rows give the same bytes."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as csv

from evenhand.synthetic.types import Partnership


def write_partnership(partnership: Partnership, folder: Path) -> None:
    """Write the partnership's files into `folder`, which is made where it is not there.

    records/tests.csv, records/contacts.csv, records/treatments.csv and aggregate/counts.csv hold the same
    people twice, row by row and counted; areas.csv names the area, truth.json says what was planted. Where more is recorded,
    records/custody.csv and records/orders.csv hold other people.
    """
    tables = {
        "records/tests.csv": partnership.tests,
        "records/contacts.csv": partnership.contacts,
        "records/treatments.csv": partnership.treatments,
        "aggregate/counts.csv": partnership.counts,
        "areas.csv": partnership.areas,
    }
    if partnership.custody is not None and partnership.orders is not None:
        tables |= {"records/custody.csv": partnership.custody, "records/orders.csv": partnership.orders}
    for name, table in tables.items():
        _write_csv(table, folder / name)
    text = json.dumps(dict(partnership.truth), indent=2, ensure_ascii=False) + "\n"
    (folder / "truth.json").write_bytes(text.encode())


def _write_csv(table: pa.Table, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        csv.write_csv(table, path, _options("none"))
    except pa.ArrowInvalid:  # some text holds a comma, a quotation mark or a new line
        csv.write_csv(table, path, _options("needed"))


def _options(quoting: str) -> csv.WriteOptions:
    return csv.WriteOptions(quoting_style=quoting, quoting_header="none", eol="\n")
