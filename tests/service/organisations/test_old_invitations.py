"""An invitation holds a name and an address: it goes four weeks after it ceased to wait for somebody."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from evenhand_service.accounts.models import Invitation
from evenhand_service.organisations.retention.invitations import OldInvitations
from evenhand_service.organisations.retention.operations import retain
from evenhand_service.organisations.retention.queries import would_go
from evenhand_service.organisations.retention.sources import sources
from tests.service.builders import as_builder, as_keeper
from tests.service.builders_accounts import make_area, make_organisation, make_person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
LONG_AGO, LATELY = NOW - timedelta(days=40), NOW - timedelta(days=27)


def invited(area: Any, email: str, **told: Any) -> Invitation:
    lead = make_person("partnership-lead", area=area)
    with as_builder():
        return Invitation.objects.create(
            email=email,
            name="Canary Name",
            role="case-worker",
            organisation=make_organisation(area),
            area=area,
            starts=NOW.date(),
            invited_by=lead,
            **{"invited_at": LONG_AGO - timedelta(days=7), "expires_at": LONG_AGO, **told},
        )


def test_it_is_among_what_is_kept_by_rules() -> None:
    assert [one.kind for one in sources()].count("invitation") == 1


def test_those_that_wait_for_nobody_go_and_the_certificate_names_nobody() -> None:
    area = make_area("Riverside")
    invited(area, "ran-out@example.org")
    invited(area, "withdrawn@example.org", expires_at=NOW, withdrawn_at=LONG_AGO)
    invited(area, "accepted@example.org", expires_at=NOW, accepted_at=LONG_AGO)
    kept = [
        invited(area, "lately@example.org", expires_at=LATELY),
        invited(area, "waits@example.org", expires_at=NOW + timedelta(days=3)),
    ]
    with as_keeper():
        (line,) = [one for one in would_go(today=NOW.date()) if one.kind == "invitation"][:1]
        assert line.area_id == str(area.pk)
        (certificate,) = retain(today=NOW.date(), now=NOW)
        assert OldInvitations().lines(today=NOW.date(), days_of=lambda _area: 28) == []
    assert sum(one["number"] for one in certificate.lines if one["kind"] == "invitation") == 3
    assert "example.org" not in str(certificate.lines)
    assert "Canary" not in str(certificate.lines)
    with as_builder():
        assert set(Invitation.objects.values_list("pk", flat=True)) == {one.pk for one in kept}
