"""When a summary measure has no interval: weights that are unlike the people counted."""

import numpy as np

from evenhand.measures.inequality import Groups, summaries


def test_weights_unlike_the_people_take_intervals_away_and_leave_figures() -> None:
    n = np.array([[30.0, 45, 80, 420]])
    x = np.array([[9.0, 20, 30, 100]])
    plain, unlike = (
        summaries(Groups.of(x, n, population=np.array([one])), only=["bgv", "bgsd_corrected", "mld"])
        for one in ([3000.0, 4500, 8000, 42000], [42000.0, 8000, 4500, 3000])
    )
    assert {made.state[0] for made in plain.values()} == {"ok"}
    assert unlike["bgv"].reason[0] == unlike["bgsd_corrected"].reason[0] == "weights_unlike"
    assert np.isfinite(unlike["bgv"].value[0])
    assert unlike["mld"].state[0] == "ok"
