"""The perturbation table: for each true count and each key, the change to make. Versioned data."""

import hashlib
import io
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any

import numpy as np
import pyarrow.csv as pa_csv

from evenhand.disclosure.cell_key.make_table import Design
from evenhand.disclosure.cell_key.maximum_entropy import Whole
from evenhand.foundations import UnknownName, VocabularyError

FOLDER = resources.files("evenhand.disclosure.cell_key") / "perturbation"
"""Where the tables lie: what is demanded of each as TOML, its chances as CSV."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PerturbationTable:
    """What change a key makes to a count.

    `lookup`: one row for each true count from 0; the last stands for all greater ones. One column for each key from 0;
    their number is a power of 2. `variance` is that of the changes to large counts. `sha256` is that of the chances.
    """

    id: str
    version: str
    source: str
    variance: float
    sha256: str
    lookup: Whole

    def __post_init__(self) -> None:
        keys = self.lookup.shape[1]
        if keys & (keys - 1):
            raise VocabularyError(f"The perturbation table {self.id} has {keys} keys: not a power of 2.")
        counts = np.arange(len(self.lookup))[:, np.newaxis]
        if (counts + self.lookup < 0).any():
            raise VocabularyError(f"The perturbation table {self.id} makes a count negative.")

    @property
    def keys(self) -> int:
        """How many keys there are."""
        return int(self.lookup.shape[1])

    @property
    def largest_change(self) -> int:
        """The most that any count changes by, up or down."""
        return int(np.abs(self.lookup).max())

    def change(self, counts: Whole, keys: Whole) -> Whole:
        """Return the change to each count; `keys` are taken modulo the number of keys. Raises ValueError below 0."""
        if (counts < 0).any():
            raise ValueError("A count of people is not negative.")
        return self.lookup[np.minimum(counts, len(self.lookup) - 1), keys % self.keys]


def load_design(name: str) -> Design:
    """Return what is demanded of the table of that name; raise UnknownName if there is none."""
    return Design(**_data(name)["design"])


def load_perturbation(name: str) -> PerturbationTable:
    """Return the perturbation table of that name; raise UnknownName if there is none.

    Raises VocabularyError where its chances do not make the number of keys, or break its design.
    """
    data, design = _data(name), load_design(name)
    text = (FOLDER / f"{name}.csv").read_bytes()
    rows = pa_csv.read_csv(io.BytesIO(text))
    count, change, weight = (
        np.asarray(rows.column(one).to_numpy(), np.int64) for one in ("count", "change", "weight")
    )
    total = 2**design.key_bits
    result = count + change
    made = np.bincount(count, weights=weight).astype(np.int64)
    broken = (np.abs(change) > design.largest_change) | ((result > 0) & (result < design.least_shown))
    if (made != total).any() or (broken | (weight < 0)).any():
        raise VocabularyError(f"The perturbation table {name} does not keep to its design.")
    lookup = np.repeat(change, weight).reshape(len(made), total)
    return PerturbationTable(
        id=data["id"],
        version=data["version"],
        source=data["source"],
        variance=float(design.variance),
        sha256=hashlib.sha256(text).hexdigest(),
        lookup=lookup,
    )


def perturbation_names() -> tuple[str, ...]:
    """Return the names of the perturbation tables that come with Evenhand."""
    return tuple(
        sorted(one.name.removesuffix(".toml") for one in FOLDER.iterdir() if one.name.endswith(".toml"))
    )


def _data(name: str) -> dict[str, Any]:
    if name not in perturbation_names():
        raise UnknownName(
            f"There is no perturbation table '{name}'.",
            mend=f"Known tables: {', '.join(perturbation_names())}.",
        )
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
