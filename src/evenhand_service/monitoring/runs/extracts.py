"""Extracts: what a run reads, written into a private folder in the library's formats, with a manifest of fingerprints."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.csv as pa_csv

from evenhand.foundations.cells import harmless
from evenhand.vocabulary import load_vocabulary
from evenhand.vocabulary.areas import LEVELS
from evenhand_service.monitoring.loads.enums import DataClass
from evenhand_service.monitoring.loads.reading import write_file
from evenhand_service.monitoring.models import Load
from evenhand_service.monitoring.runs.formats import Format, format_for
from evenhand_service.monitoring.runs.gathering import above, within
from evenhand_service.organisations.models import Area
from evenhand_service.organisations.stores.queries import gather

AREAS_FILE = "areas.csv"
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """One file of a run: where it is, of which load, in which format, how many rows went into it."""

    path: Path
    file: str
    load: Load
    format: Format
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracts:
    """All files of a run, the areas beside them, and what was left out of the stores' rows."""

    files: tuple[Extract, ...]
    areas: Path | None
    left_out: tuple[str, ...] = ()


def write_extracts(*, area: Any, loads: Iterable[Load], folder: Path, person: Any, today: date) -> Extracts:
    """Write each load's rows into the folder, and the manifest; rows about people come for their purpose alone."""
    files: list[Extract] = []
    left_out: list[str] = []
    by_purpose: dict[Any, list[Load]] = defaultdict(list)
    for load in loads:
        if load.data_class == DataClass.AGGREGATE:
            files.append(_as_it_came(load, folder))
        else:
            by_purpose[load.purpose].append(load)
    for purpose, held in by_purpose.items():
        found = gather(load_ids=[one.pk for one in held], purpose=purpose, person=person, today=today)
        by_id = {one.pk: one for one in held}
        files += [_written(part, by_id[part.load_id], folder) for part in found.parts]
        left_out += [f"{one.what}: {one.rows:,}. {one.reason}" for one in found.left_out]
    made = Extracts(files=tuple(files), areas=_areas(area, folder), left_out=tuple(left_out))
    (folder / MANIFEST).write_text(manifest(made), "utf-8")
    return made


def manifest(extracts: Extracts) -> str:
    """Return what the files are: each with its load, its format, its number of rows and its SHA-256."""
    lines = [
        {
            "file": one.file,
            "load": str(one.load.pk),
            "format": one.format.name,
            "rows": one.rows,
            "sha256": one.sha256,
        }
        for one in extracts.files
    ]
    if extracts.areas is not None:
        lines.append({"file": AREAS_FILE, "format": "native-areas", "sha256": _sha256(extracts.areas)})
    return json.dumps({"files": sorted(lines, key=lambda one: str(one["file"]))}, indent=2)


def _as_it_came(load: Load, folder: Path) -> Extract:
    """A table of counts goes in as it was given."""
    own = _own_folder(load, folder)
    path = write_file(load, own)
    return Extract(
        path=path,
        file=load.file_name,
        load=load,
        format=Format(name=load.profile),
        rows=load.rows_accepted,
        sha256=_sha256(path),
    )


def _written(part: Any, load: Load, folder: Path) -> Extract:
    """Rows about people, from the stores, as a file in our own format of their record type."""
    own, chosen = _own_folder(load, folder), format_for(part, folder)
    path = own / f"{part.record}-{str(load.pk)[:8]}.csv"
    rows = part.rows.select([one for one in part.rows.column_names if one in chosen.columns])
    columns = [harmless(rows.column(one).cast("string")) for one in rows.column_names]
    text = type(rows).from_arrays(columns, names=rows.column_names)
    pa_csv.write_csv(text, path, pa_csv.WriteOptions(quoting_style="needed", eol="\n"))
    return Extract(
        path=path, file=path.name, load=load, format=chosen, rows=part.rows.num_rows, sha256=_sha256(path)
    )


def _own_folder(load: Load, folder: Path) -> Path:
    own = folder / str(load.pk)
    own.mkdir(mode=0o700, exist_ok=True)
    return own


def _areas(area: Any, folder: Path) -> Path | None:
    """The areas of the partnership that the library does not know by itself."""
    known = load_vocabulary().areas.by_code
    places = Area.objects.filter(pk__in=within(area) | above(area), level__in=LEVELS).select_related("parent")
    rows = [one for one in places.order_by("code") if one.code not in known]
    if not rows:
        return None
    path = folder / AREAS_FILE
    lines = ["code,name,level,within,name_cy"]
    lines += [
        ",".join(_quoted(value) for value in (one.code, one.name, one.level, _parent(one), one.name_cy))
        for one in rows
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def _parent(area: Area) -> str:
    return area.parent.code if area.parent else ""


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
