"""The three stores, kept apart in schemas of their own, and tables of counts, which are of nobody.

Rows of one load lie in up to three stores and share a number; nothing else joins them. Each store is reached through a
role of its own (`stores.opening`), and its rows for a purpose that is complete and running.
"""

from typing import ClassVar
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from evenhand_service.common.privacy import CONTENT, OPERATIONAL, SPECIAL
from evenhand_service.common.walls import Wall, Walled
from evenhand_service.organisations.models.areas import Area
from evenhand_service.organisations.models.bodies import Organisation
from evenhand_service.organisations.models.purposes import Purpose

_PRIVACY = {
    **dict.fromkeys(
        (
            "id",
            "load_id",
            "organisation",
            "area",
            "data_class",
            "record",
            "profile",
            "number_of_rows",
            "columns",
            "code_lists",
            "stored_at",
        ),
        OPERATIONAL,
    ),
    "content": SPECIAL,
}


def _store_wall(store: str) -> Wall:
    """Seen by who may open the store or run what is computed from it, for a running purpose; made by who approves."""
    allowed = " UNION ".join(
        f"SELECT s.area_id, s.organisation_id, s.data_class FROM access.shares({{me}}, '{permission}') s"
        for permission in (f"open-{store}", "run")
    )
    return Wall(
        change="approve-load",
        organisation="organisation_id",
        data_class="data_class",
        also_see=(
            f"({{row}}.area_id, {{row}}.organisation_id, {{row}}.data_class::text) IN ({allowed}) "
            "AND access.covered(access.purpose(), {row}.area_id, {row}.data_class)"
        ),
        store=store,
    )


def _of_class(data_class: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=models.Q(data_class=data_class), name=f"rows_are_{data_class}")


class StoredRows(Walled):
    """Accepted rows of one load and one record type, as Parquet in the library's columns, with `row_number`."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    load_id = models.UUIDField(db_index=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    data_class = models.CharField(max_length=20)
    record = models.CharField(max_length=40)
    profile = models.CharField(max_length=80, blank=True)
    number_of_rows = models.IntegerField()
    columns = ArrayField(models.CharField(max_length=80))
    code_lists = models.JSONField(default=dict)
    stored_at = models.DateTimeField()
    content = models.BinaryField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.record} {self.load_id}"


class AggregateRows(StoredRows):
    """Tables of counts, populations, areas, evidence, and published rows: they need no purpose."""

    wall = Wall(
        see="see-loads", change="approve-load", organisation="organisation_id", data_class="data_class"
    )
    privacy: ClassVar = _PRIVACY | {"content": CONTENT}

    class Meta:
        db_table = "organisations_aggregaterows"
        constraints: ClassVar = [
            _of_class("aggregate"),
            models.UniqueConstraint(fields=["load_id", "record"], name="aggregate_once_a_load"),
        ]


class PersonRows(StoredRows):
    """Rows about people, each taken under a purpose."""

    purpose = models.ForeignKey(Purpose, on_delete=models.PROTECT, related_name="+")

    privacy: ClassVar = _PRIVACY | {"purpose": OPERATIONAL}

    class Meta:
        abstract = True


class CareRows(PersonRows):
    """The store of care: treatment, contacts with drug workers, what is known of drugs and health."""

    wall = _store_wall("care")

    class Meta:
        db_table = '"care"."rows"'
        constraints: ClassVar = [
            _of_class("care"),
            models.UniqueConstraint(fields=["load_id", "record"], name="care_once_a_load"),
        ]


class JusticeRows(PersonRows):
    """The store of justice: tests on arrest, orders, custody, searches."""

    wall = _store_wall("justice")

    class Meta:
        db_table = '"justice"."rows"'
        constraints: ClassVar = [
            _of_class("justice"),
            models.UniqueConstraint(fields=["load_id", "record"], name="justice_once_a_load"),
        ]


class EqualityRows(PersonRows):
    """The store of characteristics: no person's key, no date, no place; numbers of rows alone."""

    wall = _store_wall("equality")

    class Meta:
        db_table = '"equality"."rows"'
        constraints: ClassVar = [
            _of_class("equality"),
            models.UniqueConstraint(fields=["load_id", "record"], name="equality_once_a_load"),
        ]
