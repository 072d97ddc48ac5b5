"""The list of findings as the page shows it: choices of filters, rows, what matters most."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from evenhand.vocabulary import load_vocabulary
from evenhand_service.monitoring.findings.areas import area_name
from evenhand_service.monitoring.findings.listing import Listed
from evenhand_service.monitoring.findings.presenters.words import (
    people,
    since_words,
    standing_words,
    words_of,
)
from evenhand_service.monitoring.models import KeptFinding

_LABELS = {"stage": "stage_label", "characteristic": "characteristic_title", "group": "group_label"}


def samples(rows: Iterable[Listed]) -> dict[tuple[str, str], UUID]:
    """Return one finding for each step, characteristic and group of a list, from which their names are read."""
    found: dict[tuple[str, str], UUID] = {}
    for one in rows:
        for name in _LABELS:
            found.setdefault((name, getattr(one, name)), one.id)
    return found


def choices(
    sampled: Mapping[tuple[str, str], UUID], words: Mapping[UUID, KeptFinding]
) -> dict[str, list[tuple[str, str]]]:
    """Return what each filter offers, by the names that the releases give: steps as people pass them, others by name."""
    offered: dict[str, list[tuple[int, str, str]]] = {name: [] for name in _LABELS}
    for (name, code), finding in sampled.items():
        held = words[finding]
        place = _place_of_step(held.programme, code) if name == "stage" else 0
        offered[name].append((place, str(words_of(held)[_LABELS[name]]), code))
    return {name: [(code, label) for _place, label, code in sorted(rows)] for name, rows in offered.items()}


def _place_of_step(programme: str, stage: str) -> int:
    """Return where a step stands in its programme; after all others where the programme is not known here."""
    known = load_vocabulary().programmes.get(programme)
    steps = [one.id for one in known.stages] if known else []
    return steps.index(stage) if stage in steps else len(steps)


def address(one: Listed) -> str:
    """Return the address of a finding's page."""
    return reverse("monitoring:show-finding", args=[one.thread])


def table(
    rows: Sequence[Listed], words: Mapping[UUID, KeptFinding], steps: Mapping[UUID, int], *, with_area: bool
) -> dict[str, Any]:
    """Return the table of a page of findings."""
    head: list[Any] = [
        _("Finding"),
        _("Step"),
        _("Fares"),
        _("People"),
        _("Since the release before"),
        _("Next steps"),
    ]
    if with_area:
        head.insert(1, _("Area"))
    return {"head": head, "rows": [_row(one, words[one.id], steps, with_area=with_area) for one in rows]}


def _row(one: Listed, finding: KeptFinding, steps: Mapping[UUID, int], *, with_area: bool) -> list[Any]:
    said = words_of(finding)
    made = steps.get(one.thread, 0)
    row: list[Any] = [
        {"text": said["short"], "href": address(one)},
        said["stage_label"],
        standing_words(one.standing),
        people(finding),
        since_words(one.since)[0],
        str(made) if made else _("None yet"),
    ]
    if with_area:
        row.insert(1, area_name(finding.area))
    return row


def most(one: Listed, finding: KeptFinding) -> dict[str, Any]:
    """Return the first finding of a list as a statement with its way in."""
    said = words_of(finding)
    return {
        "strong": said["lead"],
        "rest": said["rest"].strip(),
        "links": [
            (_("Look at this finding"), address(one)),
            (_("What might explain it"), f"{address(one)}#explain"),
        ],
    }
