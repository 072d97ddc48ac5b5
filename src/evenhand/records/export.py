"""Treatment records as a file of the treatment monitoring system's format, which reading gives back as they were.

A cell that a spreadsheet would take for a formula gets an apostrophe before it, which reading takes off again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv

from evenhand.foundations.cells import harmless
from evenhand.records.layout import Layout, load_layout
from evenhand.records.types import RECORD_SCHEMAS, Inputs
from evenhand.records.written_codes import codes_of
from evenhand.vocabulary import Vocabulary

_BETWEEN = "|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """Records ready to be written: `rows` (text, in the format's order), and what of them can't be.

    `left_out` counts the records that aren't in `rows`, by reason; `lost` the values that have no code in the
    format, by field. `notes` are sentences on what every such file lacks.
    """

    rows: pa.Table
    left_out: Mapping[str, int]
    lost: Mapping[str, int]
    notes: tuple[str, ...]

    def told(self) -> list[str]:
        """Return all of it in sentences, without any value."""
        left = [f"{_records(number)} left out: {reason}" for reason, number in self.left_out.items()]
        lost = [
            f"{_records(number)} without {field}: no code for the value."
            for field, number in self.lost.items()
        ]
        return [*left, *lost, *self.notes]


def export_treatments(
    inputs: Inputs, vocabulary: Vocabulary, *, layout: str = "ndtms-cds-k", own_columns: bool = True
) -> Exported:
    """Return the treatment records as rows of a format, one for each record.

    `own_columns` adds what the format has no field for, so that reading the file gives the same records;
    without them it is as the format says. Raises UnknownName where there is no such layout.
    """
    chosen = load_layout(layout)
    records = inputs.records.get("treatment", RECORD_SCHEMAS["treatment"].empty_table())
    lists = {
        column: listed for (record, column), listed in inputs.code_lists.items() if record == "treatment"
    }
    fields = [*chosen.fields, *(chosen.own if own_columns else ())]
    cells, lost = {}, {}
    for field in fields:
        cells[field] = _cells(field, records, chosen, lists, vocabulary)
        missing = _lost(field, records, cells[field], chosen)
        if missing:
            lost[field] = missing
    cells["CLIENTID"] = cells["CLIENT"] = _client(records)
    cells["EPISODID"], made_up = _episodes(cells["EPISODID"])
    table, left_out = _that_can_be_written(pa.table({field: cells[field] for field in fields}), chosen)
    notes = [chosen.notes[key] for key in ("attributor", "general", *(["own"] if own_columns else []))]
    if made_up:
        notes.append(f"{_records(made_up)} without a number of an episode: one was made up.")
    return Exported(rows=_as_text(table, chosen), left_out=left_out, lost=lost, notes=tuple(notes))


def write_export(exported: Exported, path: Path | str) -> Path:
    """Write the rows as CSV and return the path. Cells are quoted where they need it."""
    options = pa_csv.WriteOptions(quoting_style="needed", quoting_header="none", eol="\n")
    pa_csv.write_csv(exported.rows, path, options)
    return Path(path)


def _cells(
    field: str, records: pa.Table, layout: Layout, lists: Mapping[str, str], vocabulary: Vocabulary
) -> pa.Array:
    """Return what a field says of each record; null where nothing."""
    source = layout.sources.get(field)
    if source is None or source not in records.schema.names:
        return pa.nulls(records.num_rows, pa.string())
    values = _whole(records.column(source))
    if field in layout.constant:
        return pc.if_else(values.is_valid(), layout.constant[field], pa.scalar(None, pa.string()))
    if pa.types.is_date(values.type):
        return pc.strftime(values, layout.dates)
    values = values.cast(pa.string())
    if field in layout.words:
        return _looked_up(values, layout.words[field])
    if field in layout.lists:
        return _looked_up(values, codes_of(lists.get(source, ""), layout.lists[field], vocabulary))
    values = _replaced(values, layout.instead.get(field, {}), layout.none.get(field, ()))
    return pc.if_else(pc.equal(values, layout.empty), pa.scalar(None, pa.string()), values)


def _looked_up(values: pa.Array, codes: Mapping[str, str]) -> pa.Array:
    place = pc.index_in(values, value_set=pa.array(list(codes), pa.string()))
    return pc.take(pa.array(list(codes.values()), pa.string()), place)


def _replaced(values: pa.Array, instead: Mapping[str, str], none: tuple[str, ...]) -> pa.Array:
    without = pc.if_else(
        pc.is_in(values, value_set=pa.array(none, pa.string())), pa.scalar(None, pa.string()), values
    )
    return pc.coalesce(_looked_up(values, instead), without) if instead else without


def _lost(field: str, records: pa.Table, cells: pa.Array, layout: Layout) -> int:
    """Return how many records hold a value that the field has no code for; not_known is an empty cell."""
    source = layout.sources.get(field)
    if source is None or source not in records.schema.names or field in layout.needed:
        return 0
    values = _whole(records.column(source))
    told = pc.and_(values.is_valid(), cells.is_null())
    if pa.types.is_string(values.type):
        told = pc.and_(told, pc.not_equal(pc.coalesce(values, ""), "not_known"))
    return int(pc.sum(told).as_py() or 0)


def _client(records: pa.Table) -> pa.Array:
    """Return the agency's number of each person: the person's number, without the agency before it."""
    person, provider = (_whole(records.column(name)) for name in ("person_id", "provider"))
    start = pc.binary_join_element_wise(provider, pa.scalar(""), _BETWEEN)
    length = pc.coalesce(pc.utf8_length(start), 0)
    if not records.num_rows:
        return person
    table = pa.table({"person": person, "start": start, "length": length})
    with duckdb.connect(":memory:") as con:
        con.register("people", table.append_column("row", pa.array(range(records.num_rows))))
        made = con.sql("""
            SELECT CASE WHEN starts_with(person, start) AND person <> start THEN substr(person, length + 1)
            ELSE person END AS client FROM people ORDER BY row""").to_arrow_table()
    return _whole(made.column("client"))


def _episodes(given: pa.Array) -> tuple[pa.Array, int]:
    """Return the numbers of the episodes, with one made up where there is none; and how many were."""
    own = pc.binary_join_element_wise("made-up", pa.array(range(1, len(given) + 1)).cast(pa.string()), "-")
    return pc.coalesce(given, own), given.null_count


def _that_can_be_written(table: pa.Table, layout: Layout) -> tuple[pa.Table, dict[str, int]]:
    """Return the rows that can be read again, and how many can't, by reason."""
    left_out: dict[str, int] = {}
    refused = pc.equal(pc.coalesce(table.column("CONSENT"), ""), "N")
    for field in layout.needed:
        needed = pa.scalar(field in layout.without_consent)
        missing = pc.and_(table.column(field).is_null(), pc.or_(pc.invert(refused), needed))
        reason = f"there is nothing for {field} ('{layout.sources.get(field, field)}')."
        table, refused = _without(table, refused, missing, reason, left_out)
    key = ["AGNCY", "CLIENTID", "EPISODID"]
    numbered = table.append_column("row", pa.array(range(table.num_rows), pa.int64()))
    first = numbered.group_by(key).aggregate([("row", "min")]).column("row_min")
    again = pc.invert(pc.is_in(numbered.column("row"), value_set=first))
    reason = "another record has the same agency, person and episode."
    table, refused = _without(table, refused, pc.and_(again, pc.invert(refused)), reason, left_out)
    for field in (one for one in table.schema.names if one not in layout.without_consent):
        blank = pc.if_else(refused, pa.scalar(None, pa.string()), table.column(field))
        table = table.set_column(table.schema.get_field_index(field), field, blank)
    return table, left_out


def _without(
    table: pa.Table, refused: pa.ChunkedArray, rows: pa.ChunkedArray, reason: str, left_out: dict[str, int]
) -> tuple[pa.Table, pa.ChunkedArray]:
    number = int(pc.sum(rows).as_py() or 0)
    if not number:
        return table, refused
    left_out[reason] = number
    kept = pc.invert(rows)
    return table.filter(kept), refused.filter(kept)


def _as_text(table: pa.Table, layout: Layout) -> pa.Table:
    """Return every cell as it is written: what a spreadsheet would calculate is made text, nothing is `empty`."""
    columns = [pc.coalesce(harmless(column), layout.empty) for column in table.columns]
    return pa.table(columns, names=table.schema.names)


def _whole(column: pa.ChunkedArray) -> pa.Array:
    return pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)


def _records(number: int) -> str:
    return "1 record" if number == 1 else f"{number} records"
