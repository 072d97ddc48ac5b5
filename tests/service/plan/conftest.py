"""A partnership with a plan."""

import pytest

from tests.service.builders_plan import Planned, make_planned


@pytest.fixture
def planned(db: None) -> Planned:
    """Riverside's plan."""
    return make_planned()
