"""A partnership with a plan and a recommendation as a test wants it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from evenhand_service.common.who import acting_as
from evenhand_service.plan.models import Recommendation
from evenhand_service.plan.recommending import writing
from tests.service.builders_plan import NOW, Planned, make_planned

Recommends = Callable[..., Recommendation]


@pytest.fixture
def planned(db: None) -> Planned:
    """Riverside's plan."""
    return make_planned()


@pytest.fixture
def recommends(planned: Planned) -> Recommends:
    """Take in a recommendation, written down by the analyst."""

    def make(text: str = "Ask in which language letters come", **given: Any) -> Recommendation:
        fields = {
            "source_kind": "inspection",
            "source_title": "Inspection of the suite",
            "text": text,
            "lang": "en",
            "addressee": "Riverside Council",
            "published_date": date(2026, 1, 10),
        }
        with acting_as(planned.analyst.pk):
            return writing.write_recommendation(
                area=planned.area, person=planned.analyst, fields=fields | given, now=NOW
            )

    return make
