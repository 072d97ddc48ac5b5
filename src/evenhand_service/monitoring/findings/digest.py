"""What reviews of many areas say of a release: how its recording stands, and its areas among others of their size."""

import json
from typing import Any

from evenhand_service.monitoring.models import KeptFigure, KeptSection, Release, ReleaseDigest


def digest_of(release: Release) -> ReleaseDigest:
    """Return what is taken out of a kept release; nothing is stored here. Source: C7, F7; 001 3.25."""
    recording = {
        one.language: list(json.loads(one.body).get("sentences", ()))
        for one in KeptSection.objects.filter(release=release, kind="quality", group="monitoring")
    }
    funnels: dict[str, dict[str, dict[str, str]]] = {}
    for one in KeptFigure.objects.filter(release=release, kind="funnel"):
        stages = funnels.setdefault(one.language, {})
        stages[one.stage] = _places(json.loads(one.body))
    return ReleaseDigest(release=release, recording=recording, funnels=funnels)


def _places(figure: dict[str, Any]) -> dict[str, str]:
    """The last column says in words where an area lies, the first which."""
    return {row[0]: row[-1] for row in figure["table"]["rows"]}
