"""From one code list to another: fine to coarse, never sideways by guessing; and why not, in words.

A map leads from one list to another when every value lies in exactly one value of the other. Maps may follow one
another. Where two lists have the same values under other codes, the map is used in both directions; any other map
never is, since going back would put people into groups that nobody said they belong to.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from evenhand.foundations import VocabularyError
from evenhand.vocabulary.code_lists import UNKNOWNS, CodeList, CodeMap

Lists = Mapping[str, CodeList]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """Where each value of one list lies in another, by which lists on the way, and how sure that is."""

    values: Mapping[str, str]
    through: tuple[str, ...] = ()
    verified: bool = True
    notes: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparable:
    """Whether figures in two lists may stand in one series, and why (not).

    `through` is the list that both have to be mapped to first; it is one of the two where that one needs no map.
    """

    may: bool
    reason: str
    through: str | None = None


def map_codes(lists: Lists, start: str, end: str) -> Mapped:
    """Return where each value of the list `start` lies in the list `end`; unknowns stay what they are.

    Raises VocabularyError saying why where there is no way without a guess.
    """
    ways = all_ways(lists, start)
    if end not in ways or _refused(lists[start], end):
        raise VocabularyError(why_not(lists, start, end), mend=_mend(lists, start, end))
    return ways[end]


def all_ways(lists: Lists, start: str) -> dict[str, Mapped]:
    """Return every list that `start` leads to with the best way there: fewest unverified maps, then fewest maps."""
    own = {value.code: value.code for value in lists[start].values} | {code: code for code in UNKNOWNS}
    best: dict[str, tuple[tuple[int, int], Mapped]] = {start: ((0, 0), Mapped(values=own))}
    waiting = [start]
    while waiting:
        waiting.sort(key=lambda key: best[key][0])
        here = waiting.pop(0)
        (unsure, steps), so_far = best[here]
        for step in _maps_of(lists, here):
            cost = (unsure + (not step.verified), steps + 1)
            if step.to not in best or cost < best[step.to][0]:
                best[step.to] = (cost, _follow(so_far, step, None if here == start else here))
                waiting.append(step.to)
    return {key: mapped for key, (_, mapped) in best.items()}


def coarser_lists(lists: Lists, start: str) -> Iterator[tuple[CodeList, Mapping[str, str]]]:
    """Yield the coarser list of `start`, the coarser one of that and so on, with where each value lies in it."""
    values = {value.code: value.code for value in lists[start].values} | {code: code for code in UNKNOWNS}
    here, seen = lists[start], {start}
    while here.coarser is not None and here.coarser in lists and here.coarser not in seen:
        step = here.to_coarser()
        values = {code: step[place] for code, place in values.items()}
        here = lists[here.coarser]
        seen.add(here.key)
        yield here, values


def check_maps(lists: Lists) -> None:
    """Raise VocabularyError where a map leaves out a value, or leads to a list or value that isn't there."""
    for listed in lists.values():
        for one in listed.all_maps():
            if not one.reason:
                _check_map(lists, listed, one)


def comparable(lists: Lists, first: str, second: str, characteristic: str) -> Comparable:
    """Return whether figures by `characteristic` in the lists `first` and `second` may stand in one series."""
    if first == second:
        return Comparable(may=True, reason="Both are in the same list and edition.", through=first)
    one, other = all_ways(lists, first), all_ways(lists, second)
    shared = [key for key in one if key in other and lists[key].characteristic == characteristic]
    sure = [key for key in shared if one[key].verified and other[key].verified]
    if sure:
        finest = _finest(lists, sure, (first, second))
        return Comparable(may=True, reason=f"Both lead to {finest}, value by value.", through=finest)
    if shared:
        finest = _finest(lists, shared, (first, second))
        notes = sorted({note for ways in (one, other) for note in ways[finest].notes})
        why = f": {'; '.join(notes)}" if notes else ""
        return Comparable(
            may=False,
            reason=f"They meet only in {finest}, by a map that isn't verified{why}.",
            through=finest,
        )
    return Comparable(may=False, reason=why_not(lists, first, second))


def why_not(lists: Lists, start: str, end: str) -> str:
    """Return in words why the values of the list `start` can't be told in the list `end`."""
    said = _reason(lists, start, end)
    if said:
        return f"{start} can't be mapped to {end}: {said}."
    back = all_ways(lists, end)
    if start in back:
        return f"{start} can't be mapped to {end}: {_guess(lists, start, end, back[start])}."
    said = _reason(lists, end, start)
    if said:
        return f"{start} can't be mapped to {end}: {said}."
    if lists[start].characteristic != lists[end].characteristic and not _joined(lists, start, end):
        first, second = lists[start].title, lists[end].title
        return f"{start} can't be mapped to {end}: '{first}' and '{second}' describe different things."
    return f"{start} can't be mapped to {end}: nothing says how the values of one lie in the other."


def _finest(lists: Lists, keys: list[str], ends: tuple[str, str]) -> str:
    """Return the list with most values; of several one that is an end itself, else the first by name."""
    return min(keys, key=lambda key: (-len(lists[key].values), key not in ends, key))


def _mend(lists: Lists, start: str, end: str) -> str:
    shared = sorted(set(all_ways(lists, start)) & set(all_ways(lists, end)) - {start, end})
    if end in all_ways(lists, start) or not shared:
        return ""
    return f"Compare them where both lead: {', '.join(shared)}."


def _maps_of(lists: Lists, key: str) -> Iterator[CodeMap]:
    """Yield the maps that lead on from a list, those that only change the codes in both directions."""
    for one in lists[key].all_maps():
        if one.to in lists and not one.reason:
            yield one
    for other in lists.values():
        for one in other.all_maps():
            if one.to == key and not one.reason and _same_values(one, lists[key]):
                back = {code: own for own, code in one.values.items()}
                yield CodeMap(to=other.key, values=back, verified=one.verified, note=one.note)


def _same_values(one: CodeMap, target: CodeList) -> bool:
    reached = list(one.values.values())
    return len(reached) == len(set(reached)) == len(target.values)


def _follow(so_far: Mapped, step: CodeMap, here: str | None) -> Mapped:
    values = {code: step.values.get(place, place) for code, place in so_far.values.items()}
    return Mapped(
        values=values,
        through=so_far.through if here is None else (*so_far.through, here),
        verified=so_far.verified and step.verified,
        notes=so_far.notes if step.verified or not step.note else (*so_far.notes, step.note),
    )


def _refused(listed: CodeList, end: str) -> str:
    return next((one.reason for one in listed.maps if one.to == end and one.reason), "")


def _reason(lists: Lists, start: str, end: str) -> str:
    """Return the reason that the data gives for a map on the way that there isn't."""
    for here in all_ways(lists, start):
        for one in lists[here].maps:
            if one.reason and one.to in lists and (one.to == end or end in all_ways(lists, one.to)):
                return one.reason
    return ""


def _guess(lists: Lists, start: str, end: str, back: Mapped) -> str:
    for value in lists[start].values:
        within = [lists[end].label(code) for code, place in back.values.items() if place == value.code]
        if len(within) > 1:
            named = f"{', '.join(within[:-1])} and {within[-1]}"
            return f"it is the coarser list. '{value.label}' holds {named} there, and one would have to guess"
    return "it is the coarser list, and one would have to guess"


def _joined(lists: Lists, start: str, end: str) -> bool:
    """Return whether any chain of maps, in whichever direction, joins two lists."""
    return bool(set(all_ways(lists, start)) & set(all_ways(lists, end)))


def _check_map(lists: Lists, listed: CodeList, one: CodeMap) -> None:
    if one.to not in lists:
        raise VocabularyError(
            f"The code list {listed.key} leads to {one.to}, which isn't there.",
            mend="Name a list and edition that is, or add it.",
        )
    lost = [value.code for value in listed.values if value.code not in one.values]
    if lost:
        raise VocabularyError(
            f"In {listed.key} these values map to nothing in {one.to}: {', '.join(lost)}.",
            mend="Give each value one place, or say in 'reason' why there is no map.",
        )
    known = {value.code for value in lists[one.to].values}
    strange = sorted({*one.values.values()} - known) + sorted(
        {*one.values} - {value.code for value in listed.values}
    )
    if strange:
        raise VocabularyError(
            f"The map from {listed.key} to {one.to} names values that aren't there: {', '.join(strange)}.",
            mend=f"Write the codes as the lists have them; see the values of {one.to}.",
        )
