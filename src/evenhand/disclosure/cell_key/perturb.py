"""Counts changed a little, always the same way: cell keys looked up in a perturbation table."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from evenhand.disclosure.cell_key.keys import keys_of_cells, record_keys, sum_record_keys
from evenhand.disclosure.cell_key.maximum_entropy import Whole
from evenhand.disclosure.cell_key.perturbation_table import PerturbationTable


def perturb_cells(
    counts: Whole,
    codes: Mapping[str, NDArray[np.str_]],
    *,
    key: bytes,
    table: PerturbationTable,
    total: str = "Total",
    of: str = "",
) -> Whole:
    """Return the counts of tables without records as they may be shown: the same cell, the same figure everywhere.

    `codes`: for each dimension one code a cell, `total` where the cell is not divided by it. `of`: what is counted.
    Raises EvenhandError where the secret `key` is too short, ValueError where a count is negative.
    """
    keys = keys_of_cells(codes, counts, key=key, total=total, of=of)
    return counts + table.change(counts, keys)


def perturb_people(
    people: pa.Array, cells: Whole, size: int, *, key: bytes, table: PerturbationTable
) -> Whole:
    """Return for each of `size` cells how many people to show: the same people, the same figure whatever the query.

    `people`: pseudonyms, `cells`: where each is counted, both one entry a row; somebody with several rows in a cell
    is counted there once. Raises EvenhandError where the secret `key` is too short.
    """
    encoded = people.cast(pa.string()).dictionary_encode()
    person = np.asarray(encoded.indices.to_numpy(zero_copy_only=False), np.int64)
    of_person = record_keys(encoded.dictionary.to_pylist(), key=key)
    once = np.unique(cells * max(len(of_person), 1) + person)
    cell, person = np.divmod(once, max(len(of_person), 1))
    counts = np.bincount(cell, minlength=size).astype(np.int64)
    return counts + table.change(counts, sum_record_keys(of_person[person], cell, size))
