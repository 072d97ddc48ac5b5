"""Numbers out of a release's own files, as they were approved: protected counts and the funnel's limits."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from typing import Any
from uuid import UUID

from evenhand_service.commissioning.settled import stage_id
from evenhand_service.monitoring.models import ReleaseFile

EVERYONE = "everyone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many people passed a step in a place and period, protected: at least and at most."""

    stage: str
    period: str
    least: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lies:
    """Where a place lies in a funnel: its figure beside the wider limits, and from how many people."""

    area: str
    stage: str
    period: str
    value: float
    lower: float | None
    upper: float | None
    people: int


def _rows(user: Any, release: UUID, name: str) -> Iterator[dict[str, str]]:
    data = (
        ReleaseFile.objects.visible_to(user)
        .filter(release_id=release, name=name)
        .order_by("language")
        .values_list("data", flat=True)
        .first()
    )
    # A language of a release has its own file; the numbers are the same.
    yield from csv.DictReader(StringIO(bytes(data).decode("utf-8-sig"))) if data else ()


def counts_of(user: Any, release: UUID, stages: frozenset[str]) -> list[Counted]:
    """Return the protected counts of everyone who reached the steps, with what each count allows; one query."""
    found = []
    for row in _rows(user, release, "counts.csv"):
        stage = stage_id(row["stage"])
        of_all = row["characteristic"] == EVERYONE and row["state"] == "reached" and row["unit"] == "people"
        if stage in stages and of_all and row["lower"] and row["upper"]:
            found.append(
                Counted(stage=stage, period=row["period"], least=int(row["lower"]), most=int(row["upper"]))
            )
    return found


def places_of(user: Any, release: UUID) -> list[Lies]:
    """Return where each place lies beside the wider limits of its step's funnel; one query."""
    found = []
    for row in _rows(user, release, "measures.csv"):
        if row["measure"] != "funnel_point_wide" or row["characteristic"] != EVERYONE or row["state"] != "ok":
            continue
        if not row["estimate"] or not row["denominator"]:
            continue
        found.append(
            Lies(
                area=row["area"],
                stage=stage_id(row["stage"]),
                period=row["period"],
                value=float(row["estimate"]),
                lower=float(row["lower"]) if row["lower"] else None,
                upper=float(row["upper"]) if row["upper"] else None,
                people=int(row["denominator"]),
            )
        )
    return found
