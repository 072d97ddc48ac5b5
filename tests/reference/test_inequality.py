"""Summary measures of inequality against R 4.2.2: the definitions of healthequal, and R's own fits of lines.

`inequality.csv` was made in R from the tables below. Measures without an order: the definitions of healthequal 1.0.1
(est = x / n, popsh = pop / sum(pop)). sii and rii: lm(est * sqrt(w) ~ 0 + sqrt(w) + rank * sqrt(w)), the fit of
PHEindicatormethods::phe_sii. Log and logit: glm(est ~ rank, weights = w, family = quasipoisson("log") or
quasibinomial("logit"), epsilon = 1e-15), with predict at rank 0 and 1. aci: lm(2 * s2 * est ~ rank, weights = w), the
convenient regression of healthequal::aci. Not taken: healthequal's sii and rii, in which people count twice, and
the intervals of both packages.
"""

import csv
from pathlib import Path

import pytest

from evenhand.measures.inequality import Groups, summaries

FILE = Path(__file__).parent / "inequality.csv"
SIX = ([9, 14, 13, 21, 40, 168], [42, 50, 66, 70, 150, 420])
TABLES = {
    "partnership": (*SIX, SIX[1], True, 5),
    "residents": (*SIX, [900, 4000, 2500, 1200, 700, 30000], False, 0),
    "region": ([1210, 2345, 3010, 5100], [9000, 12000, 15000, 17000], [9000, 12000, 15000, 17000], True, 1),
}


def rows() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['table']} {row['measure']}")
def test_figures_are_those_of_r(row: dict[str, str]) -> None:
    x, n, population, favourable, reference = TABLES[row["table"]]
    of_order = row["measure"].startswith(("sii", "rii", "aci", "rci"))
    groups = Groups.of(
        x,
        n,
        population=population,
        order=range(len(x)) if of_order else None,
        reference=reference,
        favourable=favourable,
    )
    made = summaries(groups, only=[row["measure"]])[row["measure"]]
    assert made.value[0] == pytest.approx(float(row["value"]), rel=1e-9, abs=1e-12)
