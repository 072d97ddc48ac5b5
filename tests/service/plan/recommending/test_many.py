"""5,000 recommendations of one area: the list, its filters, the page of pairs that read alike."""

import time
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client

from evenhand_service.plan.models import Answer, Escalation, Recommendation
from tests.service.builders import as_builder
from tests.service.builders_accounts import log_in
from tests.service.builders_plan import NOW, Planned

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MANY = 5000
WORDS = "ask offer train publish women letters language outreach housing families custody waiting training".split()  # noqa: SIM905
MOST_SECONDS = 1.0
"""Ten times the page's budget: a shared machine is slow at times; what grows with the rows is slower than this."""
ALIKE_SECONDS = 4.0


def make_many(planned: Planned) -> None:
    """Recommendations of thirty sources, a third of them answered by an action, some after a letter."""
    action, by = planned.add("2/1"), {"made_by_name": "x", "made_at": NOW}
    with as_builder():
        rows = Recommendation.objects.bulk_create(
            Recommendation(
                area=planned.area, source_kind="audit" if n % 3 else "committee", source_title=f"Source {n % 30}",
                number=str(n), position=n, addressee=f"Body {n % 40}",
                published_date=date(2024, 1, 1) + timedelta(days=n % 700),
                reply_due_date=date(2026, 1, 1) + timedelta(days=n % 700),
                text=" ".join(WORDS[(n * k + k) % len(WORDS)] for k in range(1, 14)) + f" {n}", **by,
            )
            for n in range(MANY)
        )  # fmt: skip
        Answer.objects.bulk_create(
            Answer(recommendation=one, action=action, area=planned.area, **by) for one in rows[::3]
        )
        Escalation.objects.bulk_create(
            Escalation(
                recommendation=one, area=planned.area, step="first_letter", taken_date=date(2026, 2, 1),
                taken_by_name="x", made_at=NOW,
            )
            for one in rows[::5]
        )  # fmt: skip


def test_thousands_are_listed_and_narrowed(client: Client, planned: Planned) -> None:
    make_many(planned)
    log_in(client, planned.panel)
    with connection.cursor() as cursor, as_builder():
        cursor.execute("ANALYZE")
        addressed = Recommendation.objects.filter(addressee="Body 7").values_list("pk", flat=True).first()
    here, told = f"/areas/{planned.area.code}/recommendations/", {}
    for asked in (
        "",
        "?late=on",
        "?q=housing",
        "?answered_by=none",
        f"?addressee={addressed}",
        "?page=40",
        "?lead=The+Quay",
        "alike/",
    ):
        client.get(here + asked)
        began = time.perf_counter()
        answer = client.get(here + asked)
        told[asked] = time.perf_counter() - began
        assert answer.status_code == 200
    print({asked: round(seconds * 1000) for asked, seconds in told.items()}, "ms")  # noqa: T201  (the figures of a run)
    assert told.pop("alike/") < ALIKE_SECONDS
    assert max(told.values()) < MOST_SECONDS, told
