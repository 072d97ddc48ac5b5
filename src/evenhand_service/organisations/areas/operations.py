"""Taking places from the library's vocabulary, adding one's own, and saying whether one is intensive."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Any

from django.db import DEFAULT_DB_ALIAS, transaction

from evenhand.vocabulary import Vocabulary
from evenhand_service.organisations.areas.rules import check_standing
from evenhand_service.organisations.models import Area

_TAKEN = ("name", "name_cy", "level", "parent_id", "starts", "ends", "replaced_by")


@dataclass(frozen=True, slots=True, kw_only=True)
class AreasTaken:
    """How many areas came new, were changed, and were as they are."""

    added: int
    changed: int
    same: int


@transaction.atomic(using="keeper")
def take_areas(*, vocabulary: Vocabulary, using: str = "keeper") -> AreasTaken:
    """Put the vocabulary's nations, regions, police forces, partnerships and Welsh sites into the database.

    Codes are never taken out: one that ended has its last day and what replaced it. Standings stay as they are.
    """
    held = {one.code: one for one in Area.objects.using(using).all()}
    new: list[Area] = []
    changed: list[Area] = []
    wanted = _wanted(vocabulary)
    for code, told in wanted.items():
        parent = held.get(told.pop("within") or "")
        fields = told | {"parent_id": parent.pk if parent else None}
        area = held.get(code)
        if area is None:
            held[code] = Area(code=code, **fields)
            new.append(held[code])
        elif any(getattr(area, name) != fields[name] for name in _TAKEN):
            for name in _TAKEN:
                setattr(area, name, fields[name])
            changed.append(area)
    Area.objects.using(using).bulk_create(new)
    Area.objects.using(using).bulk_update(changed, _TAKEN)
    return AreasTaken(added=len(new), changed=len(changed), same=len(wanted) - len(new) - len(changed))


def _wanted(vocabulary: Vocabulary) -> dict[str, dict[str, Any]]:
    data = _data()
    found: dict[str, dict[str, Any]] = {}
    areas = vocabulary.areas
    for level in (*data["levels"], data["sites_in_wales"]):
        for area in areas.by_code.values():
            welsh = areas.holders(area.code)[-1] == data["wales"]
            if area.level != level or area.of_its_own or area.code == "here":
                continue
            if level == data["sites_in_wales"] and not welsh:
                continue
            found[area.code] = {
                "name": area.name,
                "name_cy": data["name_cy"].get(area.code, ""),
                "level": "site" if level == data["sites_in_wales"] else level,
                "within": area.within,
                "starts": area.valid_from,
                "ends": area.valid_to,
                "replaced_by": list(area.replaced_by),
            }
    return found


def _data() -> Mapping[str, Any]:
    folder = resources.files("evenhand_service.organisations") / "data"
    return tomllib.loads((folder / "areas.toml").read_text("utf-8"))


@transaction.atomic(using="keeper")
def add_area(
    *,
    code: str,
    name: str,
    level: str,
    within: str = "",
    name_cy: str = "",
    starts: date | None = None,
    using: str = "keeper",
) -> Area:
    """Add a place that the vocabulary does not have, such as a site; `within` is the code of the area it lies in."""
    parent = Area.objects.using(using).get(code=within) if within else None
    return Area.objects.using(using).create(
        code=code, name=name, name_cy=name_cy, level=level, parent=parent, starts=starts
    )


@transaction.atomic
def set_standing(
    *, area: Area, standing: str, standing_from: date | None, name_cy: str | None = None
) -> None:
    """Say whether an area is intensive and since when. Raises as `rules.check_standing`."""
    check_standing(standing, standing_from)
    area.standing, area.standing_from = standing, standing_from
    fields = ["standing", "standing_from"]
    if name_cy is not None:
        area.name_cy = name_cy
        fields.append("name_cy")
    area.save(update_fields=fields, using=DEFAULT_DB_ALIAS)
