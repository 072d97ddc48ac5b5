"""Need by group: residents, estimated need and the people at each step side by side, a table for each characteristic."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from evenhand.findings.words import capital
from evenhand.foundations import EVERYONE, Period
from evenhand.publish.shelf import Shelf, count_of
from evenhand.publish.tally_words import key_words
from evenhand.publish.views import Table
from evenhand.publish.words import whole
from evenhand.vocabulary import UNKNOWNS

RESIDENTS, ESTIMATED, REACHED = "needs-residents", "needs-estimated", "needs-reached"
Row = Mapping[str, Any]
_NOTHING = "–"


class Needs:
    """The rows of the needs tallies, found by area, period and characteristic."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.rows: Mapping[str, Sequence[Row]] = {one.id: one.to_rows() for one in shelf.release.needs}

    @cached_property
    def _rounding(self) -> int:
        """The widest range that rounding gives a count of people."""
        rows = self.rows.get(REACHED, ())
        return max((row["upper"] - row["lower"] for row in rows if row["status"] == "rounded"), default=0)

    def areas(self) -> list[str]:
        """Return the areas with a table, those of the release first and in its order."""
        found = dict.fromkeys(str(row["area"]) for rows in self.rows.values() for row in rows)
        return [*(one for one in self.shelf.areas if one in found), *(set(found) - set(self.shelf.areas))]

    def periods(self, area: str) -> list[str]:
        """Return the periods of an area's people and residents, the latest first."""
        rows = [*self.rows.get(REACHED, ()), *self.rows.get(RESIDENTS, ())]
        found = {str(row["period"]) for row in rows if row["area"] == area}
        return sorted(found, key=lambda one: Period.parse(one).last, reverse=True)

    def tables(self, area: str, period: str) -> tuple[Table, ...]:
        """Return a table for each characteristic and its list: groups down, everyone first."""
        rows = self._counted(area, period)
        divisions = dict.fromkeys(_division(row) for row in rows if row["characteristic"] != EVERYONE)
        order = [*self.shelf.programme.compare, *self.shelf.programme.characteristics]
        listed = sorted(divisions, key=lambda one: (order.index(one[0]) if one[0] in order else 99, one))
        tables = [self._table(area, period, one, rows) for one in listed]
        return tuple(tables) or ((self._table(area, period, (EVERYONE, "", ""), rows),) if rows else ())

    def estimates_words(self, area: str) -> tuple[str, ...]:
        """Return of what time and by whom the estimates of an area are, a sentence each."""
        rows = [row for row in self.rows.get(ESTIMATED, ()) if row["area"] == area]
        named = dict.fromkeys((str(row["period"]), str(row["source"])) for row in rows)
        return tuple(
            self.shelf.say(
                "page.needs.estimate_of",
                period=self.shelf.speech.period(period) or _NOTHING,
                source=source or _NOTHING,
            )
            for period, source in named
        )

    def _counted(self, area: str, period: str) -> list[Row]:
        both = (*self.rows.get(RESIDENTS, ()), *self.rows.get(REACHED, ()))
        return [row for row in both if row["area"] == area and row["period"] == period]

    def _table(self, area: str, period: str, division: tuple[str, str, str], rows: Sequence[Row]) -> Table:
        shelf = self.shelf
        everyone = [row for row in rows if row["characteristic"] == EVERYONE]
        own = [row for row in rows if _division(row) == division and row["characteristic"] != EVERYONE]
        steps = [
            stage for stage in shelf.programme.stages if any(_is_at(shelf, row, stage.id) for row in rows)
        ]
        estimates = self._estimates(area, division[0])
        heads = [capital(shelf.vocabulary.characteristic_title(division[0]))]
        columns: list[dict[str, str]] = []
        residents = {str(row["group"]): self._words(row) for row in (*everyone, *own) if "step" not in row}
        if residents:
            heads.append(shelf.say("page.needs.residents"))
            columns.append(residents)
        if estimates:
            heads.append(shelf.say("page.needs.estimated"))
            columns.append(estimates)
        for stage in steps:
            heads.append(capital(stage.label))
            at = [row for row in (*everyone, *own) if _is_at(shelf, row, stage.id)]
            columns.append({str(row["group"]): self._words(row) for row in at})
        groups = _as_listed(shelf, division, {group for column in columns for group in column})
        lines = tuple(
            (self._label(division, group), *(column.get(group, _NOTHING) for column in columns))
            for group in groups
        )
        beside = residents or estimates
        caption = shelf.say(
            "page.needs.caption" if beside else "page.needs.caption_steps",
            by=shelf.vocabulary.characteristic_title(division[0]),
            area=shelf.area_name(area),
            period=shelf.speech.period(period),
        )
        return Table(
            caption=caption,
            heads=tuple(heads),
            rows=lines,
            numbers=frozenset(range(1, len(heads))),
            tight=len(heads) > 6,
        )

    def _estimates(self, area: str, characteristic: str) -> dict[str, str]:
        rows = [row for row in self.rows.get(ESTIMATED, ()) if row["area"] == area]
        kept = [row for row in rows if row["characteristic"] in (characteristic, EVERYONE)]
        return {
            str(row["group"]): self._estimate(row) for row in sorted(kept, key=lambda row: str(row["period"]))
        }

    def _estimate(self, row: Row) -> str:
        """An estimate with its range, where its source gives one: wider than what rounding alone leaves open."""
        ends = row["lower"], row["upper"]
        said = self._words(row)
        if None in ends or ends[1] - ends[0] <= self._rounding or row["status"] == "below_threshold":
            return said
        span = self.shelf.say("words.from_to", first=whole(ends[0]), last=whole(ends[1]))
        return f"{said} ({span})" if row["value"] is not None else span

    def _words(self, row: Row) -> str:
        return count_of(row, self.shelf.speech).words

    def _label(self, division: tuple[str, str, str], group: str) -> str:
        row = {
            "characteristic": division[0],
            "code_list": division[1],
            "edition": division[2],
            "group": group,
        }
        return key_words(
            self.shelf, row | ({} if group != EVERYONE else {"code_list": "", "edition": ""}), "group"
        )


def _division(row: Row) -> tuple[str, str, str]:
    return str(row["characteristic"]), str(row["code_list"]), str(row["edition"])


def _is_at(shelf: Shelf, row: Row, stage: str) -> bool:
    return "step" in row and shelf.programme.stage(str(row["step"])).id == stage


def _as_listed(shelf: Shelf, division: tuple[str, str, str], groups: set[str]) -> list[str]:
    """Everyone first, then the groups as their list has them, those in no group last."""
    listed = shelf.vocabulary.code_lists.get(f"{division[1]}:{division[2]}")
    order = {value.code: n for n, value in enumerate(listed.values)} if listed else {}
    last = {code: 1000 + n for n, code in enumerate(UNKNOWNS)}

    def place(group: str) -> tuple[int, str]:
        return (-1 if group == EVERYONE else last.get(group, order.get(group, 999))), group

    return sorted(groups, key=place)
