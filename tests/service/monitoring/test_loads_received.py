"""A file that somebody gives: taken for checking, or refused with what would mend it, and then nothing is kept."""

import pytest

from tests.service.builders_monitoring import again, approve, give, make_place, work

pytestmark = pytest.mark.django_db


def test_a_table_of_counts_is_received_checked_and_approved() -> None:
    place = make_place(purpose=False)
    load = give(place)
    assert work() == 1
    load = again(load, place.analyst)
    assert (load.state, load.kind, load.rows_read, load.rows_accepted) == ("checked", "count", 4, 4)
    load = approve(load, place.lead)
    assert load.state == "approved"
    assert load.stored_at
