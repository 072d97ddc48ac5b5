"""A partnership with a plan, a panel and its forum."""

import pytest

from tests.service.builders_governance import Governed, make_governed


@pytest.fixture
def governed(db: None) -> Governed:
    """Riverside's panel and forum."""
    return make_governed()
