"""Codes that show how they add up: bands of age and stretches of time, their smallest pieces, and the total of all."""

from collections.abc import Collection, Iterable
from itertools import pairwise

from evenhand.disclosure.linked.link import Sum
from evenhand.disclosure.linked.spans import Span, piece_name, spans

_TIMES_FROM = 600_000
"""No age and no number in a band is so great; days are counted from the year 1, so that those of 1900 are beyond."""


def sums_of_codes(
    dimension: str, codes: Iterable[str], total: str = "", *, overlapping: bool = False
) -> tuple[tuple[Sum, ...], tuple[str, ...]]:
    """Return the sums that the codes of a dimension show, and the unpublished codes that these need.

    A band that others make up is their sum. Where bands cut across each other (16-24 and 16-25), their smallest pieces
    make them; a piece that no code names (25) is an unpublished code. With `total`, that is the sum of all codes that
    are not in another one. `overlapping`: one person may be in several codes.
    """
    listed = sorted(set(codes) - {total})
    known = spans(listed)
    pieces = _pieces(known)
    named = {span: code for code, span in reversed(known.items())}
    of_time = bool(pieces) and pieces[0][0] >= _TIMES_FROM
    unpublished = {one: piece_name(one, of_time=of_time) for one in pieces if one not in named}
    names = {**named, **unpublished}
    found: dict[tuple[str, tuple[str, ...]], None] = {}
    for code, span in known.items():
        if named[span] != code:
            found[code, (named[span],)] = None
        for parts in (_tiled(span, named, longest=True), _tiled(span, names, longest=False)):
            if parts:
                found[code, parts] = None
    if total and listed:
        parts = (*(one for one in listed if one not in known), *_tops(known, names, pieces))
        found[total, parts] = None
    used = {part for _, parts in found for part in parts}
    return (
        tuple(
            Sum(dimension=dimension, whole=whole, parts=parts, overlapping=overlapping)
            for whole, parts in found
        ),
        tuple(code for code in unpublished.values() if code in used),
    )


def bands_among(codes: Iterable[str]) -> list[str]:
    """Return those of these codes that are bands of ages or other numbers, not stretches of time."""
    return [code for code, span in spans(sorted(codes)).items() if span[0] < _TIMES_FROM]


def _pieces(known: dict[str, Span]) -> list[Span]:
    """The stretches between all ends that lie in some code."""
    ends = sorted({end for span in known.values() for end in span})
    return [
        (low, high)
        for low, high in pairwise(ends)
        if any(first <= low and high <= last for first, last in known.values())
    ]


def _tiled(span: Span, names: dict[Span, str], *, longest: bool) -> tuple[str, ...]:
    """Codes within a stretch, end to end, the longest (or shortest) first; nothing where they leave a gap."""
    parts: list[str] = []
    at, end = span
    while at < end:
        fitting = [one for one in names if one[0] == at and one[1] <= end and one != span]
        if not fitting:
            return ()
        chosen = max(fitting) if longest else min(fitting)
        parts.append(names[chosen])
        at = chosen[1]
    return tuple(parts)


def _tops(known: dict[str, Span], names: dict[Span, str], pieces: list[Span]) -> list[str]:
    """The codes that are in no other one; all pieces where these cut across each other."""
    apart: list[Span] = []
    for span in sorted(set(known.values()), key=lambda one: (one[0], -one[1])):
        if not apart or span[0] >= apart[-1][1]:
            apart.append(span)
        elif span[1] > apart[-1][1]:
            return [names[one] for one in pieces]
    return [names[one] for one in apart]


def codes_that_differ_in_writing(codes: Collection[str]) -> list[tuple[str, str]]:
    """Return pairs of codes that are the same but for capitals, spaces and kinds of dash."""
    seen: dict[str, str] = {}
    pairs = []
    for code in sorted(codes):
        plain = "".join(code.casefold().replace("–", "-").replace("—", "-").split())
        if plain in seen:
            pairs.append((seen[plain], code))
        seen.setdefault(plain, code)
    return pairs
