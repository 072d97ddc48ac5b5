"""What the builders make is what the database takes."""

import pytest

from tests.service.builders_organisations import (
    make_agreement,
    make_area,
    make_organisation,
    make_purpose,
    make_service,
)


@pytest.mark.django_db
def test_builders_make_rows_that_the_database_takes() -> None:
    area = make_area()
    ours, police = make_organisation(area), make_organisation(area, "Aberwen Police", kind="police")
    assert police.is_justice
    assert not ours.is_justice
    assert make_agreement(area, [ours, police]).state == "agreed"
    assert make_purpose(area).state == "complete"
    assert make_purpose(area, complete=False).state == "draft"
    assert make_service(ours).offers == ["advice"]
