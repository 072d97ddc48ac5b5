"""Residents by sex, as read by Evenhand and as reckoned with pandas alone."""

import pandas as pd

from tests.real.published_files import FOLDER, needs_files, read_files

pytestmark = needs_files

SEX = "population/age_gender21_ltla21_ew.csv"


def test_residents_by_sex() -> None:
    inputs, table = read_files(population=(SEX,)), pd.read_csv(FOLDER / SEX)
    found = inputs.records["population"].to_pandas().groupby("group")["count"].sum()
    assert inputs.files[0].accepted == len(table) == 331
    assert found.to_dict() == {
        "everyone": table["total_population"].sum(),
        "FEMALE": table["total_females"].sum(),
        "MALE": table["total_males"].sum(),
    }
