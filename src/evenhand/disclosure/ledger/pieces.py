"""A release less something: less some of its cells, less its finest codes, or with its figures rounded."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from evenhand.disclosure.linked import Published, Sum
from evenhand.disclosure.linked.linked_set import Mask
from evenhand.disclosure.policy import Policy

_BETWEEN = "\x1f"
"""Stands between the parts of a code that has several (a characteristic, its list, its edition, the group)."""


def keeping(one: Published, which: Mask) -> Published:
    """Return the release with these of its cells alone."""
    return replace(
        one,
        codes={name: values[which] for name, values in one.codes.items()},
        least=one.least[which],
        most=one.most[which],
        hidden=one.hidden[which],
        width=one.width[which],
        public=None if one.public is None else one.public[which],
    )


def is_coarse(one: Published, dimension: str) -> Mask:
    """Return which cells are not at the finest codes of a dimension: those that are part of others, and of nothing less."""
    sums = [each for each in one.sums if each.dimension == dimension]
    finest = {part for each in sums for part in each.parts} - {each.whole for each in sums}
    return ~np.isin(one.codes[dimension], sorted(finest))


def tables_of(one: Published) -> NDArray[np.str_]:
    """Return for each cell the name of the table it stands in: by which dimensions it is divided, and how finely."""
    names = np.full(len(one), "", dtype=object)
    for dimension, values in one.codes.items():
        codes, place = np.unique(values, return_inverse=True)
        labels = _labels(dimension, codes.tolist(), one.sums)
        said = np.asarray([labels[code] for code in codes.tolist()], dtype=object)[place]
        both = (names != "") & (said != "")
        names = names + np.where(both, " by ", "") + said
    return np.asarray(np.where(names == "", "totals", names), dtype=np.str_)


def _labels(dimension: str, codes: Sequence[str], sums: Sequence[Sum]) -> dict[str, str]:
    above = {part: each.whole for each in sums if each.dimension == dimension for part in each.parts}
    labels = {}
    for code in codes:
        depth, at = 0, code
        while at in above and depth < len(above):
            depth, at = depth + 1, above[at]
        name = code.split(_BETWEEN)[0] if _BETWEEN in code else dimension
        labels[code] = "" if depth == 0 else name if depth == 1 else f"{name} (level {depth})"
    return labels


def shown_exactly(one: Published) -> Mask:
    """Return which counts are shown as they are and are not public anyway."""
    exact = ~one.hidden & (one.least == one.most)
    return np.asarray(exact if one.public is None else exact & ~one.public, dtype=np.bool_)


def rounded(one: Published, policy: Policy) -> Published:
    """Return the release as it would stand under a rounding policy: what it shows exactly goes into its class."""
    exact = shown_exactly(one)
    half = policy.base // 2
    middle = policy.base * np.floor((one.least + half) / policy.base)
    small = one.least < policy.threshold
    low = np.where(small, 0, np.maximum(middle - half, policy.threshold))
    high = np.where(small, policy.threshold - 1, middle + half)
    return replace(
        one,
        least=np.where(exact, low, np.minimum(one.least, 0)),
        most=np.where(exact, high, one.most),
        hidden=one.hidden | exact,
        width=np.where(exact, np.minimum(policy.width_rounded, high - low), one.width),
    )
