"""A load's bytes as a file in a private folder, and what the library reads in it."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from django.conf import settings

from evenhand.foundations import Period
from evenhand.records import RECORD_SCHEMAS, Inputs, read
from evenhand.vocabulary import load_vocabulary
from evenhand_service.common.audit.operations import note
from evenhand_service.monitoring.loads.enums import DataClass
from evenhand_service.monitoring.loads.recognise import service_limits
from evenhand_service.monitoring.loads.settings import load_settings
from evenhand_service.monitoring.models import Load, LoadChunk


def pieces(content: bytes) -> Iterable[tuple[int, bytes]]:
    """Yield the content in numbered pieces that a database holds well."""
    length = load_settings().chunk_bytes
    for position, start in enumerate(range(0, len(content), length)):
        yield position, content[start : start + length]


def write_file(load: Load, folder: Path) -> Path:
    """Write the load's file under its neutral name and return where it is. Who read rows about people, the log tells."""
    if load.data_class != DataClass.AGGREGATE:
        note(
            action="read",
            subject="monitoring.loadchunk",
            row_id=str(load.pk),
            area=load.area_id,
            reason=load.state,
            rows=load.rows_read or 1,
        )
    path = folder / load.file_name
    with path.open("wb") as file:
        for piece in (
            LoadChunk.objects.filter(load=load).order_by("position").values_list("content", flat=True)
        ):
            file.write(piece)
    return path


def read_load(load: Load, path: Path, *, today: date | None = None) -> Inputs:
    """Return what the library reads in the load's file. Raises UnreadableFile where it cannot be used at all."""
    return read(
        [path],
        vocabulary=load_vocabulary(),
        profile=load.profile,
        secret=person_secret(),
        as_at=today,
        limits=service_limits(),
    )


def person_secret() -> bytes | None:
    """Return the installation's key by which people are known again over agencies, where it has one."""
    secret = getattr(settings, "PERSON_KEY_SECRET", "")
    return secret.encode() if secret else None


def span_of(inputs: Inputs) -> tuple[date, date] | None:
    """Return the first and last day that the accepted rows are of: by their event, or the periods of a table."""
    days: list[date] = []
    for record, table in inputs.records.items():
        if "period" in table.schema.names:
            for text in table.column("period").unique().drop_null().to_pylist():
                period = Period.parse(text)
                days += [period.first, period.last]
        elif (event := _event(record)) and table.num_rows:
            ends = pc.min_max(table.column(event)).as_py()
            days += [one for one in ends.values() if one is not None]
    return (min(days), max(days)) if days else None


def _event(record: str) -> str | None:
    """The column that says when what a row is about took place: the first day of its record type."""
    schema = RECORD_SCHEMAS[record]
    dates = [one for one in schema.names if pa.types.is_date(schema.field(one).type)]
    return dates[0] if dates and record not in ("area", "evidence") else None
