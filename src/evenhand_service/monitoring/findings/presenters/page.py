"""The page of one finding: how sure, what it may not mean, its history, what others did, evidence."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from evenhand_service.monitoring.findings.areas import area_name
from evenhand_service.monitoring.findings.detail import Alike
from evenhand_service.monitoring.findings.history import Look, Then
from evenhand_service.monitoring.findings.presenters.words import (
    figure_words,
    people,
    period,
    words_of,
)
from evenhand_service.monitoring.models import ActionSeed, FindingThread, KeptFinding, Release


def affected(finding: KeptFinding) -> str:
    """Return how many people the gap is, in a sentence that promises nothing."""
    told = {"people": people(finding)}
    if finding.people_least < 0 and finding.people_most < 0:
        return _("If the shares had been equal, about %(people)s fewer would have been counted.") % told
    return _("If the shares had been equal, about %(people)s more would have been counted.") % told


def sure(finding: KeptFinding, text: dict[str, Any]) -> list[str]:
    """Return how sure we are: the ranges, the control over all comparisons, those not recorded, likeness over time."""
    said = words_of(finding)
    shares = finding.units.startswith("share")
    scale, decimals = (100, 0) if shares else (1, 2)
    ends = sorted(abs(one) * scale for one in (finding.lower, finding.upper))
    told = [f"{abs(finding.estimate) * scale:,.{decimals}f}", *(f"{one:,.{decimals}f}" for one in ends)]
    names = {"best": told[0], "low": told[1], "high": told[2]}
    if shares:
        lines = [
            _("The gap is about %(best)s in 100; it could well be anything from %(low)s to %(high)s.") % names
        ]
    else:
        lines = [
            _("The difference is about %(best)s; it could well be anything from %(low)s to %(high)s.") % names
        ]
    number = finding.evidence.get("comparisons")
    if number:
        lines.append(
            _("%(number)s comparisons were made in this release, and they are judged together.")
            % {"number": number}
        )
    return [one for one in (*lines, text.get("rule", ""), said.get("trend"), said.get("pooled")) if one]


def caveats(finding: KeptFinding, text: dict[str, Any]) -> list[str]:
    """Return what the finding may not mean, and what weakens it."""
    said = words_of(finding)
    fixed = [
        _("It says where to look, not why. Two groups can differ in many things at once."),
        _("It is about groups of people counted together. It says nothing of any one person."),
    ]
    if finding.standing == 1:
        fixed.append(
            _(
                "Whether more or less is better here has not been settled, so it is not called worse or better."
            )
        )
    return [
        *said.get("within", ()),
        *([said["unknowns"]] if said.get("unknowns") else []),
        *fixed,
        *text.get("notes", ()),
    ]


def history_table(looks: Sequence[Look | None]) -> dict[str, Any]:
    """Return what each release said, as a table; a release that is missing is a row."""
    found = next((one.finding for one in looks if one and one.finding), None)
    said = words_of(found) if found else {}
    head = [
        _("Period"),
        _("What the release says"),
        {"text": said.get("group_label", _("Group")), "numeric": True},
        {"text": said.get("reference_label", _("Compared with")), "numeric": True},
    ]
    return {"head": head, "rows": [_look(one) for one in looks]}


def _look(look: Look | None) -> list[Any]:
    if look is None:
        return [_("In between"), _("No release"), "–", "–"]
    then = {
        Then.FOUND: _("Stood out"),
        Then.NOT_CLEAR: _("Not clearly different then"),
        Then.UNSAID: _("Could not be said"),
        Then.WITHDRAWN: _("The release was withdrawn"),
    }[look.then]
    told = _("%(period)s (draft)") if look.release.state == "draft" else "%(period)s"
    when = told % {"period": period(look.release.period)}
    return [when, then, _range(look.group), _range(look.reference)]


def _range(told: tuple[str, str] | None) -> str:
    return f"{told[0]} ({told[1]})" if told else "–"


def alike_rows(found: Sequence[Alike]) -> list[dict[str, Any]]:
    """Return findings of other areas at the same step, with what came of them; 'nobody yet' is an answer."""
    return [
        {
            "text": words_of(one.finding)["short"],
            "href": reverse("monitoring:show-finding", args=[one.thread.pk]),
            "area": area_name(one.thread.area),
            "explanations": one.explanations,
            "tested": one.tested,
            "seeds": [{"text": seed.wording, "lang": seed.lang, "due": seed.due_date} for seed in one.seeds],
        }
        for one in found
    ]


def seed_rows(
    seeds: Sequence[ActionSeed], finding: KeptFinding, person: UUID | None = None
) -> list[dict[str, Any]]:
    """Return next steps with what should move and from where, and what they said before; withdrawn ones come last."""
    said = words_of(finding)
    return [
        {
            "text": one.wording,
            "lang": one.lang,
            "lead": one.lead_name,
            "due": one.due_date,
            "moves": _("%(stage)s, %(group)s, %(area)s")
            % {
                "stage": said["stage_label"],
                "group": said["group_label"],
                "area": said["area_name"],
            },
            "baseline": baseline_words(one),
            "untested": one.untested_because,
            "by": one.made_by_name,
            "at": one.made_at,
            "id": one.pk,
            "mine": person is not None and one.made_by_id == person and one.withdrawn_at is None,
            "changed_at": one.changed_at,
            "earlier": one.earlier,
            "withdrawn_at": one.withdrawn_at,
            "because": one.withdrawn_because,
        }
        for one in sorted(seeds, key=lambda seed: seed.withdrawn_at is not None)
    ]


def baseline_words(seed: Any) -> str:
    """Return where a next step starts from, and of what kind the figure is; takes a seed or a baseline."""
    names = (
        ("baseline", "baseline_lower", "baseline_upper")
        if isinstance(seed, ActionSeed)
        else ("value", "lower", "upper")
    )
    told = figure_words(*(getattr(seed, name) for name in names), seed.units)
    kind = seed.baseline_kind if isinstance(seed, ActionSeed) else seed.kind
    why = {
        "shrunken": _("drawn towards the other groups, since a small group's own figure moves by luck"),
        "own": _("the group's own figure"),
        "gap": _("the difference itself"),
    }[kind]
    return _("%(figure)s, %(period)s: %(why)s") % {"figure": told, "period": period(seed.period), "why": why}


def trace(thread: FindingThread, finding: KeptFinding, release: Release) -> dict[str, Any]:
    """Return what the statement rests on: the counts by their ids, the measure, the run."""
    evidence = finding.evidence
    return {
        "cells": evidence.get("cell_ids", ()),
        "measure": finding.measure,
        "run": release.facts.get("trace", ()),
        "key": thread.same,
    }
