"""Smallness first: which rung a group stands on."""

import numpy as np

from evenhand.measures.borrowing import rungs


def test_own_data_come_first_then_years_together_then_peers() -> None:
    own = np.array([0.1, 0.2, 0.21, np.nan, np.nan, 0.5])
    together = np.array([0.05, np.nan, 0.15, 0.5, np.nan, 0.51])
    assert rungs(own, together).tolist() == ["own", "own", "pooled", "pooled", "borrowed", "borrowed"]
