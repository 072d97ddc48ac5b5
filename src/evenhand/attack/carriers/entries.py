"""Tables of counts held against the rule they are protected by, and against their twins in other languages."""

from collections import Counter
from collections.abc import Iterator

from evenhand.attack.carriers.figure import Entry
from evenhand.attack.carriers.known import Known
from evenhand.attack.carriers.report import leaked
from evenhand.attack.types import Recovered

HIDDEN = ("below_threshold", "withheld", "suppressed")


def judge_entries(known: Known) -> Iterator[Recovered]:
    """Yield counts shown though they are called hidden, finer than the rounding, or within bounds that are too narrow."""
    ends = Counter(one.upper for one in known.entries if one.status == "below_threshold")
    most = ends.most_common(1)[0][0] if ends else known.base - 1
    for entry in known.entries:
        if entry.status in HIDDEN:
            yield from _hidden(entry, most)
        elif entry.status == "rounded":
            yield from _rounded(entry, known.base, most + 1)


def _hidden(entry: Entry, most: int) -> Iterator[Recovered]:
    if entry.value is not None:
        yield leaked(entry.where, "a count that is hidden is shown", least=entry.value, cell=entry.cell)
    elif entry.status == "below_threshold" and (entry.lower > 0 or entry.upper < most):
        words = f"the bounds {entry.lower} to {entry.upper} are narrower than those of other hidden counts, 0 to {most}"
        yield leaked(entry.where, words, cell=entry.cell)


def _rounded(entry: Entry, base: int, threshold: int) -> Iterator[Recovered]:
    if entry.value is None or entry.value % base:
        words = f"the count is called rounded and is no multiple of {base}"
        yield leaked(entry.where, words, least=entry.value, cell=entry.cell)
        return
    half = base // 2
    lower, upper = max(entry.value - half, min(threshold, entry.value)), entry.value + half
    if entry.lower > lower or entry.upper < upper:
        words = (
            f"the bounds {entry.lower} to {entry.upper} are narrower than rounding gives, {lower} to {upper}"
        )
        least = entry.lower if entry.lower == entry.upper else None
        yield leaked(entry.where, words, least=least, cell=entry.cell)


def judge_twins(first: Known, second: Known, name: str) -> Iterator[Recovered]:
    """Yield counts of which a second folder (another language) tells more than the first, or otherwise."""
    others = {_key(one): one for one in second.entries}
    for one in first.entries:
        other = others.get(_key(one))
        if other is None or (one.value, one.lower, one.upper) == (other.value, other.lower, other.upper):
            continue
        low, high = max(one.lower, other.lower), min(one.upper, other.upper)
        shown = other.value if other.value is not None else one.value
        words = f"shown otherwise than in the first folder: between them {low} to {high} is left"
        yield leaked(f"{name}/{other.where}", words, least=low if low == high else shown, cell=one.cell)


def _key(entry: Entry) -> tuple[str, ...]:
    """The file and the keys of a count."""
    return (entry.where.partition(" line ")[0], *entry.cell.values())
