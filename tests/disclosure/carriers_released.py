"""A release as small as shows everything, how it is brought to a folder, and how a leak stands in a table."""

import shutil
from dataclasses import replace
from pathlib import Path

from evenhand.attack import Recovered
from evenhand.attack.carriers import carriers
from evenhand.findings import find
from evenhand.measures import measure
from evenhand.publish import Release
from evenhand.vocabulary.translate import in_language, programme_in
from tests.disclosure.carriers_planted import (
    Plant,
    row_changed,
)
from tests.unit.publish.releases import partnership

FORMATS = ("ods", "svg", "csvw")
CHART = "charts/area-1-started-sex-sex-2021"
PATHWAY = "charts/area-1-pathway"
FEMALE = {"group": "FEMALE", "stage": "arrest-to-treatment/retained"}


def small() -> Release:
    release = partnership(areas={"X1": "Riverside"}, size=0.4)
    return replace(release, run={"run_id": "7f3c9a2e51d0", "as_at": "2026-05-14"}, about=())


def in_welsh(release: Release) -> Release:
    """The same protected counts in other words."""
    words = in_language(release.vocabulary, "cy")
    programme = programme_in(release.programme, "cy")
    measures = measure(release.counts, programme=programme, vocabulary=words)
    findings = find(release.counts, measures, programme=programme, vocabulary=words)
    return replace(release, vocabulary=words, programme=programme, measures=measures, findings=findings)


FRAME = ("counts.csv", "measures.csv", "measures.json", "findings.json")


def bring(folder: Path, *names: str, written: Path) -> None:
    for name in names:
        shutil.copy(written / name, folder / name)


def found_in(folder: Path) -> list[Recovered]:
    return list(carriers(folder).recovered)


def shown(change: dict[str, str]) -> Plant:
    def to(row: dict[str, str]) -> None:
        row.update(change)

    return row_changed("counts.csv", to, status="rounded")


def hidden(change: dict[str, str], status: str = "below_threshold") -> Plant:
    return row_changed("counts.csv", lambda row: row.update(change), status=status)


def measured(change: dict[str, str], **where: str) -> Plant:
    return row_changed("measures.csv", lambda row: row.update(change), **where)
