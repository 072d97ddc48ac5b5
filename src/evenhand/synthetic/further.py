"""What is further recorded of a made-up partnership: residence, reasons, refusals, providers, custody, orders.

It is drawn from a stream of its own, so that what was planted before stays as it is: refusals come after a test that
was taken, an episode that goes on elsewhere is one treatment, and those in custody are other people.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from evenhand.foundations import Period
from evenhand.synthetic.described import describe
from evenhand.synthetic.draw import Draws, Whole, pick
from evenhand.synthetic.people import Text
from evenhand.synthetic.settings import CODE_LISTS, PROGRAMME, load_setting
from evenhand.synthetic.stays import draw_custody, draw_orders
from evenhand.synthetic.tally import latest_date, tally
from evenhand.synthetic.types import Partnership
from evenhand.vocabulary import Vocabulary, load_vocabulary

_STREAM = 1
_NOT_KNOWN = "not_known"
_AREAS = {"no_fixed_abode": "no_fixed_abode", "non_resident": "elsewhere"}
_OPIATES = pa.array(["opiates", "both"])


@cache
def further_rates() -> Mapping[str, Any]:
    """Return the rates of further.toml."""
    return tomllib.loads((resources.files("evenhand.synthetic") / "further.toml").read_text("utf-8"))


def add_further(made: Partnership) -> Partnership:
    """Return a partnership with more recorded of its people, and with people in custody and under orders.

    The counts are made again, for each of the areas in which people live. The truth says what was planted in
    custody and orders, under `further`.
    """
    rates, setting = further_rates(), load_setting(made.truth["setting"])
    draws = Draws(made.truth["seed"], _STREAM)
    people = made.tests.column("person_id").combine_chunks().unique().sort()
    residence = pick(rates["residence"], draws, len(people))
    tests = _tests(made, people, residence, rates, draws)
    group = _groups(tests, people)
    contacts = _with(made.contacts, {
        "provider": pick(rates["team"], draws, made.contacts.num_rows),
        "drug_group": group[_places(made.contacts, people)],
    })  # fmt: skip
    treatments = _treatments(made.treatments, people, group, rates, draws, latest_date(_plain(made)))
    disparity = made.truth["disparity"]
    custody, after = draw_custody(setting, rates, made, draws, disparity=disparity)
    orders = draw_orders(setting, rates, made, draws, disparity=disparity)
    treatments = pa.concat_tables([treatments, after], promote_options="default")
    provider = pick(rates["provider"], draws, treatments.num_rows)
    planted = {what: rates[what]["planted"] if disparity else [] for what in ("custody", "orders")}
    more = replace(
        made,
        tests=tests,
        contacts=contacts,
        treatments=describe(treatments, [tests, custody], provider),
        custody=custody,
        orders=orders,
        truth={**made.truth, "further": {"version": rates["version"], "planted": planted}},
    )
    return replace(more, counts=_counts(more, people, residence, load_vocabulary()))


def _tests(
    made: Partnership, people: pa.Array, residence: Text, rates: Mapping[str, Any], draws: Draws
) -> pa.Table:
    refused = _refused(made, rates["refusal"], draws)
    tests = pa.concat_tables([made.tests, refused], promote_options="default")
    who, result = _places(tests, people), tests.column("result").combine_chunks()
    cocaine = pick(rates["cocaine"], draws, len(people))[who]
    opiates, only_cocaine = (
        np.asarray(pc.is_in(result, value_set=values).to_numpy(zero_copy_only=False))
        for values in (_OPIATES, pa.array(["cocaine"]))
    )
    columns = {
        "area_happened": np.full(tests.num_rows, made.truth["area"], dtype=np.object_),
        "residence": residence[who],
        "reason": pick(rates["reason"], draws, tests.num_rows),
        "drug_group": np.where(opiates, "OPIATE", np.where(only_cocaine, cocaine, _NOT_KNOWN)),
    }
    return _with(tests, columns).sort_by([("test_date", "ascending"), ("person_id", "ascending")])


def _refused(made: Partnership, rates: Mapping[str, Any], draws: Draws) -> pa.Table:
    """Return tests that were refused some days after a negative one, none on the day of another test.

    Nobody of whom a contact is known refuses one: they may have died since.
    """
    tests, seen = made.tests, made.contacts.column("person_id").unique()
    negative = np.flatnonzero(pc.equal(tests.column("result"), "negative").to_numpy())
    chosen = negative[draws.happens(rates["share"], len(negative))]
    rows = tests.take(pa.array(chosen))
    days = _days(rows, "test_date") + draws.whole(1, rates["within_days"], len(chosen))
    rows = _set(rows, "test_date", pa.array(days.astype(np.int32)).cast(pa.date32()))
    rows = _set(rows, "result", pa.repeat("refused", rows.num_rows))
    taken = _named_day(tests)
    fits = pc.and_(
        pc.invert(pc.is_in(rows.column("person_id"), value_set=seen)),
        pc.and_(
            pc.invert(pc.is_in(_named_day(rows), value_set=taken)),
            pc.less_equal(rows.column("test_date"), pc.max(tests.column("test_date"))),
        ),
    )
    return rows.filter(fits)


def _groups(tests: pa.Table, people: pa.Array) -> Text:
    """Return each person's drug group: that of their first test that tells one."""
    who, group = _places(tests, people), np.asarray(tests.column("drug_group").to_pylist(), dtype=np.object_)
    told = np.flatnonzero(group != _NOT_KNOWN)
    found = np.full(len(people), _NOT_KNOWN, dtype=np.object_)
    found[who[told][::-1]] = group[told][::-1]  # the earliest is written last
    return found


def _treatments(
    rows: pa.Table, people: pa.Array, group: Text, rates: Mapping[str, Any], draws: Draws, latest: Any
) -> pa.Table:
    """Return the referrals with providers, and some long episodes as two, the second at the other provider."""
    how, size = rates["continued"], rows.num_rows
    first, second = list(rates["provider"])[:2]
    provider = pick(rates["provider"], draws, size)
    start, end = _days(rows, "start_date"), _days(rows, "end_date")
    today = (latest - latest.replace(1970, 1, 1)).days
    length = np.where(rows.column("end_date").is_valid().to_numpy(), end, today) - start
    begun = rows.column("start_date").is_valid().to_numpy()
    split = begun & (length >= how["least_days"]) & draws.happens(how["share"], size)
    until = start + draws.whole(how["least_days"] // 3, np.maximum(length - how["least_days"] // 2, 41), size)
    again = until + draws.whole(0, how["within_days"], size)
    reason = pick(how["reason"], draws, size)
    ends, reasons = rows.column("end_date"), rows.column("end_reason")
    ids = np.asarray([f"E{place + 1:07}" for place in range(size)], dtype=np.object_)
    more = {"provider": provider, "episode_id": ids, "drug_group": group[_places(rows, people)]}
    rows = _with(rows, more)
    before = _set(rows, "end_date", pc.if_else(pa.array(split), _dates(until), ends))
    before = _set(before, "end_reason", pc.if_else(pa.array(split), pa.array(reason, pa.string()), reasons))
    after = _set(_set(rows, "referral_date", _dates(until)), "start_date", _dates(again))
    after = _set(after, "provider", pa.array(np.where(provider == first, second, first), pa.string()))
    after = _set(after, "episode_id", pa.array([f"{one}-2" for one in ids], pa.string()))
    together = pa.concat_tables([before, after.filter(pa.array(split))])
    return together.sort_by([("referral_date", "ascending"), ("person_id", "ascending")])


def _counts(made: Partnership, people: pa.Array, residence: Text, vocabulary: Vocabulary) -> pa.Table:
    """Return the counts of those who live in the area, have no fixed abode, and live elsewhere."""
    window = load_setting(made.truth["setting"]).window
    tables = []
    for code, area in {"resident": made.truth["area"], **_AREAS}.items():
        here = people.filter(pa.array(residence == code))
        records = {
            name: table.filter(pc.is_in(table.column("person_id"), value_set=here))
            for name, table in _plain(made).items()
        }
        if records["test"].num_rows:
            tables.append(
                tally(
                    records=records,
                    programme=vocabulary.programme(PROGRAMME),
                    code_lists={name: vocabulary.code_list(key) for name, key in CODE_LISTS.items()},
                    area=area,
                    period=Period.whole_months(window["first_test"], window["last_test"]),
                    as_at=latest_date({**_plain(made), **_stays(made)}),
                )
            )
    return pa.concat_tables(tables)


def _plain(made: Partnership) -> dict[str, pa.Table]:
    return {"test": made.tests, "contact": made.contacts, "treatment": made.treatments}


def _stays(made: Partnership) -> dict[str, pa.Table]:
    found = {"custody": made.custody, "order": made.orders}
    return {name: table for name, table in found.items() if table is not None}


def _places(table: pa.Table, people: pa.Array) -> Whole:
    return np.asarray(pc.index_in(table.column("person_id"), value_set=people).to_numpy(), dtype=np.int64)


def _days(table: pa.Table, column: str) -> Whole:
    days = pc.fill_null(pc.cast(table.column(column), pa.int32()), 0)
    return np.asarray(days.to_numpy(), dtype=np.int64)


def _dates(days: Whole) -> pa.Array:
    return pa.array(days.astype(np.int32)).cast(pa.date32())


def _named_day(table: pa.Table) -> pa.Array:
    day = pc.cast(pc.cast(table.column("test_date"), pa.int32()), pa.string())
    return pc.binary_join_element_wise(table.column("person_id"), day, "|").combine_chunks()


def _set(table: pa.Table, column: str, values: Any) -> pa.Table:
    kind = table.schema.field(column).type
    values = values.cast(kind) if values.type != kind else values
    return table.set_column(table.schema.get_field_index(column), column, values)


def _with(table: pa.Table, columns: Mapping[str, Text]) -> pa.Table:
    for name, values in columns.items():
        table = table.append_column(name, pa.array(values, pa.string()))
    return table
