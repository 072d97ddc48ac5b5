"""How often intervals hold the truth: from drawn counts through protection to the published interval."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from benchmarks.line import line
from evenhand.disclosure import Policy, load_policy, protect
from evenhand.foundations import CountTable
from evenhand.measures import measure
from evenhand.vocabulary import load_vocabulary

DRAWS = 4000
SIZES = ((30, 300), (60, 600), (150, 1500))
SHARES = ((0.2, 0.2), (0.5, 0.7), (0.8, 0.9))
STAGE = "arrest-to-treatment/started"


def run() -> Iterator[str]:
    """Yield the share of intervals that miss the truth, for exact and for protected counts; 0.05 is nominal."""
    for name in ("internal-exact", "open-5"):
        missed: dict[str, list[float]] = {"proportion": [], "difference": [], "ratio": []}
        for sizes in SIZES:
            for shares in SHARES:
                for measured, share in _missed(load_policy(name), sizes, shares).items():
                    missed[measured].append(share)
        for measured, found in missed.items():
            said = f"{name}: {measured} intervals that miss, worst of {len(found)} cases"
            yield line(said, max(found), 0.07, "")
            yield line(f"{name}: {measured} intervals that miss, mean", float(np.mean(found)), 0.05, "")


def _missed(policy: Policy, sizes: tuple[int, int], shares: tuple[float, float]) -> dict[str, float]:
    vocabulary = load_vocabulary()
    programme = vocabulary.programme("arrest-to-treatment")
    counts = protect(_draw(sizes, shares), policy=policy, programme=programme)
    table = measure(counts, programme=programme, vocabulary=vocabulary)
    truth = {"proportion": shares[0], "difference": shares[0] - shares[1], "ratio": shares[0] / shares[1]}
    found = {}
    for name, true in truth.items():
        rows = table.where(measure=name, group="ASIAN_PAKISTANI", stage=STAGE).rows
        lower, upper = (rows.column(limit).to_numpy() for limit in ("lower", "upper"))
        given = ~np.isnan(lower)
        found[name] = 1 - float(np.mean((lower[given] <= true) & (true <= upper[given])))
    return found


def _draw(sizes: tuple[int, int], shares: tuple[float, float]) -> CountTable:
    """Counts of one stage for two groups in DRAWS areas, each area one draw."""
    rng = np.random.default_rng(sum(sizes))
    columns: dict[str, list[str]] = {name: [] for name in ("area", "group", "state")}
    counts: list[int] = []
    for group, size, share in zip(("ASIAN_PAKISTANI", "WHITE_BRITISH"), sizes, shares, strict=True):
        for state, drawn in (
            ("at_risk", np.full(DRAWS, size)),
            ("reached", rng.binomial(size, share, DRAWS)),
        ):
            columns["area"] += [f"draw {number}" for number in range(DRAWS)]
            columns["group"] += [group] * DRAWS
            columns["state"] += [state] * DRAWS
            counts += drawn.tolist()
    constant = {
        "period": "2024-01-01/2024-12-31",
        "characteristic": "ethnicity",
        "code_list": "ethnicity-18+1",
    }
    constant |= {"edition": "2011", "stage": STAGE, "unit": "people"}
    arrays = {name: pa.array(values) for name, values in columns.items()}
    arrays |= {name: pa.array([value] * len(counts)) for name, value in constant.items()}
    return CountTable.exact(arrays, pa.array(counts))
