"""One number for each cell of several publications, whatever dimensions each of them has."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from evenhand.disclosure.linked.link import Sum
from evenhand.disclosure.linked.linked_set import Mask, Whole
from evenhand.disclosure.linked.published import Published

TOTAL = "Total"
"""The code of a cell in a dimension that its publication does not have."""


@dataclass(frozen=True, slots=True)
class CellSpace:
    """All cells that the dimensions and codes of some publications could make; a cell's number has a digit for each."""

    names: dict[str, NDArray[np.str_]]

    @classmethod
    def of(cls, publications: Sequence[Published], sums: Sequence[Sum] = ()) -> "CellSpace":
        """Return the space of all their cells, and of the codes in `sums`.

        Raises ValueError where it has more than can be numbered.
        """
        dimensions = list(dict.fromkeys(name for one in publications for name in one.codes))
        found = {name: {TOTAL} for name in dimensions}
        for one in publications:
            for name, values in one.codes.items():
                found[name].update(pa.array(values).unique().to_pylist())
        for each in sums:
            found[each.dimension].update((each.whole, *each.parts))
        space = cls({name: np.array(sorted(codes), dtype=np.str_) for name, codes in found.items()})
        if float(np.prod([float(len(codes)) for codes in space.names.values()])) >= 2.0**62:
            raise ValueError("Too many dimensions and codes to number the cells.")
        return space

    def keys(self, publication: Published) -> Whole:
        """Return the number of each of its cells."""
        keys = np.zeros(len(publication), dtype=np.int64)
        for name, stride in self._strides().items():
            names = self.names[name]
            if name not in publication.codes:
                keys += stride * int(np.searchsorted(names, TOTAL))
                continue
            coded = pa.array(publication.codes[name]).dictionary_encode()
            digits = np.searchsorted(names, np.asarray(coded.dictionary.to_pylist(), dtype=names.dtype))
            keys += stride * digits[coded.indices.to_numpy(zero_copy_only=False)].astype(np.int64)
        return keys

    def codes(self, keys: Whole) -> dict[str, NDArray[np.str_]]:
        """Return for each dimension the code of each numbered cell."""
        strides = self._strides()
        return {name: codes[keys // strides[name] % len(codes)] for name, codes in self.names.items()}

    def has(self, keys: Whole, dimension: str, codes: set[str]) -> Mask:
        """Return which of the numbered cells have one of these codes."""
        names = self.names[dimension]
        place = keys // self._strides()[dimension] % len(names)
        return np.isin(names, sorted(codes))[place]

    def at_first(self, keys: Whole, dimension: str) -> Whole:
        """Return the numbers of the cells that are at the first code of a dimension, all others the same."""
        stride = self._strides()[dimension]
        return keys - keys // stride % len(self.names[dimension]) * stride

    def steps(self, dimension: str, codes: set[str]) -> Whole:
        """Return what each of these codes adds to the number of a cell at the first code."""
        places = np.flatnonzero(np.isin(self.names[dimension], sorted(codes)))
        return places.astype(np.int64) * self._strides()[dimension]

    def _strides(self) -> dict[str, int]:
        strides, stride = {}, 1
        for name, codes in self.names.items():
            strides[name] = stride
            stride *= len(codes)
        return strides
