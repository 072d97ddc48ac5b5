"""Rows of withdrawn loads that whoever withdrew them did not reach: the housekeeper takes them out of the stores."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evenhand_service.monitoring.loads.enums import DataClass, LoadState
from evenhand_service.monitoring.models import Load
from evenhand_service.organisations.retention.plan import KEEPER, MODELS
from evenhand_service.organisations.retention.rules import Line, is_due
from evenhand_service.organisations.retention.sources import DaysOf
from evenhand_service.organisations.stores.rules import place


class WithdrawnRows:
    """What the housekeeper removes of withdrawn loads: a purpose that was open again, or a closed store, keeps no row."""

    kind = "withdrawn-rows"

    def lines(self, *, today: date, days_of: DaysOf) -> list[Line]:
        """Return what would go: one line for each load and kind of record."""
        return [self._line(one) for one in _due(today, days_of) if _is_base(one)]

    def remove(self, *, today: date, days_of: DaysOf) -> list[Line]:
        """Remove it, and return what went. Run twice, the second finds nothing."""
        with transaction.atomic(using=KEEPER):
            going = list(_due(today, days_of))
            for one in going:
                one.delete(using=KEEPER)
        return [self._line(one) for one in going if _is_base(one)]

    def _line(self, one: Any) -> Line:
        return Line(
            area_id=str(one.area_id),
            kind=self.kind,
            number=one.number_of_rows,
            why=_("Its file was withdrawn."),
        )


def _due(today: date, days_of: DaysOf) -> Iterator[Any]:
    """Yield each part of a withdrawn load that is still in a store."""
    gone = (
        Load.objects.using(KEEPER).filter(state=LoadState.WITHDRAWN).exclude(data_class=DataClass.AGGREGATE)
    )
    days = {pk: timezone.localdate(at) for pk, at in gone.values_list("pk", "withdrawn_at")}
    for model in MODELS.values():
        for one in (
            model.objects.using(KEEPER)
            .filter(load_id__in=days)
            .defer("content")
            .order_by("load_id", "record")
        ):
            if is_due(days[one.load_id], days_of(str(one.area_id)), today):
                yield one


def _is_base(one: Any) -> bool:
    """Whether a part counts the rows: that of the record's own store; the others hold more of the same rows."""
    return bool(place(one.record, ()).store == one.data_class)
