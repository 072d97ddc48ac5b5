"""Which texts share the words that set texts apart: tf-idf in sparse columns, so that thousands are compared at once."""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

_BLOCK = 500  # texts whose overlap with all others is held at one time


def nearest_pairs(
    texts: Sequence[Sequence[str]], *, least: float, nearest: int
) -> list[tuple[int, int, float]]:
    """Return pairs of texts (words) with their overlap, 0 to 1: each text's `nearest` ones from `least` on.

    Pairs are ordered by their places, so that the same texts give the same pairs.
    """
    found: dict[tuple[int, int], float] = {}
    if not texts:
        return []
    weights = _weights(texts)
    for start in range(0, len(texts), _BLOCK):
        overlap = (weights[start : start + _BLOCK] @ weights.T).tocsr()
        for row in range(overlap.shape[0]):
            for other, value in _best(overlap, row, start + row, least, nearest):
                found[min(start + row, other), max(start + row, other)] = value
    return [(first, second, value) for (first, second), value in sorted(found.items())]


def nearest_to_first(
    texts: Sequence[Sequence[str]], *, least: float, nearest: int
) -> list[tuple[int, float]]:
    """Return the places of the texts nearest to the first with their overlap, those from `least` on, the nearest first."""
    if len(texts) < 2:
        return []
    weights = _weights(texts)
    return list(_best((weights[:1] @ weights.T).tocsr(), 0, 0, least, nearest))


def _best(
    overlap: sparse.csr_matrix, row: int, own: int, least: float, nearest: int
) -> Iterator[tuple[int, float]]:
    """The nearest of a row; among equally near ones those that stand first."""
    span = slice(overlap.indptr[row], overlap.indptr[row + 1])
    others: NDArray[np.int64] = overlap.indices[span].astype(np.int64)
    values: NDArray[np.float64] = np.round(overlap.data[span].astype(np.float64), 6)
    kept = (values >= least) & (others != own)
    others, values = others[kept], values[kept]
    for place in np.lexsort((others, -values))[:nearest]:
        yield int(others[place]), min(float(values[place]), 1.0)


def _weights(texts: Sequence[Sequence[str]]) -> sparse.csr_matrix:
    """Each text as a row of length 1; a word weighs as often as it stands there, and more the rarer it is."""
    places: dict[str, int] = {}
    rows, columns, counts = [], [], []
    for row, text in enumerate(texts):
        for word, count in Counter(text).items():
            rows.append(row)
            columns.append(places.setdefault(word, len(places)))
            counts.append(1 + np.log(count))
    shape = (len(texts), max(len(places), 1))
    matrix = sparse.csr_matrix((np.array(counts, dtype=np.float64), (rows, columns)), shape=shape)
    held_by = np.bincount(np.array(columns, dtype=np.int64), minlength=shape[1])
    matrix = matrix @ sparse.diags(np.log((1 + len(texts)) / (1 + held_by)) + 1)
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return (sparse.diags(1 / np.where(lengths == 0, 1, lengths)) @ matrix).tocsr()
