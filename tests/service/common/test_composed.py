"""Questions composed once give what the same queryset gives, whoever asks."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext

from evenhand_service.accounts.models import Membership
from evenhand_service.common.composed import Asking, Composed
from evenhand_service.common.who import acting_as
from evenhand_service.organisations.models import Area
from tests.service.builders_accounts import make_area, make_person

pytestmark = pytest.mark.django_db


def test_each_person_is_given_their_own_rows_with_what_belongs_to_them() -> None:
    area, elsewhere = make_area("Riverside"), make_area("Hillside")
    anna, ben = make_person("analyst", area=area), make_person("panel-member", area=elsewhere)
    composed = Composed(
        lambda user, today: (
            Membership.objects.visible_to(Asking(user))
            .filter(user_id=user, starts__lte=today)
            .select_related("area")
        ),
        user=UUID,
        today=date,
    )
    for person, place in ((anna, area), (ben, elsewhere), (anna, area)):
        with (
            acting_as(person.pk),
            CaptureQueriesContext(
                connection,
            ) as asked,
        ):
            rows = composed.rows(user=person.pk, today=date(2026, 11, 1))
            assert [(one.user_id, one.area.name) for one in rows] == [(person.pk, place.name)]
        assert len([one for one in asked if "accounts_membership" in one["sql"]]) == 1
    with acting_as(anna.pk):
        assert composed.rows(user=anna.pk, today=date(1990, 1, 1)) == []
        # The walls hold for a composed question too: a person's row is not given to another who is named by the database.
        assert composed.rows(user=ben.pk, today=date(2026, 11, 1)) == []


def test_tuples_annotations_and_deferred_columns_come_as_the_queryset_says() -> None:
    parent = make_area("Region")
    make_area("Riverside", parent=parent)
    make_area("Hillside", parent=parent)
    counted = Composed(
        lambda code: Area.objects.filter(code=code).annotate(parts=Count("children")).only("id", "code"),
        code=str,
    )
    with acting_as(None):
        found = counted.first(code=parent.code)
        assert (found.parts, found.get_deferred_fields() >= {"name", "level"}) == (2, True)
        assert counted.first(code="nowhere") is None
        named = Composed(lambda code: Area.objects.filter(code=code).values_list("code", "name"), code=str)
        assert named.rows(code=parent.code) == [(parent.code, "Region")]


def test_a_kind_of_parameter_that_is_not_known_is_refused_when_it_is_written() -> None:
    with pytest.raises(KeyError):
        Composed(lambda number: Area.objects.all(), number=float)


def test_a_parameter_that_is_not_given_is_told() -> None:
    composed = Composed(lambda pk: Area.objects.filter(pk=pk), pk=UUID)
    with acting_as(None):
        with pytest.raises(KeyError):
            composed.rows()
        assert composed.rows(pk=uuid4()) == []


def test_a_list_that_is_given_takes_the_place_of_its_stand_in() -> None:
    first, second, third = (make_area(name) for name in ("Riverside", "Hillside", "Lakeside"))
    chosen = Composed(
        lambda areas: (
            Area.objects.extra(where=["id = ANY (%s::uuid[])"], params=[areas])
            .order_by("name")
            .values_list("name", flat=True)
        ),
        areas=list,
    )
    with acting_as(None):
        assert chosen.rows(areas=[first.pk, second.pk]) == [("Hillside",), ("Riverside",)]
        assert chosen.rows(areas=[third.pk]) == [("Lakeside",)]
        assert chosen.rows(areas=[]) == []
