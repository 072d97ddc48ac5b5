"""Small publications, as a reader holds them."""

from collections.abc import Mapping

import numpy as np

from evenhand.disclosure.linked import Published, Sum

ENDLESS = float("inf")
Shown = int | None | tuple[float, float]


def published(
    cells: Mapping[str | tuple[str, ...], Shown],
    *,
    name: str = "one",
    as_at: str = "",
    dimensions: tuple[str, ...] = ("area",),
    sums: tuple[Sum, ...] = (),
    width: float = 5.0,
) -> Published:
    """Return a publication: for each cell its count, None where it is hidden (1 or more), or the bounds shown."""
    rows = [(one,) if isinstance(one, str) else one for one in cells]
    bounds = [
        (1.0, ENDLESS) if one is None else (float(one), float(one)) if isinstance(one, int) else one
        for one in cells.values()
    ]
    least, most = (np.array([one[at] for one in bounds]) for at in (0, 1))
    hidden = least < most
    return Published(
        name=name,
        as_at=as_at,
        codes={one: np.array([row[at] for row in rows]) for at, one in enumerate(dimensions)},
        least=least,
        most=most,
        hidden=hidden,
        width=np.where(hidden, width, 0.0),
        sums=sums,
    )


def adds_up(dimension: str, *parts: str, whole: str = "Total") -> Sum:
    """Return the sum of these parts."""
    return Sum(dimension=dimension, whole=whole, parts=parts)
