"""Where a series breaks: changes of law, form and list between the periods of a table, and lists that changed."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from evenhand.foundations import EVERYONE, CountTable, Period
from evenhand.vocabulary import Programme, Vocabulary
from evenhand.vocabulary.breaks import Break, breaks_between


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesBreak:
    """A mark in a series: figures of days before `day` and from it on may not be compared, unless `marks_only`.

    An empty `area`, `characteristic` or `stages` means all of them. `what` says what changed, `source` where that is
    known from; of a list that changed it is the table itself.
    """

    day: date
    what: str
    source: str
    area: str = ""
    characteristic: str = ""
    stages: tuple[str, ...] = ()
    marks_only: bool = False

    def to_row(self) -> dict[str, Any]:
        """Return the mark as a plain row."""
        return asdict(self) | {"day": self.day.isoformat(), "stages": list(self.stages)}


def series_breaks(
    counts: CountTable, programme: Programme, vocabulary: Vocabulary
) -> tuple[SeriesBreak, ...]:
    """Return the marks for the series of a table of several periods, the earliest first; none for one period.

    Changes that touch the programme between the first day and the last, and each day from which an area's
    characteristic comes in another code list or edition.
    """
    periods = sorted({Period.parse(one) for one in set(counts.text("period").tolist())})
    if len(periods) < 2:
        return ()
    marks = [*_changes(counts, periods, programme, vocabulary), *_lists(counts, vocabulary)]
    return tuple(sorted(set(marks), key=lambda one: (one.day, one.area, one.characteristic, one.what)))


def _changes(
    counts: CountTable, periods: list[Period], programme: Programme, vocabulary: Vocabulary
) -> Iterator[SeriesBreak]:
    """The changes of law and form: of all areas and characteristics, or of those in the table that they name."""
    first, last = periods[0].first, max(one.last for one in periods)
    areas = set(counts.text("area").tolist())
    for area in ("", *sorted(areas)):
        for one in breaks_between(vocabulary.breaks, first, last, programme=programme, area=area or None):
            if bool(one.areas) == bool(area):
                yield from _marks(one, area)


def _marks(change: Break, area: str) -> Iterator[SeriesBreak]:
    """One mark for each characteristic that a change touches; one in all where it touches everyone."""
    for characteristic in change.characteristics or ("",):
        yield SeriesBreak(
            day=change.date,
            what=change.what,
            source=change.source,
            area=area,
            characteristic=characteristic,
            stages=change.stages,
            marks_only=change.marks_only,
        )


def _lists(counts: CountTable, vocabulary: Vocabulary) -> Iterator[SeriesBreak]:
    """The days from which an area's characteristic comes in a list or edition that it did not come in before."""
    names = ["area", "characteristic", "period", "code_list", "edition"]
    rows = counts.crossings(only=False).cells.group_by(names).aggregate([]).to_pylist()
    found: dict[tuple[str, str], dict[Period, set[str]]] = {}
    for row in rows:
        if row["characteristic"] != EVERYONE:
            times = found.setdefault((row["area"], row["characteristic"]), {})
            times.setdefault(Period.parse(row["period"]), set()).add(f"{row['code_list']}:{row['edition']}")
    for (area, characteristic), times in sorted(found.items()):
        ordered = sorted(times)
        for before, after in pairwise(ordered):
            if times[before].isdisjoint(times[after]):
                title = vocabulary.characteristic_title(characteristic)
                old, new = (", ".join(sorted(times[one])) for one in (before, after))
                what = f"{title} comes in another list: {new} in place of {old}."
                yield SeriesBreak(
                    day=after.first,
                    what=what,
                    source="the table itself",
                    area=area,
                    characteristic=characteristic,
                )
