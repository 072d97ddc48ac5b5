"""What can be picked on the analyst's page, and what is shown where nobody has picked: the first statement."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from evenhand_service.monitoring.dashboard.presenters import picked
from evenhand_service.monitoring.models.kept import KeptFigure

Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """What the page shows: one step of one place, by one characteristic, with one group of interest."""

    place: str
    stage: str
    by: str
    group: str
    view: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What may be picked, as codes with their words."""

    places: Choices
    stages: Choices
    characteristics: Choices
    groups: Choices
    views: Choices


def by_of(row: KeptFigure) -> str:
    """Return a chart's characteristic with its list, as it stands in an address; the edition where it is not the latest."""
    return f"{row.characteristic}:{row.code_list}" if row.code_list else row.characteristic


def pick(words: Mapping[str, Any], keys: Sequence[KeptFigure], asked: Mapping[str, str]) -> Picked:
    """Return what is shown: what was asked for where the release has it, else what its first statement is of."""
    steps = [one for one in keys if one.kind == "step"]
    first = words["headlines"] or words["further"]
    told = picked(first[0]["same"]) if first else ("", "", "")
    places = [one["code"] for one in words["areas"]]
    place = _one_of(asked.get("place", ""), places, first[0]["area"] if first else "")
    steps = [one for one in steps if one.place == place]
    stage = _one_of(asked.get("stage", ""), [one.stage for one in steps], told[0] or _last_gap(words, steps))
    by = _one_of(asked.get("by", ""), [by_of(one) for one in steps if one.stage == stage], told[1])
    groups = [one.group for one in keys if one.kind == "gap" and one.place == place and by_of(one) == by]
    group = _one_of(asked.get("group", ""), groups, told[2])
    view = _one_of(asked.get("view", ""), ["one", "characteristics", "areas"], "one")
    return Picked(place=place, stage=stage, by=by, group=group, view=view)


def _one_of(asked: str, known: Iterable[str], otherwise: str) -> str:
    codes = list(dict.fromkeys(known))
    return next((one for one in (asked, otherwise) if one in codes), codes[0] if codes else "")


def _last_gap(words: Mapping[str, Any], steps: Sequence[KeptFigure]) -> str:
    """The first step of the service that was measured: a difference before it is nobody's doing."""
    gaps = {one["id"] for one in words["stages"] if one["makes_a_gap"]}
    return next((one.stage for one in steps if one.stage in gaps), "")


def offered(words: Mapping[str, Any], keys: Sequence[KeptFigure], shown: Picked) -> Offered:
    """Return the choices of the form, in the words of the release."""
    steps = [one for one in keys if one.kind == "step" and one.place == shown.place]
    held = {one.stage for one in steps}
    titles = dict(words["characteristics"])
    labels = {(one["characteristic"], one["group"]): one["label"] for one in words["groups"]}
    at_step = dict.fromkeys((by_of(one), one.characteristic) for one in steps if one.stage == shown.stage)
    groups = [
        (one.group, labels.get((one.characteristic, one.group), one.group))
        for one in keys
        if one.kind == "gap" and one.place == shown.place and by_of(one) == shown.by
    ]
    return Offered(
        places=[(one["code"], one["name"]) for one in words["areas"]],
        stages=[(one["id"], one["label"]) for one in words["stages"] if one["id"] in held],
        characteristics=[(by, _capital(titles.get(name, name))) for by, name in at_step],
        groups=groups,
        views=[
            ("one", _("One characteristic, in full")),
            ("characteristics", _("All characteristics, small")),
            ("areas", _("All areas, small")),
        ],
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
