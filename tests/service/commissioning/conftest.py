"""A partnership that buys from two providers."""

import pytest

from tests.service.builders_commissioning import Bought, make_bought


@pytest.fixture
def bought(db: None) -> Bought:
    """Riverside, with its treatment plan and specification agreed."""
    return make_bought()
