"""Estimates of need: shares turned back into numbers, years of two kinds, estimates without a range."""

import pandas as pd
import pytest

from tests.real.published_files import FOLDER, needs_files, read_files

pytestmark = needs_files

FINGERTIPS = ("ndtms/fingertips_93517_unmet_ocu.csv", "ndtms/fingertips_93532_unmet_alcohol.csv")
ALCOHOL = "ndtms/alcohol_dependent_adults_by_la.csv"


@pytest.mark.parametrize("name", FINGERTIPS)
def test_numbers_and_ranges_of_fingertips(name: str) -> None:
    found = read_files(name).records["estimate"].to_pandas()
    table = pd.read_csv(FOLDER / name)
    assert len(found) == len(table)
    treated = table["Denominator"] - table["Count"]
    assert (found["count"] - table["Denominator"]).abs().max() <= 0.5
    for column, limit in (("lower", "Lower CI 95.0 limit"), ("upper", "Upper CI 95.0 limit")):
        assert (found[column] - treated / (1 - table[limit] / 100)).abs().max() < 1
    assert (found["lower"] <= found["count"]).all()
    assert (found["count"] <= found["upper"]).all()


def test_years_of_two_kinds_and_ranges_that_nobody_gave() -> None:
    inputs, table = read_files(ALCOHOL), pd.read_csv(FOLDER / ALCOHOL)
    found = inputs.records["estimate"].to_pandas()
    (account,) = inputs.files
    assert account.read == len(table) == 1_211
    assert account.accepted == table["Alcohol_dependent"].notna().sum()
    assert found["lower"].isna().sum() == table["Alcohol_lower_CI"].isna().sum()
    assert {"2010-01-01/2010-12-31", "2017-04-01/2018-03-31"} <= set(found["period"])
    assert found["count"].sum() == table["Alcohol_dependent"].sum()
    assert any("Estimates without a range" in one for one in account.warnings)
