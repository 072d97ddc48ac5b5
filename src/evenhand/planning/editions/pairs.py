"""Which row of one edition is which row of the other: by reference, and by words where references repeat or lack."""

from collections.abc import Iterator, Sequence

from evenhand.planning.editions.changes import plain
from evenhand.planning.rows import PlanRow

Pair = tuple[int | None, int | None]


def paired_rows(old: Sequence[PlanRow], new: Sequence[PlanRow]) -> list[Pair]:
    """Return the places of rows that belong together; each row of both editions is in exactly one pair.

    Rows with the same reference are paired; among several with one reference (or none), first those with the same
    words, then, if they have a reference, by their order. What is left is added or dropped.
    """
    before, after = _by_reference(old), _by_reference(new)
    pairs: list[Pair] = []
    for reference in dict.fromkeys([*before, *after]):
        left, right = before.get(reference, []), after.get(reference, [])
        same, left, right = _same_words(old, new, left, right)
        in_order = list(zip(left, right, strict=False)) if reference else []
        pairs += [*same, *in_order]
        pairs += [(one, None) for one in left[len(in_order) :]]
        pairs += [(None, one) for one in right[len(in_order) :]]
    return sorted(pairs, key=lambda pair: _place(pair, len(old)))


def _place(pair: Pair, size: int) -> tuple[int, int]:
    """In the order of the older edition; what was added follows, in its own order."""
    return (pair[0], 0) if pair[0] is not None else (size, pair[1] or 0)


def _by_reference(rows: Sequence[PlanRow]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        found.setdefault(plain(row.reference), []).append(place)
    return found


def _same_words(
    old: Sequence[PlanRow], new: Sequence[PlanRow], left: list[int], right: list[int]
) -> tuple[list[Pair], list[int], list[int]]:
    """Pairs with the same words, and what is left on both sides."""
    if len(left) == len(right) == 1 and plain(old[left[0]].reference):
        return [(left[0], right[0])], [], []
    waiting: dict[str, list[int]] = {}
    for one in right:
        waiting.setdefault(plain(new[one].action), []).append(one)
    pairs = list(_matches(old, left, waiting))
    taken_left, taken_right = ({pair[side] for pair in pairs} for side in (0, 1))
    return (
        pairs,
        [one for one in left if one not in taken_left],
        [one for one in right if one not in taken_right],
    )


def _matches(old: Sequence[PlanRow], left: list[int], waiting: dict[str, list[int]]) -> Iterator[Pair]:
    for one in left:
        others = waiting.get(plain(old[one].action))
        if others:
            yield one, others.pop(0)
