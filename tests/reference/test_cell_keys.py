"""Cell keys against the package of the Office for National Statistics: the same keys and table give the same counts."""

import csv
from pathlib import Path

import numpy as np

from evenhand.disclosure.cell_key import PerturbationTable
from evenhand.disclosure.cell_key.keys import sum_record_keys

EXPECTED = Path(__file__).with_name("cell_keys_ons.csv")


def test_the_same_counts_as_the_office_for_national_statistics() -> None:
    lines = [one for one in EXPECTED.read_text("utf-8").splitlines() if not one.startswith("#")]
    expected = {
        (row["area"], row["group"]): tuple(int(row[name]) for name in ("pre_sdc_count", "pvalue", "count"))
        for row in csv.DictReader(lines)
    }
    person = np.arange(600)
    area, group = person**2 % 13, person % 11 * (person % 3) % 7
    key = (person * person * 7 + person * 97 + 13) % 256
    count, number = np.meshgrid(np.arange(60), np.arange(256), indexing="ij")
    lookup = np.maximum((count * 31 + number * 17) % 11 - 5, -count)
    table = PerturbationTable(id="formula", version="1", source="", variance=10.0, sha256="", lookup=lookup)
    cell = area * 7 + group
    counts = np.bincount(cell, minlength=13 * 7)
    change = table.change(counts, sum_record_keys(key, cell, 13 * 7))
    found = {
        (f"E{one // 7}", f"g{one % 7}"): (int(counts[one]), int(change[one]), int(counts[one] + change[one]))
        for one in np.flatnonzero(counts)
    }
    assert found == expected
