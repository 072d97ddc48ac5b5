"""Recommendations that people merged: which stand together, and under which one."""

from collections.abc import Iterable, Sequence


def together(keys: Sequence[str], merged: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Return the keys in groups that people said are the same, in the order given; each key is in exactly one group.

    Pairs with a key that is not among `keys` are left aside: that recommendation is not looked at.
    """
    head = {key: key for key in keys}

    def first_of(key: str) -> str:
        while head[key] != key:
            key = head[key]
        return key

    order = {key: place for place, key in enumerate(keys)}
    for one, other in merged:
        if one in head and other in head:
            low, high = sorted((first_of(one), first_of(other)), key=order.__getitem__)
            head[high] = low
    groups: dict[str, list[str]] = {}
    for key in order:
        groups.setdefault(first_of(key), []).append(key)
    return tuple(tuple(group) for group in groups.values())
