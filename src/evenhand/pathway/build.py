"""Following people through the stages of a programme: from linked records to one row per journey."""

from collections.abc import Collection, Iterator
from datetime import date

import duckdb

from evenhand.foundations import EvenhandError
from evenhand.foundations.sql import identifier, literal
from evenhand.linkage import Linked
from evenhand.pathway.asking import count_rows, one_row
from evenhand.pathway.episodes import join_episodes
from evenhand.pathway.known import known_columns
from evenhand.pathway.links import follow
from evenhand.pathway.needed import needed_columns
from evenhand.pathway.pauses import Time, add_today, count_free_days, make_spells
from evenhand.pathway.places import area_column, area_kinds
from evenhand.pathway.rows import make_rows
from evenhand.pathway.start import WHOLE, begin, events_per_person, exclude, gather
from evenhand.pathway.types import AREAS_OF, PERIODS, Joined, Journeys
from evenhand.vocabulary import Programme, link_name

Database = duckdb.DuckDBPyConnection


def build_pathways(
    *,
    linked: Linked,
    programme: Programme,
    as_at: date,
    period: str = WHOLE,
    area_of: str = "residence",
    home: Collection[str] = (),
) -> Journeys:
    """Return the journeys of `programme` as they stood on the day `as_at`; what came later is not looked at.

    `period` is one of PERIODS, `area_of` one of AREAS_OF. `home` are the codes of all areas of the partnership,
    small and large: who lives in another has the area `elsewhere`. Raises EvenhandError if the programme starts
    from a record that is not there, or one that does not say in which area it was. Source: C3; 001 3.8.
    """
    record = programme.journey["record"]
    _check(linked, programme, period, area_of)
    area = area_column(record, linked.records[record], area_of, home)
    with duckdb.connect() as db:
        for name, table in linked.records.items():
            db.register(f"record_{name}", table)
        today = f"{literal(as_at.isoformat())}::date"
        total = gather(db, programme, as_at)
        excluded = tuple(exclude(db, programme, as_at))
        joined = tuple(_known_records(db, programme, today))
        events = events_per_person(db, programme)
        repeats = begin(db, programme, period)
        time = _pause(db, linked, programme, today)
        for number in range(len(programme.links)):
            follow(db, programme, number, time, _paused_fields(programme))
        characteristics, within = make_rows(db, programme, time, area)
        found = Journeys(
            rows=db.sql("select * from final").to_arrow_table(),
            repeats=repeats,
            excluded=excluded,
            first=one_row(db, "select min(date) from final")[0],
            last=one_row(db, "select max(date) from final")[0],
            joined=joined,
            paused=count_rows(db, "staged where pause_matters") if time.pauses else None,
            characteristics=characteristics,
            within=within,
            events_per_person=events,
            area_kinds=area_kinds(db, "final"),
        )
    _reconcile(total, found, record)
    return found


def _check(linked: Linked, programme: Programme, period: str, area_of: str) -> None:
    for word, known in ((period, PERIODS), (area_of, AREAS_OF)):
        if word not in known:
            raise EvenhandError(f"There is no '{word}'.", mend=f"Choose one of: {', '.join(known)}.")
    record = programme.journey["record"]
    if record not in linked.records:
        raise EvenhandError(f"The programme {programme.id} starts from {record} records, and there are none.")


def _known_records(db: Database, programme: Programme, today: str) -> Iterator[Joined]:
    """Make table `known_<record>` of each linked record, as known on the day and in episodes; join `kept` too."""
    start = programme.journey["record"]
    for record in dict.fromkeys(link["record"] for link in programme.links):
        links = [link for link in programme.links if link["record"] == record]
        dated = {name: day for link in links for name, day in link.get("dated", {}).items()}
        known = known_columns(db, f"record_{record}", dated, today)
        needed = {name for link in links for name in needed_columns(programme, link_name(link), known)}
        picked = ", ".join(f"{sql} as {identifier(name)}" for name, sql in known.items() if name in needed)
        db.execute(f"create temp table known_{record} as select {picked} from record_{record}")
    for spec in programme.episodes:
        linked = spec.of_links and any(link["record"] == spec.record for link in programme.links)
        numbers = join_episodes(db, f"known_{spec.record}", spec) if linked else (0, 0)
        if spec.record == start:
            numbers = join_episodes(db, "kept", spec, prefix=f"{start}.")
        yield Joined(record=spec.record, rows=numbers[0], episodes=numbers[1])


def _pause(db: Database, linked: Linked, programme: Programme, today: str) -> Time:
    """Make ready what pauses a clock: nothing does without a pause in the programme, or without its records."""
    if programme.pause is None or programme.pause.record not in linked.records:
        return Time(today, pauses=False)
    make_spells(db, programme.pause, today)
    record = programme.journey["record"]
    person = f"{record}.{programme.journey['person']}"
    mine = [one for one in _paused_fields(programme) if one.startswith(f"{record}.")]
    count_free_days(db, "journey_0", person, mine)
    add_today(db, "journey_0", person, today)
    return Time(today, pauses=True)


def _paused_fields(programme: Programme) -> set[str]:
    """The date fields between which clocks, and the windows of links, count days outside a pause."""
    clocks = [stage.clock for stage in programme.stages if stage.clock and stage.clock.paused]
    found = {field for clock in clocks for field in (clock.start, clock.end) if field is not None}
    if programme.stay is not None:
        found |= {programme.stay.start, programme.stay.end}
    for link in programme.links:
        if "within_days" in link and link.get("paused", True):
            found |= {str(link["after"]), f"{link_name(link)}.{link['date']}"}
    return found


def _reconcile(total: int, found: Journeys, record: str) -> None:
    merged = sum(one.rows - one.episodes for one in found.joined if one.record == record)
    left_out = sum(one.rows for one in found.excluded)
    if total != found.rows.num_rows + found.repeats + left_out + merged:
        raise EvenhandError(
            "The journeys do not reconcile with the records.", mend="Please report this fault."
        )
