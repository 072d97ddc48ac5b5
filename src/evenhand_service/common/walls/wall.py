"""What a model declares of who may see and change its rows, and the SQL that says the same."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from django.db import models

from evenhand_service.common.privacy import PrivacyClass
from evenhand_service.common.walls.behind import WalledQuerySet

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """Who may see and change the rows of one table.

    `see` and `change` are permissions; a person has one for an area, so `area` names the column that holds it ('' for
    rows of no area: then the permission counts wherever it is held). Rows that belong to an organisation name its
    column in `organisation` and the class of their data in `data_class`: such a row is seen by that organisation, and
    by others where a running agreement shares that class, but aggregate tables by all who may in the area.
    `through` is the column of a parent whose wall counts instead. `also_see` and `also_change` are SQL that lets in
    more ({row} is the table, {me} the person). `audit` is rows (an entry for each), statement (one entry with a count,
    for what is derived) or none, with the reason in `unaudited`. `append_only` tables are never changed. A table of a
    `store` (care, justice, equality) is reached by that store's role alone, which the service takes on for a moment.
    """

    see: str = ""
    change: str = ""
    area: str = "area_id"
    organisation: str = ""
    data_class: str = ""
    through: str = ""
    also_see: str = ""
    also_change: str = ""
    append_only: bool = False
    store: str = ""
    audit: str = "rows"
    unaudited: str = ""


class Walled(models.Model):
    """A model behind a wall: subclasses declare `wall`, and a class for each field in `privacy`."""

    wall: ClassVar[Wall]
    privacy: "ClassVar[Mapping[str, PrivacyClass]]"

    objects = WalledQuerySet.as_manager()

    class Meta:
        abstract = True
